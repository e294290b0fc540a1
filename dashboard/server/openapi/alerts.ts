/** Alerts, what stands behind them, and what people do about them. */
import { Type } from 'typebox';
import { OUTCOMES, VISIBILITIES } from '#core/alert.ts';
import { RECEIVERS, SUPERVISION_RESULTS } from '#core/alert-life/dispositions.ts';
import { ESCALATION_LEVELS, URGENCIES } from '#core/alert-life/work.ts';
import { NOTICE_LEVELS } from '#core/loop/policy.ts';
import { alertFields, episode, work } from './alert-fields.ts';
import { type Operations, orNull } from './operation.ts';

const row = Type.Object({
  ...alertFields,
  seq: Type.Integer(),
  priority: orNull(Type.String()),
  /** Of the live feed; −1 = not on the map. */
  handle: Type.Integer(),
  vehicleId: Type.String(),
  plate: Type.String(),
  class: Type.String(),
  /** Masked. */
  driver: orNull(Type.String()),
  episode,
  work,
  outcome: orNull(Type.Enum([...OUTCOMES])),
  /** Of a false alarm. */
  cause: orNull(Type.String()),
  /** A code of the catalogue at `/api/alert-life`. */
  disposition: orNull(Type.String()),
  duplicateOf: orNull(Type.String()),
  /** Alerts that were closed as repeats of this one. */
  merged: Type.Integer(),
  handedTo: orNull(Type.String()),
  visibility: Type.Enum([...VISIBILITIES]),
  /** When it comes back by itself. */
  hiddenUntilMs: orNull(Type.Number()),
  corrected: Type.Boolean(),
  late: Type.Boolean(),
  clause: Type.String(),
  ruleVersion: Type.Integer(),
  /** Sent back as `baseVersion` with an action. */
  workVersion: Type.Integer(),
  assignee: orNull(Type.String()),
  acknowledgedBy: orNull(Type.String()),
  acknowledgedAtMs: orNull(Type.Number()),
  /** Whose duty room answers for it (县 → 市 → 省). */
  escalation: Type.Enum([...ESCALATION_LEVELS]),
  escalatedAtMs: orNull(Type.Number()),
  /** 督办; null = nobody asks. The instruction and the words of the reply are in the detail. */
  supervision: orNull(
    Type.Object({
      by: Type.String(),
      atMs: Type.Integer(),
      deadlineMs: Type.Integer(),
      urgency: Type.Enum([...URGENCIES]),
      result: orNull(Type.Enum([...SUPERVISION_RESULTS])),
    }),
  ),
  /** Overdue from then on; null = done, or no time is set. */
  acknowledgeByMs: orNull(Type.Number()),
  handleByMs: orNull(Type.Number()),
  superviseByMs: orNull(Type.Number()),
  /** Whom the platform tells next by itself, unless somebody acts; null = nobody. */
  nextTelling: orNull(
    Type.Object({
      atMs: Type.Number(),
      level: Type.Enum([...NOTICE_LEVELS, 'province']),
      isRaised: Type.Boolean(),
      isNotified: Type.Boolean(),
    }),
  ),
  /** Handling result of JT/T 809: 0 in progress, 1 done, 2 no action, 3 later; null = nothing to tell yet. */
  jt809Result: orNull(Type.Integer({ minimum: 0, maximum: 3 })),
});
const ALERT = '0123456789abcdef0123456789abcdef';
export const alertRowSchema = row;
export const alertRowExample = {
  ...{ alertId: ALERT, seq: 17, type: 'speed.over', severity: 'major', priority: 'P2', handle: 0 },
  ...{ vehicleId: '粤B00001-2', plate: '粤B00001', class: 'charter', driver: '张*' },
  ...{ episode: 'open', work: 'new', outcome: null, visibility: 'shown' },
  ...{ cause: null, disposition: null, duplicateOf: null, merged: 0, handedTo: null },
  hiddenUntilMs: null,
  ...{ corrected: false, late: false, openedAtMs: 1_795_219_200_000 },
  ...{ raisedAtMs: 1_795_219_231_000, closedAtMs: null, measured: 112, limit: 100, unit: 'km/h' },
  ...{ latitudeDeg: 22.57, longitudeDeg: 114.12, explanation: { zh: '超速', en: 'Too fast' } },
  ...{ clause: '道路交通安全法实施条例 78', ruleVersion: 1, workVersion: 0, assignee: null },
  ...{ acknowledgedBy: null, acknowledgedAtMs: null, escalation: 'county', escalatedAtMs: null },
  ...{ supervision: null, acknowledgeByMs: 1_795_221_031_000, handleByMs: 1_795_305_631_000 },
  ...{ superviseByMs: null, jt809Result: null },
  nextTelling: {
    ...{ atMs: 1_795_221_031_000, level: 'city', isRaised: true, isNotified: true },
  },
};
/** Of the words of a supervision, which only the detail tells. */
const supervisionWords = Type.Object({
  instruction: Type.String(),
  reply: orNull(
    Type.Object({
      by: Type.String(),
      atMs: Type.Integer(),
      result: Type.Enum([...SUPERVISION_RESULTS]),
      note: Type.String(),
    }),
  ),
});
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
          supervisionWords: orNull(supervisionWords),
        }),
        example: {
          ...alertRowExample,
          ...{ params: { sustainMs: 30_000 }, facts: { limitSource: 'class' } },
          evidence: [{ partition: 0, offset: 4711, eventTimeMs: 1_795_219_231_000 }],
          ...{ actions: [], supervisionWords: null },
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
    problems: [404],
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
  'GET /api/alert-life': {
    ...{
      tag: 'alerts',
      summary: 'What can be done to alerts, and the lists it takes its words from',
    },
    description: '`isAllowed` is of whoever asks. Times of `escalation` are minutes, 0 = never.',
    answers: {
      200: {
        description: 'Actions with their fields, dispositions, causes, receivers, policy, bounds',
        schema: Type.Object({
          actions: Type.Array(
            Type.Object({
              ...{ action: Type.String(), isAllowed: Type.Boolean() },
              ...{ needs: Type.Array(Type.String()), takes: Type.Array(Type.String()) },
            }),
          ),
          dispositions: Type.Array(
            Type.Object({
              ...{ code: Type.String(), zh: Type.String(), en: Type.String() },
              outcomes: Type.Array(Type.Enum([...OUTCOMES])),
              result: Type.Enum([...SUPERVISION_RESULTS]),
              jt809Result: Type.Integer(),
            }),
          ),
          causes: Type.Array(Type.String()),
          receivers: Type.Array(
            Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }),
          ),
          results: Type.Array(Type.Enum([...SUPERVISION_RESULTS])),
          escalation: Type.Record(Type.String(), Type.Record(Type.String(), Type.Integer())),
          bounds: Type.Record(Type.String(), Type.Integer()),
        }),
        example: {
          actions: [
            {
              action: 'close',
              isAllowed: true,
              needs: ['outcome'],
              takes: ['disposition', 'note'],
            },
          ],
          dispositions: [
            {
              ...{ code: 'driver-reminded', zh: '已提醒驾驶员', en: 'driver reminded' },
              ...{ outcomes: ['confirmed', 'handed-over'], result: 'done', jt809Result: 1 },
            },
          ],
          causes: ['gps-drift'],
          receivers: [{ code: 'traffic-police', ...RECEIVERS['traffic-police'] }],
          results: SUPERVISION_RESULTS,
          escalation: {
            critical: {
              ...{ cityAcknowledgeMinutes: 5, provinceAcknowledgeMinutes: 15 },
              ...{ cityHandleMinutes: 1_440, provinceHandleMinutes: 2_880 },
            },
          },
          bounds: { shelvedMsMax: 86_400_000 },
        },
      },
    },
  },
  'GET /api/alerts/:alertId/assignees': {
    ...{ tag: 'alerts', summary: 'Accounts the alert can be given to', parameters: one },
    answers: {
      200: {
        description: 'Accounts that see the alert and may act on it; `more` = there are others',
        schema: Type.Object({
          assignees: Type.Array(
            Type.Object({ user: Type.String(), name: Type.String(), role: Type.String() }),
          ),
          more: Type.Boolean(),
        }),
        example: {
          assignees: [{ user: 'zhang', name: '张值班员', role: 'dispatcher' }],
          more: false,
        },
      },
    },
    problems: [404],
  },
  'POST /api/alerts/:alertId/actions': {
    ...{
      tag: 'alerts',
      summary: 'Acknowledge, assign, handle, hide, escalate, supervise, close …',
    },
    description:
      'Which fields go with which action: `/api/alert-life`, docs/alerts.md. Of two officers at once the second is answered 409 with the row as it is now.',
    parameters: one,
    body: {
      example: {
        ...{ action: 'close', baseVersion: 2, outcome: 'confirmed' },
        ...{ disposition: 'driver-reminded', note: '已电话提醒' },
      },
    },
    answers: { 200: { description: 'The row after it', schema: row, example: alertRowExample } },
    problems: [404, 409, 422],
  },
};
