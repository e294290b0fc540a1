/** Risk, safety codes, departures, and high-incidence sections and hours. */
import { Type } from 'typebox';
import type { Operations } from './operation.ts';

const text = Type.Union([Type.String(), Type.Null()]);
const number = Type.Union([Type.Number(), Type.Null()]);
const code = Type.Union([Type.Enum(['green', 'yellow', 'red']), Type.Null()]);
const reason = Type.Object({
  /** A part of the score, or `uncorrected`. */
  about: Type.String(),
  /** What it adds to the score; null = it sets the code whatever the score. */
  points: number,
  zh: Type.String(),
  en: Type.String(),
});
const subject = Type.Object({
  kind: Type.Enum(['vehicle', 'driver', 'enterprise']),
  id: Type.String(),
  /** Of a vehicle on the map. */
  handle: number,
  /** Plate or name, masked; null = the registry does not know. */
  name: text,
  plateColour: number,
  class: text,
  enterpriseId: text,
  regionCode: text,
});
const cell = Type.Object({
  /** 1 = Monday … 7; 0 = all days. */
  weekday: Type.Integer(),
  /** 0…23 in Asia/Shanghai; -1 = all hours. */
  hour: Type.Integer(),
  count: Type.Integer(),
  wayKm: Type.Number(),
  /** Violations per 1,000 vehicle-km; null = too little way. */
  rate: number,
});
const at = { asOfMs: 1_795_219_200_000 };
const subjectExample = {
  ...{ kind: 'vehicle', id: '0f1e2d3c4b5a6978', handle: 3, name: '粤B00001', plateColour: 2 },
  ...{ class: 'charter', enterpriseId: 'e-1', regionCode: '440300' },
};
const reasonExample = {
  ...{ about: 'uncorrected', points: null },
  ...{ zh: '1 条严重告警尚未办结', en: '1 critical alert not closed' },
};
const standing = {
  ...at,
  ...{ score: 62.5, coverage: 0.8, code: 'red', codeSinceMs: 1_795_219_150_000 },
  reasons: [reasonExample],
};
const rowExample = {
  ...{ subject: subjectExample, ...standing },
  ...{ uncorrected: 1, wayKm: 2_140.5, violations: 7 },
};
const standingSchema = {
  asOfMs: Type.Integer(),
  /** 0…100; null = too little is known. */
  score: number,
  /** Share of the weights that was known, 0…1. */
  coverage: Type.Number(),
  /** null = neither a score nor an uncorrected critical alert. */
  code,
  codeSinceMs: Type.Integer(),
  reasons: Type.Array(reason),
};
const counts = Type.Object({
  red: Type.Integer(),
  yellow: Type.Integer(),
  green: Type.Integer(),
  none: Type.Integer(),
});

