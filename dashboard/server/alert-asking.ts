/**
 * What somebody asks to be done to an alert, judged before it is written: which fields belong to which action,
 * who may ask for it, and what the alert itself allows. Refused means that nothing was written.
 */
import type { Permission } from '#core/access.ts';
import type { AlertAction, AlertActionName } from '#core/alert.ts';
import {
  DISPOSITIONS,
  FALSE_ALARM_CAUSES,
  jt809Code,
  RECEIVERS,
  SUPERVISION_RESULTS,
} from '#core/alert-life/dispositions.ts';
import {
  type EscalationPolicy,
  SHELVED_CRITICAL_MS_MAX,
  SHELVED_MS_MAX,
  SUPPRESSED_MS_MAX,
} from '#core/alert-life/timers.ts';
import { ESCALATION_LEVELS } from '#core/alert-life/work.ts';
import { DAY_MS, HOUR_MS } from '#core/time.ts';
import type { BookEntry } from './alert-book.ts';

/** What a caller may say; the rest is ours. */
export const SAID = [
  'outcome',
  'cause',
  'note',
  'untilMs',
  'disposition',
  'assignee',
  'duplicateOf',
  'handedTo',
  'level',
  'urgency',
  'result',
] as const;
type Said = (typeof SAID)[number];
export type ActionBody = Pick<AlertAction, 'action' | 'baseVersion'> & {
  [name in Said]?: NonNullable<AlertAction[name]>;
};

export interface Refusal {
  status: 403 | 422;
  field: Said | 'action';
  detail: string;
}

/** Longest time a supervision may leave for its answer. */
const SUPERVISED_MS_MAX = 30 * DAY_MS;

/** Of each action: who may ask for it, what must be said with it, and what may be. */
const ASKING: Record<
  AlertActionName,
  { permission: Permission; needs: readonly Said[]; takes: readonly Said[] }
> = {
  acknowledge: { permission: 'alerts.act', needs: [], takes: ['note'] },
  assign: { permission: 'alerts.act', needs: ['assignee'], takes: ['note'] },
  'give-back': { permission: 'alerts.act', needs: [], takes: ['note'] },
  handle: { permission: 'alerts.act', needs: [], takes: ['note', 'disposition'] },
  close: {
    permission: 'alerts.act',
    needs: ['outcome'],
    takes: ['cause', 'disposition', 'duplicateOf', 'handedTo', 'note'],
  },
  reopen: { permission: 'alerts.act', needs: [], takes: ['note'] },
  comment: { permission: 'alerts.comment', needs: ['note'], takes: [] },
  shelve: { permission: 'alerts.hide', needs: ['untilMs', 'note'], takes: [] },
  unshelve: { permission: 'alerts.act', needs: [], takes: ['note'] },
  suppress: { permission: 'alerts.hide', needs: ['untilMs', 'note'], takes: [] },
  unsuppress: { permission: 'alerts.act', needs: [], takes: ['note'] },
  escalate: { permission: 'alerts.act', needs: ['note'], takes: ['level'] },
  supervise: { permission: 'alerts.supervise', needs: ['untilMs', 'note'], takes: ['urgency'] },
  reply: { permission: 'alerts.reply', needs: ['result', 'note'], takes: [] },
};

const SENTENCES: Partial<Record<`${AlertActionName} ${Said}`, string>> = {
  'close outcome': 'Closing needs an outcome.',
  'comment note': 'A comment needs a text.',
  'shelve note': 'Shelving needs a reason.',
  'suppress note': 'Suppressing needs a reason.',
  'escalate note': 'Escalating needs a reason.',
  'supervise note': 'A supervision needs an instruction.',
  'reply note': 'A reply needs a text.',
};

export interface Asker {
  may: (permission: Permission) => boolean;
  nowMs: number;
  /** Null = the alert can be given to this account; otherwise a sentence. */
  refusalOfAssignee: (user: string) => string | null;
  /** The alert, as far as whoever asks can see it. */
  find: (alertId: string) => BookEntry | null;
}

/** Null = may be written. */
export function refusalOf(body: ActionBody, entry: BookEntry, asker: Asker): Refusal | null {
  const { permission, needs, takes } = ASKING[body.action];
  if (!asker.may(permission))
    return { status: 403, field: 'action', detail: 'Your role does not allow this.' };
  const isSaid = (name: Said) =>
    body[name] !== undefined && (name !== 'note' || body.note?.trim() !== '');
  const missing = needs.find((name) => !isSaid(name));
  if (missing !== undefined) {
    const sentence = SENTENCES[`${body.action} ${missing}`];
    return mistake(missing, sentence ?? `The action ${body.action} needs ${missing}.`);
  }
  const foreign = SAID.find(
    (name) => body[name] !== undefined && !needs.includes(name) && !takes.includes(name),
  );
  if (foreign !== undefined)
    return mistake(foreign, `${foreign} does not go with the action ${body.action}.`);
  switch (body.action) {
    case 'close':
      return closing(body, entry, asker);
    case 'handle':
      return body.disposition !== undefined && DISPOSITIONS[body.disposition].outcomes.length > 0
        ? mistake('disposition', 'This disposition says that the alert is dealt with: close it.')
        : null;
    case 'shelve':
    case 'suppress':
      return hiding(body, entry, asker.nowMs);
    case 'supervise':
      return within(body.untilMs, asker.nowMs, SUPERVISED_MS_MAX, 'A deadline');
    case 'assign': {
      const refusal = asker.refusalOfAssignee(body.assignee ?? '');
      return refusal === null ? null : mistake('assignee', refusal);
    }
    case 'escalate':
      return body.level === 'county'
        ? mistake('level', 'An alert begins at the county; it goes up from there.')
        : null;
    default:
      return null;
  }
}

