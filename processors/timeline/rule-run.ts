/**
 * A rule at work: what it sees, and the episodes it speaks of. There is one for all lanes, set to the
 * step at hand: kept by each lane, it would be memory of every vehicle to wait for.
 */
import type { EvidenceRef } from '#core/alert.ts';
import { assert } from '#core/errors.ts';
import type { SubjectKey } from '#core/identity.ts';
import { type AnyRule, type PlannedRule, plannedRule } from '../plan.ts';
import { type EpisodeFacts, Findings, type RuleContext } from '../rule.ts';
import type { SubjectInfo } from '../subject-info.ts';
import type { World } from '../world/world.ts';
import type { Entry } from './entry.ts';
import { addEvidence, type Episode, mergeFacts, newEpisode, showEpisode } from './episode.ts';
import { beginningOf, type LaneState, NO_EPISODES } from './lane-state.ts';

/** Whose rules run: a lane. */
export interface RunHost {
  readonly state: LaneState;
  readonly subject: SubjectInfo;
  readonly world: World;
  /** Episodes with a visible change since they were last taken. */
  changes: Episode[];
  /** A rule at rest begins anew; its state. */
  rouse(planned: PlannedRule): unknown;
  /** A rule threw: its state is reset and the time line goes on. */
  ruleFault(type: string, cause: unknown): void;
}

/** Of lanes where nothing has changed; nobody adds to it. */
export const NO_CHANGES: Episode[] = [];

export class RuleRun implements RuleContext<Record<string, unknown>> {
  params: Record<string, unknown> = {};
  subject!: SubjectInfo;
  world!: World;
  driverKey: SubjectKey | null = null;
  readonly findings = new Findings();
  private host!: RunHost;
  private running!: PlannedRule;
  /** Fact of the step; null between facts. */
  private entry: Entry | null = null;
  private nowMs = 0;
  private nowTie = 0;

  /** Another step; rules, ticks or changes of version follow. */
  begin(host: RunHost, entry: Entry | null, nowMs: number, nowTie: number): void {
    this.host = host;
    this.subject = host.subject;
    this.world = host.world;
    this.entry = entry;
    this.nowMs = nowMs;
    this.nowTie = nowTie;
    this.findings.begin();
  }

  observe(planned: PlannedRule, entry: Entry): void {
    try {
      const { state: lane } = this.host;
      let state = lane.states[planned.index];
      if (state === null) {
        if (!planned.wakes(entry, this.subject, planned.params, this.world, lane)) return;
        state = this.host.rouse(planned);
      }
      this.running = planned;
      this.params = planned.params;
      planned.onObservation(state, entry, this);
    } catch (cause) {
      this.fault(planned, cause);
    }
    if (this.host.changes.length > 0) this.show(planned);
  }

  tell(planned: PlannedRule, entry: Entry): void {
    this.running = planned;
    this.params = planned.params;
    if (planned.rule.onEvent === undefined) return;
    try {
      const state = this.host.state.states[planned.index] ?? this.host.rouse(planned);
      planned.rule.onEvent(state, entry.event!, entry, this);
    } catch (cause) {
      this.fault(planned, cause);
    }
    if (this.host.changes.length > 0) this.show(planned);
  }

  showLife(planned: PlannedRule, timeMs: number): void {
    const state = this.host.state.states[planned.index];
    if (state === null) return;
    this.running = planned;
    this.params = planned.params;
    try {
      planned.rule.onAlive?.(state, timeMs, this);
    } catch (cause) {
      this.fault(planned, cause);
    }
    if (this.host.changes.length > 0) this.show(planned);
  }

  /** Calls `onTick` if the rule wants it by now. */
  wake(planned: PlannedRule, tickMs: number): void {
    const state = this.host.state.states[planned.index];
    if (state === null) return;
    this.running = planned;
    this.params = planned.params;
    try {
      const wakeMs = planned.wakeAtMs(state);
      if (wakeMs !== null && wakeMs <= tickMs) planned.rule.onTick!(state, tickMs, this);
    } catch (cause) {
      this.fault(planned, cause);
    }
    if (this.host.changes.length > 0) this.show(planned);
  }

  /** Closes what a rule that no longer runs has open. */
  drop(index: number, rule: AnyRule, atMs: number): void {
    for (const episode of this.host.state.episodes.filter((open) => open.rule === index)) {
      this.end(episode, Math.max(atMs, episode.facts.openedAtMs));
      this.show(plannedRule(index, rule, episode.params));
    }
  }

  open(slot: string, facts: EpisodeFacts): void {
    if (this.find(slot) !== null) return;
    const { state } = this.host;
    assert(state.states[this.running.index] !== null, 'a rule at rest opens nothing');
    const name = `${this.running.index}/${slot}`;
    const ordinal = state.counts[name] ?? 0;
    state.counts = { ...state.counts, [name]: ordinal + 1 };
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
    if (state.episodes === NO_EPISODES) state.episodes = [episode];
    else state.episodes.push(episode);
    this.note(episode);
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

  rest(): void {
    const { rule, index } = this.running;
    const { state } = this.host;
    assert(rule.wakes !== undefined, 'a rule that rests says what wakes it');
    for (const open of state.episodes)
      assert(open.rule !== index, 'a rule goes to rest with no episode open');
    state.states[index] = null;
  }

  private find(slot: string): Episode | null {
    const { episodes } = this.host.state;
    for (let i = 0; i < episodes.length; i++) {
      const episode = episodes[i]!;
      if (episode.rule === this.running.index && episode.slot === slot) return episode;
    }
    return null;
  }

  private end(episode: Episode, closedAtMs: number): void {
    const { episodes } = this.host.state;
    episode.closedAtMs = closedAtMs;
    episode.closeMs = this.nowMs;
    episode.closeTie = this.nowTie;
    episodes.splice(episodes.indexOf(episode), 1);
    this.touch(episode);
  }

  private touch(episode: Episode): void {
    episode.changed = true;
    if (!this.host.changes.includes(episode)) this.note(episode);
  }

  private note(episode: Episode): void {
    const { host } = this;
    if (host.changes === NO_CHANGES) host.changes = [episode];
    else host.changes.push(episode);
  }

  private show(planned: PlannedRule): void {
    for (const episode of this.host.changes) {
      if (!episode.changed) continue;
      episode.changed = false;
      episode.shown = showEpisode(episode, planned);
    }
  }

  private fault(planned: PlannedRule, cause: unknown): void {
    const { state } = this.host;
    this.host.ruleFault(planned.rule.type, cause);
    state.states[planned.index] = beginningOf(planned.rule);
    for (const episode of state.episodes.filter((open) => open.rule === planned.index))
      this.end(episode, this.nowMs);
  }
}
