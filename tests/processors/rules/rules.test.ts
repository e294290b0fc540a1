/** What every listed rule must hold, unasked. */
import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { NO_ALARM_ITEMS, SAFETY_ITEMS } from '#core/alarm-items.ts';
import { SEVERITIES } from '#core/alert.ts';
import { METRES_PER_DEGREE } from '#core/geo/distance.ts';
import type { SubjectKey } from '#core/identity.ts';
import { FLAGS, VEHICLE_CLASSES } from '#core/report.ts';
import { prepareCorridor } from '#processors/corridor.ts';
import { rules } from '#processors/rules/index.ts';
import { worldOf } from '../world/worlds.ts';
import {
  type Episode,
  type Item,
  observation,
  paramsOf,
  type RunOptions,
  run,
  safetyAlarm,
  weighing,
} from './harness.ts';
import { itemsOf, subjectOf, vectorFolders, vectorsOf, worldOfVector } from './vectors.ts';

const BASE_MS = Date.parse('2026-11-20T21:00:00+08:00');
const prepared = prepareCorridor({
  routeId: 'r',
  validFrom: '2026-01-01T00:00:00+08:00',
  validTo: '2027-01-01T00:00:00+08:00',
  corridor: {
    type: 'LineString',
    coordinates: [
      [113, 22.5],
      [116, 22.5],
    ],
  },
  halfWidthM: 100,
  segments: [
    { segmentId: 's1', fromKm: 0.1, toKm: 1, minSeconds: 60, maxSeconds: 80 },
    { segmentId: 's2', fromKm: 1.5, toKm: 4, minSeconds: 120, maxSeconds: 180 },
  ],
});
if (!prepared.ok) throw new Error(prepared.reason);
const corridor = prepared.corridor;

/** Bands north of the track that it changes between, and stretches along it. */
const world = worldOf({
  zones: [
    ['forbidden', 'no-entry', [112.9, 22.501, 120, 22.503], {}],
    ['for others', 'no-entry', [112.9, 22.501, 120, 22.51], { appliesTo: ['heavy'] }],
    [
      'by night',
      'school',
      [112.9, 22.499, 113.02, 22.503],
      { window: { start: '21:05', end: '05:00' } },
    ],
    ['home', 'keep-in', [112.9, 22.49, 120, 22.502], {}],
    ['tunnel', 'tunnel', [112.9, 22.49, 120, 22.51], {}],
    ['yard', 'depot', [112.9, 22.49, 113.01, 22.502], { stayMinutesMax: 1 }],
  ].map(([zoneId, kind, box, more]) => ({
    zoneId,
    kind,
    ...boxed(box as number[]),
    ...(more as object),
  })),
});

function boxed([west, south, east, north]: number[]): object {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { appliesTo: [], polygon: { type: 'Polygon', coordinates: [ring] } };
}

