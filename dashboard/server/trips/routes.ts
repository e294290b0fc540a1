/** Trips by HTTP: planned, changed, approved, run and verified; versions are entity tags. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { SubjectKey } from '#core/identity.ts';
import type { RegistryFault } from '#core/registry/entity.ts';
import { bodyAfter, isPossible } from '#core/trip/life.ts';
import {
  TRIP_STATES,
  type TripBody,
  type TripCheck,
  type TripEvent,
  type TripMoment,
  type TripPlan,
  type TripState,
  type TripStep,
} from '#core/trip/trip.ts';
import { type RegistryReader, seenRegistry } from '../access/seen-registry.ts';
import { type HttpParts, sessionOf, sightOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import { type PlanBody, patched, planBody, planOf } from './asking.ts';
import type { TripEntry } from './book.ts';
import { addTripReportRoutes } from './report-routes.ts';
import { rightsOf } from './rights.ts';
import { tripSeen } from './seen.ts';
import { tripView } from './view.ts';

const ROWS_MAX = 200;
const ROWS_DEFAULT = 50;
/** A plan with the most stops and places fits. */
const PLAN_BYTES_MAX = 500_000;

const strict = { additionalProperties: false };
const tripId = Type.String({ pattern: '^[0-9a-f]{32}$' });
const tripParams = Type.Object({ tripId });
const instantMs = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const reason = Type.Optional(Type.String({ maxLength: 500 }));
const listQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum([...TRIP_STATES])),
    /** Pseudonym of the vehicle. */
    vehicle: Type.Optional(Type.String({ pattern: '^[0-9a-f]{16}$' })),
    from: Type.Optional(instantMs),
    to: Type.Optional(instantMs),
    before: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ROWS_MAX })),
  },
  strict,
);
const newBody = Type.Object(
  {
    /** Given by a caller that may ask twice: it is planned once. */
    tripId: Type.Optional(tripId),
    plan: planBody,
    reason,
  },
  strict,
);
const patchBody = Type.Object(
  { patch: Type.Record(Type.String(), Type.Unknown()), reason },
  strict,
);
const PERSONS_STEPS = ['approve', 'reject', 'cancel', 'start', 'finish', 'verify'] as const;
const stepBody = Type.Object(
  {
    step: Type.Enum([...PERSONS_STEPS]),
    reason,
    /** Of `approve`: go although something failed; for supervisors, with a reason. */
    override: Type.Optional(Type.Boolean()),
    /** Of `start` and `finish`: when it was; default now. */
    atMs: Type.Optional(instantMs),
  },
  strict,
);

interface OfTrip {
  Params: { tripId: string };
}
interface StepBody {
  step: (typeof PERSONS_STEPS)[number];
  reason?: string;
  override?: boolean;
  atMs?: number;
}

