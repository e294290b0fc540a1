/**
 * Which time lines the next ticks concern. A bucket per second: an idle tick costs one look-up, and
 * a time line whose wish has moved on meanwhile, as it does with every report, one move.
 */
import { SECOND_MS } from '#core/time.ts';
import { NEVER_MS } from './timeline/lane-state.ts';
import type { Timeline } from './timeline/timeline.ts';

/** No tick is wanted. Small enough to lie in the time line itself, and not in a box beside it. */
const NEVER_SECOND = 0x7fff_ffff;

export class Agenda {
  private readonly buckets = new Map<number, Timeline[]>();
  private second = 0;

  /** Asks for a tick at or after `dueMs`, instead of what was asked before. */
  add(timeline: Timeline, dueMs: number): void {
    if (dueMs >= NEVER_MS) {
      timeline.dueSecond = NEVER_SECOND;
      return;
    }
    const second = Math.max(Math.ceil(dueMs / SECOND_MS), this.second + 1);
    timeline.dueSecond = second;
    // It lies in an earlier bucket: from there it moves on by itself.
    if (timeline.scheduledSecond !== 0 && timeline.scheduledSecond <= second) return;
    this.put(timeline, second);
  }

  /** Time lines due at `tickMs`, in an order that depends on nothing but their keys. */
  take(tickMs: number): Timeline[] {
    const last = Math.floor(tickMs / SECOND_MS);
    const due: Timeline[] = [];
    if (last - this.second > this.buckets.size) {
      for (const second of this.buckets.keys())
        if (second <= last) this.takeBucket(second, last, due);
    } else {
      for (let second = this.second + 1; second <= last; second++)
        this.takeBucket(second, last, due);
    }
    this.second = Math.max(this.second, last);
    return due.length < 2 ? due : due.sort(byKey);
  }

  private takeBucket(second: number, last: number, due: Timeline[]): void {
    const bucket = this.buckets.get(second);
    if (bucket === undefined) return;
    this.buckets.delete(second);
    for (const timeline of bucket) {
      // A time line that found an earlier second meanwhile is no longer expected here.
      if (timeline.scheduledSecond !== second) continue;
      timeline.scheduledSecond = 0;
      if (timeline.dueSecond <= last) due.push(timeline);
      else if (timeline.dueSecond !== NEVER_SECOND) this.put(timeline, timeline.dueSecond);
    }
  }

  private put(timeline: Timeline, second: number): void {
    timeline.scheduledSecond = second;
    const bucket = this.buckets.get(second);
    if (bucket === undefined) this.buckets.set(second, [timeline]);
    else bucket.push(timeline);
  }
}

function byKey(a: Timeline, b: Timeline): number {
  if (a.owner !== b.owner) return a.owner < b.owner ? -1 : 1;
  return a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0;
}
