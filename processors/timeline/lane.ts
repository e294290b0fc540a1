/**
 * A lane runs one set of rules along a subject's time line and can go back. Its state is plain
 * data; every 64 facts a copy is kept as a checkpoint, so that a fact which comes late is put in
 * its place and everything after it is run again with the rules and parameters in force then.
 *
 * Steps happen in key order: a change of rules or registry at (its instant, before every fact of
 * it), facts at (eventTimeMs, tie), and `onTick` calls at (whole second, after every fact of it).
 * Nothing else moves a lane, so its state is a function of the set of facts.
 */
import type { SubjectKey } from '#core/identity.ts';
import { FLAGS } from '#core/report.ts';
import { SECOND_MS } from '#core/time.ts';
import {
  type AnyRule,
  type LanePlan,
  NO_RULES,
  type PlannedRule,
  type RulesVersion,
} from '../plan.ts';
import type { SubjectInfo } from '../subject-info.ts';
import type { World } from '../world/world.ts';
import { compareKey, Entry, KIND } from './entry.ts';
import type { Episode } from './episode.ts';
import { CHUNK_ENTRIES } from './history.ts';
import { beginningOf, initialStates, LaneState, NEVER_MS } from './lane-state.ts';
import { NO_CHANGES, RuleRun, type RunHost } from './rule-run.ts';
import { sharedMembersOf, shareParts } from './shared-parts.ts';
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
  /** Ascending, by `LaneState.rulesIndex` through their ordinals; the first holds for what is older as well. */
  readonly rulesVersions: readonly RulesVersion[];
  /** Asked with the time of what is judged. */
  readonly world: World;
  /** A rule threw: its state is reset and the time line goes on. */
  ruleFault(type: string, cause: unknown): void;
}

/** The time line as a lane looks ahead on it. */
export interface Facts {
  /** The located observation that decides a suspect at `position`; null = there is none. */
  locatedAfter(position: number): Entry | null;
}

export class Lane implements RunHost {
  readonly kind: LaneKind;
  state: LaneState;
  checkpoints: LaneState[];
  /** Episodes with a visible change since they were last taken. */
  changes: Episode[] = NO_CHANGES;
  subject: SubjectInfo;

  private readonly owner: SubjectKey;
  private readonly host: LaneHost;
  private readonly facts: Facts;
  private readonly infos: readonly InfoVersion[];
  private plan!: LanePlan;
  /** Versions of rules known when `nextVersionMs` was found; −1 = it is to be found anew. */
  private versionsSeen = -1;
  /** When the next change of rules or registry takes hold; NEVER_MS = none known. */
  private nextVersionMs = NEVER_MS;
  /** A rule that shares a part has woken at the fact at hand. */
  private isRoused = false;

  constructor(kind: LaneKind, host: LaneHost, infos: readonly InfoVersion[], facts: Facts) {
    this.kind = kind;
    this.facts = facts;
    this.host = host;
    this.infos = infos;
    this.owner = infos[0]!.info.subjectKey;
    this.subject = infos[0]!.info;
    this.state = LaneState.initial(infos[0]!.info);
    this.state.rulesIndex = host.rulesVersions[0]!.ordinal;
    this.choosePlan(NO_RULES);
    // Of a vehicle that has said nothing, what the rules begin with is that of every other.
    this.checkpoints = [this.state.copy({ states: initialStates(host.rules) })];
  }

  get rules(): readonly AnyRule[] {
    return this.host.rules;
  }

  get world(): World {
    return this.host.world;
  }

