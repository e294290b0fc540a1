/**
 * The loops of all alerts, folded from the log, and what is due of them. Nothing here is the only copy: what was done is
 * read back from alert-steps.v1, and only what came back counts.
 */
import type { Alert, AlertAction, AlertActionName, AlertTransition } from '#core/alert.ts';
import { type AlertWork, foldAction, freshWork } from '#core/alert-life/work.ts';
import type { Command, CommandResult } from '#core/command.ts';
import type { DeliveryRecord } from '#core/delivery.ts';
import { type Circumstances, decide, isOver, LOOP_MS_MAX } from '#core/loop/decide.ts';
import { applyStep, type Loop } from '#core/loop/loop.ts';
import { doesAnything, type NoticeLevel } from '#core/loop/policy.ts';
import { Rates } from '#core/loop/rates.ts';
import { type LoopStep, type StepBody, sayStepId, stepIdOf, stepOf } from '#core/loop/step.ts';
import { DAY_MS, MINUTE_MS } from '#core/time.ts';
import type { PolicyTable } from '#runtime/loop/policy-table.ts';
import { levelOfChange } from '../notices.ts';
import type { VehicleFacts, Vehicles } from '../webhooks/vehicles.ts';
import { commandOf } from './command-of.ts';

export interface LoopsParts {
  policies: PolicyTable;
  vehicles: Pick<Vehicles, 'of' | 'terminalOf'>;
  /** Endpoints of a level that want an alert. */
  endpointsOf(level: NoticeLevel, alert: Alert): string[];
}

interface Held {
  loop: Loop;
  /** What people made of it: an action that is refused there says nothing here. */
  work: AlertWork;
  /** Of its first step, in alert-steps.v1. */
  offset: number;
}

/** A step that asks something of a device, until its fate is known. */
interface Asking {
  step: LoopStep;
  command: Command;
  /** This process took the step; another's is left to it for a moment. */
  isMine: boolean;
  /** The command is in the log. */
  isAsked: boolean;
}

/** Alerts held; beyond it those that are over leave first, the oldest before the others. */
const LOOPS_MAX = 20_000;
/** What is over is kept for so long: it may be withdrawn, and it counts in rates. */
const OVER_MS = DAY_MS;
/** An alert raised longer before its record is history: nobody is told of it by itself. */
const HISTORY_MS = 10 * MINUTE_MS;
/** After an outage what is older than this is left to people. */
const NEWS_MS = DAY_MS;
/** What is heard of alerts not planned yet. */
const EARLY_MAX = 10_000;
const EARLY_ACTIONS_MAX = 20;
/** Whoever does this has looked at the alert; who hides it as well: what is hidden is told to nobody above. */
const TAKEN_BY: ReadonlySet<AlertActionName> = new Set([
  'acknowledge',
  'assign',
  'handle',
  'close',
  'shelve',
  'suppress',
] as const);
/** What another process has decided it asks for itself, unless it died in between. */
const OTHERS_MS = 3_000;
/** A command without a final result for so long after its life has none. */
const RESULT_MS_MAX = 5 * MINUTE_MS;
/** Steps of one append. */
const STEPS_MAX = 500;

export class Loops {
  readonly #parts: LoopsParts;
  /** Oldest first. */
  readonly #held = new Map<string, Held>();
  /** When each is looked at next. */
  readonly #due = new Map<string, number>();
  /** What is to be told of an alert besides what is due. */
  readonly #heard = new Map<string, StepBody[]>();
  /** What people did before the plan came. */
  readonly #early = new Map<string, AlertAction[]>();
  /** Newest state of alerts whose plan is not in the log yet. */
  readonly #planned = new Map<string, Alert>();
  /** By id of step and command. */
  readonly #asking = new Map<string, Asking>();
  readonly #said = new Rates();
  readonly #noticed = new Rates();
  /** Left before they were done with. */
  forgotten = 0;

  constructor(parts: LoopsParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#held.size;
  }

