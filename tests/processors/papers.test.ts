/**
 * Papers of a vehicle: read from control records, versioned in event time as corridors are, kept by
 * snapshots, bounded.
 */
import { describe, expect, test } from 'vitest';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { applyRegistry } from '#processors/control.ts';
import { isInForce, isInWindows, PAPERS } from '#processors/papers.ts';
import { rules } from '#processors/rules/index.ts';
import { loadRegistry, registryState } from '#processors/state/registry-codec.ts';
import { Subject } from '#processors/subject.ts';
import { VehicleTask } from '#processors/vehicle-task.ts';

const T0 = Date.parse('2026-11-21T08:00:00+08:00');
const HOUR = 3_600_000;
const VEHICLE = '00000000000000aa' as SubjectKey;
const OUT = new Proxy({}, { get: () => () => {} }) as never;

let offset = 0;
function reading(body: Reading['body']): Reading {
  return {
    ...{ subjectKey: NO_SUBJECT, deviceKey: NO_SUBJECT, protocol: 'replay', serial: 0 },
    ...{ receivedTimeMs: 0, raw: new Uint8Array(0), body },
  };
}
function record(entity: string, id: string, item: object | null, registryOffset = offset++) {
  const json = item === null ? '' : JSON.stringify({ subjectKey: VEHICLE, ...item });
  return { kind: 'registry', registryOffset, entity, id, json } as const;
}
const period = (fromH: number, toH: number) => ({
  validFrom: new Date(T0 + fromH * HOUR).toISOString(),
  validTo: new Date(T0 + toH * HOUR).toISOString(),
});
const place = { regionCode: '440300' };
const ticket = (ticketId: string, fromH = 0, toH = 1) =>
  record('ticket', ticketId, {
    ...{ ticketId, ...period(fromH, toH), origin: place, destination: place },
  });

function subjectWith(...records: ReturnType<typeof record>[]): Subject {
  const subject = new Subject(VEHICLE, 0, 0, new VehicleTask(0, []));
  for (const body of records) expect(applyRegistry(body, () => subject, 0)).toBe(subject);
  return subject;
}

