/**
 * The registry by HTTP. An entity's address is the pseudonym of its id, so that no plate, name or phone
 * stands in an address; searches for them go in bodies. Versions are entity tags.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { may } from '#core/access.ts';
import { type Masking, maskingOf, unmaskingOf } from '#core/masking.ts';
import type { EntityDefinition } from '#core/registry/entity.ts';
import { entities } from '#core/registry/index.ts';
import { isReadable, maskedItem } from '#core/registry/masking.ts';
import { auditNote } from '../access/auditing.ts';
import { type HttpParts, sessionOf, sightOf } from '../http-parts.ts';
import { problem } from '../problem.ts';
import {
  type Base,
  CHANGES_MAX,
  type Change,
  type ChangeAnswer,
  type Holds,
  hashOf,
} from './desk.ts';
import { fieldsOf } from './fields.ts';
import { historyOf } from './history.ts';
import { addImportRoutes } from './import-routes.ts';
import { countOf, type Page, pick } from './pick.ts';
import { definitionsByKind, definitionsByList, type RegistryEntry } from './table.ts';

/** Kinds that tell of people: reading them leaves an entry in the audit trail. */
export const OF_PEOPLE = new Set(['driver', 'device', 'waybill', 'ticket', 'enterprise']);
const ROWS_MAX = 500;
const ROWS_DEFAULT = 50;
/** The largest corridors and areas fit. */
const ENTITY_BYTES_MAX = 4_000_000;
const BULK_BYTES_MAX = 16_000_000;

const listParams = Type.Object({ list: Type.String({ maxLength: 32 }) });
const entityParams = Type.Object({
  list: Type.String({ maxLength: 32 }),
  key: Type.String({ pattern: '^[0-9a-f]{16}$' }),
});
const page = {
  after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: ROWS_MAX })),
};
const filterFields = [...new Set(entities.flatMap(({ filters }) => filters))];
const filters = Object.fromEntries(
  filterFields.map((field) => [field, Type.Optional(Type.String({ maxLength: 128 }))]),
);
const listQuery = Type.Object({ ...filters, ...page });
const searchBody = Type.Object(
  {
    /** Part of an id, plate or name, whatever its case. */
    text: Type.Optional(Type.String({ maxLength: 128 })),
    where: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
    ),
    ...page,
  },
  { additionalProperties: false },
);
const reason = Type.Optional(Type.String({ maxLength: 500 }));
const item = Type.Record(Type.String(), Type.Unknown());
const putBody = Type.Object({ item, reason }, { additionalProperties: false });
const patchBody = Type.Object({ patch: item, reason }, { additionalProperties: false });
const deleteBody = Type.Union([
  Type.Object({ reason }, { additionalProperties: false }),
  Type.Null(),
]);
const historyQuery = Type.Object({
  before: page.after,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});
