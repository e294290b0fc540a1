/** An alert as the page shows it: names looked up, axes side by side. */
import type { Alert } from '#core/alert.ts';
import { jt809Code } from '#core/alert-life/dispositions.ts';
import { deadlinesOf, nextTelling } from '#core/alert-life/timers.ts';
import { type AlertWork, resultOf } from '#core/alert-life/work.ts';
import { DELIVERY_DEAF } from '#core/delivery.ts';
import type { Sight } from './access/sight.ts';
import type { FedAlert } from './access/sight-alerts.ts';
import { priorityOf } from './alert-book.ts';

/** Of what is not on the map. */
const NO_HANDLE = -1;

/** As one sight may read it, under the number it has there. */
export function alertRow({ seq, entry }: FedAlert, sight: Sight) {
  const { alert, work, merged } = entry;
  const { handle, vehicleId, plate, class: vehicleClass } = subjectOf(alert, sight);
  const result = resultOf(work);
  const ladder = sight.ladderOf(alert.alertId);
  return {
    alertId: alert.alertId,
    seq,
    type: alert.type,
    severity: alert.severity,
    priority: priorityOf(alert),
    handle,
    vehicleId,
    plate,
    class: vehicleClass,
    driver: sight.driverName(alert.driverKey),
    episode: alert.state,
    work: work.state,
    outcome: work.outcome,
    cause: work.cause,
    disposition: work.disposition,
    duplicateOf: work.duplicateOf,
    merged,
    handedTo: work.handedTo,
    visibility: work.visibility,
    hiddenUntilMs: work.hidden?.untilMs ?? null,
    corrected: alert.corrected,
    late: alert.late,
    openedAtMs: alert.openedAtMs,
    raisedAtMs: alert.raisedAtMs,
    closedAtMs: alert.closedAtMs,
    measured: alert.measured,
    limit: alert.limit,
    unit: alert.unit,
    latitudeDeg: sight.degrees(alert.latitudeDeg),
    longitudeDeg: sight.degrees(alert.longitudeDeg),
    explanation: alert.explanation,
    clause: alert.clause,
    ruleVersion: alert.ruleVersion,
    workVersion: work.version,
    assignee: work.assignee,
    acknowledgedBy: work.acknowledgedBy,
    acknowledgedAtMs: work.acknowledgedAtMs,
    escalation: work.escalation,
    escalatedAtMs: work.escalatedAtMs,
    supervision: supervisionOf(work),
    ...deadlinesOf(alert, work, ladder),
    nextTelling: nextTelling(alert, work, ladder),
    jt809Result: result === null ? null : jt809Code(result),
  };
}

/** Without the words: lists go to walls as well. */
function supervisionOf({ supervision }: AlertWork) {
  if (supervision === null) return null;
  const { by, atMs, deadlineMs, urgency, reply } = supervision;
  return { by, atMs, deadlineMs, urgency, result: reply?.result ?? null };
}

/** A vehicle by its plate; an endpoint, which is no vehicle, by its name. */
function subjectOf(alert: Alert, sight: Sight) {
  if (alert.type !== DELIVERY_DEAF) return sight.vehicle(alert.subjectKey);
  const name = String(alert.facts.endpoint);
  return { handle: NO_HANDLE, vehicleId: name, plate: name, class: 'endpoint' };
}
export type AlertRow = ReturnType<typeof alertRow>;
