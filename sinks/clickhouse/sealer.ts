/**
 * Makes and lifts seals (事故封存) as `seals.v1` asks. A seal is taken when the store has confirmed all that
 * the log held when the wish was met: positions, raw frames, device events, alerts and what was done about
 * them are copied into tables without retention, read back, measured, and told in `sealed` with their hashes.
 * *Back pressure:* one seal at a time; wishes wait in the log.
 * *Delivery:* a copy begun twice is one (the tables replace by key); told more than once it is folded once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubjectKey } from '#core/identity.ts';
import { type Seal, SealBook, type SealEvent } from '#core/seal.ts';
import type { Clock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeSealEvent, encodeSealEvent } from '#proto/codec/seal.ts';
import { newestAudit } from '#runtime/audit/newest.ts';
import { measure } from '#runtime/evidence/bundle.ts';
import { chained } from '#runtime/evidence/manifest.ts';
import { decimalKey } from '#runtime/evidence/rows.ts';
import { sealedParts } from '#runtime/evidence/sealed-parts.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import { storedMedia } from '#runtime/media/stored-media.ts';
import {
  copyRows,
  readRows,
  type StoreClient,
  type StoreLayout,
  sendCommand,
} from '#runtime/store/client.ts';
import { renderForCluster } from './cluster-schema.ts';
import { SINK_GROUP } from './lane.ts';
import { storeError } from './store.ts';

export interface SealerParts {
  log: EventLog;
  store: StoreClient;
  layout: StoreLayout;
  /** A seal is taken this long after it was asked for: what is on its way then arrives. */
  settleMs: number;
  clock: Clock;
  logger: Logger;
  owns: () => boolean;
}

const READ = { maxRecords: 1_000, maxBytes: 16_000_000, waitMs: 1_000 };
const RETRY_MS = 5_000;
const PATIENCE_MS = 500;
/** Files of one record of the log. */
const FILES_PER_RECORD = 500;
/** What of the log a copy is made from. */
const COPIED = [
  ...[TOPICS.reports, TOPICS.observations],
  ...[TOPICS.alerts, TOPICS.alertActions, TOPICS.alertSteps],
];
const TABLES = [
  'dw.sealed_positions',
  'dw.sealed_frames',
  'dw.sealed_device_events',
  'dw.sealed_alerts',
  'dw.sealed_alert_actions',
  'dw.sealed_alert_steps',
];

export class Sealer {
  readonly #parts: SealerParts;
  readonly #stop = new AbortController();
  readonly #book = new SealBook();
  #offset = 0;
  #running: Promise<void> | null = null;

  constructor(parts: SealerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Ends after the statement under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { logger } = this.#parts;
    while (!this.#stop.signal.aborted) {
      try {
        await this.#follow();
        for (const seal of this.#book.all()) {
          if (this.#stop.signal.aborted) return;
          await this.#work(seal);
        }
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        logger.warn({ err: error }, 'The wishes for seals cannot be read; trying again.');
        await this.#pause(RETRY_MS);
      }
    }
  }

  async #work(seal: Seal): Promise<void> {
    try {
      if (seal.state === 'sealing') await this.#take(seal);
      if (seal.state === 'lifting') await this.#drop(seal);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      const { sealId } = seal;
      this.#parts.logger.warn({ err: error, sealId }, 'A seal waits; trying again.');
      await this.#pause(RETRY_MS);
    }
  }

  /** Reads what was asked since; waits a moment for it when nothing is to be done. */
  async #follow(): Promise<void> {
    const { log } = this.#parts;
    const { low } = await log.ends(TOPICS.seals, 0);
    const isBusy = this.#book.all().some(({ state }) => state === 'sealing' || state === 'lifting');
    const bounds = isBusy ? { ...READ, waitMs: 0 } : READ;
    const from = Math.max(low, this.#offset);
    const { records, nextOffset } = await log.read(TOPICS.seals, 0, from, bounds);
    for (const { value } of records) this.#book.apply(decodeSealEvent(value));
    this.#offset = Math.max(nextOffset, from);
  }

