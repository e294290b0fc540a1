/** One section of road, drawn over the basemap and under the vehicles. */
import type { PaintedLayer } from './engine.ts';
import { type BoundsDeg, latToY, lonToX, projectX, projectY } from './mercator.ts';

type Line = readonly (readonly [lon: number, lat: number])[];
const WIDTH_PX = 8;

export function createSectionLayer(lines: () => readonly Line[]): PaintedLayer {
  return {
    visible: () => lines().length > 0,
    paint(context, camera) {
      context.lineJoin = 'round';
      context.lineCap = 'round';
      context.lineWidth = WIDTH_PX;
      context.strokeStyle = 'rgb(213 94 0 / 0.75)';
      context.beginPath();
      for (const line of lines())
        line.forEach(([lon, lat], i) => {
          const px = projectX(camera, lonToX(lon));
          const py = projectY(camera, latToY(lat));
          if (i === 0) context.moveTo(px, py);
          else context.lineTo(px, py);
        });
      context.stroke();
    },
  };
}

/** Lines of a LineString or MultiLineString; of anything else none. */
export function linesOf(geometry: { type: string; coordinates: unknown } | null): readonly Line[] {
  if (geometry?.type === 'LineString') return [geometry.coordinates as Line];
  return geometry?.type === 'MultiLineString' ? (geometry.coordinates as Line[]) : [];
}

/** Null = there is no point in them. */
export function boundsOfLines(lines: readonly Line[]): BoundsDeg | null {
  const points = lines.flat();
  if (points.length === 0) return null;
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return {
    ...{ west: Math.min(...lons), east: Math.max(...lons) },
    ...{ south: Math.min(...lats), north: Math.max(...lats) },
  };
}
