/** Rules by HTTP: what each can be told, what holds and since when, and telling it something else. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { may } from '#core/access.ts';
import { auditNote } from '../access/auditing.ts';
import { type HttpParts, sessionOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import type { RulePatch } from './desk.ts';
import { ruleView } from './view.ts';

const params = Type.Object({ type: Type.String({ maxLength: 64 }) });
const patchBody = Type.Object(
  {
    patch: Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), { minProperties: 1 }),
    /** Why: stands in the history and the audit trail. */
    reason: Type.String({ minLength: 4, maxLength: 500 }),
  },
  { additionalProperties: false },
);

interface OfType {
  Params: { type: string };
}

export function addRuleRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { clock, logger } = parts;

  app.get('/api/rules', async () => {
    const { rules: book, ruleChanges: changes } = parts;
    await changes.caughtUp();
    return {
      version: book.version,
      registryOffset: book.registryOffset < 0 ? null : book.registryOffset,
      rules: book.definitions.map((each) => ruleView(each, book, changes.versionOf(each.type))),
    };
  });

  app.get<OfType>('/api/rules/:type', { schema: { params } }, async (request, reply) =>
    one(reply, request.params.type),
  );

  app.get<OfType>('/api/rules/:type/history', { schema: { params } }, async (request, reply) => {
    const { type } = request.params;
    await parts.ruleChanges.caughtUp();
    if (parts.rules.definition(type) === undefined) return noRule(reply);
    return { changes: parts.ruleChanges.of(type) };
  });

  app.patch<OfType & { Body: { patch: RulePatch; reason: string } }>(
    '/api/rules/:type',
    { schema: { params, body: patchBody } },
    async (request, reply) => {
      const { type } = request.params;
      const { patch, reason } = request.body;
      await parts.rules.ready();
      const definition = parts.rules.definition(type);
      if (definition === undefined) return noRule(reply);
      const session = sessionOf(parts.auth, request);
      // How much is remembered decides how much memory the processors take: no matter of the duty room.
      if (definition.classes === null && (session === null || !may(session, 'registry.write')))
        return problem(reply, 403, 'The processing itself is changed by an administrator.');
      const [, base] = /^"(\d{1,15})"$/.exec(request.headers['if-match'] ?? '') ?? [];
      if (base === undefined)
        return problem(reply, 428, 'Send If-Match with the version you read.');
      const author = {
        actor: session?.user ?? '',
        reason,
        origin: 'api',
        atMs: clock.now(),
      } as const;
      const answer = await parts.ruleDesk.change(definition, patch, Number(base), author);
      if (!answer.ok) {
        const { why, faults } = answer;
        if (why === 'stale')
          return problem(reply, 412, 'Somebody else changed it since; read it again.');
        return problem(reply, 422, `${faults[0]!.field} ${faults[0]!.message}`, { faults });
      }
      auditNote(request, { query: { type, patch } });
      if (answer.hasChanged) logger.info({ type }, 'A rule was changed.');
      return one(reply, type);
    },
  );

  async function one(reply: FastifyReply, type: string) {
    const { rules: book, ruleChanges: changes } = parts;
    await changes.caughtUp();
    const definition = book.definition(type);
    if (definition === undefined) return noRule(reply);
    const view = ruleView(definition, book, changes.versionOf(type));
    return reply.header('etag', `"${view.version}"`).send(view);
  }
}

function noRule(reply: FastifyReply): FastifyReply {
  return problem(reply, 404, 'There is no such rule.');
}
