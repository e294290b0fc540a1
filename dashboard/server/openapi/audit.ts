/** The audit trail. */
import { Type } from 'typebox';
import { AUDIT_ACTIONS, AUDIT_RESULTS } from '#core/audit.ts';
import type { Operations } from './operation.ts';

export const auditOperations: Operations = {
  'GET /api/audit': {
    ...{ tag: 'audit', summary: 'Who did and read what, newest first' },
    description:
      'Looks through 20,000 records at most; ask again with `before` = `next`. Accounts for a part of the installation read what people of that part did.',
    parameters: {
      ...{ actor: 'li.ming', action: 'track.read', subject: '0123456789abcdef' },
      ...{ from: 1_795_132_800_000, to: 1_795_219_200_000, before: 40_000, limit: 100 },
    },
    answers: {
      200: {
        description: 'Entries',
        schema: Type.Object({
          entries: Type.Array(
            Type.Object({
              offset: Type.Integer(),
              chain: Type.String(),
              number: Type.Integer(),
              atMs: Type.Integer(),
              action: Type.Enum([...AUDIT_ACTIONS]),
              actor: Type.String(),
              role: Type.String(),
              from: Type.String(),
              what: Type.String(),
              subjects: Type.Array(Type.String()),
              query: Type.Record(Type.String(), Type.Unknown()),
              purpose: Type.String(),
              rows: Type.Union([Type.Integer(), Type.Null()]),
              result: Type.Enum([...AUDIT_RESULTS]),
            }),
          ),
          /** `before` of the next page; null = this was the last. */
          next: Type.Union([Type.Integer(), Type.Null()]),
        }),
        example: {
          entries: [
            {
              ...{ offset: 39_999, chain: '0123456789abcdef', number: 17, atMs: 1_795_219_200_000 },
              ...{ action: 'track.read', actor: 'li.ming', role: 'dispatcher', from: '10.0.0.7' },
              what: 'GET /api/alerts/:alertId/track',
              ...{ subjects: ['0123456789abcdef'], query: {}, purpose: '', rows: 840 },
              result: 'done',
            },
          ],
          next: null,
        },
      },
    },
  },
};
