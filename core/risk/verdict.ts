/** Risk of vehicles, drivers and enterprises, and where and when violations happen, as `risk.v1` tells them. */
import type { Severity } from '../alert.ts';

/** Goes up with every change of a formula that can change a value. */
export const RISK_FORMULA = 2;

export const RISK_SUBJECTS = ['vehicle', 'driver', 'enterprise'] as const;
export type RiskSubjectKind = (typeof RISK_SUBJECTS)[number];

export const SAFETY_CODES = ['green', 'yellow', 'red'] as const;
export type SafetyCode = (typeof SAFETY_CODES)[number];

export const RISK_COMPONENTS = ['alerts', 'handling', 'quality', 'licence', 'inspection'] as const;
export type RiskComponentName = (typeof RISK_COMPONENTS)[number];

/** One of the things a score is made of. */
export interface RiskComponent {
  name: RiskComponentName;
  weight: number;
  /** 0 = good … 100; null = not known, and the others carry its weight. */
  risk: number | null;
  /** Points per 1,000 km, share, or days left; null = not known. */
  measured: number | null;
  /** What it is judged against, in the same unit; null = nothing. */
  reference: number | null;
}

export interface RiskReason {
  /** `uncorrected` = critical alerts nobody has closed. */
  about: RiskComponentName | 'uncorrected';
  /** What it adds to the score, 0…100; null = it sets the code whatever the score. */
  points: number | null;
  zh: string;
  en: string;
}

/** A change of the safety code; kept with the subject and, for good, in the store. */
export interface CodeChange {
  atMs: number;
  /** null = no verdict was possible. */
  from: SafetyCode | null;
  to: SafetyCode | null;
  score: number | null;
  zh: string;
  en: string;
  /** The alert that caused it, or whose correction did; null = the score did. */
  alertId: string | null;
}

/** Counts of the window: what a subject did, and when. */
export interface ViolationProfile {
  /** By alert type, most first. */
  byType: [type: string, count: number][];
  /** By hour of the day in Asia/Shanghai, 24 counts. */
  byHour: number[];
  /** By day, oldest first; days without any are left out. */
  byDay: [dayStartMs: number, count: number][];
}

export interface RiskSums {
  /** Way driven, km, and its time, h: pairs of settled points no further apart than 300 s, without drift. */
  wayKm: number;
  drivingHours: number;
  alerts: Record<Exclude<Severity, 'info'>, number>;
  /** Alerts that somebody has to have handled by now, and of these the handled ones. */
  due: number;
  handled: number;
  positions: number;
  qualified: number;
}

export interface RiskVerdict {
  kind: RiskSubjectKind;
  /** Subject key of a vehicle or driver, or enterprise id. */
  id: string;
  formula: number;
  /** Counts the verdicts told of the subject, from 1. */
  version: number;
  /** Event time up to which everything is counted. */
  asOfMs: number;
  /** 0 = none … 100, steps of 0.1; null = too little is known. */
  score: number | null;
  /** Share of the weights that was known, 0…1. */
  coverage: number;
  /** null = neither a score nor an uncorrected critical alert. */
  code: SafetyCode | null;
  codeSinceMs: number;
  /** At most three, the heaviest first. */
  reasons: RiskReason[];
  components: RiskComponent[];
  sums: RiskSums;
  /** Critical alerts nobody has closed: how many, and the oldest of them, at most 8. */
  uncorrected: { count: number; alertIds: string[] };
  profile: ViolationProfile;
  /** Newest last, at most 20. */
  history: CodeChange[];
  /** Of a vehicle; '' otherwise. */
  vehicleClass: string;
  /** Of a vehicle, or the enterprise itself; '' = not known. */
  enterpriseId: string;
}

/** A section with an hour of the day and a day of the week. */
export interface IncidenceCell {
  /** 1 = Monday … 7; 0 = all days. */
  weekday: number;
  /** 0…23 in Asia/Shanghai; −1 = all hours. */
  hour: number;
  count: number;
  /** Vehicle-km driven there then. */
  wayKm: number;
  /** Violations per 1,000 vehicle-km; null = too little way to tell. */
  rate: number | null;
}

/** Violations on one section of road, or of all vehicles anywhere (`id` ''). */
export interface SectionIncidence {
  kind: 'section';
  id: string;
  formula: number;
  version: number;
  asOfMs: number;
  days: number;
  /** All hours and days first; then hours, then hours of days of the week: those that reach the minimum count. */
  cells: IncidenceCell[];
  byType: [type: string, count: number][];
}

export type RiskTold = RiskVerdict | SectionIncidence;
