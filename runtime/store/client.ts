/**
 * The one door to the store, embedded or a server: the unmodified client, with every statement of
 * the product under a name of the list below. Services hold a `StoreClient`, which by itself can only
 * be closed, so a statement that is not listed cannot be sent; and each listed one is run against
 * each kind of store by tests/engines/store/parity.test.ts, which fails for one it has not seen. The name
 * travels with the statement: on a server, system.query_log has it as log_comment.
 */
import { Readable } from 'node:stream';
import {
  type ClickHouseClient,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient,
} from '@clickhouse/client';

/** An answer of the store with its code; anything else the client throws is the way there. */
export { ClickHouseError } from '@clickhouse/client';

/** Every statement the product sends to the store. */
export const STORE_STATEMENTS = {
  'schema.apply': 'databases and tables, from the schema files',
  'schema.known': 'whether any schema file was ever applied to this store',
  'schema.applied': 'which schema files this store has',
  'schema.record': 'notes a schema file as applied',
  'retention.tables': 'the tables as they are, with their retention',
  'retention.set': 'how long a table keeps its rows',
  'rows.insert': 'one batch of rows of a table, once',
  'track.read': 'positions of one subject',
  'backtest.prompt': 'positions received in an hour, as they came',
  'backtest.late': 'positions of a period that came more than an hour late',
  'trace.track': 'positions of one vehicle in a period',
  'trace.alerts': 'alerts of one vehicle in a period',
  'deliveries.attempts': 'attempts to deliver alerts in a period',
  'trips.track': 'every position of one vehicle in the time of a trip',
  'trips.driver': 'every position of one driver, in whatever vehicle',
  'trips.alerts': 'alerts of one vehicle in the time of a trip',
  'trips.actions': 'what was done about some alerts',
  'evidence.newest': 'an alert in its newest state',
  'evidence.transitions': 'every state an alert went through',
  'evidence.actions': 'what people asked to be done about an alert',
  'evidence.steps': 'what was done about an alert by itself',
  'evidence.points': 'positions around an alert',
  'evidence.frames': 'raw bytes of these positions',
  'seal.copy': 'puts rows under seal',
  'seal.drop': 'lets go of what was under seal',
  'seal.gone': 'sealed reports without their bytes',
  'seal.later': 'reports of a sealed period that came later',
  'seal.drivers': 'drivers in what is under seal',
  'seal.days': 'which days of which vehicles are under seal',
  'seal.points': 'positions of a day under seal',
  'seal.frames': 'raw bytes of these positions',
  'seal.events': 'device events under seal',
  'seal.alerts': 'states of alerts under seal',
  'seal.actions': 'what was asked to be done about them',
  'seal.steps': 'what was done about them by itself',
  'indicators.series': 'past values of one indicator and scope',
  'indicators.window': 'one past window of an indicator, all scopes',
} as const;
export type StoreStatement = keyof typeof STORE_STATEMENTS;

/** Where the store answers. */
export interface StoreAddress {
  url: string;
  username: string;
  password: string;
  /** Absent = one server, or embedded. */
  layout?: StoreLayout;
}

/** In the year 2255: times beyond are none to the store. */
export const STORE_TIME_MAX_MS = 9_000_000_000_000;

export interface StoreLayout {
  /** Name of the ClickHouse cluster the tables are spread over; empty = one server, or embedded. */
  cluster: string;
  /** On a cluster: how many replicas of its shard hold a batch before it counts. */
  insertQuorum: 'majority' | 'one';
}

export const ONE_SERVER: StoreLayout = { cluster: '', insertQuorum: 'majority' };

/** A connection of the product to the store. Statements go through the functions of this module. */
export type StoreClient = Pick<ClickHouseClient, 'close'>;

export interface StoreClientOptions {
  /** A statement unanswered for longer has failed. */
  requestMsMax: number;
  connectionsMax: number;
}

export function openStoreClient(
  { url, username, password }: StoreAddress,
  { requestMsMax, connectionsMax }: StoreClientOptions,
): StoreClient {
  return createClient({
    url,
    username,
    password,
    request_timeout: requestMsMax,
    max_open_connections: connectionsMax,
    // What it would print goes through our own log, with our own fields.
    log: { level: ClickHouseLogLevel.OFF },
  });
}

