/**
 * What was done about an alert without a person, and what came of it: one record of alert-steps.v1 each. A step has an id
 * that follows from the alert and its place in the plan; the first record with an id counts, for every reader alike.
 */
import { createHash } from 'node:crypto';
import type { Alert, Severity } from '../alert.ts';
import type { EscalationLevel } from '../alert-life/work.ts';
import type { SubjectKey } from '../identity.ts';
import type { NoticeLevel, Policy } from './policy.ts';

export const STEP_KINDS = [
  /** A policy was chosen. */
  'planned',
  /** A warning is to be spoken; the command has the id of the step. */
  'said',
  /** What became of that command. */
  'heard',
  /** The alarm is to be confirmed to the terminal; the command has the id of the step. */
  'confirmed',
  /** A person has taken the alert. */
  'acknowledged',
  /** A person has taken it up to the city or the province. */
  'escalated',
  'notified',
  /** An endpoint took the notice. */
  'delivered',
  /** Nobody took it in time. */
  'deaf',
  /** A notice waits for a quiet time or a rate. */
  'held',
  /** Something that was planned is not done. */
  'skipped',
  /** Whether the driver reacted. */
  'reaction',
  /** The episode is over, or never was. */
  'ended',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const SKIP_REASONS = [
  'quiet',
  'vehicle-rate',
  /** Too late to be said: the service was away. */
  'stale',
  'no-terminal',
  'no-endpoint',
  'acknowledged',
  'closed',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export const REACTIONS = [
  'reacted',
  'not-reacted',
  /** The episode had ended before the warning was heard. */
  'before',
  /** Warnings went out, and no terminal took one. */
  'unheard',
] as const;
export type Reaction = (typeof REACTIONS)[number];

/**
 * Why a level is told now: its time came, nobody took the notice before, or a person escalated: before its time, or after
 * it had been passed over.
 */
export type Because = 'due' | 'deaf' | 'escalated' | 'escalated-later';

export type StepBody =
  | {
      kind: 'planned';
      severity: Severity;
      policyName: string;
      /** 0 = the default of the product. */
      policyVersion: number;
      policy: Policy;
      /** The alert as it opened, or as it was when its severity rose. */
      alert: Alert;
      /** Time of its record in the log: what is due is counted from here. */
      baseMs: number;
    }
  | {
      kind: 'said';
      times: number;
      deviceKey: SubjectKey;
      text: string;
      urgency: 'urgent' | 'notice';
      display: boolean;
    }
  | {
      kind: 'heard';
      times: number;
      state: 'answered' | 'failed' | 'expired' | 'cancelled';
      reason: string | null;
    }
  | { kind: 'confirmed'; deviceKey: SubjectKey; alarm: string }
  | { kind: 'acknowledged'; actor: string }
  | { kind: 'escalated'; to: EscalationLevel; actor: string }
  | {
      kind: 'notified';
      level: NoticeLevel;
      endpoints: string[];
      because: Because;
      alert: Alert;
    }
  | { kind: 'delivered'; level: NoticeLevel; endpoint: string }
  | { kind: 'deaf'; level: NoticeLevel }
  | { kind: 'held'; level: NoticeLevel; reason: 'quiet' | 'receiver-rate'; untilMs: number }
  | {
      kind: 'skipped';
      what: 'say' | 'confirm' | 'notify';
      times: number | null;
      level: NoticeLevel | null;
      reason: SkipReason;
    }
  | {
      kind: 'reaction';
      result: Reaction;
      /** Event time at which the episode ended; null = it did not in time, or nothing was heard. */
      reactedAtMs: number | null;
      /** From the warning that was heard first; null likewise. */
      tookMs: number | null;
    }
  | {
      kind: 'ended';
      state: 'closed' | 'withdrawn';
      /** Who had been told and is told this as well. */
      endpoints: string[];
      alert: Alert;
    };

interface StepHead {
  /** 32 hex digits. */
  stepId: string;
  alertId: string;
  subjectKey: SubjectKey;
  alertType: string;
  atMs: number;
}
export type LoopStep = StepHead & StepBody;

/** The same for the same step of the same alert, whoever takes it and however often. */
export function stepIdOf(alertId: string, body: StepBody): string {
  return idOf(alertId, nameOf(body));
}

/** Of the warning that is spoken for the so-manieth time; its command has the same. */
export function sayStepId(alertId: string, times: number): string {
  return idOf(alertId, `say/${times}`);
}

function idOf(alertId: string, name: string): string {
  return createHash('sha256').update(`${alertId}\n${name}`).digest('hex').slice(0, 32);
}

function nameOf(body: StepBody): string {
  switch (body.kind) {
    case 'planned':
      return `planned/${body.severity}`;
    case 'said':
      return `say/${body.times}`;
    case 'skipped':
      // What is skipped is not done later, nor the other way round.
      return body.what === 'say'
        ? `say/${body.times}`
        : body.what === 'confirm'
          ? 'confirm'
          : `notify/${body.level}`;
    case 'heard':
      return `heard/${body.times}`;
    case 'confirmed':
      return 'confirm';
    case 'notified':
      // Written only after `notify/…` was used up by a skip, so that no level is told under both.
      return body.because === 'escalated-later'
        ? `notify/${body.level}/later`
        : `notify/${body.level}`;
    case 'escalated':
      return `escalated/${body.to}`;
    case 'delivered':
      return `delivered/${body.level}/${body.endpoint}`;
    case 'deaf':
      return `deaf/${body.level}`;
    case 'held':
      return `held/${body.level}/${body.reason}`;
    case 'ended':
      return `ended/${body.state}`;
    case 'acknowledged':
    case 'reaction':
      return body.kind;
  }
}

export function stepOf(
  alert: Pick<Alert, 'alertId' | 'subjectKey' | 'type'>,
  body: StepBody,
  atMs: number,
): LoopStep {
  const { alertId, subjectKey, type: alertType } = alert;
  return { ...body, stepId: stepIdOf(alertId, body), alertId, subjectKey, alertType, atMs };
}
