/**
 * Everything the runtime knows about one subject: facts not yet settled, settled history, and the
 * lanes that run the rules over both. Where a fact belongs follows from its key alone, so arrival
 * order inside the buffer leaves no trace; a fact older than what has settled is put in its place
 * and whatever followed from its absence is corrected.
 */
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { FLAGS } from '#core/report.ts';
import type { RuntimeParams } from '../plan.ts';
import { compareKey, Entry, KIND, movesFrontier } from './entry.ts';
import { CHUNK_ENTRIES, History } from './history.ts';
import { type Facts, type InfoVersion, Lane, type LaneHost, VERSION_TIE } from './lane.ts';
import { BEFORE_ALL_MS, type LaneState, NEVER_MS } from './lane-state.ts';
import { OwnClock } from './own-clock.ts';
import { type AlertSink, Publisher, type Rerun } from './publish.ts';
import { DECIDED_WITHIN_MS, isLocated, isSuspect } from './track.ts';

/** What became of a fact. */
export const PLACED = { ahead: 0, late: 1, deferred: 2, beforeHistory: 3 } as const;
export type Placed = (typeof PLACED)[keyof typeof PLACED];

/** Late facts put in their place at once between two ticks; further ones wait for the tick and are put in together. */
export const IMMEDIATE_RERUNS_MAX = 8;

export interface TimelineSink extends AlertSink {
  /** The fact has settled: its place, qualification and driver are final but for corrections. */
  settled(timeline: Timeline, entry: Entry): void;
  /** Settled facts from `position` on may have another driver or qualification than before. */
  amended(
    timeline: Timeline,
    position: number,
    before: readonly Entry[],
    after: readonly Entry[],
  ): void;
}

export type TimelineKind = 'vehicle' | 'driver' | 'past';

export class Timeline implements Facts {
  readonly kind: TimelineKind;
  readonly owner: SubjectKey;
  readonly genesisMs: number;
  readonly infos: InfoVersion[];
  readonly history = new History();
  /** Late facts that wait for the next tick. */
  deferred: Entry[] = [];
  /** Late facts put in their place since the tick of `rerunsTickMs`. */
  reruns = 0;
  /** Whole second under which the agenda holds the time line; 0 = none. */
  scheduledSecond = 0;
  /** Whole second of the next tick that concerns the time line; the agenda's. */
  dueSecond = 0;
  /** How the subject's own clock, which its event times come from, differs from that of the ticks. */
  readonly clock = new OwnClock();

  readonly front: Lane;
  /** null on a driver's line: all its rules run in `front`. */
  readonly settledLane: Lane | null;
  readonly frontPublisher: Publisher;
  readonly settledPublisher: Publisher | null;
  /** What the last snapshot holds of this time line: chunk bases, and checkpoints of each lane by position. */
  readonly saved: { chunks: Set<number>; checkpoints: Map<number, LaneState>[] };
  /** Instants, unboxed side by side as in lane-state.ts; see the accessors. */
  private readonly times = [BEFORE_ALL_MS, 0, BEFORE_ALL_MS, BEFORE_ALL_MS, 0, BEFORE_ALL_MS];
  private pendingTrusted = 0;
  private trimmedChunks = 0;
  /** What a run on arrival said of the fact it was for. */
  private arrivalFlags = 0;

  constructor(
    kind: TimelineKind,
    owner: SubjectKey,
    genesisMs: number,
    host: LaneHost,
    infos: InfoVersion[],
  ) {
    this.kind = kind;
    this.owner = owner;
    this.genesisMs = genesisMs;
    this.infos = infos;
    const isLate = kind === 'past';
    this.front = new Lane(kind === 'driver' ? 'driver' : 'arrival', host, infos, this);
    this.frontPublisher = new Publisher(owner, genesisMs, this.front, isLate);
    this.settledLane = kind === 'driver' ? null : new Lane('settled', host, infos, this);
    this.settledPublisher =
      this.settledLane === null ? null : new Publisher(owner, genesisMs, this.settledLane, isLate);
    this.saved = { chunks: new Set(), checkpoints: this.lanes.map(() => new Map()) };
  }

