/** The trace of one vehicle, and the seals: what the windows of both show. */
import { signal } from '@preact/signals';
import { DAY_MS } from '#core/time.ts';
import { ApiFault } from '../feed/api.ts';
import { pastApi, type SealDetail, type SealView, type Trace } from '../feed/past-api.ts';
import { dialog, say } from './detail.ts';
import { t } from './preferences.ts';

/** Vehicle the windows are opened for; null = of none. */
export const pastVehicle = signal<{ handle: number; plate: string } | null>(null);
/** Asked for and come. */
export const trace = signal<Trace | null>(null);
export const traceFault = signal<string | null>(null);
/** Drawn on the map; null = none. */
export const traceOnMap = signal<Trace | null>(null);
export const seals = signal<SealView[] | null>(null);
export const openSeal = signal<SealDetail | null>(null);
export const sealFault = signal<string | null>(null);

const EVERY_MS = 3_000;
let asked = 0;

export function openTrace(vehicle: { handle: number; plate: string }): void {
  pastVehicle.value = vehicle;
  trace.value = null;
  traceFault.value = null;
  dialog.value = 'trace';
}

export function openSeals(vehicle: { handle: number; plate: string } | null): void {
  pastVehicle.value = vehicle;
  openSeal.value = null;
  sealFault.value = null;
  dialog.value = 'seals';
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

/** Asks until the returned function is called: a seal is made within a minute or so. */
export function watchSeals(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const ask = async () => {
    await listSeals();
    if (!ended) timer = setTimeout(ask, EVERY_MS);
  };
  void ask();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

async function listSeals(): Promise<void> {
  try {
    seals.value = (await pastApi.seals()).seals;
    const open = openSeal.value;
    const row = seals.value.find(({ sealId }) => sealId === open?.sealId);
    if (open !== null && row !== undefined && row.state !== open.state) await showSeal(row.sealId);
  } catch (error) {
    sealFault.value = reasonOf(error);
  }
}

export async function showSeal(sealId: string): Promise<void> {
  try {
    openSeal.value = await pastApi.seal(sealId);
    sealFault.value = null;
  } catch (error) {
    sealFault.value = reasonOf(error);
  }
}

/** True = it was taken. */
export async function askSeal(wish: Parameters<typeof pastApi.newSeal>[0]): Promise<boolean> {
  return tried(async () => {
    const { sealId } = await pastApi.newSeal(wish);
    say(t('seals.asked'), 'ok');
    await listSeals();
    await showSeal(sealId);
  });
}

export async function liftSeal(sealId: string, reason: string): Promise<boolean> {
  return tried(async () => {
    await pastApi.lift(sealId, reason);
    say(t('seals.liftAsked'), 'ok');
    await listSeals();
  });
}

async function tried(work: () => Promise<void>): Promise<boolean> {
  sealFault.value = null;
  try {
    await work();
    return true;
  } catch (error) {
    sealFault.value = reasonOf(error);
    return false;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ApiFault ? error.message : t('login.unreachable');
}
