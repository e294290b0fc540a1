/** One position report on its way through the stages; reused from report to report. */
import { NO_SUBJECT } from '#core/identity.ts';
import type { PositionFix, Reading } from '#core/report.ts';
import type { TaskCounters } from '../counters.ts';
import type { RuntimeParams } from '../plan.ts';
import type { Subject } from '../subject.ts';
import { Entry } from '../timeline/entry.ts';
import type { TimelineSink } from '../timeline/timeline.ts';

/** First instant a device of ours can have lived in: 2015-01-01 00:00 Asia/Shanghai. */
export const EARLIEST_FIX_MS = Date.UTC(2014, 11, 31, 16);

export class Passage {
  reading!: Reading;
  position!: PositionFix;
  inputOffset = 0;
  subject!: Subject;
  runtime: RuntimeParams;
  /** Newest tick of the partition; 0 = none yet. */
  tickMs = 0;
  /** Set by dedupe: the fix time may be believed. */
  trusted = false;
  /** Set by dedupe. */
  tie = 0;
  /** Filled by qualify; nobody keeps it. */
  entry = new Entry(NO_SUBJECT, NO_SUBJECT, 'unknown');
  readonly counters: TaskCounters;
  readonly sink: TimelineSink & { late(entry: Entry): void };

  constructor(counters: TaskCounters, sink: Passage['sink'], runtime: RuntimeParams) {
    this.counters = counters;
    this.sink = sink;
    this.runtime = runtime;
  }
}

/** A stage does its part; false = the report's way ends here, counted. */
export type Stage = (passage: Passage) => boolean;

/** DESIGN 5: not missing, not before 2015, not further ahead of its arrival than the future-clock bound. */
export function isTrusted(
  fixTimeMs: number | null,
  receivedTimeMs: number,
  futureClockMs: number,
): boolean {
  return (
    fixTimeMs !== null &&
    fixTimeMs >= EARLIEST_FIX_MS &&
    fixTimeMs - receivedTimeMs <= futureClockMs
  );
}
