/** What was concluded and what was done, as rows: attempts to deliver, verdicts on risk, steps of the loop. */
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeliveryAttempt, DeliveryRecord } from '#core/delivery.ts';
import type { SubjectKey } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeDeliveryRecord } from '#proto/codec/delivery.ts';
import { startSink } from '#sinks/main.ts';
import {
  caughtUp,
  EPOCH_MS,
  NO_FILES,
  settingsWith,
  silent,
  startTestPlatform,
  type TestPlatform,
  until,
} from './platform.ts';
import { appendRisk, appendSteps, riskTold, storedAlert } from './records.ts';

let platform: TestPlatform;
const key = 'ffffffffffffffff' as SubjectKey;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());

test('attempts to deliver are rows; how endpoints stand is not', async () => {
  const attempt: DeliveryAttempt = {
    kind: 'attempt',
    endpoint: 'police',
    webhookId: 'msg_1',
    alertId: 'a'.repeat(32),
    alertType: 'speed.over',
    change: 'opened',
    partition: 1,
    offset: 42,
    attempt: 2,
    atMs: EPOCH_MS,
    durationMs: 12,
    outcome: 'failed',
    reason: 'timeout',
    status: null,
    nextAtMs: EPOCH_MS + 5_000,
  };
  const delivered = {
    outcome: 'delivered',
    reason: 'delivered',
    status: 204,
    nextAtMs: null,
  } as const;
  const status: DeliveryRecord = {
    kind: 'status',
    endpoint: 'police',
    atMs: EPOCH_MS,
    state: 'healthy',
    failingSinceMs: null,
    waiting: 0,
    lagRecords: 0,
    dead: 0,
    deliveredTotal: 1,
    lastAtMs: null,
    lastReason: null,
    lastStatus: null,
    heldUntilMs: null,
    nextAtMs: null,
  };
  const records = [
    attempt,
    status,
    { ...attempt, ...delivered, attempt: 3, atMs: EPOCH_MS + 5_100 },
  ];
  await platform.log.append(
    TOPICS.deliveries,
    0,
    records.map((each) => ({
      key: 'police',
      timeMs: each.atMs,
      value: encodeDeliveryRecord(each),
    })),
  );
  const parts = { log: platform.log, settings: settingsWith({}), store: platform.store };
  const metrics = new Registry();
  const sink = await startSink('clickhouse', { ...NO_FILES, ...parts, logger: silent, metrics });
  await until('they are stored', () => caughtUp(platform.log, TOPICS.deliveries));
  await sink.stop();
  expect(await platform.rows('SELECT * FROM dw.deliveries ORDER BY at')).toEqual([
    {
      endpoint: 'police',
      at: '2026-11-21 04:00:00.000',
      webhook_id: 'msg_1',
      attempt: 2,
      outcome: 'failed',
      reason: 'timeout',
      status: null,
      duration: 12,
      next_at: '2026-11-21 04:00:05.000',
      alert_id: 'a'.repeat(32),
      alert_type: 'speed.over',
      change: 'opened',
      alert_partition: 1,
      alert_offset: '42',
      log_partition: 0,
      log_offset: '0',
    },
    expect.objectContaining({ attempt: 3, outcome: 'delivered', status: 204, log_offset: '2' }),
  ]);
});

test('verdicts on risk, changes of codes and violations by section become rows', async () => {
  await appendRisk(platform.log, riskTold(key));
  const { log, store } = platform;
  const parts = { log, settings: settingsWith({}), store, logger: silent, metrics: new Registry() };
  const sink = await startSink('clickhouse', { ...NO_FILES, ...parts });
  await until('they are stored', () => caughtUp(log, TOPICS.risk));
  await sink.stop();
  const rows = <T>(query: string) => platform.rows<T>(query);
  expect(
    await rows(
      'SELECT subject, version, score, code, way_km FROM svc.risk_verdicts ORDER BY as_of',
    ),
  ).toEqual([
    { subject: key, version: 3, score: 62.5, code: 'red', way_km: 500.5 },
    { subject: key, version: 4, score: 70.1, code: 'red', way_km: 500.5 },
  ]);
  expect(
    await rows('SELECT subject, code_before, code, alert_id, reason_zh FROM svc.risk_codes'),
  ).toEqual([
    {
      subject: key,
      code_before: '',
      code: 'red',
      alert_id: 'a1',
      reason_zh: '1 条严重告警尚未办结',
    },
  ]);
  expect(
    await rows(
      'SELECT section, weekday, hour, violations, rate FROM svc.violation_sections ORDER BY section, weekday',
    ),
  ).toEqual([
    { section: 's-1', weekday: 0, hour: 255, violations: 12, rate: 15 },
    { section: 's-1', weekday: 1, hour: 10, violations: 5, rate: null },
    { section: 's-2', weekday: 0, hour: 255, violations: 0, rate: null },
  ]);
});

test('of a step that lies in the log twice the first counts, and a reaction can be summed', async () => {
  await appendSteps(platform.log, storedAlert(key));
  const sink = await startSink('clickhouse', {
    log: platform.log,
    ...NO_FILES,
    settings: settingsWith({ flushMs: 20 }),
    store: platform.store,
    logger: silent,
    metrics: new Registry(),
  });
  await until('they are stored', () => caughtUp(platform.log, TOPICS.alertSteps));
  await sink.stop();
  const rows = await platform.rows(
    "SELECT kind, level, result, took_ms, JSONExtractRaw(body, 'endpoints') AS told FROM dw.alert_steps FINAL ORDER BY kind",
  );
  expect(rows).toEqual([
    { kind: 'notified', level: 'city', result: '', took_ms: null, told: '["police"]' },
    { kind: 'reaction', level: '', result: 'reacted', took_ms: 42_000, told: '' },
  ]);
});
