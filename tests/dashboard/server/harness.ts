/** The real server on the memory log: HTTP and sockets on a free port of loopback. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import WebSocket from 'ws';
import type { AlertAction, AlertTransition } from '#core/alert.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import type { IndicatorDefinition } from '#core/indicator.ts';
import { type Clock, systemClock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { type DashboardSettings, dashboardSettings } from '#dashboard/config.ts';
import { startDashboard } from '#dashboard/server/main.ts';
import { inspect } from '#ingest/protocols/jt808/inspect/inspect.ts';
import { drivingPeriods } from '#processors/driving-ledger.ts';
import { ruleCatalogue } from '#processors/rule-catalogue.ts';
import { encodeAlertAction, encodeAlertTransition } from '#proto/codec/alert.ts';
import {
  type ClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  type ServerMessage,
} from '#proto/codec/live.ts';
import { encodeObservation, type NumberedObservation } from '#proto/codec/observation.ts';
import type { EvidenceKey } from '#runtime/evidence/keys.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';

export const PSEUDONYM_KEY = new Uint8Array(32).fill(7);
export const EVIDENCE_KEY = '07'.repeat(32);
export const PASSWORD = 'a password of a test';
export const PAGE = '<!doctype html><title>Tizheng</title>';

export interface TestServer {
  url: string;
  log: EventLog;
  metrics: Registry;
  /** Cookie of a signed-in officer. */
  cookie: string;
  get(path: string): Promise<Response>;
  /** POST with cookie and header. */
  post(path: string, body: unknown): Promise<Response>;
  metric(name: string, labels?: Record<string, string>): Promise<number>;
  stop(): Promise<void>;
}

export async function newLog(store = new MemoryLogStore()): Promise<EventLog> {
  const log = openMemoryLog(store);
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPICS.reports, { ...kept, partitions: 2 });
  await log.ensureTopic(TOPICS.observations, { ...kept, partitions: 2 });
  await log.ensureTopic(TOPICS.alerts, { ...kept, partitions: 4 });
  await log.ensureTopic(TOPICS.alertActions, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.media, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.indicators, { ...kept, partitions: 2 });
  await log.ensureTopic(TOPICS.sensors, { ...kept, partitions: 2 });
  for (const topic of [
    TOPICS.deliveries,
    TOPICS.deadLetters,
    TOPICS.deliveryCommands,
    TOPICS.quarantine,
    TOPICS.alertSteps,
    TOPICS.policies,
    TOPICS.evidenceKeys,
  ])
    await log.ensureTopic(topic, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.commands, { ...kept, partitions: 2 });
  await log.ensureTopic(TOPICS.commandResults, { ...kept, partitions: 2 });
  await log.ensureTopic(TOPICS.risk, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.seals, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.trips, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.registry, { ...kept, partitions: 1, compacted: true });
  await log.ensureTopic(TOPICS.audit, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.people, { ...kept, partitions: 1, compacted: true });
  await log.ensureTopic(TOPICS.registryChanges, { ...kept, partitions: 1 });
  return log;
}

