/**
 * What the API tells of an indicator: its values over time, and what one value is made of
 * (一数一源): window, numerator and denominator, the scopes below with theirs, and the alerts of the
 * types it rests on.
 */
import type { IndicatorDefinition, Scope, ScopeKind } from '#core/indicator.ts';
import type { Logger } from '#runtime/logger.ts';
import type { Sight } from './access/sight.ts';
import type { FedAlert } from './access/sight-alerts.ts';
import { type BoardPoint, type IndicatorBoard, levelOf, supersedes } from './indicator-board.ts';
import type { HistoryPoint, IndicatorHistory } from './indicator-history.ts';
import type { Roster } from './roster.ts';
import { type Scopes, UNKNOWN } from './scopes.ts';

/** Children of one answer, the worst first. */
export const PARTS_MAX = 500;
/** Alerts of one answer. */
export const ALERTS_MAX = 200;

export interface IndicatorParts {
  board: IndicatorBoard;
  history: IndicatorHistory;
  scopes: Scopes;
  roster: Roster;
  logger: Logger;
}

export class IndicatorViews {
  readonly #parts: IndicatorParts;

  constructor(parts: IndicatorParts) {
    this.#parts = parts;
  }

  definition(indicatorId: string): IndicatorDefinition | undefined {
    return this.#parts.board.definitions.get(indicatorId);
  }

  get scopes(): Scopes {
    return this.#parts.scopes;
  }

  /** Every indicator with its newest value of a scope; null = none told yet. */
  catalogue(scope: Scope) {
    const { board } = this.#parts;
    return [...board.definitions.values()].map((definition) => {
      const point = board.point(definition.id, scope);
      return { ...definition, newest: point === undefined ? null : shown(definition, point) };
    });
  }

