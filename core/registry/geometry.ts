/** Whether a corridor or a zone is one: coordinates on earth, rings closed and not crossing themselves. */
import { kinks } from '@turf/kinks';
import type { LineGeometry, PolygonGeometry } from './fields.ts';

/** turf compares every pair of segments; larger rings are taken on trust. */
const KINK_SEGMENTS_MAX = 1_000;

/** A sentence that says what is wrong; null = nothing. */
export function geometryMistake(geometry: LineGeometry | PolygonGeometry): string | null {
  if (geometry.type === 'MultiPolygon') {
    for (const coordinates of geometry.coordinates) {
      const mistake = geometryMistake({ type: 'Polygon', coordinates });
      if (mistake !== null) return mistake;
    }
    return null;
  }
  const lines: [number, number][][] =
    geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
  for (const line of lines) {
    for (const [longitude, latitude] of line) {
      if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
        return 'A coordinate is not [longitude, latitude] in degrees.';
      }
    }
    if (geometry.type !== 'Polygon') {
      const [first] = line;
      const moves = line.some((at) => at[0] !== first?.[0] || at[1] !== first?.[1]);
      if (!moves) return 'A line of the corridor has no length.';
    }
  }
  if (geometry.type !== 'Polygon') return null;
  for (const ring of lines) {
    const first = ring[0]!;
    const last = ring.at(-1)!;
    if (first[0] !== last[0] || first[1] !== last[1]) return 'A ring of the polygon is not closed.';
  }
  const segments = lines.reduce((sum, ring) => sum + ring.length - 1, 0);
  if (segments <= KINK_SEGMENTS_MAX && kinks(geometry).features.length > 0) {
    return 'The polygon crosses itself.';
  }
  return null;
}
