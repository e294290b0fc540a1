/** Trips: planned, approved, run, verified (docs/trips.md). */
import { Type } from 'typebox';
import { type Operations, orNull } from './operation.ts';

const fields = Type.Record(Type.String(), Type.Unknown());
const moment = Type.Union([
  Type.Object({
    timeMs: Type.Integer(),
    latitudeDeg: orNull(Type.Number()),
    longitudeDeg: orNull(Type.Number()),
    /** person | track | platform */
    by: Type.String(),
  }),
  Type.Null(),
]);
const finding = Type.Object({
  item: Type.String(),
  /** pass | warn | fail | unknown */
  result: Type.String(),
  /** Driver's pseudonym or id of the paper it is about. */
  about: orNull(Type.String()),
  clause: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  measured: orNull(Type.Number()),
  limit: orNull(Type.Number()),
  unit: Type.String(),
});
const check = Type.Object({
  checkedAtMs: Type.Integer(),
  /** The worst of the findings. */
  result: Type.String(),
  findings: Type.Array(finding),
  overridden: Type.Boolean(),
});
const checkExample = {
  ...{ checkedAtMs: 1_795_219_000_000, result: 'warn', overridden: false },
  findings: [
    {
      ...{ item: 'driver.licence', result: 'warn', about: 'fedcba9876543210' },
      clause: '机动车驾驶证申领和使用规定 附件1',
      zh: 'A1驾驶证 2026-12-01 到期',
      en: 'Licence A1: ends 2026-12-01',
      ...{ measured: null, limit: null, unit: '' },
    },
  ],
};
const trip = Type.Object({
  tripId: Type.String(),
  version: Type.Integer(),
  state: Type.String(),
  /** What may be done with it now. */
  steps: Type.Array(Type.String()),
  plan: fields,
  departed: moment,
  arrived: moment,
  /** Of the approval. */
  check: Type.Union([check, Type.Null()]),
  verdict: orNull(Type.String()),
  /** Of a running trip: kilometres so far, share of the way, expected arrival. */
  live: Type.Union([fields, Type.Null()]),
  plannedBy: Type.String(),
  plannedAtMs: Type.Integer(),
  changedAtMs: Type.Integer(),
});
const ID = '0123456789abcdef0123456789abcdef';
const one = { tripId: ID };
const DEPART_MS = 1_795_219_200_000;
const places = {
  origin: { name: '示例客运站', latitudeDeg: 22.57, longitudeDeg: 114.12, radiusM: 300 },
  destination: { regionCode: '441800', latitudeDeg: 23.68, longitudeDeg: 113.06 },
};
const times = { departMs: DEPART_MS, arriveMs: DEPART_MS + 3 * 3_600_000 };
const example = {
  ...{ tripId: ID, version: 1, state: 'planned', steps: ['amend', 'approve', 'reject', 'cancel'] },
  plan: {
    ...{ vehicleKey: '0123456789abcdef', vehicleId: '粤B00001-2', handle: 7 },
    drivers: [{ key: 'fedcba9876543210', name: '张*' }],
    class: 'charter',
    ...places,
    ...times,
    ticketId: 't-1',
  },
  ...{ departed: null, arrived: null, check: null, verdict: null, live: null },
  ...{ plannedBy: 'admin', plannedAtMs: 1_795_132_800_000, changedAtMs: 1_795_132_800_000 },
};
const etag = { etag: 'Version' };
const ifMatch = { 'if-match': 'Version the change is based on, quoted' };
const changed = { description: 'The trip as it is now', schema: trip, example, headers: etag };

const report = Type.Object({
  schema: Type.Integer(),
  tripId: Type.String(),
  /** conforming | deviating | violating | undetermined */
  verdict: Type.String(),
  findings: Type.Array(finding),
  times: fields,
  distance: fields,
  stops: fields,
  via: Type.Array(fields),
  deviations: Type.Union([Type.Array(fields), Type.Null()]),
  speeding: fields,
  driving: fields,
  quality: fields,
  alerts: Type.Array(fields),
  basis: fields,
  /** Entries left out of the lists. */
  omitted: Type.Integer(),
  /** Thinned track: time, longitude, latitude. */
  picture: Type.Array(Type.Array(Type.Number())),
});
const reportParameters = { tripId: ID, from: 'now', upTo: 4_200_000, lang: 'zh' };
const reportExample = {
  ...{ schema: 1, tripId: ID, verdict: 'conforming', findings: [], via: [], deviations: [] },
  times: { plannedDepartMs: DEPART_MS, departedMs: DEPART_MS + 60_000, departDelayMin: 1 },
  distance: { plannedKm: 138, odometerKm: 137.8, trackKm: 137.6, completeKm: 137.6 },
  ...{ stops: { planned: [], unplanned: [] }, speeding: { limitKmh: 100, episodes: [] } },
  driving: { drivers: [{ key: 'fedcba9876543210', drivingMin: 128, longestMin: 128 }], rests: [] },
  quality: { points: 780, fixes: 778, completeness: 1, gaps: [] },
  basis: { partition: 3, fromOffset: 4_100_000, toOffset: 4_200_000, isCut: false },
  ...{ alerts: [], omitted: 0, picture: [[DEPART_MS, 114.12, 22.57]] },
};

