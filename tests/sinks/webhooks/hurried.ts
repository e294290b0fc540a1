/**
 * The wall clock, so many times as fast: steps of the ladder take milliseconds.
 * @param baseMs when it showed the wall's time; the same one for processes that follow each other
 */
import { systemTiming, type Timing } from '#sinks/webhooks/timing.ts';

export function hurried(times: number, baseMs = Date.now()): Timing {
  return {
    now: () => Math.round(baseMs + (Date.now() - baseMs) * times),
    sleep: (ms, signal) => systemTiming.sleep(ms / times, signal),
    random: Math.random,
  };
}
