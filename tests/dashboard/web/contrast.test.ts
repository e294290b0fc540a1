/** Goal: every pair of colours that carries text or a mark can be told apart (WCAG 2.2 AA: 4.5 for text, 3 for marks). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ALERT_RGB,
  CLASS_RGB,
  LABEL,
  LAND,
  type Rgb,
  SEA,
  SENSOR_LEVEL_RGB,
  SILENT_RGB,
} from '../../../dashboard/web/map/palette.ts';

const css = readFileSync(
  join(import.meta.dirname, '../../../dashboard/web/styles/base.css'),
  'utf8',
);

function theme(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0]!;
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}
function rgbOf(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe('contrast', () => {
  test('the formula: black on white is 21, equal is 1', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 6);
    expect(contrast([90, 90, 90], [90, 90, 90])).toBe(1);
  });

  test.each([
    ['dark', ':root'],
    ['light', ':root[data-theme="light"]'],
  ])('%s theme: text in every colour is readable on every ground', (_name, selector) => {
    const colours = theme(selector);
    for (const ground of ['ground', 'panel', 'raised']) {
      for (const ink of [
        'text',
        'text-quiet',
        'accent',
        'critical',
        'major',
        'minor',
        'info',
        'good',
      ]) {
        expect(
          contrast(rgbOf(colours[ink]!), rgbOf(colours[ground]!)),
          `${ink} on ${ground}`,
        ).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast([255, 255, 255], rgbOf(colours['accent-ground']!))).toBeGreaterThanOrEqual(4.5);
  });

  test('markers, rings and names stand out from land and sea', () => {
    for (const ground of [LAND, SEA].map(rgbOf)) {
      for (const rgb of [...CLASS_RGB, ...ALERT_RGB, ...SENSOR_LEVEL_RGB, SILENT_RGB]) {
        expect(contrast(rgb, ground), String(rgb)).toBeGreaterThanOrEqual(4.4);
      }
      expect(contrast(rgbOf(LABEL), ground)).toBeGreaterThanOrEqual(7);
    }
  });
});
