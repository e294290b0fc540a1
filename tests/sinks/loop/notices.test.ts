/** From an alert to the enterprise's door: the loop and the webhook sink beside each other on one log, by the wall clock. */
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { decodeLoopStep } from '#proto/codec/step.ts';
import { type RunningLoop, startLoop } from '#sinks/loop/service.ts';
import { silent } from '../platform.ts';
import {
  type Bed,
  endpointOf,
  makeBed,
  PSEUDONYM_KEY,
  VEHICLE,
  webhookSettingsWith,
} from '../webhooks/harness.ts';
import { type Receiver, SECRETS, startReceiver } from '../webhooks/receiver.ts';

let bed: Bed;
let receiver: Receiver;
let loop: RunningLoop;
const WAIT = { timeout: 10_000, interval: 20 };

beforeAll(async () => {
  bed = await makeBed();
  const kept = { retentionMs: null, retentionBytes: null, compacted: false, partitions: 1 };
  for (const topic of [
    TOPICS.alertActions,
    TOPICS.alertSteps,
    TOPICS.policies,
    TOPICS.commands,
    TOPICS.commandResults,
  ])
    await bed.log.ensureTopic(topic, kept);
  receiver = await startReceiver(SECRETS);
  const common = { url: receiver.url, secretFile: bed.secretFile };
  const settings = webhookSettingsWith([
    endpointOf({ ...common, id: 'safety', receives: ['enterprise'], enterprises: ['E1'] }),
    endpointOf({ ...common, id: 'stranger', receives: ['enterprise'], enterprises: ['E2'] }),
  ]);
  await bed.start(settings);
  loop = await startLoop({
    ...{ log: bed.log, settings, pseudonymKey: PSEUDONYM_KEY, logger: silent },
    metrics: new Registry(),
  });
});
afterAll(async () => {
  await loop.stop();
  await bed.close();
  await receiver.close();
});

const steps = async () =>
  (await bed.records(TOPICS.alertSteps)).map((r) => decodeLoopStep(r.value));

test('whom it concerns is told once, the delivery is a step, and the end is told as well', async () => {
  const nowMs = Date.now();
  const alert = { severity: 'critical' as const, raisedAtMs: nowMs };
  await bed.writer.write(0, [{ index: 1, change: 'opened', alert }], nowMs);
  await vi.waitFor(async () => {
    expect((await steps()).map(({ kind }) => kind)).toContain('delivered');
  }, WAIT);
  expect(receiver.refused).toEqual([]);
  const [told] = receiver.received;
  expect(told).toMatchObject({ type: 'alert.notified', vehicleId: VEHICLE });
  expect(JSON.parse(told!.body).data).toMatchObject({
    ...{ level: 'enterprise', because: 'due', change: 'notified', state: 'open' },
    ...{ type: 'speed.over', severity: 'critical', enterpriseId: 'E1' },
  });

  // A second process that thought itself alone wrote the same step.
  const [again] = (await bed.records(TOPICS.alertSteps)).filter(
    ({ value }) => decodeLoopStep(value).kind === 'notified',
  );
  const { key, timeMs, value } = again!;
  await bed.log.append(TOPICS.alertSteps, 0, [{ key, timeMs, value }]);

  const end = { ...alert, closedAtMs: Date.now() };
  await bed.writer.write(0, [{ index: 1, change: 'closed', alert: end }], Date.now());
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(1), WAIT);
  expect(receiver.received.map(({ type }) => type)).toEqual(['alert.notified', 'alert.closed']);
  const [first, second] = receiver.received;
  expect(second!.seq).toBeGreaterThan(first!.seq);
  const attempts = (await bed.deliveries()).filter((record) => record.kind === 'attempt');
  expect(new Set(attempts.map(({ endpoint }) => endpoint))).toEqual(new Set(['safety']));
});