/** Settings under which a short random track meets every rule's interesting case. */
const BRISK: Record<string, Record<string, unknown>> = {
  'ban.coach-night': { startMinute: 1260, sustainMs: 30_000, standMs: 20_000, gapMaxMs: 120_000 },
  'ban.dangerous-goods': { sustainMs: 30_000, standMs: 20_000, gapMaxMs: 120_000 },
  adas: { mergeMs: 5_000, holdMaxMs: 20_000 },
  'clock.wrong': { behindMs: 60_000, leaveReports: 2 },
  dsm: { mergeMs: 5_000, holdMaxMs: 20_000, fatigueWindowMs: 60_000 },
  'driving-time.continuous': { limitMs: 60_000, minRestMs: 60_000 },
  'driving-time.night': { limitMs: 60_000, minRestMs: 60_000, nightStartMinute: 1261 },
  'driving-time.prewarn': {
    prewarnMs: 40_000,
    continuousMs: 60_000,
    nightMs: 60_000,
    rolling24hMs: 60_000,
    rolling7dMs: 90_000,
    minRestMs: 60_000,
    nightStartMinute: 1261,
  },
  'driving-time.rolling-24h': { limitMs: 60_000, minRestMs: 60_000 },
  'driving-time.rolling-7d': { limitMs: 60_000, minRestMs: 60_000 },
  'link.dark-move': { gapMs: 60_000, distanceM: 1_000, meanKmhMax: 200 },
  'link.silent': { silentMs: 30_000, intervals: 1 },
  'load.over-occupied': { emptyAfterMs: 60_000 },
  'load.overweight': { episodeMs: 60_000 },
  'permit.missing': {
    required: 'always',
    routeIsTicket: false,
    sustainMs: 30_000,
    standMs: 20_000,
    gapMaxMs: 120_000,
  },
  'position.drift': { minPoints: 2, quietMs: 20_000 },
  'position.frozen': { reports: 3 },
  'position.jump': {},
  'position.mismatch': { turns: 2, quietMs: 20_000 },
  'route.backtrack': { backM: 20, learnM: 20, resumeM: 20, endsM: 0 },
  'route.deviation': { enterMs: 20_000, standResetMs: 30_000 },
  'route.off-schedule': {},
  'route.unplanned-stop': { stopMs: 20_000, circleM: 100 },
  'speed.over': { sustainMs: 10_000 },
  terminal: { deviceStaleMs: 60_000 },
  'zone.overstay': { stopMsMax: 20_000 },
};

/** What a rule needs of its vehicle and the world to meet it. */
const here = (eastKm: number) => ({
  ...{ latitudeDeg: 22.5, longitudeDeg: 113 + eastKm / 100, radiusM: 500 },
  ...{ zoneId: null, regionCode: null },
});
const SURROUNDINGS: Record<string, RunOptions> = {
  'route.via-missed': {
    subject: {
      placeRoutes: [
        {
          ...{ routeId: 'r', validFromMs: 0, validToMs: BASE_MS + 900_000 },
          ...{ origin: here(0), destination: here(9), stops: [], limitKmh: null },
          via: [{ ...here(4), latitudeDeg: 22.53 }, here(5)],
        },
      ],
    },
  },
  'ban.dangerous-goods': {
    class: 'dangerous',
    world: worldOf({
      bans: [
        {
          ...{ banId: 'b', regionCode: '440000', appliesTo: [], roadClasses: ['expressway'] },
          ...{ from: '2026-01-01', to: '2026-12-31', windows: [{ start: '00:00', end: '21:20' }] },
        },
      ],
      sections: [
        {
          ...{ sectionId: 's', regionCode: '440300', roadClass: 'expressway', halfWidthM: 130 },
          corridor: {
            type: 'LineString',
            coordinates: [
              [113, 22.5],
              [116, 22.5],
            ],
          },
        },
      ],
    }),
  },
};

const step = fc.record({
  dtS: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 20 }) },
    fc.integer({ min: 1, max: 400 }),
  ),
  raw: fc.oneof(fc.constant(0), fc.constant(40), fc.integer({ min: 0, max: 1700 })),
  speedMissing: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  northM: fc.constantFrom(0, 0, 0, 120, 151, 400, 3000),
  alarmFlag: fc.constantFrom(0, 0, 0, 1, 2, 1 << 29, 0x8000_0001),
  statusFlag: fc.constantFrom(0b11, 0b10),
  flag: fc.constantFrom(
    0,
    0,
    0,
    0,
    0,
    0,
    FLAGS.noFix,
    FLAGS.drift,
    FLAGS.frozen,
    FLAGS.backlog,
    FLAGS.clockWrong,
  ),
  hangs: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
  reverses: fc.integer({ min: 0, max: 2 }).map((n) => n === 0),
  second: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  lagMs: fc.constantFrom(0, 0, 0, 2_000, 120_000),
  videoAlarmFlag: fc.constantFrom(0, 0, 1 << 4, 0b10_0001),
  passengers: fc.option(fc.tuple(fc.nat(40), fc.nat(30)), { freq: 2, nil: null }),
  grossKg: fc.option(fc.constantFrom(18_000, 19_001, 24_000, 30_000), { freq: 2, nil: null }),
  safety: fc.option(
    fc.record({
      itemId: fc.constantFrom(...Object.values(SAFETY_ITEMS)),
      layout: fc.constantFrom('jsatl', 'gdrta'),
      alarmId: fc.nat(3),
      phase: fc.nat(2),
      type: fc.nat(13),
      level: fc.nat(2),
      speedKmh: fc.constantFrom(30, 50, 51),
      markSeq: fc.nat(2),
    }),
    { freq: 2, nil: null },
  ),
  driver: fc.constantFrom(null, null, 'e000000000000001', 'e000000000000002'),
  switches: fc.integer({ min: 0, max: 15 }).map((n) => n === 0),
  protocol: fc.constantFrom('replay', 'jt808_2011', 'jt808_2013', 'jt808_2019'),
});

