/** May it go? Each item at its boundary, from facts alone. */
import { describe, expect, test } from 'vitest';
import type { Ban } from '#core/registry/ban.ts';
import type { Driver } from '#core/registry/driver.ts';
import type { Section } from '#core/registry/section.ts';
import type { Vehicle } from '#core/registry/vehicle.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { checkTrip } from '#core/trip/check/check.ts';
import type { CheckFacts } from '#core/trip/check/facts.ts';
import { groundOf, type TripPapers } from '#core/trip/ground.ts';
import type { TripPlan } from '#core/trip/trip.ts';
import { DEPART_MS, DRIVER_KEY, NO_PLACES, planWith } from './support.ts';

const VEHICLE_ID = '粤B00001-2';
const vehicle = {
  ...{ vehicleId: VEHICLE_ID, class: 'charter', regionCode: '440300', seats: 45 },
  ...{ certificateValidTo: '2027-12-31', inspectionValidTo: '2027-12-31' },
} as unknown as Vehicle;
const driver: Driver = {
  driverId: 'd-1',
  licences: [{ kind: 'A1', validTo: '2029-05-31' }],
  certificates: [{ kind: 'passenger' }],
};
const period = (fromMs: number, hours: number) => {
  return { startMs: fromMs, endMs: fromMs + hours * HOUR_MS, estimated: false };
};
const ticket = {
  ...{ ticketId: 't-1', vehicleId: VEHICLE_ID, driverIds: ['d-1'] },
  ...{ validFrom: '2026-11-21T00:00:00+08:00', validTo: '2026-11-22T00:00:00+08:00' },
} as never;
const PAPERS: TripPapers = {
  ...{ route: undefined, line: undefined, ticket, waybill: undefined, permits: [] },
};

type Changes = Omit<Partial<CheckFacts>, 'papers'> & { papers?: Partial<TripPapers> };

function check(plan: Partial<TripPlan> = {}, { papers, ...facts }: Changes = {}) {
  const trip = planWith({ ticketId: 't-1', ...plan });
  const all = { ...PAPERS, ...papers };
  return checkTrip(trip, {
    nowMs: DEPART_MS - HOUR_MS,
    ground: groundOf(trip, all, NO_PLACES),
    papers: all,
    vehicle,
    drivers: [{ key: DRIVER_KEY, driver, driving: [period(DEPART_MS - 48 * HOUR_MS, 1)] }],
    bans: [],
    holidays: [],
    sections: null,
    weather: [{ sensorId: 'w', level: 0, visibilityM: 2_000 }],
    risk: { level: 'low', score: 10, zh: '低', en: 'low' },
    device: {
      ...{ lastSeenMs: DEPART_MS - HOUR_MS, silentAfterMs: 300_000, terminals: 1, troubles: [] },
    },
    overlaps: [],
    ...facts,
  });
}
const of = (result: ReturnType<typeof check>, item: string) =>
  result.findings.filter((each) => each.item === item).map(({ result }) => result);
const one = (item: string, plan: Partial<TripPlan> = {}, facts: Changes = {}) =>
  of(check(plan, facts), item)[0];

test('a trip with everything in order passes, each item with words in both languages', () => {
  const { result, findings } = check();
  expect(findings.filter(({ result }) => result !== 'pass')).toEqual([]);
  expect(result).toBe('pass');
  expect(findings.length).toBeGreaterThan(14);
  for (const { zh, en } of findings) expect(zh !== '' && en !== '').toBe(true);
});

