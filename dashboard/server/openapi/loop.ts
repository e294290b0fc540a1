/** The closed loop: what was done about an alert by itself, and the policies that say what is done. */
import { Type } from 'typebox';
import { DEFAULT_POLICIES } from '#core/loop/defaults.ts';
import { POLICY_SEVERITIES, policySchema } from '#core/loop/policy.ts';
import { REACTIONS, STEP_KINDS } from '#core/loop/step.ts';
import { type Operations, orNull } from './operation.ts';

const [SPEED] = DEFAULT_POLICIES;
const version = Type.Object({
  type: Type.String(),
  severity: Type.Enum([...POLICY_SEVERITIES]),
  /** For If-Match; 0 = the default of the product. */
  version: Type.Integer(),
  /** Null = nothing follows from such alerts. */
  policy: Type.Union([policySchema, Type.Null()]),
  /** Where its figures come from; of a change, why it was made. */
  source: Type.String(),
  changedAtMs: orNull(Type.Integer()),
  changedBy: orNull(Type.String()),
});
const example = { ...SPEED!, version: 0, changedAtMs: null, changedBy: null };
const step = Type.Intersect([
  Type.Object({ kind: Type.Enum([...STEP_KINDS]), atMs: Type.Integer() }),
  Type.Record(Type.String(), Type.Unknown()),
]);
const atMs = 1_795_219_231_000;
const tag = 'loop';
const parameters = { type: 'speed.over', severity: 'critical' };
const answers = {
  200: { description: 'The policy', schema: version, example, headers: { etag: 'Its version.' } },
};

export const loopOperations: Operations = {
  'GET /api/alerts/:alertId/loop': {
    ...{ tag, summary: 'What was done about an alert by itself, and whether the driver reacted' },
    parameters: { alertId: '0123456789abcdef0123456789abcdef' },
    answers: {
      200: {
        description:
          'Steps, oldest first (docs/loop.md); which endpoints were told only for those who may read deliveries',
        schema: Type.Object({
          policy: Type.Union([
            Type.Object({ name: Type.String(), version: Type.Integer() }),
            Type.Null(),
          ]),
          reaction: Type.Union([Type.Enum([...REACTIONS]), Type.Null()]),
          tookMs: orNull(Type.Integer()),
          steps: Type.Array(step),
        }),
        example: {
          policy: { name: 'speed.over/critical', version: 0 },
          ...{ reaction: 'reacted', tookMs: 42_000 },
          steps: [
            { kind: 'said', atMs, times: 1, text: '您已超速,当前98公里每小时,限速80,请减速慢行' },
            { kind: 'heard', atMs: atMs + 800, times: 1, state: 'answered', reason: null },
            { kind: 'reaction', atMs: atMs + 43_000, result: 'reacted', tookMs: 42_000 },
          ],
        },
      },
    },
    problems: [404],
  },
  'GET /api/policies': {
    ...{ tag, summary: 'Every policy as it holds' },
    answers: {
      200: {
        description: 'By type and severity',
        schema: Type.Object({ policies: Type.Array(version) }),
        example: { policies: [example] },
      },
    },
  },
  'GET /api/policies/:type/:severity': {
    ...{ tag, summary: 'One policy', parameters },
    answers,
    problems: [404],
  },
  'GET /api/policies/:type/:severity/history': {
    ...{ tag, summary: 'Versions of a policy, newest first', parameters },
    answers: {
      200: {
        description: 'Versions',
        schema: Type.Object({ versions: Type.Array(version) }),
        example: { versions: [example] },
      },
    },
    problems: [404],
  },
  'PUT /api/policies/:type/:severity': {
    ...{ tag, summary: 'Say what follows alerts of a type and severity; null = the default' },
    description:
      'For administrators of the whole. Every mistake is named with its field in `faults`. Holds for alerts that open after it.',
    parameters,
    headers: { 'if-match': 'The version it was made for; "0" where there is none.' },
    body: { example: { policy: SPEED!.policy, reason: '按交警支队意见调整' } },
    answers,
    problems: [404, 409, 412, 422, 428],
  },
};
