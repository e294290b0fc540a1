/**
 * How big a fault test runs. `npm test` runs the small size of each; `npm run test:engines` sets
 * FAULT_SIZES=full and runs the size that every change must pass; a variable names any other.
 */
export const isFull = process.env.FAULT_SIZES === 'full';

export function sizeOf(variable: string, sizes: { small: number; full: number }): number {
  const given = process.env[variable];
  if (given !== undefined) return Number(given);
  return isFull ? sizes.full : sizes.small;
}

/** Why a test that needs its full size, or a machine of its own, does not run here. */
export const ONLY_FULL = 'skipped: runs in npm run test:engines';
