import { expect, test } from 'vitest';
import { covers } from '#ingest/protocols/mqtt/filters.ts';

test.each([
  ['tz/1/#', 'tz/1/+/veh', true],
  ['tz/1/#', 'tz/1', true],
  ['tz/+/x', 'tz/a/x', true],
  ['tz/+/x', 'tz/+/x', true],
  ['tz/+/x', 'tz/#', false],
  ['tz/a/x', 'tz/+/x', false],
  ['tz/+', 'tz/a/b', false],
  ['#', '$SYS/#', false],
])('filter %s covers %s: %s', (granted, asked, expected) => {
  expect(covers(granted, asked)).toBe(expected);
});
