/** What is asked of devices, and what became of it: topics commands.v1 and command-results.v1. */
import type { CommandKind } from './command-kinds.ts';
import type { SubjectKey } from './identity.ts';

/** Before others of the same device; within one priority the order is the log's. */
export const COMMAND_PRIORITIES = ['urgent', 'normal', 'low'] as const;
export type CommandPriority = (typeof COMMAND_PRIORITIES)[number];

export const COMMAND_REPEATS = [
  /** Sent again while unanswered, also on another connection: the device may see it twice. */
  'until-answered',
  /** Sent at most once: when its fate is lost with the connection or the process, it is not tried again. */
  'once',
] as const;
export type CommandRepeat = (typeof COMMAND_REPEATS)[number];

/** One record of commands.v1, keyed by device. Accepted = in the log. */
export interface Command {
  record: 'command';
  commandId: string;
  deviceKey: SubjectKey;
  /** Vehicle the device reported for when it was asked. */
  subjectKey: SubjectKey;
  kind: CommandKind;
  /** As the kind's schema says. */
  args: Record<string, unknown>;
  actor: string;
  /** Why, in words of who asked. */
  reason: string;
  /** Alert it answers; null = none. */
  alertId: string | null;
  createdAtMs: number;
  /** Not begun after this. */
  expiresAtMs: number;
  priority: CommandPriority;
  repeat: CommandRepeat;
}

/** Takes a command back that has not been sent. */
export interface CommandCancellation {
  record: 'cancellation';
  commandId: string;
  deviceKey: SubjectKey;
  actor: string;
  atMs: number;
}
export type CommandRecord = Command | CommandCancellation;

export const COMMAND_STATES = [
  /** A gateway has it; it waits for the device or for its turn. */
  'queued',
  /** Goes to the device; answers are awaited. */
  'sent',
  'answered',
  'failed',
  'expired',
  'cancelled',
] as const;
export type CommandState = (typeof COMMAND_STATES)[number];
const FINAL: readonly string[] = ['answered', 'failed', 'expired', 'cancelled'];

export const COMMAND_FAILURES = [
  /** The device answered 1: failed. */
  'refused',
  /** The device answered 2: message wrong. */
  'not-understood',
  /** The device answered 3: not supported. */
  'not-supported',
  /** The device's own answer tells of a failure. */
  'device-failed',
  /** Silence after every attempt. */
  'no-answer',
  /** Acknowledged, but what was asked for never came. */
  'no-data',
  /** Sent at most once, and its fate was lost with the connection or the process. */
  'outcome-unknown',
  /** Its values do not fit the message. */
  'not-encodable',
  /** The device speaks an edition without this message. */
  'not-in-edition',
  /** The settings do not allow this kind. */
  'not-allowed',
  /** Too many commands wait for the device, or in all. */
  'queue-full',
  /** The upgrade package is missing or another than was asked for. */
  'package-missing',
] as const;
export type CommandFailure = (typeof COMMAND_FAILURES)[number];

/** What a queued command waits for. */
export const COMMAND_WAITS = ['device', 'turn'] as const;
export type CommandWait = (typeof COMMAND_WAITS)[number];

/** One record of command-results.v1, keyed by device. */
export interface CommandResult {
  commandId: string;
  deviceKey: SubjectKey;
  atMs: number;
  /** Name of the gateway that says so. */
  gateway: string;
  state: CommandState;
  /** Times it went out so far; 0 = never. */
  attempt: number;
  /** With `failed`. */
  reason: CommandFailure | null;
  /** With `queued`. */
  waitsFor: CommandWait | null;
  /** With `sent`: until then the gateway that sent it waits for the answer. */
  untilMs: number | null;
  /** With `sent`: when the device signed in at that gateway. The newer session is the device's. */
  sessionSinceMs: number | null;
  /** With `answered`, and with `failed` where the device said so. */
  reply: CommandReply | null;
}

export interface CommandReply {
  /** `0x0001`. */
  messageId: string;
  /** Result byte; null = the answer has none. */
  result: number | null;
  /** Its fields; null = it has none worth keeping, or they were too large (the report has the bytes). */
  fields: Record<string, unknown> | null;
}

/** How a command stands, folded from its results in the order of the log. */
export interface CommandStanding {
  state: CommandState | 'accepted';
  attempt: number;
  /** Newest result that counted; null = none. */
  last: CommandResult | null;
}

export function newStanding(): CommandStanding {
  return { state: 'accepted', attempt: 0, last: null };
}

export function isFinal(standing: CommandStanding): boolean {
  return FINAL.includes(standing.state);
}

/**
 * Applies a result and tells whether it counts. Gateways do not agree beforehand; the order of the log
 * decides for every reader alike: the first final result stands, what was sent cannot be cancelled,
 * nothing that goes out at most once goes out twice, and while one gateway waits for the answer
 * others have no say but for an answer of the device.
 */
export function applyResult(
  standing: CommandStanding,
  result: CommandResult,
  repeat: CommandRepeat,
): boolean {
  if (isFinal(standing)) return false;
  const { state, last } = standing;
  if (result.state === 'sent' && repeat === 'once' && standing.attempt > 0) return false;
  if (result.state === 'cancelled' && standing.attempt > 0) return false;
  const isUnderWayElsewhere =
    state === 'sent' && last?.gateway !== result.gateway && (last?.untilMs ?? 0) > result.atMs;
  if (isUnderWayElsewhere && result.state !== 'sent' && result.reply === null) return false;
  standing.state = result.state;
  standing.attempt = Math.max(standing.attempt, result.attempt);
  standing.last = result;
  return true;
}
