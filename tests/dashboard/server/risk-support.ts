/** Verdicts on risk as the processors would tell them. */
import type { RiskTold, RiskVerdict, SectionIncidence } from '#core/risk/verdict.ts';
import { encodeRisk } from '#proto/codec/indicator.ts';

export const NOW_MS = Date.now();

export function verdict(
  changes: Partial<RiskVerdict> & Pick<RiskVerdict, 'kind' | 'id'>,
): RiskVerdict {
  return {
    ...{ formula: 1, version: 1, asOfMs: NOW_MS, score: 10, coverage: 0.8, code: 'green' },
    ...{ codeSinceMs: NOW_MS, reasons: [], components: [] },
    sums: {
      ...{ wayKm: 500, drivingHours: 9, due: 0, handled: 0, positions: 10, qualified: 10 },
      alerts: { critical: 0, major: 1, minor: 2 },
    },
    uncorrected: { count: 0, alertIds: [] },
    profile: { byType: [['speed.over', 3]], byHour: [3], byDay: [[NOW_MS, 3]] },
    ...{ history: [], vehicleClass: 'charter', enterpriseId: 'e-1' },
    ...changes,
  };
}
export const section = (id: string, cells = 1): SectionIncidence => ({
  ...{ kind: 'section', id, formula: 1, version: 1, asOfMs: NOW_MS, days: 28 },
  cells: Array.from({ length: cells }, () => ({
    ...{ weekday: 0, hour: -1, count: 12, wayKm: 800, rate: 15 },
  })),
  byType: [['speed.over', 12]],
});

/** Records of `risk.v1`, numbered in order. */
export const told = (each: readonly RiskTold[]) =>
  each.map((one, number) => ({
    ...{ key: `${one.kind}:${one.id}`, timeMs: NOW_MS },
    value: encodeRisk({ task: 'indicator-0', epoch: 1, number, told: one }),
  }));
