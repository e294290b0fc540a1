import type { Alert, AlertTransition } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { NumberedObservation } from '#proto/codec/observation.ts';

export const subject = (n: number): SubjectKey => n.toString(16).padStart(16, '0') as SubjectKey;

export function alertOf(n: number, changes: Partial<Alert> = {}): Alert {
  return {
    alertId: n.toString(16).padStart(32, '0'),
    type: 'speed.over',
    ruleVersion: 1,
    subjectKey: subject(n),
    driverKey: null,
    severity: 'major',
    state: 'open',
    corrected: false,
    late: false,
    openedAtMs: 1_780_000_000_000,
    raisedAtMs: 1_780_000_031_000,
    closedAtMs: null,
    measured: 112.3,
    limit: 100,
    unit: 'km/h',
    latitudeDeg: 23.1,
    longitudeDeg: 113.2,
    explanation: { zh: '超速', en: 'speeding' },
    clause: 'clause',
    params: {},
    facts: {},
    evidence: [{ partition: 0, offset: 7, eventTimeMs: 1_780_000_000_000 }],
    ...changes,
  };
}

export function transitionOf(number: number, alert: Alert): AlertTransition {
  return { task: 'vehicle-0', epoch: 1, number, change: 'opened', alert };
}

export function observationOf(
  n: number,
  changes: Partial<NumberedObservation> = {},
): NumberedObservation {
  return {
    subjectKey: subject(n),
    deviceKey: subject(n + 1_000_000),
    protocol: 'jt808_2019',
    eventTimeMs: Date.now(),
    receivedTimeMs: Date.now(),
    latitudeDeg: 23 + (n % 1000) / 1000,
    longitudeDeg: 113 + (n % 1000) / 1000,
    altitudeM: null,
    speedKmh: 60,
    courseDeg: 90,
    mileageKm: null,
    alarmFlag: 0,
    statusFlag: 3,
    videoAlarmFlag: 0,
    alarmItems: null,
    flags: 0,
    driverKey: null,
    inputPartition: 0,
    inputOffset: n,
    task: 'vehicle-0',
    epoch: 1,
    number: n,
    ...changes,
  };
}
