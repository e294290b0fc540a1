/** Risk over HTTP, as docs/risk.md states it. */
import type { IncidenceCell } from '#core/risk/verdict.ts';
import { request } from './api.ts';

export const RISK_KINDS = ['vehicle', 'driver', 'enterprise'] as const;
export type RiskKind = (typeof RISK_KINDS)[number];
export type SafetyCode = 'green' | 'yellow' | 'red';
export const CODE_FILTERS = ['red', 'yellow', 'green', 'none'] as const;
export type CodeFilter = (typeof CODE_FILTERS)[number];

export interface RiskSubjectView {
  kind: RiskKind;
  id: string;
  handle: number | null;
  name: string | null;
  class: string | null;
  enterpriseId: string | null;
}
export interface RiskReasonView {
  about: string;
  points: number | null;
  zh: string;
  en: string;
}
export interface RiskRow {
  subject: RiskSubjectView;
  asOfMs: number;
  score: number | null;
  coverage: number;
  code: SafetyCode | null;
  codeSinceMs: number;
  reasons: RiskReasonView[];
  uncorrected: number;
  wayKm: number;
  violations: number;
}
export interface RiskList {
  kind: RiskKind;
  counts: Record<CodeFilter, number>;
  total: number;
  rows: RiskRow[];
}
export interface RiskDetail extends Omit<RiskRow, 'uncorrected' | 'wayKm' | 'violations'> {
  components: {
    name: string;
    weight: number;
    risk: number | null;
    measured: number | null;
    reference: number | null;
  }[];
  sums: { wayKm: number; drivingHours: number; due: number; handled: number };
  uncorrected: { count: number; alertIds: string[] };
  profile: {
    byType: [type: string, count: number][];
    byHour: number[];
    byDay: [dayMs: number, count: number][];
  };
  history: {
    atMs: number;
    from: SafetyCode | null;
    to: SafetyCode | null;
    zh: string;
    en: string;
    alertId: string | null;
  }[];
}
export interface Departure {
  tripId: string;
  state: string;
  departMs: number;
  risk: {
    level: 'low' | 'medium' | 'high' | 'extreme';
    score: number;
    zh: string;
    en: string;
  } | null;
  vehicle: RiskSubjectView;
  drivers: { key: string; name: string | null; code: SafetyCode | null }[];
}
export interface Departures {
  total: number;
  high: number;
  departures: Departure[];
}
export interface SectionRow {
  section: {
    sectionId: string;
    name: string | null;
    roadCode: string | null;
    line: { type: string; coordinates: unknown } | null;
  };
  days: number;
  cells: IncidenceCell[];
  byType: [type: string, count: number][];
}

export const riskApi = {
  list: (kind: RiskKind, code: CodeFilter | '') =>
    request<RiskList>(`/api/risk?kind=${kind}${code === '' ? '' : `&code=${code}`}`),
  detail: (kind: RiskKind, id: string) =>
    request<RiskDetail>(`/api/risk/${kind}/${encodeURIComponent(id)}`),
  departures: () => request<Departures>('/api/risk/departures'),
  sections: () => request<{ sections: SectionRow[] }>('/api/risk/sections'),
};
