import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { formatShanghai } from '#core/time.ts';

const directory = mkdtempSync(join(tmpdir(), 'tizheng-slow-clock-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const REPLAY = fileURLToPath(new URL('../../tools/replay.ts', import.meta.url));
const START_MS = Date.parse('2026-06-01T08:00:00+08:00');

const vehicle = {
  vehicleId: '粤B12345-2',
  plate: '粤B12345',
  plateColour: 2,
  class: 'charter',
  enterpriseId: 'e1',
  regionCode: '440300',
};
const registry = {
  vehicles: [vehicle],
  enterprises: [{ enterpriseId: 'e1', name: 'x', regionCode: '440300' }],
  drivers: [],
  routes: [],
  zones: [],
  permits: [],
};

/** One report in ten seconds for `seconds`, each arriving `lagMs` after the time its device gives. */
function replay(seconds: number[], lagMs: number): Record<string, unknown>[] {
  const lines = seconds.map((second) => {
    const fixMs = START_MS + second * 1_000;
    return JSON.stringify({
      vehicleId: vehicle.vehicleId,
      fixTime: formatShanghai(fixMs),
      receivedTime: formatShanghai(fixMs + lagMs),
      latitudeDeg: 23,
      longitudeDeg: 113 + second * 0.00016,
      speedKmh: 60,
    });
  });
  const registryFile = join(directory, 'registry.json');
  const reportsFile = join(directory, 'reports.jsonl');
  writeFileSync(registryFile, JSON.stringify(registry));
  writeFileSync(reportsFile, lines.join('\n'));
  const args = [REPLAY, '--registry', registryFile, '--reports', reportsFile, '--transitions'];
  const text = execFileSync(process.execPath, args, { encoding: 'utf8' });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const every10s = (from: number, to: number) =>
  Array.from({ length: (to - from) / 10 + 1 }, (_, i) => from + 10 * i);

test('a clock an hour behind is no silence: the vehicle is heard all the time', () => {
  expect(replay(every10s(0, 1_800), 3_600_000)).toEqual([]);
});

test('an honest clock that falls silent is found, and closed when it is heard again', () => {
  const transitions = replay([...every10s(0, 600), ...every10s(1_400, 1_500)], 2_000);
  expect(transitions.map(({ change, type }) => [change, type])).toEqual([
    ['opened', 'link.silent'],
    ['closed', 'link.silent'],
  ]);
  expect(transitions.at(-1)).toMatchObject({
    openedAt: '2026-06-01T08:10:00.000+08:00',
    closedAt: '2026-06-01T08:23:20.000+08:00',
  });
});

test.each([
  ['an hour behind', 3_600_000],
  ['five minutes ahead', -300_000],
])(
  'a clock %s that falls silent is found in time, and closed when it is heard again',
  (_, lagMs) => {
    const transitions = replay([...every10s(0, 600), ...every10s(1_400, 1_500)], lagMs);
    expect(transitions.map(({ change, type }) => [change, type])).toEqual([
      ['opened', 'link.silent'],
      ['closed', 'link.silent'],
    ]);
    expect(transitions.at(-1)).toMatchObject({
      openedAt: '2026-06-01T08:10:00.000+08:00',
      raisedAt: '2026-06-01T08:15:01.000+08:00',
      closedAt: '2026-06-01T08:23:20.000+08:00',
      corrected: false,
    });
  },
);
