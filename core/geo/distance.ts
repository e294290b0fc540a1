/**
 * Distances on the sphere that the whole product agrees on. Coordinates are signed WGS-84 degrees,
 * results metres. The mean radius keeps every figure within 0.6 % of the ellipsoid, which is far
 * below the noise of a satellite fix at the distances rules judge.
 */

/** IUGG mean radius, metres. */
export const EARTH_RADIUS_M = 6_371_008.8;
/** Length of one degree of latitude (and of longitude on the equator), metres. */
export const METRES_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180;
export const RADIANS_PER_DEGREE = Math.PI / 180;

/** Great-circle distance in metres, exact at any range. */
export function haversineM(latA: number, lonA: number, latB: number, lonB: number): number {
  const sinLat = Math.sin(((latB - latA) * RADIANS_PER_DEGREE) / 2);
  const sinLon = Math.sin(((lonB - lonA) * RADIANS_PER_DEGREE) / 2);
  const a =
    sinLat * sinLat +
    Math.cos(latA * RADIANS_PER_DEGREE) * Math.cos(latB * RADIANS_PER_DEGREE) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(a)));
}

/**
 * Local equirectangular distance in metres: a fifth of the cost of `haversineM`, error below 0.1 %
 * under 100 km at the latitudes of China. For displacements between fixes of one vehicle.
 */
export function displacementM(latA: number, lonA: number, latB: number, lonB: number): number {
  const y = (latB - latA) * METRES_PER_DEGREE;
  const x = (lonB - lonA) * METRES_PER_DEGREE * Math.cos(((latA + latB) / 2) * RADIANS_PER_DEGREE);
  return Math.sqrt(x * x + y * y);
}

/** Below this latitude a degree of longitude is at least half a degree of latitude. */
const HALF_DEG = 60;

/** Whether `displacementM` is at most `metres`; without its cosine where latitudes or longitudes alone say no. */
export function isWithin(
  latA: number,
  lonA: number,
  latB: number,
  lonB: number,
  metres: number,
): boolean {
  if (Math.abs(latB - latA) * METRES_PER_DEGREE > metres) return false;
  const isLow = Math.abs(latA) < HALF_DEG && Math.abs(latB) < HALF_DEG;
  if (isLow && Math.abs(lonB - lonA) * METRES_PER_DEGREE > 2 * metres) return false;
  return displacementM(latA, lonA, latB, lonB) <= metres;
}

/** Rounds metres to 0.1 m, so that a last-bit change in `Math` cannot change what is written. */
export function roundM(metres: number): number {
  return Math.round(metres * 10) / 10;
}