  /** Applies the next fact; its key must be after the lane's. */
  step(entry: Entry): void {
    const { state } = this;
    const timeMs = entry.eventTimeMs;
    if (this.versionsSeen !== this.host.rulesVersions.length) this.findNextVersion();
    if (state.wakeMs < timeMs || this.nextVersionMs <= timeMs) this.moveOn(timeMs - 1, timeMs);
    if (
      this.kind === 'driver' &&
      (entry.subjectKey !== state.vehicleKey || entry.vehicleClass !== state.vehicleClass)
    ) {
      state.vehicleKey = entry.subjectKey;
      state.vehicleClass = entry.vehicleClass;
      this.chooseSubject();
      this.choosePlan(this.plan);
    }
    let isGood = false;
    if (this.kind === 'arrival') {
      if (entry.namedDriverKey !== null || entry.kind === KIND.card)
        state.driverKey = entry.namedDriverKey;
      entry.driverKey = state.driverKey;
      entry.vehicleClass = state.vehicleClass;
      if (entry.kind === KIND.observation) qualifyArrival(state, entry);
    } else if (this.kind === 'settled' && entry.kind === KIND.observation) {
      const next = isSuspect(state, entry) ? this.facts.locatedAfter(state.position) : null;
      isGood = qualifySettled(state, entry, next);
    }
    run.begin(this, entry, timeMs, entry.tie);
    run.driverKey = this.kind === 'driver' ? this.owner : entry.driverKey;
    if (entry.kind === KIND.observation) this.observe(entry);
    else if (entry.kind === KIND.alive)
      for (const planned of this.plan.rules) run.showLife(planned, entry.receivedTimeMs);
    else if (entry.kind === KIND.event)
      for (const planned of this.plan.rules) run.tell(planned, entry);
    // Rules have been shown the place before.
    if (isGood) state.goTo(entry);
    else if (this.kind === 'settled' && (entry.flags & FLAGS.drift) !== 0) state.driftTo(entry);
    if (this.isRoused) this.shareParts();
    state.position++;
    state.keyMs = timeMs;
    state.keyTie = entry.tie;
    this.planWake();
    if (state.position % CHUNK_ENTRIES === 0) this.checkpoint();
  }

  /** Makes every `onTick` and every change of version that is due at or before `boundMs`. */
  advance(boundMs: number): void {
    if (this.versionsSeen !== this.host.rulesVersions.length) this.findNextVersion();
    this.moveOn(boundMs, boundMs);
  }

  /** True when a fact of this key can be applied without going back. */
  isAhead(timeMs: number, tie: number): boolean {
    return compareKey(timeMs, tie, this.state.keyMs, this.state.keyTie) > 0;
  }

  /** When a change of rules or registry may close something; NEVER_MS = nothing open or nothing ahead. */
  switchDueMs(): number {
    if (this.state.episodes.length === 0) return NEVER_MS;
    if (this.versionsSeen !== this.host.rulesVersions.length) this.findNextVersion();
    return this.nextVersionMs;
  }

  /** Goes back to the last checkpoint at or before `position`; later ones are void. */
  restore(position: number): LaneState {
    const { checkpoints } = this;
    while (checkpoints.length > 1 && checkpoints[checkpoints.length - 1]!.position > position)
      checkpoints.pop();
    const checkpoint = checkpoints[checkpoints.length - 1]!;
    this.load(checkpoint.copy(null));
    this.changes = NO_CHANGES;
    return checkpoint;
  }

  load(state: LaneState): void {
    this.state = state;
    this.versionsSeen = -1;
    this.chooseSubject();
    this.choosePlan(null);
    // State of an older version of a rule may wait for what that one did not ask for.
    this.planWake();
  }

  /** The registry has another version of the subject. */
  forgetVersions(): void {
    this.versionsSeen = -1;
  }

  /** Forgets checkpoints before `position`, where one lies. */
  trim(position: number): void {
    while (this.checkpoints.length > 1 && this.checkpoints[0]!.position < position)
      this.checkpoints.shift();
  }

