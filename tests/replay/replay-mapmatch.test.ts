/** The recorded tracks through the command itself: files in, lines out, the very tasks of the live platform. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { haversineM } from '#core/geo/distance.ts';
import type { LineGeometry } from '#core/registry.ts';
import { formatShanghai } from '#core/time.ts';
import {
  corridorOf,
  type Fix,
  mapmatchPresent,
  readTracks,
  shiftedStretch,
  type Track,
} from './mapmatch-data.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BASE_MS = Date.parse('2026-11-20T08:00:00+08:00');

interface Drive {
  vehicleId: string;
  fixes: Fix[];
  corridor: LineGeometry;
  derived: boolean;
}
interface Line {
  type: string;
  vehicleId: string;
  state: string;
  openedAt: string;
  closedAt: string | null;
}

describe.skipIf(!mapmatchPresent)(
  'replay of recorded tracks (skipped without the shared data set)',
  () => {
    let folder = '';
    let tracks: Track[] = [];
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'tizheng-replay-'));
      tracks = readTracks();
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    function replay(name: string, drives: Drive[]): Line[] {
      const lines: { ms: number; text: string }[] = [];
      for (const { vehicleId, fixes, derived } of drives) {
        for (const [i, { t, lat, lon }] of fixes.entries()) {
          const before = fixes[i - 1];
          const dt = before === undefined ? 0 : t - before.t;
          const speedKmh = !derived
            ? null
            : dt > 0
              ? Math.round((haversineM(before!.lat, before!.lon, lat, lon) / dt) * 36) / 10
              : 0;
          const ms = BASE_MS + Math.round(t * 1000);
          const text = JSON.stringify({
            vehicleId,
            fixTime: formatShanghai(ms),
            latitudeDeg: lat,
            longitudeDeg: lon,
            speedKmh,
          });
          lines.push({ ms, text });
        }
      }
      lines.sort((a, b) => a.ms - b.ms);
      const reports = join(folder, `${name}.ndjson`);
      const registry = join(folder, `${name}.json`);
      writeFileSync(reports, `${lines.map(({ text }) => text).join('\n')}\n`);
      writeFileSync(
        registry,
        JSON.stringify({
          vehicles: drives.map(({ vehicleId }) => ({
            vehicleId,
            plate: vehicleId.slice(0, -2),
            plateColour: 2,
            class: 'dangerous',
            enterpriseId: 'e1',
            regionCode: '440300',
          })),
          enterprises: [{ enterpriseId: 'e1', name: '甲', regionCode: '440300' }],
          drivers: [],
          routes: drives.map(({ vehicleId, corridor }) => ({
            routeId: `r-${vehicleId}`,
            vehicleId,
            validFrom: '2026-11-01T00:00:00+08:00',
            validTo: '2026-12-01T00:00:00+08:00',
            corridor,
            halfWidthM: 100,
          })),
          zones: [],
          permits: [],
        }),
      );
      const run = spawnSync(
        process.execPath,
        ['tools/replay.ts', '--registry', registry, '--reports', reports],
        { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 << 20 },
      );
      expect(run.stderr).not.toMatch(/failed|bad/i);
      expect(run.status).toBe(0);
      return run.stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Line);
    }

    const quiet = (line: Line) =>
      line.type === 'route.deviation' || line.type.startsWith('driving-time.');

    test.each([false, true])(
      'own road: neither deviation nor fatigue; speeds derived: %s',
      (derived) => {
        const lines = replay(
          `own-${derived}`,
          // Noisy speeds matter most where the vehicle stands, wanders, is lost or drives long.
          tracks
            .filter(({ track }) => !derived || [2, 28, 54, 78, 90, 92].includes(track))
            .map(({ track, fixes, corridor }) => ({
              vehicleId: `粤B1${String(track).padStart(4, '0')}-2`,
              fixes,
              corridor,
              derived,
            })),
        );
        expect(lines.filter(quiet)).toEqual([]);
        // The run is not silent for want of input: who stops reporting while driving has lost its link.
        expect(lines.filter(({ type }) => type === 'link.silent').length).toBeGreaterThan(0);
      },
    );

    test('a shifted stretch is found at the right times, a foreign road alarms', () => {
      const drives: Drive[] = [];
      const truth = new Map<string, [number, number]>();
      for (const track of tracks) {
        const shift = shiftedStretch(track, corridorOf(track));
        if (shift === null) continue;
        const { track: number, fixes, corridor } = track;
        const vehicleId = `粤B2${String(number).padStart(4, '0')}-2`;
        truth.set(vehicleId, [shift.fromS, shift.toS]);
        drives.push({ vehicleId, fixes: shift.fixes, corridor, derived: false });
        if (fixes.length > 3_000) continue;
        const foreign = tracks.find((other) => other.track === (number === 40 ? 0 : 40))!.corridor;
        drives.push({
          vehicleId: `粤B3${String(number).padStart(4, '0')}-2`,
          fixes,
          corridor: foreign,
          derived: true,
        });
      }
      expect(truth.size).toBeGreaterThanOrEqual(5);
      const lines = replay('shifted', drives).filter(({ type }) => type === 'route.deviation');
      for (const [vehicleId, [from, to]] of truth) {
        const own = lines.filter((line) => line.vehicleId === vehicleId);
        expect(own, vehicleId).toHaveLength(1);
        const openedS = (Date.parse(own[0]!.openedAt) - BASE_MS) / 1000;
        const closedS = (Date.parse(own[0]!.closedAt!) - BASE_MS) / 1000;
        expect(Math.abs(openedS - from)).toBeLessThanOrEqual(30);
        expect(Math.abs(closedS - to)).toBeLessThanOrEqual(30);
      }
      const foreign = lines.filter(({ vehicleId }) => vehicleId.startsWith('粤B3'));
      expect(foreign.map(({ vehicleId }) => vehicleId).sort()).toEqual(
        drives.map(({ vehicleId }) => vehicleId).filter((id) => id.startsWith('粤B3')),
      );
      expect(foreign.every(({ state }) => state === 'open')).toBe(true);
    });
  },
);
