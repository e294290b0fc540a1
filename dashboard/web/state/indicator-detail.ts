/** What the panel of the chosen indicator shows: its parts and its day, kept fresh while it is open. */
import { computed, effect, signal } from '@preact/signals';
import { ApiFault, api } from '../feed/api.ts';
import type { AlertRow } from '../feed/types.ts';
import type { IndicatorParts, IndicatorReading } from '../feed/vitals-types.ts';
import { t } from './preferences.ts';
import { catalogue, choice, vitalsVersion } from './vitals.ts';

/** New values of the tiles say that there are new ones below them; asked for at most this often. */
const REFRESH_EVERY_MS = 5_000;
const WEEK_MS = 7 * 86_400_000;

export const parts = signal<IndicatorParts | null>(null);
export const day = signal<{ source: 'store' | 'memory'; values: IndicatorReading[] } | null>(null);
export const alertsBehind = signal<AlertRow[]>([]);
/** Same window seven days before; null = not known. */
export const weekBefore = signal<IndicatorReading | null>(null);
export const vitalFault = signal<string | null>(null);
/** Of the chosen indicator; null = none is chosen, or the catalogue does not hold it. */
export const definition = computed(
  () => catalogue.value.find(({ id }) => id === choice.value?.indicatorId) ?? null,
);

let askedMs = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export async function loadIndicator(): Promise<void> {
  const chosen = choice.peek();
  if (chosen === null) return;
  askedMs = Date.now();
  const current = () => choice.peek() === chosen;
  const { indicatorId, scope, by, atMs } = chosen;
  try {
    const [answer, values] = await Promise.all([
      api.indicatorParts(indicatorId, scope, { by, atMs }),
      api.indicatorValues(indicatorId, scope),
    ]);
    if (!current()) return;
    vitalFault.value = null;
    parts.value = answer;
    // An equal day keeps its chart: drawing it anew would flicker under the eye.
    if (JSON.stringify(day.peek()) !== JSON.stringify(values)) day.value = values;
    const { windowStartMs, windowEndMs, alertsBegan, alertsContinued } = answer;
    const then = windowStartMs - WEEK_MS;
    const [found, before] = await Promise.all([
      alertsBegan + alertsContinued === 0
        ? { alerts: [] }
        : api.indicatorAlerts(indicatorId, scope, windowStartMs, windowEndMs),
      api.indicatorValues(indicatorId, scope, { from: then, to: then + 1 }),
    ]);
    if (!current()) return;
    alertsBehind.value = found.alerts;
    weekBefore.value = before.values[0] ?? null;
  } catch (error) {
    if (!current()) return;
    vitalFault.value = error instanceof ApiFault ? error.message : t('login.unreachable');
    // What is shown belongs to another choice and would mislead.
    if (parts.peek()?.indicatorId !== indicatorId) parts.value = null;
  }
}

/** Follows the choice and the live values until it is stopped. */
export function followIndicator(): () => void {
  const stops = [
    effect(() => {
      const chosen = choice.value;
      if (parts.peek()?.indicatorId !== chosen?.indicatorId) {
        parts.value = null;
        day.value = null;
      }
      alertsBehind.value = [];
      weekBefore.value = null;
      vitalFault.value = null;
      void loadIndicator();
    }),
    effect(() => {
      vitalsVersion.value;
      if (timer !== undefined) return;
      const waitMs = Math.max(0, askedMs + REFRESH_EVERY_MS - Date.now());
      timer = setTimeout(() => {
        timer = undefined;
        void loadIndicator();
      }, waitMs);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    clearTimeout(timer);
    timer = undefined;
    parts.value = null;
    day.value = null;
  };
}
