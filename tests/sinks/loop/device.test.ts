/** From an alert to the driver's ear: real terminals on real connections, the gateway and the loop on one log. */
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeAlertAction, encodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeLoopStep } from '#proto/codec/step.ts';
import { type SinkSettings, sinkSettings } from '#sinks/config.ts';
import { type RunningLoop, startLoop } from '#sinks/loop/service.ts';
import { acknowledge, downs } from '../../ingest/command-desk.ts';
import { deviceKeyOf, type Harness, SECRETS, startHarness } from '../../ingest/harness.ts';
import { Terminal } from '../../ingest/terminal.ts';
import { silent } from '../platform.ts';
import { alertOf } from '../webhooks/harness.ts';
import { wordOf } from './bed.ts';

let ingest: Harness;
let loop: RunningLoop;
let number = 0;
const WAIT = { timeout: 15_000, interval: 20 };

beforeAll(async () => {
  ingest = await startHarness({ commands: { answerMs: 30_000 } });
  const kept = { retentionMs: null, retentionBytes: null, compacted: false, partitions: 1 };
  for (const topic of [TOPICS.alerts, TOPICS.alertSteps, TOPICS.policies, TOPICS.deliveries])
    await ingest.log.ensureTopic(topic, kept);
  loop = await startLoop({
    log: ingest.log,
    settings: Value.Default(sinkSettings, {}) as SinkSettings,
    pseudonymKey: SECRETS.pseudonymKey,
    logger: silent,
    metrics: new Registry(),
  });
});
afterAll(async () => {
  await loop.stop();
  await ingest.stop();
});

async function online(phone: string, edition: '2013' | '2019'): Promise<Terminal> {
  const terminal = await Terminal.connect(ingest.tcpPort, phone, edition);
  await terminal.signOn();
  return terminal;
}

async function raise(index: number, phone: string, type: string): Promise<Alert> {
  const nowMs = Date.now();
  const times = { openedAtMs: nowMs - 31_000, raisedAtMs: nowMs };
  const alert = alertOf(index, {
    type,
    severity: 'critical',
    subjectKey: deviceKeyOf(phone),
    ...times,
  });
  const value = encodeAlertTransition({
    task: 't',
    epoch: 1,
    number: ++number,
    change: 'opened',
    alert,
  });
  await ingest.log.append(TOPICS.alerts, 0, [{ key: alert.alertId, timeMs: nowMs, value }]);
  return alert;
}

async function stepsOf({ alertId }: Alert): Promise<string[]> {
  const all = { maxRecords: 1_000, maxBytes: 1e7, waitMs: 0 };
  const { records } = await ingest.log.read(TOPICS.alertSteps, 0, 0, all);
  return records
    .map(({ value }) => decodeLoopStep(value))
    .filter((step) => step.alertId === alertId)
    .map(wordOf);
}

test.each([
  { edition: '2013', flag: 0b1101, textType: undefined },
  { edition: '2019', flag: 0b1110, textType: 1 },
] as const)('a terminal of $edition is given one warning to read aloud', async (expected) => {
  const { edition, flag, textType } = expected;
  const phone = edition === '2013' ? '13600000013' : '13600000019';
  const terminal = await online(phone, edition);
  const alert = await raise(edition === '2013' ? 1 : 2, phone, 'speed.over');
  await vi.waitFor(() => expect(downs(terminal).length).toBe(1), WAIT);
  const [down] = downs(terminal);
  const text = '您已超速,当前98公里每小时,限速80,请减速慢行';
  expect(down).toMatchObject({ messageId: 0x8300, body: { flag, text } });
  expect(down!.body.textType).toBe(textType);
  acknowledge(terminal, down!);
  await vi.waitFor(async () => expect(await stepsOf(alert)).toContain('heard 1 answered'), WAIT);
  expect(downs(terminal).length).toBe(1);
});

test('an emergency is confirmed by its bit once a person has taken it', async () => {
  const phone = '13600000020';
  const terminal = await online(phone, '2019');
  const alert = await raise(3, phone, 'terminal.sos');
  await vi.waitFor(async () => expect((await stepsOf(alert)).length).toBeGreaterThan(0), WAIT);
  expect(downs(terminal)).toEqual([]);
  const none = { outcome: null, cause: null, note: null, untilMs: null };
  const { alertId } = alert;
  const action = { alertId, baseVersion: 0, atMs: Date.now(), actor: 'li', ...none };
  const value = encodeAlertAction({ ...action, action: 'acknowledge' });
  await ingest.log.append(TOPICS.alertActions, 0, [{ key: alertId, timeMs: Date.now(), value }]);
  await vi.waitFor(() => expect(downs(terminal).length).toBe(1), WAIT);
  const [down] = downs(terminal);
  expect(down).toMatchObject({ messageId: 0x8203, body: { alarmSerial: 0, alarmType: 1 } });
  acknowledge(terminal, down!);
});
