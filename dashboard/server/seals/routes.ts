/** Seals by HTTP: asked for by supervisors, read by those who answer for a case, lifted by administrators. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { SubjectKey } from '#core/identity.ts';
import { masked, unmaskingOf } from '#core/masking.ts';
import {
  SEAL_DAYS_MAX,
  SEAL_STATES,
  SEAL_VEHICLES_MAX,
  type Seal,
  type SealEvent,
  type SealMistake,
  type SealState,
  sealMistake,
} from '#core/seal.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeSealEvent } from '#proto/codec/seal.ts';
import { auditNote } from '../access/auditing.ts';
import { sendBundle, tooMany } from '../evidence/routes.ts';
import { type HttpParts, sessionOf, sightOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import { sealView, seesSeal } from './view.ts';

const ROWS_MAX = 200;
const strict = { additionalProperties: false };
const sealId = Type.String({ pattern: '^[0-9a-f]{32}$' });
const instantMs = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const reason = Type.String({ minLength: 3, maxLength: 500, pattern: '\\S' });
const newBody = Type.Object(
  {
    /** Given by a caller that may ask twice: it is sealed once. */
    sealId: Type.Optional(sealId),
    /** Pseudonyms. */
    vehicles: Type.Optional(
      Type.Array(Type.String({ pattern: '^[0-9a-f]{16}$' }), { maxItems: SEAL_VEHICLES_MAX }),
    ),
    /** Numbers of the live feed. */
    handles: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0 }), { maxItems: SEAL_VEHICLES_MAX }),
    ),
    fromMs: instantMs,
    toMs: instantMs,
    reason,
  },
  strict,
);
interface NewBody {
  sealId?: string;
  vehicles?: string[];
  handles?: number[];
  fromMs: number;
  toMs: number;
  reason: string;
}
const listQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum([...SEAL_STATES])),
    vehicle: Type.Optional(Type.String({ pattern: '^[0-9a-f]{16}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ROWS_MAX })),
  },
  strict,
);
const sealParams = Type.Object({ sealId });
interface OfSeal {
  Params: { sealId: string };
}
const liftBody = Type.Object({ reason }, strict);

export function addSealRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { auth, clock, log, logger, seals, sealBundles, bundleGate } = parts;

  app.get<{ Querystring: { state?: SealState; vehicle?: string; limit?: number } }>(
    '/api/seals',
    { schema: { querystring: listQuery } },
    async (request) => {
      const { state, vehicle, limit = 50 } = request.query;
      const sight = sightOf(parts, request);
      const found = seals
        .all()
        .reverse()
        .filter((seal) => state === undefined || seal.state === state)
        .filter(({ vehicles }) => vehicle === undefined || vehicles.includes(vehicle as SubjectKey))
        .filter((seal) => seesSeal(seal, sight));
      const told = found.slice(0, limit);
      auditNote(request, { rows: told.length });
      return { total: found.length, seals: told.map((seal) => sealView(seal, sight)) };
    },
  );

  app.post<{ Body: NewBody }>(
    '/api/seals',
    { schema: { body: newBody } },
    async (request, reply) => {
      const sight = sightOf(parts, request);
      const { body } = request;
      const known = body.sealId === undefined ? undefined : seals.get(body.sealId);
      if (known !== undefined)
        return seesSeal(known, sight)
          ? sealView(known, sight)
          : problem(reply, 409, 'This sealId cannot be used.');
      const keys = [
        ...((body.vehicles ?? []) as SubjectKey[]),
        ...(body.handles ?? []).map((handle) => sight.subjectOf(handle)),
      ];
      const vehicles = [...new Set(keys)].filter((key) => key !== undefined).sort();
      const { fromMs, toMs } = body;
      auditNote(request, { subjects: vehicles, query: { fromMs, toMs } });
      if (keys.includes(undefined) || !vehicles.every((key) => isVehicleHere(request, key)))
        return problem(reply, 404, 'No such vehicle.');
      const mistake = sealMistake(vehicles.length, { fromMs, toMs }, clock.now());
      if (mistake !== null) return problem(reply, 422, SENTENCES[mistake]);
      const event = {
        ...{ sealId: body.sealId ?? randomBytes(16).toString('hex'), atMs: clock.now() },
        ...{ actor: actorOf(request), vehicles, fromMs, toMs, reason: body.reason.trim() },
      };
      await append({ ...event, step: 'seal' });
      logger.info({ sealId: event.sealId, actor: event.actor }, 'A seal was asked for.');
      const asked: Seal = { ...event, state: 'sealing', copy: null, files: [], lifted: null };
      reply.code(202).header('location', `/api/seals/${event.sealId}`);
      return sealView(seals.get(event.sealId) ?? asked, sight);
    },
  );

  app.get<OfSeal>(
    '/api/seals/:sealId',
    { schema: { params: sealParams } },
    async (request, reply) => {
      const seal = seenSeal(request);
      if (seal === null) return noSeal(reply);
      auditNote(request, { subjects: seal.vehicles });
      const isHeld = seal.state === 'sealed';
      return {
        ...sealView(seal, sightOf(parts, request)),
        contents: seal.copy?.parts ?? [],
        files: seal.files.map(({ hash, name, media, sizeBytes }) => ({
          ...{ hash, name, media, sizeBytes },
        })),
        later: isHeld ? await sealBundles.later(seal) : null,
      };
    },
  );

  app.get<OfSeal>(
    '/api/seals/:sealId/bundle',
    { schema: { params: sealParams } },
    async (request, reply) => {
      const seal = seenSeal(request);
      if (seal === null) return noSeal(reply);
      if (seal.state !== 'sealed')
        return problem(reply, 409, `There is no copy to be had of a seal that is ${seal.state}.`);
      const leave = bundleGate.enter();
      if (leave === null) return tooMany(reply);
      try {
        const { bundle, altered } = await sealBundles.of(seal, namesFor(request, seal));
        auditNote(request, { subjects: seal.vehicles, rows: seal.copy!.points });
        if (altered.length === 0)
          return sendBundle(reply, bundle, { name: `seal-${seal.sealId.slice(0, 12)}.zip`, leave });
        leave();
        logger.error({ sealId: seal.sealId, altered }, 'Sealed data are not what was sealed.');
        return problem(reply, 500, 'The data are not what was sealed.', { altered });
      } catch (error) {
        leave();
        throw error;
      }
    },
  );

  app.post<OfSeal & { Body: { reason: string } }>(
    '/api/seals/:sealId/lift',
    { schema: { params: sealParams, body: liftBody } },
    async (request, reply) => {
      const seal = seenSeal(request);
      if (seal === null) return noSeal(reply);
      auditNote(request, { subjects: [seal.sealId, ...seal.vehicles] });
      if (seal.lifted !== null) return problem(reply, 409, 'The seal was lifted before.');
      const lift = { reason: request.body.reason.trim(), actor: actorOf(request) };
      await append({ sealId: seal.sealId, atMs: clock.now(), step: 'lift', ...lift });
      logger.info({ sealId: seal.sealId, actor: lift.actor }, 'A seal is to be lifted.');
      return reply.code(202).send(sealView(seal, sightOf(parts, request)));
    },
  );

  async function append(event: SealEvent): Promise<void> {
    const { sealId: key, atMs: timeMs } = event;
    await log.append(TOPICS.seals, 0, [{ key, timeMs, value: encodeSealEvent(event) }]);
  }

  const actorOf = (request: FastifyRequest) => sessionOf(auth, request)?.user ?? '';

  /** Null = there is none for whoever asks. */
  function seenSeal(request: FastifyRequest): Seal | null {
    const seal = seals.get((request.params as { sealId: string }).sealId);
    return seal !== undefined && seesSeal(seal, sightOf(parts, request)) ? seal : null;
  }

  function isVehicleHere(request: FastifyRequest, key: SubjectKey): boolean {
    const isKnown = parts.roster.vehicle(key) !== undefined || parts.roster.knownHandle(key);
    return isKnown !== undefined && sightOf(parts, request).holdsSubject(key);
  }

  /** More than the duty room shows is shown for a reason, as everywhere. */
  function namesFor(request: FastifyRequest, { vehicles }: Seal) {
    const session = sessionOf(auth, request)!;
    const sight = sightOf(parts, request);
    const isAsked = (request.headers['x-purpose'] ?? '') !== '';
    const masking = isAsked ? unmaskingOf(session) : sight.masking;
    return (drivers: readonly SubjectKey[]) => ({
      masking,
      vehicles: vehicles.map((key) => {
        const { handle: _, ...vehicle } = sight.vehicle(key);
        return { vehicle: key, ...vehicle };
      }),
      drivers: drivers.map((key) => {
        const name = parts.roster.driverName(key);
        return { driver: key, name: name === null ? null : masked('name', name, masking) };
      }),
    });
  }
}

const SENTENCES: Record<SealMistake, string> = {
  'no-vehicles': 'Say which vehicles: vehicles, or handles.',
  'too-many': `A seal is of ${SEAL_VEHICLES_MAX} vehicles at most.`,
  order: 'A period starts before it ends.',
  future: 'A seal is of what has been: the period ends in the future.',
  'too-long': `A seal is of ${SEAL_DAYS_MAX} days at most; ask for several.`,
};

const noSeal = (reply: FastifyReply) => problem(reply, 404, 'There is no such seal.');
