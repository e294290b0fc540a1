/** What the panel of the chosen indicator shows: its parts and its day, kept fresh while it is open. */
import { computed, effect, signal } from '@preact/signals';
import { ApiFault, api } from '../feed/api.ts';
import type { AlertRow } from '../feed/types.ts';
import type { IndicatorParts, IndicatorReading } from '../feed/vitals-types.ts';
import { t } from './preferences.ts';
import { catalogue, choice, vitalsVersion } from './vitals.ts';

/** New values of the tiles say that there are new ones below them; asked for at most this often. */
const REFRESH_EVERY_MS = 5_000;

export const parts = signal<IndicatorParts | null>(null);
export const day = signal<{ source: 'store' | 'memory'; values: IndicatorReading[] } | null>(null);
export const alertsBehind = signal<AlertRow[]>([]);
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
    day.value = values;
    const found =
      answer.alertsBegan + answer.alertsContinued === 0
        ? { alerts: [] }
        : await api.indicatorAlerts(indicatorId, scope, answer.windowStartMs, answer.windowEndMs);
    if (current()) alertsBehind.value = found.alerts;
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
