/** The store as the sink speaks to it: the unmodified client, inserts that may be repeated, two kinds of trouble. */
import { TizhengError } from '#core/errors.ts';
import {
  ClickHouseError,
  insertBinary,
  ONE_SERVER,
  openStoreClient,
  type StoreAddress,
  type StoreClient,
} from '#runtime/store/client.ts';
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

export function openStore(address: StoreAddress, requestMsMax: number): StoreClient {
  return openStoreClient(address, { requestMsMax, connectionsMax: CONNECTIONS_MAX });
}

/**
 * Inserts rows once, however often it is called with this token and these rows.
 * @throws TizhengError STORE_UNAVAILABLE or STORE_REFUSED
 */
export async function insertRows(
  store: StoreClient,
  target: Target,
  batch: { rows: Buffer; token: string; signal: AbortSignal },
  layout = ONE_SERVER,
): Promise<void> {
  try {
    const query = `INSERT INTO ${target.table} (${target.columns.join(', ')})`;
    const { rows, token, signal } = batch;
    await insertBinary(store, 'rows.insert', query, rows, { token, signal, layout });
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
