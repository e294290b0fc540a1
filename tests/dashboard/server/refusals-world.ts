/** A world in which every request can be refused: something of each kind is there, in a state that forbids something. */
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TizhengError } from '#core/errors.ts';
import type { ContentHash, MediaEvent } from '#core/media.ts';
import type { SealEvent } from '#core/seal.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeCommandResult } from '#proto/codec/command.ts';
import { encodeDeliveryRecord } from '#proto/codec/delivery.ts';
import { encodeMediaEvent } from '#proto/codec/media.ts';
import { encodeSealEvent } from '#proto/codec/seal.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { encodePolicyChange } from '#runtime/loop/policy-table.ts';
import { MediaReader, MediaStore } from '#runtime/media/media-store.ts';
import {
  fillRegistry,
  keyOfVehicle,
  personOf,
  putPerson,
  registryKey,
  type Seat,
  SHENZHEN,
  signIn,
  vehicleIds,
  WHOLE,
} from './access/world.ts';
import { appendTransitions, newLog, PASSWORD, startServer, type TestServer } from './harness.ts';
import { alertOf, transitionOf } from './support.ts';

export const NOW = Date.now();
export const HOUR = 3_600_000;
export const VIEWER = personOf('li.ming', 'viewer', WHOLE);
/** As many policies as there may be. */
const POLICIES = 500;
export const DEVICE = registryKey('device', '13800000000');
export const ids = {
  alert: alertOf(0).alertId,
  trip: '1'.repeat(32),
  ranTrip: '2'.repeat(32),
  foreignTrip: '3'.repeat(32),
  seal: '4'.repeat(32),
  openSeal: '5'.repeat(32),
  liftedSeal: '6'.repeat(32),
  foreignSeal: '7'.repeat(32),
  command: 'command-sent',
  foreignCommand: 'command-elsewhere',
  file: '',
  goneFile: 'a'.repeat(64),
  damagedFile: '',
};

export interface World {
  server: TestServer;
  log: EventLog;
  /** The only administrator. */
  chief: Seat;
  /** Supervisor of one city. */
  local: Seat;
  store: FakeStore;
  /** Topics that take no appends now. */
  refusing: Set<string>;
  /** Puts the server's clock ahead. */
  skip(ms: number): void;
  /** How far each topic is, but for the audit trail, which tells of refusals too. */
  ends(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

export const plan = (vehicle = 0) => ({
  ...{ vehicleId: vehicleIds[vehicle], driverIds: ['d-1'] },
  origin: { latitudeDeg: 22.5, longitudeDeg: 114 },
  destination: { latitudeDeg: 23, longitudeDeg: 114 },
  ...{ departMs: NOW - 2 * HOUR, arriveMs: NOW + HOUR },
});
export const period = { fromMs: NOW - 3 * HOUR, toMs: NOW - 2 * HOUR };

export async function startWorld(directory: string): Promise<World> {
  const refusing = new Set<string>();
  const log = refusable(await newLog(), refusing);
  await fillRegistry(log);
  await putPerson(log, personOf('local', 'supervisor', SHENZHEN));
  await putPerson(log, VIEWER);
  const alerts = [0, 1].map((n) => alertOf(n, { subjectKey: keyOfVehicle(0) }));
  await appendTransitions(
    log,
    alerts.map((alert, n) => transitionOf(n + 1, alert)),
  );
  await fillFiles(log, directory);
  await fillSeals(log);
  await fillDeliveries(log);
  await fillPolicies(log);
  const store = await startFakeStore();
  let aheadMs = 0;
  const server = await startServer({
    ...{ log, mediaDir: directory, clock: { now: () => Date.now() + aheadMs } },
    store: { url: store.url, username: 'none', password: 'none' },
  });
  const chief = await signIn(server, 'admin', PASSWORD);
  await fillTrips(chief);
  await fillCommand(chief, log);
  return {
    ...{ server, log, chief, local: await signIn(server, 'local'), store, refusing },
    skip(ms) {
      aheadMs += ms;
    },
    async ends() {
      const topics = Object.values(TOPICS).filter((topic) => topic !== TOPICS.audit);
      const found: Record<string, number> = {};
      for (const topic of topics) found[topic] = await endOf(log, topic);
      return found;
    },
    async stop() {
      await server.stop();
      store.stop();
    },
  };
}

async function endOf(log: EventLog, topic: string): Promise<number> {
  let sum = 0;
  try {
    for (let at = 0; at < log.partitions(topic); at++) sum += (await log.ends(topic, at)).high;
  } catch (error) {
    // Of another service: this one neither reads nor writes it.
    if (!(error instanceof TizhengError) || error.code !== 'LOG_TOPIC_UNKNOWN') throw error;
  }
  return sum;
}

function refusable(log: EventLog, refusing: Set<string>): EventLog {
  return new Proxy(log, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      if (name !== 'append') return member.bind(target) as unknown;
      return async (topic: string, ...rest: [number, never]) => {
        if (refusing.has(topic))
          throw new TizhengError('LOG_DISK_FULL', 'log', 'The disk is full.');
        return target.append(topic, ...rest);
      };
    },
  });
}

