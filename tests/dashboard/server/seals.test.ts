/** Data under seal outlive retention, stay byte for byte what they were, and go only when the seal is lifted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepOf } from '#core/loop/step.ts';
import { SealBook, type SealCopy } from '#core/seal.ts';
import { systemClock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { SealBundles } from '#dashboard/server/seals/bundle.ts';
import { encodeAlertAction, encodeAlertTransition } from '#proto/codec/alert.ts';
import { encodeMediaEvent } from '#proto/codec/media.ts';
import { encodeObservation } from '#proto/codec/observation.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import { decodeSealEvent } from '#proto/codec/seal.ts';
import { encodeLoopStep } from '#proto/codec/step.ts';
import { readContainer } from '#runtime/evidence/container.ts';
import { memorySource, verifyEvidence } from '#runtime/evidence/verify.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { MediaStore } from '#runtime/media/media-store.ts';
import { sealedFilesOf } from '#runtime/media/sealed-files.ts';
import { ONE_SERVER, openStoreClient } from '#runtime/store/client.ts';
import { Sealer } from '#sinks/clickhouse/sealer.ts';
import { clickhouseSink } from '#sinks/clickhouse/sink.ts';
import type { RunningSink } from '#sinks/sink.ts';
import {
  caughtUp,
  NO_FILES,
  settingsWith,
  silent,
  startTestPlatform,
  type TestPlatform,
  until,
} from '#tests/sinks/platform.ts';
import {
  fillRegistry,
  keyOfVehicle,
  personOf,
  putPerson,
  type Seat,
  SHENZHEN,
  signIn,
  WHOLE,
} from './access/world.ts';
import { startServer, type TestServer } from './harness.ts';
import { alertOf, observationOf } from './support.ts';

const MINUTE = 60_000;
const ALL = { maxRecords: 1_000, maxBytes: 4_000_000, waitMs: 0 };
/** Of the text that bundles had before there were steps in them. */
const FIRST_READ_ME = 'c859cc7c16f244e4b45a69a49d63ed8f1f5b112ca4f938c1c41018e29373f2ab';
/** Ten minutes that lie within one ten minutes of the clock, and so within one day: a bundle has a file for each. */
const FROM = Math.floor(Date.now() / (10 * MINUTE)) * 10 * MINUTE - 600 * MINUTE;
const TO = FROM + 10 * MINUTE;
const OURS = keyOfVehicle(0);
const THEIRS = keyOfVehicle(3);
const dir = mkdtempSync(join(tmpdir(), 'tizheng-seal-'));
const PICTURE = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(99, 3)]);
let platform: TestPlatform;
let sink: RunningSink;
let second: Sealer;
let media: MediaStore;
let server: TestServer;
let seats: Record<'chief' | 'local' | 'police' | 'administrator' | 'officer', Seat>;
let reports = 0;

/** A report and what was made of it, as ingest and processors write them. */
async function report(subjectKey: typeof OURS, eventTimeMs: number): Promise<void> {
  const { log } = platform;
  const number = reports++;
  const times = { eventTimeMs, receivedTimeMs: eventTimeMs + 500 };
  const reading = encodeReading({
    ...{ subjectKey, deviceKey: subjectKey, protocol: 'jt808_2019', serial: number },
    ...{ receivedTimeMs: times.receivedTimeMs, raw: Uint8Array.of(0x7e, number, 0x7e) },
    body: { kind: 'session', online: true, reason: 'idle' },
  });
  const observation = observationOf(number, { subjectKey, ...times, driverKey: keyOfVehicle(5) });
  const of = (value: Uint8Array) => [{ key: subjectKey, timeMs: eventTimeMs, value }];
  await log.append(TOPICS.reports, 0, of(reading));
  await log.append(TOPICS.observations, 0, of(encodeObservation(observation)));
}

