import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { checkRegistry, importRegistry } from '#ingest/registry-import.ts';
import { openTopics, SECRETS, startHarness } from '#tests/ingest/harness.ts';
import { until } from '#tests/ingest/terminal.ts';
import { makeFleet } from '#tools/simulate/fleet.ts';
import { startSensors } from '#tools/simulate/sensor-clients.ts';
import { makeSensors, trafficAt, weatherAt, withSensors } from '#tools/simulate/sensors.ts';

const NOW = Date.parse('2026-11-21T08:00:00+08:00');
const weighed = makeFleet({ vehicles: 3, seed: 1, now: NOW, scenarios: ['load.overweight'] });
const sensors = makeSensors({ seed: 1, scales: weighed.scales });
const registry = withSensors(weighed.registry, sensors);
const day = Array.from({ length: 96 }, (_, i) => NOW + i * 15 * MINUTE_MS);

describe('sensors', () => {
  test('the same seed measures the same; the registry takes them all', () => {
    expect(makeSensors({ seed: 1, scales: weighed.scales })).toEqual(sensors);
    const { problems, accepted } = checkRegistry(structuredClone(registry));
    expect(problems).toEqual([]);
    expect(accepted.filter(({ entity }) => entity === 'sensor').length).toBe(53);
  });

  test('traffic has peaks and nights, queues that travel, and possible values only', () => {
    const honest = sensors.detectors.filter(({ fault }) => fault === null);
    const flow = (atMs: number) =>
      honest
        .flatMap((detector) => trafficAt(detector, atMs).lanes)
        .reduce((sum, { vehicles }) => sum + (vehicles ?? 0), 0);
    expect(flow(NOW)).toBeGreaterThan(5 * flow(NOW - 5 * HOUR_MS));
    let queued = 0;
    let free = 0;
    for (const detector of honest) {
      for (const atMs of day) {
        for (const lane of trafficAt(detector, atMs).lanes) {
          expect(lane.occupancyPct).toBeGreaterThanOrEqual(0);
          expect(lane.occupancyPct).toBeLessThanOrEqual(100);
          expect(lane.vehicles! * 120).toBeLessThan(4_200);
          if (lane.speedKmh !== null && lane.speedKmh < 40) queued++;
          if (lane.speedKmh !== null && lane.speedKmh > 60) free++;
        }
      }
    }
    expect(queued).toBeGreaterThan(200);
    expect(free).toBeGreaterThan(5 * queued);
  });

  test('one detector hangs, one chatters, one station has fog', () => {
    const faults = sensors.detectors.filter(({ fault }) => fault !== null);
    expect(faults.map(({ fault }) => fault)).toEqual(['locked-on', 'chatter']);
    const [locked, chatter] = faults.map((detector) => trafficAt(detector, NOW).lanes);
    expect(locked!.every(({ occupancyPct }) => occupancyPct === 100)).toBe(true);
    expect(chatter!.every(({ vehicles }) => vehicles! >= 38)).toBe(true);
    const lowest = sensors.stations.map((station) =>
      Math.min(...day.map((_, i) => weatherAt(station, NOW + i * MINUTE_MS, NOW).visibilityM!)),
    );
    expect(lowest.filter((m) => m < 200).length).toBe(1);
    const foggy = sensors.stations.find((station) => station.foggy)!;
    expect(weatherAt(foggy, NOW, NOW).visibilityM).toBeGreaterThan(5_000);
    expect(weatherAt(foggy, NOW + 6 * MINUTE_MS, NOW).visibilityM).toBeLessThan(200);
  });

  test('all of them sign in and are understood', async () => {
    const log = await openTopics();
    await importRegistry(log, structuredClone(registry), { pseudonymKey: SECRETS.pseudonymKey });
    const ingest = await startHarness({}, { log });
    const stopping = new AbortController();
    const { deviceKey } = SECRETS;
    const running = startSensors({
      host: '127.0.0.1',
      port: ingest.mqttPort!,
      sensors,
      deviceKey,
      signal: stopping.signal,
    });
    await until(() => running.progress().acked >= 53);
    stopping.abort();
    await running.ended;
    expect(running.progress().refused).toBe(0);
    expect((await ingest.readings('traffic')).length).toBeGreaterThanOrEqual(40);
    expect((await ingest.readings('weather')).length).toBeGreaterThanOrEqual(12);
    expect((await ingest.readings('weighing')).length).toBe(1);
    expect(await ingest.quarantined()).toEqual([]);
    await ingest.stop();
    expect(ingest.frameBalance()).toBe(0);
  });
});