  /** Newest trusted event time shown. */
  get newestMs(): number {
    return this.times[0]!;
  }
  set newestMs(value: number) {
    this.times[0] = value;
  }
  /** Arrival of the newest trusted fix: tells a stopped clock from a repeated report. */
  get newestReceivedMs(): number {
    return this.times[1]!;
  }
  set newestReceivedMs(value: number) {
    this.times[1] = value;
  }
  /** Newest trusted event time settled. */
  get frontierMs(): number {
    return this.times[2]!;
  }
  set frontierMs(value: number) {
    this.times[2] = value;
  }
  /** Newest tick the lanes have seen, on the subject's own clock. */
  get nowMs(): number {
    return this.times[3]!;
  }
  set nowMs(value: number) {
    this.times[3] = value;
  }
  /** Tick of the last fact; lets a past time line be forgotten. */
  get usedMs(): number {
    return this.times[4]!;
  }
  set usedMs(value: number) {
    this.times[4] = value;
  }
  get rerunsTickMs(): number {
    return this.times[5]!;
  }
  set rerunsTickMs(value: number) {
    this.times[5] = value;
  }

  get lanes(): Lane[] {
    return this.settledLane === null ? [this.front] : [this.front, this.settledLane];
  }

  get publishers(): Publisher[] {
    return this.settledPublisher === null
      ? [this.frontPublisher]
      : [this.frontPublisher, this.settledPublisher];
  }

  /** After a restore: what is derived from the pending facts. */
  recount(): void {
    const { history } = this;
    this.pendingTrusted = 0;
    for (let at = history.end; at < history.tail; at++)
      if (this.movesFrontierAt(at)) this.pendingTrusted++;
    this.trimmedChunks = Math.floor(history.end / CHUNK_ENTRIES);
  }

  /** True when this very fact is already there. */
  knows(eventTimeMs: number, tie: number): boolean {
    const { history } = this;
    if (history.isAhead(eventTimeMs)) return false;
    for (let at = history.tail - 1; at >= history.end; at--) {
      const otherMs = history.timeAt(at);
      if (otherMs < eventTimeMs) break;
      if (otherMs === eventTimeMs && history.tieAt(at) === tie) return true;
    }
    for (const other of this.deferred)
      if (other.eventTimeMs === eventTimeMs && other.tie === tie) return true;
    const at = history.lowerBound(eventTimeMs, tie);
    return at < history.end && history.timeAt(at) === eventTimeMs && history.tieAt(at) === tie;
  }

  /** Tie of a fact with an untrusted clock: found by content, since its time is that of each arrival. */
  knowsUntimed(tie: number): boolean {
    const { history } = this;
    for (let at = history.end; at < history.tail; at++)
      if (history.tieAt(at) === tie && (history.flagsAt(at) & FLAGS.clockWrong) !== 0) return true;
    const from = Math.max(history.base, history.end - CHUNK_ENTRIES);
    for (let at = history.end - 1; at >= from; at--) if (history.tieAt(at) === tie) return true;
    return false;
  }

  locatedAfter(position: number): Entry | null {
    const { history } = this;
    const untilMs = history.timeAt(position) + DECIDED_WITHIN_MS;
    for (let at = position + 1; at < history.tail; at++) {
      if (history.timeAt(at) > untilMs) return null;
      if (history.kindAt(at) === KIND.observation && isLocated(history.read(at, neighbour)))
        return neighbour;
    }
    return null;
  }

  add(entry: Entry, tickMs: number, runtime: RuntimeParams, sink: TimelineSink): Placed {
    const { history } = this;
    this.usedMs = tickMs;
    if (
      !history.isAhead(entry.eventTimeMs) &&
      history.isBeforeSettled(entry.eventTimeMs, entry.tie)
    )
      return this.addLate(entry, tickMs, runtime, sink);
    this.insertPending(entry, runtime, sink);
    const throughReceived =
      this.kind === 'driver' || entry.receivedTimeMs + runtime.reorderMs > tickMs
        ? BEFORE_ALL_MS
        : tickMs;
    this.release(throughReceived, runtime, sink);
    return PLACED.ahead;
  }

  /** Takes a fact out again, wherever it lies. */
  withdraw(gone: Entry, runtime: RuntimeParams, sink: TimelineSink): void {
    this.deferred = this.deferred.filter(
      (entry) => entry.eventTimeMs !== gone.eventTimeMs || entry.tie !== gone.tie,
    );
    const { history } = this;
    const position = history.lowerBound(gone.eventTimeMs, gone.tie);
    if ((history.base > 0 && position === history.base) || position < this.closedTo) return;
    this.rerun(
      [],
      [gone],
      { corrected: true, late: true, matchMs: runtime.matchMs },
      runtime,
      sink,
    );
  }

