/** The windows of the watched scope as the live feed brings them, and what a tile reads from them. No DOM. */
import type { IndicatorFrame, IndicatorPoint } from '#proto/codec/live-vitals.ts';

/** Windows kept per indicator; as many as the server holds. */
const POINTS_MAX = 48;

/** 0 good, 1 watch, 2 warning, 3 severe. */
export type Tone = 0 | 1 | 2 | 3;

export class IndicatorSeries {
  private readonly points = new Map<string, IndicatorPoint[]>();

  apply(frame: IndicatorFrame): void {
    if (frame.reset) this.points.clear();
    for (const point of frame.points) this.put(point);
  }

  clear(): void {
    this.points.clear();
  }

  /** Oldest first. */
  of(indicatorId: string): readonly IndicatorPoint[] {
    return this.points.get(indicatorId) ?? [];
  }

  private put(point: IndicatorPoint): void {
    const before = this.points.get(point.indicatorId) ?? [];
    const others = before.filter((p) => p.windowStartMs !== point.windowStartMs);
    const points = [...others, point].sort((a, b) => a.windowStartMs - b.windowStartMs);
    this.points.set(point.indicatorId, points.slice(-POINTS_MAX));
  }
}

/**
 * Whatever the number of edges, four tones: the first level is good, the last one severe, those
 * between are spread over watch and warning. A single edge only tells good from not good: a warning.
 */
export function toneOf(level: number | null, edges: number): Tone | null {
  if (level === null || edges === 0) return null;
  if (level <= 0) return 0;
  if (edges === 1) return 2;
  if (level >= edges) return 3;
  return edges === 2 || (level * 2) / (edges - 1) > 1 ? 2 : 1;
}

/** Grace of a window's end and the minute in which it is told, with room. */
const TOLD_WITHIN_MS = 7 * 60_000;

/** Its next window should have been told by now: what is shown is not the present any more. */
export function isOutdated(
  { windowStartMs, windowEndMs }: { windowStartMs: number; windowEndMs: number },
  nowMs: number,
): boolean {
  return nowMs > windowEndMs + (windowEndMs - windowStartMs) + TOLD_WITHIN_MS;
}

/** Difference to the window before; null = there is none, or one of them has no value. */
export function changeOf(points: readonly IndicatorPoint[]): number | null {
  const [before, newest] = points.slice(-2);
  if (before === undefined || newest === undefined) return null;
  return before.value === null || newest.value === null ? null : newest.value - before.value;
}

/**
 * A polyline per run of windows with a value, in a box of `width` × `height`; a window without one
 * leaves a hole. Flat series lie in the middle.
 */
export function sparkline(
  points: readonly { windowStartMs: number; value: number | null }[],
  { width, height }: { width: number; height: number },
): string[] {
  const known = points.filter((p): p is typeof p & { value: number } => p.value !== null);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || known.length === 0) return [];
  const low = Math.min(...known.map(({ value }) => value));
  const high = Math.max(...known.map(({ value }) => value));
  const spanMs = Math.max(1, last.windowStartMs - first.windowStartMs);
  const x = (ms: number) => ((ms - first.windowStartMs) / spanMs) * width;
  const y = (value: number) =>
    high === low ? height / 2 : height - ((value - low) / (high - low)) * height;
  const lines: string[] = [];
  let line: string[] = [];
  const end = () => {
    // A line from a point to itself shows as a dot.
    if (line.length > 0) lines.push([...line, ...(line.length === 1 ? line : [])].join(' '));
    line = [];
  };
  for (const { windowStartMs, value } of points) {
    if (value === null) end();
    else line.push(`${x(windowStartMs).toFixed(1)},${y(value).toFixed(1)}`);
  }
  end();
  return lines;
}