export const tripOperations: Operations = {
  'GET /api/trips': {
    ...{ tag: 'trips', summary: 'Trips, newest plan first' },
    description:
      'By state, vehicle (pseudonym) and the time in which they are planned or under way, `[from, to)` in ms.',
    parameters: {
      ...{ state: 'running', vehicle: '0123456789abcdef', from: DEPART_MS },
      ...{ to: DEPART_MS + 86_400_000, before: 100, limit: 50 },
    },
    answers: {
      200: {
        description: 'A page; `next` is `before` of the one that follows',
        schema: Type.Object({
          total: Type.Integer(),
          next: orNull(Type.Number()),
          trips: Type.Array(trip),
        }),
        example: { total: 1, next: null, trips: [example] },
      },
    },
  },
  'POST /api/trips': {
    ...{ tag: 'trips', summary: 'Plan a trip' },
    description:
      'Origin and destination may be left out where a route, line, ticket or waybill says them. With `tripId` it may be asked again: the trip is planned once.',
    body: {
      example: {
        plan: { vehicleId: '粤B00001-2', driverIds: ['d-1'], ...places, ...times, ticketId: 't-1' },
        reason: '国庆包车',
      },
    },
    answers: {
      200: { ...changed, description: 'A trip of this id was planned before' },
      201: {
        ...changed,
        description: 'Planned',
        headers: { ...etag, location: 'Address of the trip' },
      },
    },
    problems: [409, 422],
  },
  'GET /api/trips/:tripId': {
    ...{ tag: 'trips', summary: 'One trip' },
    parameters: one,
    answers: { 200: changed },
    problems: [404],
  },
  'PATCH /api/trips/:tripId': {
    ...{ tag: 'trips', summary: 'Change the plan' },
    description:
      'JSON Merge Patch (RFC 7396) of the plan as POST states it. A changed plan needs a new approval; a trip that runs is not changed.',
    parameters: one,
    headers: ifMatch,
    body: { example: { patch: { arriveMs: times.arriveMs + 1_800_000 }, reason: '改道' } },
    answers: { 200: changed },
    problems: [404, 409, 412, 422, 428],
  },
  'POST /api/trips/:tripId/steps': {
    ...{ tag: 'trips', summary: 'Approve, reject, cancel, start, finish or verify a trip' },
    description:
      'Rejecting and cancelling need a reason. Approving does the check of `GET …/check`; where an item fails it is refused with the findings, unless a supervisor says `override` and why. Departure and arrival are found from the track as well.',
    parameters: one,
    headers: ifMatch,
    body: { example: { step: 'approve', reason: '资料齐全' } },
    answers: { 200: changed },
    problems: [404, 409, 412, 422, 428],
  },
  'GET /api/trips/:tripId/check': {
    ...{ tag: 'trips', summary: 'The check before departure, as of now' },
    description:
      'Each item is pass, warn, fail or unknown, with the clause it rests on. Approving does the same check and keeps it.',
    parameters: one,
    answers: { 200: { description: 'The check', schema: check, example: checkExample } },
    problems: [404],
  },
  'GET /api/trips/:tripId/alerts': {
    ...{ tag: 'trips', summary: 'Alerts of the vehicle in the time of the trip, oldest first' },
    parameters: one,
    answers: {
      200: {
        description: 'Rows as in the list of alerts; of older trips the report has them',
        schema: Type.Object({ alerts: Type.Array(fields) }),
        example: { alerts: [] },
      },
    },
    problems: [404],
  },
  'GET /api/trips/:tripId/report': {
    ...{ tag: 'trips', summary: 'The verification: plan against track' },
    description:
      'As it was recorded; with `from=now` made anew from the store. `basis` names the rows of `reports.v1` it rests on: `upTo` its `toOffset` gives the same again.',
    parameters: reportParameters,
    answers: {
      200: {
        description: 'The report; its hash is the entity tag',
        schema: report,
        example: reportExample,
        headers: { etag: 'SHA-256 of the report' },
      },
    },
    problems: [404, 409],
  },
  'GET /api/trips/:tripId/report.html': {
    ...{ tag: 'trips', summary: 'The verification as a page to print' },
    parameters: reportParameters,
    answers: {
      200: {
        description: 'A page without scripts',
        type: 'text/html',
        schema: Type.String(),
        example: '<!doctype html>…',
      },
    },
    problems: [404, 409],
  },
  'GET /api/trips/:tripId/history': {
    ...{ tag: 'trips', summary: 'Who did what, when and why; newest first' },
    parameters: one,
    answers: {
      200: {
        description: 'Accepted steps, the newest 50',
        schema: Type.Object({ steps: Type.Array(fields) }),
        example: {
          steps: [
            {
              ...{ version: 1, step: 'plan', atMs: 1_795_132_800_000, actor: 'admin' },
              ...{ reason: '国庆包车', origin: 'person', offset: 0 },
            },
          ],
        },
      },
    },
    problems: [404],
  },
};
