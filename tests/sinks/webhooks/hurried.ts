/** The wall clock, so many times as fast: steps of the ladder take milliseconds. */
import { systemTiming, type Timing } from '#sinks/webhooks/timing.ts';

export function hurried(times: number): Timing {
  const startMs = Date.now();
  return {
    now: () => Math.round(startMs + (Date.now() - startMs) * times),
    sleep: (ms, signal) => systemTiming.sleep(ms / times, signal),
    random: Math.random,
  };
}
