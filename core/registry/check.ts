/** Judges one entity as sent: against its schema, then by what a schema cannot say. Never tells a value. */
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { EntityDefinition, FaultCode, RegistryFault } from './entity.ts';

/** Further faults of one entity are not told. */
const FAULTS_MAX = 20;

/** Compiled when first asked for: a whole file is checked at every start. */
const compiled = new WeakMap<EntityDefinition, ReturnType<typeof Compile<TSchema>>>();

function compiledOf(definition: EntityDefinition) {
  let check = compiled.get(definition);
  if (check === undefined) {
    check = Compile<TSchema>(definition.schema);
    compiled.set(definition, check);
  }
  return check;
}

/**
 * What is wrong with an entity; empty = nothing. `unknownFields: 'refuse'` is for what people send,
 * `'keep'` for files that a later version may have written.
 */
export function faultsOf(
  definition: EntityDefinition,
  item: unknown,
  unknownFields: 'refuse' | 'keep',
): RegistryFault[] {
  const check = compiledOf(definition);
  const strange = unknownFields === 'refuse' ? strangers(definition.schema, item, '') : [];
  if (!check.Check(item)) {
    const errors = check.Errors(item) as SchemaError[];
    return [...strange, ...errors.flatMap(schemaFaults)].slice(0, FAULTS_MAX);
  }
  return [...strange, ...definition.check(item as never)].slice(0, FAULTS_MAX);
}

interface SchemaError {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
  message: string;
}

const CODES: Record<string, FaultCode> = { type: 'type', required: 'required' };

function schemaFaults({ keyword, instancePath, params, message }: SchemaError): RegistryFault[] {
  const path = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'required') {
    const missing = (params.requiredProperties ?? []) as string[];
    return missing.map((name) => ({
      field: join(path, name),
      code: 'required',
      message: 'is missing.',
    }));
  }
  const allowed = params.allowedValues as unknown[] | undefined;
  const sentence =
    keyword === 'enum' && allowed !== undefined
      ? `must be one of ${allowed.join(', ')}.`
      : keyword === 'pattern'
        ? 'does not have the form it should have.'
        : `${message}.`;
  return [{ field: path, code: CODES[keyword] ?? 'value', message: sentence }];
}

interface Described {
  properties?: Record<string, Described>;
  items?: Described;
}

/** Fields that the schema does not know; unions are left to the schema. */
function strangers(schema: Described, value: unknown, path: string): RegistryFault[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined
      ? []
      : value.flatMap((each, at) => strangers(items, each, join(path, String(at))));
  }
  const { properties } = schema;
  if (typeof value !== 'object' || value === null || properties === undefined) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known !== undefined) return strangers(known, each, join(path, name));
    const message = 'is a field that this version does not know.';
    return [{ field: join(path, name), code: 'unknown-field', message } as const];
  });
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** The entity as it is kept: known fields in the order of the schema, others behind them. */
export function canonicalJson(definition: EntityDefinition, item: object): string {
  const given = item as Record<string, unknown>;
  const ordered: Record<string, unknown> = {};
  for (const name of Object.keys(definition.schema.properties))
    if (given[name] !== undefined) ordered[name] = given[name];
  for (const name of Object.keys(given)) ordered[name] ??= given[name];
  return JSON.stringify(ordered);
}