describe('drivers', () => {
  const withDriver = (
    changes: Partial<Driver> | null,
    driving: CheckFacts['drivers'][0]['driving'] = [],
  ) => ({
    drivers: [
      { key: DRIVER_KEY, driver: changes === null ? null : { ...driver, ...changes }, driving },
    ],
  });

  test('one must be named', () => {
    expect(one('driver.named', {}, { drivers: [] })).toBe('fail');
  });

  test.each([
    // The last day counts; the trip ends on the 21st.
    ['2026-11-20', 'fail'],
    ['2026-11-21', 'warn'],
    ['2026-12-20', 'warn'],
    ['2026-12-21', 'pass'],
  ])('a licence to %s: %s', (validTo, result) => {
    expect(one('driver.licence', {}, withDriver({ licences: [{ kind: 'A1', validTo }] }))).toBe(
      result,
    );
  });

  test.each([
    [[], 'unknown'],
    [[{ kind: 'B1' }], 'fail'],
    [[{ kind: 'A1', validFrom: '2026-11-22' }], 'fail'],
    [[{ kind: 'A1', validFrom: '2026-11-21' }], 'pass'],
    [[{ kind: 'A1', validTo: '2020-01-01' }, { kind: 'A1' }], 'pass'],
  ] as const)('licences %j: %s', (licences, result) => {
    expect(one('driver.licence', {}, withDriver({ licences: licences as never }))).toBe(result);
  });

  test.each([
    ['charter', { seats: 19 }, 'B1', 'pass'],
    ['charter', { seats: 20 }, 'B1', 'fail'],
    ['heavy', {}, 'B2', 'pass'],
    ['heavy', { tractor: true }, 'B2', 'fail'],
    ['heavy', { tractor: true }, 'A2', 'pass'],
    ['other', {}, 'C1', 'pass'],
  ] as const)('%s %j by %s: %s', (vehicleClass, changes, kind, result) => {
    const facts = { ...withDriver({ licences: [{ kind }] }), vehicle: { ...vehicle, ...changes } };
    expect(one('driver.licence', { class: vehicleClass }, facts)).toBe(result);
  });

  test('a certificate of the kind the class asks for; none for other vehicles', () => {
    const freight = withDriver({ certificates: [{ kind: 'freight' }] });
    expect(one('driver.certificate', {}, freight)).toBe('fail');
    expect(one('driver.certificate', { class: 'heavy' }, freight)).toBe('pass');
    expect(one('driver.certificate', { class: 'other' }, freight)).toBeUndefined();
    expect(one('driver.certificate', {}, withDriver(null))).toBe('unknown');
  });

  const lasting = (hours: number) => ({ arriveMs: DEPART_MS + hours * HOUR_MS });
  const minute = 1 / 60;
  const far = period(DEPART_MS - 6 * 24 * HOUR_MS, 1);

  test.each([
    [4, [far], 'warn'],
    [4 + minute, [far], 'fail'],
    [3.5, [far], 'pass'],
    [3.5 + minute, [far], 'warn'],
    // Without 20 minutes of rest before it, the driving before counts.
    [2, [period(DEPART_MS - 2.5 * HOUR_MS, 2.25)], 'fail'],
    [2, [period(DEPART_MS - 2.5 * HOUR_MS, 2.5 - 20 * minute)], 'pass'],
    [3, [], 'unknown'],
    [5, [], 'fail'],
  ] as const)('%s h planned: continuous driving %#', (hours, driving, result) => {
    expect(one('driver.continuous', lasting(hours), withDriver({}, driving))).toBe(result);
  });

  test('a planned stop of 20 minutes is a rest, a shorter one is not', () => {
    const at = { latitudeDeg: 22.7, longitudeDeg: 114 };
    const stop = (minutes: number) => ({
      ...lasting(6),
      stops: [
        {
          at,
          arriveMs: DEPART_MS + 3 * HOUR_MS,
          departMs: DEPART_MS + 3 * HOUR_MS + minutes * MINUTE_MS,
        },
      ],
    });
    expect(one('driver.continuous', stop(20), withDriver({}, [far]))).toBe('pass');
    expect(one('driver.continuous', stop(19), withDriver({}, [far]))).toBe('fail');
  });

  test('two drivers share what is planned', () => {
    const two = [DRIVER_KEY, '00000000000000cc' as never].map((key) => {
      return { key, driver, driving: [far] };
    });
    expect(of(check(lasting(6), { drivers: two }), 'driver.continuous')).toEqual(['pass', 'pass']);
  });

  test('night: two hours for coaches, by practice for dangerous goods, not for trucks', () => {
    const night = (hours: number, vehicleClass: TripPlan['class']) => {
      const departMs = DEPART_MS + 13 * HOUR_MS;
      // One hour before 22:00, the rest within the night.
      const plan = {
        departMs,
        arriveMs: departMs + HOUR_MS + hours * HOUR_MS,
        class: vehicleClass,
      };
      return one('driver.night', plan, withDriver({}, [far]));
    };
    expect([night(2, 'charter'), night(2 + minute, 'charter')]).toEqual(['warn', 'fail']);
    expect([night(2 + minute, 'dangerous'), night(2 + minute, 'heavy')]).toEqual([
      'warn',
      undefined,
    ]);
  });

  test('24 hours and 7 days count what was driven in them', () => {
    const six = (hoursAgo: number) => [period(DEPART_MS - hoursAgo * HOUR_MS, 6)];
    expect(one('driver.day', lasting(2), withDriver({}, six(20)))).toBe('warn');
    expect(one('driver.day', lasting(2 + minute), withDriver({}, six(20)))).toBe('fail');
    // Two of the six hours lie outside the 24 h that end with the arrival.
    expect(one('driver.day', lasting(3), withDriver({}, six(23)))).toBe('pass');
    const week = Array.from({ length: 6 }, (_, k) =>
      period(DEPART_MS - (k + 1) * 24 * HOUR_MS, 7),
    ).reverse();
    expect(one('driver.week', lasting(2), withDriver({}, week))).toBe('warn');
    expect(one('driver.week', lasting(2 + minute), withDriver({}, week))).toBe('fail');
    expect(
      one('driver.week', { ...lasting(3), class: 'dangerous' }, withDriver({}, week)),
    ).toBeUndefined();
  });
});