async function fill(): Promise<void> {
  const { log } = platform;
  for (const at of [FROM - 1, FROM, FROM + MINUTE, TO - 1, TO]) await report(OURS, at);
  await report(THEIRS, FROM + MINUTE);
  const transition = (number: number, n: number, changes: object) => {
    const alert = alertOf(n, { subjectKey: OURS, openedAtMs: FROM - MINUTE, ...changes });
    const value = encodeAlertTransition({
      ...{ task: 'vehicle-0', epoch: 1, number, change: 'opened', alert },
    });
    return { key: '', timeMs: FROM, value };
  };
  await log.append(TOPICS.alerts, 0, [
    transition(1, 1, {}),
    transition(2, 1, { state: 'closed', closedAtMs: FROM }),
    // Over before, and begun after: neither was open in the period.
    transition(3, 2, {}),
    transition(4, 2, { state: 'closed', closedAtMs: FROM - 1 }),
    transition(5, 3, { openedAtMs: TO }),
    transition(6, 4, { subjectKey: THEIRS }),
  ]);
  const comment = (n: number) =>
    encodeAlertAction({
      ...{ alertId: alertOf(n).alertId, baseVersion: 0, atMs: TO, actor: 'officer' },
      ...{ action: 'comment', outcome: null, cause: null, note: '伤员已送医', untilMs: null },
    });
  await log.append(
    TOPICS.alertActions,
    0,
    [1, 2].map((n) => ({ key: '', timeMs: TO, value: comment(n) })),
  );
  const step = (n: number) =>
    encodeLoopStep(stepOf(alertOf(n, { subjectKey: OURS }), { kind: 'deaf', level: 'city' }, TO));
  await log.append(
    TOPICS.alertSteps,
    0,
    [1, 2].map((n) => ({ key: '', timeMs: TO, value: step(n) })),
  );
  for (const [subjectKey, bytes, timeMs] of [
    [OURS, PICTURE, FROM + 5],
    [THEIRS, Buffer.from('of another vehicle'), FROM + 5],
  ] as const) {
    const stored = (await media.put(bytes))!;
    const value = encodeMediaEvent({
      ...{ subjectKey, deviceKey: subjectKey, atMs: TO, gateway: 'main' },
      alarm: { timeMs, itemId: 0x65, type: 1, level: 2 },
      step: { kind: 'stored', alarmNo: 'n', name: 'x', media: 'picture', channel: 1, ...stored },
    });
    await log.append(TOPICS.media, 0, [{ key: subjectKey, timeMs: TO, value }]);
  }
}

beforeAll(async () => {
  platform = await startTestPlatform(openMemoryLog());
  const { log, store } = platform;
  media = await MediaStore.open({
    ...{ directory: join(dir, 'media'), bytesMaxRefuse: 1e6, keepMs: -1, clock: systemClock },
    sealed: () => sealedFilesOf(log),
  });
  await media.counted;
  sink = await clickhouseSink.start({
    ...{ log, store, logger: silent, metrics: new Registry(), ...NO_FILES },
    settings: settingsWith({ sealSettleMs: 0 }),
  });
  // A process that has lost its place and does not know yet does the same at the same time.
  second = new Sealer({
    ...{ log, layout: ONE_SERVER, settleMs: 0, clock: systemClock, logger: silent },
    ...{ store: openStoreClient(store, { requestMsMax: 30_000, connectionsMax: 1 }) },
    owns: () => true,
  });
  second.start();
  await fillRegistry(log);
  await fill();
  await putPerson(log, personOf('chief', 'supervisor', WHOLE));
  await putPerson(log, personOf('local', 'supervisor', SHENZHEN));
  await putPerson(log, personOf('police', 'enforcement', WHOLE));
  await putPerson(log, personOf('officer', 'dispatcher', WHOLE));
  server = await startServer({ log, store, mediaDir: join(dir, 'media') });
  seats = {
    chief: await signIn(server, 'chief'),
    local: await signIn(server, 'local'),
    police: await signIn(server, 'police'),
    officer: await signIn(server, 'officer'),
    administrator: { ...(await signIn(server, 'chief')), ...server } as Seat,
  };
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await second?.stop();
  await sink?.stop();
  await platform?.close();
  rmSync(dir, { recursive: true, force: true });
});

const wish = { vehicles: [OURS], fromMs: FROM, toMs: TO, reason: 'G4 追尾事故' };
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const statusOf = async (answer: Promise<Response>) => (await answer).status;
interface View {
  sealId: string;
  state: string;
  copy: { points: number; framesGone: number; files: number } | null;
  later: number | null;
  contents: { name: string }[];
}
const viewOf = (id: string) => json<View>(seats.chief.get(`/api/seals/${id}`));
const bundleOf = async (id: string) => {
  const answer = await seats.police.get(`/api/seals/${id}/bundle`);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};

