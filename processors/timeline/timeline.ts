/**
 * Everything the runtime knows about one subject: facts not yet settled, settled history, and the
 * lanes that run the rules over both. Where a fact belongs follows from its key alone, so arrival
 * order inside the buffer leaves no trace; a fact older than what has settled is put in its place
 * and whatever followed from its absence is corrected.
 */
import type { SubjectKey } from '#core/identity.ts';
import { FLAGS } from '#core/report.ts';
import type { RuntimeParams } from '../plan.ts';
import { compareKey, type Entry, movesFrontier } from './entry.ts';
import { CHUNK_ENTRIES, History } from './history.ts';
import {
  BEFORE_ALL_MS,
  type InfoVersion,
  Lane,
  type LaneHost,
  type LaneState,
  NEVER_MS,
} from './lane.ts';
import { type AlertSink, Publisher, type Rerun } from './publish.ts';

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

export class Timeline {
  readonly kind: TimelineKind;
  readonly owner: SubjectKey;
  readonly genesisMs: number;
  readonly infos: InfoVersion[];
  readonly history = new History();
  pending: Entry[] = [];
  /** Late facts that wait for the next tick. */
  deferred: Entry[] = [];
  /** Newest trusted event time shown. */
  newestMs = BEFORE_ALL_MS;
  /** Newest trusted event time settled. */
  frontierMs = BEFORE_ALL_MS;
  reruns = 0;
  rerunsTickMs = BEFORE_ALL_MS;
  /** Whole second under which the agenda holds the time line; 0 = none. */
  scheduledSecond = 0;
  /** Arrival of the newest trusted fix: tells a stopped clock from a repeated report. */
  newestReceivedMs = 0;
  /** Tick at which the time line was last touched. */
  nowMs = 0;
  /** Tick of the last fact; lets a past time line be forgotten. */
  usedMs = 0;