describe('papers', () => {
  const paper = (changes: object) => ({
    papers: { ticket: { ...(ticket as object), ...changes } as never },
  });
  test.each([
    [{}, 'pass'],
    [{ vehicleId: '粤B00002-2' }, 'fail'],
    [{ validTo: '2026-11-21T10:00:00+08:00' }, 'pass'],
    [{ validTo: '2026-11-21T09:59:59+08:00' }, 'fail'],
    [{ validFrom: '2026-11-21T08:00:00+08:00' }, 'pass'],
    [{ validFrom: '2026-11-21T08:00:01+08:00' }, 'fail'],
    [{ driverIds: ['d-2'] }, 'fail'],
    [{ driverIds: undefined }, 'pass'],
  ])('a ticket with %j: %s', (changes, result) => {
    expect(one('paper.ticket', {}, paper(changes))).toBe(result);
  });

  test('each class needs its own', () => {
    const none = { papers: { ticket: undefined } };
    expect(one('paper.ticket', {}, none)).toBe('fail');
    expect(one('paper.ticket', {}, { papers: { ticket: null } })).toBe('fail');
    expect(one('paper.waybill', { class: 'dangerous' }, none)).toBe('fail');
    expect(one('paper.line', { class: 'scheduled' }, none)).toBe('warn');
    expect(of(check({ class: 'heavy' }, none), 'paper.ticket')).toEqual([]);
  });

  test('a waybill holds from an hour before its departure for a day, and its goods must be permitted', () => {
    const waybill = (changes: object, goods?: string[]) => ({
      papers: {
        waybill: {
          ...{ vehicleId: VEHICLE_ID, departsAt: '2026-11-21T09:00:00+08:00' },
          goods: [{ class: '3' }],
          ...changes,
        } as never,
      },
      vehicle: { ...vehicle, dangerousGoods: goods } as never,
    });
    const dangerous = { class: 'dangerous', waybillId: 'w' } as const;
    expect(one('paper.waybill', dangerous, waybill({}))).toBe('pass');
    expect(
      one('paper.waybill', dangerous, waybill({ departsAt: '2026-11-21T09:01:00+08:00' })),
    ).toBe('fail');
    expect(
      one('paper.waybill', dangerous, waybill({ departsAt: '2026-11-20T09:59:00+08:00' })),
    ).toBe('fail');
    expect(one('paper.goods', dangerous, waybill({}, ['3']))).toBe('pass');
    expect(one('paper.goods', dangerous, waybill({}, ['2.1']))).toBe('fail');
    expect(one('paper.goods', dangerous, waybill({}))).toBe('unknown');
  });

  test('a permit by the hour', () => {
    const permit = (end: string) => ({
      papers: {
        permits: [
          {
            permitId: 'p',
            permit: {
              ...{ vehicleId: VEHICLE_ID, validFrom: '2026-11-01T00:00:00+08:00' },
              ...{ validTo: '2026-12-01T00:00:00+08:00', windows: [{ start: '06:00', end }] },
            } as never,
          },
        ],
      },
    });
    expect([
      one('paper.permit', {}, permit('10:00')),
      one('paper.permit', {}, permit('09:59')),
    ]).toEqual(['pass', 'fail']);
    expect(
      one('paper.permit', {}, { papers: { permits: [{ permitId: 'p', permit: null }] } }),
    ).toBe('fail');
  });

  test('the vehicle itself', () => {
    expect(one('vehicle.registered', {}, { vehicle: null })).toBe('fail');
    const until = (certificateValidTo: string | undefined) =>
      one('vehicle.certificate', {}, { vehicle: { ...vehicle, certificateValidTo } as never });
    expect([until('2026-11-20'), until('2026-11-21'), until(undefined)]).toEqual([
      'fail',
      'warn',
      'unknown',
    ]);
  });
});

