/** One position report on its way through the stages; reused from report to report. */
import type { PositionFix, Reading } from '#core/report.ts';
import type { TaskCounters } from '../counters.ts';
import type { RuntimeParams } from '../plan.ts';
import type { Subject } from '../subject.ts';
import type { Entry } from '../timeline/entry.ts';
import type { TimelineSink } from '../timeline/timeline.ts';

/** First instant a device of ours can have lived in: 2015-01-01 00:00 Asia/Shanghai. */
export const EARLIEST_FIX_MS = Date.UTC(2014, 11, 31, 16);

export interface Passage {
  reading: Reading;
  position: PositionFix;
  inputOffset: number;
  subject: Subject;
  runtime: RuntimeParams;
  /** Newest tick of the partition; 0 = none yet. */
  tickMs: number;
  /** Set by dedupe: the fix time may be believed. */
  trusted: boolean;
  /** Set by dedupe. */
  tie: number;
  /** Made by qualify. */
  entry: Entry;
  counters: TaskCounters;
  sink: TimelineSink & { late(entry: Entry): void };
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
