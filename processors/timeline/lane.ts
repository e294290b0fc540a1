/**
 * A lane runs one set of rules along a subject's time line and can go back. Its state is plain
 * data; every 64 facts a copy is kept as a checkpoint, so that a fact which comes late is put in
 * its place and everything after it is run again with the rules and parameters in force then.
 *
 * Steps happen in key order: a change of rules or registry at (its instant, before every fact of
 * it), facts at (eventTimeMs, tie), and `onTick` calls at (whole second, after every fact of it).
 * Nothing else moves a lane, so its state is a function of the set of facts.
 */
import type { EvidenceRef } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import { FLAGS } from '#core/report.ts';
import { SECOND_MS } from '#core/time.ts';
import type { AnyRule, PlannedRule, RulesVersion } from '../plan.ts';
import { type EpisodeFacts, Findings, type RuleContext, type SubjectInfo } from '../rule.ts';
import { compareKey, Entry, KIND } from './entry.ts';
import { addEvidence, type Episode, mergeFacts, newEpisode, showEpisode } from './episode.ts';
import { CHUNK_ENTRIES } from './history.ts';
import { LaneState, NEVER_MS } from './lane-state.ts';
import { shareParts } from './shared-parts.ts';
import { isSuspect, qualifyArrival, qualifySettled } from './track.ts';

/** Tie of an `onTick` step: after every fact of its instant. */
export const TICK_TIE = 4_294_967_296;
/** Tie of a change of rules or registry: before every fact of its instant. */
export const VERSION_TIE = -1;

/** `arrival`: speculative, up to the newest fact. `settled`: settled facts. `driver`: a driver's samples, speculative. */
export type LaneKind = 'arrival' | 'settled' | 'driver';

export interface InfoVersion {
  fromMs: number;
  info: SubjectInfo;
}

/** What a lane needs from its task. */
export interface LaneHost {
  readonly rules: readonly AnyRule[];
  /** Ascending; the first holds from BEFORE_ALL_MS. */
  readonly rulesVersions: readonly RulesVersion[];
  /** A rule threw: its state is reset and the time line goes on. */
  ruleFault(type: string, cause: unknown): void;
}

/** The time line as a lane looks ahead on it. */
export interface Facts {
  /** The located observation that decides a suspect at `position`; null = there is none. */
  locatedAfter(position: number): Entry | null;
}

export class Lane implements RuleContext<Record<string, unknown>> {
  readonly kind: LaneKind;
  state: LaneState;
  checkpoints: LaneState[];
  /** Episodes with a visible change since they were last taken. */
  changes: Episode[] = [];

  // What a rule sees while it runs.
  params: Record<string, unknown> = {};
  subject: SubjectInfo;
  driverKey: SubjectKey | null = null;
  readonly findings = findings;

  private readonly owner: SubjectKey;
  private readonly host: LaneHost;
  private readonly facts: Facts;
  private readonly infos: readonly InfoVersion[];
  private planned: readonly PlannedRule[] = [];
  private drivers: readonly PlannedRule[] = [];
  private wakers: readonly PlannedRule[] = [];
  /** Versions known when `nextVersionMs` was found. */
  private versionsSeen = -1;
  /** When the next change of rules or registry takes hold; NEVER_MS = none known. */
  private nextVersionMs = NEVER_MS;
  private running!: PlannedRule;
  private entry: Entry | null = null;
  private nowMs = 0;
  private nowTie = 0;

  constructor(kind: LaneKind, host: LaneHost, infos: readonly InfoVersion[], facts: Facts) {
    this.kind = kind;
    this.facts = facts;
    this.host = host;
    this.infos = infos;
    this.owner = infos[0]!.info.subjectKey;
    this.subject = infos[0]!.info;
    this.state = LaneState.initial(infos[0]!.info);
    this.choosePlan();
    this.checkpoints = [this.state.copy(null)];
  }

  get rules(): readonly AnyRule[] {
    return this.host.rules;
  }

