/** The window of the registry in a real browser: search, edit, history, a fault, an import. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entities } from '#core/registry/index.ts';
import { PASSWORD, startServer, type TestServer } from '#tests/dashboard/server/harness.ts';
import { ensureWebBuild } from '../../../dashboard/web/build.ts';
import { hasChromium, launch, NO_CHROMIUM } from '../browser.ts';

const WAIT = { timeout: 20_000 };
const SHOTS = process.env.TIZHENG_SHOTS;
const example = (list: string) => entities.find((each) => each.list === list)!.example as object;
const vehicle = (at: number) => ({
  ...example('vehicles'),
  ...{ vehicleId: `粤B${10_000 + at}-2`, plate: `粤B${10_000 + at}` },
});

describe.skipIf(!hasChromium)(`the registry${hasChromium ? '' : ` (${NO_CHROMIUM})`}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'tizheng-registry-page-'));
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const shoot = async (name: string) => {
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };

  beforeAll(async () => {
    server = await startServer({ webRoot: await ensureWebBuild() });
    const changes = [
      { op: 'put', list: 'enterprises', item: example('enterprises') },
      ...Array.from({ length: 60 }, (_, at) => ({
        op: 'put',
        list: 'vehicles',
        item: vehicle(at),
      })),
      { op: 'put', list: 'drivers', item: example('drivers') },
    ];
    expect((await server.post('/api/registry/bulk', { changes })).status).toBe(200);
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(server.url);
    await page.fill('input[name=user]', 'admin');
    await page.fill('input[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.waitForSelector('.top-bar');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('opens by a key, finds a vehicle, and saves a change with its reason', async () => {
    await page.keyboard.press('r');
    await page.waitForSelector('.registry-table tbody tr');
    expect(await page.locator('.registry-table tbody tr').count()).toBe(50);
    await page.fill('input[type=search]', 'b10007');
    await expect.poll(() => page.locator('.registry-table tbody tr').count(), WAIT).toBe(1);
    await page.locator('.registry-table tbody button').press('Enter');
    await page.waitForSelector('.registry-form');
    expect(await page.inputValue('[name=plate]')).toBe('粤B10007');
    expect(await page.isDisabled('[name=vehicleId]')).toBe(true);
    await page.fill('[name=seats]', '49');
    await page.fill('[name="reason:"]', '改装');
    await shoot('registry-form');
    await page.click('.registry-form button[type=submit]');
    await page.waitForSelector('.toast.shown.ok');
    await page.click('.registry-tabs button:nth-child(2)');
    await page.waitForSelector('.registry-history li');
    const history = await page.textContent('.registry-history');
    expect(history).toContain('改装');
    expect(history).toMatch(/核定座位数: 45 → 49/);
    await shoot('registry-history');
  });

  test('names the field that does not fit, and says when others still refer to an entry', async () => {
    await page.click('.registry-tabs button:nth-child(1)');
    await page.fill('[name=enterpriseId]', 'nobody');
    await page.click('.registry-form button[type=submit]');
    await page.waitForSelector('.registry-field .fault');
    expect(await page.getAttribute('[name=enterpriseId]', 'aria-invalid')).toBe('true');
    await page.selectOption('.registry-tools select', 'enterprises');
    await page.click('.registry-table tbody button');
    await page.click('.registry-save button:nth-of-type(2)');
    await page.click('.registry-save button.danger');
    await expect.poll(() => page.textContent('dialog .fault'), WAIT).toContain('引用');
  });

  test('checks a file, shows its faults without plates, and writes the rest', async () => {
    const file = join(directory, 'v.csv');
    const head = '车牌号,车牌颜色,车辆类别,企业编号,行政区划代码';
    writeFileSync(file, `${head}\n粤C00001,黄,包车,e-1,440300\n粤C00002,黄,飞船,e-1,440300\n`);
    await page.selectOption('.registry-tools select', 'vehicles');
    await page.click('.registry-tools button:last-child');
    await page.setInputFiles('input[type=file]', file);
    await page.click('.registry-import .registry-save button:first-child');
    await page.waitForSelector('.registry-import tbody tr');
    const report = await page.textContent('.registry-import section');
    expect(report).toContain('飞船');
    expect(report).not.toContain('粤C');
    await shoot('registry-import');
    expect(await page.isDisabled('.registry-import .registry-save button:nth-child(2)')).toBe(true);
    await page.check('.registry-import input[type=checkbox]');
    await page.click('.registry-import .registry-save button:nth-child(2)');
    await expect.poll(() => page.textContent('.registry-import section'), WAIT).toContain('已写入');
    const found = await server.post('/api/registry/vehicles/search', { text: '粤C' });
    expect(await found.json()).toMatchObject({ total: 1 });
  });

  test('speaks English as well', async () => {
    await page.keyboard.press('Escape');
    await page.click('.top-buttons button:nth-child(2)');
    await page.keyboard.press('r');
    await page.waitForSelector('.registry-table tbody tr');
    await page.selectOption('.registry-tools select', 'drivers');
    await expect.poll(() => page.locator('.registry-table tbody tr').count(), WAIT).toBe(1);
    await page.click('.registry-table tbody button');
    expect(await page.textContent('.registry-form')).toContain('Licences');
    await page.click('.registry-field:has([id="registry-certificates"]) .registry-rows > button');
    await page.selectOption('[name="certificates.1.kind"]', 'freight');
    await page.fill('[name="certificates.1.validTo"]', '2030-01-31');
    await shoot('registry-driver-en');
    await page.click('.registry-form button[type=submit]');
    await page.waitForSelector('.toast.shown.ok');
    const { items } = (await (await server.get('/api/registry/drivers')).json()) as {
      items: { item: { licences: object[]; certificates: object[] } }[];
    };
    expect(items[0]?.item).toMatchObject({
      licences: [{ kind: 'A1' }],
      certificates: [{ kind: 'passenger' }, { kind: 'freight', validTo: '2030-01-31' }],
    });
  });
});
