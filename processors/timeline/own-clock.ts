/**
 * The clock of one subject against that of the ticks. Event times come from the device, so time has to
 * move on by its clock as well: a tick that ran ahead of a slow one would find every fix to come late, and
 * a silence would be found over although it was there.
 */
import { FLAGS } from '#core/report.ts';
import type { Entry } from './entry.ts';

/** A clock this far off its arrivals is off; less is the way through the network and the reorder buffer. */
const OFF_MS = 30_000;
/** A clock that seems to have gone further off is believed after this long: uploads of what happened before look the same. */
const LASTS_MS = 60_000;

export class OwnClock {
  /** By how much event times lie before their arrival; negative = the clock is fast, 0 = right. */
  behindMs = 0;
  /** Whether any fix has told it yet. */
  known = false;
  /** Arrival since which the clock has seemed further off than `behindMs` says; 0 = it does not. */
  doubtSinceMs = 0;

  /** Takes the newest fix there is. */
  note({ eventTimeMs, receivedTimeMs, flags }: Entry): void {
    if ((flags & FLAGS.backlog) !== 0) return;
    const lagMs = receivedTimeMs - eventTimeMs;
    const isJump = Math.abs(lagMs - this.behindMs) > OFF_MS;
    if (isJump && this.known && Math.abs(lagMs) > Math.abs(this.behindMs)) {
      if (this.doubtSinceMs === 0) this.doubtSinceMs = receivedTimeMs;
      if (receivedTimeMs - this.doubtSinceMs < LASTS_MS) return;
    }
    this.known = true;
    this.doubtSinceMs = 0;
    this.behindMs = Math.abs(lagMs) > OFF_MS ? lagMs : 0;
  }

  /** An instant of our clock as the subject's clock shows it. */
  ownTimeMs(timeMs: number): number {
    return timeMs - this.behindMs;
  }
}