  /**
   * A driver's facts settle with time alone, and nothing is said when they do: it is made up for before the next
   * fact is put in its place, instead of at a tick that would find the driver's objects nowhere near.
   */
  catchUp(tickMs: number, runtime: RuntimeParams, sink: TimelineSink): void {
    if (tickMs > this.nowMs) this.nowMs = tickMs;
    this.release(tickMs, runtime, sink);
  }

  /** Time has moved on to `tickMs`. */
  tick(tickMs: number, runtime: RuntimeParams, sink: TimelineSink): void {
    this.rerunDeferred(runtime, sink);
    this.release(tickMs, runtime, sink);
    if (this.kind === 'past') return;
    // Time does not go back when the clock turns out to be slower than was thought.
    this.nowMs = Math.max(this.nowMs, this.clock.ownTimeMs(tickMs));
    this.front.advance(this.nowMs);
    this.frontPublisher.flush(sink);
    if (this.settledLane !== null) {
      this.settledLane.advance(this.settledBoundMs(runtime));
      this.settledPublisher!.flush(sink);
    }
  }

  /** True when something of this time or later has been judged. */
  hasJudged(fromMs: number): boolean {
    return this.lanes.some((lane) => !lane.isAhead(fromMs, VERSION_TIE));
  }

  /** A version of rules or registry holds from `fromMs` on: what was judged before it was known is judged again. */
  changeVersion(fromMs: number, runtime: RuntimeParams, sink: TimelineSink): void {
    const { history, front, settledLane } = this;
    const position = history.lowerBound(fromMs, VERSION_TIE);
    const before: Entry[] = [];
    for (let at = position; at < history.end; at++) before.push(history.get(at));
    if (!front.isAhead(fromMs, VERSION_TIE)) {
      let from = position;
      while (from < history.tail && history.timeAt(from) < fromMs) from++;
      this.runAgain(front, this.frontPublisher, from, history.tail, SAME_FACTS, runtime, sink);
    }
    if (settledLane === null || settledLane.isAhead(fromMs, VERSION_TIE)) return;
    const publisher = this.settledPublisher!;
    this.runAgain(settledLane, publisher, position, history.end, SAME_FACTS, runtime, sink);
    const after = before.map((_entry, index) => history.get(position + index));
    sink.amended(this, position, before, after);
  }

  /** Settles everything at once: nothing more is to come. No time passes. */
  finish(runtime: RuntimeParams, sink: TimelineSink): void {
    this.rerunDeferred(runtime, sink);
    this.settleUpTo(this.history.tail, null, runtime, sink);
  }

  /** Up to here no fact is expected on the settled line any more. */
  private settledBoundMs(runtime: RuntimeParams): number {
    const { history } = this;
    const boundMs = this.nowMs - runtime.reorderMs;
    return history.tail === history.end
      ? boundMs
      : Math.min(boundMs, history.timeAt(history.end) - 1);
  }

  /** When the next tick matters; NEVER_MS = not until something arrives. */
  dueMs(runtime: RuntimeParams): number {
    const { history } = this;
    let dueMs = this.deferred.length > 0 ? this.rerunsTickMs + 1 : NEVER_MS;
    if (this.kind !== 'driver') {
      for (let at = history.end; at < history.tail; at++) {
        const settlesMs = this.settlesMs(at, runtime);
        if (settlesMs < dueMs) dueMs = settlesMs;
      }
    }
    if (this.kind === 'past') return Math.min(dueMs, this.usedMs + PAST_IDLE_MS);
    let laneDueMs = Math.min(this.front.state.wakeMs, this.front.switchDueMs());
    if (this.settledLane !== null) {
      laneDueMs = Math.min(
        laneDueMs,
        Math.min(this.settledLane.state.wakeMs, this.settledLane.switchDueMs()) + runtime.reorderMs,
      );
    }
    return laneDueMs >= NEVER_MS ? dueMs : Math.min(dueMs, laneDueMs + this.clock.behindMs);
  }

