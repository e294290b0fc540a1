/** The evidence of an alert from the real store: whole, signed, and no more of it than whoever asks may have. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import type { MediaEvent } from '#core/media.ts';
import { systemClock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeMediaEvent } from '#proto/codec/media.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import { readContainer } from '#runtime/evidence/container.ts';
import { EvidenceSigner } from '#runtime/evidence/signing.ts';
import { memorySource, verifyEvidence } from '#runtime/evidence/verify.ts';
import { MediaStore } from '#runtime/media/media-store.ts';
import type { Store } from '#runtime/store/supervisor.ts';
import { migrate } from '#sinks/clickhouse/migrate.ts';
import { startTestStore } from '#tests/test-store.ts';
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
import {
  appendTransitions,
  EVIDENCE_KEY,
  newLog,
  startServer,
  type TestServer,
} from './harness.ts';
import { alertOf, transitionOf } from './support.ts';

const OPENED = Date.now() - 3_600_000;
const KEY = keyOfVehicle(0);
const dir = mkdtempSync(join(tmpdir(), 'tizheng-evidence-'));
const PICTURE = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500, 3)]);
const facts = (n: number, changes: Partial<Alert> = {}) =>
  alertOf(n, {
    ...{ subjectKey: keyOfVehicle(n), openedAtMs: OPENED, raisedAtMs: OPENED + 31_000 },
    evidence: [{ partition: 1, offset: 4, eventTimeMs: OPENED }],
    ...changes,
  });
const closed = facts(0, { state: 'closed', closedAtMs: OPENED + 60_000, measured: 118 });
let store: Store;
let client: ClickHouseClient;
let server: TestServer;
let seats: Record<'chief' | 'officer' | 'firm' | 'police', Seat>;

beforeAll(async () => {
  store = await startTestStore(join(dir, 'store'));
  client = createClient({ url: store.url, username: store.username, password: store.password });
  await migrate(client);
  const log = await newLog();
  const reading = (offset: number) => ({
    key: KEY,
    timeMs: OPENED,
    value: encodeReading({
      ...{ subjectKey: KEY, deviceKey: KEY, protocol: 'jt808_2019', receivedTimeMs: OPENED },
      ...{ serial: offset, raw: Uint8Array.of(0x7e, offset, 0x7e) },
      body: { kind: 'session', online: true, reason: 'idle' },
    }),
  });
  await log.append(
    TOPICS.reports,
    1,
    Array.from({ length: 12 }, (_, offset) => reading(offset)),
  );
  await fill();
  await fillRegistry(log);
  await putPerson(log, personOf('chief', 'supervisor', WHOLE));
  await putPerson(log, personOf('officer', 'dispatcher', SHENZHEN));
  await putPerson(log, personOf('firm', 'enterprise', { regions: null, enterprises: ['e-1'] }));
  await putPerson(log, personOf('police', 'enforcement', WHOLE));
  const files = await MediaStore.open({
    ...{ directory: join(dir, 'media'), bytesMaxRefuse: 1e6, keepMs: 1e9, clock: systemClock },
    sealed: async () => new Set(),
  });
  const stored = await files.put(PICTURE);
  const media: MediaEvent = {
    ...{ subjectKey: KEY, deviceKey: KEY, atMs: OPENED + 9_000, gateway: 'main' },
    alarm: { timeMs: OPENED + 5_000, itemId: 0x65, type: 1, level: 2 },
    step: { kind: 'stored', alarmNo: 'n', name: 'x', media: 'picture', channel: 1, ...stored! },
  };
  await log.append(TOPICS.media, 0, [{ key: KEY, timeMs: OPENED, value: encodeMediaEvent(media) }]);
  await appendTransitions(log, [transitionOf(1, closed), transitionOf(2, facts(3))]);
  server = await startServer({ log, store, mediaDir: join(dir, 'media') });
  seats = {
    chief: await signIn(server, 'chief'),
    officer: await signIn(server, 'officer'),
    firm: await signIn(server, 'firm'),
    police: await signIn(server, 'police'),
  };
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await client?.close();
  await store?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Ten positions, the first five with their frames in the store; two states of the alert; an action. */
