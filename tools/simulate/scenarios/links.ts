/** Links, positions and clocks. */
import { MINUTE_MS, SECOND_MS } from '#core/time.ts';
import {
  ANY,
  AROUND_NOW,
  drive,
  type Misfit,
  MODERN,
  planOf,
  REPORT_EVERY_MS,
  type Scenario,
} from '../scenario.ts';

/** A terminal that tells something wrong while its vehicle drives on as usual. */
function misfit(
  alertType: string,
  summary: string,
  spans: readonly Misfit[],
  more: Pick<Scenario, 'twin'> = {},
): Scenario {
  return {
    name: alertType,
    alertTypes: [alertType],
    summary,
    classes: ANY,
    editions: MODERN,
    ...more,
    plan: (nowMs) =>
      planOf(nowMs, AROUND_NOW, {
        misfits: spans.map((span) => ({
          ...span,
          fromMs: nowMs + span.fromMs,
          toMs: nowMs + span.toMs,
        })),
      }),
  };
}

/** Half a minute apart, each for one report. */
const BLINKS = Array.from({ length: 12 }, (_, k) => {
  const fromMs = 10 * SECOND_MS + k * 30 * SECOND_MS;
  return { fromMs, toMs: fromMs + REPORT_EVERY_MS, northM: 12_000 };
});

export const links: readonly Scenario[] = [
  {
    name: 'link.silent',
    alertTypes: ['link.silent'],
    summary:
      'a moving vehicle has been silent for four minutes at the start; it comes back and uploads what it stored',
    classes: ANY,
    editions: MODERN,
    plan: (nowMs) =>
      planOf(nowMs, AROUND_NOW, {
        outages: [{ fromMs: nowMs - 4 * MINUTE_MS, toMs: nowMs + 8 * MINUTE_MS }],
      }),
  },
  {
    name: 'blind-area',
    alertTypes: [],
    summary: 'a vehicle loses its link for 100 seconds and uploads what it stored as 0x0704 type 1',
    classes: ANY,
    editions: MODERN,
    plan: (nowMs) =>
      planOf(nowMs, AROUND_NOW, {
        outages: [{ fromMs: nowMs + 40 * SECOND_MS, toMs: nowMs + 140 * SECOND_MS }],
      }),
  },
  {
    name: 'link.dark-move',
    alertTypes: ['link.dark-move'],
    summary: 'a vehicle has driven 40 minutes without a word and without storing anything',
    classes: ANY,
    editions: MODERN,
    startsEarly: true,
    plan: (nowMs) =>
      planOf(nowMs, drive(-60 * MINUTE_MS, 35 * MINUTE_MS), {
        outages: [{ fromMs: nowMs - 40 * MINUTE_MS, toMs: nowMs + 10 * SECOND_MS }],
        historyFromMs: nowMs - 62 * MINUTE_MS,
      }),
  },
  misfit('position.drift', 'every half minute one position is 12 km away', BLINKS),
  misfit('position.frozen', 'the coordinates hang while the vehicle drives on', [
    { fromMs: -MINUTE_MS, toMs: 5 * MINUTE_MS, hangs: true },
  ]),
  misfit('position.jump', 'the position is suddenly 12 km away and stays there for minutes', [
    { fromMs: 20 * SECOND_MS, toMs: 8 * MINUTE_MS, northM: 12_000 },
  ]),
  misfit('clock.wrong', 'the clock is 20 minutes ahead for a while', [
    { fromMs: 10 * SECOND_MS, toMs: 6 * MINUTE_MS, aheadMs: 20 * MINUTE_MS },
  ]),
  misfit('position.mismatch', 'two terminals under one plate report from different roads', [], {
    twin: true,
  }),
];
