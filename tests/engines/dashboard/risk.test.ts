/** The window of risk in a real browser: opened by its key, codes by word, one subject, a section on the map, a phone. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { fillRegistry, keyOfVehicle, putEntity } from '#tests/dashboard/server/access/world.ts';
import { newLog, PASSWORD, startServer, type TestServer } from '#tests/dashboard/server/harness.ts';
import { NOW_MS, section, told, verdict } from '#tests/dashboard/server/risk-support.ts';
import { ensureWebBuild } from '../../../dashboard/web/build.ts';
import { hasChromium, launch, NO_CHROMIUM } from '../browser.ts';

const WAIT = { timeout: 20_000 };
const SHOTS = process.env.TIZHENG_SHOTS;
const uncorrected = { zh: '1 条严重告警尚未办结', en: '1 critical alert not closed' };
const LINE = {
  type: 'LineString',
  coordinates: [
    [113.3, 23.1],
    [113.5, 23.1],
  ],
};

describe.skipIf(!hasChromium)(`risk${hasChromium ? '' : ` (${NO_CHROMIUM})`}`, () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const shoot = async (name: string) => {
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  const marks = () => page.locator('.risk tbody .code-mark').allTextContents();

  beforeAll(async () => {
    const log = await newLog();
    await fillRegistry(log);
    const road = { sectionId: 's-1', name: '一号路段', regionCode: '440305', corridor: LINE };
    await putEntity(log, 'section', 's-1', road);
    await log.append(
      TOPICS.risk,
      0,
      told([
        verdict({ kind: 'vehicle', id: keyOfVehicle(0), score: 12 }),
        verdict({ kind: 'vehicle', id: keyOfVehicle(1), score: 55, code: 'yellow' }),
        verdict({
          ...{ kind: 'vehicle', id: keyOfVehicle(2), score: 30, code: 'red' },
          reasons: [{ about: 'uncorrected', points: null, ...uncorrected }],
          uncorrected: { count: 1, alertIds: ['a'.repeat(32)] },
          history: [
            {
              ...{ atMs: NOW_MS, from: 'green', to: 'red', score: 30, ...uncorrected },
              alertId: 'a'.repeat(32),
            },
          ],
        }),
        section('s-1'),
      ]),
    );
    server = await startServer({ log, webRoot: await ensureWebBuild() });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(server.url);
    await page.fill('input[name=user]', 'admin');
    await page.fill('input[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.waitForSelector('.top-bar');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('the key opens it; codes by word, the worst first; one subject with its reasons and history', async () => {
    await page.keyboard.press('o');
    await page.waitForSelector('.risk tbody .code-mark', WAIT);
    expect(await marks()).toEqual(['红码', '黄码', '绿码']);
    await page.click('.risk tbody button.link');
    await page.waitForSelector('.risk-history', WAIT);
    expect(await page.textContent('.risk-reasons')).toContain(uncorrected.zh);
    expect(await page.textContent('.risk-history')).toContain('绿码 → 红码');
    await shoot('risk-codes');
    await page.click('.risk-codes button:nth-child(3)');
    await expect.poll(marks).toEqual(['黄码']);
  });

  test('a section of many violations is shown on the map, and taken off it again', async () => {
    await page.click('.risk-tabs button:nth-child(3)');
    await page.waitForSelector('.risk td button', WAIT);
    expect(await page.textContent('.risk tbody')).toContain('一号路段');
    await page.click('.risk td button');
    await expect.poll(() => page.locator('.risk').count()).toBe(0);
    await shoot('risk-section');
    await page.keyboard.press('o');
    await page.click('.risk td button[aria-pressed=true]', WAIT);
    expect(await page.locator('.risk td button[aria-pressed=false]').count()).toBe(1);
  });

  test('on a phone nothing is wider than the window', async () => {
    await page.click('.risk-tabs button:nth-child(1)');
    await page.setViewportSize({ width: 390, height: 800 });
    await page.waitForSelector('.risk tbody .code-mark', WAIT);
    const wide = await page.evaluate<number>(
      "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('dialog'))",
    );
    expect(wide).toBeLessThanOrEqual(0);
    await shoot('risk-phone');
    await page.keyboard.press('Escape');
    expect(await page.locator('.risk').count()).toBe(0);
  });
});
