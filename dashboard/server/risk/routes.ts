/** Risk by HTTP: lists by code, one subject with its profile and history, trips before departure, sections and hours. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { RISK_SUBJECTS, type RiskSubjectKind } from '#core/risk/verdict.ts';
import { HOUR_MS } from '#core/time.ts';
import { auditNote } from '../access/auditing.ts';
import { type HttpParts, sightOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import { departures } from './departures.ts';
import {
  CODE_FILTERS,
  type CodeFilter,
  codeName,
  rowView,
  sectionViews,
  seesRisk,
  subjectView,
  worstFirst,
} from './views.ts';

const ROWS_MAX = 500;
const ROWS_DEFAULT = 100;
const HOURS_DEFAULT = 12;
/** A trip that should have left is still to be looked at. */
const OVERDUE_MS = 2 * HOUR_MS;

const strict = { additionalProperties: false };
const kind = Type.Enum([...RISK_SUBJECTS]);
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: ROWS_MAX }));
const listQuery = Type.Object(
  {
    kind: Type.Optional(kind),
    code: Type.Optional(Type.Enum([...CODE_FILTERS])),
    /** Of vehicles and drivers: of this enterprise. */
    enterprise: Type.Optional(Type.String({ maxLength: 128 })),
    limit,
  },
  strict,
);
const departuresQuery = Type.Object(
  { hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 72 })), limit },
  strict,
);
const subjectParams = Type.Object({ kind, id: Type.String({ minLength: 1, maxLength: 128 }) });

export function addRiskRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { risk, clock } = parts;

  app.get<{
    Querystring: { kind?: RiskSubjectKind; code?: CodeFilter; enterprise?: string; limit?: number };
  }>('/api/risk', { schema: { querystring: listQuery } }, async (request) => {
    const { kind: of = 'vehicle', code, enterprise, limit: max = ROWS_DEFAULT } = request.query;
    const sight = sightOf(parts, request);
    const counts: Record<CodeFilter, number> = { red: 0, yellow: 0, green: 0, none: 0 };
    const seen = [];
    for (const summary of risk.all(of)) {
      if (!seesRisk(sight, parts, of, summary.id)) continue;
      if (
        enterprise !== undefined &&
        subjectView(sight, parts, of, summary.id).enterpriseId !== enterprise
      )
        continue;
      counts[codeName(summary.code)]++;
      if (code === undefined || codeName(summary.code) === code) seen.push(summary);
    }
    const rows = seen.sort(worstFirst).slice(0, max);
    if (of === 'driver')
      noteDrivers(
        request,
        rows.map(({ id }) => id),
      );
    return {
      ...{ kind: of, counts, total: seen.length },
      rows: rows.map((summary) => rowView(sight, parts, summary)),
    };
  });

  app.get<{ Querystring: { hours?: number; limit?: number } }>(
    '/api/risk/departures',
    { schema: { querystring: departuresQuery } },
    async (request) => {
      const { hours = HOURS_DEFAULT, limit: max = ROWS_DEFAULT } = request.query;
      const nowMs = clock.now();
      const span = { fromMs: nowMs - OVERDUE_MS, toMs: nowMs + hours * HOUR_MS };
      return { ...span, ...departures(parts, sightOf(parts, request), { ...span, limit: max }) };
    },
  );

  app.get('/api/risk/sections', async (request) => {
    return { sections: sectionViews(sightOf(parts, request), parts) };
  });

  app.get<{ Params: { kind: RiskSubjectKind; id: string } }>(
    '/api/risk/:kind/:id',
    { schema: { params: subjectParams } },
    async (request, reply) => {
      const { kind: of, id } = request.params;
      const sight = sightOf(parts, request);
      if (of === 'driver') noteDrivers(request, [id]);
      const verdict = seesRisk(sight, parts, of, id) ? await risk.verdict(of, id) : null;
      if (verdict === null) return problem(reply, 404, 'No risk of this subject is known.');
      const { kind: _, id: __, ...rest } = verdict;
      return { subject: subjectView(sight, parts, of, id), ...rest };
    },
  );
}

/** What a driver did is personal, whoever reads it. */
function noteDrivers(request: FastifyRequest, ids: readonly string[]): void {
  auditNote(request, {
    ...{ action: 'personal.read', subjects: ids, rows: ids.length },
    query: { list: 'risk of drivers' },
  });
}
