/** Topics commands.v1 and command-results.v1, through the generated code. */
import {
  COMMAND_FAILURES,
  COMMAND_PRIORITIES,
  COMMAND_REPEATS,
  COMMAND_STATES,
  COMMAND_WAITS,
  type CommandRecord,
  type CommandReply,
  type CommandResult,
} from '#core/command.ts';
import { COMMAND_KINDS } from '#core/command-kinds.ts';
import { tizheng } from '../generated/command.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, keyOfLong, longOfKey, safeNumber } from './generated.ts';

const v1 = tizheng.command.v1;

export function encodeCommandRecord(record: CommandRecord): Uint8Array {
  const { commandId, actor } = record;
  const head = { commandId, deviceKey: longOfKey(record.deviceKey), actor };
  if (record.record === 'cancellation') {
    const atMs = safeNumber(record.atMs);
    return v1.CommandRecord.encode({ ...head, atMs, cancellation: {} }).finish();
  }
  const { kind, reason, alertId, priority, repeat } = record;
  return v1.CommandRecord.encode({
    ...head,
    atMs: safeNumber(record.createdAtMs),
    command: {
      subjectKey: longOfKey(record.subjectKey),
      kind,
      argsJson: JSON.stringify(record.args),
      reason,
      alertId,
      expiresAtMs: safeNumber(record.expiresAtMs),
      priority,
      repeat,
    },
  }).finish();
}

/** Throws WireFault, also for a kind of a newer version. Arguments are checked by who acts on them. */
export function decodeCommandRecord(bytes: Uint8Array): CommandRecord {
  const wire = decodeGenerated(v1.CommandRecord, bytes);
  const { commandId, actor } = wire;
  const head = { commandId, deviceKey: keyOfLong(wire.deviceKey), actor };
  const atMs = safeNumber(wire.atMs);
  if (wire.cancellation) return { record: 'cancellation', ...head, atMs };
  const { command } = wire;
  if (!command) throw new WireFault('value', 'a command record asks or takes back');
  return {
    record: 'command',
    ...head,
    subjectKey: keyOfLong(command.subjectKey),
    kind: oneOf(COMMAND_KINDS, command.kind),
    args: objectOf(command.argsJson),
    reason: command.reason,
    alertId: command.alertId ?? null,
    createdAtMs: atMs,
    expiresAtMs: safeNumber(command.expiresAtMs),
    priority: oneOf(COMMAND_PRIORITIES, command.priority),
    repeat: oneOf(COMMAND_REPEATS, command.repeat),
  };
}

export function encodeCommandResult(result: CommandResult): Uint8Array {
  const { reply, untilMs, sessionSinceMs } = result;
  return v1.CommandResult.encode({
    ...result,
    deviceKey: longOfKey(result.deviceKey),
    atMs: safeNumber(result.atMs),
    untilMs: untilMs === null ? null : safeNumber(untilMs),
    sessionSinceMs: sessionSinceMs === null ? null : safeNumber(sessionSinceMs),
    reply:
      reply === null
        ? null
        : {
            messageId: Number(reply.messageId),
            result: reply.result,
            fieldsJson: reply.fields === null ? null : JSON.stringify(reply.fields),
          },
  }).finish();
}

/** Throws WireFault. */
export function decodeCommandResult(bytes: Uint8Array): CommandResult {
  const wire = decodeGenerated(v1.CommandResult, bytes);
  return {
    commandId: wire.commandId,
    deviceKey: keyOfLong(wire.deviceKey),
    atMs: safeNumber(wire.atMs),
    gateway: wire.gateway,
    state: oneOf(COMMAND_STATES, wire.state),
    attempt: wire.attempt,
    reason: wire.reason == null ? null : oneOf(COMMAND_FAILURES, wire.reason),
    waitsFor: wire.waitsFor == null ? null : oneOf(COMMAND_WAITS, wire.waitsFor),
    untilMs: wire.untilMs == null ? null : safeNumber(wire.untilMs),
    sessionSinceMs: wire.sessionSinceMs == null ? null : safeNumber(wire.sessionSinceMs),
    reply: wire.reply == null ? null : replyOf(wire.reply),
  };
}

function replyOf(wire: tizheng.command.v1.IReply): CommandReply {
  return {
    messageId: `0x${(wire.messageId ?? 0).toString(16).padStart(4, '0')}`,
    result: wire.result ?? null,
    fields: wire.fieldsJson == null ? null : objectOf(wire.fieldsJson),
  };
}

function objectOf(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Told below, like any other text that is no object.
  }
  throw new WireFault('value', 'a text is no JSON object');
}

function oneOf<T extends string>(list: readonly T[], value: string): T {
  if ((list as readonly string[]).includes(value)) return value as T;
  throw new WireFault('value', 'a word is outside its closed list');
}
