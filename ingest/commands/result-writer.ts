/**
 * Appends to command-results.v1. One result at a time per device, in the order in which they were
 * given; the log's group commit joins those of many devices.
 *
 * *Delivery:* a rejected append is tried again while its error is retryable.
 */
import type { CommandResult } from '#core/command.ts';
import { TizhengError } from '#core/errors.ts';
import type { Timers } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeCommandResult } from '#proto/codec/command.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import type { Logger } from '#runtime/logger.ts';

const RETRY_MS_MIN = 50;
const RETRY_MS_MAX = 2_000;

export class ResultWriter {
  readonly #log: EventLog;
  readonly #logger: Logger;
  readonly #timers: Timers;
  readonly #turns = new Map<string, Promise<boolean>>();
  #stopped = false;

  constructor(deps: { log: EventLog; logger: Logger; timers: Timers }) {
    this.#log = deps.log;
    this.#logger = deps.logger;
    this.#timers = deps.timers;
  }

  /** Resolves with true once it is durable; false = the log refuses for good, or ingest stops. */
  write(result: CommandResult): Promise<boolean> {
    const { deviceKey } = result;
    const before = this.#turns.get(deviceKey);
    const turn =
      before === undefined ? this.#append(result) : before.then(() => this.#append(result));
    this.#turns.set(deviceKey, turn);
    return turn.finally(() => {
      if (this.#turns.get(deviceKey) === turn) this.#turns.delete(deviceKey);
    });
  }

  /** What is not durable yet is left: it is found open after the next start. */
  stop(): void {
    this.#stopped = true;
  }

  async #append(result: CommandResult): Promise<boolean> {
    const { commandId, deviceKey, atMs } = result;
    const value = encodeCommandResult(result);
    const partition = partitionOf(deviceKey, this.#log.partitions(TOPICS.commandResults));
    let retryMs = RETRY_MS_MIN;
    while (!this.#stopped) {
      try {
        await this.#log.append(TOPICS.commandResults, partition, [
          { key: deviceKey, timeMs: atMs, value },
        ]);
        return true;
      } catch (error) {
        if (this.#stopped) return false;
        const isRetryable = error instanceof TizhengError && error.retryable;
        this.#logger.warn(
          { commandId, state: result.state, err: error },
          isRetryable ? 'A command’s result waits for the log.' : 'The log refuses a result.',
        );
        if (!isRetryable) return false;
        const wait = retryMs;
        retryMs = Math.min(2 * retryMs, RETRY_MS_MAX);
        await new Promise<void>((resolve) => {
          this.#timers.after(wait, resolve);
        });
      }
    }
    return false;
  }
}
