/** The command as acceptance runs use it (DESIGN 8): files in, lines out, the same bytes every time. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';

const directory = mkdtempSync(join(tmpdir(), 'tizheng-replay-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const T0 = Date.UTC(2026, 2, 1, 4);
const iso = (ms: number): string => new Date(ms).toISOString();
const registry = {
  vehicles: [
    {
      vehicleId: '粤B12345-2',
      plate: '粤B12345',
      plateColour: 2,
      class: 'charter',
      enterpriseId: 'e1',
      regionCode: '440300',
    },
    {
      vehicleId: '粤B54321-2',
      plate: '粤B54321',
      plateColour: 2,
      class: 'dangerous',
      enterpriseId: 'e1',
      regionCode: '440300',
    },
  ],
  enterprises: [],
  drivers: [{ driverId: 'D1' }],
  routes: [],
  zones: [],
  permits: [],
};

/** Two vehicles, one of them fast for two minutes, one with the emergency button held for a while. */
function reports(): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  for (let i = 0; i < 120; i++) {
    const at = T0 + i * 5_000;
    const latitudeDeg = 23 + i * 0.001;
    lines.push({
      vehicleId: '粤B12345-2',
      fixTime: iso(at),
      latitudeDeg,
      longitudeDeg: 113.3,
      speedKmh: i >= 30 && i < 54 ? 140 : 60,
    });
    lines.push({
      vehicleId: '粤B54321-2',
      fixTime: iso(at + 1_000),
      latitudeDeg,
      longitudeDeg: 113.5,
      speedKmh: 50,
      alarmFlag: i >= 40 && i < 50 ? 1 : 0,
      driverId: 'D1',
    });
  }
  return lines;
}

function write(name: string, content: string | Uint8Array): string {
  const file = join(directory, name);
  writeFileSync(file, content);
  return file;
}

const jsonl = (lines: readonly unknown[]): string =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
const registryFile = write('registry.json', JSON.stringify(registry));
const reportsFile = write('reports.jsonl', jsonl(reports()));

function replay(...args: string[]): {
  status: number | null;
  stdout: string;
  stderr: string;
  lines: Record<string, unknown>[];
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/replay.ts', ...args], {
    encoding: 'utf8',
  });
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { status, stdout, stderr, lines };
}