/** What is written of a body that was not refused. */
export function actionOf(
  { note, ...body }: ActionBody,
  { alert, work }: BookEntry,
  { actor, atMs }: { actor: string; atMs: number },
): AlertAction {
  const said = { outcome: null, cause: null, untilMs: null, ...body };
  const action = { ...said, alertId: alert.alertId, atMs, actor, note: note?.trim() || null };
  if (body.action === 'supervise') return { ...action, urgency: body.urgency ?? 'normal' };
  if (body.action !== 'escalate') return action;
  const next = ESCALATION_LEVELS[ESCALATION_LEVELS.indexOf(work.escalation) + 1];
  return { ...action, level: body.level ?? next ?? work.escalation };
}

/** Everything a page or an integrator needs to know to ask rightly. */
export function catalogue(
  isAllowed: (permission: Permission) => boolean,
  policy: EscalationPolicy,
) {
  const actions = Object.entries(ASKING).map(([action, { permission, needs, takes }]) => ({
    ...{ action, needs, takes, isAllowed: isAllowed(permission) },
  }));
  return {
    actions,
    dispositions: Object.entries(DISPOSITIONS).map(([code, { result, outcomes, zh, en }]) => ({
      ...{ code, zh, en, outcomes, result, jt809Result: jt809Code(result) },
    })),
    causes: FALSE_ALARM_CAUSES,
    receivers: Object.entries(RECEIVERS).map(([code, words]) => ({ code, ...words })),
    results: SUPERVISION_RESULTS,
    escalation: policy,
    bounds: {
      shelvedMsMax: SHELVED_MS_MAX,
      shelvedCriticalMsMax: SHELVED_CRITICAL_MS_MAX,
      suppressedMsMax: SUPPRESSED_MS_MAX,
      supervisedMsMax: SUPERVISED_MS_MAX,
    },
  };
}

function closing(body: ActionBody, { alert }: BookEntry, { find }: Asker): Refusal | null {
  const { outcome, cause, disposition, duplicateOf, handedTo } = body;
  const belongs = [
    ['cause', cause, 'false-alarm', 'A false alarm needs a cause.'],
    ['duplicateOf', duplicateOf, 'duplicate', 'A duplicate needs the alert it repeats.'],
    ['handedTo', handedTo, 'handed-over', 'What is handed over needs a receiver.'],
  ] as const;
  for (const [field, value, to, sentence] of belongs) {
    if (outcome === to && value === undefined) return mistake(field, sentence);
    if (outcome !== to && value !== undefined)
      return mistake(field, `${field} belongs to the outcome ${to}.`);
  }
  if (duplicateOf !== undefined) {
    const master = duplicateOf === alert.alertId ? null : find(duplicateOf);
    if (master === null) return mistake('duplicateOf', 'There is no such other alert.');
    if (master.work.outcome === 'duplicate')
      return mistake('duplicateOf', 'That alert is a duplicate itself: name the one it repeats.');
  }
  const { outcomes } = disposition === undefined ? {} : DISPOSITIONS[disposition];
  return outcomes !== undefined && !(outcomes as readonly unknown[]).includes(outcome)
    ? mistake('disposition', `This disposition does not go with the outcome ${outcome}.`)
    : null;
}

function hiding(body: ActionBody, { alert, work }: BookEntry, nowMs: number): Refusal | null {
  const isCritical = alert.severity === 'critical';
  if (body.action === 'suppress')
    return isCritical
      ? mistake('action', 'A critical alert is not suppressed.')
      : within(body.untilMs, nowMs, SUPPRESSED_MS_MAX, 'A suppression');
  if (isCritical && work.state === 'new')
    return mistake('action', 'A critical alert is acknowledged before it is shelved.');
  return within(
    body.untilMs,
    nowMs,
    isCritical ? SHELVED_CRITICAL_MS_MAX : SHELVED_MS_MAX,
    isCritical ? 'A critical alert' : 'A shelving',
  );
}

function within(untilMs = 0, nowMs: number, msMax: number, what: string): Refusal | null {
  if (untilMs <= nowMs) return mistake('untilMs', 'The end lies in the past.');
  return untilMs - nowMs > msMax
    ? mistake('untilMs', `${what} ends within ${msMax / HOUR_MS} hours.`)
    : null;
}

function mistake(field: Refusal['field'], detail: string): Refusal {
  return { status: 422, field, detail };
}