export function addTripRoutes(app: FastifyInstance, parts: HttpParts): void {
  addTripReportRoutes(app, parts);
  const { tripDesk, tripFacts, tripVerifier, trips, clock, auth, logger } = parts;

  app.get<{
    Querystring: {
      state?: TripState;
      vehicle?: string;
      from?: number;
      to?: number;
      before?: number;
      limit?: number;
    };
  }>('/api/trips', { schema: { querystring: listQuery } }, async (request) => {
    const { state, vehicle, from, to, before, limit = ROWS_DEFAULT } = request.query;
    const sight = sightOf(parts, request);
    const { rows, total, next } = trips.pick({
      states: state === undefined ? undefined : [state],
      vehicleKey: vehicle as SubjectKey | undefined,
      ...{ fromMs: from, toMs: to, before, limit, sees: (key) => sight.holdsSubject(key) },
    });
    return { total, next, trips: rows.map((entry) => tripView(entry, { ...parts, sight })) };
  });

  app.post<{ Body: { tripId?: string; plan: PlanBody; reason?: string } }>(
    '/api/trips',
    { schema: { body: newBody }, bodyLimit: PLAN_BYTES_MAX },
    async (request, reply) => {
      if (!rightsOf(sessionOf(auth, request)).change) return forbidden(reply);
      const { body } = request;
      const known = body.tripId === undefined ? undefined : tripOf(request, body.tripId);
      if (known !== undefined) return answer(request, reply, known);
      if (body.tripId !== undefined && trips.get(body.tripId) !== undefined) return taken(reply);
      const planned = planOf(body.plan, registryFor(request));
      if (!planned.ok) return unfit(reply, planned.faults);
      const event = eventOf(request, {
        ...{ tripId: body.tripId ?? randomBytes(16).toString('hex'), baseVersion: 0, step: 'plan' },
        body: bodyOfPlan(planned.plan),
      });
      return take(request, reply, event);
    },
  );

  app.get<OfTrip>(
    '/api/trips/:tripId',
    { schema: { params: tripParams } },
    async (request, reply) => {
      const entry = tripOf(request, request.params.tripId);
      return entry === undefined ? noTrip(reply) : answer(request, reply, entry);
    },
  );

  app.get<OfTrip>(
    '/api/trips/:tripId/check',
    { schema: { params: tripParams } },
    async (request, reply) => {
      const entry = tripOf(request, request.params.tripId);
      if (entry === undefined) return noTrip(reply);
      return tripFacts.check(entry.trip.tripId, entry.trip.plan, clock.now());
    },
  );

  app.get<OfTrip>(
    '/api/trips/:tripId/history',
    { schema: { params: tripParams } },
    async (request, reply) => {
      const entry = tripOf(request, request.params.tripId);
      return entry === undefined ? noTrip(reply) : { steps: entry.steps.toReversed() };
    },
  );

  app.patch<OfTrip & { Body: { patch: object; reason?: string } }>(
    '/api/trips/:tripId',
    { schema: { params: tripParams, body: patchBody }, bodyLimit: PLAN_BYTES_MAX },
    async (request, reply) => {
      const entry = tripOf(request, request.params.tripId);
      if (entry === undefined) return noTrip(reply);
      if (!rightsOf(sessionOf(auth, request)).change) return forbidden(reply);
      const baseVersion = baseOf(request);
      if (baseVersion === null) return needsMatch(reply);
      const planned = patched(entry.trip.plan, request.body.patch, registryFor(request));
      if (!planned.ok) return unfit(reply, planned.faults);
      const body = bodyAfter(entry.trip, 'amend', { plan: planned.plan });
      return take(
        request,
        reply,
        eventOf(request, { tripId: entry.trip.tripId, baseVersion, step: 'amend', body }),
      );
    },
  );

  app.post<OfTrip & { Body: StepBody }>(
    '/api/trips/:tripId/steps',
    { schema: { params: tripParams, body: stepBody } },
    async (request, reply) => {
      const entry = tripOf(request, request.params.tripId);
      if (entry === undefined) return noTrip(reply);
      if (!rightsOf(sessionOf(auth, request)).change) return forbidden(reply);
      const baseVersion = baseOf(request);
      if (baseVersion === null) return needsMatch(reply);
      const { step, atMs, reason = '' } = request.body;
      const isVerdict = step === 'approve' || step === 'reject';
      if (isVerdict && !rightsOf(sessionOf(auth, request)).approve)
        return problem(reply, 403, 'Your role does not approve trips.');
      const { trip } = entry;
      if ((step === 'reject' || step === 'cancel') && reason.trim() === '')
        return unfit(reply, [
          { field: 'reason', code: 'required', message: 'is needed for this.' },
        ]);
      const changes: Partial<TripBody> = {};
      if (step === 'approve') {
        const check = await tripFacts.check(trip.tripId, trip.plan, clock.now());
        const { override = false } = request.body;
        // Whoever was faster is told first: the check is of the plan as it was read.
        if (trip.version === baseVersion && check.result === 'fail') {
          if (!override) return notFit(reply, check);
          if (!rightsOf(sessionOf(auth, request)).override)
            return problem(reply, 403, 'A failed check is overridden by supervisors.');
          if (reason.trim() === '')
            return unfit(reply, [
              {
                field: 'reason',
                code: 'required',
                message: 'is needed to override a failed check.',
              },
            ]);
        }
        changes.check = { ...check, overridden: check.result === 'fail' };
      }
      if (step === 'start' || step === 'finish') {
        const timeMs = atMs ?? clock.now();
        const mistake = momentMistake(trip.departed, step, { timeMs, nowMs: clock.now() });
        if (mistake !== null)
          return unfit(reply, [{ field: 'atMs', code: 'order', message: mistake }]);
        const moment = { timeMs, latitudeDeg: null, longitudeDeg: null, by: 'person' } as const;
        if (step === 'start') changes.departed = moment;
        else changes.arrived = moment;
      }
      let reportJson: string | null = null;
      if (step === 'verify' && isPossible(trip.state, step)) {
        const report = await tripVerifier.report(trip);
        changes.verdict = report.verdict;
        reportJson = JSON.stringify(report);
      }
      const body = bodyAfter(trip, step, changes);
      const event = eventOf(request, { tripId: trip.tripId, baseVersion, step, body });
      return take(request, reply, { ...event, reportJson });
    },
  );

  function eventOf(
    request: FastifyRequest,
    { body, ...rest }: { tripId: string; baseVersion: number; step: TripStep; body: TripBody },
  ): TripEvent {
    return {
      ...rest,
      ...body,
      atMs: clock.now(),
      actor: sessionOf(auth, request)?.user ?? '',
      reason: (request.body as { reason?: string }).reason ?? '',
      origin: 'person',
      reportJson: null,
    };
  }

  async function take(request: FastifyRequest, reply: FastifyReply, event: TripEvent) {
    const verdict = await tripDesk.take(event);
    const entry = trips.get(event.tripId);
    if (verdict === 'unknown' || entry === undefined)
      return problem(reply, 503, 'The step was recorded; the list will show what became of it.');
    if (verdict === 'stale' && event.step === 'plan') return taken(reply);
    if (verdict === 'stale')
      return problem(reply, 412, 'Somebody else changed it since; read it again.');
    if (verdict === 'impossible')
      return problem(reply, 409, `This cannot be done to a trip that is ${entry.trip.state}.`);
    const { step, tripId } = event;
    logger.info({ step, tripId }, 'A step of a trip was taken.');
    if (step === 'plan') reply.code(201).header('location', `/api/trips/${tripId}`);
    return answer(request, reply, entry);
  }

  function answer(request: FastifyRequest, reply: FastifyReply, entry: TripEntry) {
    reply.header('etag', `"${entry.trip.version}"`);
    return tripView(entry, { ...parts, sight: sightOf(parts, request) });
  }

  function tripOf(request: FastifyRequest, tripId: string): TripEntry | undefined {
    return tripSeen(parts, request, tripId);
  }

  function registryFor(request: FastifyRequest): RegistryReader {
    return seenRegistry(parts.registry, sightOf(parts, request));
  }
}

