/** Rules that share a part of their states conclude what each would alone. */
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import type { PositionFix, Reading } from '#core/report.ts';
import { LocalNetwork } from '#processors/network.ts';
import { type AnyRule, plannedRule } from '#processors/plan.ts';
import { defineRule } from '#processors/rule.ts';
import { drivingTimeContinuous } from '#processors/rules/driving-time-continuous.ts';
import { drivingTimeNight } from '#processors/rules/driving-time-night.ts';
import { drivingTimeRolling24h } from '#processors/rules/driving-time-rolling-24h.ts';
import { shareParts } from '#processors/timeline/shared-parts.ts';
import { randomOf } from '../simulation/random.ts';

const T0 = Date.UTC(2026, 2, 1, 12);
const MINUTE_MS = 60_000;
const VEHICLES = ['00000000000000a1', '00000000000000a2'] as SubjectKey[];
const DRIVER = '00000000000000d1' as SubjectKey;
const RULES = [drivingTimeContinuous, drivingTimeNight, drivingTimeRolling24h];
const LIMITS = {
  'driving-time.continuous': { limitMs: 45 * MINUTE_MS },
  'driving-time.night': { limitMs: 20 * MINUTE_MS },
  'driving-time.rolling-24h': { limitMs: 90 * MINUTE_MS },
};

function reading(subjectKey: SubjectKey, receivedTimeMs: number, body: Reading['body']): Reading {
  return {
    subjectKey,
    deviceKey: subjectKey,
    protocol: 'jt808_2019',
    receivedTimeMs,
    serial: 0,
    raw: new Uint8Array(0),
    body,
  };
}

/** A day of two vehicles, one driven by somebody known at times; classes and settings change on the way. */
function day(seed: number): Reading[] {
  const random = randomOf(seed);
  const readings: Reading[] = [];
  let registryOffset = 0;
  const control = (subjectKey: SubjectKey, timeMs: number, settings: object): void => {
    readings.push(
      reading(subjectKey, timeMs, {
        kind: 'rules',
        registryOffset: ++registryOffset,
        json: JSON.stringify(settings),
      }),
    );
  };
  const register = (key: SubjectKey, timeMs: number, vehicleClass: string): void => {
    const json = JSON.stringify({
      subjectKey: key,
      class: vehicleClass,
      enterpriseId: 'e',
      regionCode: '440300',
    });
    readings.push(
      reading(key, timeMs, {
        kind: 'registry',
        registryOffset: ++registryOffset,
        entity: 'vehicle',
        id: key,
        json,
      }),
    );
  };
  control(NO_SUBJECT, T0, LIMITS);
  register(VEHICLES[0]!, T0, 'charter');
  register(VEHICLES[1]!, T0, 'heavy');
  let speedKmh = 60;
  let isKnown = false;
  let longitudeDeg = 113;
  for (let minute = 0; minute < 1_200; minute++) {
    const timeMs = T0 + minute * MINUTE_MS;
    readings.push(reading(NO_SUBJECT, timeMs, { kind: 'tick', timeMs }));
    if (random.int(0, 40) === 0) speedKmh = speedKmh > 0 ? 0 : 60;
    if (random.int(0, 90) === 0) isKnown = !isKnown;
    if (random.int(0, 200) === 0)
      register(VEHICLES[0]!, timeMs, random.pick(['charter', 'heavy', 'other']));
    if (random.int(0, 300) === 0) {
      const night = {
        ...LIMITS['driving-time.night'],
        minRestMs: random.pick([600_000, 1_200_000]),
      };
      control(NO_SUBJECT, timeMs, {
        ...LIMITS,
        'driving-time.night': random.int(0, 4) === 0 ? { enabled: false } : night,
      });
    }
    longitudeDeg += speedKmh / 6_000;
    const vehicle = VEHICLES[Math.floor(minute / 300) % 2]!;
    const position: PositionFix = {
      fixTimeMs: timeMs - random.pick([0, 0, 0, 2_000, 900_000]),
      latitudeDeg: 23,
      longitudeDeg,
      altitudeM: null,
      speedKmh,
      courseDeg: null,
      recorderSpeedKmh: null,
      mileageKm: null,
      satellites: null,
      alarmFlag: 0,
      statusFlag: 3,
      videoAlarmFlag: null,
      alarmItems: null,
      backlog: false,
      driverKey: isKnown ? DRIVER : null,
    };
    readings.push(reading(vehicle, timeMs + 500, { kind: 'position', position }));
  }
  return readings;
}

function alertsOf(rules: typeof RULES, readings: readonly Reading[]): Alert[] {
  const alerts = new Map<string, Alert>();
  const network = new LocalNetwork(1, rules, {
    alert: (_change, alert) => void alerts.set(alert.alertId, structuredClone(alert)),
  });
  for (const each of readings) network.feed(each);
  network.finish();
  return [...alerts.values()].sort((a, b) => (a.alertId < b.alertId ? -1 : 1));
}

test('three driving rules on one clock conclude what each concludes by itself', () => {
  let seen = 0;
  for (let seed = 1; seed <= 3; seed++) {
    const readings = day(seed);
    const together = alertsOf(RULES, readings);
    const apart = RULES.flatMap((rule) => alertsOf([rule], readings));
    apart.sort((a, b) => (a.alertId < b.alertId ? -1 : 1));
    expect(together).toEqual(apart);
    seen += together.length;
  }
  expect(seen).toBeGreaterThan(10);
});

test('a rule at rest has no part to share, and one that begins again takes up an equal one', () => {
  const rule: AnyRule = defineRule<object, { clock: { atMs: number } }>({
    type: 'test.shared',
    version: 1,
    sharedPart: { member: 'clock', isAlike: () => true },
    summary: { zh: '', en: '' },
    clause: '',
    order: 'settled',
    key: 'vehicle',
    params: Type.Object({}),
    classes: [],
    initial: () => ({ clock: { atMs: 0 } }),
    wakes: () => true,
    onObservation: () => {},
  });
  const rules = [rule, rule, rule];
  const running = rules.map((_, index) => plannedRule(index, rule, {}));
  const clock = { atMs: 5 };
  const states = [null, { clock }, { clock: { atMs: 5 } }];
  shareParts(rules, running, states);
  expect(states[2]!.clock).toBe(clock);
  states[1] = null;
  shareParts(rules, running, states);
  expect(states).toEqual([null, null, { clock: { atMs: 5 } }]);
});