async function fill(): Promise<void> {
  const subject = BigInt(`0x${KEY}`).toString();
  const insert = (table: string, values: object[]) =>
    client.insert({ table, format: 'JSONEachRow', values });
  await insert(
    'dw.positions',
    Array.from({ length: 10 }, (_, offset) => ({
      ...{ subject, event_time: OPENED + offset * 1_000, received_delay: 250 },
      ...{ latitude: 230_000_000 + offset, longitude: 1_130_000_000, speed: 1_123, course: null },
      ...{ driver: offset < 5 ? '1' : null, device: '255', protocol: 'jt808_2019' },
      ...{ input_partition: 1, input_offset: offset },
    })),
  );
  await insert(
    'ods.frames',
    Array.from({ length: 5 }, (_, offset) => ({
      ...{ input_partition: 1, input_offset: offset, received_time: OPENED + offset * 1_000 },
      ...{ protocol: 'jt808_2019', raw: `frame ${offset}` },
    })),
  );
  const transition = (number: number, change: string, alert: Alert) => ({
    ...{ alert_id: alert.alertId, version: (2n ** 40n + BigInt(number)).toString() },
    ...{ task: 'vehicle-1', change, subject, opened_at: OPENED, body: JSON.stringify(alert) },
  });
  const states = [transition(1, 'opened', facts(0)), transition(2, 'closed', closed)];
  // A batch sent twice.
  for (const _ of [1, 2]) await insert('dw.alert_transitions', states);
  await insert('dw.alert_actions', [
    {
      ...{ alert_id: closed.alertId, at: OPENED + 70_000, actor: 'officer', action: 'comment' },
      ...{ base_version: 0, note: '已电话提醒', log_partition: 0, log_offset: 5 },
    },
  ]);
  const step = (offset: number, body: object) => ({
    ...{ at: OPENED + 32_000, alert_id: closed.alertId, step_id: `${offset}`.padStart(32, 'a') },
    ...{ subject, alert_type: closed.type, kind: 'x', level: '', result: '', took_ms: null },
    ...{ body: JSON.stringify(body), precedence: 1_000 - offset, log_offset: offset },
  });
  const said = { kind: 'said', times: 1, text: '您已超速', urgency: 'urgent' };
  await insert('dw.alert_steps', [
    step(8, { kind: 'notified', level: 'enterprise', endpoints: ['yard'], because: 'due' }),
    step(7, said),
    // What another process wrote under the same id counts nowhere.
    { ...step(9, { ...said, text: 'twice' }), step_id: step(7, {}).step_id },
  ]);
  // Years old: the duty room's list does not hold it any more.
  const old = facts(1, { openedAtMs: OPENED - 900 * 86_400_000, evidence: [] });
  await insert('dw.alerts', [
    {
      ...{
        alert_id: old.alertId,
        version: 1,
        type: old.type,
        rule_version: 1,
        subject,
        state: 'open',
      },
      ...{ opened_at: old.openedAtMs, raised_at: old.openedAtMs, body: JSON.stringify(old) },
    },
  ]);
}

async function bundleOf(seat: Seat, n: number, headers: object = {}) {
  const path = `/api/alerts/${alertOf(n).alertId}/evidence`;
  const answer = await seat.send('GET', path, undefined, headers);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.headers.get('content-length')).toBe(String(bytes.length));
  const source = memorySource(bytes);
  const verdict = await verifyEvidence(source, {
    publicKey: new EvidenceSigner(EVIDENCE_KEY).publicKey,
  });
  expect(verdict.faults).toEqual([]);
  const text: Record<string, string> = {};
  for (const { name, at, size } of await readContainer(source))
    text[name] = bytes.subarray(at, at + size).toString();
  const lines = (name: string) => text[name]!.trimEnd().split('\n');
  const json = (name: string) => lines(name).map((line) => JSON.parse(line) as never);
  return { manifest: verdict.manifest!, text, lines, json };
}

