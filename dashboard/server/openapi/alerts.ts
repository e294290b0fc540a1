/** Alerts, what stands behind them, and what people do about them. */
import { Type } from 'typebox';
import type { Operations } from './operation.ts';

const orNull = <T extends ReturnType<typeof Type.Number | typeof Type.String>>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const row = Type.Object({
  alertId: Type.String(),
  seq: Type.Integer(),
  type: Type.String(),
  severity: Type.Enum(['critical', 'major', 'minor', 'info']),
  priority: orNull(Type.String()),
  /** Of the live feed; −1 = not on the map. */
  handle: Type.Integer(),
  vehicleId: Type.String(),
  plate: Type.String(),
  class: Type.String(),
  /** Masked. */
  driver: orNull(Type.String()),
  episode: Type.Enum(['open', 'closed', 'withdrawn']),
  work: Type.Enum(['new', 'acknowledged', 'in-handling', 'closed']),
  outcome: orNull(Type.String()),
  visibility: Type.String(),
  corrected: Type.Boolean(),
  late: Type.Boolean(),
  openedAtMs: Type.Integer(),
  raisedAtMs: Type.Integer(),
  closedAtMs: orNull(Type.Number()),
  measured: orNull(Type.Number()),
  limit: orNull(Type.Number()),
  unit: Type.String(),
  latitudeDeg: orNull(Type.Number()),
  longitudeDeg: orNull(Type.Number()),
  explanation: Type.Object({ zh: Type.String(), en: Type.String() }),
  clause: Type.String(),
  ruleVersion: Type.Integer(),
  /** Sent back as `baseVersion` with an action. */
  workVersion: Type.Integer(),
  assignee: orNull(Type.String()),
  acknowledgedBy: orNull(Type.String()),
  acknowledgedAtMs: orNull(Type.Number()),
});
const ALERT = '0123456789abcdef0123456789abcdef';
export const alertRowSchema = row;
export const alertRowExample = {
  ...{ alertId: ALERT, seq: 17, type: 'speed.over', severity: 'major', priority: 'P2', handle: 0 },
  ...{ vehicleId: '粤B00001-2', plate: '粤B00001', class: 'charter', driver: '张*' },
  ...{ episode: 'open', work: 'new', outcome: null, visibility: 'shown' },
  ...{ corrected: false, late: false, openedAtMs: 1_795_219_200_000 },
  ...{ raisedAtMs: 1_795_219_231_000, closedAtMs: null, measured: 112, limit: 100, unit: 'km/h' },
  ...{ latitudeDeg: 22.57, longitudeDeg: 114.12, explanation: { zh: '超速', en: 'Too fast' } },
  ...{ clause: '道路交通安全法实施条例 78', ruleVersion: 1, workVersion: 0, assignee: null },
  ...{ acknowledgedBy: null, acknowledgedAtMs: null },
};
const one = { alertId: ALERT };

export const alertOperations: Operations = {
  'GET /api/alerts': {
    ...{ tag: 'alerts', summary: 'Alerts changed since a number, oldest change first' },
    parameters: { state: 'active', after: 0, limit: 1_000 },
    answers: {
      200: {
        description:
          'Rows; `more` = ask again after `seq`; `gap` = rows have left the list since, load it whole',
        schema: Type.Object({
          epoch: Type.String(),
          seq: Type.Integer(),
          more: Type.Boolean(),
          gap: Type.Boolean(),
          alerts: Type.Array(row),
        }),
        example: { epoch: 'a1', seq: 17, more: false, gap: false, alerts: [alertRowExample] },
      },
    },
  },
  'GET /api/alerts/:alertId': {
    ...{ tag: 'alerts', summary: 'One alert with parameters, facts, evidence and actions' },
    parameters: one,
    answers: {
      200: {
        description: 'Alert',
        schema: Type.Interface([row], {
          params: Type.Record(Type.String(), Type.Unknown()),
          facts: Type.Record(Type.String(), Type.Unknown()),
          evidence: Type.Array(
            Type.Object({
              partition: Type.Integer(),
              offset: Type.Integer(),
              eventTimeMs: Type.Integer(),
            }),
          ),
          actions: Type.Array(Type.Record(Type.String(), Type.Unknown())),
        }),
        example: {
          ...alertRowExample,
          ...{ params: { sustainMs: 30_000 }, facts: { limitSource: 'class' } },
          evidence: [{ partition: 0, offset: 4711, eventTimeMs: 1_795_219_231_000 }],
          actions: [],
        },
      },
    },
    problems: [404],
  },
  'GET /api/alerts/:alertId/track': {
    ...{ tag: 'alerts', summary: 'Where the vehicle was around the episode', parameters: one },
    answers: {
      200: {
        description: 'Points `[timeMs, lon, lat, speedKmh, courseDeg, flags]` and the corridor',
        schema: Type.Object({
          from: Type.Integer(),
          to: Type.Integer(),
          points: Type.Array(Type.Array(Type.Union([Type.Number(), Type.Null()]))),
          corridor: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
          halfWidthM: orNull(Type.Number()),
          limitKmh: orNull(Type.Number()),
        }),
        example: {
          ...{ from: 1_795_218_600_000, to: 1_795_219_800_000 },
          points: [[1_795_219_200_000, 114.12, 22.57, 108.5, 90, 0]],
          ...{ corridor: null, halfWidthM: null, limitKmh: 100 },
        },
      },
    },
    problems: [404, 503],
  },
  'GET /api/evidence/:partition/:offset': {
    ...{ tag: 'alerts', summary: 'The raw bytes of a report' },
    parameters: { partition: 0, offset: 4711 },
    answers: {
      200: {
        description: 'Bytes and what was read from them',
        schema: Type.Object({
          receivedTimeMs: Type.Integer(),
          protocol: Type.String(),
          serial: Type.Integer(),
          rawHex: Type.String(),
          decoded: Type.Unknown(),
        }),
        example: {
          ...{ receivedTimeMs: 1_795_219_231_000, protocol: 'jt808_2019', serial: 7 },
          ...{ rawHex: '0200…', decoded: { kind: 'heartbeat' } },
        },
      },
    },
    problems: [404],
  },
  'POST /api/alerts/:alertId/actions': {
    ...{ tag: 'alerts', summary: 'Acknowledge, handle, close, reopen or comment' },
    description: 'Of two officers at once the second is answered 409 with the row as it is now.',
    parameters: one,
    body: { example: { action: 'acknowledge', baseVersion: 0 } },
    answers: { 200: { description: 'The row after it', schema: row, example: alertRowExample } },
    problems: [404, 409, 422, 503],
  },
};
