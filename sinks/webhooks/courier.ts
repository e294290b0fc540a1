/** Carries one transition to its endpoint, once: payload, signature, answer, and what follows from it. */
import { DELIVERY_TEST, type DeadLetter, type DeliveryReason } from '#core/delivery.ts';
import { TizhengError } from '#core/errors.ts';
import type { LoopStep } from '#core/loop/step.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeLoopStep } from '#proto/codec/step.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { WebhookEndpointSettings } from '../config.ts';
import { NOTICE_PARTITION, placeOf } from '../notices.ts';
import { waitBefore } from './ladder.ts';
import type { WebhookMetrics } from './metrics.ts';
import type { DeliveryRow, Outbox } from './outbox.ts';
import { PAYLOAD_BYTES_MAX, type PayloadInput, payloadOf, testPayloadOf } from './payload.ts';
import type { Answer, Poster } from './post.ts';
import type { DeliveryReports } from './reports.ts';
import type { SecretFile } from './secret-file.ts';
import { signatureOf } from './signature.ts';
import type { Timing } from './timing.ts';
import type { Vehicles } from './vehicles.ts';

export interface CourierParts {
  log: EventLog;
  outbox: Outbox;
  endpoint: WebhookEndpointSettings;
  poster: Poster;
  secrets: SecretFile;
  vehicles: Vehicles;
  reports: DeliveryReports;
  metrics: WebhookMetrics;
  timing: Timing;
  logger: Logger;
}

export interface Attempted {
  row: DeliveryRow;
  answer: Answer;
  startedMs: number;
}

/** What an attempt comes to; `row` is what the outbox shall hold from now on. */
export interface Settlement {
  kind: 'delivered' | 'postponed' | 'dead';
  row: DeliveryRow;
  /** False = the transition itself cannot be sent, whoever listens. */
  isEndpointsFault: boolean;
}

type Told = Pick<PayloadInput, 'transition' | 'notice' | 'atMs'>;

const ONE = { maxRecords: 1, maxBytes: 1, waitMs: 0 };
/** No later attempt would end better. */
const HOPELESS: ReadonlySet<DeliveryReason> = new Set(['too-large', 'expired', 'unreadable']);

/** The ladder, `retry-after`, and the end of the ladder. Pure but for `random`. */
export function settlementOf(
  { row, answer, startedMs }: Attempted,
  { nowMs, random }: { nowMs: number; random: () => number },
): Settlement {
  const attempts = row.attempts + 1;
  const { reason, retryAfterMs } = answer;
  if (reason === 'delivered')
    return { kind: 'delivered', row: { ...row, attempts }, isEndpointsFault: false };
  if (HOPELESS.has(reason))
    return { kind: 'dead', row: { ...row, attempts }, isEndpointsFault: false };
  const asked = retryAfterMs === null ? 0 : nowMs + retryAfterMs;
  // Tried ahead of its time: the ladder stands where it stood.
  if (startedMs < row.dueMs || reason === 'gone') {
    const dueMs = Math.max(row.dueMs, asked);
    return {
      kind: 'postponed',
      row: { ...row, attempts, dueMs, nextMs: dueMs },
      isEndpointsFault: true,
    };
  }
  const rung = row.rung + 1;
  const waitMs = waitBefore(rung, random);
  if (waitMs === null) return { kind: 'dead', row: { ...row, attempts }, isEndpointsFault: true };
  const dueMs = Math.max(nowMs + waitMs, asked);
  return {
    kind: 'postponed',
    row: { ...row, attempts, rung, dueMs, nextMs: dueMs },
    isEndpointsFault: true,
  };
}

export class Courier {
  readonly #parts: CourierParts;

  constructor(parts: CourierParts) {
    this.#parts = parts;
  }

