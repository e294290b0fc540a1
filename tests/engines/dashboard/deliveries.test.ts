/** The window of endpoints and dead letters in a real browser: what a supervisor sees, and that a button's wish is in the log. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeadLetter, EndpointStatus } from '#core/delivery.ts';
import { TOPICS } from '#core/topics.ts';
import {
  decodeDeliveryCommand,
  encodeDeadLetter,
  encodeDeliveryRecord,
} from '#proto/codec/delivery.ts';
import { PASSWORD, startServer, type TestServer } from '#tests/dashboard/server/harness.ts';
import { ensureWebBuild } from '../../../dashboard/web/build.ts';
import { hasChromium, launch, NO_CHROMIUM } from '../browser.ts';

const NOW = Date.now();
const healthy: EndpointStatus = {
  kind: 'status',
  endpoint: 'emergency-centre',
  atMs: NOW,
  state: 'healthy',
  failingSinceMs: null,
  waiting: 0,
  lagRecords: 0,
  dead: 0,
  deliveredTotal: 12_345,
  lastAtMs: NOW - 4_000,
  lastReason: 'delivered',
  lastStatus: 204,
  heldUntilMs: null,
  nextAtMs: null,
};
const deaf: EndpointStatus = {
  ...healthy,
  endpoint: 'traffic-police',
  state: 'deaf',
  failingSinceMs: NOW - 900_000,
  waiting: 41,
  dead: 2,
  lastReason: 'receiver-error',
  lastStatus: 502,
  nextAtMs: NOW + 300_000,
};
const letter: DeadLetter = {
  endpoint: 'traffic-police',
  webhookId: 'msg_first',
  state: 'dead',
  alertId: 'a'.repeat(32),
  alertType: 'terminal.sos',
  change: 'closed',
  partition: 0,
  offset: 9,
  attempts: 13,
  reason: 'timeout',
  status: null,
  atMs: NOW - 60_000,
};

describe.skipIf(!hasChromium)(`deliveries${hasChromium ? '' : ` (${NO_CHROMIUM})`}`, () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await startServer({ webRoot: await ensureWebBuild() });
    const record = (value: Uint8Array) => ({ key: 'x', timeMs: NOW, value });
    await server.log.append(
      TOPICS.deliveries,
      0,
      [healthy, deaf].map((status) => record(encodeDeliveryRecord(status))),
    );
    await server.log.append(
      TOPICS.deadLetters,
      0,
      [letter, { ...letter, webhookId: 'msg_second' }].map((each) =>
        record(encodeDeadLetter(each)),
      ),
    );
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(server.url);
    await page.fill('input[name=user]', 'admin');
    await page.fill('input[name=password]', PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('.top-bar').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const asked = async () => {
    const read = { maxRecords: 100, maxBytes: 1e6, waitMs: 0 };
    const { records } = await server.log.read(TOPICS.deliveryCommands, 0, 0, read);
    return records.map(({ value }) => decodeDeliveryCommand(value));
  };

  test('opens by a key, says state, lag and last answer in both languages, closes by Escape', async () => {
    await page.keyboard.press('w');
    const card = page.locator('section.endpoint', { hasText: 'traffic-police' });
    await card.waitFor();
    expect(await card.locator('.endpoint-state').textContent()).toBe('失聪');
    expect(await card.textContent()).toContain('HTTP 502');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.getByText('English', { exact: true }).click();
    await page.getByText('Deliveries', { exact: true }).click();
    expect(await card.locator('.endpoint-state').textContent()).toBe('Deaf');
    expect(await card.locator('.counts').textContent()).toBe(
      'Delivered12,345Waiting41Not read yet0Dead2',
    );
    const other = page.locator('section.endpoint', { hasText: 'emergency-centre' });
    expect(await other.getByText('Try now').isDisabled()).toBe(true);
  });

  test('one dead letter, a period, an endpoint: each button is one command in the log', async () => {
    await page.locator('tr', { hasText: 'SOS' }).first().getByText('Deliver again').click();
    await expect.poll(async () => (await asked()).length).toBe(1);
    const dead = page.locator('section[aria-labelledby=dead-letters]');
    await dead.locator('input[name=from]').fill('2026-11-21T08:00');
    await dead.locator('input[name=to]').fill('2026-11-21T09:30');
    await page.getByText('Deliver this period again').click();
    await expect.poll(async () => (await asked()).length).toBe(2);
    const card = page.locator('section.endpoint', { hasText: 'traffic-police' });
    await card.getByText('Try now').click();
    await expect.poll(async () => (await asked()).length).toBe(3);
    await card.getByText('Send a test').click();
    await expect.poll(async () => (await asked()).length).toBe(4);
    const again = card.locator('details', { hasText: 'Send a period once more' });
    await again.locator('summary').click();
    await again.locator('input[name=from]').fill('2026-11-21T07:00');
    await again.getByText('Send again').click();
    await expect.poll(async () => (await asked()).length).toBe(5);
    const common = { endpoint: 'traffic-police', actor: 'admin' };
    // The newest dead letter stands first.
    expect(await asked()).toMatchObject([
      { ...common, action: 'redeliver', webhookIds: ['msg_second'], fromMs: null },
      {
        ...common,
        action: 'redeliver',
        webhookIds: [],
        fromMs: Date.parse('2026-11-21T08:00:00+08:00'),
        toMs: Date.parse('2026-11-21T09:30:00+08:00'),
      },
      { ...common, action: 'hasten' },
      { ...common, action: 'test' },
      {
        ...common,
        action: 'resend',
        fromMs: Date.parse('2026-11-21T07:00:00+08:00'),
        toMs: null,
      },
    ]);
    await page.locator('.toast', { hasText: 'Asked: Send again (traffic-police)' }).waitFor();
  });

  test('what was asked shows as soon as the sink says so', async () => {
    const waiting = { ...letter, webhookId: 'msg_second', state: 'waiting' as const };
    const delivered = { ...letter, state: 'delivered' as const };
    for (const each of [waiting, delivered])
      await server.log.append(TOPICS.deadLetters, 0, [
        { key: 'x', timeMs: NOW, value: encodeDeadLetter(each) },
      ]);
    await page.getByText('Dead letters (1)').waitFor();
    await page.getByText('being delivered again').waitFor();
  });
});
