/** What belongs to the chosen alert, under the vehicles: planned corridor in its true width, track, opening and closing. */
import type { AlertRow, AlertTrack, TrackPoint } from '../feed/types.ts';
import type { PaintedLayer } from './engine.ts';
import {
  type BoundsDeg,
  type Camera,
  latToY,
  lonToX,
  metresPerPixel,
  projectX,
  projectY,
} from './mercator.ts';

/** A longer hole between two fixes is dashed: nothing is known about the way between. */
const GAP_MS = 120_000;

export interface EvidenceShown {
  alert: AlertRow;
  track: AlertTrack;
}

export function createEvidenceLayer(shown: () => EvidenceShown | null): PaintedLayer {
  return {
    visible: () => shown() !== null,
    paint(context, camera) {
      const evidence = shown();
      if (!evidence) return;
      paintCorridor(context, camera, evidence.track);
      paintTrack(context, camera, evidence);
      paintMarks(context, camera, evidence);
    },
  };
}

/** The rectangle that holds the track, or the alert's own place; null = no place is known. */
export function boundsOfEvidence({ alert, track }: EvidenceShown): BoundsDeg | null {
  const places = track.points.map(([, lon, lat]) => [lon, lat] as const);
  if (alert.longitudeDeg !== null && alert.latitudeDeg !== null) {
    places.push([alert.longitudeDeg, alert.latitudeDeg]);
  }
  if (places.length === 0) return null;
  const lons = places.map(([lon]) => lon);
  const lats = places.map(([, lat]) => lat);
  return {
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
  };
}

function paintCorridor(context: CanvasRenderingContext2D, camera: Camera, track: AlertTrack): void {
  if (!track.corridor) return;
  const lines =
    track.corridor.type === 'LineString'
      ? [track.corridor.coordinates]
      : track.corridor.coordinates;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.beginPath();
  for (const line of lines) {
    line.forEach(([lon, lat], i) => {
      const px = projectX(camera, lonToX(lon));
      const py = projectY(camera, latToY(lat));
      if (i === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    });
  }
  const widthPx = track.halfWidthM === null ? 0 : (2 * track.halfWidthM) / metresPerPixel(camera);
  context.strokeStyle = 'rgb(86 180 233 / 0.26)';
  context.lineWidth = Math.max(widthPx, 6);
  context.stroke();
  context.strokeStyle = '#7cc4ee';
  context.lineWidth = 1.4;
  context.setLineDash([7, 6]);
  context.stroke();
  context.setLineDash([]);
}

function paintTrack(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { alert, track }: EvidenceShown,
): void {
  const until = alert.closedAtMs ?? Number.POSITIVE_INFINITY;
  const during = (timeMs: number) => timeMs >= alert.openedAtMs && timeMs <= until;
  context.lineWidth = 3;
  for (let i = 1; i < track.points.length; i++) {
    const from = track.points[i - 1]!;
    const to = track.points[i]!;
    context.beginPath();
    context.moveTo(...place(camera, from));
    context.lineTo(...place(camera, to));
    context.strokeStyle = during(from[0]) && during(to[0]) ? '#ff6b5e' : '#f0e442';
    context.setLineDash(to[0] - from[0] > GAP_MS ? [4, 6] : []);
    context.stroke();
  }
  context.setLineDash([]);
}

function paintMarks(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { alert, track }: EvidenceShown,
): void {
  const opened = nearest(track.points, alert.openedAtMs);
  const closed = alert.closedAtMs === null ? null : nearest(track.points, alert.closedAtMs);
  if (closed) mark(context, place(camera, closed), '#00b282', 'square');
  if (opened) mark(context, place(camera, opened), '#ff6b5e', 'circle');
  else if (alert.longitudeDeg !== null && alert.latitudeDeg !== null) {
    mark(
      context,
      [projectX(camera, lonToX(alert.longitudeDeg)), projectY(camera, latToY(alert.latitudeDeg))],
      '#ff6b5e',
      'circle',
    );
  }
}

function mark(
  context: CanvasRenderingContext2D,
  [px, py]: [number, number],
  colour: string,
  shape: 'circle' | 'square',
): void {
  context.beginPath();
  if (shape === 'circle') context.arc(px, py, 8, 0, 2 * Math.PI);
  else context.rect(px - 7, py - 7, 14, 14);
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = '#ffffff';
  context.stroke();
}

function place(camera: Camera, [, lon, lat]: TrackPoint): [number, number] {
  return [projectX(camera, lonToX(lon)), projectY(camera, latToY(lat))];
}

function nearest(points: TrackPoint[], timeMs: number): TrackPoint | null {
  let best: TrackPoint | null = null;
  for (const point of points) {
    if (!best || Math.abs(point[0] - timeMs) < Math.abs(best[0] - timeMs)) best = point;
  }
  return best;
}
