/**
 * A registry file into the registry: checked first, entity by entity, then written as far as it
 * changed. What is wrong is named and left out; the rest is imported, because a duty room must not
 * lose ten thousand vehicles over one misspelt route.
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { TizhengError } from '#core/errors.ts';
import type { SubjectKind } from '#core/identity.ts';
import { canonicalJson, faultsOf } from '#core/registry/check.ts';
import type { EntityDefinition } from '#core/registry/entity.ts';
import { entities } from '#core/registry/index.ts';
import type { RuleSettings } from '#core/registry.ts';
import { RULES_AT_START, RULES_IN_FORCE, withStart } from '#core/rule-settings.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import { StoredRegistry } from '#runtime/registry/view.ts';
import {
  CHANGES_PER_APPEND,
  type RegistryAuthor,
  type RegistryWish,
  RegistryWriter,
} from '#runtime/registry/writer.ts';

export interface RegistryProblem {
  list: string;
  /** Position in its list, from 0: names an entity without printing a plate. */
  index: number;
  sentence: string;
}

export interface ImportReport {
  written: number;
  unchanged: number;
  problems: RegistryProblem[];
}

export interface ImportOptions {
  pseudonymKey: Uint8Array;
  /** Who changed it; kept with the entity. Default `import`. */
  actor?: string;
  /** Default: the present time. */
  nowMs?: number;
}

/** Throws FILE_UNREADABLE or REGISTRY_INVALID; single mistakes are logged by list and position. */
export async function importRegistryFile(
  log: EventLog,
  path: string,
  options: ImportOptions & { logger: Logger },
): Promise<ImportReport> {
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new TizhengError('FILE_UNREADABLE', 'ingest', `${path} cannot be read as JSON.`, cause);
  }
  const report = await importRegistry(log, file, options);
  for (const problem of report.problems.slice(0, 100)) {
    options.logger.warn(problem, 'A registry entity was left out.');
  }
  const { written, unchanged, problems } = report;
  options.logger.info({ written, unchanged, leftOut: problems.length }, 'Registry imported.');
  return report;
}

/** Imports a RegistryFile. Throws REGISTRY_INVALID when it is no such file at all. */
export async function importRegistry(
  log: EventLog,
  file: unknown,
  options: ImportOptions,
): Promise<ImportReport> {
  const { accepted, problems } = checkRegistry(file);
  const writer = new RegistryWriter(log, options.pseudonymKey);
  await writer.settle();
  const stored = await StoredRegistry.read(log, options.pseudonymKey);
  const wishes: RegistryWish[] = [];
  let unchanged = 0;
  for (const { definition, id, item } of accepted) {
    const { kind } = definition;
    const json = canonicalJson(definition, item);
    const present = await stored.item(kind, id);
    if (present !== undefined && canonicalJson(definition, present) === json) {
      unchanged++;
      continue;
    }
    wishes.push({ entity: kind, id, json, previousVersion: stored.version(kind, id) });
  }
  for (let at = 0; at < wishes.length; at += CHANGES_PER_APPEND)
    await writer.write(wishes.slice(at, at + CHANGES_PER_APPEND), authorOf(options));
  return { written: wishes.length, unchanged, problems };
}

/**
 * Rule parameters an installation starts with: `{"<alert type>": {"enabled": bool, "<param>": value}}`.
 * Rules that people have changed since the last file keep what they were told; all others follow the file.
 * The same file again writes nothing. Returns whether what holds has changed.
 */
export async function importRules(
  log: EventLog,
  file: RuleSettings,
  options: ImportOptions,
): Promise<boolean> {
  const writer = new RegistryWriter(log, options.pseudonymKey);
  await writer.settle();
  const stored = await StoredRegistry.read(log, options.pseudonymKey);
  const read = async (id: string) => (await stored.item('rules', id)) as RuleSettings | undefined;
  const inForce = await read(RULES_IN_FORCE);
  const before = await read(RULES_AT_START);
  // Before people could change rules, what held was what the last file said.
  const next = withStart(inForce ?? {}, before ?? inForce ?? {}, file);
  const wish = (id: string, item: RuleSettings): RegistryWish => ({
    ...{ entity: 'rules', id, json: JSON.stringify(item) },
    previousVersion: stored.version('rules', id),
  });
  const hasChanged = !isDeepStrictEqual(inForce, next);
  const wishes = [
    ...(isDeepStrictEqual(before, file) ? [] : [wish(RULES_AT_START, file)]),
    ...(hasChanged ? [wish(RULES_IN_FORCE, next)] : []),
  ];
  if (wishes.length > 0) await writer.write(wishes, authorOf(options));
  return hasChanged;
}

function authorOf({ actor = 'import', nowMs = Date.now() }: ImportOptions): RegistryAuthor {
  return { actor, reason: '', origin: 'start', atMs: nowMs };
}

interface AcceptedEntity {
  entity: SubjectKind;
  definition: EntityDefinition;
  id: string;
  item: object;
}

/** Judges a registry file without writing anything. Throws REGISTRY_INVALID when it is none. */
export function checkRegistry(file: unknown): {
  accepted: AcceptedEntity[];
  problems: RegistryProblem[];
} {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    throw new TizhengError('REGISTRY_INVALID', 'ingest', 'A registry file is one JSON object.');
  }
  const lists = file as Record<string, unknown>;
  const known = new Map<SubjectKind, Set<string>>();
  const accepted: AcceptedEntity[] = [];
  const problems: RegistryProblem[] = [];
  for (const definition of entities) {
    const { list, kind } = definition;
    const items = lists[list] ?? [];
    if (!Array.isArray(items)) {
      throw new TizhengError('REGISTRY_INVALID', 'ingest', `"${list}" of a registry is a list.`);
    }
    const seen = new Set<string>();
    known.set(kind, seen);
    items.forEach((item: unknown, index) => {
      const sentence = mistakeOf(definition, item, known);
      if (sentence !== null) {
        problems.push({ list, index, sentence });
        return;
      }
      const id = String((item as Record<string, unknown>)[definition.id]);
      seen.add(id);
      accepted.push({ entity: kind, definition, id, item: item as object });
    });
  }
  return { accepted, problems };
}

type KnownIds = ReadonlyMap<SubjectKind, ReadonlySet<string>>;

function mistakeOf(definition: EntityDefinition, item: unknown, known: KnownIds): string | null {
  const [fault] = faultsOf(definition, item, 'keep');
  if (fault !== undefined) return `${fault.field || 'It'} ${fault.message}`;
  const id = String((item as Record<string, unknown>)[definition.id]);
  if (known.get(definition.kind)?.has(id)) return 'Its id occurs before in the list.';
  const missing = definition
    .references(item as never)
    .find((reference) => !known.get(reference.kind)?.has(reference.id));
  if (missing !== undefined) return `Its ${missing.kind} (${missing.field}) is not in the file.`;
  // A sensor signs in as the device of its id.
  if (definition.kind === 'sensor' && known.get('device')?.has(id))
    return 'A device of the file has its id.';
  return null;
}
