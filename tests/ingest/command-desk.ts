/** Commands for tests: asked through the log, and what became of them read from it. */
import { randomUUID } from 'node:crypto';
import {
  applyResult,
  type Command,
  type CommandResult,
  isFinal,
  newStanding,
} from '#core/command.ts';
import { TOPICS } from '#core/topics.ts';
import { terminalAck } from '#ingest/protocols/jt808/messages/general-ack.ts';
import { decodeCommandResult, encodeCommandRecord } from '#proto/codec/command.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { deviceKeyOf } from './harness.ts';
import type { Answer, Terminal } from './terminal.ts';

export type Wish = Pick<Command, 'kind'> & Partial<Command> & { lifeMs?: number };

/** Writes a command to the log, as the dashboard does. */
export async function askDevice(log: EventLog, deviceId: string, wish: Wish): Promise<Command> {
  const nowMs = Date.now();
  const deviceKey = deviceKeyOf(deviceId);
  const { lifeMs = 60_000, ...rest } = wish;
  const command: Command = {
    record: 'command',
    commandId: randomUUID(),
    deviceKey,
    subjectKey: deviceKey,
    args: {},
    actor: 'admin',
    reason: 'test',
    alertId: null,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + lifeMs,
    priority: 'normal',
    repeat: 'until-answered',
    ...rest,
  };
  await append(log, command);
  return command;
}

export async function append(
  log: EventLog,
  record: Parameters<typeof encodeCommandRecord>[0],
): Promise<void> {
  const { deviceKey } = record;
  const partition = partitionOf(deviceKey, log.partitions(TOPICS.commands));
  const value = encodeCommandRecord(record);
  await log.append(TOPICS.commands, partition, [{ key: deviceKey, timeMs: Date.now(), value }]);
}

/** Every result in the log, by partition in the order written. */
export async function results(log: EventLog, commandId?: string): Promise<CommandResult[]> {
  const found: CommandResult[] = [];
  for (let partition = 0; partition < log.partitions(TOPICS.commandResults); partition++) {
    let { low: offset } = await log.ends(TOPICS.commandResults, partition);
    for (;;) {
      const batch = await log.read(TOPICS.commandResults, partition, offset, {
        maxRecords: 1_000,
        maxBytes: 1e7,
        waitMs: 0,
      });
      if (batch.records.length === 0) break;
      for (const { value } of batch.records) {
        const result = decodeCommandResult(value);
        if (commandId === undefined || result.commandId === commandId) found.push(result);
      }
      offset = batch.nextOffset;
    }
  }
  return found;
}

/** The one final result that counts, once it is there. */
export async function finalOf(
  log: EventLog,
  command: Command,
  msMax = 15_000,
): Promise<CommandResult> {
  const deadline = performance.now() + msMax;
  for (;;) {
    const standing = newStanding();
    for (const result of await results(log, command.commandId))
      applyResult(standing, result, command.repeat);
    if (isFinal(standing)) return standing.last!;
    if (performance.now() > deadline)
      throw new Error(`The command has no final result: ${standing.state}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const FINAL_STATES = ['answered', 'failed', 'expired', 'cancelled'];

/** Messages of the platform a terminal was sent beside answers. */
export const downs = (terminal: Terminal): Answer[] =>
  terminal.answers.filter(({ messageId }) => messageId !== 0x8001 && messageId !== 0x8100);

export function acknowledge(
  terminal: Terminal,
  { serial, messageId }: Pick<Answer, 'serial' | 'messageId'>,
  result = 0,
): void {
  const replyId = `0x${messageId.toString(16).padStart(4, '0')}`;
  terminal.send(terminal.message(terminalAck, { replySerial: serial, replyId, result }));
}
