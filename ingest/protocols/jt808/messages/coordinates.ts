/** Coordinates on the wire are magnitudes in 10⁻⁶ °; their signs are status bits 2 and 3 of the location report. */

export const STATUS_SOUTH = 1 << 2;
export const STATUS_WEST = 1 << 3;

/**
 * Coordinate words are magnitudes, the sign comes from the status bits. Some devices send two's
 * complement as well as the bits: the absolute value, negative once.
 */
export function signedE6(word: number, negative: boolean): number {
  if (word >= 0x8000_0000) return word - 0x1_0000_0000;
  return negative && word !== 0 ? -word : word;
}

/** Status with south and west set by sign; a coordinate of 0 leaves its bit alone. */
export function withHemisphere(statusFlag: number, latitude: number, longitude: number): number {
  let status = statusFlag;
  if (latitude !== 0) status = latitude < 0 ? status | STATUS_SOUTH : status & ~STATUS_SOUTH;
  if (longitude !== 0) status = longitude < 0 ? status | STATUS_WEST : status & ~STATUS_WEST;
  return status >>> 0;
}
