/** Topics alerts.v1 and alert-actions.v1, through the generated code. */

import {
  ALERT_ACTIONS,
  ALERT_CHANGES,
  type Alert,
  type AlertAction,
  type AlertTransition,
  EPISODE_STATES,
  OUTCOMES,
  SEVERITIES,
} from '#core/alert.ts';
import {
  DISPOSITION_CODES,
  RECEIVER_CODES,
  SUPERVISION_RESULTS,
} from '#core/alert-life/dispositions.ts';
import { ESCALATION_LEVELS, URGENCIES } from '#core/alert-life/work.ts';
import { tizheng } from '../generated/alert.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, keyOfLong, longOfKey, safeNumber } from './generated.ts';
import { degOfE7, e7OfDeg } from './units.ts';

const v1 = tizheng.alert.v1;
/** Throws WireFault for a number that has no place on the wire. */
export function encodeAlertTransition(transition: AlertTransition): Uint8Array {
  const { task, epoch, number, change, alert } = transition;
  return v1.AlertTransition.encode({
    task,
    epoch,
    number: safeNumber(number),
    change,
    alert: {
      alertId: alert.alertId,
      type: alert.type,
      ruleVersion: alert.ruleVersion,
      subjectKey: longOfKey(alert.subjectKey),
      driverKey: alert.driverKey === null ? null : longOfKey(alert.driverKey),
      severity: alert.severity,
      state: alert.state,
      corrected: alert.corrected,
      late: alert.late,
      openedAtMs: safeNumber(alert.openedAtMs),
      raisedAtMs: safeNumber(alert.raisedAtMs),
      closedAtMs: alert.closedAtMs === null ? null : safeNumber(alert.closedAtMs),
      measured: alert.measured,
      limit: alert.limit,
      unit: alert.unit,
      latitudeE7: alert.latitudeDeg === null ? null : e7OfDeg(alert.latitudeDeg),
      longitudeE7: alert.longitudeDeg === null ? null : e7OfDeg(alert.longitudeDeg),
      explanationZh: alert.explanation.zh,
      explanationEn: alert.explanation.en,
      clause: alert.clause,
      paramsJson: JSON.stringify(alert.params),
      factsJson: JSON.stringify(alert.facts),
      evidence: alert.evidence,
    },
  }).finish();
}

/** Throws WireFault. */
export function decodeAlertTransition(bytes: Uint8Array): AlertTransition {
  const wire = decodeGenerated(v1.AlertTransition, bytes);
  if (!wire.alert) throw new WireFault('value', 'an alert transition holds its alert');
  return {
    task: wire.task,
    epoch: wire.epoch,
    number: safeNumber(wire.number),
    change: oneOf(ALERT_CHANGES, wire.change),
    alert: alertOf(wire.alert),
  };
}

function alertOf(wire: tizheng.alert.v1.Alert): Alert {
  return {
    alertId: wire.alertId,
    type: wire.type,
    ruleVersion: wire.ruleVersion,
    subjectKey: keyOfLong(wire.subjectKey),
    driverKey: wire.driverKey == null ? null : keyOfLong(wire.driverKey),
    severity: oneOf(SEVERITIES, wire.severity),
    state: oneOf(EPISODE_STATES, wire.state),
    corrected: wire.corrected,
    late: wire.late,
    openedAtMs: safeNumber(wire.openedAtMs),
    raisedAtMs: safeNumber(wire.raisedAtMs),
    closedAtMs: wire.closedAtMs == null ? null : safeNumber(wire.closedAtMs),
    measured: wire.measured ?? null,
    limit: wire.limit ?? null,
    unit: wire.unit,
    latitudeDeg: wire.latitudeE7 == null ? null : degOfE7(wire.latitudeE7),
    longitudeDeg: wire.longitudeE7 == null ? null : degOfE7(wire.longitudeE7),
    explanation: { zh: wire.explanationZh, en: wire.explanationEn },
    clause: wire.clause,
    params: objectOf(wire.paramsJson),
    facts: objectOf(wire.factsJson),
    evidence: wire.evidence.map((ref) => ({
      partition: ref.partition ?? 0,
      offset: safeNumber(ref.offset ?? 0),
      eventTimeMs: safeNumber(ref.eventTimeMs ?? 0),
    })),
  };
}

export function encodeAlertAction(action: AlertAction): Uint8Array {
  const { about, ...rest } = action;
  return v1.AlertAction.encode({
    ...rest,
    ...(about === undefined
      ? {}
      : { about: { ...about, subjectKey: longOfKey(about.subjectKey) } }),
    atMs: safeNumber(action.atMs),
    untilMs: action.untilMs === null ? null : safeNumber(action.untilMs),
  }).finish();
}

/** Throws WireFault. */
export function decodeAlertAction(bytes: Uint8Array): AlertAction {
  const wire = decodeGenerated(v1.AlertAction, bytes);
  return {
    alertId: wire.alertId,
    baseVersion: wire.baseVersion,
    atMs: safeNumber(wire.atMs),
    actor: wire.actor,
    action: oneOf(ALERT_ACTIONS, wire.action),
    outcome: wire.outcome == null ? null : oneOf(OUTCOMES, wire.outcome),
    cause: wire.cause ?? null,
    note: wire.note ?? null,
    untilMs: wire.untilMs == null ? null : safeNumber(wire.untilMs),
    ...(wire.about == null ? {} : { about: aboutOf(wire.about) }),
    ...given('disposition', wordOf(DISPOSITION_CODES, wire.disposition)),
    ...given('assignee', wire.assignee),
    ...given('duplicateOf', wire.duplicateOf),
    ...given('handedTo', wordOf(RECEIVER_CODES, wire.handedTo)),
    ...given('level', wordOf(ESCALATION_LEVELS, wire.level)),
    ...given('urgency', wordOf(URGENCIES, wire.urgency)),
    ...given('result', wordOf(SUPERVISION_RESULTS, wire.result)),
    ...given('actionId', wire.actionId),
  };
}

/** Nothing where the wire says nothing: an absent member and an undefined one are not the same. */
function given<K extends string, V>(name: K, value: V | null | undefined) {
  return (value == null ? {} : { [name]: value }) as { [P in K]?: V };
}

function wordOf<T extends string>(list: readonly T[], value: string | null | undefined): T | null {
  return value == null ? null : oneOf(list, value);
}

function aboutOf(wire: tizheng.alert.v1.IAbout): NonNullable<AlertAction['about']> {
  return {
    subjectKey: keyOfLong(wire.subjectKey ?? 0),
    alertType: wire.alertType ?? '',
    openedAtMs: safeNumber(wire.openedAtMs ?? 0),
  };
}

function oneOf<T extends string>(list: readonly T[], value: string): T {
  if ((list as readonly string[]).includes(value)) return value as T;
  throw new WireFault('value', 'a word is outside its closed list');
}

function objectOf(json: string): Record<string, unknown> {
  if (json === '') return {};
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch (cause) {
    throw new WireFault('value', 'a field that holds JSON does not parse', cause);
  }
}