export const riskOperations: Operations = {
  'GET /api/risk': {
    ...{ tag: 'risk', summary: 'Safety codes and scores, the worst first' },
    description: 'Counts are of the caller’s scope; docs/risk.md says how a score comes about.',
    parameters: { kind: 'vehicle', code: 'red', enterprise: 'e-1', limit: 100 },
    answers: {
      200: {
        description: 'Subjects of a kind',
        schema: Type.Object({
          kind: Type.String(),
          counts,
          total: Type.Integer(),
          rows: Type.Array(
            Type.Object({
              ...{ subject, ...standingSchema, uncorrected: Type.Integer() },
              ...{ wayKm: Type.Number(), violations: Type.Integer() },
            }),
          ),
        }),
        example: {
          ...{ kind: 'vehicle', counts: { red: 1, yellow: 4, green: 52, none: 3 }, total: 1 },
          rows: [rowExample],
        },
      },
    },
  },
  'GET /api/risk/departures': {
    ...{ tag: 'risk', summary: 'Trips before departure, the highest risk first' },
    description: 'Planned and approved trips of the next hours, and those two hours overdue.',
    parameters: { hours: 12, limit: 100 },
    answers: {
      200: {
        description:
          'Trips with the risk of vehicle and drivers; `high` = how many are high or extreme',
        schema: Type.Object({
          ...{ fromMs: Type.Integer(), toMs: Type.Integer() },
          ...{ total: Type.Integer(), high: Type.Integer() },
          departures: Type.Array(
            Type.Object({
              ...{ tripId: Type.String(), state: Type.String(), departMs: Type.Integer() },
              risk: Type.Union([
                Type.Object({
                  level: Type.Enum(['low', 'medium', 'high', 'extreme']),
                  ...{ score: Type.Number(), zh: Type.String(), en: Type.String() },
                }),
                Type.Null(),
              ]),
              vehicle: subject,
              drivers: Type.Array(Type.Object({ key: Type.String(), name: text, code })),
            }),
          ),
        }),
        example: {
          ...{ fromMs: 1_795_212_000_000, toMs: 1_795_262_400_000, total: 1, high: 1 },
          departures: [
            {
              ...{ tripId: '0123456789abcdef0123456789abcdef', state: 'approved' },
              departMs: 1_795_226_400_000,
              risk: { level: 'extreme', score: 100, zh: reasonExample.zh, en: reasonExample.en },
              vehicle: subjectExample,
              drivers: [{ key: 'a1b2c3d4e5f60718', name: '张*', code: 'green' }],
            },
          ],
        },
      },
    },
  },
  'GET /api/risk/sections': {
    ...{ tag: 'risk', summary: 'High-incidence sections and hours' },
    description:
      'Sections of the caller’s regions that reach the minimum count in 28 days, by rate; all vehicles anywhere first, for the whole.',
    answers: {
      200: {
        description: 'Sections with counts and rates per 1,000 vehicle-km',
        schema: Type.Object({
          sections: Type.Array(
            Type.Object({
              section: Type.Object({
                /** Empty = all vehicles anywhere. */
                sectionId: Type.String(),
                ...{ name: text, roadCode: text, regionCode: text },
                /** GeoJSON of the centre line; null = not known. */
                line: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
              }),
              ...{ asOfMs: Type.Integer(), days: Type.Integer(), cells: Type.Array(cell) },
              byType: Type.Array(Type.Tuple([Type.String(), Type.Integer()])),
            }),
          ),
        }),
        example: {
          sections: [
            {
              section: {
                ...{ sectionId: 'g4-k2100-up', name: '京港澳高速 K2100 上行', roadCode: 'G4' },
                ...{ regionCode: '440100', line: null },
              },
              ...{ ...at, days: 28 },
              cells: [{ weekday: 0, hour: -1, count: 12, wayKm: 840, rate: 14.285_714 }],
              byType: [['speed.over', 12]],
            },
          ],
        },
      },
    },
  },
  'GET /api/risk/:kind/:id': {
    ...{ tag: 'risk', summary: 'One subject: score, parts, profile and history of its code' },
    parameters: { kind: 'vehicle', id: '0f1e2d3c4b5a6978' },
    answers: {
      200: {
        description: 'The whole verdict',
        schema: Type.Object({
          ...{ subject, formula: Type.Integer(), version: Type.Integer(), ...standingSchema },
          components: Type.Array(
            Type.Object({
              ...{ name: Type.String(), weight: Type.Number() },
              ...{ risk: number, measured: number, reference: number },
            }),
          ),
          sums: Type.Record(Type.String(), Type.Unknown()),
          uncorrected: Type.Object({
            count: Type.Integer(),
            alertIds: Type.Array(Type.String()),
          }),
          profile: Type.Object({
            byType: Type.Array(Type.Tuple([Type.String(), Type.Integer()])),
            byHour: Type.Array(Type.Integer()),
            byDay: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
          }),
          history: Type.Array(
            Type.Object({
              ...{ atMs: Type.Integer(), from: code, to: code, score: number },
              ...{ zh: Type.String(), en: Type.String(), alertId: text },
            }),
          ),
          ...{ vehicleClass: Type.String(), enterpriseId: Type.String() },
        }),
        example: {
          ...{ subject: subjectExample, formula: 1, version: 12, ...standing },
          components: [{ name: 'alerts', weight: 50, risk: 100, measured: 12.4, reference: 5.1 }],
          sums: {
            ...{ wayKm: 2_140.5, drivingHours: 38.2, due: 5, handled: 5 },
            ...{ alerts: { critical: 1, major: 2, minor: 4 }, positions: 9_120, qualified: 9_101 },
          },
          uncorrected: { count: 1, alertIds: ['0123456789abcdef0123456789abcdef'] },
          profile: {
            byType: [['speed.over', 7]],
            byHour: [...Array.from({ length: 23 }, () => 0), 7],
            byDay: [[1_795_190_400_000, 7]],
          },
          history: [
            {
              ...{ atMs: 1_795_219_150_000, from: 'green', to: 'red', score: 62.5 },
              ...{ zh: reasonExample.zh, en: reasonExample.en },
              alertId: '0123456789abcdef0123456789abcdef',
            },
          ],
          ...{ vehicleClass: 'charter', enterpriseId: 'e-1' },
        },
      },
    },
    problems: [404],
  },
};
