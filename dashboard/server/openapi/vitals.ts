/** Indicators, the vehicles they count, and sensors. */
import { Type } from 'typebox';
import { alertRowExample, alertRowSchema } from './alerts.ts';
import type { Operations } from './operation.ts';

const orNull = Type.Union([Type.Number(), Type.Null()]);
const scope = Type.Object({
  kind: Type.String(),
  id: Type.String(),
  name: Type.Object({ zh: Type.String(), en: Type.String() }),
});
const scopeExample = { kind: 'region', id: '440300', name: { zh: '深圳市', en: 'Shenzhen' } };
const value = Type.Object({
  windowStartMs: Type.Integer(),
  windowEndMs: Type.Integer(),
  phase: Type.Enum(['early', 'final', 'amended']),
  version: Type.Integer(),
  definitionVersion: Type.Integer(),
  numerator: Type.Number(),
  denominator: Type.Number(),
  /** null = no value, e.g. nothing to divide by. */
  value: orNull,
  /** Edges of the definition passed; 0 = good. */
  level: orNull,
  samples: Type.Integer(),
  coverage: orNull,
  toldAtMs: Type.Integer(),
});
const valueExample = {
  ...{ windowStartMs: 1_795_219_200_000, windowEndMs: 1_795_219_500_000, phase: 'final' },
  ...{ version: 1, definitionVersion: 1, numerator: 14_210, denominator: 20_000, value: 71.05 },
  ...{ level: 1, samples: 20_000, coverage: 1, toldAtMs: 1_795_219_800_000 },
};
const which = { id: 'vehicles.online-rate', scope: 'region:440300' };

export const vitalsOperations: Operations = {
  'GET /api/indicators': {
    ...{ tag: 'indicators', summary: 'Every indicator with its newest value of a scope' },
    parameters: { scope: which.scope },
    answers: {
      200: {
        description: 'Definitions and values',
        schema: Type.Object({
          home: scope,
          scope,
          indicators: Type.Array(
            Type.Interface([Type.Object({ id: Type.String() })], {
              newest: Type.Union([value, Type.Null()]),
            }),
          ),
        }),
        example: {
          ...{ home: scopeExample, scope: scopeExample },
          indicators: [{ id: which.id, newest: valueExample }],
        },
      },
    },
  },
  'GET /api/indicators/:id/values': {
    ...{ tag: 'indicators', summary: 'Values of a period, by default of the last day' },
    parameters: { ...which, from: 1_795_132_800_000, to: 1_795_219_200_000 },
    answers: {
      200: {
        description: 'Windows; `memory` = the store was away, only the newest',
        schema: Type.Object({
          indicatorId: Type.String(),
          scope,
          from: Type.Integer(),
          to: Type.Integer(),
          source: Type.Enum(['store', 'memory']),
          values: Type.Array(value),
        }),
        example: {
          ...{ indicatorId: which.id, scope: scopeExample, from: 1_795_132_800_000 },
          ...{ to: 1_795_219_200_000, source: 'store', values: [valueExample] },
        },
      },
    },
    problems: [404],
  },
  'GET /api/indicators/:id/parts': {
    ...{ tag: 'indicators', summary: 'What one value is made of' },
    parameters: { ...which, by: 'region', at: 1_795_219_200_000 },
    answers: {
      200: {
        description: 'The value, the way up, its parts, the worst first',
        schema: Type.Interface([value], {
          indicatorId: Type.String(),
          scope,
          path: Type.Array(scope),
          by: Type.String(),
          childrenTotal: Type.Integer(),
          childrenNumerator: Type.Number(),
          childrenDenominator: Type.Number(),
          children: Type.Array(Type.Interface([value], { scope })),
          alertTypes: Type.Array(Type.String()),
          alertsBegan: Type.Integer(),
          alertsContinued: Type.Integer(),
        }),
        example: {
          ...{ ...valueExample, indicatorId: which.id, scope: scopeExample, path: [scopeExample] },
          ...{ by: 'region', childrenTotal: 1, childrenNumerator: 14_210 },
          ...{ childrenDenominator: 20_000, children: [{ ...valueExample, scope: scopeExample }] },
          ...{ alertTypes: [], alertsBegan: 0, alertsContinued: 0 },
        },
      },
    },
    problems: [404],
  },
  'GET /api/indicators/:id/alerts': {
    ...{ tag: 'indicators', summary: 'Alerts a value rests on' },
    parameters: { ...which, from: 1_795_219_200_000, to: 1_795_219_500_000 },
    answers: {
      200: {
        description: 'Alerts that began in the window, then those that went on in it',
        schema: Type.Object({
          began: Type.Integer(),
          continued: Type.Integer(),
          alerts: Type.Array(alertRowSchema),
        }),
        example: { began: 1, continued: 0, alerts: [alertRowExample] },
      },
    },
    problems: [404],
  },
  'GET /api/vehicles': {
    ...{ tag: 'indicators', summary: 'Vehicles a scope counts, those without a report first' },
    parameters: { scope: which.scope },
    answers: {
      200: {
        description: 'At most 200 of them',
        schema: Type.Object({
          scope,
          total: Type.Integer(),
          counts: Type.Record(Type.String(), Type.Integer()),
          vehicles: Type.Array(
            Type.Object({
              handle: Type.Integer(),
              plate: Type.String(),
              plateColour: Type.Integer(),
              class: Type.String(),
              state: Type.Enum(['unseen', 'silent', 'stopped', 'moving']),
            }),
          ),
        }),
        example: {
          ...{ scope: scopeExample, total: 1 },
          counts: { unseen: 0, silent: 0, stopped: 0, moving: 1 },
          vehicles: [
            { handle: 0, plate: '粤B00001', plateColour: 2, class: 'charter', state: 'moving' },
          ],
        },
      },
    },
  },
  'GET /api/sensors/:sensorId': {
    ...{ tag: 'sensors', summary: 'One sensor with its newest readings' },
    parameters: { sensorId: 'loop-12' },
    answers: {
      200: {
        description: 'Sensor',
        schema: Type.Object({
          summary: Type.Record(Type.String(), Type.Unknown()),
          readings: Type.Array(Type.Record(Type.String(), Type.Unknown())),
        }),
        example: { summary: { speedKmh: 86.5, flowPerHour: 1_440 }, readings: [] },
      },
    },
    problems: [404],
  },
};
