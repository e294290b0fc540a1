/**
 * The schema files for a cluster. There is one source, written for a single server (the embedded
 * engine is one); for a cluster each statement is rendered from it:
 *
 * - `dw.positions` becomes `dw.positions_local`, replicated within its shard, and a Distributed table
 *   `dw.positions` over them, so every other statement of the product stays as it is;
 * - databases and tables are made on every node (`ON CLUSTER`), paths come from the nodes' macros
 *   `{shard}` and `{replica}`.
 *
 * A batch of the sink comes from one partition of the log, and all reports of a subject lie in one
 * partition. Sharded by it, a subject's rows lie on one shard, and a batch goes there whole: one insert
 * under one token, where sharding by the subject itself would cut it into as many small ones as there are
 * shards. Alerts lie with what was done about them.
 */
import { TizhengError } from '#core/errors.ts';

const BY_LOG_PARTITION = 'input_partition';
const BY_ALERT = 'cityHash64(alert_id)';
/** Every node holds all rows. */
const EVERYWHERE = null;

/** Which shard a row lies on, by table. */
const SHARDED_BY: Record<string, string | typeof EVERYWHERE> = {
  'svc.schema_migrations': EVERYWHERE,
  'ods.frames': BY_LOG_PARTITION,
  'ods.quarantined': 'device',
  'dw.positions': BY_LOG_PARTITION,
  'dw.device_events': BY_LOG_PARTITION,
  'dw.traffic': BY_LOG_PARTITION,
  'dw.weather': BY_LOG_PARTITION,
  'dw.alerts': BY_ALERT,
  'dw.alert_transitions': BY_ALERT,
  'dw.alert_actions': BY_ALERT,
  'dw.alert_steps': BY_ALERT,
  'dw.sealed_positions': BY_LOG_PARTITION,
  'dw.sealed_frames': BY_LOG_PARTITION,
  'dw.sealed_device_events': BY_LOG_PARTITION,
  'dw.sealed_alerts': BY_ALERT,
  'dw.sealed_alert_actions': BY_ALERT,
  'dw.sealed_alert_steps': BY_ALERT,
  'dw.deliveries': BY_ALERT,
  'dw.audit': 'cityHash64(chain)',
  'svc.indicators': 'cityHash64(indicator, scope_kind, scope)',
  'svc.risk_verdicts': 'cityHash64(subject_kind, subject)',
  'svc.risk_codes': 'cityHash64(subject_kind, subject)',
  'svc.violation_sections': 'cityHash64(section)',
};

/** A word, a dotted name; the schema files quote none. */
const CREATE_DATABASE = /^CREATE DATABASE IF NOT EXISTS (\w+)$/;
const CREATE_TABLE =
  /^CREATE TABLE IF NOT EXISTS (\w+)\.(\w+) (\([\s\S]*\)) ENGINE = (\w*MergeTree)(?:\(([^()]*)\))?\s+([\s\S]+)$/;
const ALTER_TABLE = /^ALTER TABLE (\w+)\.(\w+)\s+([\s\S]+)$/;
/** What a Distributed table has too. */
const OF_COLUMNS = /^(ADD|DROP|RENAME|MODIFY|COMMENT) COLUMN\b/;

/**
 * A statement of the schema as it is sent to `cluster`; with an empty name, as it is written.
 * @throws TizhengError STORE_REFUSED for a statement or a table this does not know
 */
export function renderForCluster(statement: string, cluster: string): string[] {
  if (cluster === '') return [statement];
  if (!/^\w+$/.test(cluster)) throw unknown(`The cluster name ${cluster} is not one word.`);
  const text = withoutComments(statement);
  const database = CREATE_DATABASE.exec(text);
  if (database !== null) return [`${text} ON CLUSTER ${cluster}`];
  const table = CREATE_TABLE.exec(text);
  if (table !== null) return createTable(table as RegExpExecArray & string[], cluster);
  const alter = ALTER_TABLE.exec(text);
  if (alter !== null) return alterTable(alter as RegExpExecArray & string[], cluster);
  throw unknown(`No form for a cluster is known of: ${text.slice(0, 80)}`);
}

/** The table that holds the rows of `table` on this node. */
export function storedIn(table: string, cluster: string): string {
  return cluster === '' || shardedBy(table) === EVERYWHERE ? table : `${table}_local`;
}

function createTable(match: string[], cluster: string): string[] {
  const [, database, name, columns, engine, engineArguments, rest] = match as string[] & {
    length: 7;
  };
  const table = `${database}.${name}`;
  const key = shardedBy(table);
  const stored = storedIn(table, cluster);
  const place =
    key === EVERYWHERE
      ? "'/clickhouse/tables/all/{database}/{table}', '{shard}-{replica}'"
      : "'/clickhouse/tables/{shard}/{database}/{table}', '{replica}'";
  const engineOf = `Replicated${engine}(${place}${engineArguments === undefined ? '' : `, ${engineArguments}`})`;
  const replicated = rest!.replace(
    'non_replicated_deduplication_window = 10000',
    // By count as on one server; by time, as long as the log keeps what could be sent again.
    'replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 2592000',
  );
  const local = `CREATE TABLE IF NOT EXISTS ${stored} ON CLUSTER ${cluster} ${columns} ENGINE = ${engineOf}\n${replicated}`;
  if (key === EVERYWHERE) return [local];
  const [localDatabase, localName] = stored.split('.');
  return [
    local,
    `CREATE TABLE IF NOT EXISTS ${table} ON CLUSTER ${cluster} ${withoutCodecs(columns!)} ENGINE = Distributed(${cluster}, ${localDatabase}, ${localName}, ${key})`,
  ];
}

function alterTable(match: string[], cluster: string): string[] {
  const [, database, name, change] = match as string[] & { length: 4 };
  const table = `${database}.${name}`;
  const stored = storedIn(table, cluster);
  const local = `ALTER TABLE ${stored} ON CLUSTER ${cluster} ${change}`;
  if (stored === table || !OF_COLUMNS.test(change!)) return [local];
  return [local, `ALTER TABLE ${table} ON CLUSTER ${cluster} ${withoutCodecs(change!)}`];
}

function shardedBy(table: string): string | typeof EVERYWHERE {
  const key = SHARDED_BY[table];
  if (key === undefined) throw unknown(`It is not said how ${table} is sharded.`);
  return key;
}

/** A Distributed table stores nothing. */
function withoutCodecs(columns: string): string {
  return columns.replace(/ CODEC\((?:[^()]|\([^()]*\))*\)/g, '');
}

function withoutComments(statement: string): string {
  return statement.replace(/^\s*--.*\n/gm, '').trim();
}

function unknown(message: string): TizhengError {
  return new TizhengError('STORE_REFUSED', 'migrate', message);
}
