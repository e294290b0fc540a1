/** The window of trips: which are listed, which one is open, and what is being done with it. */
import { batch, signal } from '@preact/signals';
import { ApiFault } from '../feed/api.ts';
import {
  type TripAlertRow,
  type TripCheck,
  type TripReport,
  type TripState,
  type TripStep,
  type TripStepRecord,
  type TripView,
  tripsApi,
} from '../feed/trips-api.ts';
import { dialog, say } from './detail.ts';
import { t } from './preferences.ts';

export type TripPane = 'none' | 'trip' | 'form';

export const tripState = signal<TripState | ''>('');
export const tripPage = signal<{ total: number; next: number | null; trips: TripView[] } | null>(
  null,
);
export const openTrip = signal<TripView | null>(null);
export const tripPane = signal<TripPane>('none');
export const tripCheck = signal<TripCheck | null>(null);
export const tripReport = signal<TripReport | null>(null);
export const tripAlerts = signal<TripAlertRow[]>([]);
export const tripSteps = signal<TripStepRecord[]>([]);
export const tripFault = signal<string | null>(null);
/** Codes of the last attempt's faults, by field. */
export const planFaults = signal<Record<string, string>>({});

/** Opened when the window is; null = none. */
let wanted: string | null = null;

const REFRESH_MS = 2_000;
let timer: ReturnType<typeof setInterval> | undefined;
/** Answers to older questions are not shown. */
let asked = 0;

export function showTrip(tripId: string): void {
  wanted = tripId;
  dialog.value = 'trips';
}

export function openTrips(): () => void {
  batch(() => {
    openTrip.value = null;
    tripPane.value = 'none';
    tripFault.value = null;
  });
  const tripId = wanted;
  wanted = null;
  if (tripId !== null) void attempt(async () => chooseTrip(await tripsApi.trip(tripId)));
  void listTrips();
  timer = setInterval(() => void follow(), REFRESH_MS);
  return () => clearInterval(timer);
}

export async function listTrips(isMore = false): Promise<void> {
  const turn = ++asked;
  const before = isMore ? tripPage.value : null;
  await attempt(async () => {
    const answer = await tripsApi.list(tripState.value, before?.next ?? null);
    if (turn !== asked) return;
    tripPage.value = before ? { ...answer, trips: [...before.trips, ...answer.trips] } : answer;
  });
}

export function chooseTrip(trip: TripView | null): void {
  batch(() => {
    openTrip.value = trip;
    tripPane.value = trip === null ? 'form' : 'trip';
    tripCheck.value = null;
    tripReport.value = null;
    tripAlerts.value = [];
    tripSteps.value = [];
    planFaults.value = {};
    tripFault.value = null;
  });
  if (trip !== null) void loadAbout(trip);
}

/** What belongs to the state the trip is in. */
async function loadAbout({ tripId, state }: TripView): Promise<void> {
  const isCurrent = () => openTrip.value?.tripId === tripId;
  await attempt(async () => {
    const { steps } = await tripsApi.history(tripId);
    const check = state === 'planned' ? await tripsApi.check(tripId) : null;
    const report = state === 'verified' ? await tripsApi.report(tripId) : null;
    const hasRun = state === 'running' || state === 'finished' || state === 'verified';
    const alerts = hasRun ? (await tripsApi.alerts(tripId)).alerts : [];
    if (!isCurrent()) return;
    batch(() => {
      tripSteps.value = steps;
      tripCheck.value = check;
      tripReport.value = report;
      tripAlerts.value = alerts;
    });
  });
}

/** True when the server took it. */
export async function takeStep(
  trip: TripView,
  step: Exclude<TripStep, 'amend'>,
  more: { reason: string; override?: boolean },
): Promise<boolean> {
  return change(trip, () => tripsApi.step(trip, { step, ...more }));
}

export async function savePlan(plan: object, reason: string): Promise<boolean> {
  const trip = openTrip.value;
  planFaults.value = {};
  return change(trip, () =>
    trip === null ? tripsApi.plan(plan, reason) : tripsApi.amend(trip, plan, reason),
  );
}

async function change(before: TripView | null, work: () => Promise<TripView>): Promise<boolean> {
  try {
    chooseTrip(await work());
    say(t('trips.done'), 'ok');
    await listTrips();
    return true;
  } catch (error) {
    await explain(error, before);
    return false;
  }
}

async function explain(error: unknown, before: TripView | null): Promise<void> {
  if (!(error instanceof ApiFault)) {
    tripFault.value = t('login.unreachable');
    return;
  }
  planFaults.value = Object.fromEntries(
    error.faults.map(({ field, code = 'value' }) => [field.split('.')[0] ?? '', code]),
  );
  const isStale = error.status === 412 && before !== null;
  if (isStale) await attempt(async () => chooseTrip(await tripsApi.trip(before.tripId)));
  tripFault.value = isStale
    ? t('trips.stale')
    : error.faults.some(({ code }) => code === 'check')
      ? t('trips.checkFailed')
      : error.faults.length > 0
        ? t('registry.faulty')
        : error.message;
}

/** While the window is open, a trip that goes on shows how. */
async function follow(): Promise<void> {
  const trip = openTrip.value;
  if (trip === null || tripPane.value !== 'trip') return;
  const newest = await tripsApi.trip(trip.tripId).catch(() => null);
  if (newest === null || openTrip.value?.tripId !== trip.tripId) return;
  openTrip.value = newest;
  if (newest.version === trip.version) return;
  await loadAbout(newest);
  await listTrips();
}

/** Says what failed; what was said before stays until somebody acts. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tripFault.value = error instanceof ApiFault ? error.message : t('login.unreachable');
  }
}
