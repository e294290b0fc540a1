/**
 * Roadside sensors on a canvas of their own, under the vehicles. They stand still, so the canvas is
 * drawn only when the camera or a sensor has changed, not with every moving vehicle.
 */
import type { FrameOverlay } from './engine.ts';
import { type Camera, projectX, projectY } from './mercator.ts';
import {
  drawSensor,
  SENSOR_LEVEL_MAX,
  type SensorKind,
  type SymbolLook,
} from './sensor-symbols.ts';

/** Below this zoom symbols are drawn smaller, so that a province still shows roads. */
const SMALL_ZOOM = 8.5;
const SMALL = 0.66;
/** A symbol with its dark rim. */
const SYMBOL_PX = 28;

export interface OverlaySensor {
  sensorId: string;
  kind: SensorKind;
  /** Mercator. */
  x: number;
  y: number;
  level: number | null;
  stale: boolean;
}

export class SensorOverlay implements FrameOverlay {
  readonly canvases: FrameOverlay['canvases'];
  selectedId: string | null = null;
  private readonly canvas = document.createElement('canvas');
  private readonly list: () => readonly OverlaySensor[];
  private readonly sprites = new Map<string, HTMLCanvasElement>();
  private pixelRatio = 1;
  private drawnFor: Camera | null = null;
  private stale = true;

  /** `list` gives the sensors to draw; worse ones come later, so they lie on top. */
  constructor(list: () => readonly OverlaySensor[]) {
    this.list = list;
    this.canvas.className = 'map-overlay map-sensors';
    this.canvases = [{ layer: 'sensors', canvas: this.canvas }];
  }

  /** What `list` gives has changed: the next frame draws it. */
  invalidate(): void {
    this.stale = true;
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.pixelRatio = pixelRatio;
    this.canvas.width = Math.round(width * pixelRatio);
    this.canvas.height = Math.round(height * pixelRatio);
    this.sprites.clear();
    this.stale = true;
  }

  draw(camera: Camera): void {
    if (!this.stale && this.drawnFor !== null && isSame(this.drawnFor, camera)) return;
    this.stale = false;
    this.drawnFor = camera;
    const context = this.canvas.getContext('2d');
    if (!context) throw new Error('The browser gives no 2D canvas.');
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const scale = scaleAt(camera);
    const half = (SYMBOL_PX / 2) * scale;
    for (const sensor of this.list()) {
      const px = projectX(camera, sensor.x);
      const py = projectY(camera, sensor.y);
      if (px < -half || py < -half || px > camera.width + half || py > camera.height + half)
        continue;
      const sprite = this.spriteOf(sensor, scale);
      const at = (value: number) => Math.round((value - half) * this.pixelRatio);
      context.drawImage(sprite, at(px), at(py));
      if (sensor.sensorId === this.selectedId) this.drawSelection(context, px, py);
    }
  }

  /** Id of the sensor under a pixel, null = none. */
  hit(camera: Camera, px: number, py: number, radiusPx: number): string | null {
    let best: string | null = null;
    let bestDistance = radiusPx;
    for (const { sensorId, x, y } of this.list()) {
      const distance = Math.hypot(projectX(camera, x) - px, projectY(camera, y) - py);
      if (distance > bestDistance) continue;
      best = sensorId;
      bestDistance = distance;
    }
    return best;
  }

  private spriteOf(look: SymbolLook, scale: number): HTMLCanvasElement {
    const level = look.level === null ? null : Math.min(look.level, SENSOR_LEVEL_MAX);
    const key = `${look.kind} ${level} ${look.stale} ${scale}`;
    let sprite = this.sprites.get(key);
    if (sprite === undefined) {
      sprite = createSprite(look, scale * this.pixelRatio);
      this.sprites.set(key, sprite);
    }
    return sprite;
  }

  private drawSelection(context: CanvasRenderingContext2D, px: number, py: number): void {
    context.save();
    context.scale(this.pixelRatio, this.pixelRatio);
    context.lineWidth = 2;
    context.strokeStyle = '#ffffff';
    context.strokeRect(px - 17, py - 17, 34, 34);
    context.restore();
  }
}

/** A symbol on a canvas of its own; `scale` 1 = 28 device pixels across. */
export function createSprite(look: SymbolLook, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(SYMBOL_PX * scale);
  canvas.height = canvas.width;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no 2D canvas.');
  context.setTransform(scale, 0, 0, scale, canvas.width / 2, canvas.height / 2);
  drawSensor(context, look);
  return canvas;
}

function scaleAt(camera: Camera): number {
  return camera.zoom < SMALL_ZOOM ? SMALL : 1;
}

function isSame(a: Camera, b: Camera): boolean {
  return (
    a.x === b.x && a.y === b.y && a.zoom === b.zoom && a.width === b.width && a.height === b.height
  );
}