  /** Puts facts in and takes facts out wherever they lie; `out` names them by key. */
  rerun(
    put: readonly Entry[],
    out: readonly Entry[],
    how: Rerun,
    runtime: RuntimeParams,
    sink: TimelineSink,
  ): void {
    const { history, front, settledLane } = this;
    let position = history.end;
    for (const entry of [...put, ...out])
      position = Math.min(position, history.lowerBound(entry.eventTimeMs, entry.tie));
    position = this.decidedFrom(position);
    const settled = history.end - position;
    const before = history.cut(position);
    const pending = before.splice(settled);
    const isStaying = (entry: Entry): boolean =>
      !out.some((gone) => gone.eventTimeMs === entry.eventTimeMs && gone.tie === entry.tie);
    for (const entry of put)
      if (movesFrontier(entry) && entry.eventTimeMs > this.frontierMs)
        this.frontierMs = entry.eventTimeMs;
    const after = [...before.filter(isStaying), ...put];
    after.sort((a, b) => compareKey(a.eventTimeMs, a.tie, b.eventTimeMs, b.tie));
    for (const entry of after) history.push(entry);
    history.settleTo(history.tail);
    for (const entry of pending) if (isStaying(entry)) history.push(entry);
    this.recount();

    this.runAgain(front, this.frontPublisher, position, history.tail, how, runtime, sink);
    if (settledLane !== null) {
      const publisher = this.settledPublisher!;
      this.runAgain(settledLane, publisher, position, history.end, how, runtime, sink);
      for (let i = 0; i < after.length; i++) after[i] = history.get(position + i);
      sink.amended(this, position, before, after);
    }
  }

  /** True when the time line may be judged again by a version of rules before this one. */
  needsBefore(ordinal: number): boolean {
    return this.lanes.some(({ checkpoints }) => checkpoints[0]!.rulesIndex < ordinal);
  }

  /** True when it may be judged again by this very version. */
  needs(ordinal: number): boolean {
    return this.lanes.some(
      ({ checkpoints, state }) =>
        checkpoints[0]!.rulesIndex <= ordinal && ordinal <= state.rulesIndex,
    );
  }

  /** True when no fact has come since `sinceMs` and, by its own clock, time has passed that instant. */
  isIdle(tickMs: number, sinceMs: number): boolean {
    const { history, deferred } = this;
    return (
      this.usedMs <= sinceMs &&
      history.pendingLength === 0 &&
      deferred.length === 0 &&
      this.clock.ownTimeMs(tickMs) > sinceMs
    );
  }

  /**
   * Nothing has come for long: versions of rules and registry up to `boundMs` take hold now instead of with the next fact,
   * and what comes of before is late for the history.
   */
  close(boundMs: number, sink: TimelineSink): void {
    this.lanes.forEach((lane, index) => {
      lane.advance(boundMs);
      this.publishers[index]!.flush(sink);
      lane.close();
    });
  }

  /** Facts before this position are not judged again. */
  private get closedTo(): number {
    return Math.max(...this.lanes.map(({ checkpoints }) => checkpoints[0]!.position));
  }

  /** The located observation before `position` was judged by the one after it: its qualification may change too. */
  private decidedFrom(position: number): number {
    const { history } = this;
    if (this.settledLane === null) return position;
    const { closedTo } = this;
    for (let at = position - 1; at >= Math.max(history.base, closedTo); at--)
      if (history.kindAt(at) === KIND.observation && isLocated(history.read(at, neighbour)))
        return at;
    return position;
  }

  private rerunDeferred(runtime: RuntimeParams, sink: TimelineSink): void {
    if (this.deferred.length === 0) return;
    const { deferred } = this;
    this.deferred = [];
    const how = { corrected: true, late: true, matchMs: runtime.matchMs };
    this.rerun(deferred, [], how, runtime, sink);
  }

