/** Who reads what processors conclude: a store fed in batches under tokens, a duty room, and its pages. */
import type { Alert } from '#core/alert.ts';
import { TOPICS } from '#core/topics.ts';
import { AlertBook } from '#dashboard/server/alert-book.ts';
import { NumberFilter } from '#dashboard/server/tail.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import { SeenOutputs } from '#sinks/seen-outputs.ts';
import type { Random } from '../simulation/random.ts';
import type { Process, Scheduler } from './scheduler.ts';

const READ = { maxBytes: 1 << 24, waitMs: 5_000 };
const decoders = {
  [TOPICS.observations]: decodeObservation,
  [TOPICS.alerts]: decodeAlertTransition,
} as const;
export type StoredTopic = keyof typeof decoders;
export const STORED_TOPICS = Object.keys(decoders) as StoredTopic[];

/** The store: takes a batch once per token, and loses an answer now and then. */
export class ModelStore {
  readonly rows = new Map<string, string[]>();
  readonly #tokens = new Set<string>();

  insert(table: string, token: string, rows: readonly string[]): void {
    if (this.#tokens.has(token)) return;
    this.#tokens.add(token);
    const stored = this.rows.get(table) ?? [];
    stored.push(...rows);
    this.rows.set(table, stored);
  }
}

export interface SinkWorld {
  process: Process;
  log: EventLog;
  store: ModelStore;
  random: Random;
  /** A planted fault: a batch that is sent again is sent under another token. */
  tokensDiffer: boolean;
}

/** The protocol of the real sink's lanes: plan, insert under a token, what was seen, place. */
export function startSinkRole(world: SinkWorld): void {
  for (const topic of STORED_TOPICS)
    for (let p = 0; p < world.log.partitions(topic); p++) void runLane(world, topic, p);
}

async function runLane(
  { process, log, store, random, tokensDiffer }: SinkWorld,
  topic: StoredTopic,
  partition: number,
): Promise<void> {
  const at = (what: string) => log.committed(`sink${what}`, topic, partition);
  const table = `${topic}/${partition}`;
  let first = (await at('')) ?? 0;
  const plan = (await at('-plan')) ?? 0;
  const seen = new SeenOutputs((await at('-epoch')) ?? -1, (await at('-number')) ?? -1);
  for (let end = plan > first ? plan : null; ; end = null) {
    const records: LogRecord[] = [];
    let cursor = first;
    while (end === null ? records.length === 0 : cursor < end) {
      const maxRecords = end === null ? random.int(1, 60) : end - cursor;
      const batch = await log.read(topic, partition, cursor, { ...READ, maxRecords });
      records.push(...batch.records);
      cursor = batch.nextOffset;
    }
    if (end === null) await log.commit('sink-plan', topic, partition, cursor);
    const rows: string[] = [];
    for (const { value } of records) {
      const { epoch, number } = decoders[topic](value);
      if (seen.admit(epoch, number)) rows.push(Buffer.from(value).toString('latin1'));
    }
    for (let isAnswered = false; !isAnswered; ) {
      await process.sleep(random.next() * 50);
      store.insert(table, `${table}:${first}-${cursor}${tokensDiffer ? random.next() : ''}`, rows);
      await process.sleep(random.next() * 50);
      isAnswered = random.next() < 0.9;
    }
    await log.commit('sink-number', topic, partition, seen.number);
    await log.commit('sink-epoch', topic, partition, seen.epoch);
    await log.commit('sink', topic, partition, cursor);
    first = cursor;
  }
}

/** The duty room's memory; a restart reads it from the log again, under a new epoch. */
export class Dashboard {
  readonly book = new AlertBook(100_000);
  readonly epoch: number;
  /** How often each alert was opened, as told after the filter. */
  readonly opened = new Map<string, number>();

  constructor(epoch: number) {
    this.epoch = epoch;
  }

  start(log: EventLog): void {
    for (let p = 0; p < log.partitions(TOPICS.alerts); p++) void this.#follow(log, p);
  }

  async #follow(log: EventLog, partition: number): Promise<void> {
    const filter = new NumberFilter();
    for (let offset = 0; ; ) {
      const batch = await log.read(TOPICS.alerts, partition, offset, { ...READ, maxRecords: 100 });
      for (const { value } of batch.records) {
        const transition = decodeAlertTransition(value);
        if (!filter.isNew(transition)) continue;
        const { alertId } = transition.alert;
        if (transition.change === 'opened')
          this.opened.set(alertId, (this.opened.get(alertId) ?? 0) + 1);
        this.book.applyTransition(transition);
      }
      offset = batch.nextOffset;
    }
  }
}

/** A page: takes the next changed row at its own pace, and starts over when the server has. */
export class Viewer {
  readonly alerts = new Map<string, Alert>();
  readonly #paceMs: number;
  #epoch = -1;
  #seq = 0;

  constructor(paceMs: number) {
    this.#paceMs = paceMs;
  }

  start(scheduler: Scheduler, server: () => Dashboard | null): void {
    scheduler.after(this.#paceMs, () => {
      const dashboard = server();
      if (dashboard !== null) this.#look(dashboard);
      this.start(scheduler, server);
    });
  }

  #look({ epoch, book }: Dashboard): void {
    if (epoch !== this.#epoch || this.#seq < book.forgottenSeq) {
      this.alerts.clear();
      this.#epoch = epoch;
      this.#seq = 0;
    }
    for (let rows = 0; rows < 20; rows++) {
      const entry = book.nextAfter(this.#seq);
      if (entry === undefined) return;
      this.#seq = entry.seq;
      this.alerts.set(entry.alert.alertId, entry.alert);
    }
  }
}
