/** Days and hours for which zones and bans hold, in Asia/Shanghai. */
import { DAY_MS, MINUTE_MS, SECOND_MS, SHANGHAI_OFFSET_MS } from '#core/time.ts';

export type DaysOfUse = 'every' | 'working-days' | 'holidays';

/** Half-open on the clock; an end before its start lies on the next day, and the day is that of the start. */
export interface ClockWindow {
  /** Milliseconds since midnight, 0…DAY_MS. */
  startMs: number;
  endMs: number;
  days: DaysOfUse;
}

const CLOCK = /^(?:([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?|(24):00(?::00)?)$/;

/** `HH:MM` or `HH:MM:SS` up to 24:00, as milliseconds since midnight; null = no time of day. */
export function clockMs(text: string): number | null {
  const match = CLOCK.exec(text);
  if (match === null) return null;
  if (match[4] !== undefined) return DAY_MS;
  const [, hours, minutes, seconds = '0'] = match;
  return (Number(hours) * 60 + Number(minutes)) * MINUTE_MS + Number(seconds) * SECOND_MS;
}

/** Days since 1970 of `YYYY-MM-DD`; null = no such day. */
export function dayOf(text: string): number | null {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text) ? null : ms / DAY_MS;
}

/** Day of the instant. */
export function dayAt(instantMs: number): number {
  return Math.floor((instantMs + SHANGHAI_OFFSET_MS) / DAY_MS);
}

/** Saturdays and Sundays are no days of work; 1970-01-01 was a Thursday. */
export function isWeekday(day: number): boolean {
  return (((day + 3) % 7) + 7) % 7 < 5;
}

/** Whether one of the windows holds. @param isDay whether a day (since 1970 in Shanghai) is one of those meant */
export function isWithin(
  windows: readonly ClockWindow[],
  instantMs: number,
  isDay: (day: number, days: DaysOfUse) => boolean,
): boolean {
  const day = dayAt(instantMs);
  const timeMs = instantMs + SHANGHAI_OFFSET_MS - day * DAY_MS;
  for (const { startMs, endMs, days } of windows) {
    if (startMs <= endMs) {
      if (startMs <= timeMs && timeMs < endMs && isDay(day, days)) return true;
    } else if (timeMs >= startMs) {
      if (isDay(day, days)) return true;
    } else if (timeMs < endMs && isDay(day - 1, days)) return true;
  }
  return false;
}
