/** What of a sensor's readings every partition is told. */
import { expect, test } from 'vitest';
import type { Reading } from '#core/report.ts';
import type { LaneSample, TrafficSample } from '#core/sensor.ts';
import { DeviceTable } from '#ingest/devices.ts';
import type { Publisher } from '#ingest/publish.ts';
import { tellEverywhere } from '#ingest/spoken.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 4);
const KEY = new TextEncoder().encode('a key of the tests that is long enough');

function detectors() {
  const devices = new DeviceTable(KEY, 4);
  const at = {
    kind: 'detector' as const,
    latitudeDeg: 23,
    longitudeDeg: 113,
    regionCode: '440100',
  };
  devices.setSensor({ ...at, sensorId: 'd1', sectionId: 's1' });
  devices.setSensor({ ...at, sensorId: 'd2' });
  const told: object[] = [];
  const publisher = {
    addEverywhere: ({ body }: Reading) => {
      if (body.kind !== 'registry') throw new Error('Another body than a control record.');
      const { entity, id, registryOffset, json } = body;
      told.push({ entity, id, registryOffset, ...JSON.parse(json) });
    },
  } as Partial<Publisher> as Publisher;
  const say = (lanes: LaneSample[], part: Partial<TrafficSample> = {}, deviceId = 'd1') => {
    const speaker = { ...devices.find(deviceId)!, deviceId };
    const traffic = { endTimeMs: null, intervalS: 60, lanes, ...part };
    const host = { devices, publisher, nowMs: NOW_MS };
    tellEverywhere(speaker, NOW_MS, { kind: 'traffic', traffic }, host);
    return told.splice(0);
  };
  return { say };
}

const lane = (
  speedKmh: number | null,
  vehicles: number | null = 10,
  occupancyPct: number | null = null,
  valid = true,
): LaneSample => ({ lane: 1, speedKmh, vehicles, occupancyPct, valid });
const TOLD = {
  entity: 'traffic',
  id: 'd1',
  registryOffset: NOW_MS,
  sensorId: 'd1',
  sectionId: 's1',
};

test('slow traffic is told, and the first interval after it', () => {
  const { say } = detectors();
  expect(say([lane(75)])).toEqual([]);
  const slow = { ...TOLD, atMs: NOW_MS, speedKmh: 74.9, occupancyPct: null };
  expect(say([lane(74.9)])).toEqual([slow]);
  expect(say([lane(75)])).toEqual([{ ...slow, speedKmh: 75 }]);
  expect(say([lane(75)])).toEqual([]);
});

test('speeds are the mean of the way: vehicles over the sum of their times', () => {
  const { say } = detectors();
  expect(say([lane(30, 10, 40), lane(60, 10, 21), lane(5, 99, 99, false), lane(0, 7)])).toEqual([
    { ...TOLD, atMs: NOW_MS, speedKmh: 40, occupancyPct: 30.5 },
  ]);
});

test('where nobody is measured, a detector that is covered for long tells of a queue', () => {
  const { say } = detectors();
  expect(say([lane(null, 0, 19.9)])).toEqual([]);
  expect(say([lane(null, 0, null)])).toEqual([]);
  // Covered all the time, it hangs.
  expect(say([lane(null, 0, 100), lane(null, 0, 19)])).toEqual([]);
  expect(say([lane(null, 0, 20)])).toEqual([
    { ...TOLD, atMs: NOW_MS, speedKmh: null, occupancyPct: 20 },
  ]);
});

test('what was measured long ago, or stands for no section, concerns nobody', () => {
  const { say } = detectors();
  expect(say([lane(20)], { endTimeMs: NOW_MS - 600_001 })).toEqual([]);
  expect(say([lane(20)], {}, 'd2')).toEqual([]);
  expect(say([lane(20)], { endTimeMs: NOW_MS - 600_000 })).toHaveLength(1);
});
