/** The form of a policy in a real browser: by keyboard, faults at their fields, JSON as another view, a new one, a phone. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Policy } from '#core/loop/policy.ts';
import { PASSWORD, startServer, type TestServer } from '#tests/dashboard/server/harness.ts';
import { ensureWebBuild } from '../../../dashboard/web/build.ts';
import { hasChromium, launch, NO_CHROMIUM } from '../browser.ts';

const SHOTS = process.env.TIZHENG_SHOTS;

describe.skipIf(!hasChromium)(`policies${hasChromium ? '' : ` (${NO_CHROMIUM})`}`, () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const shoot = async (name: string) => {
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  const field = (name: string) => page.locator(`[id="policy-${name}"]`);
  const policyOf = async (key: string) =>
    ((await (await server.get(`/api/policies/${key}`)).json()) as { policy: Policy }).policy;

  beforeAll(async () => {
    server = await startServer({ webRoot: await ensureWebBuild() });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(server.url);
    await page.fill('input[autocomplete=username]', 'admin');
    await page.fill('input[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.waitForSelector('.top-bar');
    await page.keyboard.press('m');
    await page.locator('.registry-list p button').press('Enter');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('is changed without a mouse, and what does not fit is said at its field', async () => {
    await page.locator('.registry-table button', { hasText: '超速行驶 · 特别严重' }).press('Enter');
    await field('say.text').fill('请立即减速');
    await field('say.repeatEveryS').fill('90');
    expect(await page.textContent('.policy-form')).toContain('= 1.5 分钟');
    await field('notify.enforcement').press('Space');
    await field('notify.1.afterS').fill('600');
    await field('notify.0.afterS').fill('900');
    const reason = page.getByLabel('修改理由');
    await reason.fill('试点城市要求');
    await reason.press('Enter');
    await page.waitForSelector('[id="policy-notify.1.afterS-fault"]');
    expect(await page.textContent('[id="policy-notify.1.afterS-fault"]')).toContain('不早于上一级');
    expect(await field('notify.1.afterS').getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate('document.activeElement.id')).toBe('policy-notify.1.afterS');
    await shoot('policy-fault');
    await field('notify.0.afterS').fill('0');
    await page.getByRole('button', { name: '添加时段' }).press('Enter');
    await field('quiet.0.to').fill('06:30');
    await reason.press('Enter');
    await page.waitForSelector('.toast.shown.ok');
    expect(await policyOf('speed.over/critical')).toMatchObject({
      say: { text: '请立即减速', repeatEveryS: 90, timesMax: 3 },
      notify: [
        { level: 'enterprise', afterS: 0 },
        { level: 'city', afterS: 600 },
      ],
      quiet: [{ from: '22:00', to: '06:30', of: ['notify'] }],
    });
  });

  test('JSON is the same draft seen otherwise, and half of it is not taken over', async () => {
    await page.locator('.policy-form summary').press('Enter');
    const json = page.getByLabel('策略内容（JSON）');
    const told = JSON.parse(await json.inputValue()) as Policy;
    await json.fill('{"say":');
    await page.waitForSelector('.policy-form details .fault');
    expect(await page.isDisabled('.policy-form button[type=submit]')).toBe(true);
    await json.fill(JSON.stringify({ ...told, deafAfterS: 45 }));
    expect(await field('deafAfterS').inputValue()).toBe('45');
    expect(await page.locator('.policy-form details .fault').count()).toBe(0);
  });

  test('one for a type that has none begins empty; on a phone nothing lies beside the window', async () => {
    const [type, severity] = await page.locator('.registry-list form select').all();
    await type!.selectOption('zone.overstay');
    await severity!.selectOption('major');
    await page.getByRole('button', { name: '新建策略' }).press('Enter');
    await field('notify.city').press('Space');
    await page.setViewportSize({ width: 390, height: 844 });
    const fits =
      '(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector("dialog"))';
    expect(await page.evaluate(fits)).toBe(true);
    await shoot('policy-phone');
    await page.getByLabel('修改理由').fill('超时停留需通报');
    await page.getByRole('button', { name: '保存' }).press('Enter');
    await expect
      .poll(async () => (await server.get('/api/policies/zone.overstay/major')).status)
      .toBe(200);
    expect((await policyOf('zone.overstay/major')).notify).toEqual([
      { level: 'city', afterS: 1_800, unless: ['acknowledged', 'closed'] },
    ]);
  });
});