describe('holds what the alert rests on', () => {
  test('its states, rule, points, raw bytes, files, handling and the end of the audit trail', async () => {
    const { manifest, text, lines, json } = await bundleOf(seats.chief, 0);
    expect(json('transitions.jsonl')).toMatchObject([
      { epoch: 1, number: 1, change: 'opened', alert: { state: 'open' } },
      { epoch: 1, number: 2, change: 'closed', alert: { measured: 118, state: 'closed' } },
    ]);
    expect(JSON.parse(text['rule.json']!)).toMatchObject({
      ...{ type: 'speed.over', version: 1, params: {}, clause: 'clause' },
      explanation: { zh: '超速', en: 'speeding' },
    });
    const points = lines('points.csv');
    expect(points.length).toBe(11);
    expect(points[1]).toBe(
      `${KEY},${OPENED},${OPENED + 250},230000000,1130000000,,1123,,,0,0,0,00000000000000ff,0000000000000001,jt808_2019,1,0`,
    );
    // What the store lacks is in the log.
    const frames = json('frames.jsonl') as { offset: number; rawHex: string }[];
    expect(frames.map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(frames[4]!.rawHex).toBe(Buffer.from('frame 4').toString('hex'));
    expect(frames[5]!.rawHex).toBe('7e057e');
    const picture = manifest.parts.find(({ name }) => name.endsWith('.png'))!;
    expect(picture).toMatchObject({ bytes: PICTURE.length });
    expect(picture.name).toBe(`attachments/${picture.sha256}.png`);
    expect(json('actions.jsonl')).toMatchObject([{ actor: 'officer', note: '已电话提醒' }]);
    expect(json('steps.jsonl')).toMatchObject([
      { kind: 'said', text: '您已超速', offset: 7, alertId: closed.alertId },
      { kind: 'notified', endpoints: ['yard'], offset: 8 },
    ]);
    const { high } = await server.log.ends(TOPICS.audit, 0);
    expect(manifest.audit!.offset).toBeLessThan(high);
    expect(manifest.withheld).toEqual([]);
    const audited = await seats.chief.get('/api/audit?action=export&limit=1');
    expect(((await audited.json()) as { entries: object[] }).entries).toMatchObject([
      { actor: 'chief', rows: 10, result: 'done', subjects: [alertOf(0).alertId, KEY] },
    ]);
  });

  test('also of an alert that the list does not hold any more', async () => {
    const { manifest, text } = await bundleOf(seats.chief, 1);
    expect(JSON.parse(text['alert.json']!)).toMatchObject({ alertId: alertOf(1).alertId });
    expect(manifest).toMatchObject({ kind: 'alert', id: alertOf(1).alertId });
  });
});

test('a byte of what was done by itself cannot be altered unseen', async () => {
  const path = `/api/alerts/${alertOf(0).alertId}/evidence`;
  const bytes = Buffer.from(await (await seats.chief.get(path)).arrayBuffer());
  const entries = await readContainer(memorySource(bytes));
  const { at, size } = entries.find(({ name }) => name === 'steps.jsonl')!;
  expect(size).toBeGreaterThan(100);
  for (const place of [at, at + Math.floor(size / 2), at + size - 1]) {
    const altered = Buffer.from(bytes);
    altered[place]! ^= 1;
    const { faults } = await verifyEvidence(memorySource(altered));
    expect(faults.map(({ where }) => where)).toEqual(['steps.jsonl']);
  }
});

describe('tells no more than whoever asks is cleared for', () => {
  const personal = async (seat: Seat, headers: object = {}) =>
    JSON.parse((await bundleOf(seat, 0, headers)).text['personal.json']!) as object;

  test('an enterprise gets no raw bytes and no names', async () => {
    const { manifest, text } = await bundleOf(seats.firm, 0);
    expect(manifest.withheld).toEqual([
      { part: 'steps.jsonl: endpoints', why: 'clearance', count: 2 },
      { part: 'frames.jsonl', why: 'clearance', count: 10 },
      { part: 'personal.json', why: 'clearance', count: 1 },
    ]);
    expect(text['steps.jsonl']).toContain('您已超速');
    expect(JSON.stringify(text)).not.toContain('yard');
    expect(Object.keys(text)).not.toContain('personal.json');
    expect(JSON.stringify(text)).not.toContain('粤B7654');
  });

  test('names are masked as on the page, and enforcement reads them', async () => {
    const vehicle = { plate: '粤B76540' };
    expect(await personal(seats.officer)).toMatchObject({ masking: 'duty', vehicle });
    expect(await personal(seats.officer, { 'x-purpose': 'G4' })).toMatchObject({ masking: 'call' });
    expect(await personal(seats.police)).toMatchObject({ masking: 'enforcement', vehicle });
  });

  test('another city’s alert is not there, and neither is one that never was', async () => {
    const statusOf = async (seat: Seat, n: number) =>
      (await seat.get(`/api/alerts/${alertOf(n).alertId}/evidence`)).status;
    expect(await statusOf(seats.officer, 3)).toBe(404);
    expect(await statusOf(seats.chief, 3)).toBe(200);
    expect(await statusOf(seats.chief, 77)).toBe(404);
    expect((await seats.chief.get('/api/alerts/xyz/evidence')).status).toBe(400);
  });
});

test('the key is published as the bundles are signed', async () => {
  const signer = new EvidenceSigner(EVIDENCE_KEY);
  expect(await (await seats.firm.get('/api/evidence/key')).json()).toEqual({
    ...{ algorithm: 'Ed25519', publicKey: signer.publicKey },
    ...{ keyId: signer.keyId, publicPem: signer.publicPem },
  });
});
