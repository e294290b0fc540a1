/**
 * Vehicles on two canvases of their own: calm ones (or the density grid) below the names, alert vehicles with rings
 * and the selection above them. Decides between single markers and grid, and how often dead reckoning repaints.
 */
import {
  buildGrid,
  countInView,
  type DensityGrid,
  SINGLE_MARKERS_MAX,
  shadeOf,
} from './density-grid.ts';
import type { FrameOverlay } from './engine.ts';
import { type Camera, latToY, lonToX, projectX, projectY, scaleOf } from './mercator.ts';
import { css, OUTLINE_RGB } from './palette.ts';
import { PixelSurface } from './pixel-surface.ts';
import { createSpriteSet, type SpriteSet } from './sprites.ts';
import { blitVehicles, carryMs, hitTest } from './vehicle-blitter.ts';
import type { VehicleStore } from './vehicle-store.ts';

/** Counts per cell as the server sends them for wide views, in degrees. */
export interface ServerGrid {
  cellDeg: number;
  cellX: ArrayLike<number>;
  cellY: ArrayLike<number>;
  count: ArrayLike<number>;
}

export interface OverlaySettings {
  deadReckoning: boolean;
  /** 'auto' = density grid above SINGLE_MARKERS_MAX vehicles in view. */
  aggregate: 'auto' | 'never';
}

export interface DrawnCounts {
  calm: number;
  alert: number;
  /** Vehicles held inside the view; equals calm + alert unless the grid is shown. */
  inView: number;
  mode: 'single' | 'grid' | 'server-grid';
}

const OUTLINE = css(OUTLINE_RGB);

interface Sheet {
  canvas: HTMLCanvasElement;
  context: CanvasRenderingContext2D;
  surface: PixelSurface;
  image: ImageData;
  /** Something was drawn with the 2D context, so the whole canvas must be wiped. */
  dirty: boolean;
}

export class VehicleOverlay implements FrameOverlay {
  readonly canvases: FrameOverlay['canvases'];
  counts: DrawnCounts = { calm: 0, alert: 0, inView: 0, mode: 'single' };
  /** Called after each draw, e.g. to stamp the moment pixels were handed over. */
  onDrawn: (counts: DrawnCounts) => void = () => {};
  selectedHandle = -1;
  selectedLabel = '';
  serverGrid: ServerGrid | null = null;
  private readonly store: VehicleStore;
  private readonly settings: () => OverlaySettings;
  private readonly nowMs: () => number;
  private readonly sheets: { calm: Sheet | null; alert: Sheet | null } = {
    calm: null,
    alert: null,
  };
  private sprites = new Map<string, SpriteSet>();
  private pixelRatio = 1;

  constructor(store: VehicleStore, settings: () => OverlaySettings, nowMs: () => number) {
    this.store = store;
    this.settings = settings;
    this.nowMs = nowMs;
    this.canvases = (['vehicles', 'alerts'] as const).map((layer) => {
      const canvas = document.createElement('canvas');
      canvas.className = 'map-overlay';
      return { layer, canvas };
    });
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.pixelRatio = pixelRatio;
    const [calm, alert] = this.canvases.map(({ canvas }) => {
      canvas.width = Math.round(width * pixelRatio);
      canvas.height = Math.round(height * pixelRatio);
      return createSheet(canvas);
    });
    this.sheets.calm = calm!;
    this.sheets.alert = alert!;
  }

  draw(camera: Camera): void {
    const { calm, alert } = this.sheets;
    if (!calm || !alert) return;
    const { deadReckoning, aggregate } = this.settings();
    const sprites = this.spritesFor(camera.zoom);
    const options = { nowMs: this.nowMs(), deadReckoning, pixelRatio: this.pixelRatio };
    const inView = countInView(camera, this.store);
    const mode = this.serverGrid
      ? 'server-grid'
      : aggregate === 'auto' && inView > SINGLE_MARKERS_MAX
        ? 'grid'
        : 'single';
    const counts: DrawnCounts = { calm: 0, alert: 0, inView, mode };

    wipe(calm);
    if (mode === 'single') {
      counts.calm = blitVehicles(calm.surface, sprites, camera, this.store, {
        ...options,
        which: 'calm',
      });
      put(calm);
    } else {
      this.drawGrid(calm, camera, mode);
    }

    wipe(alert);
    counts.alert = blitVehicles(alert.surface, sprites, camera, this.store, {
      ...options,
      which: 'alert',
    });
    put(alert);
    this.drawSelection(alert, camera, options.nowMs, deadReckoning);
    this.counts = counts;
    this.onDrawn(counts);
  }

  /** Milliseconds until dead reckoning has moved the fastest vehicle by half a pixel; Infinity = no need. */
  nextFrameInMs(camera: Camera): number {
    if (!this.settings().deadReckoning || this.counts.mode !== 'single') {
      return Number.POSITIVE_INFINITY;
    }
    const pixelsPerMs = this.store.speedUnitsMax * scaleOf(camera.zoom);
    return pixelsPerMs > 0 ? Math.max(50, 0.5 / pixelsPerMs) : Number.POSITIVE_INFINITY;
  }

  /** Handle of the vehicle under a pixel, -1 = none. */
  hit(camera: Camera, px: number, py: number, radiusPx: number): number {
    const row = hitTest(camera, this.store, {
      px,
      py,
      radiusPx,
      nowMs: this.nowMs(),
      deadReckoning: this.settings().deadReckoning,
    });
    if (row < 0) return -1;
    // Behind a grid only what is drawn one by one can be picked.
    if (this.counts.mode !== 'single' && this.store.alert[row] === 0) return -1;
    return this.store.handle[row]!;
  }

