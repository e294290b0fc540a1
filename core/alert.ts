/** A verdict of a rule about one subject: one object per episode, opened, updated and closed in event time. */
import type { DispositionCode, Receiver, SupervisionResult } from './alert-life/dispositions.ts';
import type { EscalationLevel, Urgency } from './alert-life/work.ts';
import type { SubjectKey } from './identity.ts';

export const SEVERITIES = ['critical', 'major', 'minor', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Set by processors only. `withdrawn` = a correction showed that the episode never was. */
export const EPISODE_STATES = ['open', 'closed', 'withdrawn'] as const;
export type EpisodeState = (typeof EPISODE_STATES)[number];

export const WORK_STATES = ['new', 'acknowledged', 'in-handling', 'closed'] as const;
export type WorkState = (typeof WORK_STATES)[number];

export const OUTCOMES = ['confirmed', 'false-alarm', 'duplicate', 'handed-over'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const VISIBILITIES = ['shown', 'shelved', 'suppressed'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** A pointer into `reports.v1`: the bytes behind a claim. */
export interface EvidenceRef {
  partition: number;
  offset: number;
  eventTimeMs: number;
}

export interface Alert {
  /** 32 hex digits; never re-derived, holds no rule version. */
  alertId: string;
  /** `area.verdict`, e.g. `route.deviation`. */
  type: string;
  ruleVersion: number;
  /** Vehicle the alert is shown on. */
  subjectKey: SubjectKey;
  /** Driver the clock belongs to; null = the rule is about the vehicle or no driver is known. */
  driverKey: SubjectKey | null;
  severity: Severity;
  state: EpisodeState;
  /** Late data changed the alert after it was settled. */
  corrected: boolean;
  /** Opened by late history: listed, never annunciated. */
  late: boolean;
  openedAtMs: number;
  /** Event time of the observation, or time of the tick, that proved it. */
  raisedAtMs: number;
  closedAtMs: number | null;
  /** Worst value so far in `unit`; null = nothing to measure (e.g. SOS). */
  measured: number | null;
  limit: number | null;
  unit: string;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  explanation: { zh: string; en: string };
  /** Clause the rule rests on, e.g. `道路交通安全法实施条例 第62条(七)`. */
  clause: string;
  /** Parameters the rule used, plain JSON. */
  params: Record<string, unknown>;
  /** Further measured facts by name (limit source, corridor id, …), plain JSON, no personal data. */
  facts: Record<string, unknown>;
  /** At most 32, first and last ones kept. */
  evidence: EvidenceRef[];
}

/** Why a transition was written. */
export const ALERT_CHANGES = ['opened', 'updated', 'closed', 'withdrawn', 'corrected'] as const;
export type AlertChange = (typeof ALERT_CHANGES)[number];

/** One record of `alerts.v1`. Readers drop `number` ≤ last seen for (task, epoch). */
export interface AlertTransition {
  task: string;
  epoch: number;
  number: number;
  change: AlertChange;
  alert: Alert;
}

export const ALERT_ACTIONS = [
  'acknowledge',
  'assign',
  'give-back',
  'handle',
  'close',
  'reopen',
  'comment',
  'shelve',
  'unshelve',
  'suppress',
  'unsuppress',
  'escalate',
  'supervise',
  'reply',
] as const;
export type AlertActionName = (typeof ALERT_ACTIONS)[number];

/** One record of `alert-actions.v1`: what a person did, or the platform when a time had passed. */
export interface AlertAction {
  alertId: string;
  /** Version of the work record this action was based on: a stale one is refused. */
  baseVersion: number;
  atMs: number;
  actor: string;
  action: AlertActionName;
  outcome: Outcome | null;
  cause: string | null;
  /** Of a supervision its instruction. */
  note: string | null;
  /** Of shelve and suppress the end, of supervise the deadline. */
  untilMs: number | null;
  /** What was done; with handle and close. Here and below: absent = not said with this action. */
  disposition?: DispositionCode;
  /** Account an alert is given to. */
  assignee?: string;
  /** Alert that this one repeats. */
  duplicateOf?: string;
  /** To whom the matter went. */
  handedTo?: Receiver;
  /** Level it is escalated to. */
  level?: EscalationLevel;
  urgency?: Urgency;
  /** The answer to a supervision. */
  result?: SupervisionResult;
  /** Of what the platform does by itself: the same fact has the same id on every server. */
  actionId?: string;
  /** The alert as it stood; absent in records of earlier versions. */
  about?: { subjectKey: SubjectKey; alertType: string; openedAtMs: number };
}
