/**
 * One fact on a subject's time line. An observation and its bookkeeping are one object, so that the
 * hot path allocates once per report. Facts of one subject are totally ordered by
 * (`eventTimeMs`, `tie`), and both follow from content alone: the order never depends on arrival.
 */
import type { AlarmItems } from '#core/alarm-items.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { VehicleEvent } from '#core/load.ts';
import { FLAGS, type Observation, type SourceProtocol, type VehicleClass } from '#core/report.ts';

/** What an entry is: a position, a driver's card put in or taken out, a sign of life of the link, or another fact of the vehicle. */
export const KIND = { observation: 0, card: 1, alive: 2, event: 3 } as const;
export type EntryKind = (typeof KIND)[keyof typeof KIND];

export class Entry implements Observation {
  kind: EntryKind = KIND.observation;
  /** 32-bit content hash: orders facts of one instant and tells a repeated fact from a new one. */
  tie = 0;
  /** Driver the report or card itself names; null = none. `driverKey` is what follows from the time line. */
  namedDriverKey: SubjectKey | null = null;
  /** Class of the vehicle as the registry had it at the time of the fact. */
  vehicleClass: VehicleClass = 'other';
  /** What an entry of kind `event` tells; null for every other. */
  event: VehicleEvent | null = null;

  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  protocol: SourceProtocol;
  eventTimeMs = 0;
  receivedTimeMs = 0;
  latitudeDeg: number | null = null;
  longitudeDeg: number | null = null;
  altitudeM: number | null = null;
  speedKmh: number | null = null;
  courseDeg: number | null = null;
  mileageKm: number | null = null;
  alarmFlag = 0;
  statusFlag = 0;
  videoAlarmFlag = 0;
  alarmItems: AlarmItems | null = null;
  flags = 0;
  driverKey: SubjectKey | null = null;
  inputPartition = 0;
  inputOffset = 0;

  // Output number, set when the observation is published.
  task = '';
  epoch = 0;
  number = 0;

  constructor(subjectKey: SubjectKey, deviceKey: SubjectKey, protocol: SourceProtocol) {
    this.subjectKey = subjectKey;
    this.deviceKey = deviceKey;
    this.protocol = protocol;
  }
}

/** True for a position whose time is the device's own: only these move the frontier. */
export function movesFrontier(entry: Entry): boolean {
  return entry.kind === KIND.observation && (entry.flags & FLAGS.clockWrong) === 0;
}

/** Negative when `a` comes before (`timeMs`, `tie`). */
export function compareKey(aMs: number, aTie: number, bMs: number, bTie: number): number {
  return aMs === bMs ? aTie - bTie : aMs - bMs;
}

/** Mixes one 32-bit value into a hash (Murmur3's round). */
export function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const h = hash ^ Math.imul(k, 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** Final avalanche; the result is an unsigned 32-bit number. */
export function finishMix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Mixes an instant or another safe integer; null mixes differently from every number. */
export function mixNumber(hash: number, value: number | null): number {
  if (value === null) return mix(hash, 0x9e3779b9);
  const high = Math.floor(value / 4_294_967_296);
  return mix(mix(hash, value | 0), high);
}