/**
 * Rows of a read, as arrays in the order of its columns. 64-bit integers arrive as text or as numbers,
 * by the settings of the server: convert them.
 * @throws what the client throws
 */
export async function readRows<Row>(
  store: StoreClient,
  name: StoreStatement,
  query: string,
  params: Record<string, unknown> = {},
): Promise<Row[]> {
  const result = await client(store).query({
    query,
    query_params: params,
    clickhouse_settings: { log_comment: name },
    format: 'JSONCompactEachRow',
  });
  try {
    assertFromStore(result);
  } catch (error) {
    // What is left of an answer would keep the connection.
    result.close();
    throw error;
  }
  return result.json<Row>();
}

/** Whether the store answers at all; asks for nothing and never throws. */
export async function isThere(store: StoreClient): Promise<boolean> {
  return (await client(store).ping()).success;
}

/** A statement that answers nothing. @throws what the client throws */
export async function sendCommand(
  store: StoreClient,
  name: StoreStatement,
  query: string,
): Promise<void> {
  assertFromStore(
    await client(store).command({ query, clickhouse_settings: { log_comment: name } }),
  );
}

/** An `INSERT … SELECT`; every shard has its rows when this resolves. @throws what the client throws */
export async function copyRows(
  store: StoreClient,
  name: StoreStatement,
  query: string,
  layout: StoreLayout,
): Promise<void> {
  const settings = { log_comment: name, async_insert: 0 as const };
  const clickhouse_settings =
    layout.cluster === '' ? settings : { ...settings, ...clusterSettings(layout) };
  assertFromStore(await client(store).command({ query, clickhouse_settings }));
}

export interface InsertOptions {
  /** The same rows under the same token are taken once. */
  token: string;
  signal: AbortSignal;
  layout: StoreLayout;
}

/** Rows in RowBinary, durable when this resolves. @throws what the client throws */
export async function insertBinary(
  store: StoreClient,
  name: StoreStatement,
  query: string,
  rows: Buffer,
  options: InsertOptions,
): Promise<void> {
  // The client's own `insert` knows text formats only; a command takes any body.
  const answer = await client(store).exec({
    query: `${query} FORMAT RowBinary`,
    values: Readable.from([rows], { objectMode: false }),
    abort_signal: options.signal,
    clickhouse_settings: {
      log_comment: name,
      insert_deduplication_token: options.token,
      insert_deduplicate: 1,
      deduplicate_blocks_in_dependent_materialized_views: 1,
      // An asynchronous insert would be confirmed before it is in its table, and lose its identity.
      async_insert: 0,
      // Blind-area uploads of one batch may reach into any number of days.
      max_partitions_per_insert_block: '0',
      ...(options.layout.cluster === '' ? {} : clusterSettings(options.layout)),
    },
  });
  // The answer has no body; reading it to its end gives the connection back.
  for await (const _ of answer.stream);
  assertFromStore(answer);
}

/**
 * While a store is away its port may be anybody's, and "200 OK" to everything would lose what was sent: only an answer that
 * names a statement is one of a store. Which name it is matters not, a proxy may give its own.
 */
function assertFromStore({
  response_headers,
}: {
  response_headers: Record<string, string | string[] | undefined>;
}): void {
  if (!response_headers['x-clickhouse-query-id'])
    throw new Error('Whoever answered is no store: the answer names no statement.');
}

/**
 * Through a Distributed table a batch must have reached its shard when it is confirmed (the default
 * writes it to a local file and sends it later), and by default a majority of the shard's replicas:
 * the sink then moves its place in the log, and nothing would send the batch again if the one replica
 * that had it were lost. With a replica away, inserts of its shard wait in the log.
 */
function clusterSettings({ insertQuorum }: StoreLayout): ClickHouseSettings {
  return {
    insert_distributed_sync: 1,
    ...(insertQuorum === 'one' ? {} : { insert_quorum: 'auto', insert_quorum_parallel: 1 }),
  };
}

function client(store: StoreClient): ClickHouseClient {
  return store as ClickHouseClient;
}
