/** An alert as one line of JSON: fixed key order, times in Asia/Shanghai with milliseconds, no log offsets. */
import type { Alert, AlertChange } from '#core/alert.ts';
import { INDICATORS } from '#core/indicator-catalogue.ts';
import { formatShanghai } from '#core/time.ts';
import type { Told } from '#processors/indicators/indicator-task.ts';
import type { Directory } from './inputs.ts';

export function printAlert(alert: Alert, directory: Directory, change: AlertChange | null): string {
  return JSON.stringify({
    ...(change === null ? {} : { change }),
    alertId: alert.alertId,
    type: alert.type,
    vehicleId: directory.vehicleIdOf(alert.subjectKey),
    severity: alert.severity,
    state: alert.state,
    corrected: alert.corrected,
    openedAt: formatShanghai(alert.openedAtMs),
    raisedAt: formatShanghai(alert.raisedAtMs),
    closedAt: alert.closedAtMs === null ? null : formatShanghai(alert.closedAtMs),
    measured: alert.measured,
    limit: alert.limit,
    unit: alert.unit,
    latitudeDeg: alert.latitudeDeg,
    longitudeDeg: alert.longitudeDeg,
    explanation: { zh: alert.explanation.zh, en: alert.explanation.en },
    class: directory.classes.get(alert.subjectKey) ?? 'other',
    driverId: directory.driverIdOf(alert.driverKey),
    late: alert.late,
    ruleVersion: alert.ruleVersion,
    clause: alert.clause,
    params: alert.params,
    facts: alert.facts,
    evidenceCount: alert.evidence.length,
  });
}

/** False = raised and taken back before anything had settled: nobody else ever saw it. */
export const isSeen = ({ state, corrected }: Alert): boolean => state !== 'withdrawn' || corrected;

/** By (openedAt, vehicleId, type); the id settles what is still equal. */
export function compareAlerts(a: Alert, b: Alert, directory: Directory): number {
  return (
    a.openedAtMs - b.openedAtMs ||
    compareText(directory.vehicleIdOf(a.subjectKey), directory.vehicleIdOf(b.subjectKey)) ||
    compareText(a.type, b.type) ||
    compareText(a.alertId, b.alertId)
  );
}

const UNITS = new Map<string, string>(INDICATORS.map(({ id, unit }) => [id, unit]));

/** @param isChange tells also how often the value had been told: that depends on when facts arrived, the value does not. */
export function printIndicator(told: Told, isChange: boolean): string {
  return JSON.stringify({
    kind: 'indicator',
    indicatorId: told.indicatorId,
    definitionVersion: told.definitionVersion,
    scope: { kind: told.scope.kind, id: told.scope.id },
    windowStart: formatShanghai(told.windowStartMs),
    windowEnd: formatShanghai(told.windowEndMs),
    phase: told.phase,
    ...(isChange ? { version: told.version } : {}),
    value: told.value,
    unit: UNITS.get(told.indicatorId) ?? '',
    numerator: told.numerator,
    denominator: told.denominator,
    samples: told.samples,
    coverage: told.coverage,
  });
}

export function ruleFaultText(type: string, cause: unknown): string {
  return `rule ${type} failed and was reset: ${cause instanceof Error ? cause.message : String(cause)}`;
}

/** One indicator of one scope over one window. */
export function indicatorKey({ indicatorId, scope, windowStartMs }: Told): string {
  return `${indicatorId} ${scope.kind}:${scope.id} ${windowStartMs}`;
}

/** By (window end, indicator, scope). */
export function compareIndicators(a: Told, b: Told): number {
  return (
    a.windowEndMs - b.windowEndMs ||
    compareText(a.indicatorId, b.indicatorId) ||
    compareText(a.scope.kind, b.scope.kind) ||
    compareText(a.scope.id, b.scope.id) ||
    a.windowStartMs - b.windowStartMs
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
