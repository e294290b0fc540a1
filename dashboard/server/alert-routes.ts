/** The list of alerts, what stands behind each, and what people do about it. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { may, type Permission } from '#core/access.ts';
import { ALERT_ACTIONS, OUTCOMES } from '#core/alert.ts';
import {
  DISPOSITION_CODES,
  FALSE_ALARM_CAUSES,
  RECEIVER_CODES,
  SUPERVISION_RESULTS,
} from '#core/alert-life/dispositions.ts';
import { ESCALATION_LEVELS, URGENCIES } from '#core/alert-life/work.ts';
import { type Person, USER_PATTERN } from '#core/person.ts';
import { auditNote } from './access/auditing.ts';
import type { Sight } from './access/sight.ts';
import {
  type ActionBody,
  type Asker,
  actionOf,
  catalogue,
  refusalOf,
  SAID,
} from './alert-asking.ts';
import { type BookEntry, isActive } from './alert-book.ts';
import { type HttpParts, sessionOf, sightOf } from './http-parts.ts';
import { problem } from './problem.ts';

const ALERTS_PER_ANSWER_MAX = 10_000;
/** Accounts told of to whom an alert can be given; a duty room has fewer. */
const ASSIGNEES_MAX = 500;

const ALERT_ID = '^[0-9a-f]{32}$';
const alertParams = Type.Object({ alertId: Type.String({ pattern: ALERT_ID }) });
interface AlertParams {
  Params: { alertId: string };
}
const oneOf = (names: readonly string[]) => Type.Union(names.map((name) => Type.Literal(name)));
const listQuery = Type.Object({
  state: Type.Optional(oneOf(['active', 'all'])),
  after: Type.Optional(Type.Integer({ minimum: 0 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ALERTS_PER_ANSWER_MAX })),
});
const evidenceParams = Type.Object({
  partition: Type.Integer({ minimum: 0 }),
  offset: Type.Integer({ minimum: 0 }),
});
const NOTE_MAX = 2_000;
const actionBody = Type.Object(
  {
    action: oneOf(ALERT_ACTIONS),
    baseVersion: Type.Integer({ minimum: 0, maximum: 0xffffffff }),
    outcome: Type.Optional(oneOf(OUTCOMES)),
    cause: Type.Optional(oneOf(FALSE_ALARM_CAUSES)),
    note: Type.Optional(Type.String({ maxLength: NOTE_MAX })),
    untilMs: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    disposition: Type.Optional(oneOf(DISPOSITION_CODES)),
    assignee: Type.Optional(Type.String({ pattern: USER_PATTERN })),
    duplicateOf: Type.Optional(Type.String({ pattern: ALERT_ID })),
    handedTo: Type.Optional(oneOf(RECEIVER_CODES)),
    level: Type.Optional(oneOf(ESCALATION_LEVELS)),
    urgency: Type.Optional(oneOf(URGENCIES)),
    result: Type.Optional(oneOf(SUPERVISION_RESULTS)),
  },
  { additionalProperties: false },
);

