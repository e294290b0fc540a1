/** docs/generated/settings.md: every setting, one table per service. */
import type { TSchema } from 'typebox';
import { type SettingPath, settingPaths } from '#runtime/settings.ts';
import { platformSettings } from '#tools/platform/settings.ts';
import { NOTE, table } from './table.ts';

export type Described = TSchema & {
  default?: unknown;
  description?: string;
  type?: string;
  minimum?: number;
  maximum?: number;
  items?: TSchema & { type?: string; properties?: Record<string, TSchema> };
  anyOf?: { const: unknown }[];
};

/** A number's unit is the end of its name; the longest match wins. */
const UNITS: [ending: RegExp, unit: string][] = [
  [/PerMinute(Max)?$/, 'per minute'],
  [/PerSecond(Max)?$/, 'per second'],
  [/Gigabytes$/, '10⁹ bytes'],
  [/Megabytes(Max|Min)?$/, '10⁶ bytes'],
  [/Bytes(Max|Min)?$/, 'bytes'],
  [/Ms(Max)?$/, 'ms'],
  [/Seconds(Max)?$/, 's'],
  [/Minutes(Max)?$/, 'min'],
  [/Hours(Max)?$/, 'h'],
  [/Days$/, 'days'],
  [/Records(Max)?$/, 'records'],
  [/[pP]ort$/, 'port'],
];

export function unitOf(name: string, schema: Described): string {
  if (schema.type !== 'number' && schema.type !== 'integer') return '';
  return UNITS.find(([ending]) => ending.test(name))?.[1] ?? 'count';
}

function typeOf(schema: Described): string {
  if (schema.anyOf !== undefined)
    return schema.anyOf.map((choice) => JSON.stringify(choice.const)).join(' or ');
  if (schema.type === 'array') return `list of ${schema.items?.type ?? 'word'}s`;
  return schema.type ?? '';
}

function boundsOf({ minimum, maximum }: Described): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} … ${maximum}`;
  if (minimum !== undefined) return `≥ ${minimum}`;
  return maximum === undefined ? '' : `≤ ${maximum}`;
}

/** The setting, and the properties of what it is a list of: those can be given in a file only. */
function rowsOf({ path, variable, schema }: SettingPath): string[][] {
  const { properties } = (schema as Described).items ?? {};
  const items = Object.entries(properties ?? {}).map(([name, item]) => ({
    path: [...path.slice(0, -1), `${path.at(-1)}[]`, name],
    variable: '',
    schema: item,
  }));
  return [rowOf({ path, variable: properties ? '' : variable, schema }), ...items.map(rowOf)];
}

function rowOf({ path, variable, schema }: SettingPath): string[] {
  const described = schema as Described;
  return [
    `\`${path.join('.')}\``,
    variable === '' ? '—' : `\`${variable}\``,
    typeOf(described),
    described.default === undefined ? 'needed' : `\`${JSON.stringify(described.default)}\``,
    unitOf(path.at(-1) ?? '', described),
    boundsOf(described),
    described.description ?? '',
  ];
}

/** Sections of the page: the settings at the top belong to the platform itself. */
function serviceOf({ path }: SettingPath): string {
  return path.length === 1 ? 'platform' : path.slice(0, -1).join('.');
}

export function settingsPage(): string {
  const services = Map.groupBy(settingPaths(platformSettings), serviceOf);
  const head = ['setting', 'variable', 'type', 'default', 'unit', 'bounds', 'meaning'];
  const sections = [...services].map(
    ([service, paths]) => `## ${service}\n\n${table(head, paths.flatMap(rowsOf))}`,
  );
  return `# Settings\n\n${NOTE}Given in a JSON file (\`--config\`), as environment variables, or on the command line; later ones win. Lists are comma-separated in a variable. \`TIZHENG_X_FILE\` names a file that holds the value of \`TIZHENG_X\`, for passwords and what contains one. A wrong or unknown setting stops the start and is named.\n\n${sections.join('\n\n')}\n`;
}
