/** The registry's routes in the document: each list with the schema of its kind. */
import { type TSchema, Type } from 'typebox';
import type { EntityDefinition } from '#core/registry/entity.ts';
import { entities } from '#core/registry/index.ts';
import { OF_PEOPLE } from '../registry/routes.ts';
import type { Family, Operations } from './operation.ts';

const KEY = '0123456789abcdef';
const VERSION = 42;
const ref = (name: string): TSchema => Type.Unsafe({ $ref: `#/components/schemas/${name}` });
const IF_MATCH = {
  'if-match':
    'Version that was read, as an entity tag: `"42"`. Missing: 428; another one by now: 412.',
};
const ETAG = { etag: 'Version of the entity.' };

function storedSchema(name: string): TSchema {
  return Type.Object({
    /** Pseudonym of the id: the last part of its address. */
    key: Type.String(),
    /** Place in the history; 0 = older than it. */
    version: Type.Integer(),
    changedAtMs: Type.Integer(),
    actor: Type.String(),
    item: ref(name),
  });
}

function member(definition: EntityDefinition): Family['members'][number] {
  const { list, kind, names, schema, example, filters } = definition;
  const name = `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
  const stored = {
    ...{ key: KEY, version: VERSION, changedAtMs: 1_795_219_200_000, actor: 'admin' },
    item: example,
  };
  const page = Type.Object({
    total: Type.Integer(),
    /** `after` of the next page. */
    next: Type.Union([Type.Integer(), Type.Null()]),
    items: Type.Array(ref(`Stored${name}`)),
  });
  const pageExample = { total: 1, next: null, items: [stored] };
  const tag = `registry-${list}`;
  // Lists of people are read for the record.
  const read = OF_PEOPLE.has(kind) ? [503] : [];
  const put = Type.Object({ item: ref(name), reason: Type.Optional(Type.String()) });
  const putExample = { item: example, reason: 'annual check' };
  const filterExamples = Object.fromEntries(
    filters.map((field) => [field, String((example as Record<string, unknown>)[field] ?? 'x')]),
  );
  const entity = { key: KEY };
  const row = {
    description: names.en,
    schema: ref(`Stored${name}`),
    example: stored,
    headers: ETAG,
  };
  const operations: Operations = {
    'GET /api/registry/:list': {
      ...{ tag, summary: `List ${list} (${names.zh}) in order of entry` },
      description: 'Filters are exact; `regionCode` is the beginning of a code.',
      parameters: { ...filterExamples, after: 0, limit: 50 },
      answers: { 200: { description: 'A page', schema: page, example: pageExample } },
      problems: read,
    },
    'POST /api/registry/:list/search': {
      ...{ tag, summary: `Search ${list} by text and fields` },
      description: 'A search for a plate or a name belongs in a body, not in an address.',
      body: { example: { text: 'B0000', where: {}, limit: 20 } },
      answers: { 200: { description: 'A page', schema: page, example: pageExample } },
      problems: read,
    },
    'POST /api/registry/:list': {
      ...{ tag, summary: `Enter a new ${kind}` },
      body: { schema: put, example: putExample },
      answers: { 201: { ...row, headers: { ...ETAG, location: 'Its address.' } } },
      problems: [409, 422],
    },
    'GET /api/registry/:list/:key': {
      ...{ tag, summary: `One ${kind}`, parameters: entity },
      answers: { 200: row },
      problems: [404, ...read],
    },
    'PUT /api/registry/:list/:key': {
      ...{ tag, summary: `Replace one ${kind}`, parameters: entity, headers: IF_MATCH },
      body: { schema: put, example: putExample },
      answers: { 200: row, 201: row },
      problems: [409, 412, 422, 428],
    },
    'PATCH /api/registry/:list/:key': {
      ...{ tag, summary: `Change fields of one ${kind}`, parameters: entity, headers: IF_MATCH },
      description: 'JSON Merge Patch (RFC 7396): null takes a field away.',
      body: { example: { patch: {}, reason: 'correction' } },
      answers: { 200: row },
      problems: [404, 412, 422, 428],
    },
    'DELETE /api/registry/:list/:key': {
      ...{ tag, summary: `Remove one ${kind}`, parameters: entity, headers: IF_MATCH },
      description: 'Refused while others refer to it.',
      body: { example: { reason: 'sold' } },
      answers: { 204: { description: 'Removed' } },
      problems: [404, 409, 412, 428],
    },
    'POST /api/registry/:list/:key/unmask': {
      ...{ tag, summary: `Read one ${kind} with what is masked, for a reason`, parameters: entity },
      description:
        'Phones in full for the duty room, everything for enforcement and administrators (docs/access.md).',
      body: { example: { reason: 'ask the driver about the alert' } },
      answers: { 200: row },
      problems: [404],
    },
    'GET /api/registry/:list/:key/history': {
      ...{ tag, summary: `Changes of one ${kind}, newest first` },
      parameters: { ...entity, before: 0, limit: 20 },
      answers: {
        200: {
          description: 'Changes',
          schema: Type.Object({
            changes: Type.Array(
              Type.Object({
                version: Type.Integer(),
                changedAtMs: Type.Integer(),
                actor: Type.String(),
                reason: Type.String(),
                origin: Type.Enum(['api', 'import', 'start']),
                /** null = removed. */
                item: Type.Union([ref(name), Type.Null()]),
              }),
            ),
            /** `before` of the next page. */
            next: Type.Union([Type.Integer(), Type.Null()]),
          }),
          example: {
            changes: [
              {
                ...{ version: VERSION, changedAtMs: 1_795_219_200_000, actor: 'admin' },
                ...{ reason: 'annual check', origin: 'api', item: example },
              },
            ],
            next: null,
          },
        },
      },
      problems: [404, ...read],
    },
  };
  return {
    value: list,
    operations,
    schemas: { [name]: schema, [`Stored${name}`]: storedSchema(name) },
  };
}

export const registryFamily: Family = { parameter: 'list', members: entities.map(member) };

const names = Type.Object({ zh: Type.String(), en: Type.String() });
const vehicle = entities.find(({ kind }) => kind === 'vehicle')!;

export const registryOperations: Operations = {
  'GET /api/registry': {
    ...{ tag: 'registry', summary: 'Kinds of entities, their fields and how many there are' },
    answers: {
      200: {
        description: 'Kinds',
        schema: Type.Object({
          kinds: Type.Array(
            Type.Object({
              list: Type.String(),
              kind: Type.String(),
              id: Type.String(),
              names,
              count: Type.Integer(),
              columns: Type.Array(Type.String()),
              filters: Type.Array(Type.String()),
              fields: Type.Array(
                Type.Object({
                  name: Type.String(),
                  label: names,
                  type: Type.String(),
                  isRequired: Type.Boolean(),
                  isPersonal: Type.Boolean(),
                }),
              ),
            }),
          ),
        }),
        example: {
          kinds: [
            {
              ...{ list: 'vehicles', kind: 'vehicle', id: 'vehicleId', count: 20_000 },
              ...{ names: vehicle.names, columns: vehicle.columns, filters: vehicle.filters },
              fields: [
                {
                  ...{ name: 'plate', label: { zh: '车牌号', en: 'Plate' }, type: 'text' },
                  ...{ isRequired: true, isPersonal: true },
                },
              ],
            },
          ],
        },
      },
    },
  },
  'POST /api/registry/bulk': {
    ...{ tag: 'registry', summary: 'Up to 1,000 changes of any kinds, all of them or none' },
    description:
      'Entities may refer to each other in any order; what they refer to must be in the registry or in the batch. `version` is checked where it is given.',
    body: {
      example: {
        reason: 'new fleet',
        dryRun: false,
        changes: [
          { op: 'put', list: 'vehicles', item: vehicle.example },
          { op: 'delete', list: 'devices', key: KEY, version: VERSION },
        ],
      },
    },
    answers: {
      200: {
        description: 'What became of each',
        schema: Type.Object({
          dryRun: Type.Boolean(),
          results: Type.Array(
            Type.Object({
              key: Type.String(),
              version: Type.Union([Type.Integer(), Type.Null()]),
              outcome: Type.Enum(['created', 'changed', 'unchanged', 'removed']),
            }),
          ),
        }),
        example: {
          dryRun: false,
          results: [
            { key: KEY, version: 43, outcome: 'created' },
            { key: KEY, version: null, outcome: 'removed' },
          ],
        },
      },
    },
    problems: [404, 409, 412, 422],
  },
};
