/** The vehicle task fed by hand: clocks, repetitions, bounds, drivers, changes of registry and rules. */
import { describe, expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { FLAGS, type PositionFix, type Reading, type ReadingBody } from '#core/report.ts';
import type { VehicleOut } from '#processors/outputs.ts';
import type { AnyRule } from '#processors/plan.ts';
import type { Entry } from '#processors/timeline/entry.ts';
import { VehicleTask } from '#processors/vehicle-task.ts';
import type { DriverSample } from '#proto/codec/partial.ts';
import { testRules } from '../simulation/rules.ts';

const T0 = Date.UTC(2026, 2, 1, 4);
const VEHICLE = '00000000000000aa' as SubjectKey;
const DRIVER = '00000000000000d1' as SubjectKey;
const OTHER_DRIVER = '00000000000000d2' as SubjectKey;

class Bench {
  readonly task: VehicleTask;
  readonly observations: { eventTimeMs: number; flags: number; driverKey: SubjectKey | null }[] =
    [];
  readonly lates: number[] = [];
  readonly samples: DriverSample[] = [];
  readonly alerts = new Map<string, Alert>();
  private offset = 0;
  private readonly out: VehicleOut = {
    sensor: () => {},
    introduce: () => {},
    windowPart: () => {},
    riskFact: () => {},
    windowMark: () => {},
    observation: ({ eventTimeMs, flags, driverKey }: Entry) =>
      void this.observations.push({ eventTimeMs, flags, driverKey }),
    late: (entry) => void this.lates.push(entry.eventTimeMs),
    alert: (_change, alert) => void this.alerts.set(alert.alertId, structuredClone(alert)),
    sample: (_tickMs, sample) => void this.samples.push({ ...sample }),
    rules: () => {},
    mark: () => {},
  };

  constructor(rules: readonly AnyRule[] = testRules) {
    this.task = new VehicleTask(0, rules);
  }

  feed(
    body: ReadingBody,
    receivedTimeMs: number,
    subjectKey: SubjectKey = VEHICLE,
    serial = 0,
  ): void {
    const reading: Reading = {
      subjectKey,
      deviceKey: NO_SUBJECT,
      protocol: 'jt808_2019',
      receivedTimeMs,
      serial,
      raw: new Uint8Array(0),
      body,
    };
    this.task.process(reading, this.offset++, this.out);
  }

  tick(timeMs: number): void {
    this.feed({ kind: 'tick', timeMs }, timeMs, NO_SUBJECT);
  }

  fix(
    fixTimeMs: number | null,
    receivedTimeMs: number,
    other: Partial<PositionFix> = {},
    serial = 0,
  ): void {
    const position: PositionFix = {
      fixTimeMs,
      latitudeDeg: 23.1,
      longitudeDeg: 113.3,
      altitudeM: null,
      speedKmh: 60,
      courseDeg: null,
      recorderSpeedKmh: null,
      mileageKm: null,
      satellites: null,
      alarmFlag: 0,
      statusFlag: 3,
      videoAlarmFlag: null,
      alarmItems: null,
      backlog: false,
      driverKey: null,
      ...other,
    };
    this.feed({ kind: 'position', position }, receivedTimeMs, VEHICLE, serial);
  }

  ofType(type: string): Alert[] {
    return [...this.alerts.values()].filter((alert) => alert.type === type);
  }
}

describe('clocks', () => {
  test.each([
    ['ahead by more than ten minutes', T0 + 600_001],
    ['before 2015', Date.UTC(2014, 5, 1)],
    ['missing', null],
  ])('%s: the received time counts, flagged, and the frontier stays', (_what, fixTimeMs) => {
    const bench = new Bench();
    bench.tick(T0 - 1_000);
    bench.fix(T0 - 5_000, T0 - 5_000);
    bench.fix(fixTimeMs, T0);
    expect(bench.observations[1]).toMatchObject({ eventTimeMs: T0, flags: FLAGS.clockWrong });
    expect(bench.task.subjects.get(VEHICLE)!.timeline.newestMs).toBe(T0 - 5_000);
  });

  test('exactly ten minutes ahead is believed', () => {
    const bench = new Bench();
    bench.fix(T0 + 600_000, T0);
    expect(bench.observations[0]).toMatchObject({ eventTimeMs: T0 + 600_000, flags: 0 });
  });

  test('a clock that stands still while reports change takes the received time', () => {
    const bench = new Bench();
    bench.fix(T0, T0);
    bench.fix(T0, T0 + 59_000, { speedKmh: 61 });
    bench.fix(T0, T0 + 60_000, { speedKmh: 62 });
    expect(bench.observations.map(({ flags }) => flags & FLAGS.clockWrong)).toEqual([
      0,
      0,
      FLAGS.clockWrong,
    ]);
  });

  test('a fix without a clock settles by tick and never makes its neighbours late', () => {
    const bench = new Bench();
    bench.tick(T0);
    bench.fix(T0 - 300_000, T0);
    bench.fix(null, T0 + 1_000);
    for (let ms = T0 + 1_000; ms <= T0 + 40_000; ms += 1_000) bench.tick(ms);
    expect(bench.task.subjects.get(VEHICLE)!.timeline.history.length).toBe(2);
    // The device's own clock is five minutes behind; its next fix is older than the one without a clock.
    bench.fix(T0 - 260_000, T0 + 40_000);
    expect(bench.observations[2]!.flags & FLAGS.late).toBe(0);
  });
});

describe('repetitions', () => {
  test('the same fact under another serial is dropped, another speed at the same instant is not', () => {
    const bench = new Bench();
    bench.fix(T0, T0, {}, 1);
    bench.fix(T0, T0 + 2_000, {}, 2);
    bench.fix(T0, T0 + 2_000, { speedKmh: 61 }, 3);
    expect(bench.observations).toHaveLength(2);
    expect(bench.task.counters).toMatchObject({ records: 3, observations: 2, duplicates: 1 });
  });

  test('a fact that has long settled is still known', () => {
    const bench = new Bench();
    for (let i = 0; i < 300; i++) bench.fix(T0 + i * 10_000, T0 + i * 10_000);
    for (let i = 0; i < 300; i++) bench.fix(T0 + i * 10_000, T0 + 3_100_000);
    expect(bench.task.counters).toMatchObject({ observations: 300, duplicates: 300, late: 0 });
  });

  test('parked vehicles without a fix time are told apart by arrival and serial', () => {
    const bench = new Bench();
    bench.fix(null, T0, {}, 1);
    bench.fix(null, T0 + 10_000, {}, 2);
    bench.fix(null, T0 + 10_000, {}, 2);
    expect(bench.task.counters).toMatchObject({ observations: 2, duplicates: 1 });
  });
});

describe('drift', () => {
  const KM = 1 / 111.32;
  const settled = (bench: Bench): number[] => {
    const { history } = bench.task.subjects.get(VEHICLE)!.timeline;
    return Array.from(
      { length: history.length },
      (_, at) => history.get(at).flags & (FLAGS.drift | FLAGS.frozen),
    );
  };
  /** Fixes every ten seconds at these kilometres north. */
  const drive = (bench: Bench, kilometres: readonly number[], stepMs = 10_000): void => {
    kilometres.forEach((km, i) => {
      bench.tick(T0 + i * stepMs);
      bench.fix(T0 + i * stepMs, T0 + i * stepMs, { latitudeDeg: 23 + km * KM });
    });
    for (let ms = 1_000; ms <= 60_000; ms += 1_000)
      bench.tick(T0 + (kilometres.length - 1) * stepMs + ms);
  };

  test('a jump there and back is drift, on arrival and for good', () => {
    const bench = new Bench();
    drive(bench, [0, 0.1, 0.2, 5, 0.4, 0.5, 0.6]);
    expect(settled(bench)).toEqual([0, 0, 0, FLAGS.drift, 0, 0, 0]);
    expect(bench.observations[3]!.flags & FLAGS.drift).not.toBe(0);
  });

  test('a vehicle that is steadily faster than 160 km/h is not', () => {
    const bench = new Bench();
    const kilometres = Array.from({ length: 20 }, (_, i) => i * 0.5);
    drive(bench, kilometres);
    // The last one has no successor yet: it waits.
    expect(settled(bench)).toEqual(new Array(19).fill(0));
    expect(bench.observations.every(({ flags }) => (flags & FLAGS.drift) === 0)).toBe(true);
    for (let ms = 1_000; ms <= 400_000; ms += 1_000) bench.tick(T0 + 260_000 + ms);
    expect(settled(bench)).toEqual(new Array(20).fill(0));
  });

  test('nobody comes back: no drift, and the vehicle is over there', () => {
    const bench = new Bench();
    drive(bench, [0, 0.1, 5, 5.1, 5.2, 5.3]);
    expect(settled(bench)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('a parked vehicle with the ignition off does not jump', () => {
    const bench = new Bench();
    const parked = { speedKmh: 0, statusFlag: 2 };
    [0, 0, 0.6, 0.6, 0].forEach((km, i) => {
      bench.fix(T0 + i * 10_000, T0 + i * 10_000, { ...parked, latitudeDeg: 23 + km * KM });
    });
    bench.tick(T0 + 400_000);
    expect(settled(bench)).toEqual([0, 0, FLAGS.drift, FLAGS.drift, 0]);
  });

  test('the verdict follows from the set of facts, not from their order', () => {
    const fixes = [0, 0.1, 5, 0.3, 0.4, 0.9, 1.3, 1.6, 9, 2.2, 2.5];
    const verdicts = [
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      [1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 10],
      [2, 1, 0, 3, 6, 5, 4, 8, 9, 7, 10],
    ].map((order) => {
      const bench = new Bench();
      for (const i of order)
        bench.fix(T0 + i * 10_000, T0 + i * 10_000, { latitudeDeg: 23 + fixes[i]! * KM });
      bench.tick(T0 + 700_000);
      return settled(bench);
    });
    expect(verdicts[0]).toEqual(fixes.map((_, i) => (i === 2 || i === 8 ? FLAGS.drift : 0)));
    expect(verdicts[1]).toEqual(verdicts[0]);
    expect(verdicts[2]).toEqual(verdicts[0]);
  });
});

describe('bounds', () => {
  test('older than the history: late topic, late alert, nothing rings', () => {
    const bench = new Bench();
    const start = T0 - 8 * 3_600_000;
    for (let i = 0; i < 3_000; i++) {
      bench.tick(start + i * 10_000);
      bench.fix(start + i * 10_000, start + i * 10_000);
    }
    const { history } = bench.task.subjects.get(VEHICLE)!.timeline;
    expect(history.length).toBeLessThan(720 + 2 * 64);
    bench.fix(start + 5_000, T0 + 1_800_000, { alarmFlag: 1, backlog: true });
    bench.fix(start + 9_000, T0 + 1_800_000, { backlog: true });
    expect(bench.lates).toEqual([start + 5_000, start + 9_000]);
    expect(bench.task.counters).toMatchObject({ late: 2, beforeHistory: 2 });
    expect(bench.ofType('test.bit')).toMatchObject([
      {
        state: 'closed',
        late: true,
        corrected: true,
        openedAtMs: start + 5_000,
        closedAtMs: start + 9_000,
      },
    ]);
    // Once nothing more comes, the past is forgotten.
    bench.tick(T0 + 1_800_000);
    bench.tick(T0 + 3 * 3_600_000);
    expect(bench.task.subjects.get(VEHICLE)!.past).toBeNull();
  });

  test('a storm of late facts is put in place at once eight times, the rest with the next tick', () => {
    const bench = new Bench();
    bench.tick(T0);
    for (let i = 0; i < 100; i++) bench.fix(T0 + i * 10_000, T0 + i * 10_000);
    bench.tick(T0 + 1_000_000);
    for (let i = 0; i < 50; i++)
      bench.fix(T0 + i * 10_000 + 3_000, T0 + 1_000_000, { speedKmh: 90 });
    const { timeline } = bench.task.subjects.get(VEHICLE)!;
    expect(timeline.deferred).toHaveLength(42);
    bench.tick(T0 + 1_001_000);
    expect(timeline.deferred).toHaveLength(0);
    expect(timeline.history.tail).toBe(150);
  });

  test('two days without a report cost one step', () => {
    const bench = new Bench();
    bench.tick(T0);
    bench.fix(T0, T0);
    const before = performance.now();
    for (let i = 1; i <= 172_800; i++) bench.tick(T0 + i * 1_000);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(bench.ofType('test.silent')).toMatchObject([
      { openedAtMs: T0, raisedAtMs: T0 + 60_000, state: 'open' },
    ]);
  });
});

describe('drivers', () => {
  test('cards count by their own time, and a change releases the one before', () => {
    const bench = new Bench();
    const card = (eventTimeMs: number, driverKey: SubjectKey | null, receivedMs: number): void =>
      bench.feed(
        {
          kind: 'driverCard',
          driverCard: { eventTimeMs, onDuty: driverKey !== null, driverKey, readResult: 0 },
        },
        receivedMs,
      );
    card(T0, DRIVER, T0);
    for (let i = 0; i < 20; i++) bench.fix(T0 + i * 10_000, T0 + i * 10_000);
    // The second card was put in at 100 s and is told at 200 s.
    card(T0 + 100_000, OTHER_DRIVER, T0 + 200_000);
    for (let i = 20; i < 30; i++) bench.fix(T0 + i * 10_000, T0 + i * 10_000);
    const held = new Map<string, string>();
    for (const { driverKey, eventTimeMs, released, retracted } of bench.samples) {
      const name = `${driverKey} ${eventTimeMs} ${released}`;
      if (retracted) held.delete(name);
      else held.set(name, driverKey);
    }
    const at = (ms: number): string[] =>
      [...held.keys()].filter((name) => name.includes(` ${T0 + ms} `)).sort();
    expect(at(90_000)).toEqual([`${DRIVER} ${T0 + 90_000} false`]);
    expect(at(100_000)).toEqual([
      `${DRIVER} ${T0 + 100_000} true`,
      `${OTHER_DRIVER} ${T0 + 100_000} false`,
    ]);
    expect(at(150_000)).toEqual([`${OTHER_DRIVER} ${T0 + 150_000} false`]);
  });
});

describe('changes', () => {
  test('a rule switched off closes what it has open, at the tick of the change', () => {
    const bench = new Bench();
    bench.tick(T0);
    for (let i = 0; i < 20; i++) bench.fix(T0 + i * 10_000, T0 + i * 10_000, { speedKmh: 100 });
    expect(bench.ofType('test.fast')).toMatchObject([{ state: 'open' }]);
    bench.feed(
      { kind: 'rules', registryOffset: 1, json: '{"test.fast":{"enabled":false}}' },
      T0 + 195_000,
      NO_SUBJECT,
    );
    for (let s = 196; s < 240; s++) bench.tick(T0 + s * 1_000);
    expect(bench.ofType('test.fast')).toMatchObject([
      { state: 'closed', closedAtMs: T0 + 196_000, corrected: false },
    ]);
  });

  test('an open episode goes on by the new parameters and tells those it was opened by', () => {
    const run = () => {
      const bench = new Bench();
      bench.tick(T0);
      for (let s = 0; s <= 400; s += 10) {
        bench.tick(T0 + s * 1_000);
        // Told at 195 s, so it holds from the tick of 200 s.
        if (s === 190)
          bench.feed(
            { kind: 'rules', registryOffset: 1, json: '{"test.fast":{"limitKmh":110}}' },
            T0 + 195_000,
            NO_SUBJECT,
          );
        bench.fix(T0 + s * 1_000, T0 + s * 1_000, { speedKmh: s < 300 ? 100 : 120 });
      }
      return bench.ofType('test.fast');
    };
    const alerts = run();
    expect(alerts).toMatchObject([
      { openedAtMs: T0, closedAtMs: T0 + 200_000, limit: 80, params: { limitKmh: 80 } },
      { openedAtMs: T0 + 300_000, state: 'open', limit: 110, params: { limitKmh: 110 } },
    ]);
    expect(JSON.stringify(run())).toBe(JSON.stringify(alerts));
  });

  test('late facts are judged by the rules of their time', () => {
    const bench = new Bench();
    bench.tick(T0);
    for (let i = 0; i <= 100; i++) {
      bench.tick(T0 + i * 10_000);
      if (i === 50)
        bench.feed(
          { kind: 'rules', registryOffset: 1, json: '{"test.fast":{"limitKmh":200}}' },
          T0 + 500_000,
          NO_SUBJECT,
        );
      if (i < 20 || i > 30) bench.fix(T0 + i * 10_000, T0 + i * 10_000);
    }
    for (let i = 20; i <= 30; i++) bench.fix(T0 + i * 10_000, T0 + 1_000_000, { speedKmh: 150 });
    bench.tick(T0 + 1_001_000);
    expect(bench.ofType('test.fast')).toMatchObject([
      {
        openedAtMs: T0 + 200_000,
        closedAtMs: T0 + 310_000,
        measured: 150,
        limit: 80,
        late: true,
        corrected: true,
      },
    ]);
  });

  test('control records that do not fit are counted and change nothing; redelivered ones are ignored', () => {
    const bench = new Bench();
    bench.feed(
      {
        kind: 'registry',
        registryOffset: 1,
        entity: 'vehicle',
        id: VEHICLE,
        json: '{"class":"tank"}',
      },
      T0,
    );
    bench.feed({ kind: 'rules', registryOffset: 1, json: 'no json' }, T0, NO_SUBJECT);
    expect(bench.task.counters).toMatchObject({ controls: 2, badControls: 2 });
    const vehicle = (offset: number, vehicleClass: string): void =>
      bench.feed(
        {
          kind: 'registry',
          registryOffset: offset,
          entity: 'vehicle',
          id: VEHICLE,
          json: JSON.stringify({ subjectKey: VEHICLE, class: vehicleClass }),
        },
        T0,
      );
    vehicle(5, 'heavy');
    vehicle(4, 'charter');
    expect(bench.task.subjects.get(VEHICLE)!.latestInfo.class).toBe('heavy');
  });

  test('a rule that throws is reset and counted; the others go on', () => {
    const failing: AnyRule = {
      ...testRules[0]!,
      type: 'test.failing',
      onObservation: () => {
        throw new Error('of ours');
      },
    };
    const bench = new Bench([failing, ...testRules]);
    bench.fix(T0, T0, { alarmFlag: 1 });
    expect(bench.task.counters.ruleFaults).toBe(1);
    expect(bench.ofType('test.bit')).toHaveLength(1);
  });
});

test('counters add up', () => {
  const bench = new Bench();
  bench.tick(T0);
  bench.fix(T0, T0);
  bench.fix(T0, T0);
  bench.feed({ kind: 'heartbeat' }, T0);
  bench.feed({ kind: 'session', online: false, reason: 'closed' }, T0);
  bench.feed(
    {
      kind: 'driverCard',
      driverCard: { eventTimeMs: T0, onDuty: false, driverKey: null, readResult: null },
    },
    T0,
  );
  bench.feed({ kind: 'rules', registryOffset: 1, json: '{}' }, T0, NO_SUBJECT);
  const c = bench.task.counters;
  expect(c.records).toBe(7);
  expect(
    c.observations +
      c.duplicates +
      c.driverCards +
      c.events +
      c.signsOfLife +
      c.others +
      c.ticks +
      c.controls +
      c.poison,
  ).toBe(c.records);
});
