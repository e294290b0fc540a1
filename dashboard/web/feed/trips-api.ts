/** Trips over HTTP, as docs/trips.md states them. */
import { request, send } from './api.ts';

export const TRIP_STATES = [
  ...(['planned', 'approved', 'running', 'finished'] as const),
  ...(['verified', 'rejected', 'cancelled'] as const),
] as const;
export type TripState = (typeof TRIP_STATES)[number];
export type TripStep = 'amend' | 'approve' | 'reject' | 'cancel' | 'start' | 'finish' | 'verify';

export interface TripFinding {
  item: string;
  result: 'pass' | 'warn' | 'fail' | 'unknown';
  about: string | null;
  clause: string;
  zh: string;
  en: string;
}
export interface TripCheck {
  checkedAtMs: number;
  result: TripFinding['result'];
  findings: TripFinding[];
  overridden: boolean;
}
interface TripMoment {
  timeMs: number;
  by: string;
}
export interface TripPlanView {
  vehicleKey: string;
  vehicleId: string | null;
  handle: number;
  drivers: { key: string; name: string | null }[];
  class: string;
  departMs: number;
  arriveMs: number;
  [field: string]: unknown;
}
export interface TripView {
  tripId: string;
  version: number;
  state: TripState;
  steps: TripStep[];
  plan: TripPlanView;
  departed: TripMoment | null;
  arrived: TripMoment | null;
  check: TripCheck | null;
  verdict: string | null;
  live: {
    runKm: number;
    progress: number | null;
    expectedMs: number | null;
    lastSeenMs: number | null;
    via: number;
    viaPassed: number;
  } | null;
  plannedBy: string;
  changedAtMs: number;
}
export interface TripStepRecord {
  version: number;
  step: string;
  atMs: number;
  actor: string;
  reason: string;
  origin: string;
}
export interface TripReport {
  verdict: string;
  findings: TripFinding[];
}
export interface TripAlertRow {
  alertId: string;
  type: string;
  severity: string;
  openedAtMs: number;
  work: string;
}

const ROOT = '/api/trips';
const ask = <T>(method: string, path: string, body: unknown, version?: number) =>
  send<T>(method, `${ROOT}${path}`, body, version);

export const tripsApi = {
  list: (state: TripState | '', before: number | null) => {
    const query = new URLSearchParams({ limit: '50' });
    if (state !== '') query.set('state', state);
    if (before !== null) query.set('before', String(before));
    return request<{ total: number; next: number | null; trips: TripView[] }>(`${ROOT}?${query}`);
  },
  trip: (tripId: string) => request<TripView>(`${ROOT}/${tripId}`),
  check: (tripId: string) => request<TripCheck>(`${ROOT}/${tripId}/check`),
  report: (tripId: string) => request<TripReport>(`${ROOT}/${tripId}/report`),
  alerts: (tripId: string) => request<{ alerts: TripAlertRow[] }>(`${ROOT}/${tripId}/alerts`),
  history: (tripId: string) => request<{ steps: TripStepRecord[] }>(`${ROOT}/${tripId}/history`),
  plan: (plan: object, reason: string) => ask<TripView>('POST', '', { plan, reason }),
  amend: ({ tripId, version }: TripView, patch: object, reason: string) =>
    ask<TripView>('PATCH', `/${tripId}`, { patch, reason }, version),
  step: ({ tripId, version }: TripView, body: object) =>
    ask<TripView>('POST', `/${tripId}/steps`, body, version),
  pageOf: (tripId: string, language: string) => `${ROOT}/${tripId}/report.html?lang=${language}`,
};
