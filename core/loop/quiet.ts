/** Quiet times by the calendar of Asia/Shanghai: `[from, to)`, over midnight where `to` is not later than `from`. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SHANGHAI_OFFSET_MS, shanghaiDayStartMs } from '../time.ts';
import type { QUIET_OF, QuietTime } from './policy.ts';

/** When the quiet that holds at `atMs` ends; null = it is not quiet. Times that touch count as one. */
export function quietUntil(
  times: readonly QuietTime[],
  what: (typeof QUIET_OF)[number],
  atMs: number,
): number | null {
  const relevant = times.filter(({ of }) => of.includes(what));
  let untilMs = atMs;
  // Each round moves on to the end of a quiet time; a week without a gap has no end worth waiting for.
  while (untilMs - atMs < 7 * DAY_MS) {
    const endsMs = Math.max(...relevant.map((time) => endOf(time, untilMs)), untilMs);
    if (endsMs === untilMs) break;
    untilMs = endsMs;
  }
  return untilMs === atMs ? null : untilMs;
}

/** `atMs` itself when it is not within. */
function endOf({ days, from, to }: QuietTime, atMs: number): number {
  const today = shanghaiDayStartMs(atMs);
  const lengthMs = (msOf(to) - msOf(from) + DAY_MS) % DAY_MS;
  // Begun today or, over midnight, yesterday.
  for (const day of [today, today - DAY_MS]) {
    const startMs = day + msOf(from);
    if (days.includes(weekday(day)) && atMs >= startMs && atMs < startMs + lengthMs)
      return startMs + lengthMs;
  }
  return atMs;
}

/** 1 = Monday … 7 = Sunday, of a day that starts at this instant. */
function weekday(dayStartMs: number): number {
  const day = new Date(dayStartMs + SHANGHAI_OFFSET_MS).getUTCDay();
  return day === 0 ? 7 : day;
}

function msOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * HOUR_MS + minutes * MINUTE_MS;
}
