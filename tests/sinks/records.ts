/** What the tests of sinks and stores write to topics: an alert, a weather reading, verdicts on risk, steps of the loop. */
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import { stepOf } from '#core/loop/step.ts';
import type { RiskTold, RiskVerdict, SectionIncidence } from '#core/risk/verdict.ts';
import { TOPICS } from '#core/topics.ts';
import { encodeRisk } from '#proto/codec/indicator.ts';
import { encodeLoopStep } from '#proto/codec/step.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { EPOCH_MS } from './platform.ts';

/** With a quote, a tab and fractions, as formats between us and the store must carry them. */
export const storedAlert = (subjectKey: SubjectKey): Alert => ({
  alertId: '0123456789abcdef0123456789abcdef',
  type: 'speed.over',
  ruleVersion: 3,
  subjectKey,
  driverKey: null,
  severity: 'major',
  state: 'open',
  corrected: false,
  late: false,
  openedAtMs: EPOCH_MS,
  raisedAtMs: EPOCH_MS + 31_000,
  closedAtMs: null,
  measured: 91.3,
  limit: 80,
  unit: 'km/h',
  latitudeDeg: 23.1234567,
  longitudeDeg: -113.7654321,
  explanation: { zh: '超速', en: "over the limit, it's 91.3\tkm/h" },
  clause: '道路交通安全法 第42条',
  params: { limitKmh: 80 },
  facts: {},
  evidence: [{ partition: 0, offset: 5, eventTimeMs: EPOCH_MS }],
});

export const storedWeather = {
  timeMs: EPOCH_MS,
  visibilityM: 75_000,
  windMs: 3.4,
  gustMs: null,
  windDirectionDeg: 270,
  airTempC: -1.5,
  dewPointC: null,
  humidityPct: 99.5,
  rainMmH: 0.1,
  rain1hMm: null,
  surface: 'ice' as const,
  surfaceTempC: -2,
  frictionPct: 41.5,
  waterMm: 0,
};

/** A vehicle that turns red and stays so, a section with violations, and one without. */
export function riskTold(vehicle: SubjectKey): RiskTold[] {
  const verdict: RiskVerdict = {
    ...{ kind: 'vehicle', id: vehicle, formula: 1, version: 3, asOfMs: EPOCH_MS, score: 62.5 },
    ...{ coverage: 0.8, code: 'red', codeSinceMs: EPOCH_MS, reasons: [], components: [] },
    sums: {
      ...{ wayKm: 500.5, drivingHours: 9, due: 0, handled: 0, positions: 10, qualified: 10 },
      alerts: { critical: 1, major: 0, minor: 0 },
    },
    uncorrected: { count: 1, alertIds: ['a1'] },
    profile: { byType: [], byHour: [], byDay: [] },
    history: [
      {
        ...{ atMs: EPOCH_MS, from: null, to: 'red', score: 62.5, alertId: 'a1' },
        ...{ zh: '1 条严重告警尚未办结', en: '1 critical alert not closed' },
      },
    ],
    ...{ vehicleClass: 'charter', enterpriseId: 'e-1' },
  };
  const cells = [
    { weekday: 0, hour: -1, count: 12, wayKm: 800, rate: 15 },
    { weekday: 1, hour: 10, count: 5, wayKm: 20, rate: null },
  ];
  const section: SectionIncidence = {
    ...{ kind: 'section', id: 's-1', formula: 1, version: 1, asOfMs: EPOCH_MS, days: 28 },
    ...{ cells, byType: [] },
  };
  return [
    verdict,
    // An hour later nothing of the code has changed: no row of it.
    { ...verdict, version: 4, asOfMs: EPOCH_MS + 3_600_000, score: 70.1 },
    section,
    { ...section, id: 's-2', cells: [] },
  ];
}

/** The second is written twice, as after a restart. */
export async function appendRisk(log: EventLog, told: readonly RiskTold[]): Promise<void> {
  const numbered = [...told.entries(), [1, told[1]!] as const];
  await log.append(
    TOPICS.risk,
    0,
    numbered.map(([number, each]) => ({
      ...{ key: each.id, timeMs: EPOCH_MS },
      value: encodeRisk({ task: 'indicator-0', epoch: 1, number, told: each }),
    })),
  );
}

/** A notice, and the driver's reaction, which lies in the log twice and not alike: the first counts. */
export async function appendSteps(log: EventLog, alert: Alert): Promise<void> {
  const reaction = (tookMs: number) =>
    stepOf(alert, { kind: 'reaction', result: 'reacted', reactedAtMs: EPOCH_MS, tookMs }, EPOCH_MS);
  const notified = stepOf(
    alert,
    { kind: 'notified', level: 'city', endpoints: ['police'], because: 'due', alert },
    EPOCH_MS,
  );
  const steps = [reaction(42_000), notified, reaction(43_000)];
  await log.append(
    TOPICS.alertSteps,
    0,
    steps.map((step) => ({
      ...{ key: alert.alertId, timeMs: EPOCH_MS, value: encodeLoopStep(step) },
    })),
  );
}
