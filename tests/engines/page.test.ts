/**
 * The duty room's page with the demo behind it, as a newcomer meets it: within 20 seconds a moving
 * map, within two minutes alerts with their evidence; nothing asked of any other machine.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launch, NO_CHROMIUM } from './browser.ts';
import { type Demo, startDemo } from './demo-process.ts';

const READY_MS_MAX = 20_000;
const ALERTS_WITHIN_MS = 120_000;
const VIEWS = [
  { name: 'desk', width: 1920, height: 1080 },
  { name: 'phone', width: 390, height: 844 },
];
const pictures = fileURLToPath(new URL('./pictures/', import.meta.url));

interface Watched {
  page: Page;
  faults: string[];
}

async function open(
  browser: Browser,
  url: string,
  size: { width: number; height: number },
): Promise<Watched> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN' });
  const page = await context.newPage();
  const faults: string[] = [];
  const { origin } = new URL(url);
  page.on('console', (message) => {
    // The first question "who am I" is answered 401 before sign-in; browsers print that.
    if (message.type() === 'error' && !message.text().includes('401'))
      faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (target.host !== new URL(origin).host) faults.push(`request to ${request.url()}`);
  });
  await page.goto(url);
  return { page, faults };
}

async function signIn({ page }: Watched, password: string): Promise<void> {
  await page.locator('input[type=password]').waitFor();
  const user = page.locator('input[type=text], input[autocomplete=username]').first();
  await user.fill('admin');
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('.duty-room').waitFor({ timeout: 10_000 });
}

/** Polls from outside: the page's policy forbids evaluating strings in it. */
async function until(
  what: string,
  withinMs: number,
  done: () => Promise<boolean>,
): Promise<number> {
  const startedMs = performance.now();
  while (!(await done())) {
    if (performance.now() - startedMs > withinMs)
      throw new Error(`Not within ${withinMs} ms: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return performance.now() - startedMs;
}

async function getJson<T>(page: Page, path: string): Promise<T> {
  const text = await page.evaluate(async (address) => (await fetch(address)).text(), path);
  return JSON.parse(text) as T;
}

function statusOf(page: Page) {
  return getJson<{ vehicles: number; moving: number; alertsOpen: number; ingestPerSecond: number }>(
    page,
    '/api/status',
  );
}

describe.skipIf(!hasChromium)(
  `the duty room's page${hasChromium ? '' : ` (${NO_CHROMIUM})`}`,
  () => {
    let demo: Demo;
    let browser: Browser;

    beforeAll(async () => {
      mkdirSync(pictures, { recursive: true });
      demo = await startDemo();
      browser = await launch();
    });
    afterAll(async () => {
      await browser?.close();
      await demo?.stop();
    });

    test('is there within 20 seconds, with the fleet moving on it', async () => {
      expect(demo.readyMs).toBeLessThan(READY_MS_MAX);
      const desk = await open(browser, demo.url, { width: 1280, height: 720 });
      expect(await desk.page.title()).toContain('Tizheng');
      await signIn(desk, demo.password);
      await until(
        '500 vehicles on the map, most of them moving, reports coming in',
        60_000,
        async () => {
          const status = await statusOf(desk.page);
          return status.vehicles >= 490 && status.moving > 200 && status.ingestPerSecond > 5;
        },
      );
      expect(desk.faults).toEqual([]);
      await desk.page.context().close();
    });

    test('shows alerts with their evidence within two minutes, and takes an acknowledgement', async () => {
      const desk = await open(browser, demo.url, { width: 1920, height: 1080 });
      await signIn(desk, demo.password);
      await until('several kinds of alerts', ALERTS_WITHIN_MS, async () => {
        const { alerts } = await getJson<{ alerts: { type: string }[] }>(
          desk.page,
          '/api/alerts?state=all',
        );
        return new Set(alerts.map((alert) => alert.type)).size >= 6;
      });
      await desk.page.locator('.alert-item').first().click();
      await desk.page.locator('.detail .explanation').waitFor();
      await until(
        'a speed chart or a track in the detail',
        10_000,
        async () => (await desk.page.locator('.detail canvas').count()) > 0,
      );
      await desk.page.keyboard.press('a');
      await until(
        'the acknowledgement to come back',
        5_000,
        async () => (await desk.page.locator('.detail .axis.work-acknowledged').count()) > 0,
      );
      expect(desk.faults).toEqual([]);
      await desk.page.context().close();
    });

    test('shows vital signs that open down to the city, and takes their next value live', async () => {
      const desk = await open(browser, demo.url, { width: 1920, height: 1080 });
      const { page } = desk;
      await signIn(desk, demo.password);
      const online = page.locator('.tile[data-indicator="fleet.online-rate"]');
      const told = async () => Number((await online.getAttribute('data-told')) ?? 0);
      await until(
        'most of the fleet counted as online',
        ALERTS_WITHIN_MS,
        async () =>
          Number.parseFloat((await online.locator('.tile-value').textContent()) ?? '') > 90,
      );
      const before = await told();
      await online.click();
      const rows = page.locator('.indicator-pane .parts tbody tr');
      await rows.first().waitFor();
      // Guangdong's 21 cities; together they are the province.
      expect(await rows.count()).toBeGreaterThanOrEqual(21);
      await page.locator('.indicator-pane .parts .adds').waitFor();
      await page.locator('.indicator-pane .chart canvas').waitFor();
      await page.screenshot({ path: join(pictures, 'desk-indicator.png') });
      await page.locator('[data-scope="region:440300"] button').click();
      await page.locator('.breadcrumb strong', { hasText: '深圳市' }).waitFor();
      await page.keyboard.press('Escape');
      await until('the value of the next minute', 90_000, async () => (await told()) > before);
      expect(desk.faults).toEqual([]);
      await page.context().close();
    });

    test('shows detectors and weather stations with what they measure now', async () => {
      const desk = await open(browser, demo.url, { width: 1920, height: 1080 });
      const { page } = desk;
      await signIn(desk, demo.password);
      await page.getByRole('button', { name: '设备表' }).click();
      const rows = page.locator('.sensor-list tbody tr');
      await until(
        'nearly all sensors of the map told by now',
        ALERTS_WITHIN_MS,
        async () =>
          (await rows.count()) >= 52 &&
          (await rows.filter({ hasText: /\d (km\/h|m)/ }).count()) > 45,
      );
      // A detector that fails its self-check says nothing about the road.
      await until('the faulty detectors are found out', ALERTS_WITHIN_MS, async () => {
        return (await rows.filter({ hasText: '无法判定' }).count()) > 0;
      });
      await rows.filter({ hasText: 'km/h' }).first().locator('button').click();
      await page.locator('.sensor-card .lanes tbody tr').first().waitFor();
      await page.waitForTimeout(1_000);
      await page.screenshot({ path: join(pictures, 'desk-sensor.png') });
      const speed = page.locator('.tile[data-indicator="road.section-speed"] .tile-value');
      await until(
        'the speed of the detectors as a tile',
        ALERTS_WITHIN_MS,
        async () => Number.parseFloat((await speed.textContent()) ?? '') > 20,
      );
      expect(desk.faults).toEqual([]);
      await page.context().close();
    });

    test.each(VIEWS)('looks right at $width×$height', async ({ name, width, height }) => {
      const view = await open(browser, demo.url, { width, height });
      await signIn(view, demo.password);
      await until(
        'alerts in the list',
        15_000,
        async () => (await view.page.locator('.alert-item').count()) > 0,
      );
      await view.page.waitForTimeout(2_500);
      await view.page.screenshot({ path: join(pictures, `${name}-list.png`) });
      await view.page.locator('.alert-item').first().click();
      await view.page.locator('.detail .explanation').waitFor();
      await view.page.waitForTimeout(1_500);
      await view.page.screenshot({ path: join(pictures, `${name}-detail.png`) });
      const content = await view.page.locator('html').evaluate((root) => root.scrollWidth);
      expect(content).toBeLessThanOrEqual(width);
      expect(view.faults).toEqual([]);
      await view.page.context().close();
    });
  },
);
