/** The closed loop by HTTP: what was done about an alert by itself, and the policies that say what is done. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { may } from '#core/access.ts';
import {
  POLICY_SEVERITIES,
  POLICY_TYPE_PATTERN,
  type Policy,
  type PolicyKey,
  policyFaults,
  policyName,
} from '#core/loop/policy.ts';
import type { PolicyVersion } from '#runtime/loop/policy-table.ts';
import { auditNote } from '../access/auditing.ts';
import { type HttpParts, sessionOf, sightOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import type { StepView } from './book.ts';

const alertParams = Type.Object({ alertId: Type.String({ pattern: '^[0-9a-f]{32}$' }) });
const keyParams = Type.Object({
  type: Type.String({ pattern: POLICY_TYPE_PATTERN, maxLength: 64 }),
  severity: Type.Enum([...POLICY_SEVERITIES]),
});
const changeBody = Type.Object(
  {
    /** Null = back to the default of the product. Judged field by field, not by this schema. */
    policy: Type.Union([Type.Null(), Type.Record(Type.String(), Type.Unknown())]),
    /** Why: stands in the history and the audit trail. */
    reason: Type.String({ minLength: 4, maxLength: 500 }),
  },
  { additionalProperties: false },
);
interface OfKey {
  Params: PolicyKey;
}

export function addLoopRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { loops, policies } = parts;

  app.get<{ Params: { alertId: string } }>(
    '/api/alerts/:alertId/loop',
    { schema: { params: alertParams } },
    async (request, reply) => {
      const { alertId } = request.params;
      if (sightOf(parts, request).alert(alertId) === null)
        return problem(reply, 404, 'No such alert.');
      const session = sessionOf(parts.auth, request);
      const view = loops.of(alertId);
      if (session !== null && may(session, 'deliveries.read')) return view;
      return { ...view, steps: view.steps.map(withoutEndpoints) };
    },
  );

  app.get('/api/policies', async () => ({ policies: policies.all().map(viewOf) }));

  app.get<OfKey>(
    '/api/policies/:type/:severity',
    { schema: { params: keyParams } },
    async (request, reply) => one(reply, request.params),
  );

  app.get<OfKey>(
    '/api/policies/:type/:severity/history',
    { schema: { params: keyParams } },
    async (request, reply) => {
      const versions = policies.history(policyName(request.params));
      return versions.length === 0 ? noPolicy(reply) : { versions: versions.map(viewOf) };
    },
  );

  app.put<OfKey & { Body: { policy: Record<string, unknown> | null; reason: string } }>(
    '/api/policies/:type/:severity',
    { schema: { params: keyParams, body: changeBody } },
    async (request, reply) => {
      const { type, severity } = request.params;
      const { policy, reason } = request.body;
      if (!(await isKnown(type)))
        return problem(reply, 422, 'No rule raises alerts of this type.', {
          faults: [{ field: 'type', message: 'is raised by no rule.' }],
        });
      const faults = policy === null ? [] : policyFaults(policy, request.params);
      if (faults[0] !== undefined)
        return problem(reply, 422, `${faults[0].field} ${faults[0].message}`, { faults });
      const [, base] = /^"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '') ?? [];
      if (base === undefined)
        return problem(
          reply,
          428,
          'Send If-Match with the version you read; "0" where there is none.',
        );
      auditNote(request, { query: { type, severity, policy } });
      const verdict = await parts.policyDesk.change({
        ...{ type, severity, reason, baseVersion: Number(base) },
        policy: policy as Policy | null,
        changedAtMs: parts.clock.now(),
        changedBy: sessionOf(parts.auth, request)?.user ?? '',
      });
      if (verdict === 'stale')
        return problem(reply, 412, 'Somebody else changed it since; read it again.');
      if (verdict === 'full') return problem(reply, 409, 'There are too many policies.');
      if (verdict === 'unknown')
        return problem(
          reply,
          503,
          'The change was recorded; read the policy to see whether it holds.',
        );
      parts.logger.info({ type, severity }, 'A policy was changed.');
      return one(reply, request.params);
    },
  );

  /** Of a whole area one rule is enough. */
  async function isKnown(type: string): Promise<boolean> {
    await parts.rules.ready();
    const area = type.endsWith('.*') ? type.slice(0, -1) : null;
    return parts.rules.definitions.some((rule) =>
      area === null ? rule.type === type : rule.type.startsWith(area),
    );
  }

  function one(reply: FastifyReply, key: PolicyKey) {
    const found = policies.get(policyName(key));
    if (found === undefined) return noPolicy(reply);
    return reply.header('etag', `"${found.version}"`).send(viewOf(found));
  }
}

/** `changedAtMs` null = nobody has changed it. */
function viewOf({ changedAtMs, changedBy, ...policy }: PolicyVersion) {
  const isDefault = policy.version === 0;
  return {
    ...policy,
    changedAtMs: isDefault ? null : changedAtMs,
    changedBy: isDefault ? null : changedBy,
  };
}

/** Which systems are told is for those who may read of deliveries. */
function withoutEndpoints({ endpoint: _, endpoints: __, ...step }: StepView): StepView {
  return step as StepView;
}

function noPolicy(reply: FastifyReply): FastifyReply {
  return problem(reply, 404, 'There is no policy for this type and severity.');
}
