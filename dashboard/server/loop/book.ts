/** What was done about alerts without a person, folded from `alert-steps.v1`: of records with one id the first counts. */
import type { NoticePlan } from '#core/loop/plan.ts';
import type { NoticeLevel, Policy } from '#core/loop/policy.ts';
import type { LoopStep, Reaction } from '#core/loop/step.ts';

/** Alerts whose steps are kept; beyond it the oldest leave (the topic and the store keep all). */
const ALERTS_MAX = 20_000;

/** A step without the copies of alert and policy it holds: they stand elsewhere. */
export interface StepView {
  kind: LoopStep['kind'];
  atMs: number;
  /** What this kind says (docs/loop.md). */
  [word: string]: unknown;
}

export interface LoopView {
  /** Name and version of the policy that holds for it; null = none did. */
  policy: { name: string; version: number } | null;
  /** Null = not known, or nothing was spoken. */
  reaction: Reaction | null;
  /** From the warning that was heard to the end of the episode; null = the driver did not react. */
  tookMs: number | null;
  /** Oldest first. */
  steps: StepView[];
}

const NOTHING: LoopView = { policy: null, reaction: null, tookMs: null, steps: [] };

interface Kept extends LoopView {
  readonly seen: Set<string>;
  plan: (NoticePlan & { settled: Map<NoticeLevel, number | null> }) | null;
}

export class LoopBook {
  /** Oldest first. */
  readonly #byAlert = new Map<string, Kept>();
  /** Thousands of alerts have one policy: by name and version. */
  readonly #policies = new Map<string, Policy>();
  /** What is told when, of this alert, is known better now. */
  onPlan: (alertId: string) => void = () => {};

  apply(step: LoopStep): void {
    const kept = this.#byAlert.get(step.alertId) ?? this.#begin(step.alertId);
    if (kept.seen.has(step.stepId)) return;
    kept.seen.add(step.stepId);
    kept.steps.push(viewOf(step));
    this.#plan(kept, step);
    if (step.kind === 'planned')
      kept.policy = { name: step.policyName, version: step.policyVersion };
    if (step.kind === 'reaction') {
      kept.reaction = step.result;
      kept.tookMs = step.tookMs;
    }
    // Of what never was nobody has to account for.
    if (step.kind === 'ended' && step.state === 'withdrawn') {
      kept.reaction = null;
      kept.tookMs = null;
    }
  }

  of(alertId: string): LoopView {
    const kept = this.#byAlert.get(alertId);
    if (kept === undefined) return NOTHING;
    const { policy, reaction, tookMs, steps } = kept;
    return { policy, reaction, tookMs, steps };
  }

  /** Null = no policy holds for it, or its plan is not known (any more). */
  planOf(alertId: string): NoticePlan | null {
    return this.#byAlert.get(alertId)?.plan ?? null;
  }

  #plan(kept: Kept, step: LoopStep): void {
    const { plan } = kept;
    if (step.kind === 'planned') {
      const { baseMs, severity } = step;
      const settled = plan?.settled ?? new Map();
      kept.plan = { baseMs, severity, policy: this.#shared(step), settled };
    } else if (step.kind === 'notified') plan?.settled.set(step.level, step.atMs);
    else if (step.kind === 'skipped' && step.level !== null) plan?.settled.set(step.level, null);
    else return;
    this.onPlan(step.alertId);
  }

  #shared({ policyName, policyVersion, policy }: Extract<LoopStep, { kind: 'planned' }>): Policy {
    const name = `${policyName}@${policyVersion}`;
    const known = this.#policies.get(name);
    // A default may change with the product under the same version.
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(policy)) return known;
    this.#policies.set(name, policy);
    return policy;
  }

  #begin(alertId: string): Kept {
    const kept: Kept = { ...NOTHING, steps: [], seen: new Set(), plan: null };
    this.#byAlert.set(alertId, kept);
    if (this.#byAlert.size > ALERTS_MAX)
      this.#byAlert.delete(this.#byAlert.keys().next().value as string);
    return kept;
  }
}

function viewOf(step: LoopStep): StepView {
  const { stepId: _, alertId: __, subjectKey: ___, alertType: ____, ...rest } = step;
  if (rest.kind === 'planned') {
    const { alert: _____, policy: ______, ...told } = rest;
    return told;
  }
  if (rest.kind === 'notified' || rest.kind === 'ended') {
    const { alert: _____, ...told } = rest;
    return told;
  }
  return rest;
}
