/**
 * What a rule is: data plus one function over plain state. Rules know no clock, no network, no
 * settings and no `await`; the runtime owns order, time, identity, publication and corrections.
 *
 * A rule sees its subject's observations in **event-time order** and keeps its state as plain JSON
 * (numbers, strings, booleans, null, arrays, objects), which it may change in place: the runtime
 * clones it for checkpoints. It tells the runtime about at most one open episode at a time per `slot`.
 *
 * Most rules have nothing to say of most vehicles most of the time. Such a rule has `wakes` and goes to
 * **rest** (`context.rest()`) when nothing is left to remember: its state is then null, takes no memory
 * in checkpoints and snapshots, and each observation costs one question.
 */
import type { TObject } from 'typebox';
import type { EvidenceRef, Severity } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { VehicleEvent } from '#core/load.ts';
import type { Observation, VehicleClass } from '#core/report.ts';
import type { SubjectInfo } from './subject-info.ts';
import type { World } from './world/world.ts';

/** What a rule says of an episode. Fields left out keep their value on update. */
export interface EpisodeFacts {
  severity: Severity;
  openedAtMs: number;
  raisedAtMs: number;
  measured: number | null;
  limit: number | null;
  unit: string;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  explanation: { zh: string; en: string };
  /** Plain JSON, no personal data. */
  facts?: Record<string, unknown>;
  /** Type when it differs from the rule's own (`terminal.*` is one rule with many types). */
  type?: string;
  clause?: string;
}

/**
 * What has been found about the observation at hand from parts of states that several rules share
 * (`Rule.sharedPart`): the first to ask moves the part on, the others take what it found.
 */
export class Findings {
  private readonly parts: object[] = [];
  private readonly found: number[] = [];
  private count = 0;

  /** Another observation. */
  begin(): void {
    this.count = 0;
  }

  /** null = the part has not been moved on yet. */
  of(part: object): number | null {
    for (let i = 0; i < this.count; i++) if (this.parts[i] === part) return this.found[i]!;
    return null;
  }

  note(part: object, found: number): void {
    this.parts[this.count] = part;
    this.found[this.count++] = found;
  }
}

/** A place the vehicle was at, and whose word that is. */
export interface PlaceBefore {
  timeMs: number;
  latitudeDeg: number;
  longitudeDeg: number;
  /** −1 = none was given. */
  speedKmh: number;
  partition: number;
  offset: number;
  deviceKey: SubjectKey | '';
}

/**
 * Where the vehicle was before the observation at hand, as the settled time line remembers it, so that a rule
 * need not: it may rest. Only for rules of order `settled`.
 */
export interface Before {
  /** Latest located position that is no drift; 0 = there was none. */
  readonly goodMs: number;
  readonly goodLatitudeDeg: number;
  readonly goodLongitudeDeg: number;
  /** −1 = none was given. */
  readonly goodSpeedKmh: number;
  readonly goodPartition: number;
  readonly goodOffset: number;
  readonly goodDevice: SubjectKey | '';
  /** A position since then that is drift, the latest; null = none. */
  readonly drift: PlaceBefore | null;
}

export interface RuleContext<P> {
  readonly params: P;
  readonly subject: SubjectInfo;
  /** Zones, sections, bans and days off; empty on a driver's time line. Ask with the time of what is judged. */
  readonly world: World;
  /** Driver of the observation at hand; null = unknown. */
  readonly driverKey: SubjectKey | null;
  readonly findings: Findings;
  /** Opens the episode of `slot` ('' when the rule has one). No effect when it is already open. */
  open(slot: string, facts: EpisodeFacts): void;
  /** Changes measured, severity, facts … of the open episode; published when something visible changed. */
  update(slot: string, facts: Partial<EpisodeFacts>): void;
  /** Closes the open episode of `slot` at `closedAtMs` (event time). No effect when none is open. */
  close(slot: string, closedAtMs: number): void;
  isOpen(slot: string): boolean;
  /** Adds the observation at hand (or a given one) to the evidence of the open episode. */
  evidence(slot: string, ref?: EvidenceRef): void;
  /**
   * Nothing is left to remember: the state becomes null after this call of the rule, until `Rule.wakes` says
   * otherwise. Only for rules that have it, only with no episode open, and the last word of the call.
   */
  rest(): void;
}

