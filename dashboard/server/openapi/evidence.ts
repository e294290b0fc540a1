/** Evidence bundles. */
import { Type } from 'typebox';
import type { Operations } from './operation.ts';

const ALERT = '0123456789abcdef0123456789abcdef';

export const evidenceOperations: Operations = {
  'GET /api/alerts/:alertId/evidence': {
    ...{
      tag: 'evidence',
      summary: 'Everything an alert rests on, as one file that verifies offline',
    },
    description:
      'A ZIP of stored entries: transitions, rule with parameters, points, raw frames, files, actions, chain head of the audit trail, manifest and signature. What whoever asks is not cleared for is named in `withheld` of the manifest. `npm run -s evidence -- verify FILE` checks it (docs/evidence.md).',
    parameters: { alertId: ALERT },
    headers: {
      'x-purpose': 'why, percent-encoded; with it names are shown as far as the role may read them',
    },
    answers: {
      200: {
        description: 'The bundle',
        type: 'application/zip',
        schema: Type.String({ format: 'binary' }),
        example: '',
      },
    },
    problems: [404],
  },
  'GET /api/evidence/key': {
    ...{ tag: 'evidence', summary: 'The public key that signs evidence bundles' },
    answers: {
      200: {
        description: 'Ed25519 key: 64 hex digits, their id, and as PEM',
        schema: Type.Object({
          algorithm: Type.Literal('Ed25519'),
          publicKey: Type.String(),
          keyId: Type.String(),
          publicPem: Type.String(),
        }),
        example: {
          algorithm: 'Ed25519',
          publicKey: 'ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c',
          keyId: '4f8fa23e9d35b5c1',
          publicPem: '-----BEGIN PUBLIC KEY-----\n…\n-----END PUBLIC KEY-----\n',
        },
      },
    },
    problems: [404],
  },
  'GET /api/evidence/keys': {
    ...{ tag: 'evidence', summary: 'Every key that signed evidence bundles, newest first' },
    answers: {
      200: {
        description:
          'Keys with their times; kept as a file it is what evidence -- verify --keys takes',
        schema: Type.Object({
          algorithm: Type.Literal('Ed25519'),
          keys: Type.Array(
            Type.Object({
              publicKey: Type.String(),
              keyId: Type.String(),
              fromMs: Type.Number(),
              /** Null = it is the one that signs. */
              untilMs: Type.Union([Type.Number(), Type.Null()]),
              /** What the key before it signed of it; null = nothing. */
              endorsement: Type.Union([
                Type.Object({ by: Type.String(), signature: Type.String() }),
                Type.Null(),
              ]),
              publicPem: Type.String(),
            }),
          ),
        }),
        example: {
          algorithm: 'Ed25519',
          keys: [
            {
              publicKey: 'ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c',
              ...{ keyId: '4f8fa23e9d35b5c1', fromMs: 1_795_219_200_000, untilMs: null },
              endorsement: null,
              publicPem: '-----BEGIN PUBLIC KEY-----\n…\n-----END PUBLIC KEY-----\n',
            },
          ],
        },
      },
    },
    problems: [],
  },
};
