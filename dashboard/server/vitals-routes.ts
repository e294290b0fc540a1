/** Indicators with what they are made of, and the sensors of the map. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  type IndicatorDefinition,
  SCOPE_KINDS,
  type Scope,
  type ScopeKind,
} from '#core/indicator.ts';
import { DAY_MS } from '#core/time.ts';
import type { Sight } from './access/sight.ts';
import { type HttpParts, sightOf } from './http-parts.ts';
import { ALERTS_MAX } from './indicator-views.ts';
import { problem } from './problem.ts';
import { vehiclesOf } from './scope-vehicles.ts';
import { parseScope } from './scopes.ts';

const scopeText = Type.Optional(Type.String({ maxLength: 120 }));
const instant = Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }));
const indicatorParams = Type.Object({ id: Type.String({ maxLength: 100 }) });
const kinds = Type.Union(SCOPE_KINDS.map((kind) => Type.Literal(kind)));

interface Wish {
  Params: { id: string };
  Querystring: { scope?: string; from?: number; to?: number; by?: ScopeKind; at?: number };
}

export function addVitalsRoutes(app: FastifyInstance, parts: HttpParts): void {
  const { indicators, sensors, roster, fleet, clock } = parts;
  const sightFor = (request: FastifyRequest) => sightOf(parts, request);

  app.get<{ Querystring: { scope?: string } }>(
    '/api/indicators',
    { schema: { querystring: Type.Object({ scope: scopeText }) } },
    async (request, reply) => {
      const sight = sightFor(request);
      const scope = scopeOf(request.query.scope, sight);
      if (typeof scope === 'string') return refuse(reply, scope);
      return {
        home: named(sight.home),
        scope: named(scope),
        indicators: indicators.catalogue(scope),
      };
    },
  );

  app.get<Wish>(
    '/api/indicators/:id/values',
    {
      schema: {
        params: indicatorParams,
        querystring: Type.Object({ scope: scopeText, from: instant, to: instant }),
      },
    },
    async (request, reply) => {
      const asked = askedFor(request, sightFor(request));
      if (typeof asked === 'string') return refuse(reply, asked);
      const { definition, scope } = asked;
      const to = request.query.to ?? clock.now() + definition.windowMs;
      const from = request.query.from ?? to - DAY_MS - definition.windowMs;
      if (from >= to) return problem(reply, 400, 'A period starts before it ends.');
      const { source, values } = await indicators.values(definition, scope, from, to);
      return { indicatorId: definition.id, scope: named(scope), from, to, source, values };
    },
  );

  app.get<Wish>(
    '/api/indicators/:id/parts',
    {
      schema: {
        params: indicatorParams,
        querystring: Type.Object({ scope: scopeText, by: Type.Optional(kinds), at: instant }),
      },
    },
    async (request, reply) => {
      const sight = sightFor(request);
      const asked = askedFor(request, sight);
      if (typeof asked === 'string') return refuse(reply, asked);
      const { definition, scope } = asked;
      const { by = 'region', at } = request.query;
      const answer = await indicators.breakdown(definition, scope, { by, atMs: at, sight });
      return answer ?? problem(reply, 404, 'No value of this scope and window is known.');
    },
  );

  app.get<Wish>(
    '/api/indicators/:id/alerts',
    {
      schema: {
        params: indicatorParams,
        querystring: Type.Object({
          scope: scopeText,
          from: Type.Integer({ minimum: 0 }),
          to: Type.Integer({ minimum: 0 }),
        }),
      },
    },
    async (request, reply) => {
      const sight = sightFor(request);
      const asked = askedFor(request, sight);
      if (typeof asked === 'string') return refuse(reply, asked);
      const { from = 0, to = 0 } = request.query;
      const window = { windowStartMs: from, windowEndMs: to };
      const { began, continued } = indicators.alertsOf(
        asked.definition,
        asked.scope,
        window,
        sight,
      );
      const rows = [...began, ...continued].slice(0, ALERTS_MAX);
      return {
        began: began.length,
        continued: continued.length,
        alerts: rows.map((fed) => sight.alertRow(fed)),
      };
    },
  );

  app.get<{ Querystring: { scope?: string } }>(
    '/api/vehicles',
    { schema: { querystring: Type.Object({ scope: scopeText }) } },
    async (request, reply) => {
      const sight = sightFor(request);
      const scope = scopeOf(request.query.scope, sight);
      if (typeof scope === 'string') return refuse(reply, scope);
      const { scopes } = indicators;
      return { scope: named(scope), ...vehiclesOf(scope, { roster, fleet, scopes, sight }) };
    },
  );

  app.get<{ Params: { sensorId: string } }>(
    '/api/sensors/:sensorId',
    { schema: { params: Type.Object({ sensorId: Type.String({ maxLength: 64 }) }) } },
    async (request, reply) => {
      const found = sensors.detail(request.params.sensorId);
      const sight = sightFor(request);
      const isSeen =
        found !== null &&
        sight.holdsPlace({ regionCode: found.summary.sensor.regionCode, enterpriseId: null });
      if (isSeen) return found;
      return problem(reply, 404, 'The registry knows no such sensor.');
    },
  );

  /** A sentence says why not. */
  function scopeOf(text: string | undefined, sight: Sight): Scope | string {
    const scope = text === undefined ? sight.home : parseScope(text);
    if (scope === null) return NO_SCOPE;
    return sight.holdsScope(scope) ? scope : 'There is no such scope.';
  }
  function named(scope: Scope) {
    return { ...scope, name: indicators.scopes.name(scope) };
  }
  /** A sentence says why not. */
  function askedFor(
    { params, query }: { params: Wish['Params']; query: Wish['Querystring'] },
    sight: Sight,
  ): { definition: IndicatorDefinition; scope: Scope } | string {
    const definition = indicators.definition(params.id);
    if (definition === undefined) return 'There is no such indicator.';
    const scope = scopeOf(query.scope, sight);
    return typeof scope === 'string' ? scope : { definition, scope };
  }
}

function refuse(reply: FastifyReply, sentence: string): FastifyReply {
  return problem(reply, sentence === NO_SCOPE ? 400 : 404, sentence);
}

const NO_SCOPE = 'A scope is written kind:id, for example region:440300.';
