/**
 * Commands that have no final result yet, by device, with what a gateway knows beside the log. Kept by
 * the feed's order; what is final leaves.
 */
import {
  applyResult,
  COMMAND_PRIORITIES,
  type Command,
  type CommandResult,
  type CommandStanding,
  isFinal,
  newStanding,
} from '#core/command.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Request } from '../requests.ts';
import type { Session } from '../session.ts';
import type { Plan } from './plans.ts';

/** Where a command lies, and what of the results lies behind it for sure. */
export interface CommandPlace {
  partition: number;
  offset: number;
  /** Results of the command are at or above this offset. */
  resultsFrom: number;
}

/** What this gateway does about a command. */
export type Stage =
  /** Nothing: it waits. */
  | 'idle'
  /** "Sent" is being written; it goes out when the log says so. */
  | 'claiming'
  | 'under-way'
  /** Its final result is being written. */
  | 'concluding';

export interface OpenCommand {
  readonly command: Command;
  readonly place: CommandPlace;
  readonly standing: CommandStanding;
  stage: Stage;
  /** Attempt that is being claimed. */
  claim: number;
  request: Request | null;
  plan: Plan | null;
  /** Session it is planned for. */
  session: Session | null;
  /** Attempt with which `request` began: its waits grow from there. */
  firstClaim: number;
  /** Somebody took it back before it was sent. */
  cancelled: boolean;
  /** That it waits is being written. */
  telling: boolean;
}

/** Ids of finished commands kept to recognise a command written twice. */
const FINISHED_MAX = 65_536;

export class OpenCommands {
  readonly #byId = new Map<string, OpenCommand>();
  /** In the order in which they are sent. */
  readonly #byDevice = new Map<SubjectKey, OpenCommand[]>();
  readonly #finished = new Set<string>();

  get size(): number {
    return this.#byId.size;
  }

  all(): Iterable<OpenCommand> {
    return this.#byId.values();
  }

  get(commandId: string): OpenCommand | undefined {
    return this.#byId.get(commandId);
  }

  of(deviceKey: SubjectKey): readonly OpenCommand[] {
    return this.#byDevice.get(deviceKey) ?? [];
  }

  /** Null = it was met before. */
  add(command: Command, place: CommandPlace): OpenCommand | null {
    const { commandId, deviceKey } = command;
    if (this.#byId.has(commandId) || this.#finished.has(commandId)) return null;
    const open: OpenCommand = {
      command,
      place,
      standing: newStanding(),
      stage: 'idle',
      claim: 0,
      request: null,
      plan: null,
      session: null,
      firstClaim: 1,
      cancelled: false,
      telling: false,
    };
    this.#byId.set(commandId, open);
    const queue = this.#byDevice.get(deviceKey);
    if (queue === undefined) {
      this.#byDevice.set(deviceKey, [open]);
      return open;
    }
    const rank = rankOf(command);
    let at = queue.length;
    while (at > 0 && rankOf(queue[at - 1]!.command) > rank) at--;
    queue.splice(at, 0, open);
    return open;
  }

  /** Null = it does not count, or the command is not open. */
  apply(result: CommandResult): OpenCommand | null {
    const open = this.#byId.get(result.commandId);
    if (open === undefined) return null;
    const counts = applyResult(open.standing, result, open.command.repeat);
    if (isFinal(open.standing)) this.#remove(open);
    return counts ? open : null;
  }

  /** Per partition: the oldest place that has to be read again after a restart; absent = nothing is open. */
  oldest(): Map<number, CommandPlace> {
    const oldest = new Map<number, CommandPlace>();
    for (const { place } of this.#byId.values()) {
      const before = oldest.get(place.partition);
      if (before === undefined || place.offset < before.offset) oldest.set(place.partition, place);
    }
    return oldest;
  }

  #remove({ command: { commandId, deviceKey } }: OpenCommand): void {
    this.#byId.delete(commandId);
    const left = this.of(deviceKey).filter((one) => one.command.commandId !== commandId);
    if (left.length === 0) this.#byDevice.delete(deviceKey);
    else this.#byDevice.set(deviceKey, left);
    this.#finished.add(commandId);
    if (this.#finished.size > FINISHED_MAX)
      this.#finished.delete(this.#finished.values().next().value as string);
  }
}

function rankOf({ priority }: Command): number {
  return COMMAND_PRIORITIES.indexOf(priority);
}