  /** Applies the next fact; its key must be after the lane's. */
  step(entry: Entry): void {
    const { state } = this;
    const timeMs = entry.eventTimeMs;
    if (this.versionsSeen !== this.host.rulesVersions.length + this.infos.length)
      this.findNextVersion();
    if (state.wakeMs < timeMs || this.nextVersionMs <= timeMs) this.moveOn(timeMs - 1, timeMs);
    if (
      this.kind === 'driver' &&
      (entry.subjectKey !== state.vehicleKey || entry.vehicleClass !== state.vehicleClass)
    ) {
      state.vehicleKey = entry.subjectKey;
      state.vehicleClass = entry.vehicleClass;
      this.chooseSubject();
      this.choosePlan();
    }
    if (this.kind === 'arrival') {
      if (entry.namedDriverKey !== null || entry.kind === KIND.card)
        state.driverKey = entry.namedDriverKey;
      entry.driverKey = state.driverKey;
      entry.vehicleClass = state.vehicleClass;
      if (entry.kind === KIND.observation) qualifyArrival(state, entry);
    } else if (this.kind === 'settled' && entry.kind === KIND.observation) {
      const next = isSuspect(state, entry) ? this.facts.locatedAfter(state.position) : null;
      qualifySettled(state, entry, next);
    }
    this.entry = entry;
    this.nowMs = timeMs;
    this.nowTie = entry.tie;
    this.driverKey = this.kind === 'driver' ? this.owner : entry.driverKey;
    if (entry.kind === KIND.observation) this.observe(entry);
    else if (entry.kind === KIND.alive) this.showLife(entry.receivedTimeMs);
    state.position++;
    state.keyMs = timeMs;
    state.keyTie = entry.tie;
    this.planWake();
    if (state.position % CHUNK_ENTRIES === 0) this.checkpoint();
  }

  /** Makes every `onTick` and every change of version that is due at or before `boundMs`. */
  advance(boundMs: number): void {
    if (this.versionsSeen !== this.host.rulesVersions.length + this.infos.length)
      this.findNextVersion();
    this.moveOn(boundMs, boundMs);
  }

  /** True when a fact of this key can be applied without going back. */
  isAhead(timeMs: number, tie: number): boolean {
    return compareKey(timeMs, tie, this.state.keyMs, this.state.keyTie) > 0;
  }

  /** When a change of rules or registry may close something; NEVER_MS = nothing open or nothing ahead. */
  switchDueMs(): number {
    if (this.state.episodes.length === 0) return NEVER_MS;
    if (this.versionsSeen !== this.host.rulesVersions.length + this.infos.length)
      this.findNextVersion();
    return this.nextVersionMs;
  }

  /** Goes back to the last checkpoint at or before `position`; later ones are void. */
  restore(position: number): LaneState {
    const { checkpoints } = this;
    while (checkpoints.length > 1 && checkpoints[checkpoints.length - 1]!.position > position)
      checkpoints.pop();
    const checkpoint = checkpoints[checkpoints.length - 1]!;
    this.load(checkpoint.copy(null));
    this.changes = [];
    return checkpoint;
  }

  load(state: LaneState): void {
    this.state = state;
    this.versionsSeen = -1;
    this.chooseSubject();
    this.choosePlan();
  }

  /** Forgets checkpoints before `position`, where one lies. */
  trim(position: number): void {
    while (this.checkpoints.length > 1 && this.checkpoints[0]!.position < position)
      this.checkpoints.shift();
  }

  /** The oldest `count` registry versions are gone. */
  shiftInfos(count: number): void {
    this.state.infoIndex -= count;
    // Copies: a snapshot tells a changed checkpoint by its identity.
    this.checkpoints = this.checkpoints.map((checkpoint) => {
      const copy = checkpoint.copy(checkpoint);
      copy.infoIndex -= count;
      return copy;
    });
    this.versionsSeen = -1;
  }

  open(slot: string, facts: EpisodeFacts): void {
    if (this.find(slot) !== null) return;
    const { state } = this;
    const name = `${this.running.index}/${slot}`;
    const ordinal = state.counts[name] ?? 0;
    state.counts[name] = ordinal + 1;
    const episode = newEpisode(
      this.running,
      slot,
      ordinal,
      this.entry,
      this.subject.subjectKey,
      this.driverKey,
      facts,
    );
    episode.openMs = this.nowMs;
    episode.openTie = this.nowTie;
    state.episodes.push(episode);
    this.changes.push(episode);
  }

  update(slot: string, facts: Partial<EpisodeFacts>): void {
    const episode = this.find(slot);
    if (episode !== null && mergeFacts(episode, facts)) this.touch(episode);
  }

  close(slot: string, closedAtMs: number): void {
    const episode = this.find(slot);
    if (episode !== null) this.end(episode, closedAtMs);
  }

  isOpen(slot: string): boolean {
    return this.find(slot) !== null;
  }