describe('replay', () => {
  const plain = replay('--registry', registryFile, '--reports', reportsFile);

  test('one line per alert, in order, with the fixed keys first', () => {
    expect(plain).toMatchObject({ status: 0, stderr: '' });
    expect(plain.lines.map(({ type, vehicleId, state }) => [type, vehicleId, state])).toEqual([
      ['speed.over', '粤B12345-2', 'closed'],
      ['terminal.sos', '粤B54321-2', 'closed'],
    ]);
    expect(Object.keys(plain.lines[0]!).slice(0, 16)).toEqual([
      'alertId',
      'type',
      'vehicleId',
      'severity',
      'state',
      'corrected',
      'openedAt',
      'raisedAt',
      'closedAt',
      'measured',
      'limit',
      'unit',
      'latitudeDeg',
      'longitudeDeg',
      'explanation',
      'class',
    ]);
    expect(plain.lines[1]).toMatchObject({
      openedAt: '2026-03-01T12:03:21.000+08:00',
      closedAt: '2026-03-01T12:04:11.000+08:00',
      corrected: false,
      driverId: 'D1',
    });
  });

  test('gzip, another partition count, and every line three times give the same bytes', () => {
    const gzip = write('reports.jsonl.gz', gzipSync(jsonl(reports())));
    expect(replay('--registry', registryFile, '--reports', gzip).stdout).toBe(plain.stdout);
    expect(
      replay('--registry', registryFile, '--reports', reportsFile, '--partitions', '8').stdout,
    ).toBe(plain.stdout);
    const tripled = write('tripled.jsonl', jsonl(reports().flatMap((line) => [line, line, line])));
    expect(replay('--registry', registryFile, '--reports', tripled).stdout).toBe(plain.stdout);
  });

  test('indicators follow the alerts, in order, the same on any number of partitions', () => {
    const files = ['--registry', registryFile, '--reports', reportsFile];
    const told = replay(...files, '--indicators');
    expect(told).toMatchObject({ status: 0, stderr: '' });
    expect(told.stdout.startsWith(plain.stdout)).toBe(true);
    const values = told.lines.slice(plain.lines.length);
    expect(values.every(({ kind }) => kind === 'indicator')).toBe(true);
    const names = values.map((value) => {
      const { kind, id } = value.scope as { kind: string; id: string };
      return `${value.windowEnd} ${value.indicatorId} ${kind} ${id}`;
    });
    expect(names).toEqual([...new Set(names)].sort());
    const of = (indicatorId: string, id: string) =>
      values.filter((v) => v.indicatorId === indicatorId && (v.scope as { id: string }).id === id);
    // Ten minutes: two whole windows, and nothing is final when the input ends.
    expect(of('fleet.online-rate', '440300')).toMatchObject([
      { windowStart: '2026-03-01T12:00:00.000+08:00', phase: 'early', value: 100, denominator: 2 },
      { windowStart: '2026-03-01T12:05:00.000+08:00', phase: 'early', value: 100, unit: '%' },
    ]);
    expect(of('safety.speeding-per-100', 'charter')).toMatchObject([
      { value: 100, numerator: 1, denominator: 1, samples: 1 },
    ]);
    expect(of('safety.handling-rate', '440000')).toMatchObject([{ value: 0, denominator: 2 }]);
    expect(replay(...files, '--indicators', '--partitions', '8').stdout).toBe(told.stdout);
    const all = replay(...files, '--indicators', '--transitions');
    expect(all.lines.filter(({ kind }) => kind === 'indicator').length).toBeGreaterThan(
      values.length,
    );
    expect(replay(...files, '--indicators', '--transitions', '--partitions', '8').stdout).toBe(
      all.stdout,
    );
  });

  test('transitions tell each change, the same on any number of partitions', () => {
    const one = replay('--registry', registryFile, '--reports', reportsFile, '--transitions');
    expect(
      one.lines.filter(({ type }) => type === 'terminal.sos').map(({ change }) => change),
    ).toEqual(['opened', 'closed']);
    expect(
      replay(
        '--registry',
        registryFile,
        '--reports',
        reportsFile,
        '--transitions',
        '--partitions',
        '8',
      ).stdout,
    ).toBe(one.stdout);
  });

  test('rules switch off and change', () => {
    const rules = write(
      'rules.json',
      '{"terminal":{"enabled":false},"speed.over":{"sustainMs":200000,"noSuch":1}}',
    );
    const run = replay('--registry', registryFile, '--reports', reportsFile, '--rules', rules);
    expect(run.lines).toEqual([]);
    expect(run.stderr).toContain('speed.over.noSuch');
  });

  test('bad lines are named on the other output, and everything else is judged', () => {
    const lines: unknown[] = reports();
    lines.splice(
      10,
      0,
      '{"vehicleId":',
      '[]',
      { vehicleId: '粤B12345-2', fixTime: 'yesterday' },
      { vehicleId: '粤B12345-2', fixTime: iso(T0), latitudeDeg: 91, longitudeDeg: 0, speedKmh: 1 },
    );
    const run = replay('--registry', registryFile, '--reports', write('bad.jsonl', jsonl(lines)));
    expect(run.status).toBe(0);
    expect(run.stdout).toBe(plain.stdout);
    expect(run.stderr.split('\n')).toEqual([
      'line 11: not JSON',
      'line 12: vehicleId is missing',
      'line 13: fixTime is not an instant',
      'line 14: latitudeDeg is not a latitude',
      '4 of 244 lines could not be read',
      '',
    ]);
  });

  test('the end of input closes nothing', () => {
    const cut = write('cut.jsonl', jsonl(reports().slice(0, 90)));
    expect(replay('--registry', registryFile, '--reports', cut).lines).toMatchObject([
      { type: 'speed.over', state: 'open', closedAt: null },
      { type: 'terminal.sos', state: 'open', closedAt: null },
    ]);
  });

  test('what is pending at the end settles: 4:00:01 of driving alerts, 4:00:00 does not', () => {
    const drive = (seconds: number): Record<string, unknown>[] => {
      const lines: Record<string, unknown>[] = [];
      for (let s = 0; s <= seconds; s += s < 14_400 && s + 10 > 14_400 ? 14_400 - s : 10)
        lines.push(fixAt(s));
      if (seconds % 10 !== 0) lines.push(fixAt(seconds));
      return lines;
    };
    const fixAt = (s: number): Record<string, unknown> => ({
      vehicleId: '粤B12345-2',
      fixTime: iso(T0 + s * 1_000),
      latitudeDeg: 23 + s * 0.0001,
      longitudeDeg: 113.3,
      speedKmh: 40,
    });
    const run = (name: string, lines: readonly unknown[]) =>
      replay('--registry', registryFile, '--reports', write(name, jsonl(lines)));
    // Half an hour before the limit it warns, whatever comes of it.
    expect(run('legal.jsonl', drive(14_400)).lines).toMatchObject([
      { type: 'driving-time.prewarn', state: 'open', closedAt: null },
    ]);
    const over = drive(14_401);
    const plainRun = run('over.jsonl', over);
    expect(plainRun.lines).toMatchObject([
      { type: 'driving-time.prewarn', state: 'closed' },
      { type: 'driving-time.continuous', state: 'open', closedAt: null, measured: 14_401 },
    ]);
    const swapped = over.slice();
    for (let i = 0; i + 1 < swapped.length; i += 2)
      [swapped[i], swapped[i + 1]] = [swapped[i + 1]!, swapped[i]!];
    expect(run('swapped.jsonl', swapped).stdout).toBe(plainRun.stdout);
  });

  test('threads for the vehicles change nothing: drivers who change vehicles, speeding, lines nobody can read', () => {
    const vehicles = Array.from({ length: 10 }, (_, n) => ({
      ...registry.vehicles[0]!,
      vehicleId: `粤B6000${n}-2`,
    }));
    const lines: unknown[] = ['nonsense'];
    for (let i = 0; i < 600; i++) {
      vehicles.forEach(({ vehicleId }, n) => {
        // Half way drivers pass to the next vehicle, which another thread has.
        const driver = i < 300 ? n : (n + 9) % 10;
        lines.push({
          vehicleId,
          fixTime: iso(T0 + i * 30_000 + n * 700),
          latitudeDeg: 23 + n * 0.1,
          longitudeDeg: 113 + i * 0.005,
          speedKmh: n === 3 && i > 50 && i < 90 ? 130 : 60,
          ...(n === 9 ? {} : { driverId: `D${driver}` }),
        });
      });
    }
    const registryOf = write('threads-registry.json', JSON.stringify({ ...registry, vehicles }));
    const files = ['--registry', registryOf, '--reports', write('threads.jsonl', jsonl(lines))];
    const alone = replay(...files, '--threads', '0');
    const types = alone.lines.map(({ type }) => type as string);
    expect(types.filter((type) => type === 'driving-time.continuous').length).toBeGreaterThan(5);
    expect(types).toContain('speed.over');
    for (const threads of ['1', '3']) expect(replay(...files, '--threads', threads)).toEqual(alone);
    const none = join(directory, 'none');
    expect(replay('--registry', registryOf, '--reports', none, '--threads', '2')).toMatchObject({
      status: 2,
      stdout: '',
    });
  });

  test('a file that cannot be used is one sentence and exit code 2', () => {
    const none = join(directory, 'none');
    for (const args of [
      ['--registry', none, '--reports', reportsFile],
      ['--registry', registryFile, '--reports', none],
      ['--registry', reportsFile, '--reports', reportsFile],
      ['--registry', registryFile],
    ]) {
      const run = replay(...args);
      expect(run).toMatchObject({ status: 2, stdout: '' });
      expect(run.stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(replay('--help')).toMatchObject({ status: 0, stderr: '' });
  });
});
