/**
 * What a lane knows at one point of its time line: plain data, copied for checkpoints and written to
 * snapshots. Its numbers lie in one array of unboxed ones: as fields each instant would be an object
 * of its own, and a report of one vehicle among thousands waits for memory more than for anything else.
 */
import type { SubjectKey } from '#core/identity.ts';
import type { Observation, VehicleClass } from '#core/report.ts';
import type { AnyRule } from '../plan.ts';
import type { Before, PlaceBefore } from '../rule.ts';
import type { SubjectInfo } from '../subject-info.ts';
import { copyEpisode, type Episode } from './episode.ts';
import { clonePlain, cloneWith, equalPlain } from './plain.ts';
import type { TrackState } from './track.ts';

/** Instants outside every real one; finite, so that state stays plain JSON. */
export const BEFORE_ALL_MS = -8_640_000_000_000_000;
export const NEVER_MS = 8_640_000_000_000_000;

/** A lane's state as snapshots hold it: by name, so that it can be read by another version. */
export interface LaneRecord {
  position: number;
  keyMs: number;
  keyTie: number;
  wakeMs: number;
  rulesIndex: number;
  infoIndex: number;
  driverKey: SubjectKey | null;
  aboard: boolean;
  vehicleClass: VehicleClass;
  vehicleKey: SubjectKey;
  /** null = no good position yet. Where it is from is absent on lanes that do not say. */
  track: (TrackState & Partial<Before>) | null;
  /** By index of the rule; null = as the rule begins, at rest, or not run. */
  states: unknown[];
  counts: Readonly<Record<string, number>>;
  episodes: Episode[];
}

/** Of all states with no episode: nearly every vehicle's. Nobody adds to them. */
export const NO_EPISODES: Episode[] = [];
const NO_COUNTS: Readonly<Record<string, number>> = {};

export class LaneState implements TrackState, Before {
  /** See the accessors; the first instants make the array one of unboxed numbers from the start. */
  numbers: number[] = [BEFORE_ALL_MS, 0, NEVER_MS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0];
  /** Terminal that said the last good position, on settled lanes; '' = none yet. */
  goodDevice: SubjectKey | '' = '';
  /** Never changed in place: copies share it. */
  drift: PlaceBefore | null = null;
  /** Driver at the wheel by the last card or report that named one. */
  driverKey: SubjectKey | null = null;
  /** Whether the driver rules of a vehicle lane know that the clock is not the vehicle's. */
  aboard = true;
  vehicleClass: VehicleClass;
  /** Vehicle of the last fact; on a driver's line it changes. */
  vehicleKey: SubjectKey;
  /** By index of the rule; null or absent = at rest, or not run. */
  states: unknown[] = [];
  /** Episodes so far, by `rule/slot`. Never changed in place: copies share it. */
  counts: Readonly<Record<string, number>> = NO_COUNTS;
  /** Those open; NO_EPISODES = none. */
  episodes: Episode[] = NO_EPISODES;

  constructor(vehicleKey: SubjectKey, vehicleClass: VehicleClass) {
    this.vehicleKey = vehicleKey;
    this.vehicleClass = vehicleClass;
  }

  static initial({ subjectKey, class: vehicleClass }: SubjectInfo): LaneState {
    return new LaneState(subjectKey, vehicleClass);
  }

  /** From a snapshot; the record's parts are the state's own from here on. */
  static of(record: LaneRecord): LaneState {
    const { track, ...rest } = record;
    return Object.assign(new LaneState(rest.vehicleKey, rest.vehicleClass), rest, track);
  }

  /**
   * A copy that shares nothing changeable; equal rule states are shared with `previous`, which nobody changes. What
   * several states have in common (`Rule.sharedPart`) their copies have in common as well.
   */
  copy(
    previous: Pick<LaneState, 'states'> | null,
    sharedMembers: readonly (string | null)[] = NO_MEMBERS,
  ): LaneState {
    const copy = new LaneState(this.vehicleKey, this.vehicleClass);
    copy.numbers = this.numbers.slice();
    copy.driverKey = this.driverKey;
    copy.aboard = this.aboard;
    copy.goodDevice = this.goodDevice;
    copy.drift = this.drift;
    copy.states = copyStates(this.states, previous?.states ?? NO_STATES, sharedMembers);
    copy.counts = this.counts;
    if (this.episodes.length > 0) copy.episodes = this.episodes.map(copyEpisode);
    return copy;
  }

  /** For a snapshot, without what the rules would start with anyway: most rules of most vehicles have nothing to tell. */
  compact(rules: readonly AnyRule[]): LaneRecord {
    const { position, keyMs, keyTie, wakeMs, rulesIndex, infoIndex } = this;
    const { driverKey, aboard, vehicleClass, vehicleKey, counts, episodes } = this;
    return {
      position,
      keyMs,
      keyTie,
      wakeMs,
      rulesIndex,
      infoIndex,
      driverKey,
      aboard,
      vehicleClass,
      vehicleKey,
      track: this.goodMs === 0 ? null : this.track(),
      states: this.states.map((value, index) => {
        const rule = rules[index]!;
        // A dormant rule that is awake wakes up awake: null would have it asked again.
        return rule.wakes === undefined && equalPlain(value, initialOf(rule)) ? null : value;
      }),
      counts,
      episodes,
    };
  }

  /** On a settled lane: the vehicle is here, and rules have seen it. */
  goTo(entry: Observation): void {
    this.goodMs = entry.eventTimeMs;
    this.goodLatitudeDeg = entry.latitudeDeg!;
    this.goodLongitudeDeg = entry.longitudeDeg!;
    this.goodSpeedKmh = entry.speedKmh ?? -1;
    this.goodPartition = entry.inputPartition;
    this.goodOffset = entry.inputOffset;
    if (this.goodDevice !== entry.deviceKey) this.goodDevice = entry.deviceKey;
    if (this.drift !== null) this.drift = null;
  }

