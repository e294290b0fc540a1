/** The webhook sink on a real outbox and real sockets, its clock turned by hand. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { expect } from 'vitest';
import type { Alert, AlertChange } from '#core/alert.ts';
import type { DeadLetter, DeliveryCommand, DeliveryRecord } from '#core/delivery.ts';
import { type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeAlertTransition } from '#proto/codec/alert.ts';
import {
  decodeDeadLetter,
  decodeDeliveryRecord,
  encodeDeliveryCommand,
} from '#proto/codec/delivery.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import {
  type SinkSettings,
  sinkSettings,
  type WebhookEndpointSettings,
  type WebhookSettings,
  webhookEndpointSettings,
} from '#sinks/config.ts';
import type { Resolver } from '#sinks/webhooks/connect.ts';
import { type RunningWebhooks, startWebhooks } from '#sinks/webhooks/sink.ts';
import type { Timing } from '#sinks/webhooks/timing.ts';
import { silent, until } from '../platform.ts';
import { type Received, SECRETS } from './receiver.ts';

export const PSEUDONYM_KEY = Buffer.alloc(32, 7);
export const VEHICLE = '粤B12345-2';
/** Two tasks write alerts; the last partition is the sink's own. */
export const ALERT_PARTITIONS = 3;
export const T0 = Date.UTC(2026, 10, 21, 4);

export { sleep };

/** A clock that stands until it is turned. */
export class VirtualClock implements Timing {
  #nowMs: number;
  readonly #sleepers = new Set<{ atMs: number; wake: () => void }>();
  random = seeded(1);

