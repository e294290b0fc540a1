/** Seals after accidents: the list, the one that is open, and what a new one is to hold. */
import { signal } from '@preact/signals';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import { ApiFault } from '../feed/api.ts';
import { pastApi, type SealDetail, type SealView, type TraceSpan } from '../feed/past-api.ts';
import { registryApi } from '../feed/registry-api.ts';
import type { AlertRow, RosterVehicle } from '../feed/types.ts';
import { dialog, say } from './detail.ts';
import { plateIndex, roster, serverNowMs } from './duty-room.ts';
import { t } from './preferences.ts';

/** One that was met since the server's start has a handle, one of the registry its key there. */
export type SealVehicle = Pick<RosterVehicle, 'vehicleId' | 'plate' | 'plateColour' | 'class'> & {
  handle?: number;
  key?: string;
};

/** Of the seal that is being asked for. */
export const sealVehicles = signal<readonly SealVehicle[]>([]);
/** Where the window was opened from says of when; null = nothing. */
export const sealSpan = signal<TraceSpan | null>(null);
export const seals = signal<SealView[] | null>(null);
export const openSeal = signal<SealDetail | null>(null);
export const sealFault = signal<string | null>(null);

const EVERY_MS = 3_000;
/** The registry is asked when somebody pauses to type. */
const LOOK_UP_MS = 250;
const LOOK_UP_LENGTH_MIN = 3;
const HITS_MAX = 8;

export function openSeals(vehicles: readonly SealVehicle[], span: TraceSpan | null = null): void {
  sealVehicles.value = vehicles;
  sealSpan.value = span;
  openSeal.value = null;
  sealFault.value = null;
  dialog.value = 'seals';
}

type SealedAlert = Pick<AlertRow, 'handle' | 'vehicleId' | 'plate' | 'openedAtMs' | 'closedAtMs'>;

/** The vehicle of an alert and its time; one that was not met since the server's start is looked up. */
export async function openSealsOf(alert: SealedAlert): Promise<void> {
  const met = roster.get(alert.handle);
  openSeals(met === undefined ? [] : [met], spanAround(alert, serverNowMs()));
  if (met !== undefined) return;
  try {
    const hits = await ofRegistry(alert.plate);
    const own = hits.find(({ vehicleId }) => vehicleId === alert.vehicleId);
    if (own !== undefined) addToSeal(own);
  } catch (error) {
    sealFault.value = reasonOf(error);
  }
}

/** What belongs to an alert, with an hour before and after it, to the minute. */
function spanAround({ openedAtMs, closedAtMs }: SealedAlert, nowMs: number): TraceSpan {
  const toMs = Math.min(nowMs, (closedAtMs ?? nowMs) + HOUR_MS);
  const minute = (ms: number) => Math.floor(ms / MINUTE_MS) * MINUTE_MS;
  return { fromMs: minute(openedAtMs - HOUR_MS), toMs: minute(toMs) };
}

export function addToSeal(vehicle: SealVehicle): void {
  takeFromSeal(vehicle.vehicleId);
  sealVehicles.value = [...sealVehicles.value, vehicle];
}

export function takeFromSeal(vehicleId: string): void {
  sealVehicles.value = sealVehicles.value.filter((each) => each.vehicleId !== vehicleId);
}

/** What the registry holds for the newest text. */
const found = signal<{ text: string; vehicles: readonly SealVehicle[] }>({
  text: '',
  vehicles: [],
});
let looking: ReturnType<typeof setTimeout> | undefined;

/** Vehicles that were met; where there is none, those of the registry: after an accident a terminal may be silent. */
export function findForSeal(text: string): readonly SealVehicle[] {
  const met = plateIndex.value.search(text);
  if (met.length > 0) return met;
  return found.value.text === text ? found.value.vehicles : [];
}

export function lookUpForSeal(text: string): void {
  clearTimeout(looking);
  if (text.trim().length < LOOK_UP_LENGTH_MIN || plateIndex.value.search(text).length > 0) return;
  looking = setTimeout(async () => {
    try {
      const vehicles = await ofRegistry(text.trim());
      found.value = { text, vehicles };
    } catch (error) {
      sealFault.value = reasonOf(error);
    }
  }, LOOK_UP_MS);
}

async function ofRegistry(text: string): Promise<SealVehicle[]> {
  const { items } = await registryApi.search('vehicles', text, 0);
  return items.slice(0, HITS_MAX).map(({ key, item }) => ({
    ...(item as Pick<SealVehicle, 'vehicleId' | 'plate' | 'plateColour' | 'class'>),
    key,
  }));
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
export async function askSeal(
  wish: Omit<Parameters<typeof pastApi.newSeal>[0], 'handles' | 'vehicles'>,
): Promise<boolean> {
  return tried(async () => {
    const asked = sealVehicles.value;
    const handles = asked.flatMap(({ handle }) => (handle === undefined ? [] : [handle]));
    const vehicles = asked.flatMap(({ handle, key }) =>
      handle === undefined && key !== undefined ? [key] : [],
    );
    const { sealId } = await pastApi.newSeal({ ...wish, handles, vehicles });
    say(t('seals.asked'), 'ok');
    sealVehicles.value = [];
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
