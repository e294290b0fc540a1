/**
 * Symbols of roadside sensors: a sign with bars for a detector (more bars = freer), a hexagon with
 * lines for a weather station (more lines = thicker fog). Shape and count say what the colour says,
 * and neither shape is one of a vehicle class.
 */
import { css, OUTLINE_RGB, SENSOR_LEVEL_RGB, SILENT_RGB } from './palette.ts';

export type SensorKind = 'detector' | 'weather';
/** Worst level of both kinds. */
export const SENSOR_LEVEL_MAX = SENSOR_LEVEL_RGB.length - 1;

export interface SymbolLook {
  kind: SensorKind;
  /** 0 = good; null = none can be told. */
  level: number | null;
  /** Too old to be the present. */
  stale: boolean;
}

/** Half of the sign's width and height; the hexagon's radius. */
const SIGN = { x: 11, y: 6.5 };
const HEXAGON = 9.5;
const GROUND = '#0b1622';
const FILLED_FROM = 3;

/** Draws centred at (0, 0), within 24 px. */
export function drawSensor(context: CanvasRenderingContext2D, look: SymbolLook): void {
  const { kind, stale } = look;
  const level = stale ? null : look.level;
  const ink = css(level === null ? SILENT_RGB : levelRgb(level));
  context.lineWidth = 4;
  context.strokeStyle = css(OUTLINE_RGB);
  trace(context, kind);
  context.stroke();
  // From the fourth level on the symbol is filled: what is bad must be found without reading bars.
  const filled = level !== null && level >= FILLED_FROM;
  context.fillStyle = filled ? ink : GROUND;
  trace(context, kind);
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = ink;
  context.setLineDash(stale ? [3, 3] : []);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = filled ? GROUND : ink;
  if (stale) drawSlash(context, ink);
  else if (level === null) context.fillRect(-3, -1, 6, 2);
  else if (kind === 'detector') drawBars(context, SENSOR_LEVEL_MAX + 1 - level);
  else drawFog(context, level);
}

function levelRgb(level: number) {
  return SENSOR_LEVEL_RGB[Math.min(level, SENSOR_LEVEL_MAX)]!;
}

function trace(context: CanvasRenderingContext2D, kind: SensorKind): void {
  context.beginPath();
  if (kind === 'detector') {
    context.rect(-SIGN.x, -SIGN.y, 2 * SIGN.x, 2 * SIGN.y);
    return;
  }
  for (let corner = 0; corner < 6; corner++) {
    const angle = (corner * Math.PI) / 3;
    context.lineTo(HEXAGON * Math.cos(angle), HEXAGON * Math.sin(angle));
  }
  context.closePath();
}

/** One to five bars. */
function drawBars(context: CanvasRenderingContext2D, count: number): void {
  const left = -(count * 3.6 - 1.4) / 2;
  for (let i = 0; i < count; i++) context.fillRect(left + i * 3.6, -3.8, 2.2, 7.6);
}

/** A sun where it is clear, else lines one under the other. */
function drawFog(context: CanvasRenderingContext2D, level: number): void {
  if (level === 0) {
    context.beginPath();
    context.arc(0, 0, 3.4, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  const top = -((level - 1) * 3) / 2;
  for (let i = 0; i < level; i++) context.fillRect(-5, top + i * 3 - 0.8, 10, 1.6);
}

function drawSlash(context: CanvasRenderingContext2D, ink: string): void {
  context.strokeStyle = ink;
  context.beginPath();
  context.moveTo(-4, 4);
  context.lineTo(4, -4);
  context.stroke();
}
