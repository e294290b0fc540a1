/** Which time lines the next ticks concern. A bucket per second: an idle tick costs one look-up. */
import { SECOND_MS } from '#core/time.ts';
import { NEVER_MS } from './timeline/lane.ts';
import type { Timeline } from './timeline/timeline.ts';

export class Agenda {
  private readonly buckets = new Map<number, Timeline[]>();
  private second = 0;

  /** Asks for a tick at or after `dueMs`; an earlier wish of the same time line stands. */
  add(timeline: Timeline, dueMs: number): void {
    if (dueMs >= NEVER_MS) return;
    const second = Math.max(Math.ceil(dueMs / SECOND_MS), this.second + 1);
    if (timeline.scheduledSecond !== 0 && timeline.scheduledSecond <= second) return;
    timeline.scheduledSecond = second;
    const bucket = this.buckets.get(second);
    if (bucket === undefined) this.buckets.set(second, [timeline]);
    else bucket.push(timeline);
  }

  /** Time lines due at `tickMs`, in an order that depends on nothing but their keys. */
  take(tickMs: number): Timeline[] {
    const last = Math.floor(tickMs / SECOND_MS);
    const due: Timeline[] = [];
    if (last - this.second > this.buckets.size) {
      for (const second of this.buckets.keys()) if (second <= last) this.takeBucket(second, due);
    } else {
      for (let second = this.second + 1; second <= last; second++) this.takeBucket(second, due);
    }
    this.second = Math.max(this.second, last);
    return due.length < 2 ? due : due.sort(byKey);
  }

  private takeBucket(second: number, due: Timeline[]): void {
    const bucket = this.buckets.get(second);
    if (bucket === undefined) return;
    this.buckets.delete(second);
    for (const timeline of bucket) {
      // A time line that found an earlier second meanwhile is no longer expected here.
      if (timeline.scheduledSecond !== second) continue;
      timeline.scheduledSecond = 0;
      due.push(timeline);
    }
  }
}

function byKey(a: Timeline, b: Timeline): number {
  if (a.owner !== b.owner) return a.owner < b.owner ? -1 : 1;
  return a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0;
}
