/**
 * How fast does `replay` judge a recording, start-up included? Some hours of 500 vehicles, a report every 30 s:
 * half have drivers, a third a filed route, a tenth speeds, so that hundreds of alerts are raised and restated.
 *
 *   node bench/replay.bench.ts             table for people, bench/results/replay.json
 *
 * How it can mislead: the recording lies in the page cache and comes in order; sparse reports cost more than those of
 * every second, which it has few of. A round is a process of its own, so nothing is warm but the kept compilation.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatShanghai } from '#core/time.ts';
import { measure, seededRandom, writeResults } from './harness.ts';
import { machineLoad } from './platform-run.ts';

const SEED = 11;
const ROUNDS = 5;
const VEHICLES = 500;
const INTERVAL_MS = 30_000;
const LAPS = 300;
const START_MS = Date.UTC(2026, 2, 2);
const CLASSES = ['charter', 'dangerous', 'heavy', 'scheduled'] as const;
/** Says on file descriptor 3 what processor time the process has taken, all of its threads together. */
const TELL_CPU = `import { isMainThread } from 'node:worker_threads'; import { writeSync } from 'node:fs';
  if (isMainThread) process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, String(user + system)); });`;

const load = machineLoad();
const directory = mkdtempSync(join(tmpdir(), 'tizheng-replay-bench-'));
try {
  const { registry, reports, lines } = writeRecording();
  const cpuMs: number[] = [];
  let alerts = 0;
  const result = await measure(
    'replay of a fleet, start-up included',
    () => {
      const { status, stdout, stderr, output } = spawnSync(
        process.execPath,
        [
          '--import',
          `data:text/javascript,${encodeURIComponent(TELL_CPU)}`,
          join(import.meta.dirname, '../tools/replay.ts'),
          ...['--registry', registry, '--reports', reports],
        ],
        { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 1 << 28 },
      );
      if (status !== 0) throw new Error(`replay failed: ${stderr}`);
      cpuMs.push(Number(output[3]) / 1_000);
      alerts = stdout.split('\n').length - 1;
      return lines;
    },
    { rounds: ROUNDS, unit: 'lines' },
  );
  // The first round warms up.
  const meanMs = cpuMs.slice(1).reduce((sum, ms) => sum + ms, 0) / ROUNDS;
  result.meanPerCpuSecond = (lines / meanMs) * 1_000;
  result.figures = { alerts, lines };
  writeResults('replay', [result], {
    seed: SEED,
    notes: `load average before: ${load.loadAverage1Min}`,
  });
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function writeRecording(): { registry: string; reports: string; lines: number } {
  const random = seededRandom(SEED);
  const fleet = Array.from({ length: VEHICLES }, (_, n) => ({
    vehicleId: `粤B${String(n).padStart(5, '0')}-2`,
    class: CLASSES[n % CLASSES.length]!,
    latitude: 22.5 + random() * 2,
    longitude: 112.5 + random() * 3,
    phaseMs: Math.floor(random() * INTERVAL_MS),
    speedKmh: n % 10 === 0 ? 105 : 40 + random() * 30,
    driverId: n % 2 === 0 ? `D${n}` : null,
    /** Degrees beside its route, for a while. */
    beside: n % 30 === 0 ? 0.004 : 0,
  }));
  const registry = join(directory, 'registry.json');
  const vehicles = fleet.map(({ vehicleId, class: vehicleClass }) => ({
    vehicleId,
    class: vehicleClass,
    regionCode: '440300',
  }));
  const routes = fleet.flatMap(({ vehicleId, latitude, longitude }, n) =>
    n % 3 === 0 ? [routeOf(vehicleId, latitude, longitude)] : [],
  );
  writeFileSync(registry, JSON.stringify({ vehicles, routes }));
  fleet.sort((a, b) => a.phaseMs - b.phaseMs);
  const reports = join(directory, 'reports.jsonl');
  const file = openSync(reports, 'w');
  for (let lap = 0; lap < LAPS; lap++) {
    const lines = fleet.map((v) => {
      const atMs = START_MS + lap * INTERVAL_MS + v.phaseMs;
      v.longitude += ((v.speedKmh / 3.6) * (INTERVAL_MS / 1_000)) / 102_000;
      const beside = lap >= 80 && lap < 160 ? v.beside : 0;
      return `${JSON.stringify({
        vehicleId: v.vehicleId,
        fixTime: formatShanghai(Math.floor(atMs / 1_000) * 1_000),
        receivedTime: formatShanghai(atMs + 400),
        latitudeDeg: rounded(v.latitude + beside + random() * 0.0001),
        longitudeDeg: rounded(v.longitude),
        speedKmh: Math.round((v.speedKmh + random() * 4) * 10) / 10,
        courseDeg: 90,
        alarmFlag: 0,
        statusFlag: 3,
        ...(v.driverId === null ? {} : { driverId: v.driverId }),
      })}\n`;
    });
    writeSync(file, lines.join(''));
  }
  closeSync(file);
  return { registry, reports, lines: VEHICLES * LAPS };
}

function routeOf(vehicleId: string, latitude: number, longitude: number): object {
  return {
    routeId: `R ${vehicleId}`,
    vehicleId,
    validFrom: '2026-01-01T00:00:00Z',
    validTo: '2027-01-01T00:00:00Z',
    corridor: {
      type: 'LineString',
      coordinates: Array.from({ length: 200 }, (_, i) => [longitude + i * 0.05, latitude]),
    },
    halfWidthM: 100,
  };
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
