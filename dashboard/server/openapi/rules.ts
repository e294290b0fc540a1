/** Rules and what they are told. */
import { Type } from 'typebox';
import { VEHICLE_CLASSES } from '#core/report.ts';
import type { Operations } from './operation.ts';

const words = Type.Object({ zh: Type.String(), en: Type.String() });
const field = Type.Object({
  name: Type.String(),
  /** null = a count, a word, yes and no. */
  unit: Type.Union([Type.String(), Type.Null()]),
  description: words,
  /** JSON Schema of the value: type, range, words. */
  schema: Type.Record(Type.String(), Type.Unknown()),
  /** The rule's own; null of `enabled` and `classes` = nothing is said. */
  default: Type.Unknown(),
  /** What holds when people take back what they told: the start file's, or the rule's own. */
  start: Type.Unknown(),
  value: Type.Unknown(),
  source: Type.Enum(['default', 'file', 'changed']),
});
const classes = Type.Union([Type.Array(Type.Enum([...VEHICLE_CLASSES])), Type.Null()]);
const rule = Type.Object({
  type: Type.String(),
  /** Of the rule's code; alerts carry it. */
  ruleVersion: Type.Integer(),
  /** Of what it is told: for If-Match. 0 = never told anything. */
  version: Type.Integer(),
  summary: words,
  clause: Type.String(),
  order: Type.Union([Type.Enum(['arrival', 'settled']), Type.Null()]),
  key: Type.Union([Type.Enum(['vehicle', 'driver']), Type.Null()]),
  /** It runs for these now; null = cannot be switched. */
  classes,
  /** The rule's own. */
  ownClasses: classes,
  fields: Type.Array(field),
  /** Told something else than the start file says. */
  isChanged: Type.Boolean(),
});
const sustained = {
  ...{ name: 'sustainMs', unit: 'ms', schema: { type: 'integer', minimum: 0 } },
  description: {
    zh: '持续高于限速超过此时间即告警（考核口径注②）',
    en: 'opens when the speed has stayed above for longer than this',
  },
  ...{ default: 30_000, start: 30_000, value: 45_000, source: 'changed' },
};
const example = {
  ...{ type: 'speed.over', ruleVersion: 2, version: 17 },
  summary: { zh: '车速持续超过限速', en: 'The speed stays above the limit' },
  ...{ clause: '道路交通安全法实施条例 第78条', order: 'settled', key: 'vehicle' },
  ...{ classes: ['charter', 'heavy'], ownClasses: ['charter', 'heavy'] },
  ...{ fields: [sustained], isChanged: true },
};
const tag = 'rules';
const parameters = { type: 'speed.over' };
const answers = {
  200: { description: 'The rule', schema: rule, example, headers: { etag: 'Its version.' } },
};

export const ruleOperations: Operations = {
  'GET /api/rules': {
    ...{ tag, summary: 'Every rule, what it can be told and what holds' },
    answers: {
      200: {
        description: 'Rules',
        schema: Type.Object({
          /** Place of the newest change in the history; 0 = none. */
          version: Type.Integer(),
          /** Place in `registry.v1`, as its copies in the partitions of `reports.v1` name it; null = none. */
          registryOffset: Type.Union([Type.Integer(), Type.Null()]),
          rules: Type.Array(rule),
        }),
        example: { version: 17, registryOffset: 4_211, rules: [example] },
      },
    },
  },
  'GET /api/rules/:type': {
    ...{ tag, summary: 'One rule', parameters },
    answers,
    problems: [404],
  },
  'PATCH /api/rules/:type': {
    ...{ tag, summary: 'Tell a rule something else', parameters },
    description:
      'Takes hold in every partition at the first tick after its copy there, in event time, without a restart. null takes back what people told. `runtime` is changed by administrators.',
    headers: { 'if-match': 'Version of the rule as read, in quotes.' },
    body: { example: { patch: { sustainMs: 45_000 }, reason: '试点路段误报较多' } },
    answers,
    problems: [404, 412, 422, 428],
  },
  'GET /api/rules/:type/history': {
    ...{ tag, summary: 'What became of a rule, newest first', parameters },
    answers: {
      200: {
        description: 'Changes',
        schema: Type.Object({
          changes: Type.Array(
            Type.Object({
              version: Type.Integer(),
              changedAtMs: Type.Integer(),
              actor: Type.String(),
              reason: Type.String(),
              /** `start` = by the start file. */
              origin: Type.String(),
              before: Type.Record(Type.String(), Type.Unknown()),
              after: Type.Record(Type.String(), Type.Unknown()),
            }),
          ),
        }),
        example: {
          changes: [
            {
              ...{ version: 17, changedAtMs: 1_795_219_200_000, actor: 'li.ming' },
              ...{ reason: '试点路段误报较多', origin: 'api' },
              ...{ before: {}, after: { sustainMs: 45_000 } },
            },
          ],
        },
      },
    },
    problems: [404],
  },
};
