/** What a receiver is told: `{type, timestamp, data}` of one alert transition. */
import { createHash } from 'node:crypto';
import type { Alert, AlertChange, AlertTransition } from '#core/alert.ts';
import type { NoticeLevel } from '#core/loop/policy.ts';
import { coarse, maskedPlate } from '#core/masking.ts';
import { formatShanghai } from '#core/time.ts';
import type { WebhookEndpointSettings } from '../config.ts';
import type { VehicleFacts } from './vehicles.ts';

type Clearance = WebhookEndpointSettings['clearance'];

/** Standard Webhooks asks receivers to take 20 kB. */
export const PAYLOAD_BYTES_MAX = 20_000;
/** Numbers of one epoch stay below this, and epochs below 2^13, so that `seq` is a safe integer. */
const NUMBERS_PER_EPOCH = 2 ** 40;

/** The same for every attempt of a transition to an endpoint, also after a crash: it holds nothing else. */
export function webhookIdOf(
  endpoint: string,
  { task, epoch, number }: Pick<AlertTransition, 'task' | 'epoch' | 'number'>,
): string {
  const hash = createHash('sha256').update(`${endpoint}\n${task}\n${epoch}\n${number}`);
  return `msg_${hash.digest('base64url').slice(0, 27)}`;
}

/** Of a notice of alert-steps.v1, which may lie there twice: the same for the same step. */
export function noticeIdOf(endpoint: string, stepId: string): string {
  const hash = createHash('sha256').update(`${endpoint}\nstep\n${stepId}`);
  return `msg_${hash.digest('base64url').slice(0, 27)}`;
}

/** What is told besides the alert itself. */
export interface NoticeFacts {
  level: NoticeLevel;
  because: 'due' | 'deaf' | 'escalated';
}

export interface PayloadInput {
  transition: Pick<AlertTransition, 'alert' | 'task' | 'epoch' | 'number'> & {
    change: AlertChange | 'notified';
  };
  /** Absent = not a notice. */
  notice?: NoticeFacts;
  /** Time of the record in the log. */
  atMs: number;
  /** Undefined = not registered. */
  vehicle: VehicleFacts | undefined;
  endpoint: Pick<WebhookEndpointSettings, 'clearance' | 'payload'>;
}

/** JSON; the same bytes for every attempt as long as the registry says the same of the vehicle. */
export function payloadOf({ transition, notice, atMs, vehicle, endpoint }: PayloadInput): string {
  const { change, alert, epoch, number, task } = transition;
  const { clearance } = endpoint;
  const time = (ms: number | null) => (ms === null ? null : formatShanghai(ms));
  return JSON.stringify({
    type: `alert.${change}`,
    timestamp: formatShanghai(atMs),
    data: {
      alertId: alert.alertId,
      type: alert.type,
      severity: alert.severity,
      state: alert.state,
      change,
      // Ascending over the transitions of an alert, whatever order they arrive in.
      seq: epoch * NUMBERS_PER_EPOCH + number,
      source: task,
      corrected: alert.corrected,
      late: alert.late,
      openedAt: time(alert.openedAtMs),
      raisedAt: time(alert.raisedAtMs),
      closedAt: time(alert.closedAtMs),
      place: placeOf(alert, clearance),
      measured: alert.measured,
      limit: alert.limit,
      unit: alert.unit,
      explanation: alert.explanation,
      clause: alert.clause,
      ruleVersion: alert.ruleVersion,
      subject: alert.subjectKey,
      vehicleId: nameOf(vehicle, clearance),
      enterpriseId: vehicle?.enterpriseId ?? null,
      regionCode: vehicle?.regionCode ?? null,
      ...notice,
      ...(endpoint.payload === 1 ? {} : moreOf(alert, vehicle, clearance)),
    },
  });
}

/** What a person sends to see whether a receiver hears and verifies. */
export function testPayloadOf(
  endpoint: Pick<WebhookEndpointSettings, 'id' | 'payload'>,
  atMs: number,
): string {
  const data = { endpoint: endpoint.id, payload: endpoint.payload };
  return JSON.stringify({ type: 'webhook.test', timestamp: formatShanghai(atMs), data });
}

/** Version 2. Facts and evidence may tell a place, so they are not for sharing. */
function moreOf(alert: Alert, vehicle: VehicleFacts | undefined, clearance: Clearance): object {
  const isShared = clearance === 'share';
  return {
    class: vehicle?.class ?? null,
    params: alert.params,
    facts: isShared ? {} : alert.facts,
    evidence: isShared
      ? []
      : alert.evidence.map(({ partition, offset, eventTimeMs }) => ({
          partition,
          offset,
          at: formatShanghai(eventTimeMs),
        })),
  };
}

function placeOf({ latitudeDeg, longitudeDeg }: Alert, clearance: Clearance): object {
  const shown = (degrees: number | null) =>
    degrees === null || clearance !== 'share' ? degrees : coarse(degrees, 'wall');
  return { latitudeDeg: shown(latitudeDeg), longitudeDeg: shown(longitudeDeg) };
}

function nameOf(vehicle: VehicleFacts | undefined, clearance: Clearance): string | null {
  if (vehicle === undefined || clearance === 'pseudonym') return null;
  return clearance === 'share' ? maskedPlate(vehicle.vehicleId) : vehicle.vehicleId;
}
