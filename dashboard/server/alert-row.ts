/** An alert as the page shows it: names looked up, axes side by side. */
import type { Alert } from '#core/alert.ts';
import { DELIVERY_DEAF } from '#core/delivery.ts';
import type { BookEntry } from './alert-book.ts';
import { priorityOf } from './alert-book.ts';
import type { Roster } from './roster.ts';

/** Of what is not on the map. */
const NO_HANDLE = -1;

export function alertRow(entry: BookEntry, roster: Roster) {
  const { alert, work } = entry;
  const { handle, vehicleId, plate, class: vehicleClass } = subjectOf(alert, roster);
  return {
    alertId: alert.alertId,
    seq: entry.seq,
    type: alert.type,
    severity: alert.severity,
    priority: priorityOf(alert),
    handle,
    vehicleId,
    plate,
    class: vehicleClass,
    driver: roster.driverName(alert.driverKey),
    episode: alert.state,
    work: work.state,
    outcome: work.outcome,
    visibility: work.visibility,
    corrected: alert.corrected,
    late: alert.late,
    openedAtMs: alert.openedAtMs,
    raisedAtMs: alert.raisedAtMs,
    closedAtMs: alert.closedAtMs,
    measured: alert.measured,
    limit: alert.limit,
    unit: alert.unit,
    latitudeDeg: alert.latitudeDeg,
    longitudeDeg: alert.longitudeDeg,
    explanation: alert.explanation,
    clause: alert.clause,
    ruleVersion: alert.ruleVersion,
    workVersion: work.version,
    assignee: work.assignee,
    acknowledgedBy: work.acknowledgedBy,
    acknowledgedAtMs: work.acknowledgedAtMs,
  };
}
/** A vehicle by its plate; an endpoint, which is no vehicle, by its name. */
function subjectOf(alert: Alert, roster: Roster) {
  if (alert.type !== DELIVERY_DEAF) return roster.entry(alert.subjectKey);
  const name = String(alert.facts.endpoint);
  return { handle: NO_HANDLE, vehicleId: name, plate: name, class: 'endpoint' };
}
export type AlertRow = ReturnType<typeof alertRow>;

/** The row as JSON, written once per change: a whole duty room that reloads at once costs one writing. */
export function alertRowJson(entry: BookEntry, roster: Roster): string {
  const { shown } = entry;
  if (shown !== null && shown.seq === entry.seq && shown.names === roster.namesVersion)
    return shown.json;
  const json = JSON.stringify(alertRow(entry, roster));
  entry.shown = { seq: entry.seq, names: roster.namesVersion, json };
  return json;
}