  evidence(slot: string, ref?: EvidenceRef): void {
    const episode = this.find(slot);
    if (episode === null) return;
    if (ref !== undefined) addEvidence(episode, ref);
    else if (this.entry !== null) {
      addEvidence(episode, {
        partition: this.entry.inputPartition,
        offset: this.entry.inputOffset,
        eventTimeMs: this.entry.eventTimeMs,
      });
    }
  }

  /** Episodes changed since last taken, each shown as of now. */
  takeChanges(): Episode[] {
    const { changes } = this;
    this.changes = [];
    return changes;
  }

  private observe(entry: Entry): void {
    const { planned } = this;
    findings.begin();
    for (let i = 0; i < planned.length; i++) this.runOn(planned[i]!, entry);
    if (this.drivers.length === 0) return;
    const { state } = this;
    if (entry.driverKey === null) {
      state.aboard = false;
      for (const rule of this.drivers) this.runOn(rule, entry);
    } else if (!state.aboard) {
      // The vehicle's own clock stops where a driver becomes known: his clock runs from here.
      state.aboard = true;
      const released = releasedSample(entry);
      this.driverKey = null;
      for (const rule of this.drivers) this.runOn(rule, released);
      this.driverKey = entry.driverKey;
    }
  }

  private runOn(planned: PlannedRule, entry: Entry): void {
    this.running = planned;
    this.params = planned.params;
    try {
      planned.rule.onObservation(this.state.states[planned.index], entry, this);
    } catch (cause) {
      this.fault(planned, cause);
    }
    if (this.changes.length > 0) this.show(planned);
  }

  private showLife(timeMs: number): void {
    this.runHooks(this.planned, (planned) =>
      planned.rule.onAlive?.(this.state.states[planned.index], timeMs, this),
    );
  }

  /** The steps between facts, in order: ticks up to `tickBoundMs`, changes of version up to `versionBoundMs`. */
  private moveOn(tickBoundMs: number, versionBoundMs: number): void {
    for (;;) {
      const tickMs = Math.ceil(this.state.wakeMs / SECOND_MS) * SECOND_MS;
      if (this.nextVersionMs <= tickMs && this.nextVersionMs <= versionBoundMs)
        this.switchVersion(this.nextVersionMs);
      else if (tickMs <= tickBoundMs) this.wake(tickMs);
      else return;
    }
  }

  private wake(tickMs: number): void {
    const { state } = this;
    this.entry = null;
    this.nowMs = tickMs;
    this.nowTie = TICK_TIE;
    this.driverKey = this.kind === 'driver' ? this.owner : state.driverKey;
    this.runHooks(this.wakers, (planned) => {
      const ruleState = state.states[planned.index];
      const wakeMs = planned.rule.wakeAtMs!(ruleState);
      if (wakeMs !== null && wakeMs <= tickMs) planned.rule.onTick!(ruleState, tickMs, this);
    });
    state.keyMs = tickMs;
    state.keyTie = TICK_TIE;
    this.planWake();
  }

  private runHooks(rules: readonly PlannedRule[], hook: (planned: PlannedRule) => void): void {
    for (const planned of rules) {
      this.running = planned;
      this.params = planned.params;
      try {
        hook(planned);
      } catch (cause) {
        this.fault(planned, cause);
      }
      if (this.changes.length > 0) this.show(planned);
    }
  }

  private planWake(): void {
    const { wakers, state } = this;
    let wakeMs = NEVER_MS;
    for (let i = 0; i < wakers.length; i++) {
      const planned = wakers[i]!;
      const wanted = planned.rule.wakeAtMs!(state.states[planned.index]);
      if (wanted !== null && wanted < wakeMs) wakeMs = wanted;
    }
    // Time does not go back, and one instant wakes a rule once.
    const floorMs = state.keyTie === TICK_TIE ? state.keyMs + 1 : state.keyMs;
    state.wakeMs = Math.max(wakeMs, floorMs);
  }

  /** A version of rules or registry takes hold. Of one instant, that of the rules comes first. */
  private switchVersion(atMs: number): void {
    const { state, host, infos } = this;
    this.nowMs = atMs;
    this.nowTie = VERSION_TIE;
    if (host.rulesVersions[state.rulesIndex + 1]?.fromMs === atMs) state.rulesIndex++;
    else {
      state.infoIndex++;
      if (this.kind !== 'driver') state.vehicleClass = infos[state.infoIndex]!.info.class;
      this.chooseSubject();
    }
    this.choosePlan();
    this.dropDisabled(atMs);
    state.keyMs = atMs;
    state.keyTie = VERSION_TIE;
    this.planWake();
    this.findNextVersion();
  }

