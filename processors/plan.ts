/** Which rules run with which parameters: logged rule settings, compiled once per change and class. */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { RuleSettings } from '#core/registry.ts';
import { VEHICLE_CLASSES, type VehicleClass } from '#core/report.ts';
import { isFamilyMember, ownSettings } from '#core/rule-settings.ts';
import type { Rule } from './rule.ts';

// biome-ignore lint/suspicious/noExplicitAny: rules of different parameter and state types share one list.
export type AnyRule = Rule<any, any>;

/**
 * How the runtime itself orders and remembers; part of the logged rule settings under the name
 * `runtime`, because a change of them changes results.
 */
export const runtimeParams = Type.Object({
  reorderMs: Type.Integer({
    minimum: 0,
    default: 30_000,
    description:
      'an observation settles when its vehicle has shown a fix this much newer, or a tick this long after its arrival',
  }),
  reorderReportsMax: Type.Integer({
    minimum: 1,
    default: 8,
    description: 'an observation settles when this many newer ones are there',
  }),
  pendingReportsMax: Type.Integer({
    minimum: 16,
    default: 4_096,
    description: 'unsettled observations of a vehicle above which the oldest settle',
  }),
  historyMs: Type.Integer({
    minimum: 60_000,
    default: 21_600_000,
    description:
      'settled observations younger than this are kept, so that late ones can correct what followed from them',
  }),
  historyReportsMax: Type.Integer({
    minimum: 64,
    default: 720,
    description:
      'settled observations per vehicle above which the oldest are forgotten, in chunks of 64',
  }),
  versionsKeptMs: Type.Integer({
    minimum: 60_000,
    default: 2_592_000_000,
    description:
      'ms; settings that ended this long ago (at least `historyMs`) are forgotten where no history of a subject needs them: what comes later of their time is judged by the oldest ones kept. Of a subject that has said nothing for so long, facts of before come too late for its history',
  }),
  futureClockMs: Type.Integer({
    minimum: 0,
    default: 600_000,
    description: 'a fix further ahead of its arrival than this has a wrong clock',
  }),
  matchMs: Type.Integer({
    minimum: 0,
    default: 600_000,
    description: 'a corrected episode keeps the identity of one that started at most this far away',
  }),
  windowGraceMs: Type.Integer({
    minimum: 0,
    maximum: 86_400_000,
    default: 300_000,
    description: 'an indicator window is final this long after its end; later data amend it',
  }),
});

export interface RuntimeParams {
  reorderMs: number;
  reorderReportsMax: number;
  pendingReportsMax: number;
  historyMs: number;
  historyReportsMax: number;
  versionsKeptMs: number;
  futureClockMs: number;
  matchMs: number;
  windowGraceMs: number;
}

export const DEFAULT_RUNTIME_PARAMS = Value.Default(runtimeParams, {}) as RuntimeParams;

/** Rules in force for one class of vehicle, by the lane that runs them. */
export interface Plan {
  arrival: LanePlan;
  settled: LanePlan;
  driver: LanePlan;
}

/** Shared by all lanes of a kind and class. */
export interface LanePlan {
  /** In list order. */
  rules: readonly PlannedRule[];
  /** Rules that follow the driver when one is known, on a vehicle's settled lane. */
  drivers: readonly PlannedRule[];
  /** Both. */
  all: readonly PlannedRule[];
  /** Those that may ask for ticks. */
  wakers: readonly PlannedRule[];
}

/** Of a lane that has not run yet. */
export const NO_RULES: LanePlan = { rules: [], drivers: [], all: [], wakers: [] };

export interface PlannedRule {
  index: number;
  rule: AnyRule;
  params: Record<string, unknown>;
  /**
   * `Rule.wakes` (never asked of a rule without it), `Rule.onObservation`, `Rule.wakeAtMs`. Here because rules are objects of
   * many kinds and these are of one: dozens of rules are asked of every report, and finding the function
   * would cost more than the answer.
   */
  wakes: NonNullable<AnyRule['wakes']>;
  onObservation: AnyRule['onObservation'];
  wakeAtMs: NonNullable<AnyRule['wakeAtMs']>;
}

export function plannedRule(
  index: number,
  rule: AnyRule,
  params: Record<string, unknown>,
): PlannedRule {
  const { wakes = isAwake, onObservation, wakeAtMs = neverWakes } = rule;
  return { index, rule, params, wakes, onObservation, wakeAtMs };
}

const isAwake = (): boolean => true;
const neverWakes = (): null => null;