  async #take(seal: Seal): Promise<void> {
    const { log, clock, settleMs, logger } = this.#parts;
    if (clock.now() < seal.atMs + settleMs) return this.#pause(PATIENCE_MS);
    const ends = await this.#ends();
    while (!(await this.#isStored(ends))) {
      if (this.#stop.signal.aborted) return;
      await this.#pause(PATIENCE_MS);
    }
    for (const query of copiesOf(seal)) await this.#copy(query);
    const { vehicles, fromMs, toMs } = seal;
    const files = await storedMedia(log, new Set(vehicles), { fromMs, toMs });
    for (let i = 0; i < files.length; i += FILES_PER_RECORD)
      await this.#tell(seal, { step: 'files', files: files.slice(i, i + FILES_PER_RECORD) });
    await this.#follow();
    const copied = await this.#readBack(seal);
    await this.#tell(seal, { step: 'sealed', ...copied, audit: await newestAudit(log) });
    await this.#follow();
    logger.info({ sealId: seal.sealId, points: copied.points }, 'Data were put under seal.');
  }

  /** Every part as it will be told, with its hash, and what is missing. */
  async #readBack(seal: Seal) {
    const { store } = this.#parts;
    try {
      const { parts, points } = await sealedParts(store, seal);
      const measured = [];
      for (const part of parts) {
        const { name, size, sha256 } = await measure(part);
        measured.push({ name, bytes: size, sha256 });
      }
      const [gone] = await readRows<[number]>(store, 'seal.gone', FRAMES_GONE, {
        seal: seal.sealId,
      });
      const root = chained(measured).at(-1)!.link;
      return { parts: measured, root, points, framesGone: gone![0] };
    } catch (error) {
      throw storeError(error, 'read what was sealed');
    }
  }

  async #drop(seal: Seal): Promise<void> {
    const { store, layout, logger } = this.#parts;
    for (const table of TABLES)
      for (const statement of renderForCluster(
        `ALTER TABLE ${table} DROP PARTITION '${idOf(seal)}'`,
        layout.cluster,
      ))
        try {
          await sendCommand(store, 'seal.drop', statement);
        } catch (error) {
          throw storeError(error, 'let go of what was sealed');
        }
    await this.#tell(seal, { step: 'lifted' });
    await this.#follow();
    logger.info({ sealId: seal.sealId }, 'A seal was lifted and its copy removed.');
  }

  async #copy(query: string): Promise<void> {
    const { store, layout } = this.#parts;
    try {
      await copyRows(store, 'seal.copy', query, layout);
    } catch (error) {
      throw storeError(error, 'copy what is to be sealed');
    }
  }

  async #tell(seal: Seal, step: Told): Promise<void> {
    const { log, clock, owns } = this.#parts;
    // Another process was given this work and does it from the start.
    if (!owns()) throw new Error('Seals are made elsewhere now.');
    const { sealId } = seal;
    const atMs = clock.now();
    const value = encodeSealEvent({ sealId, atMs, ...step } as SealEvent);
    await log.append(TOPICS.seals, 0, [{ key: sealId, timeMs: atMs, value }]);
  }

  /** How far the log reaches now, by topic and partition. */
  async #ends(): Promise<[topic: string, partition: number, high: number][]> {
    const { log } = this.#parts;
    const places = COPIED.flatMap((topic) =>
      Array.from({ length: log.partitions(topic) }, (_, partition) => ({ topic, partition })),
    );
    return Promise.all(
      places.map(async ({ topic, partition }) => {
        const { high } = await log.ends(topic, partition);
        return [topic, partition, high] as [string, number, number];
      }),
    );
  }

  async #isStored(ends: readonly [string, number, number][]): Promise<boolean> {
    const { log } = this.#parts;
    for (const [topic, partition, high] of ends) {
      const { low } = await log.ends(topic, partition);
      const stored = (await log.committed(SINK_GROUP, topic, partition)) ?? low;
      if (stored < high) return false;
    }
    return true;
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => {});
  }
}

