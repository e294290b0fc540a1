/** Goal: a fresh clone has its page in seconds, small, and within the strict policy it is served under. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  ensureWebBuild,
  FIRST_LOAD_GZIP_BYTES_MAX,
  webBuildSizes,
} from '../../../dashboard/web/build.ts';

let dist = '';
beforeAll(async () => {
  dist = await ensureWebBuild();
});

describe('the built page', () => {
  test('a finished build is not built again', async () => {
    const before = statSync(join(dist, 'index.html')).mtimeMs;
    const startedMs = performance.now();
    expect(await ensureWebBuild()).toBe(dist);
    expect(statSync(join(dist, 'index.html')).mtimeMs).toBe(before);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });

  test('first load stays within its weight', () => {
    const { firstLoadGzipBytes, totalGzipBytes } = webBuildSizes(dist);
    expect(firstLoadGzipBytes).toBeGreaterThan(20_000);
    expect(firstLoadGzipBytes).toBeLessThanOrEqual(FIRST_LOAD_GZIP_BYTES_MAX);
    // The chart is there, but not in the first load.
    expect(totalGzipBytes).toBeGreaterThan(firstLoadGzipBytes + 10_000);
  });

  test('the page names itself, and holds nothing inline', () => {
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    expect(html).toContain('<title>Tizheng 体征</title>');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });

  test('no address leads elsewhere, and nothing is evaluated', () => {
    for (const name of readdirSync(join(dist, 'assets'))) {
      const text = readFileSync(join(dist, 'assets', name), 'utf8');
      const addresses = [...text.matchAll(/https?:\/\/[\w.-]+/g)].map(([address]) => address);
      // Namespaces are names, not addresses.
      expect(
        addresses.filter((address) => !address.endsWith('//www.w3.org')),
        name,
      ).toEqual([]);
      expect(text, name).not.toMatch(/url\(\s*["']?data:|new Worker\(|URL\.createObjectURL/);
      expect(text, name).not.toMatch(/[^.\w]eval\(|new Function\(/);
    }
  });
});

describe('the basemap', () => {
  const path = join(import.meta.dirname, '../../../dashboard/basemap/south-china.json');
  test('is small, is land and towns without borders, and lies within its box', () => {
    expect(statSync(path).size).toBeLessThan(400_000);
    const basemap = JSON.parse(readFileSync(path, 'utf8')) as {
      box: { west: number; south: number; east: number; north: number };
      land: { type: string; coordinates: [number, number][][][] };
      cities: { nameZh: string; nameEn: string; lon: number; lat: number; rank: number }[];
      credit: string;
    };
    expect(Object.keys(basemap).sort()).toEqual(['box', 'cities', 'credit', 'land']);
    expect(basemap.land.type).toBe('MultiPolygon');
    const { west, south, east, north } = basemap.box;
    let vertices = 0;
    for (const [lon, lat] of basemap.land.coordinates.flat(2)) {
      vertices++;
      expect(lon >= west && lon <= east && lat >= south && lat <= north).toBe(true);
    }
    expect(vertices).toBeGreaterThan(2_000);
    for (const ring of basemap.land.coordinates.flat()) expect(ring[0]).toEqual(ring.at(-1));
    // Guangdong's 21 prefecture-level cities are all named in both languages.
    expect(basemap.cities.length).toBeGreaterThanOrEqual(21);
    for (const city of basemap.cities) {
      expect(city.nameZh).toMatch(/^[\u4e00-\u9fff]+$/);
      expect(city.nameEn).toMatch(/^[A-Z][A-Za-z' ]+$/);
      expect(city.lon > west && city.lon < east && city.lat > south && city.lat < north).toBe(true);
    }
    expect(basemap.credit).toContain('Natural Earth');
  });
});
