/** Speaking to a vehicle in a real browser: what the button asks is in the log, what gateways tell is on the page. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command, CommandResult } from '#core/command.ts';
import { subjectKeyOf } from '#core/identity.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeCommandRecord, encodeCommandResult } from '#proto/codec/command.ts';
import { encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import {
  appendTransitions,
  newLog,
  PASSWORD,
  PSEUDONYM_KEY,
  startServer,
  type TestServer,
} from '#tests/dashboard/server/harness.ts';
import { alertOf, transitionOf } from '#tests/dashboard/server/support.ts';
import { ensureWebBuild } from '../../../dashboard/web/build.ts';
import { hasChromium, launch, NO_CHROMIUM } from '../browser.ts';

const VEHICLE = '粤B12345-2';
const DEVICE = subjectKeyOf(PSEUDONYM_KEY, 'device', '13800000001');

describe.skipIf(!hasChromium)(`commands${hasChromium ? '' : ` (${NO_CHROMIUM})`}`, () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const log = await newLog();
    const put = (entity: 'vehicle' | 'device', id: string, item: object) => ({
      key: registryKeyOf(PSEUDONYM_KEY, entity, id),
      timeMs: 1,
      value: encodeRegistryEntity({
        ...{ entity, id, json: JSON.stringify(item), changedAtMs: 1, actor: 'test' },
      }),
    });
    await log.append(TOPICS.registry, 0, [
      put('vehicle', VEHICLE, {
        ...{ vehicleId: VEHICLE, plate: '粤B12345', plateColour: 2, class: 'heavy' },
        ...{ enterpriseId: 'E1', regionCode: '440300' },
      }),
      put('device', '13800000001', { deviceId: '13800000001', vehicleId: VEHICLE }),
    ]);
    const subjectKey = subjectKeyOf(PSEUDONYM_KEY, 'vehicle', VEHICLE);
    await appendTransitions(log, [transitionOf(1, alertOf(1, { subjectKey }))]);
    server = await startServer({ log, webRoot: await ensureWebBuild() });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(`${server.url}/#alert=${alertOf(1).alertId}`);
    await page.fill('input[name=user]', 'admin');
    await page.fill('input[name=password]', PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('.top-bar').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const partition = partitionOf(DEVICE, 2);
  const asked = async () => {
    const read = { maxRecords: 100, maxBytes: 1e6, waitMs: 0 };
    const { records } = await server.log.read(TOPICS.commands, partition, 0, read);
    return records.map(({ value }) => decodeCommandRecord(value) as Command);
  };
  const tell = async ({ commandId }: Command, more: Partial<CommandResult>) => {
    const value = encodeCommandResult({
      ...{ commandId, deviceKey: DEVICE, atMs: Date.now(), gateway: 'g', state: 'sent' },
      ...{ attempt: 1, reason: null, waitsFor: null, untilMs: null, sessionSinceMs: null },
      ...{ reply: null, ...more },
    });
    await server.log.append(TOPICS.commandResults, partition, [{ key: DEVICE, timeMs: 1, value }]);
  };

  test('a text is asked by keyboard alone, and its states are shown as they come', async () => {
    await page.locator('.detail').waitFor();
    await page.keyboard.press('s');
    await page.locator('dialog h2', { hasText: '粤B12345' }).waitFor();
    await page.locator('dialog textarea').focus();
    await page.keyboard.type('前方团雾');
    await page.keyboard.press('Tab');
    await page.locator('dialog button[type=submit].primary').focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await asked()).length).toBe(1);
    const [command] = await asked();
    expect(command).toMatchObject({
      kind: 'text',
      args: { text: '前方团雾', urgency: 'notice', readAloud: true },
      alertId: alertOf(1).alertId,
      actor: 'admin',
    });
    const state = page.locator('.commands .command-state').first();
    await tell(command!, { state: 'queued', attempt: 0, waitsFor: 'device' });
    await state.getByText('终端离线').waitFor();
    await tell(command!, { state: 'sent', untilMs: Date.now() + 60_000 });
    await state.getByText('已发送').waitFor();
    const reply = { messageId: '0x0001', result: 0, fields: null };
    await tell(command!, { state: 'answered', reply });
    await state.getByText('终端已应答').waitFor();
  });

  test('a position comes back as coordinates; what waits is taken back', async () => {
    await page.getByText('查询位置').click();
    await expect.poll(async () => (await asked()).length).toBe(2);
    const fields = { latitudeDeg: 22.5, longitudeDeg: 113.9 };
    const reply = { messageId: '0x0201', result: null, fields };
    await tell((await asked())[1]!, { state: 'answered', reply });
    await page.locator('.commands', { hasText: '22.50000° N 113.90000° E' }).waitFor();
    await page.getByText('拍照', { exact: true }).click();
    await page.locator('.commands button', { hasText: '撤回' }).click();
    await expect.poll(async () => (await asked()).at(-1)?.record).toBe('cancellation');
  });

  test('what is dangerous needs a reason and a confirmation', async () => {
    await page.locator('details.dangerous summary').click();
    const doIt = page.locator('details.dangerous button[type=submit]');
    const before = (await asked()).length;
    await doIt.click();
    await page.fill('details.dangerous input[name=reason]', '测试');
    await doIt.click();
    expect((await asked()).length).toBe(before);
    await page.locator('details.dangerous input[type=checkbox]').check();
    await doIt.click();
    await expect.poll(async () => (await asked()).length).toBe(before + 1);
    expect((await asked()).at(-1)).toMatchObject({ kind: 'control-vehicle', repeat: 'once' });
  });
});