  /** Null = ended by `signal` before an answer came. */
  async attempt(row: DeliveryRow, signal: AbortSignal): Promise<Attempted | null> {
    const { endpoint, metrics, timing } = this.#parts;
    const startedMs = timing.now();
    try {
      const answer = await this.#send(row, signal);
      metrics.attempts.inc({ endpoint: endpoint.id, reason: answer.reason });
      metrics.attemptSeconds.observe({ endpoint: endpoint.id }, answer.durationMs / 1_000);
      return { row, answer, startedMs };
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }

  /** One message without an alert, tried once and told as an attempt. */
  async test(commandId: string, signal: AbortSignal): Promise<void> {
    const { endpoint, reports, metrics, timing } = this.#parts;
    const atMs = timing.now();
    const webhookId = `test_${commandId}`;
    const body = testPayloadOf(endpoint, atMs);
    const { reason, status, durationMs } = await this.#post(webhookId, body, signal);
    metrics.attempts.inc({ endpoint: endpoint.id, reason });
    const outcome = reason === 'delivered' ? 'delivered' : 'failed';
    const place = { partition: 0, offset: 0, attempt: 1, nextAtMs: null };
    const what = { endpoint: endpoint.id, webhookId, ...DELIVERY_TEST, ...place };
    reports.tell({ kind: 'attempt', ...what, atMs, durationMs, outcome, reason, status });
  }

  /** To the topics, after the outbox. */
  async tell(
    { answer, startedMs }: Attempted,
    settlement: Settlement,
    nowMs: number,
  ): Promise<void> {
    const { endpoint, reports, metrics } = this.#parts;
    const { row, kind } = settlement;
    const { webhookId, alertId, alertType, change, partition, offset } = row;
    reports.tell({
      kind: 'attempt',
      endpoint: endpoint.id,
      webhookId,
      alertId,
      alertType,
      change,
      partition,
      offset,
      attempt: row.attempts,
      atMs: startedMs,
      durationMs: answer.durationMs,
      outcome: kind === 'postponed' ? 'failed' : kind,
      reason: answer.reason,
      status: answer.status,
      nextAtMs: kind === 'postponed' && answer.reason !== 'gone' ? row.nextMs : null,
    });
    if (kind !== 'delivered') return;
    metrics.deliverySeconds.observe({ endpoint: endpoint.id }, (nowMs - row.readMs) / 1_000);
    if (row.revived === 1) await reports.tellDead([this.#letter(row, answer, nowMs, 'delivered')]);
  }

  /** Durable before the row leaves the queue. */
  async tellDead(row: DeliveryRow, answer: Answer, nowMs: number): Promise<void> {
    const { endpoint, reports, metrics, logger } = this.#parts;
    await reports.tellDead([this.#letter(row, answer, nowMs, 'dead')]);
    metrics.deadLetters.inc({ endpoint: endpoint.id, reason: answer.reason });
    const { webhookId, attempts } = row;
    const { reason, status } = answer;
    logger.error(
      { webhookId, attempts, reason, status },
      'A transition was given up; it is a dead letter.',
    );
  }

  async close(): Promise<void> {
    await this.#parts.poster.close();
  }

  async #send(row: DeliveryRow, signal: AbortSignal): Promise<Answer> {
    const { endpoint, vehicles } = this.#parts;
    const found = await this.#toldBy(row);
    if (typeof found === 'string') return unsent(found);
    const vehicle = vehicles.of(found.transition.alert.subjectKey);
    return this.#post(row.webhookId, payloadOf({ ...found, vehicle, endpoint }), signal);
  }

  async #post(webhookId: string, body: string, signal: AbortSignal): Promise<Answer> {
    const { secrets, poster, timing, logger } = this.#parts;
    if (Buffer.byteLength(body) > PAYLOAD_BYTES_MAX) return unsent('too-large');
    let signature: string;
    const nowMs = timing.now();
    const timestampS = Math.floor(nowMs / 1_000);
    try {
      signature = signatureOf(secrets.signers(), { id: webhookId, timestampS, body });
    } catch (error) {
      logger.error({ err: error }, 'The secrets of an endpoint cannot be used.');
      return unsent('secret');
    }
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Tizheng-Webhooks/1',
      'webhook-id': webhookId,
      'webhook-timestamp': String(timestampS),
      'webhook-signature': signature,
    };
    return poster.post(headers, body, { nowMs, signal });
  }

  async #toldBy({ partition, offset }: DeliveryRow): Promise<Told | 'expired' | 'unreadable'> {
    try {
      const { records } = await this.#parts.log.read(...placeOf(partition), offset, ONE);
      const record = records[0];
      if (record?.offset !== offset) return 'expired';
      const { value, timeMs: atMs } = record;
      if (partition === NOTICE_PARTITION) return toldByStep(decodeLoopStep(value), offset);
      return { transition: decodeAlertTransition(value), atMs };
    } catch (error) {
      if (!(error instanceof TizhengError)) throw error;
      if (error.code === 'LOG_OFFSET_GONE') return 'expired';
      if (error.code === 'LOG_DAMAGED') return 'unreadable';
      throw error;
    }
  }

  #letter(row: DeliveryRow, answer: Answer, atMs: number, state: DeadLetter['state']): DeadLetter {
    const { webhookId, alertId, alertType, change, partition, offset, attempts } = row;
    const { reason, status } = answer;
    const endpoint = this.#parts.endpoint.id;
    const what = { webhookId, alertId, alertType, change, partition, offset };
    return { endpoint, ...what, state, attempts, reason, status, atMs };
  }
}

/** Steps have no numbers of a task: their place in the log ascends as well. */
function toldByStep(step: LoopStep, offset: number): Told | 'unreadable' {
  const { atMs } = step;
  const numbers = { task: 'alert-loop', epoch: 0, number: offset };
  if (step.kind === 'ended')
    return { transition: { ...numbers, change: step.state, alert: step.alert }, atMs };
  if (step.kind !== 'notified') return 'unreadable';
  const { level, because, alert } = step;
  return {
    transition: { ...numbers, change: 'notified', alert },
    notice: { level, because: because === 'escalated-later' ? 'escalated' : because },
    atMs,
  };
}

function unsent(reason: DeliveryReason): Answer {
  return { reason, status: null, retryAfterMs: null, durationMs: 0 };
}