/** Speeds and offsets hold for a while, as those of vehicles do. */
const track = fc
  .array(fc.tuple(step, fc.integer({ min: 1, max: 15 })), { minLength: 1, maxLength: 12 })
  .map((phases): Item[] => {
    const items: Item[] = [];
    let nowMs = BASE_MS;
    let eastM = 0;
    let driver: string | null = null;
    for (const [phase, times] of phases) {
      if (phase.switches) driver = phase.driver;
      for (let i = 0; i < times; i++) {
        const dtS = i === 0 ? phase.dtS : Math.min(phase.dtS, 20);
        nowMs += dtS * 1000;
        if (!phase.hangs) eastM += (phase.raw / 36) * dtS * (phase.reverses ? -1 : 1);
        const isSecond = phase.second && i % 2 === 1;
        items.push(
          observation({
            eventTimeMs: nowMs,
            receivedTimeMs: nowMs + phase.lagMs,
            deviceKey: (isSecond ? '00000000000000d2' : '00000000000000d1') as SubjectKey,
            latitudeDeg: 22.5 + (phase.northM + (isSecond ? 6_000 : 0)) / METRES_PER_DEGREE,
            longitudeDeg: 113 + eastM / 100_000,
            speedKmh: phase.speedMissing ? null : phase.raw / 10,
            alarmFlag: phase.alarmFlag,
            videoAlarmFlag: phase.videoAlarmFlag,
            alarmItems:
              phase.safety === null || i % 4 !== 0
                ? null
                : {
                    ...NO_ALARM_ITEMS,
                    safety: [safetyAlarm({ ...(phase.safety as object), markTimeMs: nowMs })],
                  },
            statusFlag: phase.statusFlag,
            flags: phase.flag,
            driverKey: driver as SubjectKey | null,
            protocol: phase.protocol as 'replay',
          }),
        );
        const at = observation({ eventTimeMs: nowMs });
        if (i === 0 && phase.passengers !== null) {
          const [boarding, alighting] = phase.passengers;
          const passengers = { startTimeMs: null, endTimeMs: nowMs, boarding, alighting };
          items.push({ event: { kind: 'passengers', passengers }, at });
        }
        if (i === 1 && phase.grossKg !== null) {
          const { grossKg } = phase;
          items.push({ event: { kind: 'weighing', weighing: weighing({ grossKg }) }, at });
        }
      }
    }
    return items;
  });

