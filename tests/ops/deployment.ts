/** What compose file and manifests are held against: the settings there are, by variable. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { loadSettings, settingPaths } from '#runtime/settings.ts';
import { type PlatformSettings, platformSettings } from '#tools/platform/settings.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
export const readYaml = <T>(path: string): T => parse(read(path), { merge: true }) as T;

export const variables = new Set(settingPaths(platformSettings).map(({ variable }) => variable));
export const defaults = Value.Default(platformSettings, {}) as PlatformSettings;

/** Everything wrong with an environment of ours: names no setting has, secrets in the open, values that are refused. */
export function environmentMistakes(env: Record<string, string>): string[] {
  const mistakes: string[] = [];
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(env).filter(([name]) => name.startsWith('TIZHENG_'))) {
    const ofFile = name.endsWith('_FILE') && variables.has(name.slice(0, -5));
    if (!variables.has(name) && !ofFile) mistakes.push(`${name} is no setting`);
    if (variables.has(name) && !ofFile) values[name] = value;
    if (/(PASSWORD|SECRET|TOKEN|KEY)$/.test(name)) mistakes.push(`${name} stands in the open`);
  }
  try {
    loadSettings(platformSettings, { file: null, env: values, overrides: {} });
  } catch (error) {
    mistakes.push((error as Error).message);
  }
  return mistakes;
}

/** With the ports of the settings where the environment says nothing else. */
export function settingsOf(env: Record<string, string>): PlatformSettings {
  const values = Object.fromEntries(Object.entries(env).filter(([name]) => variables.has(name)));
  return loadSettings(platformSettings, { file: null, env: values, overrides: {} });
}
