/**
 * Our own map: Web Mercator, north up, Canvas 2D. Needs no GPU: panning moves finished canvases by CSS transform, and
 * only what must be exact on every frame (the vehicles) is drawn on every frame.
 */
import { addBasemapLayers } from './basemap-painter.ts';
import {
  type Basemap,
  type FrameOverlay,
  LAYER_ORDER,
  type LayerName,
  type MapEngine,
  type MapPointer,
  type PaintedLayer,
} from './engine.ts';
import { listenToGestures } from './gestures.ts';
import {
  type BoundsDeg,
  type Camera,
  cameraFor,
  latToY,
  lonToX,
  projectX,
  projectY,
  scaleOf,
  unprojectX,
  unprojectY,
  xToLon,
  yToLat,
  zoomAround,
} from './mercator.ts';

/** How far a painted canvas reaches beyond the view on every side. */
const MARGIN_PX = 240;
/** The camera rests when it has not moved for this long. */
const REST_MS = 140;
/** While zooming out a painted canvas stops covering the view at once; repaint no more often than this. */
const REPAINT_WHILE_MOVING_MS = 180;
/** A failed frame is tried again after this long. */
const RECOVER_MS = 500;
const ZOOM_MIN = 5;
const ZOOM_MAX = 17;
/** More device pixels than this cost time and show nothing more on a map. */
const PIXEL_RATIO_MAX = 2;

interface Painted {
  layer: PaintedLayer;
  canvas: HTMLCanvasElement;
  /** Camera of the last paint; null = never painted. */
  camera: Camera | null;
}

export function createCanvasEngine(container: HTMLElement, view: BoundsDeg): MapEngine {
  const painted: Painted[] = [];
  const overlays: FrameOverlay[] = [];
  const moveListeners = new Set<(camera: Camera, resting: boolean) => void>();
  const clickListeners = new Set<(at: MapPointer) => void>();
  const faultListeners = new Set<(error: unknown) => void>();
  let faulty = false;
  const hoverListeners = new Set<(at: MapPointer | null) => void>();
  let limits: BoundsDeg = { west: -180, south: -85, east: 180, north: 85 };
  let pixelRatio = 1;
  let frame = 0;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let paintedAtMs = 0;
  let camera: Camera = cameraFor(view, sizeOf(container), { paddingPx: 0, zoomMax: ZOOM_MAX });
  let placed = container.clientWidth > 0;

  function move(next: Camera): void {
    const zoom = Math.max(ZOOM_MIN, Math.min(ZOOM_MAX, next.zoom));
    camera = {
      ...next,
      zoom,
      x: clamp(next.x, lonToX(limits.west), lonToX(limits.east)),
      y: clamp(next.y, latToY(limits.north), latToY(limits.south)),
    };
    for (const listener of moveListeners) listener(camera, false);
    requestFrame();
    clearTimeout(restTimer);
    restTimer = setTimeout(rest, REST_MS);
  }

  function rest(): void {
    repaint();
    for (const listener of moveListeners) listener(camera, true);
  }

  function requestFrame(): void {
    if (frame === 0) frame = requestAnimationFrame(drawFrame);
  }

  function drawFrame(): void {
    frame = 0;
    if (camera.width === 0) return;
    try {
      drawAll();
      if (faulty) tell(null);
      faulty = false;
    } catch (error) {
      // A map that fails must say so and come back, never stand there empty and calm.
      console.error('The map failed to draw.', error);
      faulty = true;
      tell(error);
      setTimeout(requestFrame, RECOVER_MS);
    }
  }

  function tell(error: unknown): void {
    for (const listener of faultListeners) listener(error);
  }

  function drawAll(): void {
    const uncovered = painted.some((p) => p.layer.visible() && !covers(p.camera, camera));
    if (uncovered && performance.now() - paintedAtMs > REPAINT_WHILE_MOVING_MS) paintAll();
    for (const p of painted) place(p, camera);
    for (const overlay of overlays) overlay.draw(camera);
  }

  function paintAll(): void {
    for (const p of painted) paint(p, camera, pixelRatio);
    paintedAtMs = performance.now();
  }

  function repaint(): void {
    if (camera.width === 0) return;
    paintAll();
    requestFrame();
  }

  function addCanvas(canvas: HTMLCanvasElement, name: LayerName): void {
    canvas.style.zIndex = String(LAYER_ORDER[name]);
    container.append(canvas);
  }

  function resize(): void {
    const size = sizeOf(container);
    if (size.width === 0 || size.height === 0) return;
    pixelRatio = Math.min(PIXEL_RATIO_MAX, Math.max(1, globalThis.devicePixelRatio || 1));
    camera = placed
      ? { ...camera, ...size }
      : cameraFor(view, size, { paddingPx: 0, zoomMax: ZOOM_MAX });
    placed = true;
    for (const overlay of overlays) overlay.resize(size.width, size.height, pixelRatio);
    move(camera);
    paintAll();
  }

  const observer = new ResizeObserver(resize);
  observer.observe(container);
  const stopGestures = listenToGestures(container, {
    pan: (dx, dy) => {
      const scale = scaleOf(camera.zoom);
      move({ ...camera, x: camera.x - dx / scale, y: camera.y - dy / scale });
    },
    zoom: (levels, px, py) => {
      const zoom = clamp(camera.zoom + levels, ZOOM_MIN, ZOOM_MAX);
      move(zoomAround(camera, zoom, px, py));
    },
    click: (at) => {
      for (const listener of clickListeners) listener(at);
    },
    hover: (at) => {
      for (const listener of hoverListeners) listener(at);
    },
  });

  const engine: MapEngine = {
    get camera() {
      return camera;
    },
    setView({ lon, lat, zoom = camera.zoom }) {
      move({ ...camera, x: lonToX(lon), y: latToY(lat), zoom });
    },
    fit(bounds, options) {
      move(cameraFor(bounds, camera, options));
    },
    zoomBy(levels) {
      const zoom = clamp(camera.zoom + levels, ZOOM_MIN, ZOOM_MAX);
      move(zoomAround(camera, zoom, camera.width / 2, camera.height / 2));
    },
    project: (lon, lat) => [projectX(camera, lonToX(lon)), projectY(camera, latToY(lat))],
    unproject: (px, py) => [xToLon(unprojectX(camera, px)), yToLat(unprojectY(camera, py))],
    addBasemap(basemap: Basemap, language) {
      if (basemap.box) limits = basemap.box;
      addBasemapLayers(engine, basemap, language);
      move(camera);
      repaint();
    },
    addLayer(name, layer) {
      const canvas = document.createElement('canvas');
      canvas.className = 'map-sheet';
      addCanvas(canvas, name);
      painted.push({ layer, canvas, camera: null });
    },
    addOverlay(overlay) {
      overlays.push(overlay);
      for (const { layer, canvas } of overlay.canvases) addCanvas(canvas, layer);
      if (camera.width > 0) overlay.resize(camera.width, camera.height, pixelRatio);
      requestFrame();
    },
    repaint,
    requestFrame,
    onMove: (listener) => subscribe(moveListeners, listener),
    onClick: (listener) => subscribe(clickListeners, listener),
    onFault: (listener) => subscribe(faultListeners, listener),
    onHover: (listener) => subscribe(hoverListeners, listener),
    destroy() {
      cancelAnimationFrame(frame);
      clearTimeout(restTimer);
      observer.disconnect();
      stopGestures();
      container.replaceChildren();
    },
  };
  resize();
  return engine;
}

