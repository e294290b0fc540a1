/** The store as the sink speaks to it: the unmodified client, inserts that may be repeated, two kinds of trouble. */
import { Readable } from 'node:stream';
import {
  type ClickHouseClient,
  ClickHouseError,
  ClickHouseLogLevel,
  createClient,
} from '@clickhouse/client';
import { TizhengError } from '#core/errors.ts';
import type { StoreAddress } from '../config.ts';
import type { Target } from './feed.ts';

/** Inserts of one sink under way at a time. */
const CONNECTIONS_MAX = 4;

/**
 * Answers of the store that mean "not now": timeouts, no memory, no space, too many parts or
 * statements, read-only, shutting down, network, unknown. Any other code means "not this".
 */
const NOT_NOW = new Set(
  '159 202 209 210 236 241 242 243 252 285 319 425 439 999 1000 1001 1002'.split(' '),
);

export function openStore(address: StoreAddress, requestMsMax: number): ClickHouseClient {
  return createClient({
    url: address.url,
    username: address.username,
    password: address.password,
    request_timeout: requestMsMax,
    max_open_connections: CONNECTIONS_MAX,
    // What it would print goes through our own log, with our own fields.
    log: { level: ClickHouseLogLevel.OFF },
  });
}

/**
 * Inserts rows once, however often it is called with this token and these rows.
 * @throws TizhengError STORE_UNAVAILABLE or STORE_REFUSED
 */
export async function insertRows(
  store: ClickHouseClient,
  target: Target,
  batch: { rows: Buffer; token: string; signal: AbortSignal },
): Promise<void> {
  try {
    // The client's own `insert` knows text formats only; a command takes any body.
    const query = `INSERT INTO ${target.table} (${target.columns.join(', ')}) FORMAT RowBinary`;
    const answer = await store.exec({
      query,
      values: Readable.from([batch.rows], { objectMode: false }),
      abort_signal: batch.signal,
      clickhouse_settings: {
        insert_deduplication_token: batch.token,
        insert_deduplicate: 1,
        deduplicate_blocks_in_dependent_materialized_views: 1,
        // An asynchronous insert would be confirmed before it is in its table, and lose its identity.
        async_insert: 0,
        // Blind-area uploads of one batch may reach into any number of days.
        max_partitions_per_insert_block: '0',
      },
    });
    // The answer has no body; reading it to its end gives the connection back.
    for await (const _ of answer.stream);
  } catch (error) {
    throw storeError(error, `insert into ${target.table}`);
  }
}

/** What the client threw, in our own terms. */
export function storeError(error: unknown, doing: string): TizhengError {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ClickHouseError && !NOT_NOW.has(error.code)) {
    return new TizhengError(
      'STORE_REFUSED',
      'sink',
      `The store refused to ${doing}: code ${error.code}, ${message}`,
      error,
    );
  }
  return new TizhengError(
    'STORE_UNAVAILABLE',
    'sink',
    `The store did not ${doing}: ${message}`,
    error,
  );
}