/** A picture that is there, one that was deleted and one that is not what it was. */
async function fillFiles(log: EventLog, directory: string): Promise<void> {
  const clock = { now: () => NOW };
  const media = await MediaStore.open({
    ...{ directory, bytesMaxRefuse: 1e6, keepMs: 1e9, clock, sealed: async () => new Set() },
  });
  const png = Buffer.from('89504e470d0a1a0a', 'hex');
  const whole = (await media.put(Buffer.concat([png, Buffer.alloc(9, 1)])))!;
  const damaged = (await media.put(Buffer.concat([png, Buffer.alloc(9, 2)])))!;
  const found = (await new MediaReader(directory).find(damaged.hash))!;
  chmodSync(found.path, 0o600);
  writeFileSync(found.path, Buffer.alloc(found.sizeBytes, 3));
  ids.file = whole.hash;
  ids.damagedFile = damaged.hash;
  const files = [whole, damaged, { ...whole, hash: ids.goneFile as ContentHash }];
  const { openedAtMs: atMs } = alertOf(0);
  await log.append(
    TOPICS.media,
    0,
    files.map((file, n) => {
      const event: MediaEvent = {
        ...{ subjectKey: keyOfVehicle(0), deviceKey: keyOfVehicle(0), atMs, gateway: 'main' },
        alarm: { timeMs: atMs, itemId: 0x65, type: 1, level: 2 },
        step: {
          ...{ kind: 'stored', alarmNo: 'n', name: `file${n}`, media: 'picture', channel: 65 },
          ...file,
        },
      };
      return { key: keyOfVehicle(0), timeMs: NOW, value: encodeMediaEvent(event) };
    }),
  );
}

async function fillSeals(log: EventLog): Promise<void> {
  const asked = (sealId: string, vehicle: number): SealEvent => ({
    ...{ sealId, atMs: NOW, step: 'seal', actor: 'chief', reason: 'accident', ...period },
    vehicles: [keyOfVehicle(vehicle)],
  });
  const sealed = (sealId: string): SealEvent => ({
    ...{ sealId, atMs: NOW, step: 'sealed', root: '0'.repeat(64), points: 1, framesGone: 0 },
    ...{ audit: null, parts: [{ name: 'seal.json', bytes: 1, sha256: '0'.repeat(64) }] },
  });
  const events: SealEvent[] = [
    asked(ids.openSeal, 0),
    ...[asked(ids.seal, 0), sealed(ids.seal)],
    ...[asked(ids.liftedSeal, 0), sealed(ids.liftedSeal)],
    { sealId: ids.liftedSeal, atMs: NOW, step: 'lift', actor: 'chief', reason: 'closed' },
    asked(ids.foreignSeal, 3),
  ];
  await log.append(
    TOPICS.seals,
    0,
    events.map((event) => ({ key: event.sealId, timeMs: NOW, value: encodeSealEvent(event) })),
  );
}

