/** Indicators and sensors in a real browser, from records of the log through the real server. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '#core/indicator.ts';
import { INDICATORS } from '#core/indicator-catalogue.ts';
import type { Sensor } from '#core/registry.ts';
import { ensureWebBuild } from '#dashboard/web/build.ts';
import { newLog, PASSWORD, startServer, type TestServer } from '../../dashboard/server/harness.ts';
import {
  appendRegistry,
  appendSensors,
  appendValues,
  sensorReadingOf,
  toldOf,
} from '../../dashboard/server/vitals-support.ts';
import { hasChromium, launch, NO_CHROMIUM } from '../browser.ts';

const pictures = fileURLToPath(new URL('../pictures/', import.meta.url));
const region = (id: string): Scope => ({ kind: 'region', id });
const SENSORS: Sensor[] = [
  ...Array.from({ length: 24 }, (_, i) => ({
    sensorId: `det-${i}`,
    kind: 'detector' as const,
    name: `广深沿江高速 K${12 + i * 3}`,
    latitudeDeg: 22.55 + (i % 6) * 0.13,
    longitudeDeg: 113.2 + Math.floor(i / 6) * 0.22,
    regionCode: '440300',
  })),
  ...Array.from({ length: 5 }, (_, i) => ({
    sensorId: `met-${i}`,
    kind: 'weather' as const,
    name: `气象站 ${i}`,
    latitudeDeg: 23.6,
    longitudeDeg: 112.8 + i * 0.3,
    regionCode: '440100',
  })),
];

let server: TestServer;
let browser: Browser;
let version = 1;

/** A day of every indicator for the province, and its newest window for what lies below. */
async function appendDay(nowMs: number): Promise<void> {
  for (const { id, windowMs, factor } of INDICATORS) {
    const windowStartMs = Math.floor(nowMs / windowMs) * windowMs;
    const of = (scope: Scope, back: number, changes = {}) => {
      const share = 0.93 + 0.05 * Math.sin(back / 5) - (scope.id === '440300' ? 0.1 : 0);
      const denominator = scope.id === '440000' ? 100 : 25;
      return toldOf({
        indicatorId: id,
        scope,
        windowStartMs: windowStartMs - back * windowMs,
        windowEndMs: windowStartMs - (back - 1) * windowMs,
        phase: back === 0 ? 'early' : back === 3 ? 'amended' : 'final',
        numerator: Math.round(share * denominator),
        denominator,
        value: share * (factor === 100 ? 100 : 60),
        coverage: 0.97,
        ...changes,
      });
    };
    const below: Scope[] = [
      ...['440100', '440300', '440305', '440600', '441900', 'unknown'].map(region),
      { kind: 'class', id: 'heavy' },
      { kind: 'class', id: 'dangerous' },
      { kind: 'enterprise', id: 'E1' },
    ];
    await appendValues(server.log, [
      ...Array.from({ length: 40 }, (_, i) => of(region('440000'), 39 - i)),
      ...below.flatMap((scope) => [of(scope, 1), of(scope, 0)]),
    ]);
  }
}

async function appendReadings(nowMs: number): Promise<void> {
  const lanes = (speedKmh: number) =>
    [1, 2, 3].map((lane) => ({
      lane,
      vehicles: 9 + lane,
      occupancyPct: 11.5,
      speedKmh: speedKmh + lane,
      valid: lane < 3,
    }));
  await appendSensors(
    server.log,
    SENSORS.flatMap(({ sensorId, kind }, i) =>
      Array.from({ length: 20 }, (_, back) => {
        // One of each kind has been silent for an hour.
        const silent = sensorId === 'det-5' || sensorId === 'met-4' ? 3_600_000 : 0;
        const eventTimeMs = nowMs - silent - (19 - back) * 60_000;
        return sensorReadingOf(sensorId, {
          eventTimeMs,
          body:
            kind === 'weather'
              ? {
                  kind,
                  weather: {
                    timeMs: eventTimeMs,
                    visibilityM: [900, 400, 150, 80, 30][i % 5]! + back,
                    windMs: 3.2,
                    gustMs: 7.5,
                    windDirectionDeg: 90,
                    airTempC: 18.5,
                    dewPointC: 17,
                    humidityPct: 96,
                    rainMmH: 0,
                    rain1hMm: 0,
                    surface: 'wet',
                    surfaceTempC: 19,
                    frictionPct: 70,
                    waterMm: 0.2,
                  },
                }
              : {
                  kind: 'traffic',
                  traffic: {
                    endTimeMs: eventTimeMs,
                    intervalS: 60,
                    lanes: lanes(15 + (i % 6) * 14),
                  },
                },
        });
      }),
    ),
  );
}

