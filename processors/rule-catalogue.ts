/** Every rule as people see it: made from the rules' own schemas, for the dashboard, the docs and files of settings. */
import type { TObject } from 'typebox';
import { riskParams } from '#core/risk/params.ts';
import { RISK_FORMULA } from '#core/risk/verdict.ts';
import type { ParameterSchema, RuleDefinition, RuleParameter } from '#core/rule-settings.ts';
import { isFamily, runtimeParams } from './plan.ts';
import { rules } from './rules/index.ts';
import { PARAMETER_WORDS } from './rules/words.ts';

/** By the end of a name; the longest that fits. */
const UNITS: readonly (readonly [ending: string, unit: string])[] = [
  ['MsMax', 'ms'],
  ['Ms', 'ms'],
  ['KmhMax', 'km/h'],
  ['Kmh', 'km/h'],
  ['MaxKm', 'km'],
  ['Minute', 'min'],
  ['Kg', 'kg'],
  ['M', 'm'],
];

/** Throws an Error naming parameters that nobody has described in Chinese. */
export function ruleCatalogue(): RuleDefinition[] {
  const definitions = rules.map((rule): RuleDefinition => {
    const { type, version, summary, clause, order, key, classes } = rule;
    return {
      ...{ type, version, summary, clause, order, key, classes },
      isFamily: isFamily(rule),
      parameters: parametersOf(type, rule.params),
    };
  });
  const runtime: RuleDefinition = {
    ...{ type: 'runtime', version: 1, clause: 'docs/adr/0003', order: null, key: null },
    summary: {
      zh: '处理过程：如何排序、保留和更正',
      en: 'The processing itself: how it orders, remembers and corrects',
    },
    ...{ classes: null, isFamily: false, parameters: parametersOf('runtime', runtimeParams) },
  };
  const risk: RuleDefinition = {
    ...{ type: 'risk', version: RISK_FORMULA, clause: 'docs/risk.md', order: null, key: null },
    summary: {
      zh: '风险评分、安全码与违法高发路段',
      en: 'Risk scores, safety codes and high-incidence sections',
    },
    ...{ classes: null, isFamily: false, parameters: parametersOf('risk', riskParams) },
  };
  const all = [...definitions, runtime, risk];
  const mute = all.flatMap(({ type, parameters }) =>
    parameters
      .filter(({ description }) => description.zh === '')
      .map(({ name }) => `${type}.${name}`),
  );
  if (mute.length > 0)
    throw new Error(`processors/rules/words.ts has no Chinese for: ${mute.join(', ')}`);
  return all;
}

function parametersOf(type: string, { properties }: TObject): RuleParameter[] {
  return Object.entries(properties).map(([name, property]) => {
    const {
      description = '',
      default: value,
      ...schema
    } = property as ParameterSchema & {
      description?: string;
      default?: unknown;
    };
    const unit = UNITS.find(([ending]) => name.endsWith(ending))?.[1] ?? null;
    return {
      ...{ name, unit, default: value },
      // A copy of plain data, without what the schema library keeps beside it.
      schema: JSON.parse(JSON.stringify(schema)) as ParameterSchema,
      description: {
        zh: PARAMETER_WORDS[`${type}.${name}`] ?? PARAMETER_WORDS[name] ?? '',
        en: withoutUnit(description, unit),
      },
    };
  });
}

/** The unit stands beside it: `ms; above again within …` begins with `above`. */
function withoutUnit(text: string, unit: string | null): string {
  return unit !== null && /^[;,] /.test(text.slice(unit.length)) && text.startsWith(unit)
    ? text.slice(unit.length + 2)
    : text;
}
