/**
 * Writes the audit trail. Every writer (a server from its start to its end, a command) has a chain of its
 * own: appends to a log have no condition, so several writers could not share one. The first link of a
 * chain names the ends of the chains that had grown since the opening before it; so a link that is cut off
 * an end is missed by the chain that was opened next.
 * After a failed append the chain is left and a new one opened: whether the append was written in spite of
 * the failure is then no question, the new chain names what is there.
 * *Back pressure:* await `record`. *Delivery:* an entry that was answered is durable; one that was refused may be there.
 */
import { randomBytes } from 'node:crypto';
import type { AuditEntry, AuditHead, AuditRecord } from '#core/audit.ts';
import { TizhengError } from '#core/errors.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAuditLink, decodeAuditRecord, encodeAuditLink } from '#proto/codec/audit.ts';
import type { AppendRecord, EventLog } from '../log/event-log.ts';
import { FIRST, hex, linkOf } from './chain.ts';

const GROUP = 'audit-heads';
const READ = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };
/** Entries of one append. */
const BATCH_MAX = 500;
/** Entries that wait; beyond it what is to be audited is refused. */
const WAITING_MAX = 10_000;

interface Waiting {
  atMs: number;
  /** Null = only that a chain is open is asked for. */
  entry: AuditEntry | null;
  done: () => void;
  failed: (error: unknown) => void;
}
interface Chain {
  id: string;
  number: number;
  last: Uint8Array;
}

export class AuditTrail {
  readonly #log: EventLog;
  /** Null = to be opened before the next entry. */
  #chain: Chain | null = null;
  #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(log: EventLog) {
    this.#log = log;
  }

  /** Resolves when the entry is durable; rejects when it may not be: then what it is about must not happen. */
  record(entry: AuditEntry): Promise<void> {
    return this.#enter(entry.atMs, entry);
  }

  /** Rejects while the trail cannot be written, as far as is known: what would be recorded is then better not begun. */
  ready(atMs: number): Promise<void> {
    return this.#chain === null ? this.#enter(atMs, null) : Promise.resolve();
  }

  #enter(atMs: number, entry: AuditEntry | null): Promise<void> {
    if (this.#waiting.length >= WAITING_MAX)
      return Promise.reject(
        new TizhengError('LOG_OVERLOADED', 'audit', 'The audit trail cannot keep up; try again.'),
      );
    return new Promise((done, failed) => {
      this.#waiting.push({ atMs, entry, done, failed });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH_MAX);
      try {
        const entries = batch.flatMap(({ entry }) => (entry === null ? [] : [entry]));
        this.#chain ??= await this.#open(batch[0]!.atMs);
        if (entries.length > 0) this.#chain = await this.#append(this.#chain, entries);
        for (const { done } of batch) done();
      } catch (error) {
        this.#chain = null;
        for (const { failed } of batch) failed(error);
      }
    }
    this.#isRunning = false;
  }

  async #open(atMs: number): Promise<Chain> {
    const { heads, readTo } = await this.#heads();
    const chain = { id: randomBytes(8).toString('hex'), number: 0, last: FIRST };
    const opening: AuditEntry = {
      ...{ atMs, action: 'chain.opened', actor: '', role: '', from: '', what: '', subjects: [] },
      ...{ query: {}, purpose: '', rows: heads.length, result: 'done' },
    };
    const opened = await this.#append(chain, [opening], heads);
    // Only what an opening has named need not be read by the next one.
    await this.#log.commit(GROUP, TOPICS.audit, 0, readTo);
    return opened;
  }

  /** Ends of the chains that have grown since the last opening, from what its writer had read. */
  async #heads(): Promise<{ heads: AuditHead[]; readTo: number }> {
    const { low, high } = await this.#log.ends(TOPICS.audit, 0);
    const named = await this.#log.committed(GROUP, TOPICS.audit, 0);
    let offset = Math.max(low, named ?? low);
    const heads = new Map<string, AuditHead>();
    while (offset < high) {
      const { records, nextOffset } = await this.#log.read(TOPICS.audit, 0, offset, READ);
      for (const { value } of records) {
        const link = decodeAuditLink(value);
        const { chain, number } = decodeAuditRecord(link);
        heads.set(chain, { chain, number, hash: hex(link.hash) });
      }
      if (nextOffset <= offset) break;
      offset = nextOffset;
    }
    return { heads: [...heads.values()], readTo: Math.max(offset, high) };
  }

  async #append(
    chain: Chain,
    entries: readonly AuditEntry[],
    heads: readonly AuditHead[] = [],
  ): Promise<Chain> {
    let { number, last } = chain;
    const records = entries.map((entry): AppendRecord => {
      const record: AuditRecord = { ...entry, chain: chain.id, number: ++number, heads };
      const link = linkOf(last, record);
      last = link.hash;
      return { key: chain.id, timeMs: entry.atMs, value: encodeAuditLink(link) };
    });
    await this.#log.append(TOPICS.audit, 0, records);
    return { id: chain.id, number, last };
  }
}
