/**
 * What waits to be delivered: the alert log itself, a place in it per endpoint and partition, and one
 * small row per transition that was read and is not delivered yet. No payload, no plate, no address
 * lies here. One SQLite file; `synchronous = NORMAL`: after a power cut the newest rows may be
 * missing, and what they said is then done again under the same webhook-id.
 *
 * A row is `waiting` or `dead`. Per endpoint and alert only the earliest waiting row is its `head`
 * and may be tried, so that an alert's transitions arrive in order.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { DeliveryReason } from '#core/delivery.ts';
import { TizhengError } from '#core/errors.ts';

export interface Place {
  /** Next offset to read. */
  next: number;
  /** Newest numbered output seen, so that repeated ones are dropped; −1 = none. */
  epoch: number;
  number: number;
}

/** One transition for one endpoint. */
export interface DeliveryRow {
  partition: number;
  offset: number;
  webhookId: string;
  alertId: string;
  alertType: string;
  change: string;
  /** Steps of the ladder taken. */
  rung: number;
  attempts: number;
  /** By the ladder. */
  dueMs: number;
  /** When it is tried: `dueMs`, or earlier because the endpoint came back or a person asked. */
  nextMs: number;
  readMs: number;
  /** 1 = was a dead letter once. */
  revived: number;
}

/** A stretch of the alert log that an endpoint is sent once more. */
export interface Resend {
  partition: number;
  /** Next offset to look at, and where it ends. */
  next: number;
  high: number;
  /** Of the records' time, `[fromMs, toMs)`. */
  fromMs: number;
  toMs: number;
}

export interface EndpointRow {
  disabled: boolean;
  failingSinceMs: number | null;
  heldUntilMs: number | null;
  deliveredTotal: number;
  lastAtMs: number | null;
  lastReason: DeliveryReason | null;
  lastStatus: number | null;
}

export const outboxFile = (dataDir: string): string => join(dataDir, 'webhooks', 'outbox.sqlite');