type Told = SealEvent extends infer Event
  ? Event extends SealEvent
    ? Omit<Event, 'sealId' | 'atMs'>
    : never
  : never;

const FRAMES_GONE = `
  SELECT toUInt32(count()) FROM dw.sealed_positions FINAL
  WHERE seal_id = {seal:String} AND (input_partition, input_offset) GLOBAL NOT IN (
    SELECT input_partition, input_offset FROM dw.sealed_frames WHERE seal_id = {seal:String})`;

const POSITION = `subject, event_time, received_delay, latitude, longitude, altitude, speed, course, mileage,
  alarm, status, flags, device, driver, protocol, input_partition, input_offset`;
const EVENT = `subject, event_time, received_time, kind, device, driver, protocol, input_partition,
  input_offset, body`;
const STATE = 'alert_id, version, task, change, body';
const STEP = 'alert_id, step_id, at, alert_type, body, log_offset';
const ACTION = `alert_id, at, actor, action, base_version, outcome, cause, note, until, disposition, assignee,
  duplicate_of, handed_to, level, urgency, result, action_id, log_partition, log_offset`;

/** Statements that fill the copy, each from what those before it have put there. Numbers and hex digits alone are written into them. */
function copiesOf(seal: Seal): string[] {
  const id = `'${idOf(seal)}'`;
  const subjects = seal.vehicles.map((key: SubjectKey) => decimalKey(key)).join(', ');
  const time = (ms: number) => `fromUnixTimestamp64Milli(toInt64(${Math.trunc(ms)}))`;
  const [from, to] = [time(seal.fromMs), time(seal.toMs)];
  const within = `subject IN (${subjects}) AND event_time >= ${from} AND event_time < ${to}`;
  const open = `subject IN (${subjects}) AND opened_at < ${to} AND (closed_at IS NULL OR closed_at >= ${from})`;
  const places = (table: string) =>
    `SELECT input_partition, input_offset FROM ${table} WHERE seal_id = ${id}`;
  const alerts = `SELECT alert_id FROM dw.sealed_alerts WHERE seal_id = ${id}`;
  return [
    `INSERT INTO dw.sealed_positions (seal_id, ${POSITION})
      SELECT ${id}, ${POSITION} FROM dw.positions WHERE ${within}`,
    `INSERT INTO dw.sealed_device_events (seal_id, ${EVENT})
      SELECT ${id}, ${EVENT} FROM dw.device_events WHERE ${within}`,
    `INSERT INTO dw.sealed_frames (seal_id, input_partition, input_offset, received_time, protocol, raw)
      SELECT ${id}, input_partition, input_offset, received_time, protocol, raw FROM ods.frames
      WHERE (input_partition, input_offset) GLOBAL IN (
        ${places('dw.sealed_positions')} UNION ALL ${places('dw.sealed_device_events')})`,
    // The newest state as well: of an alert from before transitions were stored there is no other.
    `INSERT INTO dw.sealed_alerts (seal_id, ${STATE})
      SELECT ${id}, ${STATE} FROM dw.alerts FINAL WHERE ${open}`,
    `INSERT INTO dw.sealed_alerts (seal_id, ${STATE})
      SELECT ${id}, ${STATE} FROM dw.alert_transitions FINAL WHERE alert_id GLOBAL IN (${alerts})`,
    `INSERT INTO dw.sealed_alert_actions (seal_id, ${ACTION})
      SELECT ${id}, ${ACTION} FROM dw.alert_actions FINAL WHERE alert_id GLOBAL IN (${alerts})`,
    `INSERT INTO dw.sealed_alert_steps (seal_id, ${STEP})
      SELECT ${id}, ${STEP} FROM dw.alert_steps FINAL WHERE alert_id GLOBAL IN (${alerts})`,
  ];
}

/** What goes into a statement is what an id is, whatever the log says. */
function idOf({ sealId }: Seal): string {
  if (!/^[0-9a-f]{32}$/.test(sealId)) throw new Error('A seal id has 32 hex digits.');
  return sealId;
}