function checkEpisode(episode: Episode): void {
  expect(SEVERITIES).toContain(episode.severity);
  expect(episode.type).toMatch(/^[a-z-]+\.[a-z0-9-]+$/);
  expect(episode.raisedAtMs).toBeGreaterThanOrEqual(episode.openedAtMs);
  if (episode.closedAtMs !== null) {
    expect(episode.closedAtMs).toBeGreaterThanOrEqual(episode.openedAtMs);
  }
  for (const text of [episode.explanation.zh, episode.explanation.en]) {
    expect(text.length).toBeGreaterThan(10);
    expect(text).not.toMatch(/undefined|null|NaN|Infinity|[ (]-\d/);
  }
  if (episode.limit !== null) expect(episode.measured).not.toBeNull();
  expect(episode.evidence.length).toBeGreaterThan(0);
}

test('every folder of vectors belongs to a listed rule', () => {
  expect(vectorFolders()).toEqual(rules.map((rule) => rule.type).sort());
});

describe.each(rules.map((rule) => [rule.type, rule] as const))('%s', (type, rule) => {
  const vectors = vectorsOf(type);

  test('documents itself', () => {
    expect(vectors.length).toBeGreaterThan(0);
    expect(rule.summary.zh).not.toBe('');
    expect(rule.summary.en).not.toBe('');
    expect(rule.clause).not.toBe('');
    for (const name of rule.classes) expect(VEHICLE_CLASSES).toContain(name);
    expect(Value.Check(rule.params, paramsOf(rule))).toBe(true);
    for (const [name, schema] of Object.entries(rule.params.properties)) {
      const { description, default: value } = schema as { description?: string; default?: unknown };
      expect(description, `${name} has a description`).toBeTruthy();
      expect(value, `${name} has a default`).toBeDefined();
    }
  });

  test.each(vectors)('vector $name', ({ vector }) => {
    expect(vector.why).toBeTruthy();
    const baseMs = Date.parse(vector.base);
    const items = itemsOf(vector);
    const options = {
      ...(vector.params === undefined ? {} : { params: vector.params }),
      ...(vector.class === undefined ? {} : { class: vector.class }),
      ...(vector.ticksUntil === undefined
        ? {}
        : { ticksUntilMs: baseMs + vector.ticksUntil * 1000 }),
      subject: subjectOf(vector),
      world: worldOfVector(vector),
    };
    const episodes = run(rule, items, options);
    if (vector.class !== undefined && !rule.classes.includes(vector.class)) {
      // The runtime does not run it for this class; it would have had something to say.
      expect(vector.alerts).toEqual([]);
      expect(episodes).not.toEqual([]);
      return;
    }
    const seconds = (ms: number | null) => (ms === null ? null : (ms - baseMs) / 1000);
    const got = episodes.map((episode) => ({
      ...episode,
      openedAt: seconds(episode.openedAtMs),
      raisedAt: seconds(episode.raisedAtMs),
      closedAt: seconds(episode.closedAtMs),
    }));
    expect(got).toMatchObject(vector.alerts);
    expect(got).toHaveLength(vector.alerts.length);
    for (const episode of episodes) checkEpisode(episode);
    if (rule.wakes !== undefined)
      expect(run(rule, items, { ...options, sleepless: true })).toEqual(episodes);
    for (const share of [0.25, 0.5, 0.75]) {
      const restartAt = Math.floor(items.length * share);
      expect(run(rule, items, { ...options, restartAt })).toEqual(episodes);
    }
  });

  test('neither a restart at any point nor rest changes anything, and no statement is nonsense', () => {
    let alertsSeen = 0;
    let closesSeen = 0;
    const params = BRISK[type] ?? {};
    fc.assert(
      fc.property(track, fc.nat(180), (items, restartAt) => {
        const options = {
          params,
          subject: { corridors: [corridor] },
          world,
          ...SURROUNDINGS[type],
        };
        const whole = run(rule, items, options);
        expect(run(rule, items, { ...options, restartAt })).toEqual(whole);
        if (rule.wakes !== undefined)
          expect(run(rule, items, { ...options, sleepless: true })).toEqual(whole);
        for (const episode of whole) checkEpisode(episode);
        alertsSeen += whole.length;
        closesSeen += whole.filter((episode) => episode.closedAtMs !== null).length;
      }),
      { numRuns: 150 },
    );
    // A property that never meets the interesting case proves nothing.
    expect(alertsSeen).toBeGreaterThan(10);
    expect(closesSeen).toBeGreaterThan(0);
  });
});
