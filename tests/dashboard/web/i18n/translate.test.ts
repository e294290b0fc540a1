import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INDICATOR_PHASES, SCOPE_KINDS } from '#core/indicator.ts';
import { INDICATORS } from '#core/indicator-catalogue.ts';
import { SENSOR_FLAGS, SURFACES } from '#core/sensor.ts';
import { SENSOR_KINDS } from '#proto/codec/live-vitals.ts';
import { CAUSES, OUTCOMES, SEVERITIES, WORK_STATES } from '../../../../dashboard/web/feed/types.ts';
import { ALERT_TYPE_NAMES } from '../../../../dashboard/web/i18n/alert-types.ts';
import { en } from '../../../../dashboard/web/i18n/en.ts';
import {
  alertTypeName,
  formatAge,
  formatDateTime,
  formatMeasure,
  translate,
  translateWord,
  unitName,
} from '../../../../dashboard/web/i18n/translate.ts';
import { zh } from '../../../../dashboard/web/i18n/zh.ts';
import { SENSOR_LEVEL_RGB } from '../../../../dashboard/web/map/palette.ts';
import { VEHICLE_CLASSES } from '../../../../dashboard/web/map/vehicle-store.ts';

const web = join(import.meta.dirname, '../../../../dashboard/web');
const keys = Object.keys(zh) as (keyof typeof zh)[];
const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('dictionaries', () => {
  test('hold the same keys, none empty, with the same blanks to fill', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
    for (const key of keys) {
      expect(zh[key], key).not.toBe('');
      expect(en[key], key).not.toBe('');
      expect(blanks(en[key]), key).toEqual(blanks(zh[key]));
    }
  });

  test('every key that the page asks for exists, and none is left over', () => {
    const sources = ['ui', 'state'].flatMap((folder) =>
      readdirSync(join(web, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => readFileSync(join(web, folder, name), 'utf8')),
    );
    const text = sources.join('\n');
    const asked = new Set([...text.matchAll(/'([a-z]+\.[A-Za-z-]+)'/g)].map(([, key]) => key!));
    const families = new Set(
      [...text.matchAll(/(?:word\(|t\(`)'?([a-z]+)[.']/g)].map(([, family]) => family!),
    );
    const unknown = [...asked].filter(
      (key) =>
        /^(app|login|top|feed|tab|list|filter|detail|action|close|comment|dialog|map|vehicle|state|search|legend|settings|help|live|vital|phase|tone|sensor)\./.test(
          key,
        ) && !(key in zh),
    );
    expect(unknown).toEqual([]);
    const unused = keys.filter((key) => !asked.has(key) && !families.has(key.split('.')[0]!));
    expect(unused).toEqual([]);
    expect(asked.size).toBeGreaterThan(80);
  });

  test('closed lists have a word for every member in both languages', () => {
    const lists: [string, readonly string[]][] = [
      ['severity', SEVERITIES],
      ['work', WORK_STATES],
      ['outcome', OUTCOMES],
      ['cause', CAUSES],
      ['class', VEHICLE_CLASSES],
      ['episode', ['open', 'closed', 'withdrawn']],
      ['visibility', ['shown', 'shelved', 'suppressed']],
      ['feed', ['connecting', 'live', 'stale', 'waiting']],
      ['phase', INDICATOR_PHASES],
      ['scope', SCOPE_KINDS],
      ['dimension', ['state', 'development', 'risk']],
      ['surface', Object.keys(SURFACES)],
      ['quality', Object.keys(SENSOR_FLAGS)],
      ['sensor', SENSOR_KINDS],
      ['congestion', SENSOR_LEVEL_RGB.map((_, level) => String(level))],
      ['fog', SENSOR_LEVEL_RGB.map((_, level) => String(level))],
      ['action', ['acknowledge', 'handle', 'close', 'reopen', 'comment', 'shelve', 'unshelve']],
    ];
    for (const [family, words] of lists) {
      for (const value of words) {
        expect(translateWord('zh', family, value), `${family}.${value}`).not.toBe(value);
        expect(translateWord('en', family, value), `${family}.${value}`).not.toBe('');
      }
    }
    expect(translateWord('zh', 'class', 'tram')).toBe('tram');
  });

  test('every unit of an indicator can be read in both languages', () => {
    for (const { id, unit } of INDICATORS)
      expect(unitName('en', unit), id).not.toMatch(/[\u4e00-\u9fff]/);
    expect([unitName('zh', '辆'), unitName('en', '%')]).toEqual(['辆', '%']);
  });

  test('every alert type that a rule can raise has a name', async () => {
    const rules = join(web, '../../processors/rules');
    const raised = new Set<string>();
    for (const name of readdirSync(rules)) {
      const text = readFileSync(join(rules, name), 'utf8');
      for (const [, type] of text.matchAll(/type: '([a-z-]+\.[a-z0-9-]+)'/g)) raised.add(type!);
      if (name === 'terminal-bits.ts') {
        for (const [, bit] of text.matchAll(/'(?:hold|ack)',\s*'([a-z-]+)'/g))
          raised.add(`terminal.${bit}`);
      }
    }
    expect(raised.size).toBeGreaterThan(15);
    expect([...raised].filter((type) => !(type in ALERT_TYPE_NAMES))).toEqual([]);
    expect(alertTypeName('en', 'unheard.of')).toBe('unheard.of');
  });
});

describe('formats', () => {
  test('blanks are filled, unknown ones stay to be seen', () => {
    expect(translate('zh', 'list.count', { shown: 3, total: 9 })).toBe('3 / 9 条');
    expect(translate('en', 'list.count', { shown: 3 })).toBe('3 of {total}');
  });

  test('times are UTC+8 whatever the host says', () => {
    expect(formatDateTime(Date.UTC(2026, 10, 20, 16, 5, 9))).toBe('2026-11-21 00:05:09');
  });

  test('durations read as hours, minutes, seconds; other measures keep their unit; nothing is a dash', () => {
    expect(formatMeasure('zh', 14_401, 's')).toBe('4:00:01');
    expect(formatMeasure('zh', 90_000, 'ms')).toBe('0:01:30');
    expect(formatMeasure('en', 108.44, 'km/h')).toBe('108.4 km/h');
    expect(formatMeasure('zh', 412, 'm')).toBe('412 米');
    expect(formatMeasure('zh', null, 'km/h')).toBe('—');
  });

  test('ages use the largest fitting unit', () => {
    expect([0, 59_999, 60_000, 3_600_000, 90_000_000].map((ms) => formatAge('zh', ms))).toEqual([
      '0秒',
      '59秒',
      '1分',
      '1小时',
      '1天',
    ]);
    expect(formatAge('en', 120_000)).toBe('2 min');
  });
});
