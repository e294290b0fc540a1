/** How the loop of one alert stands, folded from its steps in the order of the log: the first with an id counts. */
import type { Alert, Severity } from '../alert.ts';
import type { SubjectKey } from '../identity.ts';
import type { NoticeLevel, Policy } from './policy.ts';
import type { LoopStep, Reaction, SkipReason } from './step.ts';

export interface Notice {
  state: 'notified' | 'skipped';
  atMs: number;
  endpoints: readonly string[];
  reason: SkipReason | null;
  isDelivered: boolean;
  isDeaf: boolean;
}

export interface Said {
  atMs: number;
  /** Null = it was skipped. */
  deviceKey: SubjectKey | null;
  /** Null = nothing is known of it yet. */
  heard: boolean | null;
}

export interface Loop {
  alertId: string;
  subjectKey: SubjectKey;
  alertType: string;
  /** As it was last known here. */
  alert: Alert;
  severity: Severity;
  policy: Policy;
  policyName: string;
  policyVersion: number;
  /** Of the newest plan; what is due is counted from here. */
  baseMs: number;
  /** Warnings of plans before the newest one. */
  saidBefore: number;
  /** By times, from 1 on. */
  said: Said[];
  heardAtMs: number | null;
  isConfirmed: boolean;
  acknowledgedAtMs: number | null;
  /** A person took it up to the city or beyond. */
  isEscalated: boolean;
  notices: Map<NoticeLevel, Notice>;
  reaction: Reaction | null;
  ended: 'closed' | 'withdrawn' | null;
  endedAtMs: number | null;
  readonly seen: Set<string>;
}

/** The loop with the step taken in; `counts` = it was not known before. Null loop = its plan is not known. */
export function applyStep(
  loop: Loop | null,
  step: LoopStep,
): { loop: Loop | null; counts: boolean } {
  if (loop === null) {
    if (step.kind !== 'planned') return { loop: null, counts: false };
    return { loop: begun(step), counts: true };
  }
  if (loop.seen.has(step.stepId)) return { loop, counts: false };
  loop.seen.add(step.stepId);
  take(loop, step);
  return { loop, counts: true };
}

type Planned = Extract<LoopStep, { kind: 'planned' }>;

function begun(step: Planned): Loop {
  const { alertId, subjectKey, alertType, stepId } = step;
  const { alert, severity, policy, policyName, policyVersion, baseMs } = step;
  return {
    ...{ alertId, subjectKey, alertType, alert, severity, policy, policyName, policyVersion },
    ...{ baseMs, saidBefore: 0, said: [], heardAtMs: null, isConfirmed: false },
    ...{ acknowledgedAtMs: null, isEscalated: false, notices: new Map(), reaction: null },
    ...{ ended: null, endedAtMs: null, seen: new Set([stepId]) },
  };
}

function take(loop: Loop, step: LoopStep): void {
  switch (step.kind) {
    case 'planned': {
      const { severity, policy, policyName, policyVersion, baseMs } = step;
      const saidBefore = loop.said.length;
      Object.assign(loop, { severity, policy, policyName, policyVersion, baseMs, saidBefore });
      break;
    }
    case 'said':
      loop.said[step.times - 1] = { atMs: step.atMs, deviceKey: step.deviceKey, heard: null };
      break;
    case 'heard': {
      const said = loop.said[step.times - 1];
      if (said !== undefined) said.heard = step.state === 'answered';
      if (step.state === 'answered')
        loop.heardAtMs = Math.min(loop.heardAtMs ?? Number.MAX_SAFE_INTEGER, step.atMs);
      break;
    }
    case 'confirmed':
      loop.isConfirmed = true;
      break;
    case 'acknowledged':
      loop.acknowledgedAtMs ??= step.atMs;
      break;
    case 'escalated':
      loop.isEscalated = true;
      break;
    case 'notified': {
      const { level, atMs, endpoints } = step;
      const more = { reason: null, isDelivered: false, isDeaf: false };
      loop.notices.set(level, { state: 'notified', atMs, endpoints, ...more });
      break;
    }
    case 'delivered': {
      const notice = loop.notices.get(step.level);
      if (notice !== undefined) notice.isDelivered = true;
      break;
    }
    case 'deaf': {
      const notice = loop.notices.get(step.level);
      if (notice !== undefined) notice.isDeaf = true;
      break;
    }
    case 'skipped':
      skip(loop, step);
      break;
    case 'reaction':
      loop.reaction = step.result;
      break;
    case 'ended':
      loop.ended = step.state;
      loop.endedAtMs = step.atMs;
      loop.alert = step.alert;
      break;
    case 'held':
      break;
  }
}

function skip(
  loop: Loop,
  { what, times, level, reason, atMs }: Extract<LoopStep, { kind: 'skipped' }>,
): void {
  if (what === 'confirm') loop.isConfirmed = true;
  if (what === 'say' && times !== null)
    loop.said[times - 1] = { atMs, deviceKey: null, heard: false };
  if (what === 'notify' && level !== null) {
    const more = { reason, isDelivered: false, isDeaf: reason === 'no-endpoint' };
    loop.notices.set(level, { state: 'skipped', atMs, endpoints: [], ...more });
  }
}

/** Endpoints that have been told of it, each once. */
export function toldEndpoints({ notices }: Loop): string[] {
  return [...new Set([...notices.values()].flatMap(({ endpoints }) => endpoints))].sort();
}
