/**
 * Zones along the whole path, from the bytes of a report to the alert, against an oracle that looks through every edge of
 * every zone in whole numbers: the same episodes, to the millisecond. Points on corners and edges are among them.
 */
import { expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { PositionFix, ReadingBody } from '#core/report.ts';
import type { VehicleOut } from '#processors/outputs.ts';
import { zoneEntered } from '#processors/rules/zone-entered.ts';
import { VehicleTask } from '#processors/vehicle-task.ts';
import { encodeReading, ReadingDecoder } from '#proto/codec/reading.ts';
import { randomOf } from '../../simulation/random.ts';

/** Whole 1e-7 degrees from a corner of the area. */
type Point = [x: number, y: number];

const T0 = Date.parse('2026-11-21T12:00:00+08:00');
const STEP_MS = 10_000;
const WEST = 1_135_000_000;
const SOUTH = 225_000_000;
const SIDE = 900_000;
const ZONES = 300;
const VEHICLES = 30;
const REPORTS = 120;
/** `zone.entered`: this many points outside in a row end an episode, at the first of them. */
const END_POINTS = 2;

const { next: random } = randomOf(2311);
const between = (from: number, to: number): number => Math.floor(from + random() * (to - from));

/** Closed rings, as jagged as zones drawn by hand and more so. */
const zones = Array.from({ length: ZONES }, (): Point[] => {
  const [x, y] = [between(0, SIDE), between(0, SIDE)];
  const corners = between(3, 20);
  const ring = Array.from({ length: corners }, (_, i): Point => {
    const turn = (2 * Math.PI * (i + random() * 0.8)) / corners;
    const reach = between(3_000, 40_000);
    return [Math.round(x + reach * Math.cos(turn)), Math.round(y + reach * Math.sin(turn))];
  });
  return [...ring, ring[0]!];
});

/** Even-odd, the boundary inside; products of differences this small are exact. */
function holds(ring: readonly Point[], [x, y]: Point): boolean {
  let isInside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const isBeside = Math.min(ax, bx) <= x && x <= Math.max(ax, bx);
    if (side === 0 && isBeside && Math.min(ay, by) <= y && y <= Math.max(ay, by)) return true;
    if (ay > y !== by > y && side > 0 === by > ay) isInside = !isInside;
  }
  return isInside;
}

/** Wanders some 100 m at a time, now and then to a corner or to the middle of an edge near by. */
function pathOf(): Point[] {
  const at: Point = [between(0, SIDE), between(0, SIDE)];
  return Array.from({ length: REPORTS }, (_, i): Point => {
    at[0] += between(-12_000, 12_000);
    at[1] += between(-12_000, 12_000);
    const ring = zones[between(0, ZONES)]!;
    const corner = between(1, ring.length);
    const [[ax, ay], [bx, by]] = [ring[corner - 1]!, ring[corner]!];
    const isEven = (ax + bx) % 2 === 0 && (ay + by) % 2 === 0;
    const edge: Point = i % 2 === 0 && isEven ? [(ax + bx) / 2, (ay + by) / 2] : [ax, ay];
    const isNear = Math.abs(edge[0] - at[0]) + Math.abs(edge[1] - at[1]) < 30_000;
    return isNear && i % 3 !== 0 ? edge : [at[0], at[1]];
  });
}

/** `zone openedAt closedAt`, the latter empty while it is open. */
function episodesOf(path: readonly Point[]): string[] {
  return zones.flatMap((ring, zone) => {
    const episodes: string[] = [];
    let openedAtMs = 0;
    let outside = 0;
    path.forEach((point, i) => {
      const nowMs = T0 + i * STEP_MS;
      if (holds(ring, point)) {
        if (openedAtMs === 0) openedAtMs = nowMs;
        outside = 0;
      } else if (openedAtMs !== 0 && ++outside === END_POINTS) {
        episodes.push(`z${zone} ${openedAtMs} ${nowMs - (END_POINTS - 1) * STEP_MS}`);
        openedAtMs = 0;
        outside = 0;
      }
    });
    return openedAtMs === 0 ? episodes : [...episodes, `z${zone} ${openedAtMs} `];
  });
}

const keyOf = (n: number): SubjectKey => n.toString(16).padStart(16, '0') as SubjectKey;

test('a fleet among jagged zones has the episodes that every edge says it has', () => {
  const task = new VehicleTask(0, [zoneEntered]);
  const alerts = new Map<string, Alert>();
  const nothing = (): void => {};
  const out: VehicleOut = {
    ...{ sensor: nothing, introduce: nothing, windowPart: nothing, windowMark: nothing },
    ...{ observation: nothing, late: nothing, sample: nothing, rules: nothing, mark: nothing },
    riskFact: nothing,
    alert: (_change, alert) => void alerts.set(alert.alertId, structuredClone(alert)),
  };
  const decoder = new ReadingDecoder();
  let offset = 0;
  const feed = (subjectKey: SubjectKey, receivedTimeMs: number, body: ReadingBody): void => {
    const serial = offset % 65_536;
    const raw = new Uint8Array(0);
    const source = { subjectKey, deviceKey: subjectKey, protocol: 'replay' as const };
    const bytes = encodeReading({ ...source, receivedTimeMs, serial, raw, body });
    task.process(decoder.decode(bytes), offset++, out);
  };
  zones.forEach((ring, zone) => {
    const id = `z${zone}`;
    const coordinates = [ring.map(([x, y]) => [(WEST + x) / 1e7, (SOUTH + y) / 1e7])];
    const polygon = { type: 'Polygon', coordinates };
    const json = JSON.stringify({ zoneId: id, kind: 'no-entry', polygon, appliesTo: [] });
    feed(NO_SUBJECT, T0, { kind: 'registry', registryOffset: zone, entity: 'zone', id, json });
  });
  feed(NO_SUBJECT, T0, { kind: 'tick', timeMs: T0 });

  const paths = Array.from({ length: VEHICLES }, pathOf);
  for (let i = 0; i < REPORTS; i++) {
    const fixTimeMs = T0 + i * STEP_MS;
    paths.forEach((path, vehicle) => {
      const [x, y] = path[i]!;
      const position: PositionFix = {
        ...{ fixTimeMs, latitudeDeg: (SOUTH + y) / 1e7, longitudeDeg: (WEST + x) / 1e7 },
        ...{ altitudeM: 0, speedKmh: 40, courseDeg: 0, recorderSpeedKmh: null, mileageKm: null },
        ...{ satellites: 12, alarmFlag: 0, statusFlag: 3, videoAlarmFlag: null, alarmItems: null },
        ...{ backlog: false, driverKey: null },
      };
      feed(keyOf(vehicle + 1), fixTimeMs, { kind: 'position', position });
    });
  }

  const got = new Map<string, string[]>();
  for (const { subjectKey, facts, openedAtMs, closedAtMs } of alerts.values()) {
    const own = got.get(subjectKey) ?? [];
    got.set(subjectKey, [...own, `${facts.zoneId} ${openedAtMs} ${closedAtMs ?? ''}`]);
  }
  let episodes = 0;
  paths.forEach((path, vehicle) => {
    const expected = episodesOf(path);
    episodes += expected.length;
    expect(got.get(keyOf(vehicle + 1))?.sort() ?? []).toEqual(expected.sort());
  });
  expect(task.counters.observations).toBe(VEHICLES * REPORTS);
  expect(episodes).toBeGreaterThan(200);
});