/** The large canvas's own camera: same centre and zoom, wider by the margin. */
function paint(p: Painted, camera: Camera, pixelRatio: number): void {
  const show = p.layer.visible();
  p.canvas.hidden = !show;
  if (!show) return;
  const width = camera.width + 2 * MARGIN_PX;
  const height = camera.height + 2 * MARGIN_PX;
  const pixelWidth = Math.round(width * pixelRatio);
  const pixelHeight = Math.round(height * pixelRatio);
  if (p.canvas.width !== pixelWidth || p.canvas.height !== pixelHeight) {
    p.canvas.width = pixelWidth;
    p.canvas.height = pixelHeight;
    p.canvas.style.width = `${width}px`;
    p.canvas.style.height = `${height}px`;
  }
  const context = p.canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no 2D canvas.');
  p.camera = { ...camera, width, height };
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.clearRect(0, 0, width, height);
  p.layer.paint(context, p.camera);
  place(p, camera);
}

function place(p: Painted, camera: Camera): void {
  if (!p.camera || p.canvas.hidden) return;
  const s = 2 ** (camera.zoom - p.camera.zoom);
  const left = projectX(camera, p.camera.x) - (s * p.camera.width) / 2;
  const top = projectY(camera, p.camera.y) - (s * p.camera.height) / 2;
  p.canvas.style.transform = `translate(${left}px, ${top}px) scale(${s})`;
}

function covers(paintedCamera: Camera | null, camera: Camera): boolean {
  if (!paintedCamera) return false;
  const s = 2 ** (camera.zoom - paintedCamera.zoom);
  const centreX = projectX(camera, paintedCamera.x);
  const centreY = projectY(camera, paintedCamera.y);
  const halfWidth = (s * paintedCamera.width) / 2;
  const halfHeight = (s * paintedCamera.height) / 2;
  return (
    centreX - halfWidth <= 0 &&
    centreY - halfHeight <= 0 &&
    centreX + halfWidth >= camera.width &&
    centreY + halfHeight >= camera.height
  );
}

function subscribe<T>(set: Set<T>, listener: T): () => void {
  set.add(listener);
  return () => set.delete(listener);
}

function sizeOf(container: HTMLElement): { width: number; height: number } {
  return { width: container.clientWidth, height: container.clientHeight };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