  readonly front: Lane;
  /** null on a driver's line: all its rules run in `front`. */
  readonly settledLane: Lane | null;
  readonly frontPublisher: Publisher;
  readonly settledPublisher: Publisher | null;
  /** What the last snapshot holds of this time line: chunk bases, and checkpoints of each lane by position. */
  readonly saved: { chunks: Set<number>; checkpoints: Map<number, LaneState>[] };
  private pendingTrusted = 0;
  private trimmedChunks = 0;

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
    this.front = new Lane(kind === 'driver' ? 'driver' : 'arrival', host, infos);
    this.frontPublisher = new Publisher(owner, genesisMs, this.front, isLate);
    this.settledLane = kind === 'driver' ? null : new Lane('settled', host, infos);
    this.settledPublisher =
      this.settledLane === null ? null : new Publisher(owner, genesisMs, this.settledLane, isLate);
    this.saved = { chunks: new Set(), checkpoints: this.lanes.map(() => new Map()) };
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
    this.pendingTrusted = this.pending.reduce(
      (count, entry) => count + (movesFrontier(entry) ? 1 : 0),
      0,
    );
    this.trimmedChunks = Math.floor(this.history.end / CHUNK_ENTRIES);
  }

  /** True when this very fact is already there. */
  knows(eventTimeMs: number, tie: number): boolean {
    const { pending, history } = this;
    const newest = pending[pending.length - 1];
    if (newest !== undefined) {
      if (eventTimeMs > newest.eventTimeMs) return false;
      for (let i = pending.length - 1; i >= 0; i--) {
        const other = pending[i]!;
        if (other.eventTimeMs < eventTimeMs) break;
        if (other.eventTimeMs === eventTimeMs && other.tie === tie) return true;
      }
    }
    for (const other of this.deferred)
      if (other.eventTimeMs === eventTimeMs && other.tie === tie) return true;
    if (history.length === 0 || history.lastMs < eventTimeMs) return false;
    const at = history.lowerBound(eventTimeMs, tie);
    return at < history.end && history.timeAt(at) === eventTimeMs && history.tieAt(at) === tie;
  }

  /** Tie of a fact with an untrusted clock: found by content, since its time is that of each arrival. */
  knowsUntimed(tie: number): boolean {
    for (const other of this.pending)
      if (other.tie === tie && (other.flags & FLAGS.clockWrong) !== 0) return true;
    const { history } = this;
    const from = Math.max(history.base, history.end - CHUNK_ENTRIES);
    for (let at = history.end - 1; at >= from; at--) if (history.tieAt(at) === tie) return true;
    return false;
  }

  add(entry: Entry, tickMs: number, runtime: RuntimeParams, sink: TimelineSink): Placed {
    const { history } = this;
    this.usedMs = tickMs;
    this.nowMs = tickMs;
    if (
      history.length > 0 &&
      compareKey(entry.eventTimeMs, entry.tie, history.lastMs, history.lastTie) < 0
    ) {
      return this.addLate(entry, tickMs, runtime, sink);
    }
    this.insertPending(entry, runtime, sink);
    const throughReceived =
      this.kind === 'driver' || entry.receivedTimeMs + runtime.reorderMs > tickMs
        ? BEFORE_ALL_MS
        : tickMs;
    this.release(throughReceived, runtime, sink);
    return PLACED.ahead;
  }

  /** Takes a fact out again, wherever it lies. */
  withdraw(gone: Entry, tickMs: number, runtime: RuntimeParams, sink: TimelineSink): void {
    this.nowMs = tickMs;
    this.deferred = this.deferred.filter(
      (entry) => entry.eventTimeMs !== gone.eventTimeMs || entry.tie !== gone.tie,
    );
    if (
      this.history.base > 0 &&
      this.history.lowerBound(gone.eventTimeMs, gone.tie) === this.history.base
    )
      return;
    this.rerun(
      [],
      [gone],
      { corrected: true, late: true, matchMs: runtime.matchMs },
      runtime,
      sink,
    );
  }

  /** Time has moved on to `tickMs`. */
  tick(tickMs: number, runtime: RuntimeParams, sink: TimelineSink): void {
    this.nowMs = tickMs;
    if (this.deferred.length > 0) {
      const { deferred } = this;
      this.deferred = [];
      this.rerun(
        deferred,
        [],
        { corrected: true, late: true, matchMs: runtime.matchMs },
        runtime,
        sink,
      );
    }
    this.release(tickMs, runtime, sink);
    if (this.kind === 'past') return;
    this.front.advance(tickMs);
    this.frontPublisher.flush(sink);
    if (this.settledLane !== null) {
      this.settledLane.advance(this.settledBoundMs(runtime));
      this.settledPublisher!.flush(sink);
    }
  }

  /** Up to here no fact is expected on the settled line any more. */
  private settledBoundMs(runtime: RuntimeParams): number {
    const head = this.pending[0];
    const boundMs = this.nowMs - runtime.reorderMs;
    return head === undefined ? boundMs : Math.min(boundMs, head.eventTimeMs - 1);
  }

  /** When the next tick matters; NEVER_MS = not until something arrives. */
  dueMs(runtime: RuntimeParams): number {
    let dueMs = this.deferred.length > 0 ? this.rerunsTickMs + 1 : NEVER_MS;
    for (const entry of this.pending) {
      const at =
        this.kind === 'driver'
          ? entry.eventTimeMs + 2 * runtime.reorderMs
          : entry.receivedTimeMs + runtime.reorderMs;
      if (at < dueMs) dueMs = at;
    }
    if (this.kind === 'past') return Math.min(dueMs, this.usedMs + PAST_IDLE_MS);
    dueMs = Math.min(dueMs, this.front.state.wakeMs, this.front.switchDueMs());
    if (this.settledLane !== null) {
      dueMs = Math.min(
        dueMs,
        Math.min(this.settledLane.state.wakeMs, this.settledLane.switchDueMs()) + runtime.reorderMs,
      );
    }
    return dueMs;
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
    const before = history.cut(position);
    const isOut = (entry: Entry): boolean =>
      out.some((gone) => gone.eventTimeMs === entry.eventTimeMs && gone.tie === entry.tie);
    const after = before.map(copyEntry).filter((entry) => !isOut(entry));
    for (const entry of put)
      if (movesFrontier(entry) && entry.eventTimeMs > this.frontierMs)
        this.frontierMs = entry.eventTimeMs;
    after.push(...put);
    after.sort((a, b) => compareKey(a.eventTimeMs, a.tie, b.eventTimeMs, b.tie));
    for (const entry of after) history.push(entry);
    this.pending = this.pending.filter((entry) => !isOut(entry));
    this.recount();

    this.runAgain(
      front,
      this.frontPublisher,
      position,
      history.end + this.pending.length,
      how,
      runtime,
      sink,
      (at, entry) => {
        if (at < history.end) history.amend(at, entry);
      },
    );
    for (let i = 0; i < after.length; i++) after[i] = history.get(position + i);
    if (settledLane !== null) {
      this.runAgain(
        settledLane,
        this.settledPublisher!,
        position,
        history.end,
        how,
        runtime,
        sink,
        null,
      );
      sink.amended(this, position, before, after);
    }
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
      this.deferred.push(entry);
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
    this.trim(runtime);
    return PLACED.late;
  }

  private insertPending(entry: Entry, runtime: RuntimeParams, sink: TimelineSink): void {
    const { pending, front, history } = this;
    let index = pending.length;
    while (
      index > 0 &&
      compareKey(
        pending[index - 1]!.eventTimeMs,
        pending[index - 1]!.tie,
        entry.eventTimeMs,
        entry.tie,
      ) > 0
    )
      index--;
    if (index === pending.length) pending.push(entry);
    else pending.splice(index, 0, entry);
    if (movesFrontier(entry)) {
      this.pendingTrusted++;
      if (entry.eventTimeMs > this.newestMs) {
        this.newestMs = entry.eventTimeMs;
        this.newestReceivedMs = entry.receivedTimeMs;
      }
    }
    const isNewest = index === pending.length - 1;
    if (isNewest && front.isAhead(entry.eventTimeMs, entry.tie)) {
      front.step(entry);
      if (front.changes.length > 0) this.frontPublisher.flush(sink);
      return;
    }
    this.runAgain(
      front,
      this.frontPublisher,
      history.end + index,
      history.end + pending.length,
      IN_BUFFER,
      runtime,
      sink,
      null,
    );
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
    ran: ((at: number, entry: Entry) => void) | null,
  ): void {
    const { counts } = lane.state;
    const from = lane.restore(position);
    for (let at = from.position; at < end; at++) {
      const entry = this.entryAt(at);
      lane.step(entry);
      if (ran !== null) ran(at, entry);
    }
    if (this.kind !== 'past')
      lane.advance(lane === this.front ? this.nowMs : this.settledBoundMs(runtime));
    publisher.reconcile(from, counts, how, sink);
  }

  private entryAt(position: number): Entry {
    const { history } = this;
    return position < history.end ? history.get(position) : this.pending[position - history.end]!;
  }

  /** Settles what may settle; `tickMs` BEFORE_ALL_MS = no time has passed. */
  private release(tickMs: number, runtime: RuntimeParams, sink: TimelineSink): void {
    const { pending } = this;
    let count = 0;
    if (this.kind !== 'driver') {
      const shownMs = this.newestMs - runtime.reorderMs;
      let trusted = this.pendingTrusted;
      while (count < pending.length) {
        const head = pending[count]!;
        const isTrusted = movesFrontier(head);
        const newer = isTrusted ? trusted - 1 : trusted;
        if (head.eventTimeMs > shownMs && newer < runtime.reorderReportsMax) break;
        if (isTrusted) trusted--;
        count++;
      }
    }
    if (tickMs !== BEFORE_ALL_MS) {
      for (let i = pending.length - 1; i >= count; i--) {
        const entry = pending[i]!;
        const settlesMs =
          this.kind === 'driver'
            ? entry.eventTimeMs + 2 * runtime.reorderMs
            : entry.receivedTimeMs + runtime.reorderMs;
        if (settlesMs <= tickMs) {
          count = i + 1;
          break;
        }
      }
    }
    count = Math.max(count, pending.length - runtime.pendingReportsMax);
    if (count <= 0) return;
    for (let i = 0; i < count; i++) this.settle(pending[i]!, runtime, sink);
    if (count === pending.length) this.pending = [];
    else pending.splice(0, count);
    this.settledPublisher?.flush(sink);
    this.trim(runtime);
  }

  private settle(entry: Entry, runtime: RuntimeParams, sink: TimelineSink): void {
    const lane = this.settledLane;
    this.history.push(entry);
    if (movesFrontier(entry)) {
      this.pendingTrusted--;
      if (entry.eventTimeMs > this.frontierMs) this.frontierMs = entry.eventTimeMs;
    }
    if (lane === null) return;
    if (lane.isAhead(entry.eventTimeMs, entry.tie)) lane.step(entry);
    else {
      // A tick had already woken a rule later than this fact.
      this.settledPublisher!.flush(sink);
      const how = { corrected: true, late: false, matchMs: runtime.matchMs };
      this.runAgain(
        lane,
        this.settledPublisher!,
        this.history.end - 1,
        this.history.end,
        how,
        runtime,
        sink,
        null,
      );
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

/** Displacements inside the buffer are nobody's correction. */
const IN_BUFFER: Rerun = { corrected: false, late: false, matchMs: 0 };
/** A past time line that got nothing for this long is forgotten. */
export const PAST_IDLE_MS = 3_600_000;

function copyEntry(entry: Entry): Entry {
  return Object.assign(Object.create(Object.getPrototypeOf(entry)) as Entry, entry);
}