export function addAlertRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { details } = parts;

  app.get<{ Querystring: { state?: 'active' | 'all'; after?: number; limit?: number } }>(
    '/api/alerts',
    { schema: { querystring: listQuery } },
    async (request, reply) =>
      reply.type('application/json').send(listJson(sightOf(parts, request), request.query)),
  );

  app.get<AlertParams>(
    '/api/alerts/:alertId',
    { schema: { params: alertParams } },
    async (request, reply) => {
      const sight = sightOf(parts, request);
      const fed = sight.alert(request.params.alertId);
      if (fed === null) return problem(reply, 404, 'No such alert.');
      const { alert, actions, work } = fed.entry;
      const { params, facts, evidence } = alert;
      const { supervision } = work;
      const supervisionWords =
        supervision === null
          ? null
          : { instruction: supervision.instruction, reply: supervision.reply };
      return { ...sight.alertRow(fed), params, facts, evidence, actions, supervisionWords };
    },
  );

  app.get<AlertParams>(
    '/api/alerts/:alertId/track',
    { schema: { params: alertParams } },
    async (request, reply) => {
      const fed = sightOf(parts, request).alert(request.params.alertId);
      if (fed === null) return problem(reply, 404, 'No such alert.');
      const { alert } = fed.entry;
      const track = await details.track(alert);
      auditNote(request, { subjects: [alert.subjectKey], rows: track.points.length });
      return track;
    },
  );

  app.get<{ Params: { partition: number; offset: number } }>(
    '/api/evidence/:partition/:offset',
    { schema: { params: evidenceParams } },
    async (request, reply) => {
      const { partition, offset } = request.params;
      const sight = sightOf(parts, request);
      const found = await details.evidence(partition, offset, (key) => sight.holdsSubject(key));
      return found ?? problem(reply, 404, 'The log does not hold this record any more.');
    },
  );

  app.get('/api/alert-life', async (request) =>
    catalogue((permission) => isAllowed(request, permission), parts.sights.escalation),
  );

  app.get<AlertParams>(
    '/api/alerts/:alertId/assignees',
    { schema: { params: alertParams } },
    async (request, reply) => {
      const fed = sightOf(parts, request).alert(request.params.alertId);
      if (fed === null) return problem(reply, 404, 'No such alert.');
      const able = parts.people.all().filter((person) => canTake(person, fed.entry));
      const assignees = able
        .slice(0, ASSIGNEES_MAX)
        .map(({ user, name, role }) => ({ user, name, role }));
      return { assignees, more: able.length > assignees.length };
    },
  );

  app.post<AlertParams & { Body: ActionBody }>(
    '/api/alerts/:alertId/actions',
    { schema: { params: alertParams, body: actionBody } },
    async (request, reply) => {
      const { alertId } = request.params;
      const sight = sightOf(parts, request);
      const fed = sight.alert(alertId);
      if (fed === null) return problem(reply, 404, 'No such alert.');
      const { body } = request;
      auditNote(request, { subjects: [alertId], query: { alertId, ...withoutWords(body) } });
      const atMs = parts.clock.now();
      const refusal = refusalOf(body, fed.entry, asker(request, sight, fed.entry, atMs));
      if (refusal !== null) {
        const { status, field, detail } = refusal;
        return problem(reply, status, detail, { faults: [{ field, message: detail }] });
      }
      const actor = sessionOf(parts.auth, request)?.user ?? '';
      const answer = await parts.act(actionOf(body, fed.entry, { actor, atMs }));
      const after = sight.alert(alertId);
      if (answer === 'unknown' || after === null)
        return problem(
          reply,
          503,
          'The action was recorded; the list will show what became of it.',
        );
      if (answer === 'accepted') return sight.alertRow(after);
      const current = sight.alertRow(after);
      if (answer === 'stale') return problem(reply, 409, 'Somebody else was faster.', { current });
      const { state, visibility, escalation } = after.entry.work;
      const stands = `${state}, ${visibility}, ${escalation}`;
      const detail = `This cannot be done to an alert as it stands: ${stands}.`;
      return problem(reply, 422, detail, { current });
    },
  );

  function isAllowed(request: FastifyRequest, permission: Permission): boolean {
    const session = sessionOf(parts.auth, request);
    return session !== null && may(session, permission);
  }

  function asker(request: FastifyRequest, sight: Sight, entry: BookEntry, nowMs: number): Asker {
    return {
      nowMs,
      may: (permission) => isAllowed(request, permission),
      find: (alertId) => sight.alert(alertId)?.entry ?? null,
      refusalOfAssignee: (user) => {
        const person = parts.people.find(user);
        return person !== undefined && canTake(person, entry)
          ? null
          : 'Nobody of this name may act on this alert.';
      },
    };
  }

  /** Whoever is given an alert can see it and act on it. */
  function canTake(person: Person, { alert }: BookEntry): boolean {
    return person.isEnabled && may(person, 'alerts.act') && parts.sights.holds(person.scope, alert);
  }
}

/** What of a request goes into the audit trail: codes and times; notes are in the action itself. */
function withoutWords(body: ActionBody): Record<string, unknown> {
  const said = SAID.filter((name) => name !== 'note' && body[name] !== undefined);
  return Object.fromEntries(['action' as const, ...said].map((name) => [name, body[name]]));
}

/**
 * `{epoch, seq, more, gap, alerts}`: rows changed after a number, oldest change first. `more` = the
 * bound was reached, ask again after `seq`; `gap` = rows that changed since have left the list, so
 * only the whole list (`after=0`) is complete. Rows are joined from text that is already written.
 */
function listJson(
  sight: Sight,
  query: { state?: 'active' | 'all'; after?: number; limit?: number },
): string {
  const { state = 'active', after = 0, limit = ALERTS_PER_ANSWER_MAX } = query;
  const rows: string[] = [];
  const { feed } = sight;
  let { seq } = feed;
  let more = false;
  let last = after;
  for (const fed of feed.changedSince(after)) {
    if (state === 'active' && !isActive(fed.entry)) continue;
    if (rows.length === limit) {
      more = true;
      seq = last;
      break;
    }
    rows.push(sight.alertJson(fed));
    last = fed.seq;
  }
  const gap = after > 0 && after < feed.forgottenSeq;
  const head = JSON.stringify({ epoch: feed.epoch, seq, more, gap }).slice(0, -1);
  return `${head},"alerts":[${rows.join(',')}]}`;
}