/**
 * Rules with key `driver` see, on a driver's time line, the settled observations of every vehicle
 * the driver was at the wheel of; `context.subject` is then the vehicle of the sample. A sample with
 * `FLAGS.released` is no position: another driver reports from the vehicle, this one stands (speed 0).
 * On a vehicle's own time line they see the observations without a driver, and a released sample
 * where a driver becomes known.
 */
export interface Rule<P = unknown, S = unknown> {
  /** Alert type it raises, and its key in rule settings (`terminal` for the family). */
  type: string;
  /** Goes up with every change that can change a verdict. Stored state goes on under the new version. */
  version: number;
  /**
   * What the state looks like; absent = as it first did (1). A change of the look raises `version`
   * too and brings older state over; `from` is the version of its shape.
   */
  shape?: { version: number; carryOver(state: unknown, from: number): S };
  /**
   * A member of the state, an object, that other rules have in theirs as well and move on alike. While
   * contents and parameters agree the runtime keeps it once for all of them, so the rule asks
   * `context.findings` before it moves it on. Snapshots hold it with each of them.
   */
  sharedPart?: { member: string; isAlike(a: P, b: P): boolean };
  summary: { zh: string; en: string };
  clause: string;
  /**
   * `arrival`: shown at once on every observation, speculatively over what has not settled yet.
   * `settled`: shown when the observation has settled (DESIGN 5).
   */
  order: 'arrival' | 'settled';
  /** `driver`: runs on the driver's own time line across vehicles when the driver is known, else on the vehicle's. */
  key: 'vehicle' | 'driver';
  params: TObject;
  /** Classes for which the rule is on unless settings say otherwise (domain.md 1.3). */
  classes: readonly VehicleClass[];
  /** Fresh plain-JSON state; of a rule with `wakes`, made when it wakes. */
  initial(): S;
  /**
   * Makes the rule a dormant one: it begins at rest, and at rest it is asked this, sees no sign of life and
   * no tick. True = it begins anew with this observation. False promises that `onObservation` with a state
   * just begun would say nothing, nor remember anything a later verdict hangs on. Asked of every
   * observation, so: no allocation, a handful of comparisons.
   */
  wakes?(
    observation: Observation,
    subject: SubjectInfo,
    params: P,
    world: World,
    before: Before,
  ): boolean;
  /**
   * State with which a rule of order `settled` goes on from rest, where that is more than it begins with: what it would
   * remember of the facts before had it been awake. Such a rule begins awake, since it knows of no fact
   * from before it ran, and goes to rest on its own.
   */
  wake?(before: Before): S;
  onObservation(state: S, observation: Observation, context: RuleContext<P>): void;
  /**
   * Another fact of the vehicle than a position, in time order with the observations; `at` holds its
   * time and origin and no position. Heard by rules of key `vehicle`; it wakes a rule at rest.
   */
  onEvent?(state: S, event: VehicleEvent, at: Observation, context: RuleContext<P>): void;
  /**
   * The subject's link showed life at `timeMs` without a new position: heartbeat, sign-in, or a
   * backlog upload received then. In time order with the observations; evidence of the link only.
   */
  onAlive?(state: S, timeMs: number, context: RuleContext<P>): void;
  /**
   * Time moved on without an observation. Called with the tick's time on the subject's time line
   * for subjects that asked for it through `wakeAtMs`: the first whole second at or after it, in
   * time order between the observations (before an observation of a later time, after one of the
   * same), so that a re-run calls it at the same instants. May open or close, must not add driving.
   */
  onTick?(state: S, tickMs: number, context: RuleContext<P>): void;
  /** When `onTick` should next be called, ms; null = not. Read after every call of the rule. */
  wakeAtMs?(state: S): number | null;
}

/** Identity at run time; ties the parameter and state types together for inference. */
export function defineRule<P, S>(rule: Rule<P, S>): Rule<P, S> {
  return rule;
}
