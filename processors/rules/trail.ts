/**
 * Where the vehicle was last: what the rules about positions compare an observation with. Several of them
 * keep one alike, so the runtime holds it once and the first to see an observation moves it on.
 *
 * *Located* is every position that is one, drift included; *good* is what is no drift. Of both the latest
 * and the one before it are kept, because a rule asks after the trail has moved on. A rule at rest keeps none: the time line
 * remembers where the vehicle was, and a trail begins from there.
 */
import type { EvidenceRef } from '#core/alert.ts';
import { displacementM } from '#core/geo/distance.ts';
import type { SubjectKey } from '#core/identity.ts';
import { FLAGS, type Observation } from '#core/report.ts';
import type { Before, RuleContext } from '../rule.ts';
import { measuredSpeedKmh } from './evidence.ts';

/** A place on the trail: index of its first number. Time 0 = none yet. */
export const LOCATED = 0;
export const LOCATED_BEFORE = 6;
export const GOOD = 12;
export const GOOD_BEFORE = 18;
type At = typeof LOCATED | typeof LOCATED_BEFORE | typeof GOOD | typeof GOOD_BEFORE;

/** Time ms, latitude, longitude, reported speed (−1 = none), partition, offset. */
const FIELDS = 6;

/** Plain JSON. Numbers lie side by side, unboxed: a vehicle is remembered thousands of times over. */
export interface Trail {
  numbers: number[];
  /** Terminal that said each of the four; '' = none. */
  devices: (SubjectKey | '')[];
}

export const newTrail = (): Trail => ({
  numbers: new Array(4 * FIELDS).fill(0),
  devices: ['', '', '', ''],
});

/** The trail as it would be had it been followed all along; what lies before the latest nobody asks for. */
export function trailFrom(before: Before): Trail {
  const trail = newTrail();
  if (before.goodMs === 0) return trail;
  const { numbers, devices } = trail;
  const good = [
    before.goodMs,
    before.goodLatitudeDeg,
    before.goodLongitudeDeg,
    before.goodSpeedKmh,
    before.goodPartition,
    before.goodOffset,
  ];
  const { drift } = before;
  const located =
    drift === null
      ? good
      : [
          drift.timeMs,
          drift.latitudeDeg,
          drift.longitudeDeg,
          drift.speedKmh,
          drift.partition,
          drift.offset,
        ];
  for (let i = 0; i < FIELDS; i++) {
    numbers[GOOD + i] = good[i]!;
    numbers[LOCATED + i] = located[i]!;
  }
  devices[GOOD / FIELDS] = before.goodDevice;
  devices[LOCATED / FIELDS] = drift === null ? before.goodDevice : drift.deviceKey;
  return trail;
}

/** Whether the observation is a position at all. */
export const isLocated = ({ flags, latitudeDeg, longitudeDeg }: Observation): boolean =>
  (flags & (FLAGS.noFix | FLAGS.encrypted)) === 0 && latitudeDeg !== null && longitudeDeg !== null;

/** Whether it is one that is no drift. */
export const isGood = (observation: Observation): boolean =>
  (observation.flags & FLAGS.drift) === 0 && isLocated(observation);

/** Whether a good position is, to the last digit, where the vehicle was before. */
export const isWhereItWas = (
  { latitudeDeg, longitudeDeg }: Observation,
  { goodMs, goodLatitudeDeg, goodLongitudeDeg }: Before,
): boolean => goodMs !== 0 && latitudeDeg === goodLatitudeDeg && longitudeDeg === goodLongitudeDeg;

/** All of them keep it alike. */
export const TRAIL_PART = { member: 'trail', isAlike: () => true } as const;

/** What the observation at hand was; bits. */
export const FOUND = { nothing: 0, located: 1, good: 2 } as const;

/** Moves the trail on, once per observation whoever asks first. */
export function follow(
  trail: Trail,
  observation: Observation,
  { findings }: RuleContext<unknown>,
): number {
  const known = findings.of(trail);
  if (known !== null) return known;
  const found = advance(trail, observation);
  findings.note(trail, found);
  return found;
}

function advance(trail: Trail, observation: Observation): number {
  if (!isLocated(observation)) return FOUND.nothing;
  put(trail, LOCATED, LOCATED_BEFORE, observation);
  if (!isGood(observation)) return FOUND.located;
  put(trail, GOOD, GOOD_BEFORE, observation);
  return FOUND.located | FOUND.good;
}

function put({ numbers, devices }: Trail, now: At, before: At, observation: Observation): void {
  for (let i = 0; i < FIELDS; i++) numbers[before + i] = numbers[now + i]!;
  devices[before / FIELDS] = devices[now / FIELDS]!;
  numbers[now] = observation.eventTimeMs;
  numbers[now + 1] = observation.latitudeDeg!;
  numbers[now + 2] = observation.longitudeDeg!;
  numbers[now + 3] = measuredSpeedKmh(observation) ?? -1;
  numbers[now + 4] = observation.inputPartition;
  numbers[now + 5] = observation.inputOffset;
  devices[now / FIELDS] = observation.deviceKey;
}

/** 0 = none yet. */
export const timeMs = ({ numbers }: Trail, at: At): number => numbers[at]!;
/** −1 = none given. */
export const speedKmh = ({ numbers }: Trail, at: At): number => numbers[at + 3]!;
export const deviceKey = ({ devices }: Trail, at: At): SubjectKey | '' => devices[at / FIELDS]!;

export function placeOf({ numbers }: Trail, at: At): { latitudeDeg: number; longitudeDeg: number } {
  return { latitudeDeg: numbers[at + 1]!, longitudeDeg: numbers[at + 2]! };
}

export function refOf({ numbers }: Trail, at: At): EvidenceRef {
  return { partition: numbers[at + 4]!, offset: numbers[at + 5]!, eventTimeMs: numbers[at]! };
}

/** True when the two places are the same to the last digit. */
export function isSamePlace({ numbers }: Trail, a: At, b: At): boolean {
  return numbers[a + 1] === numbers[b + 1] && numbers[a + 2] === numbers[b + 2];
}

export function distanceM({ numbers }: Trail, a: At, b: At): number {
  return displacementM(numbers[a + 1]!, numbers[a + 2]!, numbers[b + 1]!, numbers[b + 2]!);
}