  private addLate(
    entry: Entry,
    tickMs: number,
    runtime: RuntimeParams,
    sink: TimelineSink,
  ): Placed {
    const { history } = this;
    const position = history.lowerBound(entry.eventTimeMs, entry.tie);
    if (
      (position === history.base && history.base > 0) ||
      position < this.closedTo ||
      entry.eventTimeMs < this.frontierMs - runtime.historyMs
    ) {
      return PLACED.beforeHistory;
    }
    // Older than facts whose own clock was wrong, but not than the device's own frontier: in place, and not late.
    const isLate = entry.eventTimeMs < this.frontierMs;
    if (isLate) entry.flags |= FLAGS.late;
    if (this.rerunsTickMs !== tickMs) {
      this.rerunsTickMs = tickMs;
      this.reruns = 0;
    }
    if (this.reruns >= IMMEDIATE_RERUNS_MAX) {
      // The caller's entry is the next report's.
      this.deferred.push(Object.assign(new Entry(NO_SUBJECT, NO_SUBJECT, 'unknown'), entry));
      return PLACED.deferred;
    }
    this.reruns++;
    if (movesFrontier(entry) && entry.eventTimeMs > this.newestMs)
      this.newestMs = entry.eventTimeMs;
    this.rerun(
      [entry],
      [],
      { corrected: true, late: isLate, matchMs: runtime.matchMs },
      runtime,
      sink,
    );
    // What the run found about it: its driver and its qualification.
    history.read(history.lowerBound(entry.eventTimeMs, entry.tie), entry);
    this.trim(runtime);
    return PLACED.late;
  }

  private insertPending(entry: Entry, runtime: RuntimeParams, sink: TimelineSink): void {
    const { front, history } = this;
    if (movesFrontier(entry)) {
      this.pendingTrusted++;
      if (entry.eventTimeMs > this.newestMs) {
        this.newestMs = entry.eventTimeMs;
        this.newestReceivedMs = entry.receivedTimeMs;
        if (this.kind === 'vehicle') this.clock.note(entry);
      }
    }
    if (front.isAhead(entry.eventTimeMs, entry.tie)) {
      front.step(entry);
      history.push(entry);
      if (front.changes.length > 0) this.frontPublisher.flush(sink);
      return;
    }
    const position = history.insert(entry);
    this.runAgain(front, this.frontPublisher, position, history.tail, SAME_FACTS, runtime, sink);
    history.read(position, entry);
    if (this.kind !== 'driver') entry.flags = this.arrivalFlags;
  }

  /** Runs a lane again from the last checkpoint at or before `position` to `end`, and on to the ticks it has seen. */
  private runAgain(
    lane: Lane,
    publisher: Publisher,
    position: number,
    end: number,
    how: Rerun,
    runtime: RuntimeParams,
    sink: TimelineSink,
  ): void {
    const { history } = this;
    const { counts } = lane.state;
    const from = lane.restore(position);
    for (let at = from.position; at < end; at++) {
      const entry = history.read(at, again);
      lane.step(entry);
      if (lane.kind === 'settled') history.amendFlags(at, entry.flags);
      else if (lane.kind === 'arrival') history.amendWho(at, entry.driverKey, entry.vehicleClass);
      if (at === position) this.arrivalFlags = entry.flags;
    }
    if (this.kind !== 'past')
      lane.advance(lane === this.front ? this.nowMs : this.settledBoundMs(runtime));
    publisher.reconcile(from, counts, how, sink);
  }

  /** When a tick settles the pending fact at `position`. */
  private settlesMs(position: number, runtime: RuntimeParams): number {
    const { history } = this;
    return this.kind === 'driver'
      ? history.timeAt(position) + 2 * runtime.reorderMs
      : history.receivedAt(position) + runtime.reorderMs;
  }

  private movesFrontierAt(position: number): boolean {
    const { history } = this;
    return (
      history.kindAt(position) === KIND.observation &&
      (history.flagsAt(position) & FLAGS.clockWrong) === 0
    );
  }

  /** Settles what may settle; `tickMs` BEFORE_ALL_MS = no time has passed. */
  private release(tickMs: number, runtime: RuntimeParams, sink: TimelineSink): void {
    const { history } = this;
    const { tail } = history;
    let end = history.end;
    if (this.kind !== 'driver') {
      const shownMs = this.newestMs - runtime.reorderMs;
      let trusted = this.pendingTrusted;
      while (end < tail) {
        const isTrusted = this.movesFrontierAt(end);
        const newer = isTrusted ? trusted - 1 : trusted;
        if (history.timeAt(end) > shownMs && newer < runtime.reorderReportsMax) break;
        if (isTrusted) trusted--;
        end++;
      }
    }
    if (tickMs !== BEFORE_ALL_MS) {
      for (let at = tail - 1; at >= end; at--) {
        if (this.settlesMs(at, runtime) <= tickMs) {
          end = at + 1;
          break;
        }
      }
    }
    end = Math.max(end, tail - runtime.pendingReportsMax);
    if (end > history.end) this.settleUpTo(end, tickMs, runtime, sink);
  }