  /** Nothing before now is run again. */
  close(): void {
    this.checkpoints = [];
    this.checkpoint();
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

  /** Episodes changed since last taken, each shown as of now. */
  takeChanges(): Episode[] {
    const { changes } = this;
    this.changes = NO_CHANGES;
    return changes === NO_CHANGES ? [] : changes;
  }

  ruleFault(type: string, cause: unknown): void {
    this.host.ruleFault(type, cause);
  }

  rouse({ index, rule }: PlannedRule): unknown {
    const { state } = this;
    const own = rule.wake === undefined ? rule.initial() : rule.wake(state);
    state.states[index] = own;
    if (rule.sharedPart !== undefined) this.isRoused = true;
    return own;
  }

  /** Those who have woken remember alike once all have seen the fact. */
  private shareParts(): void {
    this.isRoused = false;
    shareParts(this.host.rules, this.plan.all, this.state.states);
  }

  private observe(entry: Entry): void {
    const { rules, drivers } = this.plan;
    for (let i = 0; i < rules.length; i++) run.observe(rules[i]!, entry);
    if (drivers.length === 0) return;
    const { state } = this;
    if (entry.driverKey === null) {
      state.aboard = false;
      for (let i = 0; i < drivers.length; i++) run.observe(drivers[i]!, entry);
    } else if (!state.aboard) {
      // The vehicle's own clock stops where a driver becomes known: his clock runs from here.
      state.aboard = true;
      const released = releasedSample(entry);
      run.driverKey = null;
      for (const planned of drivers) run.observe(planned, released);
    }
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
    run.begin(this, null, tickMs, TICK_TIE);
    run.driverKey = this.kind === 'driver' ? this.owner : state.driverKey;
    for (const planned of this.plan.wakers) run.wake(planned, tickMs);
    state.keyMs = tickMs;
    state.keyTie = TICK_TIE;
    this.planWake();
  }

  private planWake(): void {
    const { state } = this;
    const { wakers } = this.plan;
    let wakeMs = NEVER_MS;
    for (let i = 0; i < wakers.length; i++) {
      const planned = wakers[i]!;
      const own = state.states[planned.index];
      if (own === null) continue;
      const wanted = planned.wakeAtMs(own);
      if (wanted !== null && wanted < wakeMs) wakeMs = wanted;
    }
    // Time does not go back, and one instant wakes a rule once.
    const floorMs = state.keyTie === TICK_TIE ? state.keyMs + 1 : state.keyMs;
    state.wakeMs = Math.max(wakeMs, floorMs);
  }

  /** A version of rules or registry takes hold. Of one instant, that of the rules comes first. */
  private switchVersion(atMs: number): void {
    const { state, infos } = this;
    const next = this.nextRules();
    if (next?.fromMs === atMs) state.rulesIndex = next.ordinal;
    else {
      state.infoIndex++;
      if (this.kind !== 'driver') state.vehicleClass = infos[state.infoIndex]!.info.class;
      this.chooseSubject();
    }
    this.choosePlan(this.plan);
    this.dropDisabled(atMs);
    state.keyMs = atMs;
    state.keyTie = VERSION_TIE;
    this.planWake();
    this.findNextVersion();
  }

  private findNextVersion(): void {
    const { state, host, infos } = this;
    this.versionsSeen = host.rulesVersions.length;
    this.nextVersionMs = Math.min(
      this.nextRules()?.fromMs ?? NEVER_MS,
      infos[state.infoIndex + 1]?.fromMs ?? NEVER_MS,
    );
  }

  private rulesNow(): RulesVersion {
    const { rulesVersions } = this.host;
    const { rulesIndex } = this.state;
    // Nearly always the newest.
    for (let i = rulesVersions.length - 1; i > 0; i--)
      if (rulesVersions[i]!.ordinal <= rulesIndex) return rulesVersions[i]!;
    return rulesVersions[0]!;
  }

  private nextRules(): RulesVersion | undefined {
    const { rulesIndex } = this.state;
    return this.host.rulesVersions.find(({ ordinal }) => ordinal > rulesIndex);
  }

  /** A rule that no longer runs closes what it has open and forgets: switched on again, it starts afresh. */
  private dropDisabled(atMs: number): void {
    const { state, host } = this;
    run.begin(this, null, atMs, VERSION_TIE);
    const version = this.rulesNow();
    for (let index = 0; index < host.rules.length; index++) {
      if (state.states[index] === undefined || state.states[index] === null) continue;
      // A driver drives vehicles of several classes: his clock stops only when the rule is off for all.
      const runs =
        this.kind === 'driver'
          ? version.runsAnywhere(index)
          : this.plan.all.some((planned) => planned.index === index);
      if (runs) continue;
      state.states[index] = null;
      run.drop(index, host.rules[index]!, atMs);
    }
  }

  private chooseSubject(): void {
    const { state, infos } = this;
    const { info } = infos[state.infoIndex]!;
    this.subject =
      this.kind === 'driver'
        ? { ...info, subjectKey: state.vehicleKey, class: state.vehicleClass }
        : info;
  }

  /** @param before the plan so far: rules that were not in it begin; null = the state is of this plan */
  private choosePlan(before: LanePlan | null): void {
    const { state, host } = this;
    this.plan = this.rulesNow().planFor(state.vehicleClass)[this.kind];
    const { all } = this.plan;
    for (const planned of all) {
      const { index, rule } = planned;
      const isAtRest =
        rule.wakes !== undefined &&
        (before === null || before.all.some((other) => other.index === index));
      state.states[index] ??= isAtRest ? null : beginningOf(rule);
    }
    shareParts(host.rules, all, state.states);
  }

  private checkpoint(): void {
    const { checkpoints, host } = this;
    const previous = checkpoints[checkpoints.length - 1] ?? null;
    checkpoints.push(this.state.copy(previous, sharedMembersOf(host.rules)));
  }
}

/** The rule at work, whichever lane it is on. */
const run = new RuleRun();

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