  /** The same of a position that is drift. */
  driftTo(entry: Observation): void {
    this.drift = {
      timeMs: entry.eventTimeMs,
      latitudeDeg: entry.latitudeDeg!,
      longitudeDeg: entry.longitudeDeg!,
      speedKmh: entry.speedKmh ?? -1,
      partition: entry.inputPartition,
      offset: entry.inputOffset,
      deviceKey: entry.deviceKey,
    };
  }

  private track(): TrackState & Partial<Before> {
    const track: TrackState = {
      goodMs: this.goodMs,
      goodLatitudeDeg: this.goodLatitudeDeg,
      goodLongitudeDeg: this.goodLongitudeDeg,
      sameSinceMs: this.sameSinceMs,
      sameReports: this.sameReports,
      suspectMs: this.suspectMs,
      suspectLatitudeDeg: this.suspectLatitudeDeg,
      suspectLongitudeDeg: this.suspectLongitudeDeg,
    };
    if (this.goodDevice === '') return track;
    const { goodSpeedKmh, goodPartition, goodOffset, goodDevice, drift } = this;
    return { ...track, goodSpeedKmh, goodPartition, goodOffset, goodDevice, drift };
  }

  /** Key of the last step. */
  get keyMs(): number {
    return this.numbers[0]!;
  }
  set keyMs(value: number) {
    this.numbers[0] = value;
  }
  get keyTie(): number {
    return this.numbers[1]!;
  }
  set keyTie(value: number) {
    this.numbers[1] = value;
  }
  /** When the next `onTick` is due; NEVER_MS = none. */
  get wakeMs(): number {
    return this.numbers[2]!;
  }
  set wakeMs(value: number) {
    this.numbers[2] = value;
  }
  /** Position of the next fact to apply. */
  get position(): number {
    return this.numbers[3]!;
  }
  set position(value: number) {
    this.numbers[3] = value;
  }
  /** Ordinal of the version of rules in force. */
  get rulesIndex(): number {
    return this.numbers[4]!;
  }
  set rulesIndex(value: number) {
    this.numbers[4] = value;
  }
  get infoIndex(): number {
    return this.numbers[5]!;
  }
  set infoIndex(value: number) {
    this.numbers[5] = value;
  }

  // TrackState

  get goodMs(): number {
    return this.numbers[6]!;
  }
  set goodMs(value: number) {
    this.numbers[6] = value;
  }
  get goodLatitudeDeg(): number {
    return this.numbers[7]!;
  }
  set goodLatitudeDeg(value: number) {
    this.numbers[7] = value;
  }
  get goodLongitudeDeg(): number {
    return this.numbers[8]!;
  }
  set goodLongitudeDeg(value: number) {
    this.numbers[8] = value;
  }
  get sameSinceMs(): number {
    return this.numbers[9]!;
  }
  set sameSinceMs(value: number) {
    this.numbers[9] = value;
  }
  get sameReports(): number {
    return this.numbers[10]!;
  }
  set sameReports(value: number) {
    this.numbers[10] = value;
  }
  get suspectMs(): number {
    return this.numbers[11]!;
  }
  set suspectMs(value: number) {
    this.numbers[11] = value;
  }
  get suspectLatitudeDeg(): number {
    return this.numbers[12]!;
  }
  set suspectLatitudeDeg(value: number) {
    this.numbers[12] = value;
  }
  get suspectLongitudeDeg(): number {
    return this.numbers[13]!;
  }
  set suspectLongitudeDeg(value: number) {
    this.numbers[13] = value;
  }

  // Before

  get goodSpeedKmh(): number {
    return this.numbers[14]!;
  }
  set goodSpeedKmh(value: number) {
    this.numbers[14] = value;
  }
  get goodPartition(): number {
    return this.numbers[15]!;
  }
  set goodPartition(value: number) {
    this.numbers[15] = value;
  }
  get goodOffset(): number {
    return this.numbers[16]!;
  }
  set goodOffset(value: number) {
    this.numbers[16] = value;
  }
}

const NO_MEMBERS: readonly (string | null)[] = [];
const NO_STATES: readonly unknown[] = [];

function copyStates(
  states: readonly unknown[],
  before: readonly unknown[],
  sharedMembers: readonly (string | null)[],
): unknown[] {
  // A few at most: what several states have in common, and its copies.
  const parts: unknown[] = [];
  const copies: unknown[] = [];
  return states.map((value, index) => {
    const known = before[index];
    const isKnown = known !== undefined && equalPlain(known, value);
    const member = sharedMembers[index] ?? null;
    if (member === null || value === null || value === undefined)
      return isKnown ? known : clonePlain(value);
    const state = value as Record<string, unknown>;
    const part = state[member];
    let at = parts.indexOf(part);
    if (at < 0) at = parts.push(part) - 1;
    copies[at] ??= isKnown ? (known as Record<string, unknown>)[member] : clonePlain(part);
    return isKnown ? known : cloneWith(state, member, copies[at]);
  });
}

/** What a rule has in its place before it has seen anything. */
export function beginningOf(rule: AnyRule): unknown {
  return rule.wakes === undefined || rule.wake !== undefined ? rule.initial() : null;
}

/** What each rule begins with, for copies to share; nobody changes them. */
export function initialStates(rules: readonly AnyRule[]): unknown[] {
  return rules.map(initialOf);
}

const initials = new WeakMap<AnyRule, unknown>();

function initialOf(rule: AnyRule): unknown {
  let initial = initials.get(rule);
  if (initial === undefined) {
    initial = rule.initial();
    initials.set(rule, initial);
  }
  return initial;
}