  /** A transition from alerts.v1. @param recordMs time of its record */
  applyTransition({ change, alert }: AlertTransition, recordMs: number, nowMs: number): void {
    const held = this.#held.get(alert.alertId);
    if (held === undefined) {
      if (this.#planned.has(alert.alertId)) this.#planned.set(alert.alertId, alert);
      else if (change === 'opened' && isNews(alert, recordMs) && nowMs - recordMs < NEWS_MS)
        this.#plan(alert, recordMs);
      return;
    }
    const { loop } = held;
    loop.alert = alert;
    this.#touch(alert.alertId);
    if (alert.state === 'open' && isGraver(alert, loop)) this.#plan(alert, recordMs);
  }

  applyAction(action: AlertAction): void {
    const { alertId } = action;
    const held = this.#held.get(alertId);
    if (held !== undefined) this.#act(held, action);
    else {
      const early = this.#early.get(alertId) ?? [];
      if (early.length < EARLY_ACTIONS_MAX) early.push(action);
      this.#early.set(alertId, early);
      if (this.#early.size > EARLY_MAX) this.#early.delete(this.#early.keys().next().value!);
    }
  }

  /** A timer's escalation is told by nobody here: it comes with the notice that was planned (docs/adr/0023). */
  #act({ loop: { alertId }, work }: Held, action: AlertAction): void {
    if (foldAction(work, action) !== 'accepted') return;
    const { action: name, actor, actionId, level } = action;
    if (TAKEN_BY.has(name)) this.#tell(alertId, { kind: 'acknowledged', actor });
    if (name === 'escalate' && actionId === undefined && level !== undefined)
      this.#tell(alertId, { kind: 'escalated', to: level, actor });
  }

  applyResult({ commandId, state, reason }: CommandResult): void {
    const step = this.#asking.get(commandId)?.step;
    if (step === undefined || state === 'queued' || state === 'sent') return;
    this.#asking.delete(commandId);
    if (step.kind !== 'said') return;
    this.#tell(step.alertId, { kind: 'heard', times: step.times, state, reason });
  }

  applyDelivery(record: DeliveryRecord): void {
    if (record.kind !== 'attempt' || record.outcome !== 'delivered') return;
    const level = levelOfChange(record.change);
    if (level === null || !this.#held.has(record.alertId)) return;
    this.#tell(record.alertId, { kind: 'delivered', level, endpoint: record.endpoint });
  }

  applyCommand(commandId: string): void {
    const asking = this.#asking.get(commandId);
    if (asking !== undefined) asking.isAsked = true;
  }

  /** A step has come back from the log. True = it counts. @param isMine this process wrote it */
  applyStep(step: LoopStep, offset: number, isMine: boolean): boolean {
    const { alertId, subjectKey, stepId, atMs } = step;
    const held = this.#held.get(alertId);
    const { loop, counts } = applyStep(held?.loop ?? null, step);
    if (!counts || loop === null) return false;
    if (held === undefined) {
      const fresh: Held = { loop, work: freshWork(), offset };
      this.#held.set(alertId, fresh);
      loop.alert = this.#planned.get(alertId) ?? loop.alert;
      this.#planned.delete(alertId);
      this.#makeRoom();
      for (const action of this.#early.get(alertId) ?? []) this.#act(fresh, action);
      this.#early.delete(alertId);
    }
    if (step.kind === 'said') this.#said.note(subjectKey, stepId, atMs);
    if (step.kind === 'said' || step.kind === 'confirmed')
      this.#asking.set(stepId, { step, command: commandOf(step), isMine, isAsked: false });
    if (step.kind === 'heard') this.#asking.delete(sayStepId(alertId, step.times));
    if (step.kind === 'notified')
      this.#noticed.note(this.#receiverOf(step.level, step.alert), stepId, atMs);
    this.#touch(alertId);
    return true;
  }

  /** Steps that are due, in the order of their alerts; the same again until they have come back from the log. */
  due(nowMs: number): LoopStep[] {
    const steps: LoopStep[] = [];
    for (const [alertId, bodies] of this.#heard) {
      if (steps.length >= STEPS_MAX) return steps;
      const loop = this.#held.get(alertId)?.loop;
      const alert = loop?.alert ?? plannedAlert(bodies);
      // Another process may have told all of it meanwhile.
      const fresh = bodies.filter((body) => !loop?.seen.has(stepIdOf(alertId, body)));
      if (alert === null || fresh.length === 0) this.#heard.delete(alertId);
      else for (const body of fresh) steps.push(stepOf(alert, body, nowMs));
    }
    const around = this.#around(nowMs);
    for (const [alertId, atMs] of this.#due) {
      if (atMs > nowMs) continue;
      if (steps.length >= STEPS_MAX) break;
      const held = this.#held.get(alertId);
      if (held === undefined) {
        this.#due.delete(alertId);
        continue;
      }
      // What was heard is told first: what follows depends on it.
      if (this.#heard.has(alertId)) continue;
      const { loop } = held;
      const decision = decide(loop, around);
      const fresh = decision.steps
        .map((body) => stepOf(loop.alert, body, nowMs))
        .filter(({ stepId }) => !loop.seen.has(stepId));
      if (fresh.length > 0) {
        steps.push(...fresh);
        for (const step of fresh) this.#noteRate(step);
      } else this.#rest(alertId, loop, decision.nextMs, nowMs);
    }
    return steps;
  }

  /** What `due` answered is in the log: it is not told again. */
  told(steps: readonly LoopStep[]): void {
    for (const { alertId } of steps) this.#heard.delete(alertId);
  }

  /** What `due` answered could not be written. */
  notTold(steps: readonly LoopStep[]): void {
    for (const step of steps) {
      if (step.kind === 'said') this.#said.drop(step.subjectKey, step.stepId);
      if (step.kind === 'notified')
        this.#noticed.drop(this.#receiverOf(step.level, step.alert), step.stepId);
    }
  }

  /** When something is due; null = nothing unless something is heard. */
  nextMs(nowMs: number): number | null {
    let next: number | null = this.#heard.size > 0 ? 0 : null;
    for (const atMs of this.#due.values()) next = Math.min(next ?? atMs, atMs);
    for (const { isAsked, isMine, step, command } of this.#asking.values())
      if (!isAsked && command.expiresAtMs > nowMs) {
        const askMs = isMine ? 0 : step.atMs + OTHERS_MS;
        next = Math.min(next ?? askMs, askMs);
      }
    return next;
  }

  /** Commands whose step counts and which are not in the log, while they make sense. */
  unasked(nowMs: number): Command[] {
    const commands: Command[] = [];
    for (const { isAsked, isMine, step, command } of this.#asking.values()) {
      const isOurs = isMine || nowMs - step.atMs >= OTHERS_MS;
      if (!isAsked && isOurs && command.expiresAtMs > nowMs) commands.push(command);
    }
    return commands;
  }

  /** Lets go of commands nobody will answer any more, of old rates and of what is over for a day. */
  forget(nowMs: number): void {
    for (const [id, { command }] of this.#asking)
      if (command.expiresAtMs + RESULT_MS_MAX < nowMs) this.#asking.delete(id);
    this.#said.forget(nowMs);
    this.#noticed.forget(nowMs);
    for (const [alertId, { loop }] of this.#held) {
      const sinceMs = loop.endedAtMs ?? loop.baseMs + LOOP_MS_MAX;
      if (isOver(loop, nowMs) && nowMs - sinceMs >= OVER_MS) this.#drop(alertId);
    }
  }

  /** Place in alert-steps.v1 from which a restart reads again; null = from where it is. */
  oldestOffset(): number | null {
    let oldest: number | null = null;
    for (const { offset } of this.#held.values()) oldest = Math.min(oldest ?? offset, offset);
    return oldest;
  }

  #plan(alert: Alert, baseMs: number): void {
    const found = this.#parts.policies.of(alert);
    if (found === null || !doesAnything(found.policy)) return;
    const { type, severity: of, version: policyVersion, policy } = found;
    this.#tell(alert.alertId, {
      ...{ kind: 'planned', severity: alert.severity, policyName: `${type}/${of}` },
      ...{ policyVersion, policy, alert, baseMs },
    });
    if (!this.#held.has(alert.alertId)) this.#planned.set(alert.alertId, alert);
  }

  #tell(alertId: string, body: StepBody): void {
    const id = stepIdOf(alertId, body);
    if (this.#held.get(alertId)?.loop.seen.has(id)) return;
    const bodies = this.#heard.get(alertId) ?? [];
    if (!bodies.some((one) => stepIdOf(alertId, one) === id)) bodies.push(body);
    this.#heard.set(alertId, bodies);
  }

  #touch(alertId: string): void {
    this.#due.set(alertId, 0);
  }

  #rest(alertId: string, loop: Loop, nextMs: number | null, nowMs: number): void {
    if (nextMs === null || isOver(loop, nowMs)) this.#due.delete(alertId);
    else this.#due.set(alertId, nextMs);
  }

  /** Two steps of one turn must not both take the last free place of a rate. */
  #noteRate(step: LoopStep): void {
    if (step.kind === 'said') this.#said.note(step.subjectKey, step.stepId, step.atMs);
    if (step.kind === 'notified')
      this.#noticed.note(this.#receiverOf(step.level, step.alert), step.stepId, step.atMs);
  }

  #around(nowMs: number): Circumstances {
    const { vehicles, endpointsOf } = this.#parts;
    return {
      nowMs,
      endpointsOf,
      terminalOf: (subjectKey) => vehicles.terminalOf(subjectKey),
      sayFreeAtMs: ({ subjectKey }, rate) => this.#said.freeAtMs(subjectKey, rate, nowMs),
      noticeFreeAtMs: (level, alert, rate) =>
        this.#noticed.freeAtMs(this.#receiverOf(level, alert), rate, nowMs),
    };
  }

  /** An enterprise, or a city by the first four digits of its code (GB/T 2260). */
  #receiverOf(level: NoticeLevel, { subjectKey }: Alert): string {
    const facts: VehicleFacts | undefined = this.#parts.vehicles.of(subjectKey);
    if (level === 'enterprise') return `${level}/${facts?.enterpriseId ?? ''}`;
    return `${level}/${facts?.regionCode.slice(0, 4) ?? ''}`;
  }

  #makeRoom(): void {
    if (this.#held.size <= LOOPS_MAX) return;
    for (const [alertId, { loop }] of this.#held) {
      if (loop.ended === null) continue;
      this.#drop(alertId);
      return;
    }
    this.forgotten++;
    this.#drop(this.#held.keys().next().value!);
  }

  #drop(alertId: string): void {
    this.#held.delete(alertId);
    this.#due.delete(alertId);
    this.#heard.delete(alertId);
  }
}

function isNews({ late, state, raisedAtMs }: Alert, recordMs: number): boolean {
  return !late && state === 'open' && recordMs - raisedAtMs <= HISTORY_MS;
}

const GRAVITY = ['info', 'minor', 'major', 'critical'];

function isGraver({ severity }: Alert, loop: Loop): boolean {
  return GRAVITY.indexOf(severity) > GRAVITY.indexOf(loop.severity);
}

function plannedAlert(bodies: readonly StepBody[]): Alert | null {
  for (const body of bodies) if (body.kind === 'planned') return body.alert;
  return null;
}
