/** Rule parameters from a file, checked against what the rules know, into the registry. */
import { readFileSync } from 'node:fs';
import { TizhengError } from '#core/errors.ts';

import { importRules } from '#ingest/registry-import.ts';
import { parseRules } from '#processors/control.ts';
import { RulesVersion } from '#processors/plan.ts';
import { rules } from '#processors/rules/index.ts';
import { BEFORE_ALL_MS } from '#processors/timeline/lane-state.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';

/** Throws SETTINGS_INVALID naming every mistake at once: half of a rules file would be another rule. */
export async function importRulesFile(
  log: EventLog,
  path: string,
  { pseudonymKey, logger }: { pseudonymKey: Uint8Array; logger: Logger },
): Promise<void> {
  const settings = parseRules(read(path));
  if (settings === null) throw invalid(path, 'it must be {"<alert type>": {"<parameter>": value}}');
  const { mistakes } = new RulesVersion(rules, settings, BEFORE_ALL_MS);
  if (mistakes.length > 0) throw invalid(path, `not known or out of range: ${mistakes.join(', ')}`);
  const changed = await importRules(log, settings, { pseudonymKey });
  logger.info({ changed, types: Object.keys(settings) }, 'Rule parameters imported.');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TizhengError('FILE_UNREADABLE', 'settings', `${path} cannot be read.`, cause);
  }
}

function invalid(path: string, why: string): TizhengError {
  return new TizhengError(
    'SETTINGS_INVALID',
    'settings',
    `The rules file ${path} is not usable: ${why}.`,
  );
}
