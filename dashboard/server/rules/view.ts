/** A rule as it is told by HTTP: its definition with what holds, and where each value came from. */
import { isDeepStrictEqual } from 'node:util';
import { VEHICLE_CLASSES } from '#core/report.ts';
import type { ParameterSchema, RuleDefinition } from '#core/rule-settings.ts';
import type { RuleBook } from './book.ts';

/** `default` = the rule's own, `file` = the start file's, `changed` = people's. */
export type Source = 'default' | 'file' | 'changed';

export function ruleView(definition: RuleDefinition, book: RuleBook, version: number) {
  const own = book.own(definition);
  const atStart = book.ownAtStart(definition);
  const told = (name: string, byDefault: unknown) => {
    const value = Object.hasOwn(own, name) ? own[name] : byDefault;
    const start = Object.hasOwn(atStart, name) ? atStart[name] : byDefault;
    return { default: byDefault, start, value, source: sourceOf(own[name], atStart[name]) };
  };
  const { type, version: ruleVersion, summary, clause, order, key, classes } = definition;
  const switches: Field[] =
    classes === null
      ? []
      : [
          { name: 'enabled', ...SWITCH, schema: { type: 'boolean' }, ...told('enabled', null) },
          { name: 'classes', ...OF_CLASSES, schema: CLASSES, ...told('classes', null) },
        ];
  const parameters = definition.parameters.map(
    ({ name, unit, schema, description, default: byDefault }): Field => ({
      ...{ name, unit, description, schema },
      ...told(name, byDefault),
    }),
  );
  return {
    ...{ type, ruleVersion, version, summary, clause, order, key },
    /** Classes it is on for as things stand; null = cannot be switched. */
    classes: classes === null ? null : classesNow(classes, own),
    ownClasses: classes,
    fields: [...switches, ...parameters],
    isChanged: !isDeepStrictEqual(own, atStart),
  };
}

interface Field {
  name: string;
  unit: string | null;
  description: { zh: string; en: string };
  schema: ParameterSchema;
  /** null of a switch: nothing was said, the rule's own classes hold. */
  default: unknown;
  start: unknown;
  value: unknown;
  source: Source;
}

const SWITCH = {
  unit: null,
  description: {
    zh: '开：对所列类别运行，未列时对所有类别；关：不运行。未设定时对规则自身的类别运行',
    en: 'on: runs for the classes listed, or for all; off: does not run. Not set: runs for the classes of the rule itself',
  },
};
const OF_CLASSES = {
  unit: null,
  description: {
    zh: '运行的车辆类别；未设定时为规则自身的类别',
    en: 'classes of vehicles it runs for; not set: those of the rule itself',
  },
};
const CLASSES: ParameterSchema = { type: 'array', items: { enum: VEHICLE_CLASSES } };

function sourceOf(own: unknown, atStart: unknown): Source {
  if (!isDeepStrictEqual(own, atStart)) return 'changed';
  return own === undefined ? 'default' : 'file';
}

/** As the processors decide it (processors/plan.ts). */
function classesNow(ofRule: readonly string[], own: Record<string, unknown>): readonly string[] {
  if (own.enabled === false) return [];
  if (Array.isArray(own.classes)) return own.classes as string[];
  return own.enabled === true ? VEHICLE_CLASSES : ofRule;
}
