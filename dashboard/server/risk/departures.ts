/** Risk before departure: of one trip for its check, and of all trips of the next hours for the duty room. */
import { RISK_LEVELS, type RiskAt } from '#core/trip/check/facts.ts';
import type { TripPlan } from '#core/trip/trip.ts';
import type { Sight } from '../access/sight.ts';
import type { TripBook } from '../trips/book.ts';
import type { RiskBoard, RiskSummary } from './board.ts';
import { type RiskSources, subjectView, worstFirst } from './views.ts';

const BEFORE = ['planned', 'approved'] as const;

/** Vehicle and drivers of a plan, the worst first. */
function subjectsOf(risk: RiskBoard, { vehicleKey, driverKeys }: TripPlan): RiskSummary[] {
  return [risk.of('vehicle', vehicleKey), ...driverKeys.map((key) => risk.of('driver', key))]
    .flatMap((summary) => summary ?? [])
    .sort(worstFirst);
}

function levelOf({ code, uncorrected }: RiskSummary): RiskAt['level'] {
  if (uncorrected > 0) return 'extreme';
  return code === 'red' ? 'high' : code === 'yellow' ? 'medium' : 'low';
}

/** Null = nobody of the trip has a score or an uncorrected alert. */
export function riskOfTrip(risk: RiskBoard, plan: TripPlan): RiskAt | null {
  const worst = subjectsOf(risk, plan).find(({ code }) => code !== null);
  if (worst === undefined) return null;
  const [reason] = worst.reasons;
  return {
    level: levelOf(worst),
    // An uncorrected critical alert is as bad as it gets, whatever the score.
    score: worst.uncorrected > 0 ? 100 : (worst.score ?? 0),
    zh: reason?.zh ?? `评分 ${worst.score}`,
    en: reason?.en ?? `score ${worst.score}`,
  };
}

/** Trips that are to depart in [fromMs, toMs) and have not, the highest risk first, then the earliest. */
export function departures(
  sources: RiskSources & { trips: TripBook },
  sight: Sight,
  { fromMs, toMs, limit }: { fromMs: number; toMs: number; limit: number },
) {
  const { risk, trips } = sources;
  const rows = [...trips.entries()]
    .filter(
      ({ trip }) =>
        (BEFORE as readonly string[]).includes(trip.state) &&
        trip.plan.departMs >= fromMs &&
        trip.plan.departMs < toMs &&
        sight.holdsSubject(trip.plan.vehicleKey),
    )
    .map(({ trip }) => ({ trip, risk: riskOfTrip(risk, trip.plan) }))
    .sort(
      (a, b) =>
        rank(b.risk) - rank(a.risk) ||
        (b.risk?.score ?? 0) - (a.risk?.score ?? 0) ||
        a.trip.plan.departMs - b.trip.plan.departMs,
    );
  return {
    total: rows.length,
    high: rows.filter((row) => rank(row.risk) >= rank({ level: 'high' })).length,
    departures: rows.slice(0, limit).map(({ trip, risk: at }) => ({
      ...{ tripId: trip.tripId, state: trip.state, departMs: trip.plan.departMs, risk: at },
      vehicle: subjectView(sight, sources, 'vehicle', trip.plan.vehicleKey),
      drivers: trip.plan.driverKeys.map((key) => ({
        ...{ key, name: sight.driverName(key) },
        code: risk.of('driver', key)?.code ?? null,
      })),
    })),
  };
}

function rank(risk: Pick<RiskAt, 'level'> | null): number {
  return risk === null ? -1 : RISK_LEVELS.indexOf(risk.level);
}