async function open(
  size = { width: 1920, height: 1080 },
  address = '',
): Promise<{ page: Page; faults: string[] }> {
  const page = await (await browser.newContext({ viewport: size, locale: 'zh-CN' })).newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // Before sign-in the page asks who is signed in; browsers log the answer "nobody".
    if (message.type() === 'error' && !message.text().includes('401')) faults.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(server.url).host) faults.push(request.url());
  });
  await page.goto(`${server.url}/${address}`);
  await page.fill('input[name=user]', 'admin');
  await page.fill('input[name=password]', PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('.duty-room').waitFor();
  return { page, faults };
}

const tile = (page: Page, id: string) => page.locator(`.tile[data-indicator="${id}"]`);
const overflow = (page: Page) =>
  page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);

describe.skipIf(!hasChromium)(
  `indicators and sensors on the page${hasChromium ? '' : ` (${NO_CHROMIUM})`}`,
  () => {
    beforeAll(async () => {
      mkdirSync(pictures, { recursive: true });
      const log = await newLog();
      server = await startServer({ log, indicators: INDICATORS, webRoot: await ensureWebBuild() });
      await appendRegistry(log, [
        ...SENSORS.map((entity) => ({ kind: 'sensor' as const, entity })),
        {
          kind: 'vehicle',
          entity: {
            vehicleId: '粤B12345-2',
            plate: '粤B12345',
            plateColour: 2,
            class: 'heavy',
            enterpriseId: 'E1',
            regionCode: '440300',
          },
        },
        {
          kind: 'enterprise',
          entity: { enterpriseId: 'E1', name: '深圳运输', regionCode: '440300' },
        },
      ]);
      await appendDay(Date.now());
      await appendReadings(Date.now());
      browser = await launch();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });

    test('tiles show value, level, phase and trend, and take a new value live', async () => {
      const { page, faults } = await open();
      const online = tile(page, 'fleet.online-rate');
      await online.locator('.tile-value').waitFor();
      expect(await page.locator('.tile').count()).toBe(INDICATORS.length);
      expect(await online.locator('.phase').textContent()).toBe('暂估');
      expect(await online.locator('.tone-mark').count()).toBe(1);
      expect(await online.locator('.sparkline polyline').count()).toBe(1);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.waitForTimeout(1_500);
      await page.screenshot({ path: join(pictures, 'vitals-wall.png') });
      const windowMs = 300_000;
      const windowStartMs = Math.floor(Date.now() / windowMs) * windowMs;
      await appendValues(server.log, [
        toldOf({ windowStartMs, version: ++version, phase: 'final', value: 77.7, numerator: 777 }),
      ]);
      await online.getByText('77.7').waitFor({ timeout: 5_000 });
      expect(await online.locator('.phase').textContent()).toBe('终值');
      expect(await online.locator('.tone-mark.severe').count()).toBe(1);
      expect(faults).toEqual([]);
      await page.context().close();
    });

    test('a value opens down to the county and back, by class and by operator, with its definition', async () => {
      const { page, faults } = await open();
      await tile(page, 'data.qualified-rate').click();
      const panel = page.locator('.indicator-pane');
      await panel.locator('.parts tbody tr').first().waitFor();
      await panel.locator('.chart canvas').waitFor();
      expect(await panel.locator('.definition').textContent()).toContain('数据合格率');
      await page.screenshot({ path: join(pictures, 'vitals-panel.png') });
      await panel.locator('[data-scope="region:440300"] button').click();
      await panel.locator('[data-scope="region:440305"]').waitFor();
      expect(await panel.locator('.breadcrumb').textContent()).toContain('广东省› 深圳市');
      expect(page.url()).toContain('scope=region%3A440300');
      await panel.locator('.breadcrumb button').first().click();
      await panel.locator('[data-scope="region:440100"]').waitFor();
      await panel.getByRole('button', { name: '车辆类别' }).click();
      await panel.locator('[data-scope="class:heavy"]').waitFor();
      await panel.getByRole('button', { name: '企业' }).click();
      await panel.locator('[data-scope="enterprise:E1"]').getByText('深圳运输').click();
      await panel.locator('.breadcrumb strong', { hasText: '深圳运输' }).waitFor();
      const address = new URL(page.url()).hash;
      await panel.getByRole('button', { name: '列出车辆' }).click();
      await panel.locator('.plate', { hasText: '粤B12345' }).waitFor();
      await panel.getByRole('button', { name: '体征看板切到此处' }).click();
      await page.locator('.vitals header', { hasText: '深圳运输' }).waitFor();
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      await page.context().close();
      // The address opens the same panel elsewhere.
      const other = await open({ width: 1280, height: 720 }, address);
      await other.page.locator('.breadcrumb strong', { hasText: '深圳运输' }).waitFor();
      expect(await overflow(other.page)).toBeLessThanOrEqual(0);
      await other.page.waitForTimeout(1_000);
      await other.page.screenshot({ path: join(pictures, 'vitals-desk.png') });
      expect([...faults, ...other.faults]).toEqual([]);
      await other.page.context().close();
    });

    test('tiles and panel are worked by keys alone', async () => {
      const { page, faults } = await open();
      await tile(page, 'fleet.active').waitFor();
      await page.keyboard.press('v');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('.indicator-pane h2', { hasText: '活跃车辆数' }).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.indicator-pane').waitFor({ state: 'detached' });
      expect(faults).toEqual([]);
      await page.context().close();
    });

    test('sensors are on the map, each kind can be hidden, and one opens with its lanes', async () => {
      const { page, faults } = await open();
      const ink = () =>
        page.evaluate(`(() => { const canvas = document.querySelector('.map-sensors');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let inked = 0; for (let i = 3; i < data.length; i += 4) if (data[i] > 0) inked++;
          return inked; })()`) as Promise<number>;
      await page.locator('.map-sensors').waitFor({ state: 'attached' });
      await page.waitForTimeout(2_500);
      const both = await ink();
      expect(both).toBeGreaterThan(2_000);
      await page.getByRole('button', { name: '检测器' }).click();
      await page.waitForTimeout(300);
      const stations = await ink();
      expect(stations).toBeGreaterThan(100);
      expect(stations).toBeLessThan(both / 2);
      await page.getByRole('button', { name: '检测器' }).click();
      await page.locator('.map').focus();
      for (let i = 0; i < 4; i++) await page.keyboard.press('+');
      await page.waitForTimeout(800);
      // Looks for a symbol from the middle outwards, and picks it as a person would.
      const at =
        (await page.evaluate(`(() => { const canvas = document.querySelector('.map-sensors');
        const { width, height } = canvas;
        const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
        let best = { x: 0, y: 0, far: Infinity };
        for (let y = 60; y < height - 60; y++) for (let x = 120; x < width - 120; x++) {
          const far = Math.hypot(x - width / 2, y - height / 2);
          if (data[4 * (y * width + x) + 3] > 0 && far < best.far) best = { x, y, far };
        }
        return best; })()`)) as { x: number; y: number };
      const box = (await page.locator('.map').boundingBox())!;
      await page.mouse.click(box.x + at.x, box.y + at.y);
      await page.locator('.sensor-card .recent').waitFor();
      await page.screenshot({ path: join(pictures, 'vitals-sensor.png') });
      expect(
        await page.locator('.sensor-card .lanes tbody tr, .sensor-card dd').count(),
      ).toBeGreaterThan(2);
      await page.keyboard.press('Escape');
      await page.locator('.sensor-card').waitFor({ state: 'detached' });
      // The same sensors as a table, the worst first; one leads to its place.
      await page.getByRole('button', { name: '设备表' }).click();
      const rows = page.locator('.sensor-list tbody tr');
      await rows.nth(SENSORS.length - 1).waitFor();
      expect(await rows.count()).toBe(SENSORS.length);
      expect(await rows.first().textContent()).toMatch(/严重拥堵|低于 50 米/);
      await page.screenshot({ path: join(pictures, 'vitals-sensor-list.png') });
      await page.locator('.sensor-list button', { hasText: '气象站 1' }).click();
      await page.locator('.sensor-card', { hasText: '气象站 1' }).locator('dl').waitFor();
      expect(faults).toEqual([]);
      await page.context().close();
    });

    test('on a phone the tiles have a page of their own and the panel takes the screen', async () => {
      const { page, faults } = await open({ width: 390, height: 844 });
      await page.getByRole('button', { name: '体征', exact: true }).first().click();
      await tile(page, 'fleet.online-rate').locator('.sparkline polyline').waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.screenshot({ path: join(pictures, 'vitals-phone.png') });
      await tile(page, 'fleet.online-rate').click();
      await page.locator('.indicator-pane .parts tbody tr').first().waitFor();
      await page.locator('.indicator-pane .chart canvas').waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.screenshot({ path: join(pictures, 'vitals-phone-panel.png') });
      expect(faults).toEqual([]);
      await page.context().close();
    });

    test('in English and light, nothing is left in Chinese but names', async () => {
      const { page, faults } = await open({ width: 1440, height: 900 });
      await page.getByRole('button', { name: '切换到英文' }).click();
      await page.getByRole('button', { name: 'Light' }).click();
      await tile(page, 'fleet.online-rate').click();
      await page.locator('.indicator-pane .parts tbody tr').first().waitFor();
      await page.locator('.indicator-pane .chart canvas').waitFor();
      await page.screenshot({ path: join(pictures, 'vitals-english.png') });
      const text = (await page.locator('.vitals').textContent()) ?? '';
      expect(text).not.toMatch(/[\u4e00-\u9fff]/);
      expect(faults).toEqual([]);
      await page.context().close();
    });
  },
);