function bodyOfPlan(plan: TripPlan): TripBody {
  return { plan, departed: null, arrived: null, check: null, verdict: null };
}

/** Null = a trip may have departed or arrived then. */
function momentMistake(
  departed: TripMoment | null,
  step: 'start' | 'finish',
  { timeMs, nowMs }: { timeMs: number; nowMs: number },
): string | null {
  if (timeMs > nowMs) return 'lies in the future.';
  if (step === 'finish' && departed !== null && timeMs <= departed.timeMs)
    return 'is not after the departure.';
  return null;
}

/** Null = the header is missing or no entity tag of ours. */
function baseOf(request: FastifyRequest): number | null {
  const [, version] = /^"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '') ?? [];
  return version === undefined ? null : Number(version);
}

function notFit(reply: FastifyReply, check: TripCheck) {
  const failed = check.findings.filter(({ result }) => result === 'fail');
  const faults = failed.map(({ item, en }) => ({ field: item, code: 'check', message: en }));
  return problem(reply, 422, 'The check failed; a supervisor may override it with a reason.', {
    ...{ faults, check },
  });
}

function unfit(reply: FastifyReply, faults: readonly RegistryFault[]) {
  const count = faults.length === 1 ? 'One field does' : `${faults.length} fields do`;
  return problem(reply, 422, `${count} not fit; nothing was changed.`, { faults });
}

const forbidden = (reply: FastifyReply) =>
  problem(reply, 403, 'Trips are changed by those who plan them.');
const taken = (reply: FastifyReply) => problem(reply, 409, 'This tripId cannot be used.');
const noTrip = (reply: FastifyReply) => problem(reply, 404, 'There is no such trip.');
const needsMatch = (reply: FastifyReply) =>
  problem(reply, 428, 'Send If-Match with the version you read.');
