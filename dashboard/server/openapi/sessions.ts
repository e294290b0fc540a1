/** Open sessions, of oneself and of an account. */
import { Type } from 'typebox';
import type { Answer, Operations } from './operation.ts';

const PERSON_ID = '0123456789abcdef';
const SESSION_ID = 'fedcba9876543210';
const told: Answer = {
  description: 'Sessions of this server, newest first',
  schema: Type.Object({
    sessions: Type.Array(
      Type.Object({
        sessionId: Type.String(),
        openedAtMs: Type.Integer(),
        /** An open page uses its session every second. */
        lastUsedMs: Type.Integer(),
        expiresAtMs: Type.Integer(),
        /** Address it was opened from. */
        from: Type.String(),
        /** The one that asks. */
        isThisOne: Type.Boolean(),
      }),
    ),
  }),
  example: {
    sessions: [
      {
        ...{ sessionId: SESSION_ID, openedAtMs: 1_795_190_400_000, lastUsedMs: 1_795_219_199_000 },
        ...{ expiresAtMs: 1_795_233_600_000, from: '10.0.0.7', isThisOne: true },
      },
    ],
  },
};

export const openSessionOperations: Operations = {
  'GET /api/me/sessions': {
    ...{ tag: 'session', summary: 'Where one is signed in' },
    answers: { 200: told },
  },
  'DELETE /api/me/sessions/:sessionId': {
    ...{ tag: 'session', summary: "End a session of one's own" },
    parameters: { sessionId: SESSION_ID },
    answers: { 204: { description: 'Ended; its pages close within a second' } },
    problems: [404],
  },
  'GET /api/people/:personId/sessions': {
    ...{ tag: 'people', summary: 'Where somebody is signed in' },
    parameters: { personId: PERSON_ID },
    answers: { 200: told },
    problems: [404],
  },
  'DELETE /api/people/:personId/sessions': {
    ...{ tag: 'people', summary: 'Sign somebody out everywhere' },
    parameters: { personId: PERSON_ID },
    answers: { 204: { description: 'Ended; their pages close within a second' } },
    problems: [404],
  },
};
