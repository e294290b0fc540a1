/** A vehicle's past, and what of it is under seal, over HTTP (docs/seals.md). */
import { request, send } from './api.ts';

export interface TraceSpan {
  fromMs: number;
  toMs: number;
}
export interface Trace extends TraceSpan {
  vehicle: { vehicle: string; handle: number; plate: string; plateColour: number };
  points: number;
  track: [number, number, number, number | null, number | null, number][];
  stops: { fromMs: number; toMs: number | null; longitudeDeg: number; latitudeDeg: number }[];
  gaps: (TraceSpan & { km: number })[];
  distanceKm: number | null;
  drivers: (TraceSpan & { driver: string; name: string | null })[];
  trips: { tripId: string; state: string; plan: { fromMs: number; toMs: number } }[];
  tripsSinceMs: number;
  alerts: {
    alertId: string;
    type: string;
    severity: 'critical' | 'major' | 'minor' | 'info';
    state: string;
    openedAtMs: number;
    explanation: { zh: string; en: string };
    /** Null = the list does not hold it any more, so it cannot be opened. */
    work: string | null;
  }[];
}

export const SEAL_STATES = ['sealing', 'sealed', 'lifting', 'lifted'] as const;
export interface SealView extends TraceSpan {
  sealId: string;
  state: (typeof SEAL_STATES)[number];
  actor: string;
  reason: string;
  atMs: number;
  lifted: { actor: string; reason: string; atMs: number } | null;
  vehicles: { vehicle: string; plate: string; plateColour: number }[];
  copy: {
    atMs: number;
    root: string;
    points: number;
    framesGone: number;
    files: number;
    parts: number;
    bytes: number;
  } | null;
}
export interface SealDetail extends SealView {
  contents: { name: string; bytes: number; sha256: string }[];
  later: number | null;
}

export const pastApi = {
  trace: (handle: number, { fromMs, toMs }: TraceSpan) =>
    request<Trace>(`/api/vehicles/h${handle}/trace?from=${fromMs}&to=${toMs}`),
  seals: () => request<{ total: number; seals: SealView[] }>('/api/seals?limit=100'),
  seal: (sealId: string) => request<SealDetail>(`/api/seals/${sealId}`),
  sealAddress: (sealId: string) => `/api/seals/${sealId}/bundle`,
  newSeal: (
    body: TraceSpan & { sealId: string; handles: number[]; vehicles: string[]; reason: string },
  ) => send<SealView>('POST', '/api/seals', body),
  lift: (sealId: string, reason: string) =>
    send<SealView>('POST', `/api/seals/${sealId}/lift`, { reason }),
};
