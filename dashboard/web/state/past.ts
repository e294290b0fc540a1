/** The trace of one vehicle: what its window shows. */
import { signal } from '@preact/signals';
import { DAY_MS } from '#core/time.ts';
import { ApiFault } from '../feed/api.ts';
import { pastApi, type Trace } from '../feed/past-api.ts';
import { dialog } from './detail.ts';
import { t } from './preferences.ts';

/** Vehicle the window is opened for; null = of none. */
export const pastVehicle = signal<{ handle: number; plate: string } | null>(null);
/** Asked for and come. */
export const trace = signal<Trace | null>(null);
export const traceFault = signal<string | null>(null);
/** Drawn on the map; null = none. */
export const traceOnMap = signal<Trace | null>(null);

let asked = 0;

export function openTrace(vehicle: { handle: number; plate: string }): void {
  pastVehicle.value = vehicle;
  trace.value = null;
  traceFault.value = null;
  dialog.value = 'trace';
}

/** @param date `2026-11-21`, of Beijing */
export async function loadTrace(date: string): Promise<void> {
  const vehicle = pastVehicle.value;
  const fromMs = Date.parse(`${date}T00:00:00+08:00`);
  if (vehicle === null || Number.isNaN(fromMs)) return;
  const mine = ++asked;
  trace.value = null;
  traceFault.value = null;
  try {
    const answer = await pastApi.trace(vehicle.handle, { fromMs, toMs: fromMs + DAY_MS });
    if (mine === asked) trace.value = answer;
  } catch (error) {
    if (mine === asked) traceFault.value = reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ApiFault ? error.message : t('login.unreachable');
}