  private spritesFor(zoom: number): SpriteSet {
    const size = (zoom < 8 ? 0.72 : zoom < 11 ? 1 : 1.25) * this.pixelRatio;
    const key = size.toFixed(2);
    let set = this.sprites.get(key);
    if (!set) {
      set = createSpriteSet(size);
      this.sprites.set(key, set);
    }
    return set;
  }

  private drawGrid(sheet: Sheet, camera: Camera, mode: 'grid' | 'server-grid'): void {
    const { context } = sheet;
    sheet.dirty = true;
    context.setTransform(this.pixelRatio, 0, 0, this.pixelRatio, 0, 0);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.font = '600 11px system-ui, sans-serif';
    if (mode === 'grid') drawOwnGrid(context, camera, buildGrid(camera, this.store));
    else if (this.serverGrid) drawServerGrid(context, camera, this.serverGrid);
  }

  private drawSelection(sheet: Sheet, camera: Camera, nowMs: number, deadReckoning: boolean): void {
    const row = this.store.rowOf(this.selectedHandle);
    if (row < 0) return;
    const carry = deadReckoning ? carryMs(nowMs, this.store.eventTimeMs[row]!) : 0;
    const px = projectX(camera, this.store.x[row]! + this.store.vx[row]! * carry);
    const py = projectY(camera, this.store.y[row]! + this.store.vy[row]! * carry);
    const { context } = sheet;
    sheet.dirty = true;
    context.setTransform(this.pixelRatio, 0, 0, this.pixelRatio, 0, 0);
    context.lineWidth = 2;
    context.strokeStyle = '#ffffff';
    const r = 19;
    const arm = 7;
    context.beginPath();
    for (const [sx, sy] of [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const) {
      context.moveTo(px + sx * r, py + sy * (r - arm));
      context.lineTo(px + sx * r, py + sy * r);
      context.lineTo(px + sx * (r - arm), py + sy * r);
    }
    context.stroke();
    if (this.selectedLabel) {
      context.font =
        '600 13px "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif';
      context.textAlign = 'left';
      context.textBaseline = 'middle';
      const width = context.measureText(this.selectedLabel).width;
      context.fillStyle = 'rgb(8 15 24 / 0.9)';
      context.fillRect(px + r + 4, py - 11, width + 12, 22);
      context.fillStyle = '#ffffff';
      context.fillText(this.selectedLabel, px + r + 10, py + 0.5);
    }
  }
}

function createSheet(canvas: HTMLCanvasElement): Sheet {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no 2D canvas.');
  const image = context.createImageData(canvas.width, canvas.height);
  const surface = new PixelSurface(canvas.width, canvas.height, image.data.buffer);
  return { canvas, context, surface, image, dirty: false };
}

/** Rows touched last time are cleared in memory and on the canvas. */
function wipe(sheet: Sheet): void {
  const { context, surface, canvas } = sheet;
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (sheet.dirty) context.clearRect(0, 0, canvas.width, canvas.height);
  else if (surface.top < surface.bottom) {
    context.clearRect(0, surface.top, canvas.width, surface.bottom - surface.top);
  }
  sheet.dirty = false;
  surface.clear();
}

function put({ context, surface, image }: Sheet): void {
  if (surface.top >= surface.bottom) return;
  context.putImageData(image, 0, 0, 0, surface.top, surface.width, surface.bottom - surface.top);
}

function drawOwnGrid(context: CanvasRenderingContext2D, camera: Camera, grid: DensityGrid): void {
  const edge = scaleOf(camera.zoom) / grid.cellsPerUnit;
  for (let r = 0; r < grid.rows; r++) {
    for (let c = 0; c < grid.columns; c++) {
      const count = grid.counts[r * grid.columns + c]!;
      if (count === 0) continue;
      const left = projectX(camera, (grid.column + c) / grid.cellsPerUnit);
      const top = projectY(camera, (grid.row + r) / grid.cellsPerUnit);
      drawCell(context, left, top, edge, edge, count, grid.countMax);
    }
  }
}

function drawServerGrid(context: CanvasRenderingContext2D, camera: Camera, grid: ServerGrid): void {
  let countMax = 1;
  for (let i = 0; i < grid.count.length; i++) countMax = Math.max(countMax, grid.count[i]!);
  for (let i = 0; i < grid.count.length; i++) {
    const west = grid.cellX[i]! * grid.cellDeg;
    const south = grid.cellY[i]! * grid.cellDeg;
    const left = projectX(camera, lonToX(west));
    const right = projectX(camera, lonToX(west + grid.cellDeg));
    const top = projectY(camera, latToY(south + grid.cellDeg));
    const bottom = projectY(camera, latToY(south));
    drawCell(context, left, top, right - left, bottom - top, grid.count[i]!, countMax);
  }
}

function drawCell(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
  count: number,
  countMax: number,
): void {
  const shade = shadeOf(count, countMax);
  context.fillStyle = css([86, 180, 233], shade);
  context.fillRect(left + 0.5, top + 0.5, width - 1, height - 1);
  if (width < 22) return;
  // The halo keeps the figure readable on every step of the ramp.
  context.strokeStyle = OUTLINE;
  context.lineWidth = 3;
  context.strokeText(String(count), left + width / 2, top + height / 2);
  context.fillStyle = '#ffffff';
  context.fillText(String(count), left + width / 2, top + height / 2);
}
