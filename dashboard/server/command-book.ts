/**
 * Commands to devices and how they stand, folded from `commands.v1` and `command-results.v1`. The two
 * topics are read side by side: a result that comes before its command waits for it.
 */
import {
  applyResult,
  type Command,
  type CommandRecord,
  type CommandResult,
  type CommandStanding,
  isFinal,
  newStanding,
} from '#core/command.ts';
import type { SubjectKey } from '#core/identity.ts';

/** Commands kept; beyond it the oldest leave. */
const COMMANDS_MAX = 50_000;
/** Results kept of one command, those that counted: the newest. */
const RESULTS_MAX = 50;
/** Results that wait for their command. */
const EARLY_MAX = 10_000;

interface Entry {
  command: Command;
  standing: CommandStanding;
  results: CommandResult[];
  cancelledBy: string | null;
}

export interface CommandView extends Omit<Command, 'record' | 'subjectKey'> {
  state: CommandStanding['state'];
  attempt: number;
  failure: CommandResult['reason'];
  waitsFor: CommandResult['waitsFor'];
  reply: CommandResult['reply'];
  changedAtMs: number;
  /** Who asked to take it back; null = nobody. */
  cancelledBy: string | null;
}

export class CommandBook {
  /** Oldest first. */
  readonly #byId = new Map<string, Entry>();
  readonly #bySubject = new Map<SubjectKey, string[]>();
  readonly #early = new Map<string, CommandResult[]>();
  readonly #waiting = new Map<SubjectKey, number>();

  apply(record: CommandRecord): void {
    const { commandId } = record;
    const known = this.#byId.get(commandId);
    if (record.record === 'cancellation') {
      if (known !== undefined) known.cancelledBy ??= record.actor;
      return;
    }
    if (known !== undefined) return;
    const entry = { command: record, standing: newStanding(), results: [], cancelledBy: null };
    this.#byId.set(commandId, entry);
    this.#count(record.deviceKey, 1);
    const ids = this.#bySubject.get(record.subjectKey) ?? [];
    ids.push(commandId);
    this.#bySubject.set(record.subjectKey, ids);
    const early = this.#early.get(commandId) ?? [];
    this.#early.delete(commandId);
    for (const result of early) this.#fold(entry, result);
    if (this.#byId.size > COMMANDS_MAX) this.#forgetOldest();
  }

  applyResult(result: CommandResult): void {
    const entry = this.#byId.get(result.commandId);
    if (entry !== undefined) {
      this.#fold(entry, result);
      return;
    }
    const early = this.#early.get(result.commandId) ?? [];
    early.push(result);
    this.#early.set(result.commandId, early);
    if (this.#early.size > EARLY_MAX) this.#early.delete(this.#early.keys().next().value as string);
  }

  /** Undefined = not known, or older than what is kept. */
  get(commandId: string): (CommandView & { results: CommandResult[] }) | undefined {
    const entry = this.#byId.get(commandId);
    return entry === undefined ? undefined : { ...viewOf(entry), results: entry.results };
  }

  /** Newest first. */
  ofSubject(subjectKey: SubjectKey, limit: number): CommandView[] {
    const ids = this.#bySubject.get(subjectKey) ?? [];
    return ids
      .slice(-limit)
      .reverse()
      .flatMap((id) => {
        const entry = this.#byId.get(id);
        return entry === undefined ? [] : [viewOf(entry)];
      });
  }

  /** Vehicle of a command, or its terminal's own key. */
  subjectOf(commandId: string): SubjectKey | undefined {
    return this.#byId.get(commandId)?.command.subjectKey;
  }

  /** Of all vehicles that somebody sees, newest first. */
  newest(limit: number, sees: (subjectKey: SubjectKey) => boolean): CommandView[] {
    const seen = [...this.#byId.values()].filter(({ command }) => sees(command.subjectKey));
    return seen.slice(-limit).reverse().map(viewOf);
  }

  /** Commands of a device without a final result. */
  waitingFor(deviceKey: SubjectKey): number {
    return this.#waiting.get(deviceKey) ?? 0;
  }

  #fold(entry: Entry, result: CommandResult): void {
    if (!applyResult(entry.standing, result, entry.command.repeat)) return;
    entry.results.push(result);
    if (entry.results.length > RESULTS_MAX) entry.results.shift();
    if (isFinal(entry.standing)) this.#count(entry.command.deviceKey, -1);
  }

  #count(deviceKey: SubjectKey, by: 1 | -1): void {
    const count = this.waitingFor(deviceKey) + by;
    if (count === 0) this.#waiting.delete(deviceKey);
    else this.#waiting.set(deviceKey, count);
  }

  #forgetOldest(): void {
    const [id, { command, standing }] = this.#byId.entries().next().value as [string, Entry];
    this.#byId.delete(id);
    if (!isFinal(standing)) this.#count(command.deviceKey, -1);
    const ids = (this.#bySubject.get(command.subjectKey) ?? []).filter((one) => one !== id);
    if (ids.length === 0) this.#bySubject.delete(command.subjectKey);
    else this.#bySubject.set(command.subjectKey, ids);
  }
}

/** A command nobody has said anything about yet. */
export function viewOfNew(command: Command): CommandView {
  return viewOf({ command, standing: newStanding(), results: [], cancelledBy: null });
}

function viewOf({ command, standing, cancelledBy }: Entry): CommandView {
  const { record: _, subjectKey: __, ...rest } = command;
  const { state, attempt, last } = standing;
  return {
    ...rest,
    state,
    attempt,
    failure: last?.reason ?? null,
    waitsFor: last?.waitsFor ?? null,
    reply: last?.reply ?? null,
    changedAtMs: last?.atMs ?? command.createdAtMs,
    cancelledBy,
  };
}
