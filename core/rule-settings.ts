/**
 * Rule settings as people see and change them: what each rule can be told (its definition, made from the rule's
 * own schema), what it was told, and where that came from. `{"<alert type>": {"enabled", "classes", "<param>"}}`.
 */
import { isDeepStrictEqual } from 'node:util';
import { Value } from 'typebox/value';
import type { FaultCode, RegistryFault } from './registry/entity.ts';
import type { RuleSettings } from './registry.ts';
import { VEHICLE_CLASSES, type VehicleClass } from './report.ts';

/** JSON Schema of one value, as far as rules use it. */
export interface ParameterSchema {
  type?: 'integer' | 'number' | 'boolean' | 'string' | 'array';
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  enum?: readonly (string | number)[];
  items?: ParameterSchema;
}

export interface RuleParameter {
  name: string;
  schema: ParameterSchema;
  /** What a value is counted in, e.g. `ms`, `km/h`; null = a count, a word or yes and no. */
  unit: string | null;
  default: unknown;
  description: { zh: string; en: string };
}

/** A rule, or `runtime`: how the processors themselves order and remember. */
export interface RuleDefinition {
  /** Its key in rule settings. */
  type: string;
  /** Version of the rule's code; alerts carry it. */
  version: number;
  summary: { zh: string; en: string };
  clause: string;
  /** null = of `runtime`, which judges nothing. */
  order: 'arrival' | 'settled' | null;
  /** Whose time line it follows; null = of `runtime`. */
  key: 'vehicle' | 'driver' | null;
  /** It is on for these unless settings say otherwise; null = cannot be switched. */
  classes: readonly VehicleClass[] | null;
  /** One rule with many alert types, `terminal.sos` … under `terminal`. */
  isFamily: boolean;
  parameters: readonly RuleParameter[];
}

export type OwnSettings = Record<string, unknown>;

/** Ids of the two registry entities of kind `rules`: what holds, and what the start file said. */
export const RULES_IN_FORCE = 'rules';
export const RULES_AT_START = 'start';
/** Entries of a list. */
const ITEMS_MAX = 200;
const WORD_CHARS_MAX = 128;
/** 31 years of milliseconds. */
const NUMBER_MAX = 1e12;

/** True when settings of `type` switch off one type of the family. */
export function isFamilyMember(family: string, type: string): boolean {
  return type.startsWith(`${family}.`);
}

/** What a rule is told; a family takes its switched-off members as `ignoredTypes`. undefined = nothing. */
export function ownSettings(
  { type, isFamily }: Pick<RuleDefinition, 'type' | 'isFamily'>,
  settings: RuleSettings,
): OwnSettings | undefined {
  const own = settings[type];
  if (!isFamily) return own;
  const ignored = Object.entries(settings)
    .filter(([name, member]) => isFamilyMember(type, name) && member.enabled === false)
    .map(([name]) => name);
  if (ignored.length === 0) return own;
  const listed = Array.isArray(own?.ignoredTypes) ? own.ignoredTypes : [];
  return { ...own, ignoredTypes: [...listed, ...ignored].sort() };
}

/** The whole with one rule told something else; keys in one order, so that the same settings are the same bytes. */
export function withOwn(
  { type, isFamily }: Pick<RuleDefinition, 'type' | 'isFamily'>,
  settings: RuleSettings,
  own: OwnSettings,
): RuleSettings {
  const next: RuleSettings = {};
  for (const name of Object.keys({ ...settings, [type]: own }).sort()) {
    // Members stand in the family's own list now.
    if (isFamily && isFamilyMember(type, name)) continue;
    const value = name === type ? own : settings[name]!;
    if (Object.keys(value).length > 0) next[name] = value;
  }
  return next;
}

/**
 * A start file comes again: rules that nobody has changed since the last one follow it, the others keep what
 * people told them. `before` = what the last file said.
 */
export function withStart(
  inForce: RuleSettings,
  before: RuleSettings,
  file: RuleSettings,
): RuleSettings {
  const next: RuleSettings = {};
  for (const type of Object.keys({ ...inForce, ...before, ...file }).sort()) {
    const isFollowing = isDeepStrictEqual(inForce[type] ?? {}, before[type] ?? {});
    const value = isFollowing ? file[type] : inForce[type];
    if (value !== undefined) next[type] = value;
  }
  return next;
}

/** Every mistake of what a rule is told; never the value itself. */
export function settingFaults(definition: RuleDefinition, own: OwnSettings): RegistryFault[] {
  return Object.entries(own).flatMap(([field, value]) => {
    const schema = schemaOf(definition, field);
    if (schema === null)
      return [fault(field, 'unknown-field', `is no parameter of ${definition.type}.`)];
    if (Value.Check(schema as never, value)) return boundFaults(field, value);
    const isType = schema.type === undefined || isOfType(schema.type, value);
    return [fault(field, isType ? 'value' : 'type', `${wanted(schema)}.`)];
  });
}

/** What fits the schema and is still more than anybody means. */
function boundFaults(field: string, value: unknown): RegistryFault[] {
  if (typeof value === 'number' && Math.abs(value) > NUMBER_MAX)
    return [fault(field, 'value', `is at most ${NUMBER_MAX}.`)];
  if (!Array.isArray(value)) return [];
  const items: readonly unknown[] = value;
  if (items.length > ITEMS_MAX) return [fault(field, 'value', `has at most ${ITEMS_MAX} entries.`)];
  if (new Set(items).size < items.length)
    return [fault(field, 'duplicate', 'names something twice.')];
  const isLong = items.some((item) => typeof item === 'string' && item.length > WORD_CHARS_MAX);
  return isLong
    ? [fault(field, 'value', `has words of at most ${WORD_CHARS_MAX} characters.`)]
    : [];
}

/** null = the rule knows no such setting. */
function schemaOf({ classes, parameters }: RuleDefinition, field: string): ParameterSchema | null {
  if (classes !== null && field === 'enabled') return { type: 'boolean' };
  if (classes !== null && field === 'classes')
    return { type: 'array', items: { enum: VEHICLE_CLASSES } };
  return parameters.find(({ name }) => name === field)?.schema ?? null;
}

function isOfType(type: ParameterSchema['type'], value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
  return typeof value === type && (type !== 'number' || Number.isFinite(value));
}

/** What a value has to be, for people. */
function wanted({ type, minimum, exclusiveMinimum, maximum, enum: words, items }: ParameterSchema) {
  if (type === 'array')
    return `is a list${items?.enum === undefined ? '' : ` of ${items.enum.join(', ')}`}`;
  if (words !== undefined) return `is one of ${words.join(', ')}`;
  if (type === 'boolean') return 'is true or false';
  const bounds = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`more than ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ];
  return [`is ${type === 'integer' ? 'a whole number' : 'a number'}`, bounds.join(', ')]
    .filter((part) => part !== '')
    .join(', ');
}

function fault(field: string, code: FaultCode, message: string): RegistryFault {
  return { field, code, message };
}
