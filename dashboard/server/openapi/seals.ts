/** Data of vehicles under seal after an accident. */
import { Type } from 'typebox';
import { SEAL_STATES } from '#core/seal.ts';
import type { Operations } from './operation.ts';

const SEAL = '0123456789abcdef0123456789abcdef';
const HASH = '0123456789abcdef'.repeat(4);
const one = { sealId: SEAL };
const vehicle = Type.Object({
  /** Pseudonym. */
  vehicle: Type.String(),
  handle: Type.Integer(),
  vehicleId: Type.String(),
  plate: Type.String(),
  plateColour: Type.Integer(),
});
const seal = Type.Object({
  sealId: Type.String(),
  state: Type.Enum([...SEAL_STATES]),
  fromMs: Type.Integer(),
  toMs: Type.Integer(),
  actor: Type.String(),
  reason: Type.String(),
  atMs: Type.Integer(),
  lifted: Type.Union([
    Type.Object({ actor: Type.String(), reason: Type.String(), atMs: Type.Integer() }),
    Type.Null(),
  ]),
  vehicles: Type.Array(vehicle),
  /** What is under seal; null until it is copied. */
  copy: Type.Union([
    Type.Object({
      atMs: Type.Integer(),
      /** Last link of the chain over the parts. */
      root: Type.String(),
      points: Type.Integer(),
      /** Reports whose raw bytes were gone before. */
      framesGone: Type.Integer(),
      files: Type.Integer(),
      parts: Type.Integer(),
      bytes: Type.Integer(),
    }),
    Type.Null(),
  ]),
});
const example = {
  ...{ sealId: SEAL, state: 'sealed', fromMs: 1_795_219_200_000, toMs: 1_795_222_800_000 },
  ...{ actor: 'chief', reason: 'G4 K2010 追尾事故', atMs: 1_795_223_000_000, lifted: null },
  vehicles: [
    {
      ...{ vehicle: '9f0a1b2c3d4e5f60', handle: 3 },
      ...{ vehicleId: '粤B00001-2', plate: '粤B00001', plateColour: 2 },
    },
  ],
  copy: {
    ...{ atMs: 1_795_223_061_000, root: HASH, points: 360, framesGone: 0, files: 2 },
    ...{ parts: 8, bytes: 91_204 },
  },
};
const asked = { ...example, state: 'sealing', copy: null };

export const sealOperations: Operations = {
  'GET /api/seals': {
    ...{ tag: 'seals', summary: 'Seals, the newest first' },
    parameters: { state: 'sealed', vehicle: '9f0a1b2c3d4e5f60', limit: 50 },
    answers: {
      200: {
        description: 'Seals over vehicles that whoever asks sees, all of them',
        schema: Type.Object({ total: Type.Integer(), seals: Type.Array(seal) }),
        example: { total: 1, seals: [example] },
      },
    },
  },
  'POST /api/seals': {
    ...{ tag: 'seals', summary: 'Put data and alerts of vehicles for a period under seal' },
    description:
      'Copied out of the reach of retention and change within a minute or so (docs/seals.md).',
    body: {
      example: {
        vehicles: ['9f0a1b2c3d4e5f60'],
        ...{ fromMs: 1_795_219_200_000, toMs: 1_795_222_800_000, reason: 'G4 K2010 追尾事故' },
      },
    },
    answers: {
      200: { description: 'It was asked for before', schema: seal, example },
      202: { description: 'Noted', schema: seal, example: asked },
    },
    problems: [404, 409, 422],
  },
  'GET /api/seals/:sealId': {
    ...{ tag: 'seals', summary: 'One seal with what it holds' },
    parameters: one,
    answers: {
      200: {
        description:
          '`later` = reports of the period that came after it was sealed, null = nothing is held',
        schema: Type.Interface([seal], {
          contents: Type.Array(
            Type.Object({ name: Type.String(), bytes: Type.Integer(), sha256: Type.String() }),
          ),
          files: Type.Array(
            Type.Object({
              hash: Type.String(),
              name: Type.String(),
              media: Type.String(),
              sizeBytes: Type.Integer(),
            }),
          ),
          later: Type.Union([Type.Integer(), Type.Null()]),
        }),
        example: {
          ...example,
          contents: [{ name: 'seal.json', bytes: 412, sha256: HASH }],
          files: [
            { hash: HASH, name: '00_65_6501_0_4f1e.jpg', media: 'picture', sizeBytes: 48_211 },
          ],
          later: 0,
        },
      },
    },
    problems: [404],
  },
  'GET /api/seals/:sealId/bundle': {
    ...{ tag: 'seals', summary: 'What is under seal as one file that verifies offline' },
    description:
      'The same bytes whenever it is asked, in the form of evidence bundles (docs/evidence.md). 500 with `altered` = it is not what was sealed.',
    parameters: one,
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
    problems: [404, 409, 500],
  },
  'POST /api/seals/:sealId/lift': {
    ...{ tag: 'seals', summary: 'Lift a seal: its copy goes, what is left falls under retention' },
    parameters: one,
    body: { example: { reason: '案件已结' } },
    answers: { 202: { description: 'Noted', schema: seal, example } },
    problems: [404, 409],
  },
};
