/** Indicators with what they are made of, and the sensors of the map. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import {
  type IndicatorDefinition,
  SCOPE_KINDS,
  type Scope,
  type ScopeKind,
} from '#core/indicator.ts';
import { DAY_MS } from '#core/time.ts';
import { alertRow } from './alert-row.ts';
import type { HttpParts } from './http-parts.ts';
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

  app.get<{ Querystring: { scope?: string } }>(
    '/api/indicators',
    { schema: { querystring: Type.Object({ scope: scopeText }) } },
    async (request, reply) => {
      const scope = scopeOf(request.query.scope);
      if (scope === null) return problem(reply, 400, NO_SCOPE);
      return {
        home: named(indicators.scopes.home),
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
      const asked = askedFor(request);
      if (typeof asked === 'string') return problem(reply, asked === NO_SCOPE ? 400 : 404, asked);
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
      const asked = askedFor(request);
      if (typeof asked === 'string') return problem(reply, asked === NO_SCOPE ? 400 : 404, asked);
      const { definition, scope } = asked;
      const { by = 'region', at } = request.query;
      const answer = await indicators.breakdown(definition, scope, { by, atMs: at });
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
      const asked = askedFor(request);
      if (typeof asked === 'string') return problem(reply, asked === NO_SCOPE ? 400 : 404, asked);
      const { from = 0, to = 0 } = request.query;
      const window = { windowStartMs: from, windowEndMs: to };
      const { began, continued } = indicators.alertsOf(asked.definition, asked.scope, window);
      const rows = [...began, ...continued].slice(0, ALERTS_MAX);
      return {
        began: began.length,
        continued: continued.length,
        alerts: rows.map((entry) => alertRow(entry, roster)),
      };
    },
  );

  app.get<{ Querystring: { scope?: string } }>(
    '/api/vehicles',
    { schema: { querystring: Type.Object({ scope: scopeText }) } },
    async (request, reply) => {
      const scope = scopeOf(request.query.scope);
      if (scope === null) return problem(reply, 400, NO_SCOPE);
      const { scopes } = indicators;
      return { scope: named(scope), ...vehiclesOf(scope, { roster, fleet, scopes }) };
    },
  );

  app.get<{ Params: { sensorId: string } }>(
    '/api/sensors/:sensorId',
    { schema: { params: Type.Object({ sensorId: Type.String({ maxLength: 100 }) }) } },
    async (request, reply) => {
      const found = sensors.detail(request.params.sensorId);
      return found ?? problem(reply, 404, 'The registry knows no such sensor.');
    },
  );

  function scopeOf(text: string | undefined): Scope | null {
    return text === undefined ? indicators.scopes.home : parseScope(text);
  }
  function named(scope: Scope) {
    return { ...scope, name: indicators.scopes.name(scope) };
  }
  /** A sentence says why not. */
  function askedFor({
    params,
    query,
  }: {
    params: Wish['Params'];
    query: Wish['Querystring'];
  }): { definition: IndicatorDefinition; scope: Scope } | string {
    const definition = indicators.definition(params.id);
    if (definition === undefined) return 'There is no such indicator.';
    const scope = scopeOf(query.scope);
    return scope === null ? NO_SCOPE : { definition, scope };
  }
}

const NO_SCOPE = 'A scope is written kind:id, for example region:440300.';
