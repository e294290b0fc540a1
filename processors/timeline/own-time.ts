/** Where a message without a time of its own (heartbeat, sign-in) lies on a vehicle's time line. */

/** A clock this far off its arrivals is off; less is the way through the network. */
const CLOCK_OFF_MS = 5_000;

/**
 * The arrival, moved by as much as the newest fix was off its own: else the heartbeat of a vehicle whose
 * clock is slow would lie ahead of every fix to come and make them late, and with a fast clock behind them all.
 */
export function ownTimeMs(
  timeline: { newestMs: number; newestReceivedMs: number },
  receivedTimeMs: number,
): number {
  if (timeline.newestReceivedMs === 0) return receivedTimeMs;
  const behindMs = timeline.newestReceivedMs - timeline.newestMs;
  return Math.abs(behindMs) > CLOCK_OFF_MS ? receivedTimeMs - behindMs : receivedTimeMs;
}