test('what cannot be sealed is refused with a reason, and by whom it is asked matters', async () => {
  const ask = (changes: object, seat = seats.chief) =>
    statusOf(seat.post('/api/seals', { ...wish, ...changes }));
  expect(await ask({ reason: '  ' })).toBe(400);
  expect(await ask({ vehicles: ['粤B12345'] })).toBe(400);
  expect(await ask({ vehicles: [] })).toBe(422);
  expect(await ask({ toMs: FROM })).toBe(422);
  expect(await ask({ toMs: Date.now() + MINUTE })).toBe(422);
  expect(await ask({ fromMs: TO - 32 * 86_400_000 })).toBe(422);
  expect(await ask({ vehicles: [keyOfVehicle(6)] })).toBe(404);
  expect(await ask({ handles: [4_711], vehicles: [] })).toBe(404);
  expect(await ask({ vehicles: [OURS, THEIRS] }, seats.local)).toBe(404);
  expect(await ask({}, seats.officer)).toBe(403);
  expect(await ask({}, seats.police)).toBe(403);
  expect(await json(seats.chief.get('/api/seals'))).toEqual({ total: 0, seals: [] });
});

test('sealed data outlive retention byte for byte, and are let go only by an administrator', async () => {
  const { log, client, rows } = platform;
  const sealId = 'ab'.repeat(16);
  const asked = await seats.local.post('/api/seals', { ...wish, sealId });
  expect([asked.status, await asked.json()]).toMatchObject([202, { sealId, state: 'sealing' }]);
  await until('it is sealed', async () => (await viewOf(sealId)).state === 'sealed');
  expect(await statusOf(seats.local.post('/api/seals', { ...wish, sealId }))).toBe(200);
  const view = await viewOf(sealId);
  expect(view).toMatchObject({ copy: { points: 3, framesGone: 0, files: 1 }, later: 0 });
  // Two processes copied; of each row there is one.
  const held = async (table: string) =>
    Number((await rows<{ n: string }>(`SELECT count() AS n FROM ${table} FINAL`))[0]!.n);
  expect(await held('dw.sealed_positions')).toBe(3);

  const before = await bundleOf(sealId);
  const source = memorySource(before);
  expect((await verifyEvidence(source)).faults).toEqual([]);
  const entries = await readContainer(source);
  const linesOf = (name: string) => {
    const { at, size } = entries.find((entry) => entry.name.startsWith(name))!;
    return before
      .subarray(at, at + size)
      .toString()
      .trimEnd()
      .split('\n');
  };
  expect(linesOf('points/').map((line) => Number(line.split(',')[1]))).toEqual([
    ...[Number.NaN, FROM, FROM + MINUTE, TO - 1],
  ]);
  expect(linesOf('frames/').map((line) => JSON.parse(line) as unknown)).toMatchObject(
    [1, 2, 3].map((n) => ({ offset: n, rawHex: `7e0${n}7e` })),
  );
  expect(linesOf('transitions').map((line) => JSON.parse(line) as unknown)).toMatchObject(
    ['open', 'closed'].map((state) => ({ alert: { alertId: alertOf(1).alertId, state } })),
  );
  expect(linesOf('actions')).toHaveLength(1);
  expect(linesOf('steps').map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { alertId: alertOf(1).alertId, kind: 'deaf', level: 'city', offset: 0 },
  ]);
  expect(linesOf('read-me').join()).toContain('steps.jsonl');
  expect(linesOf('device-events')).toHaveLength(3);
  expect(linesOf('personal.json').join('')).toContain('粤B76540');

  // Retention takes everything else, files of devices too.
  for (const [table, time] of [
    ['dw.positions', 'event_time'],
    ['ods.frames', 'received_time'],
    ['dw.device_events', 'event_time'],
    ['dw.alerts', 'opened_at'],
    ['dw.alert_transitions', 'opened_at'],
    ['dw.alert_actions', 'at'],
    ['dw.alert_steps', 'at'],
  ]) {
    const ttl = `toDateTime(${time}) + toIntervalSecond(1)`;
    await client.command({
      query: `ALTER TABLE ${table} MODIFY TTL ${ttl} SETTINGS mutations_sync = 2`,
    });
    await client.command({ query: `OPTIMIZE TABLE ${table} FINAL` });
    expect({ table, left: (await rows(`SELECT 1 FROM ${table}`)).length }).toEqual({
      table,
      left: 0,
    });
  }
  await sleep(5);
  expect([await media.sweep(), media.files]).toEqual([1, 1]);
  expect(await bundleOf(sealId)).toEqual(before);

  // A blind-area upload of the period, after it was sealed: named, and the copy stays what it was.
  await client.command({ query: 'ALTER TABLE dw.positions REMOVE TTL' });
  await report(OURS, FROM + 2 * MINUTE);
  await until('it is stored', () => caughtUp(log, TOPICS.observations));
  expect(await viewOf(sealId)).toMatchObject({ later: 1, copy: { points: 3 } });
  expect(await bundleOf(sealId)).toEqual(before);

  const altered =
    'ALTER TABLE dw.sealed_positions UPDATE speed = 1 WHERE 1 SETTINGS mutations_sync = 2';
  await client.command({ query: altered });
  const refused = await seats.chief.get(`/api/seals/${sealId}/bundle`);
  expect([refused.status, await refused.json()]).toMatchObject([
    ...[500, { altered: [expect.stringMatching(/^points\/.*\.csv$/)] }],
  ]);

  const lift = (seat: Seat, reason = '案件已结') =>
    statusOf(seat.post(`/api/seals/${sealId}/lift`, { reason }));
  expect(await lift(seats.chief)).toBe(403);
  expect(await lift(seats.administrator, '')).toBe(400);
  expect(await lift(seats.administrator)).toBe(202);
  await until('it is lifted', async () => (await viewOf(sealId)).state === 'lifted');
  expect([await held('dw.sealed_positions'), await held('dw.sealed_frames')]).toEqual([0, 0]);
  expect(await viewOf(sealId)).toMatchObject({ lifted: { reason: '案件已结', actor: 'admin' } });
  expect(await statusOf(seats.police.get(`/api/seals/${sealId}/bundle`))).toBe(409);
  expect(await lift(seats.administrator)).toBe(409);
  expect([await media.sweep(), media.files]).toEqual([1, 0]);

  const trail = await json<{ entries: object[] }>(seats.chief.get('/api/audit?action=seal.change'));
  expect(trail.entries).toContainEqual(
    expect.objectContaining({ actor: 'local', result: 'done', subjects: [OURS] }),
  );
  expect(trail.entries).toContainEqual(
    expect.objectContaining({ actor: 'admin', result: 'done', purpose: '案件已结' }),
  );
}, 120_000);

