/**
 * Movement from positions alone, for senders that give no speed. The noise of a standing receiver
 * must not become driving, so a single step between two fixes says nothing: the net displacement
 * over a window of `WINDOW_MS` does.
 *
 * The window is a flat array (time, latitude, longitude, …) of fixes at least `SPACING_MS` apart:
 * those inside the window and one before it, so a sparse sender is judged from fix to fix.
 */
import { displacementM } from '#core/geo/distance.ts';

export type FixWindow = number[];

/** Net displacement is taken over this time. */
const WINDOW_MS = 30_000;
/** Bounds the window to 17 fixes at any report rate. */
const SPACING_MS = 2_000;
/** A shorter history says nothing of standing … */
const STANDING_SPAN_MS = 20_000;
/** … or of moving. */
const MOVING_SPAN_MS = 10_000;
/** Scatter of one fix around where the vehicle stands (domain 3.2: 2–15 m in the field). */
const SCATTER_M = 15;
/** Less than this is scatter at any speed. */
const MOVING_MIN_M = 40;

/** Adds a fix; a hole longer than `gapMaxMs` starts the window anew. */
export function addFix(
  window: FixWindow,
  fix: { timeMs: number; latitudeDeg: number; longitudeDeg: number },
  gapMaxMs: number,
): void {
  const { timeMs } = fix;
  const newest = window.length - 3;
  if (newest >= 0) {
    if (timeMs - window[newest]! > gapMaxMs) window.length = 0;
    else if (timeMs - window[newest]! < SPACING_MS) return;
  }
  window.push(timeMs, fix.latitudeDeg, fix.longitudeDeg);
  while (window.length >= 6 && timeMs - window[3]! >= WINDOW_MS) window.splice(0, 3);
}

/**
 * Did the vehicle move, up to `fix`? Call before `addFix` of the same fix.
 * Returns the instant since when it has been moving (positive), the negative of the instant since
 * when it has been standing, or 0 = not known.
 */
export function motionAt(
  window: FixWindow,
  fix: { timeMs: number; latitudeDeg: number; longitudeDeg: number },
  options: { movingKmh: number; gapMaxMs: number },
): number {
  const newest = window.length - 3;
  if (newest < 0) return 0;
  const { timeMs, latitudeDeg, longitudeDeg } = fix;
  if (timeMs - window[newest]! > options.gapMaxMs) return 0;
  // The oldest fix that still lies in the window, or the one just before it.
  let oldest = 0;
  while (oldest < newest && timeMs - window[oldest + 3]! >= WINDOW_MS) oldest += 3;
  const spanMs = timeMs - window[oldest]!;
  const netM = displacementM(window[oldest + 1]!, window[oldest + 2]!, latitudeDeg, longitudeDeg);
  const moving = netM >= MOVING_MIN_M && (netM / spanMs) * 3_600 > options.movingKmh;
  if (moving) {
    if (spanMs < MOVING_SPAN_MS) return 0;
    // It set off from the last fix that is still where the window began.
    let from = oldest;
    for (let i = oldest + 3; i <= newest; i += 3) {
      const awayM = displacementM(
        window[oldest + 1]!,
        window[oldest + 2]!,
        window[i + 1]!,
        window[i + 2]!,
      );
      if (awayM > SCATTER_M) break;
      from = i;
    }
    return window[from]!;
  }
  if (spanMs < STANDING_SPAN_MS) return 0;
  // It has stood since the first fix of the unbroken series around where it is now.
  let sinceMs = timeMs;
  for (let i = newest; i >= oldest; i -= 3) {
    if (displacementM(window[i + 1]!, window[i + 2]!, latitudeDeg, longitudeDeg) > SCATTER_M) break;
    sinceMs = window[i]!;
  }
  return -sinceMs;
}
