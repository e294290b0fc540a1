/** Records of every topic the store keeps; the same for each kind of store. */
import type { Alert } from '#core/alert.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import { SealBook } from '#core/seal.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeAlertAction, encodeAlertTransition } from '#proto/codec/alert.ts';
import { encodeAuditLink } from '#proto/codec/audit.ts';
import { encodeDeliveryRecord } from '#proto/codec/delivery.ts';
import { encodeQuarantined } from '#proto/codec/quarantined.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import { decodeSealEvent, encodeSealEvent } from '#proto/codec/seal.ts';
import { linkOf } from '#runtime/audit/chain.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { appendObservations, EPOCH_MS, observationAt } from '#tests/sinks/platform.ts';
import { appendSensors, appendValues, sensorAt, valueAt } from '#tests/sinks/readings.ts';
import {
  appendRisk,
  appendSteps,
  riskTold,
  storedAlert,
  storedWeather,
} from '#tests/sinks/records.ts';

export const SEAL = 'ab'.repeat(16);
export async function sealIn(log: EventLog) {
  const book = new SealBook();
  const bounds = { maxRecords: 100, maxBytes: 1e7, waitMs: 0 };
  for (const { value } of (await log.read(TOPICS.seals, 0, 0, bounds)).records)
    book.apply(decodeSealEvent(value));
  return book.get(SEAL)!;
}

export const STORED = [
  TOPICS.observations,
  TOPICS.sensors,
  TOPICS.indicators,
  TOPICS.alerts,
  TOPICS.alertActions,
  TOPICS.reports,
  TOPICS.quarantine,
  TOPICS.deliveries,
  TOPICS.audit,
  TOPICS.risk,
  TOPICS.alertSteps,
];

export const alert = storedAlert(observationAt(0, 0).subjectKey);

export async function fill(log: EventLog): Promise<void> {
  for (const partition of [0, 1]) {
    await appendObservations(log, partition, 0, 500);
    await appendSensors(
      log,
      partition,
      [0, 1, 2].map((n) => sensorAt(partition, n)),
    );
    await appendValues(
      log,
      partition,
      [0, 1, 2, 3, 4, 5].map((n) => valueAt(partition, n)),
    );
  }
  await appendSensors(log, 0, [
    sensorAt(0, 3, { body: { kind: 'weather', weather: storedWeather } }),
  ]);
  // Months on either side of a year's end: several parts of one batch.
  await appendObservations(log, 0, 500, 3, {
    eventTimeMs: EPOCH_MS + 60 * 86_400_000,
    latitudeDeg: null,
  });
  const append = (topic: string, values: Uint8Array[]) =>
    log.append(
      topic,
      0,
      values.map((value) => ({ key: '', timeMs: EPOCH_MS, value })),
    );
  const transition = (number: number, change: 'opened' | 'closed', facts: Partial<Alert>) =>
    encodeAlertTransition({
      task: 'vehicle-0',
      epoch: 2,
      number,
      change,
      alert: { ...alert, ...facts },
    });
  await append(TOPICS.alerts, [
    transition(1, 'opened', {}),
    transition(2, 'closed', { state: 'closed', closedAtMs: EPOCH_MS + 60_000 }),
  ]);
  await append(TOPICS.alertActions, [
    encodeAlertAction({
      alertId: alert.alertId,
      baseVersion: 0,
      atMs: EPOCH_MS + 5,
      actor: 'u1',
      action: 'close',
      outcome: 'false-alarm',
      cause: 'gps-drift',
      note: '误报\n',
      untilMs: null,
    }),
  ]);
  await append(TOPICS.reports, [
    encodeReading({
      subjectKey: alert.subjectKey,
      deviceKey: alert.subjectKey,
      protocol: 'jt808_2013',
      receivedTimeMs: EPOCH_MS,
      serial: 1,
      raw: Uint8Array.from({ length: 256 }, (_, i) => i),
      body: { kind: 'session', online: false, reason: 'idle' },
    }),
  ]);
  await append(TOPICS.quarantine, [
    encodeQuarantined({
      receivedTimeMs: EPOCH_MS,
      source: 'tcp/jt808',
      faultCode: 'checksum',
      faultOffset: 12,
      raw: Uint8Array.of(0, 9, 10, 92, 255),
      deviceKey: NO_SUBJECT,
    }),
  ]);
  await append(TOPICS.deliveries, [
    encodeDeliveryRecord({
      kind: 'attempt',
      endpoint: 'city',
      atMs: EPOCH_MS,
      webhookId: 'msg_1',
      attempt: 1,
      outcome: 'failed',
      reason: 'receiver-error',
      status: 503,
      durationMs: 12,
      nextAtMs: EPOCH_MS + 2_000,
      alertId: alert.alertId,
      alertType: alert.type,
      change: 'opened',
      partition: 0,
      offset: 0,
    }),
  ]);
  const link = linkOf(new Uint8Array(32), {
    ...{ chain: '0123456789abcdef', number: 1, heads: [], atMs: EPOCH_MS, actor: 'u1' },
    ...{ role: 'supervisor', from: '127.0.0.1', action: 'track.read', what: 'GET /api/track' },
    ...{ subjects: [alert.subjectKey], query: {}, purpose: '查证\t', rows: 12, result: 'done' },
  });
  await append(TOPICS.audit, [encodeAuditLink(link)]);
  await appendRisk(log, riskTold(alert.subjectKey));
  await appendSteps(log, alert);
  await append(TOPICS.seals, [
    encodeSealEvent({
      ...{ sealId: SEAL, step: 'seal', atMs: EPOCH_MS, actor: 'u1', reason: '事故' },
      ...{ vehicles: [alert.subjectKey], fromMs: EPOCH_MS, toMs: EPOCH_MS + 86_400_000 },
    }),
  ]);
}
