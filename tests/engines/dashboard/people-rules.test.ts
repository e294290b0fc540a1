/** Accounts and rules in a real browser: a first password, what a role may not do, a rule told something else. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, startServer, type TestServer } from '#tests/dashboard/server/harness.ts';
import { ensureWebBuild } from '../../../dashboard/web/build.ts';
import { hasChromium, launch, NO_CHROMIUM } from '../browser.ts';

const WAIT = { timeout: 20_000 };
const SHOTS = process.env.TIZHENG_SHOTS;
const OWN = 'Eine eigene, lange 7';

describe.skipIf(!hasChromium)(`accounts and rules${hasChromium ? '' : ` (${NO_CHROMIUM})`}`, () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const shoot = async (name: string, of = page) => {
    if (SHOTS !== undefined) await of.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  const fitsIn = (of: Page) =>
    of.evaluate<boolean>(
      '(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector("dialog"))',
    );
  async function signIn(of: Page, user: string, password: string): Promise<void> {
    await of.goto(server.url);
    await of.fill('input[autocomplete=username]', user);
    await of.fill('input[name=password]', password);
    await of.click('button[type=submit]');
  }

  beforeAll(async () => {
    server = await startServer({ webRoot: await ensureWebBuild() });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await signIn(page, 'admin', PASSWORD);
    await page.waitForSelector('.top-bar');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('a rule is told something else after its differences were looked at, and tells its history', async () => {
    await page.keyboard.press('m');
    await page.waitForSelector('.rules tbody tr');
    await page.fill('.rules input[type=search]', '超速');
    await page.locator('.rules tbody button').first().press('Enter');
    await page.waitForSelector('.rule-fields');
    await page.fill('[name=sustainMs]', '45000');
    await page.locator('[name=nightFactor]').fill('1.5');
    await page.locator('[name=nightFactor]').blur();
    expect(await page.textContent('.rule-field:has([name=sustainMs])')).toContain('= 0:00:45');
    await shoot('rules-form');
    await page.click('.registry-save button.primary');
    await page.waitForSelector('.rule-differences li');
    expect(await page.locator('.rule-differences li').count()).toBe(2);
    await page.fill('[name=reason]', '试点路段误报较多');
    await shoot('rules-differences');
    await page.click('.registry-save button.primary');
    // The night factor lies above its range: named at its field, and nothing is saved.
    await page.waitForSelector('.rule-field .fault');
    expect(await page.getAttribute('[name=nightFactor]', 'aria-invalid')).toBe('true');
    expect(await page.evaluate('document.activeElement.id')).toBe('rule-nightFactor');
    await shoot('rules-fault');
    await page.click('.rule-field:has([name=nightFactor]) button.link');
    await page.click('.registry-save button.primary');
    await page.fill('[name=reason]', '试点路段误报较多');
    await page.click('.registry-save button.primary');
    await page.waitForSelector('.toast.shown.ok');
    await page.click('.registry-tabs button:nth-child(2)');
    await page.waitForSelector('.registry-history li');
    expect(await page.textContent('.registry-history')).toMatch(
      /试点路段误报较多.*sustainMs: 30000 ms \(0:00:30\) → 45000 ms/,
    );
    await shoot('rules-history');
    await page.keyboard.press('Escape');
  });

  test('an account is made; its password for one sign-in opens nothing but setting one of its own', async () => {
    await page.keyboard.press('i');
    await page.waitForSelector('.people tbody tr');
    await page.click('.people .registry-tools button');
    await page.fill('[name=user]', 'li.ming');
    await page.fill('[name=name]', '李明');
    await page.selectOption('.people select', 'viewer');
    await page.fill('[name=regions]', '440300');
    await shoot('people-new');
    await page.click('.people button.primary');
    await page.waitForSelector('.handed-over code');
    const temporary = (await page.textContent('.handed-over code'))!;
    await shoot('people-made');

    const context = await browser.newContext({ viewport: { width: 375, height: 720 } });
    const phone = await context.newPage();
    await signIn(phone, 'li.ming', temporary);
    await phone.waitForSelector('.password-form');
    await shoot('people-first-password', phone);
    await phone.fill('[name=current]', temporary);
    await phone.fill('[name=next]', 'kurz');
    await phone.fill('[name=again]', OWN);
    await phone.locator('[name=next]').fill(OWN);
    await phone.click('button.primary');
    await phone.waitForSelector('.top-bar');
    // A viewer changes no rule and manages nobody: switched off, with the reason.
    const people = phone.locator('.top-buttons button', { hasText: '账号' }).first();
    expect(await people.isDisabled()).toBe(true);
    expect(await people.getAttribute('title')).toContain('无权');
    await phone.keyboard.press('m');
    await phone.waitForSelector('.rules tbody tr');
    await phone.locator('.rules tbody button').first().click();
    await phone.waitForSelector('.rule-fields');
    expect(await phone.locator('.rule-fields :is(input, select):enabled').count()).toBe(0);
    expect(await fitsIn(phone)).toBe(true);
    await shoot('rules-phone', phone);
    await phone.keyboard.press('Escape');
    await phone.keyboard.press('i');
    await phone.waitForSelector('.sessions li');
    expect(await fitsIn(phone)).toBe(true);
    await shoot('account-phone', phone);

    // Disabled, they are out within a moment.
    await page.locator('.people tbody button', { hasText: 'li.ming' }).click();
    await expect.poll(() => page.locator('.people .sessions li').count(), WAIT).toBe(1);
    await shoot('people-sessions');
    await page.locator('.people .buttons button').first().click();
    await page.click('.people button.danger');
    await expect.poll(() => page.textContent('.people tbody'), WAIT).toContain('已停用');
    await phone.reload();
    await phone.waitForSelector('input[autocomplete=username]');
    await context.close();
  });

  test('speaks English as well', async () => {
    await page.keyboard.press('Escape');
    await page.click('.top-buttons button:nth-child(2)');
    await page.keyboard.press('m');
    await page.waitForSelector('.rules tbody tr');
    await page.locator('.rules tbody button', { hasText: 'Speeding' }).click();
    expect(await page.textContent('.rule-fields')).toContain('changed by people');
    await shoot('rules-en');
  });

  test('who guesses is told how long to wait; a browser the account knows is let in at once', async () => {
    const [known, strange] = [await browser.newContext(), await browser.newContext()];
    const own = await known.newPage();
    await signIn(own, 'admin', PASSWORD);
    await own.waitForSelector('.top-bar');
    await own.locator('.top-buttons button', { hasText: '退出' }).click();
    await own.waitForSelector('input[autocomplete=username]');
    const headers = { 'content-type': 'application/json', 'x-tizheng': '1' };
    const body = JSON.stringify({ user: 'admin', password: 'wrong' });
    for (let n = 0; n < 6; n++)
      await fetch(`${server.url}/api/login`, { method: 'POST', headers, body });
    const other = await strange.newPage();
    await signIn(other, 'admin', 'wrong');
    await expect.poll(() => other.textContent('.fault'), WAIT).toMatch(/请 \d+ 秒后再试/);
    await signIn(own, 'admin', PASSWORD);
    await own.waitForSelector('.top-bar');
    await known.close();
    await strange.close();
  });
});
