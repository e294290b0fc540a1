/** What became of a trip, by HTTP: its alerts, its verification as data and as a page to print. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { TOPICS } from '#core/topics.ts';
import type { TripReport } from '#core/trip/report/report.ts';
import { decodeTripEvent } from '#proto/codec/trip.ts';
import { type HttpParts, sightOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import type { TripEntry } from './book.ts';
import { type Language, REPORT_CSP, reportPage } from './report-page.ts';
import { tripSeen } from './seen.ts';
import { tripView } from './view.ts';

const tripParams = Type.Object({ tripId: Type.String({ pattern: '^[0-9a-f]{32}$' }) });
const reportQuery = Type.Object(
  {
    /** `now` = made anew from what the store holds; default the recorded one. */
    from: Type.Optional(Type.Enum(['record', 'now'])),
    /** With `now`: only rows up to this offset of `reports.v1`, as `basis.toOffset` states it. */
    upTo: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    lang: Type.Optional(Type.Enum(['zh', 'en'])),
  },
  { additionalProperties: false },
);
interface Asked {
  Params: { tripId: string };
  Querystring: { from?: 'record' | 'now'; upTo?: number; lang?: Language };
}

export function addTripReportRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { tripWatch, tripVerifier, log } = parts;
  const schema = { params: tripParams, querystring: reportQuery };

  app.get<Asked>(
    '/api/trips/:tripId/alerts',
    { schema: { params: tripParams } },
    async (request, reply) => {
      const entry = tripSeen(parts, request, request.params.tripId);
      if (entry === undefined) return noTrip(reply);
      const sight = sightOf(parts, request);
      const rows = tripWatch.alertsOf(entry).flatMap(({ alert }) => {
        const fed = sight.alert(alert.alertId);
        return fed === null ? [] : [sight.alertJson(fed)];
      });
      return reply.type('application/json').send(`{"alerts":[${rows.join(',')}]}`);
    },
  );

  app.get<Asked>('/api/trips/:tripId/report', { schema }, async (request, reply) => {
    const entry = tripSeen(parts, request, request.params.tripId);
    if (entry === undefined) return noTrip(reply);
    const told = await reportOf(entry, request.query);
    if (told === null) return noReport(reply);
    return reply.type('application/json').header('etag', `"${told.digest}"`).send(told.json);
  });

  app.get<Asked>('/api/trips/:tripId/report.html', { schema }, async (request, reply) => {
    const entry = tripSeen(parts, request, request.params.tripId);
    if (entry === undefined) return noTrip(reply);
    const told = await reportOf(entry, request.query);
    if (told === null) return noReport(reply);
    const { json, digest, made } = told;
    const report = JSON.parse(json) as TripReport;
    const language = request.query.lang ?? 'zh';
    const trip = tripView(entry, { ...parts, sight: sightOf(parts, request) });
    const page = reportPage({ report, trip, language, made, digest });
    return reply
      .header('content-security-policy', REPORT_CSP)
      .type('text/html; charset=utf-8')
      .send(page);
  });

  async function reportOf(entry: TripEntry, { from = 'record', upTo }: Asked['Querystring']) {
    const { trip, reportOffset, steps } = entry;
    if (from === 'now') {
      if (trip.departed === null || trip.arrived === null) return null;
      const json = JSON.stringify(await tripVerifier.report(trip, upTo));
      return { json, digest: digestOf(json), made: null };
    }
    if (reportOffset === null) return null;
    const { records } = await log.read(TOPICS.trips, 0, reportOffset, {
      ...{ maxRecords: 1, maxBytes: 1, waitMs: 0 },
    });
    const event = records[0] === undefined ? null : decodeTripEvent(records[0].value);
    if (event?.reportJson == null) return null;
    const step = steps.find(({ offset }) => offset === reportOffset);
    const made = { atMs: event.atMs, actor: event.actor, version: step?.version ?? 0 };
    return { json: event.reportJson, digest: digestOf(event.reportJson), made };
  }
}

function digestOf(json: string): string {
  return createHash('sha256').update(json).digest('hex');
}

const noTrip = (reply: FastifyReply) => problem(reply, 404, 'There is no such trip.');
const noReport = (reply: FastifyReply) =>
  problem(reply, 409, 'The trip has not been verified yet.');
