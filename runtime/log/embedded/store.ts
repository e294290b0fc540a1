/**
 * One topic = one SQLite file in write-ahead mode: table `p<n>` per partition, keyed by base offset,
 * and a small table of facts about the topic, each with its CRC-32. SQLite keeps no checksums of its
 * pages, so whatever is read back is checked here before anyone believes it.
 */
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { TizhengError } from '#core/errors.ts';
import type { TopicOptions } from '../event-log.ts';
import { isName, logError } from '../names.ts';
import { type BatchHead, decodeHead } from './batch.ts';

/** How topics are stored. A file of a higher number is refused; one of a lower number would be brought over in `ensure`. */
const LOG_FORMAT = 1;
/** 4 to 32 kB measured alike; 8 kB keeps the commit of a single record small. */
const PAGE_BYTES = 8_192;
/** How long a writer waits for another writer of the same topic before LOG_UNAVAILABLE. */
const writeLockMsMax = 10_000;

export const topicFile = (dir: string, topic: string): string => join(dir, `${topic}.sqlite`);
export const marksFile = (dir: string, topic: string): string => join(dir, `${topic}.high`);
export const committedFile = (dir: string, group: string, topic: string, partition: number) =>
  join(dir, 'committed', `${group}@${topic}@${partition}`);

/** The one sentence every damage is reported with. */
export function damaged(
  at: { topic: string; partition: number | null; offset: number | null },
  what: string,
  cause?: unknown,
) {
  const partition = at.partition === null ? '' : `, partition ${at.partition}`;
  const offset = at.offset === null ? '' : `, offset ${at.offset}`;
  return logError('LOG_DAMAGED', `Topic ${at.topic}${partition}${offset}: ${what}.`, cause);
}

const SQLITE = {
  ERROR: 1,
  BUSY: 5,
  LOCKED: 6,
  NOMEM: 7,
  CORRUPT: 11,
  FULL: 13,
  TOOBIG: 18,
  NOTADB: 26,
};
const SQLITE_IOERR_SHORT_READ = 522;
const SQLITE_IOERR_SHMSIZE = 4_874;

/** Turns what SQLite (or the decoding of a damaged row) threw into an error of the catalogue. */
export function asLogError(
  error: unknown,
  at: { topic: string; partition: number | null; offset: number | null },
): TizhengError {
  if (error instanceof TizhengError) return error;
  const { code, errcode } = error as { code?: string; errcode?: number };
  if (code === 'ERR_SQLITE_ERROR' && errcode !== undefined) {
    const primary = errcode & 0xff;
    if (primary === SQLITE.FULL || errcode === SQLITE_IOERR_SHMSIZE) {
      return logError(
        'LOG_DISK_FULL',
        `Topic ${at.topic}: the disk or the topic's bound is full.`,
        error,
      );
    }
    const structural = [SQLITE.CORRUPT, SQLITE.NOTADB, SQLITE.TOOBIG, SQLITE.NOMEM, SQLITE.ERROR];
    if (structural.includes(primary) || errcode === SQLITE_IOERR_SHORT_READ) {
      return damaged(at, `the store cannot be read (${(error as Error).message})`, error);
    }
    return logError('LOG_UNAVAILABLE', `Topic ${at.topic}: ${(error as Error).message}.`, error);
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return logError('LOG_DISK_FULL', `Topic ${at.topic}: the disk is full.`, error);
  }
  // A number out of range or a value of the wrong type comes from a damaged row.
  if (error instanceof RangeError || error instanceof TypeError) {
    return damaged(at, 'a stored row cannot be decoded', error);
  }
  return logError('LOG_UNAVAILABLE', `Topic ${at.topic}: ${(error as Error).message}.`, error);
}

export interface PartitionStatements {
  /** (base, head, data) */
  insert: StatementSync;
  last: StatementSync;
  /** Newest batch that starts at or before the offset. */
  at: StatementSync;
  /** Batches from a base on, records included. */
  from: StatementSync;
  /** (base, limit) → heads only. */
  heads: StatementSync;
  /** (from base, below base) */
  remove: StatementSync;
}

interface Row {
  base: number;
  head: unknown;
}

export class TopicStore {
  readonly topic: string;
  readonly topicCrc: number;
  readonly db: DatabaseSync;
  options: TopicOptions;
  readonly #statements: PartitionStatements[] = [];
  readonly #begin: StatementSync;
  readonly #beginWrite: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;
  readonly #fact: StatementSync;

