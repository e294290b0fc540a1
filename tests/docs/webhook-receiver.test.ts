/** The receiver of docs/examples does what docs/webhooks.md says of receivers, against the real sink. */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSecrets, signatureOf } from '#sinks/webhooks/signature.ts';
import { type ReceiverProcess, startReceiverProcess } from '#tools/simulate/webhook-receiver.ts';
import { type Bed, endpointOf, makeBed, webhookSettingsWith } from '../sinks/webhooks/harness.ts';
import { SECRETS } from '../sinks/webhooks/receiver.ts';

let bed: Bed;
let receiver: ReceiverProcess;

beforeAll(async () => {
  bed = await makeBed();
  receiver = await startReceiverProcess(bed.secretFile);
});
afterAll(async () => {
  await receiver.stop();
  await bed.close();
});

async function post(
  secret: string,
  changes: { id?: string; ageS?: number; tampered?: boolean } = {},
) {
  const { id = 'msg_by_hand', ageS = 0, tampered = false } = changes;
  const timestampS = Math.floor(Date.now() / 1_000) - ageS;
  const data = {
    alertId: 'f'.repeat(32),
    type: 'speed.over',
    state: 'open',
    seq: 1,
    vehicleId: null,
  };
  const body = JSON.stringify({ type: 'alert.opened', timestamp: '', data });
  const signature = signatureOf(parseSecrets(secret, 'x'), { id, timestampS, body });
  const answer = await fetch(`${receiver.url}/alerts`, {
    method: 'POST',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(timestampS),
      'webhook-signature': signature,
    },
    body: tampered ? body.replace('open', 'shut') : body,
  });
  return answer.status;
}

test('takes what the sink sends, each id once, and refuses what is not genuine', async () => {
  const endpoint = endpointOf({
    url: `${receiver.url}/alerts`,
    secretFile: bed.secretFile,
    startAt: 'earliest',
  });
  await bed.start(webhookSettingsWith([endpoint]));
  await bed.writer.write(0, [
    { index: 1, change: 'opened' },
    { index: 2, change: 'opened' },
    { index: 1, change: 'closed' },
  ]);
  await expect.poll(async () => (await receiver.count())?.delivered).toBe(3);
  expect(await receiver.count()).toMatchObject({
    received: 3,
    repeated: 0,
    refused: 0,
    alerts: 2,
    open: 1,
  });

  expect(await post(SECRETS[0]!)).toBe(204);
  expect(await post(SECRETS[1]!)).toBe(204);
  expect(await receiver.count()).toMatchObject({ delivered: 4, repeated: 1 });
  expect(await post('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toBe(401);
  expect(await post(SECRETS[0]!, { tampered: true })).toBe(401);
  expect(await post(SECRETS[0]!, { ageS: 400 })).toBe(401);
  expect(await post(SECRETS[0]!, { ageS: -400 })).toBe(401);

  // The old secret is retired on both sides.
  writeFileSync(bed.secretFile, `${SECRETS[0]}\n`);
  expect(await post(SECRETS[1]!, { id: 'msg_old' })).toBe(401);
  expect(await post(SECRETS[0]!, { id: 'msg_new' })).toBe(204);
  expect(await receiver.count()).toMatchObject({ delivered: 5, refused: 5 });
});
