/**
 * Settings are read once, at the door: defaults ← file ← environment ← command line, converted and
 * checked against one schema. Every mistake is reported at once, and the process does not start.
 */
import { readFileSync } from 'node:fs';
import type { Static, TObject, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { TizhengError } from '#core/errors.ts';

export interface SettingsSources {
  /** Path of a JSON file; null = none. */
  file: string | null;
  env: Record<string, string | undefined>;
  /** Values by dotted path, e.g. `ingest.tcpPort`; win over everything. */
  overrides: Record<string, unknown>;
}

/** One setting as documentation and environment see it. */
export interface SettingPath {
  path: string[];
  /** `TIZHENG_INGEST_TCP_PORT` */
  variable: string;
  schema: TSchema;
}

/** Every leaf of a settings schema, in order. */
export function settingPaths(schema: TObject, prefix: string[] = []): SettingPath[] {
  const paths: SettingPath[] = [];
  for (const [name, property] of Object.entries(schema.properties)) {
    const path = [...prefix, name];
    if ('properties' in property) {
      paths.push(...settingPaths(property as unknown as TObject, path));
    } else {
      paths.push({ path, variable: variableOf(path), schema: property });
    }
  }
  return paths;
}

/** Throws SETTINGS_INVALID naming every mistake. */
export function loadSettings<S extends TObject>(schema: S, sources: SettingsSources): Static<S> {
  const raw = sources.file === null ? {} : readSettingsFile(sources.file);
  const paths = settingPaths(schema);
  const variables = new Set(paths.map(({ variable }) => variable));
  for (const { path, variable, schema: leaf } of paths) {
    const text = sources.env[variable] ?? textFromFile(variable, variables, sources.env);
    if (text !== undefined) assign(raw, path, 'items' in leaf ? text.split(',') : text);
  }
  for (const [dotted, value] of Object.entries(sources.overrides)) {
    if (value !== undefined) assign(raw, dotted.split('.'), value);
  }
  const value = Value.Convert(schema, Value.Default(schema, raw));
  if (Value.Check(schema, value)) return value as Static<S>;
  const mistakes = Value.Errors(schema, value)
    .filter((error) => error.keyword !== 'boolean')
    .map(
      (error) =>
        `  ${error.instancePath.slice(1).replaceAll('/', '.') || '(settings)'} ${mistakeOf(error)}`,
    );
  throw new TizhengError(
    'SETTINGS_INVALID',
    'settings',
    `The settings are not usable:\n${mistakes.join('\n')}`,
  );
}

/**
 * `TIZHENG_X_FILE` names a file that holds the value of `TIZHENG_X`, for what should not stand in an
 * environment: passwords, addresses with one in them. White space at the end is left out.
 */
function textFromFile(
  variable: string,
  variables: ReadonlySet<string>,
  env: SettingsSources['env'],
): string | undefined {
  const name = `${variable}_FILE`;
  const file = env[name];
  if (file === undefined || file === '' || variables.has(name)) return undefined;
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch (cause) {
    throw new TizhengError(
      'FILE_UNREADABLE',
      'settings',
      `The file ${file}, named by ${name}, cannot be read.`,
      cause,
    );
  }
}

function mistakeOf(error: { keyword: string; message: string; params: object }): string {
  const names = (error.params as { additionalProperties?: string[] }).additionalProperties;
  return names === undefined ? error.message : `has no setting named ${names.join(', ')}`;
}

function readSettingsFile(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw new TizhengError(
      'FILE_UNREADABLE',
      'settings',
      `The settings file ${file} cannot be read as JSON.`,
      cause,
    );
  }
}

function variableOf(path: string[]): string {
  const words = path.map((name) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase());
  return `TIZHENG_${words.join('_')}`;
}

function assign(target: Record<string, unknown>, path: string[], value: unknown): void {
  let node = target;
  for (const name of path.slice(0, -1)) {
    const next = node[name];
    if (typeof next !== 'object' || next === null) node[name] = {};
    node = node[name] as Record<string, unknown>;
  }
  node[path.at(-1) as string] = value;
}