describe('the way', () => {
  const ban: Ban = {
    ...{ banId: 'b', name: '禁行', regionCode: '440000', appliesTo: ['charter'] },
    ...{ from: '2026-11-01', to: '2026-11-30', windows: [{ start: '09:00', end: '10:00' }] },
  };
  const inShenzhen: Partial<TripPlan> = {
    origin: { regionCode: '440300', latitudeDeg: 22.5, longitudeDeg: 114 },
  };
  const banned = (changes: Partial<Ban>, facts: Changes = {}, plan: Partial<TripPlan> = {}) =>
    one('way.ban', { ...inShenzhen, ...plan }, { bans: [{ ...ban, ...changes }], ...facts });

  test.each([
    [{}, 'fail'],
    [{ appliesTo: ['dangerous'] }, 'pass'],
    [{ appliesTo: [] }, 'fail'],
    [{ regionCode: '450000' }, 'pass'],
    [{ regionCode: '440300' }, 'fail'],
    [{ regionCode: '440100' }, 'pass'],
    [{ to: '2026-11-20' }, 'pass'],
    [{ to: '2026-11-21' }, 'fail'],
    [{ windows: [{ start: '10:00', end: '08:00' }] }, 'pass'],
    [{ windows: [{ start: '10:00', end: '08:01' }] }, 'fail'],
    // A Saturday.
    [{ days: 'working-days' }, 'pass'],
    [{ days: 'holidays' }, 'fail'],
    [{ roadClasses: ['expressway'] }, 'warn'],
  ] as const)('a ban with %j: %s', (changes, result) => {
    expect(banned(changes as Partial<Ban>)).toBe(result);
  });

  test('where the sections are known, their roads decide', () => {
    const on = (...roads: (string | undefined)[]) => ({
      sections: roads.map((roadClass) => ({ regionCode: '440300', roadClass }) as Section),
    });
    const roadClasses: NonNullable<Ban['roadClasses']> = ['expressway'];
    expect(banned({ roadClasses }, on('national', 'expressway'))).toBe('fail');
    expect(banned({ roadClasses }, on('national'))).toBe('pass');
    expect(banned({ roadClasses }, on('national', undefined))).toBe('warn');
  });

  test('a working day in exchange is no day off', () => {
    const holidays = [
      {
        holidayId: 'h',
        name: '',
        kind: 'working-day',
        from: '2026-11-21',
        to: '2026-11-21',
      } as const,
    ];
    expect(banned({ days: 'working-days' }, { holidays })).toBe('fail');
  });

  test('standing over the window, an empty run, or a permit lifts it', () => {
    const stops = [
      {
        at: { regionCode: '440300' },
        arriveMs: DEPART_MS + HOUR_MS,
        departMs: DEPART_MS + 2 * HOUR_MS,
      },
    ];
    expect(banned({}, {}, { stops })).toBe('pass');
    const empty = { papers: { waybill: { empty: true } as never } };
    expect([banned({ exemptions: ['empty'] }, empty), banned({}, empty)]).toEqual(['pass', 'fail']);
    const permit = {
      kind: 'ban-exemption',
      vehicleId: VEHICLE_ID,
      validFrom: '2026-11-01T00:00:00+08:00',
    };
    const until = (validTo: string) => ({
      papers: { permits: [{ permitId: 'p', permit: { ...permit, validTo } as never }] },
    });
    expect(banned({}, until('2026-11-21T10:00:00+08:00'))).toBe('pass');
    expect(banned({}, until('2026-11-21T09:59:00+08:00'))).toBe('fail');
  });

  test('coaches stand still from two to five, unless a relay, the line or a short way says otherwise', () => {
    const until = (hours: number, facts: Changes = {}, plan: Partial<TripPlan> = {}) =>
      one(
        'way.standstill',
        {
          departMs: DEPART_MS - 10 * HOUR_MS,
          arriveMs: DEPART_MS - 6 * HOUR_MS + (hours - 2) * HOUR_MS,
          ...plan,
        },
        facts,
      );
    expect([until(2), until(2 + 1 / 60)]).toEqual(['pass', 'fail']);
    expect(
      until(3, {
        papers: {
          permits: [
            { permitId: 'p', permit: { kind: 'relay', validFrom: '', validTo: '' } as never },
          ],
        },
      }),
    ).toBe('pass');
    expect(until(3, { papers: { line: { service: 'airport', stops: [] } as never } })).toBe('pass');
    expect(until(3, {}, { distanceKm: 200 })).toBe('pass');
    expect(until(3, {}, { distanceKm: 200.1 })).toBe('fail');
    expect(until(3, {}, { class: 'heavy' })).toBeUndefined();
  });

  test.each([
    [[{ sensorId: 'a', level: 0, visibilityM: 900 }], 'pass'],
    [
      [
        { sensorId: 'a', level: 0, visibilityM: 900 },
        { sensorId: 'b', level: 1, visibilityM: 400 },
      ],
      'warn',
    ],
    [[{ sensorId: 'a', level: 3, visibilityM: 60 }], 'warn'],
    [[{ sensorId: 'a', level: 4, visibilityM: 40 }], 'fail'],
    [[{ sensorId: 'a', level: null, visibilityM: null }], 'unknown'],
    [null, 'unknown'],
  ])('weather %j: %s', (weather, result) => {
    expect(one('way.weather', {}, { weather })).toBe(result);
  });

  test('the weather of now says nothing of a departure hours ahead', () => {
    const ahead = (hours: number) => one('way.weather', {}, { nowMs: DEPART_MS - hours * HOUR_MS });
    expect([ahead(3), ahead(3.01)]).toEqual(['pass', 'unknown']);
  });

  test('risk as the model says; without one it is not known', () => {
    const at = (level: 'medium' | 'high' | 'extreme') =>
      one('way.risk', {}, { risk: { level, score: 50, zh: '', en: '' } });
    expect([at('medium'), at('high'), at('extreme'), one('way.risk', {}, { risk: null })]).toEqual([
      'warn',
      'warn',
      'fail',
      'unknown',
    ]);
  });
});

