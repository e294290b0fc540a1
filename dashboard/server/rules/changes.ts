/** What became of each rule: the history of the settings as a whole, told apart by rule. Read when it is first asked for, then only what is new. */
import { isDeepStrictEqual } from 'node:util';
import type { RuleSettings } from '#core/registry.ts';
import { type OwnSettings, ownSettings } from '#core/rule-settings.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { type HistoryEntry, historyOf } from '../registry/history.ts';
import type { RegistryTable } from '../registry/table.ts';
import type { RuleBook } from './book.ts';

export interface RuleChange extends Omit<HistoryEntry, 'item'> {
  before: OwnSettings;
  after: OwnSettings;
}

/** Changes of the whole looked through, newest first; what is older stands as one change. */
const CHANGES_MAX = 2_000;
const PAGE = { limit: 50 };

export class RuleChanges {
  readonly #log: EventLog;
  readonly #table: RegistryTable;
  readonly #book: RuleBook;
  /** By rule, oldest first. */
  readonly #byRule = new Map<string, RuleChange[]>();
  #known: { version: number; settings: RuleSettings } = { version: 0, settings: {} };
  #turn: Promise<unknown> = Promise.resolve();

  constructor(log: EventLog, table: RegistryTable, book: RuleBook) {
    this.#log = log;
    this.#table = table;
    this.#book = book;
  }

  /** Reads on to the settings that hold now. Rejects when the log cannot be read. */
  caughtUp(): Promise<void> {
    const turn = this.#turn.then(() => this.#readOn());
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Version by which a rule was told what it is told; 0 = never. */
  versionOf(type: string): number {
    return this.#byRule.get(type)?.at(-1)?.version ?? 0;
  }

  /** Newest first. */
  of(type: string): readonly RuleChange[] {
    return (this.#byRule.get(type) ?? []).toReversed();
  }

  async #readOn(): Promise<void> {
    await this.#book.ready();
    const { key, version } = this.#book;
    const found: HistoryEntry[] = [];
    let before: number | null = version;
    while (before !== null && before > this.#known.version && found.length < CHANGES_MAX) {
      const page = await historyOf({ log: this.#log, table: this.#table }, key, {
        before,
        ...PAGE,
      });
      found.push(...page.changes.filter((each) => each.version > this.#known.version));
      before = page.next;
    }
    for (const entry of found.reverse()) this.#take(entry);
  }

  #take({ item, ...entry }: HistoryEntry): void {
    const settings = (item ?? {}) as RuleSettings;
    for (const definition of this.#book.definitions) {
      const before = ownSettings(definition, this.#known.settings) ?? {};
      const after = ownSettings(definition, settings) ?? {};
      if (isDeepStrictEqual(before, after)) continue;
      const changes = this.#byRule.get(definition.type) ?? [];
      changes.push({ ...entry, before, after });
      this.#byRule.set(definition.type, changes);
    }
    this.#known = { version: entry.version, settings };
  }
}
