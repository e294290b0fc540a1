/** A seeded fleet: vehicles whose speeds, alarms, drivers and pauses change at random, ending calm. */
import { NO_ALARM_ITEMS } from '#core/alarm-items.ts';
import { NO_SUBJECT, type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { Reading, VehicleClass } from '#core/report.ts';
import type { Random } from './random.ts';

export const START_MS = Date.UTC(2026, 2, 1, 4);
const FLEET_LATITUDE = 23.1;
const FLEET_LONGITUDE = 113.3;
const SECRET = new TextEncoder().encode('simulation');

export interface Fact {
  vehicle: SubjectKey;
  fixMs: number;
  speedKmh: number;
  alarm: boolean;
  driver: SubjectKey | null;
}

export const vehicleKey = (n: number): SubjectKey => subjectKeyOf(SECRET, 'vehicle', `${n}`);
export const driverKey = (n: number): SubjectKey => subjectKeyOf(SECRET, 'driver', `${n}`);

/** Facts in order of their fix time; no two of one vehicle share an instant. */
export function makeFacts(
  random: Random,
  { vehicles, minutes }: { vehicles: number; minutes: number },
): Fact[] {
  const facts: Fact[] = [];
  for (let n = 0; n < vehicles; n++) {
    const vehicle = vehicleKey(n);
    // Half of the vehicles never name a driver; the others share a few.
    const drivers: (SubjectKey | null)[] =
      n % 2 === 0 ? [null] : [driverKey(n % 4), driverKey((n + 2) % 4), null];
    let driver = drivers[0] ?? null;
    let speedKmh = 60;
    let alarm = false;
    const endMs = START_MS + minutes * 60_000;
    let atMs = START_MS + random.int(0, 20_000);
    while (atMs < endMs) {
      const isEnding = atMs > endMs - 240_000;
      if (random.next() < 0.1) speedKmh = random.pick([0, 3, 40, 75, 85, 100, 120]);
      if (random.next() < 0.1) alarm = !alarm;
      if (random.next() < 0.03) driver = random.pick(drivers);
      facts.push(
        isEnding
          ? { vehicle, fixMs: atMs, speedKmh: 0, alarm: false, driver }
          : { vehicle, fixMs: atMs, speedKmh: speedKmh + random.int(0, 40) / 10, alarm, driver },
      );
      atMs +=
        !isEnding && random.next() < 0.02 ? random.int(40_000, 200_000) : random.int(4_100, 14_000);
    }
  }
  return facts.sort((a, b) => a.fixMs - b.fixMs || (a.vehicle < b.vehicle ? -1 : 1));
}

/** The same alarm as an item of the report: what few facts have goes the same ways. */
const ALARM = { ...NO_ALARM_ITEMS, abnormal: { bits: 1, fatigueDegree: null } };

export function readingOf(fact: Fact, receivedTimeMs = fact.fixMs): Reading {
  const asItem = fact.fixMs % 2 === 0;
  return {
    subjectKey: fact.vehicle,
    deviceKey: NO_SUBJECT,
    protocol: 'replay',
    receivedTimeMs,
    serial: 0,
    raw: new Uint8Array(0),
    body: {
      kind: 'position',
      position: {
        fixTimeMs: fact.fixMs,
        latitudeDeg: FLEET_LATITUDE,
        longitudeDeg: FLEET_LONGITUDE,
        altitudeM: null,
        speedKmh: fact.speedKmh,
        courseDeg: null,
        recorderSpeedKmh: null,
        mileageKm: null,
        satellites: null,
        alarmFlag: fact.alarm && !asItem ? 1 : 0,
        statusFlag: 2,
        videoAlarmFlag: null,
        alarmItems: fact.alarm && asItem ? ALARM : null,
        backlog: false,
        driverKey: fact.driver,
      },
    },
  };
}

export function tickReading(timeMs: number): Reading {
  return {
    subjectKey: NO_SUBJECT,
    deviceKey: NO_SUBJECT,
    protocol: 'unknown',
    receivedTimeMs: timeMs,
    serial: 0,
    raw: new Uint8Array(0),
    body: { kind: 'tick', timeMs },
  };
}

export function rulesReading(registryOffset: number, settings: unknown): Reading {
  const json = JSON.stringify(settings);
  return controlReading(NO_SUBJECT, { kind: 'rules', registryOffset, json });
}

function controlReading(subjectKey: SubjectKey, body: Reading['body']): Reading {
  return {
    subjectKey,
    deviceKey: NO_SUBJECT,
    protocol: 'unknown',
    receivedTimeMs: 0,
    serial: 0,
    raw: new Uint8Array(0),
    body,
  };
}

export function vehicleReading(
  key: SubjectKey,
  registryOffset: number,
  vehicleClass: VehicleClass,
): Reading {
  const json = JSON.stringify({ subjectKey: key, class: vehicleClass });
  return controlReading(key, {
    kind: 'registry',
    registryOffset,
    entity: 'vehicle',
    id: key,
    json,
  });
}

/** A road that leads past where the fleet stands, or far from it; null = withdrawn. */
export function routeReading(
  key: SubjectKey,
  registryOffset: number,
  where: 'near' | 'far' | null,
): Reading {
  const latitude = where === 'near' ? FLEET_LATITUDE : FLEET_LATITUDE + 1;
  const json = JSON.stringify({
    routeId: 'r',
    subjectKey: key,
    validFrom: '2026-01-01T00:00:00Z',
    validTo: '2027-01-01T00:00:00Z',
    corridor: {
      type: 'LineString',
      coordinates: [
        [FLEET_LONGITUDE - 0.1, latitude],
        [FLEET_LONGITUDE + 0.1, latitude],
      ],
    },
    halfWidthM: 100,
  });
  return controlReading(key, {
    kind: 'registry',
    registryOffset,
    entity: 'route',
    id: where === null ? `${key}/r` : 'r',
    json: where === null ? '' : json,
  });
}

/** The same facts in another arrival order, each displaced by less than the reorder buffer. */
export function displaced(facts: readonly Fact[], random: Random, withinMs: number): Fact[] {
  return facts
    .map((fact) => ({ fact, atMs: fact.fixMs + random.next() * withinMs }))
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ fact }) => fact);
}

/** A fact and when it reaches us. */
export interface Arrival {
  fact: Fact;
  receivedMs: number;
}

/** Control records that stand in the log behind the tick of `tickMs`. */
export interface Change {
  tickMs: number;
  readings: readonly Reading[];
}

/** Arrival order as log records: a tick per whole second of the greatest received time, changes after their tick. */
export function logOf(facts: readonly Fact[], changes: readonly Change[]): Reading[] {
  return logOfArrivals(
    facts.map((fact) => ({ fact, receivedMs: fact.fixMs })),
    changes,
  );
}

export function logOfArrivals(arrivals: readonly Arrival[], changes: readonly Change[]): Reading[] {
  const log: Reading[] = [rulesReading(0, {})];
  let tickMs = 0;
  for (const { fact, receivedMs } of arrivals) {
    const dueMs = Math.floor(receivedMs / 1_000) * 1_000;
    for (let at = tickMs === 0 ? dueMs : tickMs + 1_000; at <= dueMs; at += 1_000) {
      log.push(tickReading(at));
      for (const change of changes) if (change.tickMs === at) log.push(...change.readings);
      tickMs = at;
    }
    log.push(readingOf(fact, receivedMs));
  }
  return log;
}
