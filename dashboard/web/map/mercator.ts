/** Web Mercator in unit coordinates: x 0 (180° W) … 1 (180° E), y 0 (north) … 1 (south). Degrees are WGS-84. */

export const TILE_PX = 256;
/** Beyond this latitude Web Mercator leaves the unit square. */
const LATITUDE_MAX_DEG = 85.05112878;
const EARTH_CIRCUMFERENCE_M = 40_075_016.686;

/** What the map shows: centre in unit Mercator, zoom (0 = the world in 256 px), size in CSS pixels. */
export interface Camera {
  x: number;
  y: number;
  zoom: number;
  width: number;
  height: number;
}

export interface BoundsDeg {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function lonToX(lonDeg: number): number {
  return lonDeg / 360 + 0.5;
}

export function latToY(latDeg: number): number {
  const clamped = Math.max(-LATITUDE_MAX_DEG, Math.min(LATITUDE_MAX_DEG, latDeg));
  const sin = Math.sin((clamped * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

export function xToLon(x: number): number {
  return (x - 0.5) * 360;
}

export function yToLat(y: number): number {
  return (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
}

/** CSS pixels per unit of Mercator. */
export function scaleOf(zoom: number): number {
  return TILE_PX * 2 ** zoom;
}

export function projectX(camera: Camera, x: number): number {
  return (x - camera.x) * scaleOf(camera.zoom) + camera.width / 2;
}

export function projectY(camera: Camera, y: number): number {
  return (y - camera.y) * scaleOf(camera.zoom) + camera.height / 2;
}

export function unprojectX(camera: Camera, px: number): number {
  return (px - camera.width / 2) / scaleOf(camera.zoom) + camera.x;
}

export function unprojectY(camera: Camera, py: number): number {
  return (py - camera.height / 2) / scaleOf(camera.zoom) + camera.y;
}

/** Ground metres per unit of Mercator at a latitude. */
export function metresPerUnit(latDeg: number): number {
  return EARTH_CIRCUMFERENCE_M * Math.cos((latDeg * Math.PI) / 180);
}

export function metresPerPixel(camera: Camera): number {
  return metresPerUnit(yToLat(camera.y)) / scaleOf(camera.zoom);
}

/** The rectangle in view, widened by `marginPx` on every side. */
export function boundsOf(camera: Camera, marginPx = 0): BoundsDeg {
  return {
    west: xToLon(unprojectX(camera, -marginPx)),
    east: xToLon(unprojectX(camera, camera.width + marginPx)),
    north: yToLat(unprojectY(camera, -marginPx)),
    south: yToLat(unprojectY(camera, camera.height + marginPx)),
  };
}

/** Zoom about a pixel that stays where it is. */
export function zoomAround(camera: Camera, zoom: number, px: number, py: number): Camera {
  const x = unprojectX(camera, px);
  const y = unprojectY(camera, py);
  const scale = scaleOf(zoom);
  return {
    ...camera,
    zoom,
    x: x - (px - camera.width / 2) / scale,
    y: y - (py - camera.height / 2) / scale,
  };
}

/** The camera that shows a rectangle with `paddingPx` around it, at most at `zoomMax`. */
export function cameraFor(
  bounds: BoundsDeg,
  size: { width: number; height: number },
  options: { paddingPx: number; zoomMax: number },
): Camera {
  const x0 = lonToX(bounds.west);
  const x1 = lonToX(bounds.east);
  const y0 = latToY(bounds.north);
  const y1 = latToY(bounds.south);
  const room = (px: number) => Math.max(px - 2 * options.paddingPx, 32);
  const zoomX = Math.log2(room(size.width) / TILE_PX / Math.max(x1 - x0, 1e-12));
  const zoomY = Math.log2(room(size.height) / TILE_PX / Math.max(y1 - y0, 1e-12));
  return {
    x: (x0 + x1) / 2,
    y: (y0 + y1) / 2,
    zoom: Math.min(zoomX, zoomY, options.zoomMax),
    width: size.width,
    height: size.height,
  };
}