  constructor(startMs = T0) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (ms <= 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { atMs: this.#nowMs + ms, wake: () => {} };
      sleeper.wake = () => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', sleeper.wake);
        resolve();
      };
      signal.addEventListener('abort', sleeper.wake, { once: true });
      this.#sleepers.add(sleeper);
    });
  }

  /** To the next moment somebody waits for, at most to `endMs`. */
  turn(endMs: number): void {
    const next = Math.min(endMs, ...[...this.#sleepers].map(({ atMs }) => atMs));
    this.#nowMs = Math.max(this.#nowMs, next);
    for (const sleeper of [...this.#sleepers]) if (sleeper.atMs <= this.#nowMs) sleeper.wake();
  }
}

/** `[0, 1)`, the same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

export function endpointOf(
  settings: Partial<WebhookEndpointSettings> & { url: string },
): WebhookEndpointSettings {
  return Value.Default(webhookEndpointSettings, {
    id: 'police',
    ...settings,
  }) as WebhookEndpointSettings;
}

export function webhookSettingsWith(
  endpoints: WebhookEndpointSettings[],
  change: Partial<WebhookSettings> = {},
): SinkSettings {
  const settings = Value.Default(sinkSettings, {}) as SinkSettings;
  const allowedPorts = endpoints.map(({ url }) => Number(new URL(url).port) || 443);
  const allowed = { allowedCidrs: ['127.0.0.1/32'], allowedPorts };
  return { ...settings, webhooks: { ...settings.webhooks, endpoints, ...allowed, ...change } };
}

export async function makeTopics(log: EventLog): Promise<void> {
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  for (const topic of [
    TOPICS.deliveries,
    TOPICS.deadLetters,
    TOPICS.deliveryCommands,
    TOPICS.registry,
  ])
    await log.ensureTopic(topic, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.alerts, { ...kept, partitions: ALERT_PARTITIONS });
}

export async function registerVehicle(log: EventLog): Promise<void> {
  const vehicle = {
    vehicleId: VEHICLE,
    plate: '粤B12345',
    plateColour: 2,
    class: 'dangerous',
    enterpriseId: 'E1',
    regionCode: '440300',
  };
  const entity = { entity: 'vehicle', id: VEHICLE, json: JSON.stringify(vehicle) };
  const value = encodeRegistryEntity({ ...entity, changedAtMs: T0, actor: 'test' });
  await log.append(TOPICS.registry, 0, [{ key: 'vehicle:1', timeMs: T0, value }]);
}

export const SUBJECT: SubjectKey = subjectKeyOf(PSEUDONYM_KEY, 'vehicle', VEHICLE);
export const alertIdOf = (index: number): string => index.toString(16).padStart(32, '0');

export function alertOf(index: number, change: Partial<Alert> = {}): Alert {
  return {
    alertId: alertIdOf(index),
    type: 'speed.over',
    ruleVersion: 1,
    subjectKey: SUBJECT,
    driverKey: null,
    severity: 'major',
    state: 'open',
    corrected: false,
    late: false,
    openedAtMs: T0 - 60_000,
    raisedAtMs: T0 - 30_000,
    closedAtMs: null,
    measured: 97.5,
    limit: 80,
    unit: 'km/h',
    latitudeDeg: 22.54321,
    longitudeDeg: 114.0579,
    explanation: { zh: '车速高于限速。', en: 'The speed is above the limit.' },
    clause: '道路交通安全法 第42条',
    params: {},
    facts: {},
    evidence: [],
    ...change,
  };
}

/** Writes transitions as a task would: numbered, one partition per task. */
export class AlertWriter {
  readonly #log: EventLog;
  readonly #next: number[] = [];

  constructor(log: EventLog) {
    this.#log = log;
  }

  async write(
    partition: number,
    transitions: readonly { index: number; change: AlertChange; alert?: Partial<Alert> }[],
    timeMs = T0,
  ): Promise<void> {
    const records = transitions.map(({ index, change, alert = {} }) => {
      const number = this.#next[partition] ?? 0;
      this.#next[partition] = number + 1;
      const state = change === 'closed' ? 'closed' : change === 'withdrawn' ? 'withdrawn' : 'open';
      const value = encodeAlertTransition({
        task: `vehicle-${partition}`,
        epoch: 1,
        number,
        change,
        alert: alertOf(index, { state, ...alert }),
      });
      return { key: alertIdOf(index), timeMs, value };
    });
    await this.#log.append(TOPICS.alerts, partition, records);
  }
}

export interface StartParts {
  resolve?: Resolver;
  metrics?: Registry;
}

export interface Bed {
  dir: string;
  log: EventLog;
  writer: AlertWriter;
  metrics: Registry;
  secretFile: string;
  sink: RunningWebhooks | null;
  start(settings: SinkSettings, timing?: Timing, parts?: StartParts): Promise<RunningWebhooks>;
  stop(): Promise<void>;
  deliveries(): Promise<DeliveryRecord[]>;
  deadLetters(): Promise<DeadLetter[]>;
  records(topic: string, partition?: number): Promise<LogRecord[]>;
  close(): Promise<void>;
}

export async function makeBed(log: EventLog = openMemoryLog()): Promise<Bed> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-webhooks-'));
  const secretFile = join(dir, 'secret');
  writeFileSync(secretFile, `${SECRETS.join('\n')}\n`);
  await makeTopics(log);
  await registerVehicle(log);
  const records = async (topic: string, partition = 0) => {
    const { low } = await log.ends(topic, partition);
    const all = { maxRecords: 1_000_000, maxBytes: 2 ** 30, waitMs: 0 };
    return (await log.read(topic, partition, low, all)).records;
  };
  const bed: Bed = {
    dir,
    log,
    writer: new AlertWriter(log),
    metrics: new Registry(),
    secretFile,
    sink: null,
    records,
    async start(settings, timing, { resolve, metrics = new Registry() } = {}) {
      bed.metrics = metrics;
      bed.sink = await startWebhooks(
        {
          log,
          settings,
          store: { url: '', username: '', password: '' },
          dataDir: dir,
          pseudonymKey: PSEUDONYM_KEY,
          logger: silent,
          metrics: bed.metrics,
        },
        { ...(timing ? { timing } : {}), ...(resolve ? { resolve } : {}) },
      );
      return bed.sink;
    },
    async stop() {
      await bed.sink?.stop();
      bed.sink = null;
    },
    deliveries: async () =>
      (await records(TOPICS.deliveries)).map((r) => decodeDeliveryRecord(r.value)),
    deadLetters: async () =>
      (await records(TOPICS.deadLetters)).map((r) => decodeDeadLetter(r.value)),
    async close() {
      await bed.stop();
      await log.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return bed;
}

/** Resolves when nothing is under way and nothing due: what follows needs a later time. */
export async function atRest(sink: RunningWebhooks): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (let calm = 0; calm < 3; ) {
    calm = sink.isResting() ? calm + 1 : 0;
    if (Date.now() > deadline) throw new Error('In 10 s the sink did not come to rest.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Turns the clock up to `endMs`, each step only when everybody has done what was to do. */
export async function runUntil(
  clock: VirtualClock,
  sink: RunningWebhooks,
  endMs: number,
): Promise<void> {
  while (clock.now() < endMs) {
    await atRest(sink);
    clock.turn(endMs);
  }
  await atRest(sink);
}

/** Sum of a metric's samples whose labels hold all of `labels`. */
export async function metricOf(
  metrics: Registry,
  name: string,
  labels: Record<string, string> = {},
): Promise<number> {
  const found = (await metrics.getSingleMetric(name)?.get())?.values ?? [];
  return found
    .filter((sample) =>
      Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    )
    .reduce((sum, { value }) => sum + value, 0);
}

/** Resolves when so many transitions were read for the endpoints, in all. */
export async function noted(bed: Bed, count: number): Promise<void> {
  await until(`${count} transitions were read`, async () => {
    return (await metricOf(bed.metrics, 'tizheng_webhook_transitions_total')) >= count;
  });
}

let commands = 0;
export async function command(bed: Bed, wish: Partial<DeliveryCommand>): Promise<void> {
  const value = encodeDeliveryCommand({
    commandId: `c${++commands}`,
    action: 'redeliver',
    endpoint: 'police',
    webhookIds: [],
    fromMs: null,
    toMs: null,
    atMs: T0,
    actor: 'test',
    ...wish,
  });
  await bed.log.append(TOPICS.deliveryCommands, 0, [{ key: 'c', timeMs: T0, value }]);
}

/** Throws unless every alert's transitions arrived first in the order of `seq`. */
export function expectOrder(received: readonly Received[]): void {
  const newest = new Map<string, number>();
  const met = new Set<string>();
  for (const { id, alertId, seq } of received) {
    if (met.has(id)) continue;
    met.add(id);
    expect(seq, `alert ${alertId}`).toBeGreaterThan(newest.get(alertId) ?? -1);
    newest.set(alertId, seq);
  }
}
