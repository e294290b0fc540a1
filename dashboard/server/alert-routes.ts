/** The list of alerts, what stands behind each, and what people do about it. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { may } from '#core/access.ts';
import { type AlertAction, OUTCOMES } from '#core/alert.ts';
import { auditNote } from './access/auditing.ts';
import type { Sight } from './access/sight.ts';
import { isActive } from './alert-book.ts';
import { FALSE_ALARM_CAUSES } from './alert-work.ts';
import { type HttpParts, sessionOf, sightOf } from './http-parts.ts';
import { problem } from './problem.ts';

const ALERTS_PER_ANSWER_MAX = 10_000;
/** What a page may do; shelving needs an end and a supervisor, and is not offered yet. */
const ACTIONS = ['acknowledge', 'handle', 'close', 'reopen', 'comment'] as const;

const alertParams = Type.Object({ alertId: Type.String({ pattern: '^[0-9a-f]{32}$' }) });
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
const actionBody = Type.Object(
  {
    action: oneOf(ACTIONS),
    baseVersion: Type.Integer({ minimum: 0 }),
    outcome: Type.Optional(oneOf(OUTCOMES)),
    cause: Type.Optional(oneOf(FALSE_ALARM_CAUSES)),
    note: Type.Optional(Type.String({ maxLength: 2_000 })),
  },
  { additionalProperties: false },
);
type ActionBody = Pick<AlertAction, 'action' | 'baseVersion'> &
  Partial<Pick<AlertAction, 'outcome' | 'cause' | 'note'>>;

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
      const { alert, actions } = fed.entry;
      const { params, facts, evidence } = alert;
      return { ...sight.alertRow(fed), params, facts, evidence, actions };
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

  app.post<AlertParams & { Body: ActionBody }>(
    '/api/alerts/:alertId/actions',
    { schema: { params: alertParams, body: actionBody } },
    async (request, reply) => {
      const { alertId } = request.params;
      const sight = sightOf(parts, request);
      const session = sessionOf(parts.auth, request);
      if (sight.alert(alertId) === null) return problem(reply, 404, 'No such alert.');
      if (request.body.action !== 'comment' && !(session && may(session, 'alerts.act')))
        return problem(reply, 403, 'Your role may comment on alerts, and nothing else.');
      const mistake = mistakeOf(request.body);
      if (mistake !== null) return problem(reply, 422, mistake);
      const { action, baseVersion, outcome = null, cause = null, note = null } = request.body;
      const query = { alertId, action, outcome, cause };
      auditNote(request, { subjects: [alertId], query });
      const answer = await parts.act({
        alertId,
        baseVersion,
        atMs: parts.clock.now(),
        actor: session?.user ?? '',
        action,
        // An outcome belongs to a close; said with anything else it would only confuse the record.
        outcome: action === 'close' ? outcome : null,
        cause: action === 'close' ? cause : null,
        note,
        untilMs: null,
      });
      const fed = sight.alert(alertId);
      if (answer === 'unknown' || fed === null)
        return problem(
          reply,
          503,
          'The action was recorded; the list will show what became of it.',
        );
      if (answer === 'accepted') return sight.alertRow(fed);
      const detail =
        answer === 'stale'
          ? 'Somebody else was faster.'
          : `This cannot be done to an alert that is ${fed.entry.work.state}.`;
      return problem(reply, answer === 'stale' ? 409 : 422, detail, {
        current: sight.alertRow(fed),
      });
    },
  );
}

/** Null = the body makes sense in itself. */
function mistakeOf({ action, outcome, cause, note }: ActionBody): string | null {
  if (action === 'close' && !outcome) return 'Closing needs an outcome.';
  if (outcome === 'false-alarm' && !cause) return 'A false alarm needs a cause.';
  if (action === 'comment' && !note?.trim()) return 'A comment needs a text.';
  return null;
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
