/**
 * Degrees as whole ten-millionths (1 cm), the resolution of every report: comparisons and cross
 * products of them are exact, so a verdict about a point on an edge is the same on every machine.
 */

export const E7 = 10_000_000;

/** Whole 1e-7 degrees; fits 32 bits for −180…180. */
export function e7(degrees: number): number {
  return Math.round(degrees * E7);
}

/**
 * Which side of the line from A to B the point lies on: 1 left, −1 right, 0 exactly on it. Exact for
 * coordinates in 1e-7 degrees, where products may need 65 bits.
 */
export function sideOf(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  x: number,
  y: number,
): number {
  const left = (bx - ax) * (y - ay);
  const right = (by - ay) * (x - ax);
  const difference = left - right;
  // Each product is off by at most half a unit in its last place, and so is the difference.
  const doubt = (Math.abs(left) + Math.abs(right)) * 2 ** -52;
  if (difference > doubt) return 1;
  if (difference < -doubt) return -1;
  if (doubt < 1) return 0;
  const exact = BigInt(bx - ax) * BigInt(y - ay) - BigInt(by - ay) * BigInt(x - ax);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}
