/** Topics deliveries.v1, dead-letters.v1 and delivery-commands.v1, through the generated code. */
import type Long from 'long';
import {
  DEAD_LETTER_STATES,
  DELIVERY_ACTIONS,
  DELIVERY_OUTCOMES,
  DELIVERY_REASONS,
  type DeadLetter,
  type DeliveryCommand,
  type DeliveryRecord,
  ENDPOINT_STATES,
} from '#core/delivery.ts';
import { tizheng } from '../generated/delivery.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, safeNumber } from './generated.ts';

const v1 = tizheng.delivery.v1;

export function encodeDeliveryRecord(record: DeliveryRecord): Uint8Array {
  const { endpoint } = record;
  const atMs = safeNumber(record.atMs);
  if (record.kind === 'status') {
    const status = { ...record, deliveredTotal: safeNumber(record.deliveredTotal) };
    return v1.DeliveryRecord.encode({ endpoint, atMs, status }).finish();
  }
  const attempt = { ...record, durationMs: Math.round(record.durationMs) };
  return v1.DeliveryRecord.encode({ endpoint, atMs, attempt }).finish();
}

/** Throws WireFault. */
export function decodeDeliveryRecord(bytes: Uint8Array): DeliveryRecord {
  const { endpoint, atMs, attempt, status } = decodeGenerated(v1.DeliveryRecord, bytes);
  if (attempt)
    return {
      kind: 'attempt',
      endpoint,
      webhookId: attempt.webhookId,
      alertId: attempt.alertId,
      alertType: attempt.alertType,
      change: attempt.change,
      partition: attempt.partition,
      offset: safeNumber(attempt.offset),
      attempt: attempt.attempt,
      atMs: safeNumber(atMs),
      durationMs: attempt.durationMs,
      outcome: oneOf(DELIVERY_OUTCOMES, attempt.outcome),
      reason: oneOf(DELIVERY_REASONS, attempt.reason),
      status: attempt.status ?? null,
      nextAtMs: numberOrNull(attempt.nextAtMs),
    };
  if (!status) throw new WireFault('value', 'a delivery record holds an attempt or a status');
  return {
    kind: 'status',
    endpoint,
    atMs: safeNumber(atMs),
    state: oneOf(ENDPOINT_STATES, status.state),
    failingSinceMs: numberOrNull(status.failingSinceMs),
    waiting: status.waiting,
    lagRecords: safeNumber(status.lagRecords),
    dead: status.dead,
    deliveredTotal: safeNumber(status.deliveredTotal),
    lastAtMs: numberOrNull(status.lastAtMs),
    lastReason: status.lastReason == null ? null : oneOf(DELIVERY_REASONS, status.lastReason),
    lastStatus: status.lastStatus ?? null,
    heldUntilMs: numberOrNull(status.heldUntilMs),
    nextAtMs: numberOrNull(status.nextAtMs),
  };
}

export function encodeDeadLetter(letter: DeadLetter): Uint8Array {
  return v1.DeadLetter.encode({ ...letter, atMs: safeNumber(letter.atMs) }).finish();
}

/** Throws WireFault. */
export function decodeDeadLetter(bytes: Uint8Array): DeadLetter {
  const wire = decodeGenerated(v1.DeadLetter, bytes);
  return {
    endpoint: wire.endpoint,
    webhookId: wire.webhookId,
    state: oneOf(DEAD_LETTER_STATES, wire.state),
    alertId: wire.alertId,
    alertType: wire.alertType,
    change: wire.change,
    partition: wire.partition,
    offset: safeNumber(wire.offset),
    attempts: wire.attempts,
    reason: oneOf(DELIVERY_REASONS, wire.reason),
    status: wire.status ?? null,
    atMs: safeNumber(wire.atMs),
  };
}

export function encodeDeliveryCommand(command: DeliveryCommand): Uint8Array {
  return v1.DeliveryCommand.encode({ ...command, atMs: safeNumber(command.atMs) }).finish();
}

/** Throws WireFault. */
export function decodeDeliveryCommand(bytes: Uint8Array): DeliveryCommand {
  const wire = decodeGenerated(v1.DeliveryCommand, bytes);
  return {
    commandId: wire.commandId,
    action: oneOf(DELIVERY_ACTIONS, wire.action),
    endpoint: wire.endpoint,
    webhookIds: wire.webhookIds,
    fromMs: numberOrNull(wire.fromMs),
    toMs: numberOrNull(wire.toMs),
    atMs: safeNumber(wire.atMs),
    actor: wire.actor,
  };
}

function numberOrNull(value: number | Long | null | undefined): number | null {
  return value == null ? null : safeNumber(value);
}

function oneOf<T extends string>(list: readonly T[], value: string): T {
  if ((list as readonly string[]).includes(value)) return value as T;
  throw new WireFault('value', 'a word is outside its closed list');
}
