/** What random tracks meet: a filed road, zones, and settings brisk enough for every rule's interesting case. */
import { prepareCorridor } from '#processors/corridor.ts';
import { worldOf } from '../world/worlds.ts';
import type { RunOptions } from './harness.ts';

/** Instant at which random tracks and walks begin, unless they say otherwise. */
export const BRISK_BASE_MS = Date.parse('2026-11-20T21:00:00+08:00');
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
export const corridor = prepared.corridor;

const back = prepareCorridor({
  routeId: 'b',
  validFrom: '2026-01-01T00:00:00+08:00',
  validTo: '2027-01-01T00:00:00+08:00',
  corridor: {
    type: 'LineString',
    coordinates: [
      [113, 22.5],
      [113.04, 22.5],
      [113.04, 22.5003],
      [113, 22.5003],
    ],
  },
  halfWidthM: 40,
  segments: [
    { segmentId: 'there', fromKm: 0.5, toKm: 3, minSeconds: 100, maxSeconds: 150 },
    { segmentId: 'back', fromKm: 5, toKm: 7.5, minSeconds: 100, maxSeconds: 150 },
  ],
});
if (!back.ok) throw new Error(back.reason);
/** Which way it goes tells where on it a vehicle is. */
export const thereAndBack = back.corridor;

/** Bands north of the track that it changes between, and stretches along it. */
export const world = worldOf({
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
export const BRISK: Record<string, Record<string, unknown>> = {
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
  'link.silent': { silentMs: 30_000, intervals: 1, noFixMs: 60_000, noFixLiveMs: 30_000 },
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
  'route.backtrack': { backM: 10, learnM: 10, resumeM: 10, endsM: 0 },
  'route.deviation': {
    enterMs: 20_000,
    standResetMs: 30_000,
    envelopeM: 100,
    detourRatio: 1,
  },
  'route.off-schedule': {},
  'route.unplanned-stop': { stopMs: 20_000, dangerousStopMs: 15_000, circleM: 100 },
  'speed.over': { sustainMs: 10_000 },
  terminal: { deviceStaleMs: 60_000 },
  'zone.overstay': { stopMsMax: 20_000 },
};

/** What a rule needs of its vehicle and the world to meet it. */
const here = (eastKm: number) => ({
  ...{ latitudeDeg: 22.5, longitudeDeg: 113 + eastKm / 100, radiusM: 500 },
  ...{ zoneId: null, regionCode: null },
});
export const SURROUNDINGS: Record<string, RunOptions> = {
  'route.via-missed': {
    subject: {
      placeRoutes: [
        {
          ...{ routeId: 'r', validFromMs: 0, validToMs: BRISK_BASE_MS + 900_000 },
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
