/**
 * What the risk score and the safety code are set by (docs/risk.md). Part of the logged rule settings
 * under the name `risk`, because a change of them changes results. Each says where its default comes
 * from; B = a working practice is known, D = a default of the product.
 */
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const points = (value: number, description: string) =>
  Type.Number({ minimum: 0, maximum: 100, default: value, description });
const weight = (value: number, description: string) =>
  Type.Number({ minimum: 0, maximum: 100, default: value, description });

export const riskParams = Type.Object({
  windowDays: Type.Integer({
    minimum: 1,
    maximum: 30,
    default: 30,
    description: 'days, today included, whose alerts, way and handling count (D)',
  }),
  pointsCritical: points(
    12,
    'points of a critical alert (R3, 道路交通安全违法行为记分管理办法: 12; the choice is D)',
  ),
  pointsMajor: points(6, 'points of a major alert (R3: 6; D)'),
  pointsMinor: points(1, 'points of a minor alert (R3: 1; D)'),
  wayKmMin: Type.Number({
    minimum: 0,
    default: 100,
    description: 'km in the window below which no rate of alerts is told (D)',
  }),
  referenceVehiclesMin: Type.Integer({
    minimum: 1,
    default: 10,
    description: 'vehicles of a class with enough way below which its median is not used (D)',
  }),
  referencePoints: Type.Number({
    exclusiveMinimum: 0,
    default: 6,
    description: 'points per 1,000 km taken for the median of a class that has none yet (D)',
  }),
  referencePointsMin: Type.Number({
    exclusiveMinimum: 0,
    default: 1,
    description:
      'points per 1,000 km below which no median falls: where most vehicles have no alert, one alert is not all there is (D)',
  }),
  alertsWeight: weight(50, 'weight of the rate of alerts (D)'),
  handlingWeight: weight(20, 'weight of how alerts were handled (D)'),
  qualityWeight: weight(10, 'weight of the quality of data (D)'),
  licenceWeight: weight(10, 'weight of licences running out (D)'),
  inspectionWeight: weight(10, 'weight of the inspection running out (D)'),
  coverageMin: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 0.6,
    description: 'share of the weights that must be known for a score (composite indexes, D)',
  }),
  handlingDueDays: Type.Integer({
    minimum: 0,
    maximum: 30,
    default: 1,
    description:
      'whole days after the day it opened before an open alert counts as not handled (24 h, D)',
  }),
  expirySoonDays: Type.Integer({
    minimum: 0,
    maximum: 365,
    default: 30,
    description: 'days before a paper runs out from which it counts as running out (D)',
  }),
  yellowFrom: Type.Number({
    minimum: 0,
    maximum: 100,
    default: 40,
    description: 'score from which the safety code is yellow (D)',
  }),
  redFrom: Type.Number({
    minimum: 0,
    maximum: 100,
    default: 70,
    description: 'score from which the safety code is red (D)',
  }),
  sectionDays: Type.Integer({
    minimum: 1,
    maximum: 28,
    default: 28,
    description: 'days, today included, of high-incidence sections and hours (D)',
  }),
  sectionEventsMin: Type.Integer({
    minimum: 1,
    default: 5,
    description: 'violations below which a section or an hour is not listed (D)',
  }),
  sectionKmMin: Type.Number({
    minimum: 0,
    default: 100,
    description: 'vehicle-km below which no rate per 1,000 vehicle-km is told (D)',
  }),
});
export type RiskParams = Static<typeof riskParams>;

export const DEFAULT_RISK_PARAMS = Value.Default(riskParams, {}) as RiskParams;

/** Settings as logged; a member that does not fit is replaced by its default. */
export function riskParamsOf(settings: Readonly<Record<string, unknown>> | undefined): RiskParams {
  const params: Record<string, unknown> = { ...DEFAULT_RISK_PARAMS };
  for (const [name, schema] of Object.entries(riskParams.properties)) {
    const given = settings?.[name];
    if (given !== undefined && Value.Check(schema, given)) params[name] = given;
  }
  return params as RiskParams;
}