describe('terminal and schedule', () => {
  const device = (changes: Partial<CheckFacts['device']>, minutesAhead = 60) => ({
    nowMs: DEPART_MS - minutesAhead * MINUTE_MS,
    device: {
      ...{ lastSeenMs: DEPART_MS - minutesAhead * MINUTE_MS, silentAfterMs: 300_000 },
      ...{ terminals: 1, troubles: [], ...changes },
    },
  });
  test('offline is a warning until half an hour before the departure', () => {
    const silentFor = (ms: number, ahead: number) =>
      one('device.online', {}, device({ lastSeenMs: DEPART_MS - ahead * MINUTE_MS - ms }, ahead));
    expect([silentFor(300_000, 60), silentFor(300_001, 60)]).toEqual(['pass', 'warn']);
    expect([silentFor(300_001, 31), silentFor(300_001, 30)]).toEqual(['warn', 'fail']);
    expect(one('device.online', {}, device({ lastSeenMs: null, terminals: 0 }, 10))).toBe('fail');
  });

  test('an open fault of the terminal', () => {
    const trouble = (type: string) =>
      one('device.health', {}, device({ troubles: [{ type, severity: 'minor' }] }));
    expect([
      trouble('terminal.fault'),
      trouble('terminal.power-cut'),
      trouble('position.drift'),
    ]).toEqual(['fail', 'fail', 'warn']);
  });

  test('another trip at the same time', () => {
    const overlaps = [
      { tripId: 'x', driverKey: null },
      { tripId: 'y', driverKey: DRIVER_KEY },
    ];
    expect(of(check({}, { overlaps }), 'schedule.overlap')).toEqual(['fail', 'fail']);
  });
});
