/** Endpoints, dead letters, and what a supervisor asks of them. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import {
  DELIVERY_ACTIONS,
  DELIVERY_OUTCOMES,
  type DeliveryAction,
  type DeliveryOutcome,
} from '#core/delivery.ts';
import { DAY_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeDeliveryCommand } from '#proto/codec/delivery.ts';
import { STORE_TIME_MAX_MS } from '#runtime/store/client.ts';
import { auditNote } from './access/auditing.ts';
import { CURSOR } from './delivery-reads.ts';
import { type HttpParts, sessionOf } from './http-parts.ts';
import { problem } from './problem.ts';

const LETTERS_PER_ANSWER_MAX = 500;
const IDS_PER_COMMAND_MAX = 500;

const ATTEMPTS_PER_ANSWER_MAX = 1_000;

const instant = Type.Optional(Type.Integer({ minimum: 0, maximum: STORE_TIME_MAX_MS }));
const commandBody = Type.Object(
  {
    /** Given by a caller that may ask twice: it is done once. */
    commandId: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]{8,64}$' })),
    action: Type.Union(DELIVERY_ACTIONS.map((action) => Type.Literal(action))),
    endpoint: Type.String({ maxLength: 32 }),
    webhookIds: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), { maxItems: IDS_PER_COMMAND_MAX }),
    ),
    fromMs: instant,
    toMs: instant,
  },
  { additionalProperties: false },
);
interface CommandBody {
  commandId?: string;
  action: DeliveryAction;
  endpoint: string;
  webhookIds?: string[];
  fromMs?: number;
  toMs?: number;
}

const endpointParams = Type.Object({
  endpoint: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,31}$' }),
});
const attemptQuery = Type.Object(
  {
    outcome: Type.Optional(Type.Enum([...DELIVERY_OUTCOMES])),
    alert: Type.Optional(Type.String({ pattern: '^[0-9a-f]{32}$' })),
    /** Default: the last day. */
    from: instant,
    to: instant,
    before: Type.Optional(Type.String({ pattern: CURSOR })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ATTEMPTS_PER_ANSWER_MAX })),
  },
  { additionalProperties: false },
);
interface AttemptQuery {
  outcome?: DeliveryOutcome;
  alert?: string;
  from?: number;
  to?: number;
  before?: string;
  limit?: number;
}

export function addDeliveryRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { auth, deliveries, deliveryReads, log, clock, logger } = parts;

  app.get('/api/deliveries', async () => {
    const nowMs = clock.now();
    const { total, letters } = deliveries.letters(LETTERS_PER_ANSWER_MAX);
    return {
      nowMs,
      endpoints: deliveries.endpoints(nowMs),
      deadTotal: total,
      deadLetters: letters,
    };
  });

  app.get<{ Params: { endpoint: string }; Querystring: AttemptQuery }>(
    '/api/deliveries/:endpoint/attempts',
    { schema: { params: endpointParams, querystring: attemptQuery } },
    async (request, reply) => {
      const { from, to = clock.now() + 1, limit = 100, ...wish } = request.query;
      const fromMs = from ?? to - DAY_MS;
      if (fromMs >= to) return problem(reply, 422, 'A period starts before it ends.');
      const answer = await deliveryReads.attempts({
        ...request.params,
        ...wish,
        fromMs,
        toMs: to,
        limit,
      });
      auditNote(request, { rows: answer.attempts.length });
      return answer;
    },
  );

  app.post<{ Body: CommandBody }>(
    '/api/deliveries/commands',
    { schema: { body: commandBody } },
    async (request, reply) => {
      const session = sessionOf(auth, request);
      const { action, endpoint, webhookIds = [], fromMs = null, toMs = null } = request.body;
      if (!deliveries.has(endpoint)) return problem(reply, 404, 'No such endpoint.');
      if (fromMs !== null && toMs !== null && fromMs >= toMs)
        return problem(reply, 422, 'A period starts before it ends.');
      if (action === 'resend' && fromMs === null)
        return problem(reply, 422, 'Say from when on: fromMs, and toMs if not until now.');
      if (action === 'redeliver' && webhookIds.length === 0 && fromMs === null && toMs === null)
        return problem(reply, 422, 'Say which ones: webhookIds, or a period by fromMs and toMs.');
      const { commandId = randomUUID() } = request.body;
      const atMs = clock.now();
      const actor = session?.user ?? '';
      const wish = { action, endpoint, webhookIds, fromMs, toMs };
      const value = encodeDeliveryCommand({ commandId, ...wish, atMs, actor });
      await log.append(TOPICS.deliveryCommands, 0, [{ key: commandId, timeMs: atMs, value }]);
      logger.info(
        { commandId, action, endpoint, actor },
        'A command to the webhook sink was noted.',
      );
      return reply.code(202).send({ commandId });
    },
  );
}
