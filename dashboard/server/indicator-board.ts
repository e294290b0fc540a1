/**
 * The newest values of every indicator and scope, as a short series each: what tiles, trends and
 * drill-down show. Folded from `indicators.v1` in any order: of one window the higher definition,
 * and within it the higher version, stands, so a doubled or repeated record changes nothing.
 */
import type {
  IndicatorDefinition,
  IndicatorPhase,
  IndicatorValue,
  Scope,
} from '#core/indicator.ts';

/** Windows held per indicator and scope; the oldest leaves (the store keeps them all). */
export const POINTS_MAX = 48;
/** Indicator × scope; further ones are not held, and counted. */
const SERIES_MAX = 20_000;

/** One window of one indicator and scope. */
export interface BoardPoint {
  /** Number of the last change, over the whole board. */
  revision: number;
  windowStartMs: number;
  windowEndMs: number;
  phase: IndicatorPhase;
  version: number;
  definitionVersion: number;
  numerator: number;
  denominator: number;
  value: number | null;
  samples: number;
  coverage: number | null;
  toldAtMs: number;
}

export class IndicatorBoard {
  readonly definitions: ReadonlyMap<string, IndicatorDefinition>;
  /** Goes up with every change. */
  revision = 0;
  series = 0;
  /** Values not held: a scope too many, or older than the windows held. */
  notHeld = 0;
  readonly #seriesMax: number;
  /** Indicator → `kind:id` of the scope → windows, oldest first. */
  readonly #points = new Map<string, Map<string, BoardPoint[]>>();
  /** Last change per scope: a page that has it is sent nothing. */
  readonly #scopeRevision = new Map<string, number>();

  constructor(catalogue: readonly IndicatorDefinition[], seriesMax = SERIES_MAX) {
    this.definitions = new Map(catalogue.map((definition) => [definition.id, definition]));
    this.#seriesMax = seriesMax;
  }

  apply(told: IndicatorValue): void {
    const points = this.#seriesOf(told);
    if (points === null) {
      this.notHeld++;
      return;
    }
    let at = points.length;
    while (at > 0 && points[at - 1]!.windowStartMs > told.windowStartMs) at--;
    const before = points[at - 1];
    if (before !== undefined && before.windowStartMs === told.windowStartMs) {
      if (!supersedes(told, before)) return;
      points[at - 1] = this.#pointOf(told);
    } else {
      if (at === 0 && points.length >= POINTS_MAX) {
        this.notHeld++;
        return;
      }
      points.splice(at, 0, this.#pointOf(told));
      if (points.length > POINTS_MAX) points.shift();
    }
    this.#scopeRevision.set(keyOf(told.scope), this.revision);
  }

  /** Windows of one indicator and scope, oldest first. */
  points(indicatorId: string, scope: Scope): readonly BoardPoint[] {
    return this.#points.get(indicatorId)?.get(keyOf(scope)) ?? [];
  }

  /** The window that starts at a time, or the newest one; undefined = not held. */
  point(indicatorId: string, scope: Scope, windowStartMs?: number): BoardPoint | undefined {
    const points = this.points(indicatorId, scope);
    if (windowStartMs === undefined) return points.at(-1);
    return points.findLast((point) => point.windowStartMs === windowStartMs);
  }

  /** Ids of the scopes of a kind that an indicator has values of. */
  *scopeIds(indicatorId: string, kind: Scope['kind']): IterableIterator<string> {
    const prefix = `${kind}:`;
    for (const key of this.#points.get(indicatorId)?.keys() ?? [])
      if (key.startsWith(prefix)) yield key.slice(prefix.length);
  }

  /** What of a scope changed after a revision, by indicator. */
  changedSince(scope: Scope, revision: number): { indicatorId: string; point: BoardPoint }[] {
    const key = keyOf(scope);
    if ((this.#scopeRevision.get(key) ?? 0) <= revision) return [];
    const changed: { indicatorId: string; point: BoardPoint }[] = [];
    for (const [indicatorId, scopes] of this.#points)
      for (const point of scopes.get(key) ?? [])
        if (point.revision > revision) changed.push({ indicatorId, point });
    return changed;
  }

  /** Null = the bound is reached. */
  #seriesOf({ indicatorId, scope }: IndicatorValue): BoardPoint[] | null {
    let scopes = this.#points.get(indicatorId);
    if (scopes === undefined) {
      scopes = new Map();
      this.#points.set(indicatorId, scopes);
    }
    const key = keyOf(scope);
    let points = scopes.get(key);
    if (points === undefined) {
      if (this.series >= this.#seriesMax) return null;
      points = [];
      scopes.set(key, points);
      this.series++;
    }
    return points;
  }

  #pointOf(told: IndicatorValue): BoardPoint {
    return {
      revision: ++this.revision,
      windowStartMs: told.windowStartMs,
      windowEndMs: told.windowEndMs,
      phase: told.phase,
      version: told.version,
      definitionVersion: told.definitionVersion,
      numerator: told.numerator,
      denominator: told.denominator,
      value: told.value,
      samples: told.samples,
      coverage: told.coverage,
      toldAtMs: told.tickMs,
    };
  }
}

/** A higher definition is another reading of the same window; within it versions count up. */
export function supersedes(
  next: { definitionVersion: number; version: number },
  before: { definitionVersion: number; version: number },
): boolean {
  return next.definitionVersion === before.definitionVersion
    ? next.version > before.version
    : next.definitionVersion > before.definitionVersion;
}

/** Edges of its definition that a value has passed, 0 = good; null = no value or no levels. */
export function levelOf(
  { direction, levels }: Pick<IndicatorDefinition, 'direction' | 'levels'>,
  value: number | null,
): number | null {
  if (value === null || levels.length === 0) return null;
  // Higher is better: the edges fall, and an edge itself still belongs to the better side.
  return levels.filter((edge) => (direction > 0 ? value < edge : value > edge)).length;
}

function keyOf({ kind, id }: Scope): string {
  return `${kind}:${id}`;
}