export async function startServer(
  options: {
    log?: EventLog;
    /** The page to serve; a word or two of our own by default. */
    webRoot?: string;
    indicators?: readonly IndicatorDefinition[];
    store?: { url: string; username: string; password: string };
    mediaDir?: string;
    settings?: Partial<DashboardSettings>;
    clock?: Clock;
    evidenceKey?: () => EvidenceKey | null;
  } = {},
): Promise<TestServer> {
  const log = options.log ?? (await newLog());
  const webRoot = mkdtempSync(join(tmpdir(), 'tizheng-page-'));
  writeFileSync(join(webRoot, 'index.html'), PAGE);
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'assets', 'page-1a2b.js'), 'export const page = 1;');
  const metrics = new Registry();
  const server = await startDashboard({
    log,
    settings: Value.Default(dashboardSettings, {
      port: 0,
      ...options.settings,
    }) as DashboardSettings,
    indicators: options.indicators ?? [],
    rules: async () => ruleCatalogue(),
    store: options.store ?? { url: 'http://127.0.0.1:1', username: 'none', password: 'none' },
    pseudonymKey: PSEUDONYM_KEY,
    adminPassword: PASSWORD,
    evidenceKey: options.evidenceKey ?? (() => ({ seed: EVIDENCE_KEY, endorsement: null })),
    webRoot: options.webRoot ?? webRoot,
    ...(options.mediaDir === undefined ? {} : { mediaDir: options.mediaDir }),
    commandLimits: { dangerousKinds: ['control-vehicle'], perDeviceMax: 3 },
    driving: drivingPeriods,
    inspect: (bytes, elseBodyOf) => inspect(bytes, { elseBodyOf }),
    clock: options.clock ?? systemClock,
    logger: pino({ level: 'silent' }),
    metrics,
  });
  const login = await fetch(`${server.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tizheng': '1' },
    body: JSON.stringify({ user: 'admin', password: PASSWORD }),
  });
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0]!;
  return {
    url: server.url,
    log,
    metrics,
    cookie,
    get: (path) => fetch(`${server.url}${path}`, { headers: { cookie } }),
    post: (path, body) =>
      fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', 'x-tizheng': '1' },
        body: JSON.stringify(body),
      }),
    async metric(name, labels = {}) {
      const found = (await metrics.getSingleMetric(name)?.get())?.values ?? [];
      const wanted = Object.entries(labels);
      return (
        found.find((value) => wanted.every(([key, text]) => value.labels[key] === text))?.value ??
        Number.NaN
      );
    },
    async stop() {
      await server.stop();
      rmSync(webRoot, { recursive: true, force: true });
    },
  };
}

export const appendTransitions = (log: EventLog, transitions: AlertTransition[], partition = 0) =>
  log.append(
    TOPICS.alerts,
    partition,
    transitions.map((transition) => ({
      key: NO_SUBJECT,
      timeMs: Date.now(),
      value: encodeAlertTransition(transition),
    })),
  );

export const appendObservations = (log: EventLog, observations: NumberedObservation[]) =>
  log.append(
    TOPICS.observations,
    0,
    observations.map((observation) => ({
      key: observation.subjectKey,
      timeMs: Date.now(),
      value: encodeObservation(observation),
    })),
  );

export const appendAction = (log: EventLog, action: AlertAction) =>
  log.append(TOPICS.alertActions, 0, [
    { key: action.alertId, timeMs: action.atMs, value: encodeAlertAction(action) },
  ]);

export const EVERYWHERE = { west: -180, south: -90, east: 180, north: 90, zoom: 12, follow: [] };

type Of<Kind extends ServerMessage['kind']> = Extract<ServerMessage, { kind: Kind }>;

/** A page's socket, without a page. */
export class TestViewer {
  readonly messages: ServerMessage[] = [];
  /** Numbers of the alerts among them. */
  readonly seqs: number[] = [];
  readonly socket: WebSocket;
  /** Code of the close; null while open. */
  closeCode: number | null = null;
  readonly #wakes = new Set<() => void>();

  constructor(server: TestServer, headers: Record<string, string> = {}) {
    const url = new URL('/ws', server.url);
    this.socket = new WebSocket(`ws://${url.host}/ws`, {
      headers: { cookie: server.cookie, origin: server.url, ...headers },
    });
    this.socket.on('message', (data) => {
      const message = decodeServerMessage(data as Buffer);
      this.messages.push(message);
      if (message.kind === 'alert') this.seqs.push(message.seq);
      this.#wake();
    });
    this.socket.on('close', (code) => {
      this.closeCode = code;
      this.#wake();
    });
    this.socket.on('error', () => {});
  }

  static async subscribed(
    server: TestServer,
    from: { epoch: string; seq: number } = { epoch: '', seq: 0 },
    view = EVERYWHERE,
  ): Promise<TestViewer> {
    const viewer = new TestViewer(server);
    await viewer.until(() => viewer.of('hello').length > 0);
    viewer.send({ kind: 'subscribe', ...view, alertEpoch: from.epoch, alertSeq: from.seq });
    return viewer;
  }

  send(message: ClientMessage): void {
    this.socket.send(encodeClientMessage(message));
  }

  of<Kind extends ServerMessage['kind']>(kind: Kind): Of<Kind>[] {
    return this.messages.filter((message) => message.kind === kind) as Of<Kind>[];
  }

  closed(withinMs = 5_000): Promise<void> {
    return this.until(() => this.closeCode !== null, withinMs);
  }

  /** Throws when the condition does not come true in time. */
  async until(condition: () => boolean, withinMs = 5_000): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (!condition()) {
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) throw new Error(`Waited ${withinMs} ms in vain.`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(leftMs, 20));
        this.#wakes.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  #wake(): void {
    for (const wake of this.#wakes) wake();
    this.#wakes.clear();
  }
}