/** Of the file; a later version carries older ones over. */
const FORMAT = 1;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS endpoint (
    id TEXT PRIMARY KEY, disabled INTEGER NOT NULL DEFAULT 0, failingSinceMs INTEGER, heldUntilMs INTEGER,
    deliveredTotal INTEGER NOT NULL DEFAULT 0, lastAtMs INTEGER, lastReason TEXT, lastStatus INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS place (
    reader TEXT, partition INTEGER, next INTEGER NOT NULL, epoch INTEGER NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (reader, partition)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS delivery (
    endpoint TEXT, partition INTEGER, offset INTEGER, webhookId TEXT NOT NULL, alertId TEXT NOT NULL,
    alertType TEXT NOT NULL, change TEXT NOT NULL, state TEXT NOT NULL, head INTEGER NOT NULL,
    rung INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, dueMs INTEGER NOT NULL,
    nextMs INTEGER NOT NULL, readMs INTEGER NOT NULL, diedMs INTEGER, revived INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (endpoint, partition, offset)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS due ON delivery (endpoint, state, head, nextMs);
  CREATE INDEX IF NOT EXISTS ofAlert ON delivery (endpoint, alertId, state, partition, offset);
  CREATE INDEX IF NOT EXISTS ofId ON delivery (endpoint, webhookId);
  CREATE TABLE IF NOT EXISTS resend (
    endpoint TEXT, partition INTEGER, next INTEGER NOT NULL, high INTEGER NOT NULL, fromMs INTEGER NOT NULL,
    toMs INTEGER NOT NULL, PRIMARY KEY (endpoint, partition)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS command (id TEXT PRIMARY KEY, atMs INTEGER NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${FORMAT};
`;
const ROW = `partition, offset, webhookId, alertId, alertType, change, rung, attempts, dueMs, nextMs, readMs, revived`;
const COMMANDS_REMEMBERED_MS = 30 * 86_400_000;

export class Outbox {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Throws DATA_NEWER for a later version's file. @param file made when it is not there */
  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    this.#db = new DatabaseSync(file);
    const { user_version: found } = this.#db.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    if (found > FORMAT) {
      this.#db.close();
      throw new TizhengError(
        'DATA_NEWER',
        'webhooks',
        `${file} was written by a newer version of the product: it has format ${found}, this version knows ${FORMAT}. Start that version again, or restore a backup of this one.`,
      );
    }
    this.#db.exec(SCHEMA);
  }

  close(): void {
    this.#db.close();
  }

  /** All of it or nothing. */
  together<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Null = this reader has not begun. `reader` = an endpoint's id, or the command reader's name. */
  place(reader: string, partition: number): Place | null {
    const sql = 'SELECT next, epoch, number FROM place WHERE reader = ? AND partition = ?';
    return (this.#get(sql, reader, partition) as Place | undefined) ?? null;
  }

  setPlace(reader: string, partition: number, { next, epoch, number }: Place): void {
    const sql = 'INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?)';
    this.#run(sql, reader, partition, next, epoch, number);
  }

  endpoint(id: string): EndpointRow {
    this.#run('INSERT OR IGNORE INTO endpoint (id) VALUES (?)', id);
    const row = this.#get('SELECT * FROM endpoint WHERE id = ?', id) as unknown as EndpointRow;
    return { ...row, disabled: Boolean(row.disabled) };
  }

  saveEndpoint(id: string, row: EndpointRow): void {
    this.#run(
      `UPDATE endpoint SET disabled = ?, failingSinceMs = ?, heldUntilMs = ?, deliveredTotal = ?,
        lastAtMs = ?, lastReason = ?, lastStatus = ? WHERE id = ?`,
      row.disabled ? 1 : 0,
      row.failingSinceMs,
      row.heldUntilMs,
      row.deliveredTotal,
      row.lastAtMs,
      row.lastReason,
      row.lastStatus,
      id,
    );
  }

  /** False = the row is there already. `dueMs`: not before then. */
  add(
    endpoint: string,
    row: Pick<
      DeliveryRow,
      'partition' | 'offset' | 'webhookId' | 'alertId' | 'alertType' | 'change' | 'readMs' | 'dueMs'
    >,
  ): boolean {
    const head = this.#headOf(endpoint, row.alertId) === undefined ? 1 : 0;
    const added = this.#run(
      `INSERT OR IGNORE INTO delivery (endpoint, partition, offset, webhookId, alertId, alertType, change,
        state, head, dueMs, nextMs, readMs) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)`,
      endpoint,
      row.partition,
      row.offset,
      row.webhookId,
      row.alertId,
      row.alertType,
      row.change,
      head,
      row.dueMs,
      row.dueMs,
      row.readMs,
    );
    return added > 0;
  }

  /** One stretch per partition; a new wish takes the place of one that is not done. */
  setResend(endpoint: string, { partition, next, high, fromMs, toMs }: Resend): void {
    const sql = 'INSERT OR REPLACE INTO resend VALUES (?, ?, ?, ?, ?, ?)';
    this.#run(sql, endpoint, partition, next, high, fromMs, toMs);
  }

  /** Null = nothing is to be sent once more. */
  resend(endpoint: string): Resend | null {
    const sql = `SELECT partition, next, high, fromMs, toMs FROM resend WHERE endpoint = ? AND next < high LIMIT 1`;
    return (this.#get(sql, endpoint) as Resend | undefined) ?? null;
  }

  /** Rows that may be tried, those first that are due first. */
  due(endpoint: string, nowMs: number, limit: number): DeliveryRow[] {
    const sql = `SELECT ${ROW} FROM delivery
      WHERE endpoint = ? AND state = 'waiting' AND head = 1 AND nextMs <= ? ORDER BY nextMs LIMIT ?`;
    return this.#all(sql, endpoint, nowMs, limit) as unknown as DeliveryRow[];
  }

  counts(endpoint: string): { waiting: number; dead: number } {
    const sql = 'SELECT state, COUNT(*) AS count FROM delivery WHERE endpoint = ? GROUP BY state';
    const rows = this.#all(sql, endpoint) as { state: string; count: number }[];
    const count = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
    return { waiting: count('waiting'), dead: count('dead') };
  }

  /** First offset of a partition that is not settled; null = none waits. */
  earliestWaiting(endpoint: string, partition: number): number | null {
    const sql = `SELECT MIN(offset) AS offset FROM delivery WHERE endpoint = ? AND partition = ? AND state = 'waiting'`;
    return (this.#get(sql, endpoint, partition) as { offset: number | null }).offset;
  }

  delivered(endpoint: string, row: DeliveryRow): void {
    const sql = 'DELETE FROM delivery WHERE endpoint = ? AND partition = ? AND offset = ?';
    this.#run(sql, endpoint, row.partition, row.offset);
    this.#promote(endpoint, row.alertId);
  }

  postpone(endpoint: string, row: DeliveryRow): void {
    this.#run(
      `UPDATE delivery SET rung = ?, attempts = ?, dueMs = ?, nextMs = ?
        WHERE endpoint = ? AND partition = ? AND offset = ?`,
      row.rung,
      row.attempts,
      row.dueMs,
      row.nextMs,
      endpoint,
      row.partition,
      row.offset,
    );
  }

  bury(endpoint: string, row: DeliveryRow, nowMs: number): void {
    this.#run(
      `UPDATE delivery SET state = 'dead', head = 0, attempts = ?, diedMs = ?
        WHERE endpoint = ? AND partition = ? AND offset = ?`,
      row.attempts,
      nowMs,
      endpoint,
      row.partition,
      row.offset,
    );
    this.#promote(endpoint, row.alertId);
  }

  /** Everything that waits for a later step of the ladder is tried now. */
  hasten(endpoint: string, nowMs: number): void {
    const sql = `UPDATE delivery SET nextMs = ? WHERE endpoint = ? AND state = 'waiting' AND nextMs > ?`;
    this.#run(sql, nowMs, endpoint, nowMs);
  }

  /** Takes `hasten` back: the ladder holds again. */
  calm(endpoint: string): void {
    const sql = `UPDATE delivery SET nextMs = dueMs WHERE endpoint = ? AND state = 'waiting' AND nextMs < dueMs`;
    this.#run(sql, endpoint);
  }

  /** Dead letters by ids, or by time of death when there are none, oldest first. */
  dead(
    endpoint: string,
    wish: { webhookIds: readonly string[]; fromMs: number | null; toMs: number | null },
  ): DeliveryRow[] {
    const { webhookIds, fromMs, toMs } = wish;
    if (webhookIds.length > 0) {
      const sql = `SELECT ${ROW} FROM delivery WHERE endpoint = ? AND webhookId = ? AND state = 'dead'`;
      return webhookIds.flatMap((id) => this.#all(sql, endpoint, id) as unknown as DeliveryRow[]);
    }
    const sql = `SELECT ${ROW} FROM delivery WHERE endpoint = ? AND state = 'dead' AND diedMs >= ? AND diedMs < ?
      ORDER BY partition, offset`;
    const range = [fromMs ?? 0, toMs ?? Number.MAX_SAFE_INTEGER];
    return this.#all(sql, endpoint, ...range) as unknown as DeliveryRow[];
  }

  /** A dead letter waits again, from the first rung, at its place in the order of its alert. */
  revive(endpoint: string, row: DeliveryRow, nowMs: number): void {
    this.#run(
      `UPDATE delivery SET state = 'waiting', head = 0, rung = 0, dueMs = ?, nextMs = ?, diedMs = NULL, revived = 1
        WHERE endpoint = ? AND partition = ? AND offset = ?`,
      nowMs,
      nowMs,
      endpoint,
      row.partition,
      row.offset,
    );
    this.#run(
      `UPDATE delivery SET head = 0 WHERE endpoint = ? AND alertId = ? AND state = 'waiting'`,
      endpoint,
      row.alertId,
    );
    this.#promote(endpoint, row.alertId);
  }

  /** Dead letters that nobody asked for in time; answers how many were forgotten. */
  forgetDead(beforeMs: number): number {
    return Number(this.#run(`DELETE FROM delivery WHERE state = 'dead' AND diedMs < ?`, beforeMs));
  }

  /** False = this command was done before. */
  admitCommand(id: string, nowMs: number): boolean {
    this.#run('DELETE FROM command WHERE atMs < ?', nowMs - COMMANDS_REMEMBERED_MS);
    return this.#run('INSERT OR IGNORE INTO command VALUES (?, ?)', id, nowMs) > 0;
  }

  #headOf(endpoint: string, alertId: string) {
    const sql = `SELECT partition, offset FROM delivery WHERE endpoint = ? AND alertId = ? AND state = 'waiting'
      ORDER BY partition, offset LIMIT 1`;
    return this.#get(sql, endpoint, alertId) as { partition: number; offset: number } | undefined;
  }

  #promote(endpoint: string, alertId: string): void {
    const head = this.#headOf(endpoint, alertId);
    if (head === undefined) return;
    const sql = 'UPDATE delivery SET head = 1 WHERE endpoint = ? AND partition = ? AND offset = ?';
    this.#run(sql, endpoint, head.partition, head.offset);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #get(sql: string, ...values: SQLInputValue[]) {
    return this.#statement(sql).get(...values);
  }

  #all(sql: string, ...values: SQLInputValue[]) {
    return this.#statement(sql).all(...values);
  }

  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }
}