test('a seal over vehicles of two cities is no business of either alone', async () => {
  const both = await json<View>(
    seats.chief.post('/api/seals', { ...wish, vehicles: [OURS, THEIRS] }),
  );
  expect(await statusOf(seats.local.get(`/api/seals/${both.sealId}`))).toBe(404);
  expect(await statusOf(seats.local.get(`/api/seals/${'c'.repeat(32)}`))).toBe(404);
  const seen = await json<{ seals: View[] }>(seats.local.get('/api/seals'));
  expect(seen.seals.map(({ sealId }) => sealId)).toEqual(['ab'.repeat(16)]);
});

test('what was sealed before steps were kept is told as it was sealed', async () => {
  const { log, store } = platform;
  const { sealId } = await json<View>(seats.chief.post('/api/seals', { ...wish, toMs: FROM + 1 }));
  await until('it is sealed', async () => (await viewOf(sealId)).state === 'sealed');
  const book = new SealBook();
  const { records } = await log.read(TOPICS.seals, 0, 0, ALL);
  for (const { value } of records) book.apply(decodeSealEvent(value));
  const seal = book.get(sealId)!;
  const client = openStoreClient(store, { requestMsMax: 30_000, connectionsMax: 1 });
  const bundles = new SealBundles({ store: client, files: null, signer: async () => null });
  const of = async (copy: SealCopy) =>
    (await bundles.of({ ...seal, copy }, () => ({}))).bundle.parts.map(({ name }) => name);
  const parts = seal.copy!.parts.filter(({ name }) => name !== 'steps.jsonl');
  // Its text of then names no steps.
  const first = parts.map((part) =>
    part.name === 'read-me.txt' ? { ...part, sha256: FIRST_READ_ME } : part,
  );
  expect(await of(seal.copy!)).toContain('steps.jsonl');
  expect(await of({ ...seal.copy!, parts: first })).not.toContain('steps.jsonl');
  const { altered } = await bundles.of(
    { ...seal, copy: { ...seal.copy!, parts: first } },
    () => ({}),
  );
  expect(altered).toEqual([]);
  await client.close();
});
