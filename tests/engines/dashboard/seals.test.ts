/** A seal over several vehicles, asked for in a real browser on a desk and on a phone. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillRegistry, keyOfVehicle, vehicleIds } from '#tests/dashboard/server/access/world.ts';
import {
  appendTransitions,
  newLog,
  PASSWORD,
  startServer,
  type TestServer,
} from '#tests/dashboard/server/harness.ts';
import { alertOf, transitionOf } from '#tests/dashboard/server/support.ts';
import { ensureWebBuild } from '../../../dashboard/web/build.ts';
import { hasChromium, launch, NO_CHROMIUM } from '../browser.ts';

const SHOTS = process.env.TIZHENG_SHOTS;
const plateOf = (n: number) => vehicleIds[n]!.slice(0, -2);
const SCREENS = [
  ['desk', 1920, 1080],
  ['phone', 390, 844],
] as const;

const WAIT_MS = 10_000;

describe.skipIf(!hasChromium)(`seals${hasChromium ? '' : ` (${NO_CHROMIUM})`}`, () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    const log = await newLog();
    await fillRegistry(log);
    server = await startServer({ log, webRoot: await ensureWebBuild() });
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function signIn(page: Page): Promise<void> {
    await page.goto(server.url);
    await page.fill('input[autocomplete=username]', 'admin');
    await page.fill('input[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.waitForSelector('.top-bar');
  }

  async function opened(width: number, height: number): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN' });
    page.setDefaultTimeout(WAIT_MS);
    await signIn(page);
    await page.locator('.top-buttons button', { hasText: '封存' }).click();
    await page.waitForSelector('.seals details');
    return page;
  }

  async function sealed(): Promise<{ vehicles: { vehicle: string }[]; reason: string }[]> {
    return ((await (await server.get('/api/seals')).json()) as { seals: never[] }).seals;
  }

  test.each(SCREENS)('several vehicles at once: %s', async (name, width, height) => {
    const page = await opened(width, height);
    const before = (await sealed()).length;
    const ask = page.locator('.seals form button.primary');
    if (!(await ask.isVisible())) await page.click('.seals summary');
    await page.fill('.seals [name=reason]', 'G4 K2010 追尾');
    await ask.click();
    expect(await page.textContent('.seals [role=alert]')).toBe('请先添加车辆。');

    for (const n of [0, 1, 3]) {
      await page.fill('#seal-plate', plateOf(n));
      await page.waitForSelector('#seal-plate-0');
      await page.press('#seal-plate', 'Enter');
    }
    // Escape leaves the list, not the window.
    await page.fill('#seal-plate', plateOf(1));
    await page.waitForSelector('#seal-plate-0');
    await page.press('#seal-plate', 'Escape');
    await page.waitForSelector('#seal-plate-0', { state: 'detached' });
    await page.getByRole('button', { name: `移除 ${plateOf(3)}` }).click();
    expect(await page.locator('.seal-vehicles li').allTextContents()).toEqual(
      [0, 1].map((n) => `${plateOf(n)}×`),
    );
    const until = await page.inputValue('.seals [name=to]');
    await page.fill('.seals [name=to]', '2099-01-01T00:00');
    await ask.click();
    expect(await page.textContent('.seals [role=alert]')).toBe('结束时间不能晚于当前时间。');
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `seals-${name}.png`) });
    const fits = '(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)';
    expect(await page.evaluate<boolean>(`${fits}(document.querySelector('dialog'))`)).toBe(true);

    // What the field began with; asked twice in haste it is one seal.
    await page.fill('.seals [name=to]', until);
    await ask.dblclick();
    await page.waitForSelector('.seals section h3 .seal-state.sealing');
    const [made, ...others] = await sealed();
    expect(others).toHaveLength(before);
    expect(made!.reason).toBe('G4 K2010 追尾');
    const keys = made!.vehicles.map(({ vehicle }) => vehicle);
    expect(keys).toEqual([keyOfVehicle(0), keyOfVehicle(1)].sort());
    await page.close();
  });

  test('from an alert of a vehicle that has fallen silent: it and an hour around the alert', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'zh-CN' });
    page.setDefaultTimeout(WAIT_MS);
    const openedAtMs = Date.parse('2026-11-20T10:30:20+08:00');
    const alert = alertOf(1, { subjectKey: keyOfVehicle(2), openedAtMs, closedAtMs: openedAtMs });
    await appendTransitions(server.log, [transitionOf(1, { ...alert, state: 'closed' })]);
    await signIn(page);
    await page.locator('.alert-item').first().click();
    await page.locator('.detail-pane button', { hasText: '封存' }).click();
    await expect
      .poll(() => page.locator('.seal-vehicles li').allTextContents())
      .toEqual([`${plateOf(2)}×`]);
    expect(await page.inputValue('.seals [name=from]')).toBe('2026-11-20T09:30');
    expect(await page.inputValue('.seals [name=to]')).toBe('2026-11-20T11:30');
    await page.close();
  });
});