  private constructor(topic: string, db: DatabaseSync, options: TopicOptions) {
    this.topic = topic;
    this.topicCrc = crc32(topic);
    this.db = db;
    this.options = options;
    this.#begin = db.prepare('BEGIN');
    this.#beginWrite = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
    this.#fact = db.prepare('SELECT value, crc FROM facts WHERE name = ?');
    for (let p = 0; p < options.partitions; p++) {
      this.#statements.push({
        insert: db.prepare(`INSERT INTO p${p} VALUES(?,?,?)`),
        last: db.prepare(`SELECT base, head FROM p${p} ORDER BY base DESC LIMIT 1`),
        at: db.prepare(`SELECT base FROM p${p} WHERE base <= ? ORDER BY base DESC LIMIT 1`),
        from: db.prepare(`SELECT base, head, data FROM p${p} WHERE base >= ? ORDER BY base`),
        heads: db.prepare(`SELECT base, head FROM p${p} WHERE base >= ? ORDER BY base LIMIT ?`),
        remove: db.prepare(`DELETE FROM p${p} WHERE base >= ? AND base < ?`),
      });
    }
  }

  /** null when the topic does not exist in the directory. */
  static open(dir: string, topic: string, bytesMax: number | null = null): TopicStore | null {
    if (!isName(topic) || !existsSync(topicFile(dir, topic))) return null;
    let db: DatabaseSync | null = null;
    try {
      db = connect(dir, topic, bytesMax);
      const options = readFact(
        db.prepare('SELECT value, crc FROM facts WHERE name = ?'),
        topic,
        'options',
      );
      if (options === null)
        throw damaged({ topic, partition: null, offset: null }, 'its options are missing');
      refuseNewer(topic, options);
      return new TopicStore(topic, db, options as unknown as TopicOptions);
    } catch (error) {
      db?.close();
      throw asLogError(error, { topic, partition: null, offset: null });
    }
  }

  /** Creates the topic, or brings the retention of an existing one up to date. */
  static ensure(dir: string, topic: string, wanted: TopicOptions): void {
    let db: DatabaseSync | null = null;
    try {
      createPrivate(topicFile(dir, topic));
      db = connect(dir, topic, null);
      withWriteLock(db.prepare('BEGIN IMMEDIATE'), topic);
      db.exec('CREATE TABLE IF NOT EXISTS facts(name TEXT PRIMARY KEY, value TEXT, crc INTEGER)');
      const found = readFact(
        db.prepare('SELECT value, crc FROM facts WHERE name = ?'),
        topic,
        'options',
      );
      if (found !== null) refuseNewer(topic, found);
      const there = found === null ? 0 : Number(found.partitions);
      const grows = wanted.mayGrow === true && there < wanted.partitions;
      if (found !== null && there !== wanted.partitions && !grows) {
        throw logError(
          'SETTINGS_INVALID',
          `Topic ${topic} has ${there} partitions, not ${wanted.partitions}.`,
        );
      }
      for (let p = there; p < wanted.partitions; p++) {
        db.exec(`CREATE TABLE p${p}(base INTEGER PRIMARY KEY, head BLOB, data BLOB)`);
      }
      if (JSON.stringify(found) !== JSON.stringify(canonical(wanted))) {
        writeFact(db, topic, 'options', canonical(wanted));
      }
      db.exec('COMMIT');
    } catch (error) {
      if (db?.isTransaction) db.exec('ROLLBACK');
      throw asLogError(error, { topic, partition: null, offset: null });
    } finally {
      db?.close();
    }
  }

  partition(partition: number): PartitionStatements {
    const statements = this.#statements[partition];
    if (!statements)
      throw logError('LOG_TOPIC_UNKNOWN', `Topic ${this.topic} has no partition ${partition}.`);
    return statements;
  }

  /** Runs `work` on one snapshot of the topic. */
  reading<T>(work: () => T): T {
    this.#begin.run();
    try {
      return work();
    } finally {
      this.#commit.run();
    }
  }

  /** Runs `work` in one write transaction: all of it becomes durable, or nothing of it happened. */
  writing<T>(work: () => T): T {
    withWriteLock(this.#beginWrite, this.topic);
    try {
      const result = work();
      this.#commit.run();
      return result;
    } catch (error) {
      if (this.db.isTransaction) this.#rollback.run();
      throw error;
    }
  }

  /** Another handle may have changed the retention since. */
  reloadOptions(): TopicOptions {
    const options = readFact(this.#fact, this.topic, 'options');
    if (options !== null) this.options = options as unknown as TopicOptions;
    return this.options;
  }

  /** First offset that retention has kept. */
  low(partition: number): number {
    const fact = readFact(this.#fact, this.topic, `low${partition}`);
    return fact === null ? 0 : Number(fact.low);
  }

  setLow(partition: number, low: number): void {
    writeFact(this.db, this.topic, `low${partition}`, { low });
  }

  /** Head of the newest batch; null in an empty partition. */
  lastHead(partition: number): BatchHead | null {
    const row = this.partition(partition).last.get() as Row | undefined;
    return row === undefined ? null : this.head(partition, row);
  }

  /** The row's head, checked against where it was found. */
  head(partition: number, row: Row): BatchHead {
    const head = decodeHead(row.head);
    if (
      head === null ||
      head.base !== row.base ||
      head.partition !== partition ||
      head.topicCrc !== this.topicCrc
    ) {
      throw damaged(
        { topic: this.topic, partition, offset: row.base },
        'the head of a batch fails its checksum',
      );
    }
    return head;
  }

  close(): void {
    this.db.close();
  }
}

function connect(dir: string, topic: string, bytesMax: number | null): DatabaseSync {
  const db = new DatabaseSync(topicFile(dir, topic), { timeout: 5_000 });
  try {
    // page_size works only before the first table; cell_size_check finds damaged pages earlier.
    db.exec(`PRAGMA page_size=${PAGE_BYTES}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL`);
    db.exec('PRAGMA wal_autocheckpoint=0; PRAGMA cell_size_check=ON; PRAGMA trusted_schema=OFF');
    db.exec('PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA busy_timeout=0');
    if (bytesMax !== null)
      db.exec(`PRAGMA max_page_count=${Math.max(1, Math.floor(bytesMax / PAGE_BYTES))}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * SQLite gives its further files the rights of this one. Exclusive, because closing a descriptor of a
 * file that SQLite has open in this process would drop SQLite's locks (POSIX advisory locks).
 */
function createPrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

const waiting = new Int32Array(new SharedArrayBuffer(4));

/** Waits in short steps: SQLite's own back-off sleeps up to 100 ms, far longer than a commit takes. */
function withWriteLock(begin: StatementSync, topic: string): void {
  const giveUpAt = performance.now() + writeLockMsMax;
  for (;;) {
    try {
      begin.run();
      return;
    } catch (error) {
      const primary = ((error as { errcode?: number }).errcode ?? 0) & 0xff;
      if (primary !== SQLITE.BUSY && primary !== SQLITE.LOCKED) throw error;
      if (performance.now() > giveUpAt) {
        throw logError('LOG_UNAVAILABLE', `Topic ${topic}: another writer holds it.`, error);
      }
      Atomics.wait(waiting, 0, 0, 0.3);
    }
  }
}

function refuseNewer(topic: string, { format }: Record<string, unknown>): void {
  if (Number(format) <= LOG_FORMAT) return;
  throw logError(
    'DATA_NEWER',
    `Topic ${topic} was written by a newer version of the product: it has format ${format}, this version knows ${LOG_FORMAT}. Start that version again, or restore a backup of this one.`,
  );
}

function canonical(options: TopicOptions): Record<string, unknown> {
  const { partitions, retentionMs, retentionBytes, compacted } = options;
  return { format: LOG_FORMAT, partitions, retentionMs, retentionBytes, compacted };
}

function readFact(
  select: StatementSync,
  topic: string,
  name: string,
): Record<string, unknown> | null {
  const row = select.get(name) as { value: unknown; crc: unknown } | undefined;
  if (row === undefined) return null;
  if (typeof row.value !== 'string' || row.crc !== crc32(`${topic} ${name} ${row.value}`)) {
    throw damaged(
      { topic, partition: null, offset: null },
      `its stored ${name} fails its checksum`,
    );
  }
  return JSON.parse(row.value) as Record<string, unknown>;
}

function writeFact(db: DatabaseSync, topic: string, name: string, fact: object): void {
  const value = JSON.stringify(fact);
  db.prepare('INSERT OR REPLACE INTO facts VALUES(?,?,?)').run(
    name,
    value,
    crc32(`${topic} ${name} ${value}`),
  );
}