  /** @param tickMs null = suspects settle too */
  private settleUpTo(
    end: number,
    tickMs: number | null,
    runtime: RuntimeParams,
    sink: TimelineSink,
  ): void {
    const { history, settledLane } = this;
    while (history.end < end) {
      if (settledLane === null) {
        // All rules of a driver have run already.
        this.settleNext();
        continue;
      }
      const entry = history.read(history.end, settling);
      if (
        tickMs !== null &&
        isSuspect(settledLane.state, entry) &&
        !this.isDecided(entry, end, tickMs, runtime)
      )
        break;
      this.settle(entry, settledLane, runtime, sink);
    }
    // Asked here: what publishes is another object to wait for, and mostly has nothing to do.
    if (settledLane !== null && settledLane.changes.length > 0) this.settledPublisher!.flush(sink);
    this.trim(runtime);
  }

  /** True when no fact can come any more that would decide otherwise about the suspect at the head. */
  private isDecided(entry: Entry, end: number, tickMs: number, runtime: RuntimeParams): boolean {
    const { history } = this;
    const { eventTimeMs, receivedTimeMs } = entry;
    const waitedMs = eventTimeMs + DECIDED_WITHIN_MS;
    if (this.newestMs - runtime.reorderMs >= waitedMs) return true;
    if (tickMs >= receivedTimeMs + runtime.reorderMs + DECIDED_WITHIN_MS) return true;
    if (history.pendingLength > runtime.pendingReportsMax) return true;
    for (let at = history.end + 1; at < end; at++) {
      if (history.timeAt(at) > waitedMs) return true;
      if (history.kindAt(at) === KIND.observation && isLocated(history.read(at, neighbour)))
        return true;
    }
    return false;
  }

  private settleNext(): void {
    const { history } = this;
    if (this.movesFrontierAt(history.end)) {
      this.pendingTrusted--;
      const timeMs = history.timeAt(history.end);
      if (timeMs > this.frontierMs) this.frontierMs = timeMs;
    }
    history.settle();
  }

  private settle(entry: Entry, lane: Lane, runtime: RuntimeParams, sink: TimelineSink): void {
    const { history } = this;
    const position = history.end;
    this.settleNext();
    if (lane.isAhead(entry.eventTimeMs, entry.tie)) {
      lane.step(entry);
      history.amendFlags(position, entry.flags);
    } else {
      // A tick had already woken a rule later than this fact.
      const publisher = this.settledPublisher!;
      publisher.flush(sink);
      const how = { corrected: true, late: false, matchMs: runtime.matchMs };
      this.runAgain(lane, publisher, position, history.end, how, runtime, sink);
      history.read(position, entry);
    }
    sink.settled(this, entry);
  }

  private trim(runtime: RuntimeParams): void {
    const { history } = this;
    // Chunks are dropped whole, so there is nothing to look at until another one has begun.
    const chunks = Math.floor(history.end / CHUNK_ENTRIES);
    if (chunks === this.trimmedChunks) return;
    this.trimmedChunks = chunks;
    const oldestMs = this.frontierMs - runtime.historyMs;
    let trimmed = false;
    while (
      history.length > 2 * CHUNK_ENTRIES &&
      (history.length - CHUNK_ENTRIES >= runtime.historyReportsMax ||
        history.timeAt(history.base + CHUNK_ENTRIES - 1) < oldestMs)
    ) {
      history.dropChunk();
      trimmed = true;
    }
    if (!trimmed) return;
    this.front.trim(history.base);
    this.settledLane?.trim(history.base);
    const keptMs = history.timeAt(history.base);
    this.frontPublisher.trim(keptMs);
    this.settledPublisher?.trim(keptMs);
  }
}

// Facts as they are looked at, one at a time; nobody keeps them.
const settling = new Entry(NO_SUBJECT, NO_SUBJECT, 'unknown');
const again = new Entry(NO_SUBJECT, NO_SUBJECT, 'unknown');
const neighbour = new Entry(NO_SUBJECT, NO_SUBJECT, 'unknown');

/** Displacements inside the buffer are nobody's correction, and neither is a version that came after facts of its time. */
const SAME_FACTS: Rerun = { corrected: false, late: false, matchMs: 0 };
/** A past time line that got nothing for this long is forgotten. */
export const PAST_IDLE_MS = 3_600_000;
