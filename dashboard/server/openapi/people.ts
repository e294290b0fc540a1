/** Accounts. */
import { Type } from 'typebox';
import { ROLES } from '#core/access.ts';
import type { Operations } from './operation.ts';

const PERSON_ID = '0123456789abcdef';
const strings = Type.Union([Type.Array(Type.String()), Type.Null()]);
const person = {
  personId: Type.String(),
  user: Type.String(),
  name: Type.String(),
  role: Type.Enum([...ROLES]),
  /** Null = all. */
  regions: strings,
  enterprises: strings,
  isWall: Type.Boolean(),
  isEnabled: Type.Boolean(),
  mustChangePassword: Type.Boolean(),
  version: Type.Integer(),
  changedAtMs: Type.Integer(),
  changedBy: Type.String(),
};
const schema = Type.Object({
  ...person,
  /** Told once, to be handed over. */
  temporaryPassword: Type.Optional(Type.String()),
});
const example = {
  ...{ personId: PERSON_ID, user: 'li.ming', name: '李明', role: 'dispatcher' },
  ...{ regions: ['440300'], enterprises: null, isWall: false, isEnabled: true },
  ...{ mustChangePassword: true, version: 1, changedAtMs: 1_795_219_200_000, changedBy: 'admin' },
};
const one = { description: 'The account', schema, example, headers: { etag: 'Its version.' } };
const withPassword = { ...one, example: { ...example, temporaryPassword: 'made for this person' } };
const tag = 'people';
const parameters = { personId: PERSON_ID };

export const peopleOperations: Operations = {
  'GET /api/people': {
    ...{ tag, summary: 'Accounts, by what one signs in with' },
    answers: {
      200: {
        description: 'Accounts',
        schema: Type.Object({ people: Type.Array(Type.Object(person)) }),
        example: { people: [example] },
      },
    },
  },
  'GET /api/people/:personId': {
    ...{ tag, summary: 'One account', parameters },
    answers: { 200: one },
    problems: [404],
  },
  'POST /api/people': {
    ...{ tag, summary: 'Make an account' },
    description:
      'Whoever gets it sets a password of their own at the first sign-in. Scope: the vehicles of these enterprises in these regions; null = not narrowed.',
    body: {
      example: {
        ...{ user: 'li.ming', name: '李明', role: 'dispatcher' },
        ...{ regions: ['440300'], enterprises: null },
      },
    },
    answers: {
      201: { ...withPassword, headers: { etag: 'Its version.', location: 'Its address.' } },
    },
    problems: [409, 422],
  },
  'PATCH /api/people/:personId': {
    ...{ tag, summary: 'Change, disable or enable an account', parameters },
    description: 'Every session of the account ends.',
    headers: { 'if-match': 'Version as read, in quotes.' },
    body: { example: { isEnabled: false } },
    answers: { 200: one },
    problems: [404, 409, 412, 422, 428],
  },
  'POST /api/people/:personId/password': {
    ...{ tag, summary: 'Give an account a new password', parameters },
    description: 'Without one in the body a temporary one is made and answered once.',
    body: { example: {} },
    answers: { 200: withPassword },
    problems: [404, 422],
  },
};
