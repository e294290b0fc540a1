/** Where a vehicle was in any period the store holds, and what became of it there, in one answer. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { SubjectKey } from '#core/identity.ts';
import { DAY_MS } from '#core/time.ts';
import { STORE_TIME_MAX_MS } from '#runtime/store/client.ts';
import { auditNote } from '../access/auditing.ts';
import { type HttpParts, sightOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import { tripView } from '../trips/view.ts';
import { factsOf, thinned } from './track.ts';

/** Points sent; stops, drivers and distance are found in all that were read. */
const POINTS_TOLD_MAX = 5_000;
const TRACE_DAYS_MAX = 31;
const TRIPS_MAX = 200;

const instantMs = Type.Integer({ minimum: 0, maximum: STORE_TIME_MAX_MS });
/** A pseudonym, or `h` and the number of the live feed. */
const vehicleParams = Type.Object({
  vehicle: Type.String({ pattern: '^([0-9a-f]{16}|h\\d{1,9})$' }),
});
const traceQuery = Type.Object({ from: instantMs, to: instantMs }, { additionalProperties: false });
interface TraceWish {
  Params: { vehicle: string };
  Querystring: { from: number; to: number };
}

export function addTraceRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { traceReads, trips, tripsSinceMs } = parts;

  app.get<TraceWish>(
    '/api/vehicles/:vehicle/trace',
    { schema: { params: vehicleParams, querystring: traceQuery } },
    async (request, reply) => {
      const { vehicle } = request.params;
      const { from: fromMs, to: toMs } = request.query;
      if (fromMs >= toMs) return problem(reply, 422, 'A period starts before it ends.');
      if (toMs - fromMs > TRACE_DAYS_MAX * DAY_MS)
        return problem(reply, 422, `A trace is of ${TRACE_DAYS_MAX} days at most.`);
      const sight = sightOf(parts, request);
      const key = vehicle.startsWith('h')
        ? sight.subjectOf(Number(vehicle.slice(1)))
        : (vehicle as SubjectKey);
      if (key === undefined || !isMet(key) || !sight.holdsSubject(key))
        return problem(reply, 404, 'No such vehicle.');
      const period = { fromMs, toMs };
      const [{ points, track }, alerts] = await Promise.all([
        traceReads.track(key, period),
        traceReads.alerts(key, period),
      ]);
      auditNote(request, { subjects: [key], rows: points, query: period });
      const { stops, gaps, drivers, distanceKm } = factsOf(track);
      const planned = trips.pick({
        ...{ vehicleKey: key, fromMs, toMs, limit: TRIPS_MAX, sees: () => true },
      });
      return {
        vehicle: { vehicle: key, ...sight.vehicle(key) },
        ...period,
        points,
        track: thinned(track, POINTS_TOLD_MAX).map((point) => [
          ...[point.timeMs, point.longitudeDeg, point.latitudeDeg, point.speedKmh],
          ...[point.courseDeg, point.flags],
        ]),
        ...{ stops, gaps, distanceKm },
        drivers: drivers.map(({ driverKey, ...span }) => ({
          ...{ driver: driverKey, name: sight.driverName(driverKey), ...span },
        })),
        trips: planned.rows.map((entry) => tripView(entry, { ...parts, sight })),
        tripsSinceMs,
        alerts: alerts.map((alert) => {
          const { alertId, type, severity, state, openedAtMs, raisedAtMs, closedAtMs } = alert;
          const { measured, limit, unit, latitudeDeg, longitudeDeg, explanation } = alert;
          return {
            ...{ alertId, type, severity, state, openedAtMs, raisedAtMs, closedAtMs },
            ...{ measured, limit, unit, latitudeDeg, longitudeDeg, explanation },
            /** Null = the duty room's list does not hold it any more. */
            work: sight.alert(alertId)?.entry.work.state ?? null,
          };
        }),
      };
    },
  );

  /** In the registry, or heard of since the start: others are not told from what never was. */
  const isMet = (key: SubjectKey) =>
    parts.roster.vehicle(key) !== undefined || parts.roster.knownHandle(key) !== undefined;
}