  /** Windows that start in `[fromMs, toMs)`: the store's, and over them what the log has told since. */
  async values(definition: IndicatorDefinition, scope: Scope, fromMs: number, toMs: number) {
    const held = this.#parts.board
      .points(definition.id, scope)
      .filter(({ windowStartMs }) => windowStartMs >= fromMs && windowStartMs < toMs);
    const stored = await this.#fromStore((history) =>
      history.series(definition.id, scope, fromMs, toMs),
    );
    const byStart = new Map<number, HistoryPoint>();
    for (const point of [...(stored ?? []), ...held]) {
      const before = byStart.get(point.windowStartMs);
      if (before === undefined || supersedes(point, before))
        byStart.set(point.windowStartMs, point);
    }
    return {
      source: stored === null ? ('memory' as const) : ('store' as const),
      values: [...byStart.values()]
        .sort((a, b) => a.windowStartMs - b.windowStartMs)
        .map((point) => shown(definition, point)),
    };
  }

  /** What the value of one window is made of; null = there is no such value. */
  async breakdown(
    definition: IndicatorDefinition,
    scope: Scope,
    wish: { by: ScopeKind; atMs: number | undefined; sight: Sight },
  ) {
    const { board, scopes } = this.#parts;
    const held = board.point(definition.id, scope, wish.atMs);
    const point =
      held ??
      (wish.atMs === undefined
        ? undefined
        : (await this.#windowOf(definition.id, scope.kind, wish.atMs)).get(scope.id));
    if (point === undefined) return null;
    const { sight } = wish;
    const within = await this.#children(definition, scope, wish.by, point.windowStartMs);
    const children = within.filter((child) => sight.holdsScope(child.scope));
    // Who has no region counts for no region: beside the parts, and in no sum of theirs.
    const summed = children.filter(
      ({ scope: { kind, id } }) => kind !== 'region' || id !== UNKNOWN,
    );
    const { began, continued } = this.alertsOf(definition, scope, point, sight);
    return {
      indicatorId: definition.id,
      scope: { ...scope, name: scopes.name(scope) },
      path: scopes
        .path(scope)
        .filter((step) => sight.holdsScope(step))
        .map((step) => ({ ...step, name: scopes.name(step) })),
      ...shown(definition, point),
      by: wish.by,
      childrenTotal: children.length,
      childrenNumerator: summed.reduce((sum, child) => sum + child.numerator, 0),
      childrenDenominator: summed.reduce((sum, child) => sum + child.denominator, 0),
      children: children.slice(0, PARTS_MAX),
      alertTypes: definition.alertTypes ?? [],
      alertsBegan: began.length,
      alertsContinued: continued.length,
    };
  }

  /**
   * Alerts of the types the value rests on, newest first: `began` opened in the window, as counts
   * of events count them; `continued` opened before it and went on in it, as durations need them.
   */
  alertsOf(
    definition: IndicatorDefinition,
    scope: Scope,
    window: { windowStartMs: number; windowEndMs: number },
    sight: Sight,
  ): { began: FedAlert[]; continued: FedAlert[] } {
    const { scopes, roster } = this.#parts;
    const types = definition.alertTypes ?? [];
    const began: FedAlert[] = [];
    const continued: FedAlert[] = [];
    if (types.length === 0) return { began, continued };
    for (const fed of sight.feed.changedSince(0)) {
      const { type, state, openedAtMs, closedAtMs, subjectKey } = fed.entry.alert;
      if (state === 'withdrawn' || openedAtMs >= window.windowEndMs) continue;
      if (closedAtMs !== null && closedAtMs <= window.windowStartMs) continue;
      if (!types.some((wanted) => isOfType(type, wanted))) continue;
      if (!scopes.holdsVehicle(scope, roster.vehicle(subjectKey))) continue;
      if (openedAtMs >= window.windowStartMs) began.push(fed);
      else continued.push(fed);
    }
    const newestFirst = (a: FedAlert, b: FedAlert) =>
      b.entry.alert.openedAtMs - a.entry.alert.openedAtMs;
    return { began: began.sort(newestFirst), continued: continued.sort(newestFirst) };
  }

  async #children(
    definition: IndicatorDefinition,
    scope: Scope,
    by: ScopeKind,
    windowStartMs: number,
  ) {
    const { board, scopes } = this.#parts;
    const points = new Map<string, HistoryPoint>();
    for (const id of board.scopeIds(definition.id, by)) {
      const point = board.point(definition.id, { kind: by, id }, windowStartMs);
      if (point !== undefined) points.set(id, point);
    }
    // Memory holds the newest windows of everybody; an older one is in the store alone.
    const stored =
      points.size > 0 ? points : await this.#windowOf(definition.id, by, windowStartMs);
    return [...stored]
      .map(([id, point]) => ({ scope: { kind: by, id }, point }))
      .filter((child) => scopes.isPart(child.scope, scope))
      .map((child) => ({
        scope: { ...child.scope, name: scopes.name(child.scope) },
        ...shown(definition, child.point),
      }))
      .sort(worstFirst(definition));
  }

  async #windowOf(indicatorId: string, kind: ScopeKind, windowStartMs: number) {
    const read = await this.#fromStore((history) =>
      history.window(indicatorId, kind, windowStartMs),
    );
    return read ?? new Map<string, HistoryPoint>();
  }

  /** Null = the store is away: what memory holds is shown all the same. */
  async #fromStore<T>(read: (history: IndicatorHistory) => Promise<T>): Promise<T | null> {
    try {
      return await read(this.#parts.history);
    } catch (error) {
      this.#parts.logger.warn({ err: error }, 'Indicator values come from memory only.');
      return null;
    }
  }
}

/** A value as the API states it. `level` counts the edges of its definition that it has passed. */
export function shown(definition: IndicatorDefinition, point: HistoryPoint | BoardPoint) {
  const { windowStartMs, windowEndMs, phase, version, definitionVersion } = point;
  const { numerator, denominator, value, samples, coverage, toldAtMs } = point;
  return {
    windowStartMs,
    windowEndMs,
    phase,
    version,
    definitionVersion,
    numerator,
    denominator,
    value,
    level: levelOf(definition, value),
    samples,
    coverage,
    toldAtMs,
  };
}

/** `driving-time.*` means every type of that area, `*` every type. */
function isOfType(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

/** Without a better and a worse the largest comes first; no value comes last. */
function worstFirst({ direction }: IndicatorDefinition) {
  const sign = direction > 0 ? 1 : -1;
  return (
    a: { value: number | null; numerator: number; scope: { id: string } },
    b: { value: number | null; numerator: number; scope: { id: string } },
  ) => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null);
    return (
      sign * (a.value - b.value) || b.numerator - a.numerator || (a.scope.id < b.scope.id ? -1 : 1)
    );
  };
}