describe('papers on file', () => {
  const line = {
    ...{ lineId: 'l1', lineClass: 2, service: 'airport', distanceKm: 90, validTo: '2026-12-31' },
    stops: [{ stationId: 's1', minutes: 0, latitudeDeg: 22.5, longitudeDeg: 114, radiusM: 150 }],
    timetable: [{ runId: 'l1/1', departs: '23:40', direction: 'back', weekdays: [1] }],
  };
  const all = () => [
    record('vehicle', VEHICLE, {
      ...{ class: 'charter', regionCode: '440300', seats: 45, axles: 3, totalMassKg: 18_000 },
      ...{ tractor: false, lineId: 'l1', certificateValidTo: '2026-11-21' },
    }),
    record('line', 'l1', line),
    record('line', 'l2', { ...line, lineId: 'l2' }),
    record('permit', 'p1', {
      ...{ permitId: 'p1', kind: 'relay', ...period(0, 1) },
      windows: [{ start: '22:00', end: '02:00' }],
      ...{ zoneIds: ['z1'], stops: [place] },
    }),
    record('waybill', 'w1', {
      ...{ waybillId: 'w1', departsAt: period(0, 1).validFrom, origin: place, destination: place },
      goods: [
        { unNumber: '1203', class: '3' },
        { unNumber: '1202', class: '3' },
      ],
    }),
    ticket('t2', 2, 3),
    ticket('t1'),
    record('route', 'r1', {
      ...{ routeId: 'r1', mode: 'od', ...period(0, 1), origin: place, destination: place },
      via: [{ latitudeDeg: 22.6, longitudeDeg: 114.1 }],
    }),
  ];

  test('reach rules as instants, minutes and places', () => {
    const info = subjectWith(...all()).latestInfo;
    expect(info.vehicle).toMatchObject({
      seats: 45,
      axles: 3,
      totalMassKg: 18_000,
      tractor: false,
    });
    expect(info.vehicle.certificateToMs).toBe(Date.parse('2026-11-22T00:00:00+08:00'));
    expect(info.line).toMatchObject({
      ...{ lineId: 'l1', service: 'airport', distanceKm: 90 },
      validToMs: Date.parse('2027-01-01T00:00:00+08:00'),
      stops: [{ stationId: 's1', latitudeDeg: 22.5, radiusM: 150, minutes: 0, atKm: null }],
      runs: [{ departsMinute: 1420, direction: 'back', weekdays: [1] }],
    });
    expect(info.permits).toMatchObject([
      { kind: 'relay', validFromMs: T0, validToMs: T0 + HOUR, zoneIds: ['z1'] },
    ]);
    expect(info.waybills).toMatchObject([
      { validFromMs: T0, validToMs: T0 + 24 * HOUR, empty: false, goodsClasses: ['3'] },
    ]);
    expect(info.tickets.map(({ ticketId }) => ticketId)).toEqual(['t1', 't2']);
    expect(info.placeRoutes).toMatchObject([
      {
        origin: { regionCode: '440300', latitudeDeg: null },
        via: [{ latitudeDeg: 22.6, longitudeDeg: 114.1, radiusM: 2_000 }],
      },
    ]);
    expect(info.corridors).toEqual([]);
    expect(info.kept).toEqual(['relay', 'ticket', 'waybill']);
  });

  test('in any order of arrival are the same, and survive a snapshot', () => {
    const records = all();
    const info = subjectWith(...records).latestInfo;
    const back = subjectWith(...records.toReversed());
    expect(back.latestInfo).toEqual(info);
    back.change({ ...back.latestInfo, class: 'heavy' });
    const state = JSON.parse(JSON.stringify(registryState(back)));
    const restored = new Subject(VEHICLE, 0, 0, new VehicleTask(0, []));
    loadRegistry(restored, state);
    expect(restored.infos).toEqual(back.infos);
    expect(registryState(restored)).toEqual(state);
    // What it knew it still knows: an older record of a paper changes nothing.
    expect(applyRegistry(records[3]!, () => restored, 0)).toBeNull();
  });

  test('are let go when withdrawn, and when they ended long ago; that there were any stays known', () => {
    const subject = subjectWith(ticket('t1'), ticket('t2', 1, 2));
    const gone = record('ticket', `${VEHICLE}/t1`, null);
    applyRegistry(gone, () => subject, T0);
    expect(subject.latestInfo.tickets.map(({ ticketId }) => ticketId)).toEqual(['t2']);
    applyRegistry(ticket('t3', 50, 51), () => subject, T0 + 50 * HOUR);
    expect(subject.latestInfo.tickets).toHaveLength(2);
    applyRegistry(ticket('t4', 50, 51), () => subject, T0 + 50 * HOUR + 1);
    expect(subject.latestInfo.tickets.map(({ ticketId }) => ticketId)).toEqual(['t3', 't4']);
    expect(subject.latestInfo.kept).toEqual(['ticket']);
    for (let i = 0; i < 300; i++) applyRegistry(ticket(`u${i}`, 0, 99), () => subject, T0);
    expect(subject.papers.papers.size).toBe(256);
    expect(subject.papers.papers.has('ticket/u299')).toBe(true);
  });

  test('a route that changes its mode is one route', () => {
    const corridor = {
      corridor: {
        type: 'LineString',
        coordinates: [
          [113, 22],
          [114, 22],
        ],
      },
      halfWidthM: 100,
    };
    const od = { routeId: 'r1', ...period(0, 1), mode: 'od', origin: place, destination: place };
    const subject = subjectWith(record('route', 'r1', od));
    expect(subject.latestInfo.placeRoutes).toHaveLength(1);
    applyRegistry(
      record('route', 'r1', { ...od, mode: 'corridor', ...corridor }),
      () => subject,
      0,
    );
    expect(subject.latestInfo).toMatchObject({ placeRoutes: [], corridors: [{ routeId: 'r1' }] });
    applyRegistry(record('route', `${VEHICLE}/r1`, null), () => subject, 0);
    expect(subject.latestInfo).toMatchObject({ placeRoutes: [], corridors: [] });
  });

  test.each([
    ['a ticket that ends before it begins', 'ticket', { ticketId: 't', ...period(1, 0) }],
    ['a waybill without a departure', 'waybill', { waybillId: 'w' }],
    ['a line without a class', 'line', { lineId: 'l', stops: [] }],
    ['a permit without a validity', 'permit', { permitId: 'p', kind: 'relay' }],
    ['a paper of nobody', 'ticket', { subjectKey: 'x', ticketId: 't', ...period(0, 1) }],
  ])('%s is bad', (_what, entity, item) => {
    expect(applyRegistry(record(entity, 'x', item), () => subjectWith(), 0)).toBe('bad');
  });

  test('hold from the first tick after them once there are facts', () => {
    const task = new VehicleTask(0, []);
    const feed = (body: Reading['body'], subjectKey = NO_SUBJECT) =>
      task.process({ ...reading(body), subjectKey, receivedTimeMs: T0 }, offset++, OUT);
    const tick = (timeMs: number) => feed({ kind: 'tick', timeMs });
    tick(T0 - 1_000);
    feed(
      {
        kind: 'driverCard',
        driverCard: { eventTimeMs: T0, onDuty: false, driverKey: null, readResult: null },
      },
      VEHICLE,
    );
    feed(ticket('t1'));
    const subject = task.subjects.get(VEHICLE)!;
    expect(subject.infos).toHaveLength(1);
    tick(T0);
    expect(subject.infos.map(({ fromMs, info }) => [fromMs, info.tickets.length])).toEqual([
      [expect.any(Number), 0],
      [T0, 1],
    ]);
  });
});

test('validity is half-open, windows may cross midnight', () => {
  const permit = PAPERS.permit({ permitId: 'p', kind: 'entry', ...period(0, 1) })!;
  expect([T0 - 1, T0, T0 + HOUR - 1, T0 + HOUR].map((at) => isInForce(permit, at))).toEqual([
    ...[false, true, true, false],
  ]);
  const at = (clock: string) => Date.parse(`2026-11-21T${clock}+08:00`);
  const night = [{ startMinute: 1320, endMinute: 120 }];
  const day = [{ startMinute: 360, endMinute: 1200 }];
  const clocks = ['21:59:59', '22:00:00', '01:59:59', '02:00:00'];
  expect(clocks.map((clock) => isInWindows(night, at(clock)))).toEqual([false, true, true, false]);
  expect(
    ['05:59:59', '06:00:00', '19:59:59', '20:00:00'].map((clock) => isInWindows(day, at(clock))),
  ).toEqual([false, true, true, false]);
  expect(isInWindows([], at('03:00:00'))).toBe(true);
});

test.each([
  ['ban.coach-night', ['charter', 'scheduled']],
  ['ban.dangerous-goods', ['dangerous']],
  ['route.via-missed', ['charter', 'scheduled', 'dangerous']],
  ['permit.missing', ['charter', 'scheduled', 'dangerous', 'heavy']],
])('%s is on for %j', (type, classes) => {
  expect(rules.find((rule) => rule.type === type)?.classes).toEqual(classes);
});