function fillDeliveries(log: EventLog): Promise<number> {
  const value = encodeDeliveryRecord({
    ...{ kind: 'status', endpoint: 'police', atMs: NOW, state: 'healthy', failingSinceMs: null },
    ...{ waiting: 0, lagRecords: 0, dead: 0, deliveredTotal: 1, lastAtMs: null },
    ...{ lastReason: null, lastStatus: null, heldUntilMs: null, nextAtMs: null },
  });
  return log.append(TOPICS.deliveries, 0, [{ key: 'police', timeMs: NOW, value }]);
}

function fillPolicies(log: EventLog): Promise<number> {
  const records = Array.from({ length: POLICIES }, (_, n) => {
    const change = {
      ...({ type: `made.up-${n}`, severity: 'major', policy: null, baseVersion: 0 } as const),
      ...{ reason: 'a test', changedAtMs: NOW, changedBy: 'chief' },
    };
    return { key: `p${n}`, timeMs: NOW, value: encodePolicyChange(change) };
  });
  return log.append(TOPICS.policies, 0, records);
}

async function fillTrips({ send }: Seat): Promise<void> {
  for (const [tripId, vehicle] of [
    [ids.trip, 0],
    [ids.ranTrip, 1],
    [ids.foreignTrip, 3],
  ] as const) {
    const trip = { ...plan(vehicle), driverIds: [] };
    await done(send('POST', '/api/trips', { tripId, plan: trip }));
  }
  const step = (version: number, body: object) =>
    done(send('POST', `/api/trips/${ids.ranTrip}/steps`, body, { 'if-match': `"${version}"` }));
  await step(1, { step: 'approve', override: true, reason: 'a test' });
  await step(2, { step: 'start', atMs: NOW - 2 * HOUR });
  await step(3, { step: 'finish', atMs: NOW - HOUR });
}

/** One that was sent, and as many that wait as may. */
async function fillCommand({ post, get }: Seat, log: EventLog): Promise<void> {
  const ask = { vehicleId: vehicleIds[0], kind: 'text', args: { text: '请减速' } };
  for (const commandId of [ids.command, 'command-2', 'command-3'])
    await done(post('/api/commands', { ...ask, commandId }));
  const elsewhere = { vehicleId: vehicleIds[3], commandId: ids.foreignCommand };
  await done(post('/api/commands', { ...ask, ...elsewhere }));
  const value = encodeCommandResult({
    ...{ commandId: ids.command, deviceKey: DEVICE as never, atMs: NOW, gateway: 'g' },
    ...{ state: 'sent', attempt: 1, reason: null, waitsFor: null, untilMs: null },
    ...{ sessionSinceMs: null, reply: null },
  });
  await log.append(TOPICS.commandResults, partitionOf(DEVICE, 2), [
    { key: DEVICE, timeMs: NOW, value },
  ]);
  for (let n = 0; n < 200; n++) {
    const { state } = (await (await get(`/api/commands/${ids.command}`)).json()) as {
      state: string;
    };
    if (state === 'sent') return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('The command was not seen as sent.');
}

async function done(asked: Promise<Response>): Promise<void> {
  const answer = await asked;
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

export interface FakeStore {
  url: string;
  /** False = it answers everything with no rows; true = it answers nothing. */
  isAway: boolean;
  stop(): void;
}

async function startFakeStore(): Promise<FakeStore> {
  const store: FakeStore = { url: '', isAway: false, stop: () => server.close() };
  const server: Server = createServer((request, response) => {
    request.resume();
    if (store.isAway) request.socket.destroy();
    else response.setHeader('x-clickhouse-query-id', 'any').end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  store.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return store;
}
