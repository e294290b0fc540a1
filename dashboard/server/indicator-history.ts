/** Indicator values of the past, from the store: of each window the one that stands. */
import type { IndicatorPhase, Scope } from '#core/indicator.ts';
import type { StoreClient } from '#runtime/store/client.ts';
import type { BoardPoint } from './indicator-board.ts';
import { StoreReads } from './store-reads.ts';

/** Windows of one answer; a week of five-minute windows. */
export const VALUES_MAX = 2_016;

export type HistoryPoint = Omit<BoardPoint, 'revision'>;

const COLUMNS = `
  scope,
  toUnixTimestamp64Milli(window_start) AS windowStartMs,
  toUnixTimestamp64Milli(window_end) AS windowEndMs,
  phase, version, definition_version, numerator, denominator, value, samples, coverage,
  toUnixTimestamp64Milli(told_at) AS toldAtMs`;
/** A new definition may have windows of another length: per start the newest definition stands. */
const SERIES = `
  SELECT ${COLUMNS} FROM svc.indicators FINAL
  WHERE indicator = {indicator:String} AND scope_kind = {kind:String} AND scope = {scope:String}
    AND window_start >= fromUnixTimestamp64Milli({from:Int64})
    AND window_start < fromUnixTimestamp64Milli({to:Int64})
  ORDER BY window_start DESC, rank DESC
  LIMIT 1 BY window_start
  LIMIT {max:UInt32}`;
const WINDOW = `
  SELECT ${COLUMNS} FROM svc.indicators FINAL
  WHERE indicator = {indicator:String} AND scope_kind = {kind:String}
    AND window_start = fromUnixTimestamp64Milli({from:Int64})
  ORDER BY scope, rank DESC
  LIMIT 1 BY scope`;

type Row = [
  scope: string,
  windowStartMs: string | number,
  windowEndMs: string | number,
  phase: IndicatorPhase,
  version: number,
  definitionVersion: number,
  numerator: string | number,
  denominator: string | number,
  value: number | null,
  samples: string | number,
  coverage: number | null,
  toldAtMs: string | number,
];

export class IndicatorHistory {
  readonly #reads: StoreReads;

  constructor(store: StoreClient) {
    this.#reads = new StoreReads(store, 'Past indicator values cannot be read.');
  }

  /** The newest `VALUES_MAX` windows that start in `[fromMs, toMs)`, oldest first. Throws STORE_UNAVAILABLE. */
  async series(
    indicator: string,
    scope: Scope,
    fromMs: number,
    toMs: number,
  ): Promise<HistoryPoint[]> {
    const rows = await this.#reads.rows<Row>('indicators.series', SERIES, {
      indicator,
      kind: scope.kind,
      scope: scope.id,
      from: fromMs,
      to: toMs,
      max: VALUES_MAX,
    });
    return rows.map(pointOf).reverse();
  }

  /** One window of every scope of a kind, by scope id. Throws STORE_UNAVAILABLE. */
  async window(
    indicator: string,
    kind: Scope['kind'],
    windowStartMs: number,
  ): Promise<Map<string, HistoryPoint>> {
    const rows = await this.#reads.rows<Row>('indicators.window', WINDOW, {
      indicator,
      kind,
      from: windowStartMs,
    });
    return new Map(rows.map((row) => [row[0], pointOf(row)]));
  }
}

function pointOf(row: Row): HistoryPoint {
  const [, start, end, phase, version, definitionVersion, numerator, denominator] = row;
  const [value, samples, coverage, toldAt] = row.slice(8) as [
    number | null,
    string | number,
    number | null,
    string | number,
  ];
  return {
    windowStartMs: Number(start),
    windowEndMs: Number(end),
    phase,
    version,
    definitionVersion,
    numerator: Number(numerator),
    denominator: Number(denominator),
    value,
    samples: Number(samples),
    coverage,
    toldAtMs: Number(toldAt),
  };
}
