/** Attempts to deliver alerts, from the store: all of them, where the window of endpoints holds the newest. */
import type { DeliveryOutcome } from '#core/delivery.ts';
import { STORE_TIME_MAX_MS, type StoreClient } from '#runtime/store/client.ts';
import { StoreReads } from './store-reads.ts';

/** Newest first. Empty words ask for everything. */
const ATTEMPTS = `
  SELECT toString(endpoint), toString(toUnixTimestamp64Milli(at)), webhook_id, attempt,
    toString(outcome), toString(reason), status, duration,
    toString(toUnixTimestamp64Milli(next_at)), toString(alert_id), toString(alert_type),
    toString(change), alert_partition, toString(alert_offset), log_partition, toString(log_offset)
  FROM dw.deliveries FINAL
  WHERE endpoint = {endpoint:String}
    AND at >= fromUnixTimestamp64Milli({from:Int64})
    AND at < fromUnixTimestamp64Milli({to:Int64})
    AND ({outcome:String} = '' OR outcome = {outcome:String})
    AND ({alert:String} = '' OR alert_id = {alert:String})
    AND (at, log_partition, log_offset)
      < (fromUnixTimestamp64Milli({beforeMs:Int64}), {beforePartition:UInt32}, {beforeOffset:UInt64})
  ORDER BY at DESC, log_partition DESC, log_offset DESC
  LIMIT {limit:UInt32}`;

export interface AttemptWish {
  endpoint: string;
  outcome?: DeliveryOutcome | undefined;
  alert?: string | undefined;
  /** `[fromMs, toMs)` by the time of the attempt. */
  fromMs: number;
  toMs: number;
  /** `next` of the answer before; absent = from the newest. */
  before?: string | undefined;
  limit: number;
}

type AttemptRow = [
  ...[endpoint: string, atMs: string, webhookId: string, attempt: number, outcome: string],
  ...[reason: string, status: number | null, durationMs: number, nextAtMs: string | null],
  ...[alertId: string, alertType: string, change: string, partition: number, offset: string],
  ...[logPartition: number, logOffset: string],
];

export const CURSOR = '^\\d{1,13}\\.\\d{1,5}\\.\\d{1,15}$';
/** Later than any attempt. */
const NEWEST = `${STORE_TIME_MAX_MS}.0.0`;

export class DeliveryReads {
  readonly #reads: StoreReads;

  constructor(store: StoreClient) {
    this.#reads = new StoreReads(store, 'The store cannot be asked about deliveries now.');
  }

  /** `next` = where the following page begins; null = that was all. Throws STORE_UNAVAILABLE. */
  async attempts(wish: AttemptWish) {
    const { endpoint, outcome = '', alert = '', fromMs, toMs, limit } = wish;
    const { before = NEWEST } = wish;
    const [beforeMs, beforePartition, beforeOffset] = before.split('.');
    const rows = await this.#reads.rows<AttemptRow>('deliveries.attempts', ATTEMPTS, {
      ...{ endpoint, outcome, alert, from: fromMs, to: toMs, limit: limit + 1 },
      ...{ beforeMs, beforePartition, beforeOffset },
    });
    const told = rows.slice(0, limit);
    const last = told.at(-1);
    const next =
      rows.length > limit && last !== undefined ? `${last[1]}.${last[14]}.${last[15]}` : null;
    return { next, attempts: told.map(attemptOf) };
  }
}

function attemptOf(row: AttemptRow) {
  const [endpoint, atMs, webhookId, attempt, outcome, reason, status, durationMs, nextAtMs] = row;
  const [alertId, alertType, change, partition, offset] = row.slice(9) as [
    ...[string, string, string, number, string],
  ];
  return {
    ...{ endpoint, atMs: Number(atMs), webhookId, attempt, outcome, reason, status, durationMs },
    nextAtMs: nextAtMs === null ? null : Number(nextAtMs),
    ...{ alertId, alertType, change, partition, offset: Number(offset) },
  };
}
