import { readFileSync } from 'node:fs';
import { booleanPointInPolygon, point } from '@turf/turf';
import type { Feature, MultiPolygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { displacementM } from '#core/geo/distance.ts';
import { Polyline } from '#core/geo/polyline.ts';
import type { RegistryFile } from '#core/registry.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { importRegistry } from '#ingest/registry-import.ts';
import { rules } from '#processors/rules/index.ts';
import { ALARM_BITS } from '#processors/rules/terminal-bits.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { makeFleet } from '#tools/simulate/fleet.ts';
import { placeAt } from '#tools/simulate/motion.ts';
import { roads, roadsGeoJson } from '#tools/simulate/roads.ts';
import { scenarios } from '#tools/simulate/scenarios/index.ts';

const NOW = Date.parse('2026-11-21T12:25:00+08:00');
const fleet = makeFleet({ vehicles: 300, seed: 1, now: NOW });

describe('fleet', () => {
  test('the same seed gives the same fleet, another seed another', () => {
    expect(makeFleet({ vehicles: 300, seed: 1, now: NOW })).toEqual(fleet);
    expect(makeFleet({ vehicles: 300, seed: 2, now: NOW }).registry).not.toEqual(fleet.registry);
  });

  test('the registry accepts the whole file', async () => {
    const log = openMemoryLog();
    const kept = { partitions: 1, retentionMs: null, retentionBytes: null };
    await log.ensureTopic(TOPICS.registry, { ...kept, compacted: true });
    await log.ensureTopic(TOPICS.registryChanges, { ...kept, compacted: false });
    const report = await importRegistry(log, structuredClone<RegistryFile>(fleet.registry), {
      pseudonymKey: Buffer.alloc(32, 1),
      nowMs: NOW,
    });
    expect(report.problems).toEqual([]);
    const lists = Object.values(fleet.registry) as unknown[][];
    expect(report.written).toBe(lists.reduce((sum, list) => sum + list.length, 0));
  });

  test('no two vehicles share plate, device, driver or route, but for one under a plate not its own', () => {
    const { vehicles, drivers, devices, routes } = fleet.registry;
    expect(fleet.vehicles.filter(({ twinOf }) => twinOf !== null)).toHaveLength(1);
    expect(new Set(vehicles.map((v) => v.plate)).size).toBe(299);
    expect(new Set(devices!.map((d) => d.deviceId)).size).toBe(300);
    expect(new Set(drivers.map((d) => d.driverId)).size).toBe(900);
    expect(new Set(routes.map((r) => r.vehicleId)).size).toBe(299);
  });

  test('all classes and protocol editions are there', () => {
    expect(new Set(fleet.vehicles.map((v) => v.vehicle.class)).size).toBe(5);
    expect(new Set(fleet.vehicles.map((v) => v.edition)).size).toBe(3);
    expect(fleet.vehicles.some((v) => v.clockOffsetMs !== 0)).toBe(true);
  });
});

describe('roads', () => {
  test('lie on land but for a bridge here and there', () => {
    const base = new URL('../../../dashboard/basemap/south-china.json', import.meta.url);
    const land = (JSON.parse(readFileSync(base, 'utf8')) as { land: MultiPolygon }).land;
    const feature: Feature<MultiPolygon> = { type: 'Feature', properties: {}, geometry: land };
    let water = 0;
    let all = 0;
    for (const road of roads) {
      const wet = road.points.filter((p) => !booleanPointInPolygon(point(p), feature)).length;
      expect(wet / road.points.length, road.nameEn).toBeLessThan(0.05);
      water += wet;
      all += road.points.length;
    }
    expect(water / all).toBeLessThan(0.005);
  });

  test('are some forty smooth lines of a trunk road length, named in both languages', () => {
    expect(roads.length).toBeGreaterThanOrEqual(38);
    for (const { lengthM, points, nameZh, nameEn } of roads) {
      expect(lengthM).toBeGreaterThan(50_000);
      expect(points.length).toBeGreaterThan(30);
      expect(points.length).toBeLessThan(400);
      expect(nameZh).toMatch(/[\u4e00-\u9fff]/);
      expect(nameEn).toMatch(/^[A-Z]/);
    }
    expect(roadsGeoJson().features).toHaveLength(roads.length);
  });
});

describe('motion', () => {
  const ordinary = fleet.vehicles
    .filter((v) => v.scenario === null && v.twinOf === null)
    .slice(0, 60);

  test('speed is what the places say, along the whole cycle', () => {
    let moving = 0;
    for (const { plan } of ordinary) {
      for (let t = NOW; t < NOW + 3 * HOUR_MS; t += 7 * MINUTE_MS) {
        const a = placeAt(plan, t);
        const b = placeAt(plan, t + 2_000);
        // At the end of its trip a vehicle turns round; there the straight line is shorter.
        if (a.direction !== b.direction) continue;
        const kmh = (displacementM(a.latDeg, a.lonDeg, b.latDeg, b.lonDeg) / 2) * 3.6;
        expect(Math.abs(kmh - (a.speedKmh + b.speedKmh) / 2)).toBeLessThan(8);
        if (a.speedKmh > 5) moving++;
      }
    }
    expect(moving).toBeGreaterThan(800);
  });

  test('an ordinary vehicle stays inside its corridor and below its limits, day and night', () => {
    for (const vehicle of ordinary) {
      const route = fleet.registry.routes.find((r) => r.vehicleId === vehicle.vehicle.vehicleId)!;
      const line = new Polyline([route.corridor!.coordinates as [number, number][]]);
      const coach = vehicle.vehicle.class === 'charter' || vehicle.vehicle.class === 'scheduled';
      for (let t = NOW; t < NOW + 24 * HOUR_MS; t += 23 * MINUTE_MS) {
        const place = placeAt(vehicle.plan, t);
        expect(line.distanceM(place.latDeg, place.lonDeg)).toBeLessThan(60);
        const hour = (t / HOUR_MS + 8) % 24;
        const night = coach && (hour >= 22 || hour < 6);
        expect(place.speedKmh).toBeLessThan(route.limitKmh! * (night ? 0.8 : 1));
      }
    }
  });

  test('no driver drives longer than the law allows, and every rest is one', () => {
    for (const { plan, drivers } of ordinary.slice(0, 20)) {
      const driven = new Map<number, number>();
      let legMs = 0;
      for (let t = NOW; t < NOW + 24 * HOUR_MS; t += 30_000) {
        const { speedKmh, legNumber } = placeAt(plan, t);
        if (speedKmh === 0) legMs = 0;
        else {
          legMs += 30_000;
          const turn = (legNumber + 1) % drivers.length;
          driven.set(turn, (driven.get(turn) ?? 0) + 30_000);
        }
        expect(legMs).toBeLessThan(2 * HOUR_MS);
      }
      for (const ms of driven.values()) expect(ms).toBeLessThan(8 * HOUR_MS);
    }
  });
});

describe('scenarios', () => {
  const raised = new Set(scenarios.flatMap(({ alertTypes }) => alertTypes));

  test('there is one for every rule the product has', () => {
    for (const { type, params } of rules) {
      const isFamily = 'ignoredTypes' in params.properties;
      const isRaised = isFamily
        ? [...raised].some((one) => one.startsWith(`${type}.`))
        : raised.has(type);
      expect(isRaised, type).toBe(true);
    }
  });

  test('there is one for every alarm bit of every edition the terminals speak', () => {
    for (const { type } of ALARM_BITS) expect([...raised], type).toContain(type);
  });

  test('none is placed on a class its rule leaves alone', () => {
    for (const { type, classes } of rules) {
      for (const scenario of scenarios.filter(({ alertTypes }) => alertTypes.includes(type))) {
        for (const cls of scenario.classes) expect(classes, scenario.name).toContain(cls);
      }
    }
  });

  test('each is placed once, on a vehicle it fits, whatever the hour', () => {
    for (const hour of [0, 3, 5.6, 12, 21.9, 23]) {
      const now = NOW - 12.4 * HOUR_MS + hour * HOUR_MS;
      const placed = makeFleet({ vehicles: 3 * scenarios.length, seed: 3, now }).vehicles.filter(
        (v) => v.scenario !== null,
      );
      expect(placed.map((v) => v.scenario!.name)).toEqual(scenarios.map((s) => s.name));
      for (const { scenario, plan } of placed) {
        const { historyFromMs, script } = scenario!.plan;
        expect(now - historyFromMs).toBeLessThan(7 * 24 * HOUR_MS);
        const knots = script.speedKmh.knotsMs;
        for (let i = 1; i < knots.length; i++) expect(knots[i]!).toBeGreaterThan(knots[i - 1]!);
        expect(placeAt(plan, now).speedKmh, scenario!.name).toBeGreaterThan(20);
      }
    }
  });
});