  private findNextVersion(): void {
    const { state, host, infos } = this;
    this.versionsSeen = host.rulesVersions.length + infos.length;
    this.nextVersionMs = Math.min(
      host.rulesVersions[state.rulesIndex + 1]?.fromMs ?? NEVER_MS,
      infos[state.infoIndex + 1]?.fromMs ?? NEVER_MS,
    );
  }

  /** A rule that no longer runs closes what it has open and forgets: switched on again, it starts afresh. */
  private dropDisabled(atMs: number): void {
    const { state, host } = this;
    const version = host.rulesVersions[state.rulesIndex]!;
    for (let index = 0; index < host.rules.length; index++) {
      if (state.states[index] === undefined || state.states[index] === null) continue;
      // A driver drives vehicles of several classes: his clock stops only when the rule is off for all.
      const runs = this.kind === 'driver' ? version.runsAnywhere(index) : this.runs(index);
      if (runs) continue;
      state.states[index] = null;
      for (const episode of state.episodes.filter((open) => open.rule === index)) {
        this.end(episode, Math.max(atMs, episode.facts.openedAtMs));
        this.show({ index, rule: host.rules[index]!, params: episode.params });
      }
    }
  }

  private runs(index: number): boolean {
    return (
      this.planned.some((rule) => rule.index === index) ||
      this.drivers.some((rule) => rule.index === index)
    );
  }

  private chooseSubject(): void {
    const { state, infos } = this;
    const { info } = infos[state.infoIndex]!;
    this.subject =
      this.kind === 'driver'
        ? { ...info, subjectKey: state.vehicleKey, class: state.vehicleClass }
        : info;
  }

  private choosePlan(): void {
    const { state, host } = this;
    const plan = host.rulesVersions[state.rulesIndex]!.planFor(state.vehicleClass);
    this.planned =
      this.kind === 'arrival' ? plan.arrival : this.kind === 'settled' ? plan.settled : plan.driver;
    this.drivers = this.kind === 'settled' ? plan.driver : [];
    const all = [...this.planned, ...this.drivers];
    this.wakers = all.filter(
      ({ rule }) => rule.onTick !== undefined && rule.wakeAtMs !== undefined,
    );
    for (const { index, rule } of all) state.states[index] ??= rule.initial();
    shareParts(host.rules, all, state.states);
  }

  private find(slot: string): Episode | null {
    const { episodes } = this.state;
    for (let i = 0; i < episodes.length; i++) {
      const episode = episodes[i]!;
      if (episode.rule === this.running.index && episode.slot === slot) return episode;
    }
    return null;
  }

  private end(episode: Episode, closedAtMs: number): void {
    episode.closedAtMs = closedAtMs;
    episode.closeMs = this.nowMs;
    episode.closeTie = this.nowTie;
    this.state.episodes.splice(this.state.episodes.indexOf(episode), 1);
    this.touch(episode);
  }

  private touch(episode: Episode): void {
    episode.changed = true;
    if (!this.changes.includes(episode)) this.changes.push(episode);
  }

  private show(planned: PlannedRule): void {
    for (const episode of this.changes) {
      if (!episode.changed) continue;
      episode.changed = false;
      episode.shown = showEpisode(episode, planned);
    }
  }

  private fault(planned: PlannedRule, cause: unknown): void {
    this.host.ruleFault(planned.rule.type, cause);
    this.state.states[planned.index] = planned.rule.initial();
    for (const episode of this.state.episodes.filter((open) => open.rule === planned.index))
      this.end(episode, this.nowMs);
  }

  private checkpoint(): void {
    const { checkpoints } = this;
    checkpoints.push(this.state.copy(checkpoints[checkpoints.length - 1] ?? null));
  }
}

/** Of the observation at hand, whichever lane it is on. */
const findings = new Findings();

/** What a driver rule sees where another driver takes the vehicle over: no position, standing. */
export function releasedSample(at: Entry): Entry {
  const sample = new Entry(at.subjectKey, at.deviceKey, at.protocol);
  sample.eventTimeMs = at.eventTimeMs;
  sample.receivedTimeMs = at.receivedTimeMs;
  sample.speedKmh = 0;
  sample.flags = FLAGS.released;
  sample.inputPartition = at.inputPartition;
  sample.inputOffset = at.inputOffset;
  sample.vehicleClass = at.vehicleClass;
  return sample;
}