const unmaskBody = Type.Object(
  { reason: Type.String({ minLength: 4, maxLength: 500 }) },
  { additionalProperties: false },
);
const bulkBody = Type.Object(
  {
    reason,
    /** True = judge only. */
    dryRun: Type.Optional(Type.Boolean()),
    changes: Type.Array(
      Type.Object(
        {
          op: Type.Enum(['put', 'delete']),
          list: Type.String({ maxLength: 32 }),
          /** Of `put`. */
          item: Type.Optional(item),
          /** Of `delete`. */
          key: Type.Optional(Type.String({ pattern: '^[0-9a-f]{16}$' })),
          /** Version it must have now; 0 with `put` also = it was entered before there was a history. */
          version: Type.Optional(Type.Integer({ minimum: 0 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: CHANGES_MAX },
    ),
  },
  { additionalProperties: false },
);

interface Listed {
  Params: { list: string };
}
interface Keyed {
  Params: { list: string; key: string };
}
type Filters = Record<string, string | number | undefined>;

export function addRegistryRoutes(app: FastifyInstance, parts: HttpParts): void {
  addImportRoutes(app, parts);
  app.get('/api/registry', async (request) => ({
    kinds: await inTurn(entities, async (definition) => ({
      list: definition.list,
      kind: definition.kind,
      id: definition.id,
      names: definition.names,
      count: await countOf(parts.registry, definition.kind, seenBy(request)),
      columns: definition.columns,
      filters: definition.filters,
      fields: fieldsOf(definition, (kind) => definitionsByKind.get(kind as never)?.list),
    })),
  }));

  app.get<Listed & { Querystring: Filters & { after?: number; limit?: number } }>(
    '/api/registry/:list',
    { schema: { params: listParams, querystring: listQuery } },
    async (request, reply) => {
      const definition = definitionsByList.get(request.params.list);
      if (definition === undefined) return noList(reply);
      const { after = 0, limit = ROWS_DEFAULT, ...asked } = request.query;
      const where = Object.entries(asked).filter(([, value]) => value !== undefined);
      const wrong = where.find(([field]) => !definition.filters.includes(field));
      if (wrong !== undefined) return noFilter(reply, definition, wrong[0]);
      const wish = { where: Object.fromEntries(where) as Record<string, string>, text: '' };
      const how = { search: [], sees: seenBy(request) };
      const found = await pick(parts.registry, definition.kind, { ...wish, ...how, after, limit });
      noteReading(request, definition, found.rows);
      return pageView(found, maskingFor(request));
    },
  );

  app.post<
    Listed & {
      Body: {
        text?: string;
        where?: Record<string, string | number | boolean>;
        after?: number;
        limit?: number;
      };
    }
  >(
    '/api/registry/:list/search',
    { schema: { params: listParams, body: searchBody } },
    async (request, reply) => {
      const definition = definitionsByList.get(request.params.list);
      if (definition === undefined) return noList(reply);
      const { text = '', where = {}, after = 0, limit = ROWS_DEFAULT } = request.body;
      const fields = definition.schema.properties as Record<string, unknown>;
      const masking = maskingFor(request);
      // Whoever could search by what is masked could guess it letter by letter.
      const isOpen = (field: string) => isReadable(definition, field, masking);
      const wrong = Object.keys(where).find(
        (field) => !Object.hasOwn(fields, field) || !isOpen(field),
      );
      if (wrong !== undefined) return noFilter(reply, definition, wrong);
      const how = { search: definition.search.filter(isOpen), sees: seenBy(request) };
      const wish = { text, where, ...how, after, limit };
      const found = await pick(parts.registry, definition.kind, wish);
      noteReading(request, definition, found.rows);
      return pageView(found, masking);
    },
  );

  app.post<Listed & { Body: { item: object; reason?: string } }>(
    '/api/registry/:list',
    { schema: { params: listParams, body: putBody }, bodyLimit: ENTITY_BYTES_MAX },
    async (request, reply) => {
      const definition = definitionsByList.get(request.params.list);
      if (definition === undefined) return noList(reply);
      const change = { op: 'put', definition, item: request.body.item, base: 'absent' } as const;
      return one(request, reply, change, request.body.reason);
    },
  );

  app.get<Keyed>(
    '/api/registry/:list/:key',
    { schema: { params: entityParams } },
    async (request, reply) => {
      const entry = entryOf(request);
      if (entry === undefined) return noEntity(reply);
      noteReading(request, entry.definition, [entry]);
      return answerEntry(reply, entry, maskingFor(request));
    },
  );

  app.put<Keyed & { Body: { item: object; reason?: string } }>(
    '/api/registry/:list/:key',
    { schema: { params: entityParams, body: putBody }, bodyLimit: ENTITY_BYTES_MAX },
    async (request, reply) => {
      const definition = definitionsByList.get(request.params.list);
      if (definition === undefined) return noList(reply);
      const base = baseOf(request);
      if (base === undefined) return needsMatch(reply);
      const given = request.body.item as Record<string, unknown>;
      const id = given[definition.id];
      const key = parts.registry.keyOf(definition.kind, String(id));
      if (id !== undefined && hashOf(key) !== request.params.key) {
        const message = 'The id of an entity cannot change.';
        return invalid(reply, [{ field: definition.id, code: 'value', message }]);
      }
      return one(request, reply, { op: 'put', definition, item: given, base }, request.body.reason);
    },
  );

  app.patch<Keyed & { Body: { patch: object; reason?: string } }>(
    '/api/registry/:list/:key',
    { schema: { params: entityParams, body: patchBody }, bodyLimit: ENTITY_BYTES_MAX },
    async (request, reply) => {
      const definition = definitionsByList.get(request.params.list);
      if (definition === undefined) return noList(reply);
      const base = baseOf(request);
      if (base === undefined) return needsMatch(reply);
      const { key } = request.params;
      const { patch } = request.body;
      return one(
        request,
        reply,
        { op: 'patch', definition, key, patch, base },
        request.body.reason,
      );
    },
  );

  app.delete<Keyed & { Body: { reason?: string } | null }>(
    '/api/registry/:list/:key',
    { schema: { params: entityParams, body: deleteBody } },
    async (request, reply) => {
      const definition = definitionsByList.get(request.params.list);
      if (definition === undefined) return noList(reply);
      const base = baseOf(request);
      if (base === undefined) return needsMatch(reply);
      const { key } = request.params;
      return one(request, reply, { op: 'delete', definition, key, base }, request.body?.reason);
    },
  );

  app.get<Keyed & { Querystring: { before?: number; limit?: number } }>(
    '/api/registry/:list/:key/history',
    { schema: { params: entityParams, querystring: historyQuery } },
    async (request, reply) => {
      const definition = definitionsByList.get(request.params.list);
      if (definition === undefined) return noList(reply);
      const key = `${definition.kind}:${request.params.key}`;
      const { before = 0, limit = 20 } = request.query;
      const history = await historyOf({ log: parts.log, table: parts.registry }, key, {
        ...{ before, limit },
      });
      const sight = sightOf(parts, request);
      const masking = maskingFor(request);
      // It may have lain elsewhere before; of what was then nothing is told.
      const changes = history.changes.flatMap((change) => {
        const item = change.item as Record<string, unknown> | null;
        if (item === null) return [change];
        if (!sight.holdsItem(definition.kind, item)) return [];
        return [{ ...change, item: maskedItem(definition, item, masking) }];
      });
      const isKnown =
        entryOf(request) !== undefined ||
        (sight.isWhole ? changes.length > 0 : changes.some(({ item }) => item !== null));
      if (!isKnown) return noEntity(reply);
      noteReading(request, definition, [{ key }]);
      return { ...history, changes };
    },
  );

  app.post<{
    Body: {
      reason?: string;
      dryRun?: boolean;
      changes: {
        op: 'put' | 'delete';
        list: string;
        item?: object;
        key?: string;
        version?: number;
      }[];
    };
  }>(
    '/api/registry/bulk',
    { schema: { body: bulkBody }, bodyLimit: BULK_BYTES_MAX },
    async (request, reply) => {
      const changes: Change[] = [];
      for (const [index, wish] of request.body.changes.entries()) {
        const definition = definitionsByList.get(wish.list);
        if (definition === undefined) {
          const message = 'There is no such list.';
          return invalid(reply, [{ index, field: 'list', code: 'value', message }]);
        }
        const base = wish.version === undefined ? {} : { base: wish.version };
        if (wish.op === 'put') changes.push({ op: 'put', definition, item: wish.item, ...base });
        else changes.push({ op: 'delete', definition, key: wish.key ?? '', ...base });
      }
      const { dryRun = false } = request.body;
      const answer = await parts.registryDesk.change(
        changes,
        author(request),
        dryRun,
        heldBy(request),
      );
      if (!answer.ok) return refused(reply, answer);
      return { dryRun, results: answer.results };
    },
  );

  app.post<Keyed & { Body: { reason: string } }>(
    '/api/registry/:list/:key/unmask',
    { schema: { params: entityParams, body: unmaskBody } },
    async (request, reply) => {
      const entry = entryOf(request);
      const session = sessionOf(parts.auth, request);
      return entry === undefined || session === null
        ? noEntity(reply)
        : answerEntry(reply, entry, unmaskingOf(session));
    },
  );

  /** Lists of people and their phones leave a trace; what was searched for may itself be a name, and leaves none. */
  function noteReading(
    request: FastifyRequest,
    { list, kind }: EntityDefinition,
    rows: readonly Pick<RegistryEntry, 'key'>[],
  ): void {
    if (!OF_PEOPLE.has(kind)) return;
    const subjects = rows.map(({ key }) => key);
    auditNote(request, { action: 'personal.read', subjects, query: { list }, rows: rows.length });
  }

  /** Undefined = there is none, or whoever asks does not see it. */
  function entryOf(request: FastifyRequest): RegistryEntry | undefined {
    const { list, key } = request.params as Keyed['Params'];
    const definition = definitionsByList.get(list);
    const entry = definition && parts.registry.get(`${definition.kind}:${key}`);
    return entry !== undefined && (seenBy(request)?.(entry) ?? true) ? entry : undefined;
  }

  /** Null = every entity. */
  function seenBy(request: FastifyRequest): ((entry: RegistryEntry) => boolean) | null {
    const sight = sightOf(parts, request);
    if (sight.isWhole) return null;
    return ({ definition, item }) => sight.holdsItem(definition.kind, item);
  }

  function heldBy(request: FastifyRequest): Holds | null {
    const sight = sightOf(parts, request);
    if (sight.isWhole) return null;
    return (kind, item, wish) => sight.holdsItem(kind, item, wish);
  }

  /** Whoever keeps the registry must see what they keep. */
  function maskingFor(request: FastifyRequest): Masking {
    const session = sessionOf(parts.auth, request);
    if (session === null) return 'wall';
    return may(session, 'registry.write') ? 'none' : maskingOf(session);
  }

  function author(request: FastifyRequest, why = (request.body as { reason?: string })?.reason) {
    const actor = sessionOf(parts.auth, request)?.user ?? '';
    return { actor, reason: why ?? '', origin: 'api', atMs: parts.clock.now() } as const;
  }

  async function one(
    request: FastifyRequest,
    reply: FastifyReply,
    change: Change,
    why: string | undefined,
  ) {
    const answer = await parts.registryDesk.change(
      [change],
      author(request, why),
      false,
      heldBy(request),
    );
    if (!answer.ok) return refused(reply, answer);
    const { key, outcome } = answer.results[0]!;
    const { kind, list } = change.definition;
    parts.logger.info({ list, key, outcome }, 'The registry was changed.');
    const entry = parts.registry.get(`${kind}:${key}`);
    if (outcome === 'removed') return reply.code(204).send();
    if (entry === undefined)
      return problem(reply, 503, 'The change was recorded; the list will show it.');
    if (outcome === 'created') reply.code(201).header('location', `/api/registry/${list}/${key}`);
    return answerEntry(reply, entry, maskingFor(request));
  }
}

/** One after the other: counting a million entities takes turns with other work. */
async function inTurn<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of all) results.push(await each(one));
  return results;
}

function pageView({ rows, total, next }: Page, masking: Masking) {
  return { total, next, items: rows.map((entry) => entryView(entry, masking)) };
}

function entryView(entry: RegistryEntry, masking: Masking) {
  const { key, version, changedAtMs, actor, definition } = entry;
  const item = maskedItem(definition, entry.item, masking);
  return { key: hashOf(key), version, changedAtMs, actor, item };
}

function answerEntry(reply: FastifyReply, entry: RegistryEntry, masking: Masking) {
  reply.header('etag', `"${entry.version}"`);
  return entryView(entry, masking);
}

/** Undefined = the header is missing or no entity tag of ours. */
function baseOf(request: FastifyRequest): Base | undefined {
  if (request.headers['if-none-match'] === '*') return 'absent';
  const [, version] = /^"(\d{1,15})"$/.exec(request.headers['if-match'] ?? '') ?? [];
  return version === undefined ? undefined : Number(version);
}

function refused(reply: FastifyReply, { why, faults }: ChangeAnswer & { ok: false }) {
  switch (why) {
    case 'missing':
      return noEntity(reply);
    case 'stale':
      return problem(reply, 412, 'Somebody else changed it since; read it again.', { faults });
    case 'conflict':
      return problem(reply, 409, faults[0]!.message, { faults });
    case 'invalid':
      return invalid(reply, faults);
  }
}

function invalid(reply: FastifyReply, faults: readonly object[]) {
  const count = faults.length === 1 ? 'One field does' : `${faults.length} fields do`;
  return problem(reply, 422, `${count} not fit; nothing was changed.`, { faults });
}

function noFilter(reply: FastifyReply, { list, filters }: EntityDefinition, field: string) {
  const detail = `${list} cannot be filtered by this field.`;
  const message = `is none of ${filters.join(', ') || '(none)'}.`;
  return problem(reply, 400, detail, { faults: [{ field, code: 'unknown-field', message }] });
}

const noList = (reply: FastifyReply) => problem(reply, 404, 'There is no such list.');
const noEntity = (reply: FastifyReply) => problem(reply, 404, 'There is no such entity.');
const needsMatch = (reply: FastifyReply) =>
  problem(
    reply,
    428,
    'Send If-Match with the version you read, or If-None-Match: * for a new one.',
  );
