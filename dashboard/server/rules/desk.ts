/**
 * Where people tell rules something else: one change at a time, judged by the newest settings, appended to the
 * registry's history, answered when it has come back. It takes hold in every partition at the tick after its copy there.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RegistryFault } from '#core/registry/entity.ts';
import {
  type OwnSettings,
  RULES_IN_FORCE,
  type RuleDefinition,
  settingFaults,
  withOwn,
} from '#core/rule-settings.ts';
import type { RegistryAuthor } from '#runtime/registry/writer.ts';
import type { RegistryDesk } from '../registry/desk.ts';
import type { RuleBook } from './book.ts';
import type { RuleChanges } from './changes.ts';

/** What is wished; null takes back what people told: the start file's value holds again, or the rule's own. */
export type RulePatch = Record<string, unknown>;

export type RuleAnswer =
  | { ok: true; hasChanged: boolean }
  | { ok: false; why: 'stale' | 'invalid'; faults: RegistryFault[] };

export class RuleDesk {
  readonly #desk: RegistryDesk;
  readonly #book: RuleBook;
  readonly #changes: RuleChanges;

  constructor(desk: RegistryDesk, book: RuleBook, changes: RuleChanges) {
    this.#desk = desk;
    this.#book = book;
    this.#changes = changes;
  }

  /**
   * @param base version of the rule's settings that the change was made for
   * Rejects when the log refuses: nothing was done, unless the error says that it will be.
   */
  change(
    definition: RuleDefinition,
    patch: RulePatch,
    base: number,
    author: RegistryAuthor,
  ): Promise<RuleAnswer> {
    return this.#desk.alone(async (writer) => {
      await this.#changes.caughtUp();
      if (this.#changes.versionOf(definition.type) !== base)
        return { ok: false, why: 'stale', faults: [] };
      const before = this.#book.own(definition);
      const next = patched(before, this.#book.ownAtStart(definition), patch);
      const faults = settingFaults(definition, next).filter(({ field }) => field in patch);
      if (faults.length > 0) return { ok: false, why: 'invalid', faults };
      if (isDeepStrictEqual(before, next)) return { ok: true, hasChanged: false };
      const settings = withOwn(definition, this.#book.settings, next);
      const wish = {
        ...({ entity: 'rules', id: RULES_IN_FORCE } as const),
        json: JSON.stringify(settings),
        previousVersion: this.#book.version,
      };
      await writer.write([wish], author);
      return { ok: true, hasChanged: true };
    });
  }
}

function patched(before: OwnSettings, atStart: OwnSettings, patch: RulePatch): OwnSettings {
  const next: OwnSettings = { ...before };
  for (const [name, value] of Object.entries(patch)) {
    const wanted = value === null ? atStart[name] : value;
    if (wanted === undefined) delete next[name];
    else next[name] = wanted;
  }
  return Object.fromEntries(Object.entries(next).sort(([a], [b]) => (a < b ? -1 : 1)));
}