/** One state of the rule settings and the instant of event time from which it holds; the oldest there is holds before as well. */
export class RulesVersion {
  /** Which one in the life of the task's state, counted from 0: older ones are forgotten, numbers stay. */
  readonly ordinal: number;
  readonly fromMs: number;
  readonly settings: RuleSettings;
  readonly runtime: RuntimeParams;
  /** `type.param` of settings that do not fit and were replaced by their defaults, and unknown types. */
  readonly mistakes: string[] = [];
  private readonly rules: readonly AnyRule[];
  private readonly params: (Record<string, unknown> | null)[];
  private readonly plans = new Map<VehicleClass, Plan>();

  constructor(rules: readonly AnyRule[], settings: RuleSettings, fromMs: number, ordinal = 0) {
    this.rules = rules;
    this.settings = settings;
    this.ordinal = ordinal;
    this.fromMs = fromMs;
    this.runtime = this.complete(
      runtimeParams,
      'runtime',
      settings.runtime,
    ) as unknown as RuntimeParams;
    this.params = rules.map((rule) =>
      this.complete(rule.params, rule.type, ownSettings(namesOf(rule), settings)),
    );
    const known = new Set(['runtime', 'risk', ...rules.map((rule) => rule.type)]);
    for (const type of Object.keys(settings)) {
      if (
        !known.has(type) &&
        !rules.some((rule) => isFamily(rule) && isFamilyMember(rule.type, type))
      )
        this.mistakes.push(type);
    }
  }

  planFor(vehicleClass: VehicleClass): Plan {
    let plan = this.plans.get(vehicleClass);
    if (plan === undefined) {
      plan = this.compile(vehicleClass);
      this.plans.set(vehicleClass, plan);
    }
    return plan;
  }

  /** False when the rule is off for every class. */
  runsAnywhere(index: number): boolean {
    const rule = this.rules[index]!;
    return VEHICLE_CLASSES.some((vehicleClass) =>
      isOn(rule, vehicleClass, this.settings[rule.type]),
    );
  }

  private compile(vehicleClass: VehicleClass): Plan {
    const arrival: PlannedRule[] = [];
    const settled: PlannedRule[] = [];
    const driver: PlannedRule[] = [];
    this.rules.forEach((rule, index) => {
      if (!isOn(rule, vehicleClass, this.settings[rule.type])) return;
      const planned = plannedRule(index, rule, this.params[index]!);
      if (rule.key === 'driver') driver.push(planned);
      else if (rule.order === 'arrival') arrival.push(planned);
      else settled.push(planned);
    });
    return {
      arrival: lanePlan(arrival, []),
      settled: lanePlan(settled, driver),
      driver: lanePlan(driver, []),
    };
  }

  /** Defaults filled in; a value that does not fit is named and its default taken: one typing error must not silence a rule. */
  private complete(
    schema: AnyRule['params'],
    type: string,
    given: Record<string, unknown> | undefined,
  ): Record<string, unknown> {
    const value = Value.Default(schema, {}) as Record<string, unknown>;
    for (const [name, wanted] of Object.entries(given ?? {})) {
      if (name === 'enabled' || name === 'classes') continue;
      const property = schema.properties[name];
      if (property !== undefined && Value.Check(property, wanted)) value[name] = wanted;
      else this.mistakes.push(`${type}.${name}`);
    }
    return value;
  }
}

function lanePlan(rules: readonly PlannedRule[], drivers: readonly PlannedRule[]): LanePlan {
  const all = [...rules, ...drivers];
  const wakers = all.filter(({ rule }) => rule.onTick !== undefined && rule.wakeAtMs !== undefined);
  return { rules, drivers, all, wakers };
}

/** One rule with many alert types, `terminal.sos` … under `terminal`: it can leave out some of them. */
export function isFamily(rule: AnyRule): boolean {
  return 'ignoredTypes' in rule.params.properties;
}

function namesOf(rule: AnyRule): { type: string; isFamily: boolean } {
  return { type: rule.type, isFamily: isFamily(rule) };
}

/** Settings win over the rule's own classes: `enabled` for all of them, or for those listed in `classes`. */
function isOn(
  rule: AnyRule,
  vehicleClass: VehicleClass,
  settings: Record<string, unknown> | undefined,
): boolean {
  if (settings?.enabled === false) return false;
  if (Array.isArray(settings?.classes)) return settings.classes.includes(vehicleClass);
  if (settings?.enabled === true) return true;
  return rule.classes.includes(vehicleClass);
}
