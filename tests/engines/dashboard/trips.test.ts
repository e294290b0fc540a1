/** The window of trips in a real browser: planned by the form, refused by its check, approved all the same, taken through its life. */
import { join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entities } from '#core/registry/index.ts';
import { PASSWORD, startServer, type TestServer } from '#tests/dashboard/server/harness.ts';
import { ensureWebBuild } from '../../../dashboard/web/build.ts';
import { hasChromium, launch, NO_CHROMIUM } from '../browser.ts';

const WAIT = { timeout: 20_000 };
const SHOTS = process.env.TIZHENG_SHOTS;
const example = (list: string) => entities.find((each) => each.list === list)!.example as object;

describe.skipIf(!hasChromium)(`trips${hasChromium ? '' : ` (${NO_CHROMIUM})`}`, () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const shoot = async (name: string) => {
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  const heading = () => page.textContent('.trips-pane h3');

  beforeAll(async () => {
    server = await startServer({ webRoot: await ensureWebBuild() });
    const changes = ['enterprises', 'vehicles', 'drivers'].map((list) => {
      return { op: 'put', list, item: example(list) };
    });
    expect((await server.post('/api/registry/bulk', { changes })).status).toBe(200);
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

  test('a plan that does not fit is told by field, one that does becomes a trip with its check', async () => {
    await page.keyboard.press('t');
    await page.waitForSelector('.trips');
    await page.click('.trips-list .registry-tools button');
    await page.fill('.trip-form [name=vehicleId]', '粤B00001-2');
    await page.fill('.trip-form [name=driverIds]', 'd-1');
    await page.fill('.trip-form [name=departMs]', '2030-01-01T08:00');
    await page.fill('.trip-form [name=arriveMs]', '2030-01-01T07:00');
    await page.fill('.trip-form [name=origin]', '{"regionCode":"440300"}');
    await page.fill('.trip-form [name=destination]', '{"regionCode":"441800"');
    const save = () => page.click('.trip-form button[type=submit]');
    await save();
    await page.waitForSelector('.trip-form .faulty [name=destination]');
    await page.fill('.trip-form [name=destination]', '{"regionCode":"441800"}');
    await save();
    await page.waitForSelector('.trip-form .faulty [name=departMs]', WAIT);
    await page.fill('.trip-form [name=arriveMs]', '2030-01-01T11:00');
    await save();
    await page.waitForSelector('.trip-findings .fail', WAIT);
    // The licence of the example ended in 2029; a charter needs a ticket.
    expect(await page.textContent('.trip-findings')).toContain('没有包车牌');
    await shoot('trip-planned');
  });

  test('is approved only with a word of the supervisor, and walks on with its history', async () => {
    const press = (name: string) => page.click(`.trip-steps button:has-text("${name}")`);
    await press('批准');
    await page.waitForSelector('.fault');
    await page.check('.trip-steps input[type=checkbox]');
    await page.fill('.trip-steps input:not([type=checkbox])', '抢险物资');
    await press('批准');
    await expect.poll(heading, WAIT).toContain('已批准');
    await press('发车');
    await expect.poll(heading, WAIT).toContain('运行中');
    await expect
      .poll(() => page.textContent('.trips-pane .registry-history'), WAIT)
      .toMatch(/发车.*抢险物资/s);
    await shoot('trip-running');
  });

  test('another seat is faster: it is told and loaded again', async () => {
    const list = (await (await server.get('/api/trips')).json()) as {
      trips: { tripId: string; version: number }[];
    };
    const { tripId, version } = list.trips[0]!;
    const first = async (route: Route) => {
      await fetch(`${server.url}/api/trips/${tripId}/steps`, {
        method: 'POST',
        headers: {
          ...{ cookie: server.cookie, 'content-type': 'application/json', 'x-tizheng': '1' },
          'if-match': `"${version}"`,
        },
        body: JSON.stringify({ step: 'finish' }),
      });
      await route.continue();
    };
    await page.route('**/api/trips/*/steps', first, { times: 1 });
    await page.click('.trip-steps button:has-text("到达")');
    await expect.poll(() => page.textContent('.fault'), WAIT).toContain('他人已先行办理');
    expect(await heading()).toContain('已到达');
  });
});
