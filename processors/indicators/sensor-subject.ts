/**
 * A roadside sensor as stage 1 knows it: what the registry says of it, its samples of the last hours
 * by event time, and the state of its self-check before the first of them. A sample is put in its
 * place and whatever followed from its absence is taken back, so the order of arrival leaves no trace.
 */
import type { SubjectKey } from '#core/identity.ts';
import type { TrafficSample } from '#core/sensor.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#core/time.ts';
import { BEFORE_ALL_MS } from '../timeline/lane-state.ts';
import { type CheckedLane, checkLanes, type LaneCheck, type Placement } from './detector-check.ts';
import { type GroupId, UNKNOWN } from './groups.ts';
import { TRAFFIC, traffic, weather } from './measures.ts';
import type { WindowParts } from './parts.ts';
import { levelIn, REACH_MS } from './visibility.ts';
import { alignedStartMs } from './windows.ts';

const WINDOW_MS = 5 * MINUTE_MS;
/** Samples are kept so long, and so many at most; older ones can no longer be amended. */
const SAMPLES_KEPT_MS = 6 * HOUR_MS;
export const SAMPLES_MAX = 1_440;

export type SensorSample = { timeMs: number } & (
  | { kind: 'traffic'; traffic: TrafficSample }
  | { kind: 'weather'; visibilityM: number | null }
);

/** What the registry says of the sensor. */
export interface SensorFacts {
  kind: 'detector' | 'weather' | null;
  regionCode: string | null;
  sectionId: string | null;
  placement: Placement;
}

/** State of the fold over samples; plain data. */
export interface SensorFold {
  checks: LaneCheck[];
  /** Window that the detector has been counted in. */
  countedStartMs: number;
}

export const freshFold = (): SensorFold => ({ checks: [], countedStartMs: BEFORE_ALL_MS });

export class SensorSubject {
  readonly key: SubjectKey;
  registryOffset = -1;
  facts: SensorFacts = { kind: null, regionCode: null, sectionId: null, placement: 'mainline' };
  /** By time; of one instant there is one sample. */
  samples: SensorSample[] = [];
  /** Before the first sample kept, and after the last. */
  base = freshFold();
  now = freshFold();
  /** Time of the newest sample let go. */
  forgottenMs = BEFORE_ALL_MS;
  /** Hours whose samples differ from the last snapshot. */
  readonly dirtyHours = new Set<number>();
  dirty = false;
  queued = false;

  constructor(key: SubjectKey) {
    this.key = key;
  }

  get group(): GroupId {
    return ['sensor', this.facts.regionCode ?? UNKNOWN, this.facts.sectionId ?? ''];
  }

  /** The registry's word changes: what was told of the samples kept is told anew. */
  change(facts: SensorFacts, parts: WindowParts): void {
    this.tellAll(-1, parts);
    this.facts = facts;
    this.tellAll(1, parts);
  }

  /** Lanes as judged for a detector, null for a station; 'known' or 'old' = nothing changed. */
  add(sample: SensorSample, parts: WindowParts): CheckedLane[] | null | 'known' | 'old' {
    const { samples } = this;
    // What a forgotten sample of a station still says of the time after it stays said.
    const reachMs = sample.kind === 'weather' ? REACH_MS : 0;
    if (sample.timeMs <= this.forgottenMs + reachMs) return 'old';
    let at = samples.length;
    while (at > 0 && samples[at - 1]!.timeMs >= sample.timeMs) at--;
    const same = samples[at]?.timeMs === sample.timeMs ? samples[at] : undefined;
    // Two that differ: whichever came first, the same one stays.
    if (same !== undefined && JSON.stringify(same) >= JSON.stringify(sample)) return 'known';
    this.dirtyHours.add(hourOf(sample.timeMs));
    let checked: CheckedLane[] | null = null;
    if (sample.kind === 'weather') {
      this.tellLevels(sample.timeMs, -1, parts);
      samples.splice(at, same === undefined ? 0 : 1, sample);
      this.tellLevels(sample.timeMs, 1, parts);
    } else if (at === samples.length) {
      samples.push(sample);
      checked = this.count(this.now, sample, 1, parts);
    } else {
      this.tellAll(-1, parts);
      samples.splice(at, same === undefined ? 0 : 1, sample);
      checked = this.tellAll(1, parts, sample);
    }
    this.trim();
    return checked;
  }

  /** Moves the fold on over a detector's sample, and adds it to the parts if there are any to add to. */
  private count(
    fold: SensorFold,
    sample: Extract<SensorSample, { kind: 'traffic' }>,
    sign: 1 | -1,
    parts: WindowParts | null,
  ): CheckedLane[] {
    const { timeMs } = sample;
    const intervalMs = sample.traffic.intervalS * SECOND_MS;
    const lanes = checkLanes(fold.checks, sample.traffic, timeMs, this.facts.placement);
    if (!lanes.some(({ isGood }) => isGood)) return lanes;
    // An interval belongs to the window that holds its last instant.
    const startMs = alignedStartMs(timeMs - 1, WINDOW_MS);
    const isFirst = fold.countedStartMs !== startMs;
    fold.countedStartMs = startMs;
    if (parts === null) return lanes;
    const sums = parts.sums(traffic, parts.group(this.group), startMs);
    if (isFirst) sums[TRAFFIC.detectors]! += sign;
    sums[TRAFFIC.samples]! += sign;
    for (const { isGood, sample: lane } of lanes) {
      if (!isGood || lane.vehicles === null) continue;
      sums[TRAFFIC.vehicles]! += sign * lane.vehicles;
      sums[TRAFFIC.laneMs]! += sign * intervalMs;
      if (lane.vehicles === 0 || lane.speedKmh === null) continue;
      sums[TRAFFIC.timedVehicles]! += sign * lane.vehicles;
      sums[TRAFFIC.msPerKm]! += sign * Math.round((lane.vehicles * HOUR_MS) / lane.speedKmh);
    }
    return lanes;
  }

  /** @param wanted the sample whose verdict is returned */
  private tellAll(
    sign: 1 | -1,
    parts: WindowParts,
    wanted: SensorSample | null = null,
  ): CheckedLane[] | null {
    let verdict: CheckedLane[] | null = null;
    this.now = structuredClone(this.base);
    let levelsFromMs =
      this.forgottenMs === BEFORE_ALL_MS
        ? BEFORE_ALL_MS
        : alignedStartMs(this.forgottenMs + REACH_MS + WINDOW_MS, WINDOW_MS);
    for (const sample of this.samples) {
      if (sample.kind === 'traffic') {
        const lanes = this.count(this.now, sample, sign, parts);
        if (sample === wanted) verdict = lanes;
        continue;
      }
      levelsFromMs = this.tellLevels(sample.timeMs, sign, parts, levelsFromMs);
    }
    return verdict;
  }

  /** Tells the station's level in the windows a sample at `timeMs` can matter for; returns where the next ones begin. */
  private tellLevels(
    timeMs: number,
    sign: 1 | -1,
    parts: WindowParts,
    fromMs = BEFORE_ALL_MS,
  ): number {
    const values = this.samples.flatMap((sample) =>
      sample.kind === 'weather' && sample.visibilityM !== null
        ? [{ timeMs: sample.timeMs, visibilityM: sample.visibilityM }]
        : [],
    );
    let startMs = Math.max(fromMs, alignedStartMs(timeMs, WINDOW_MS));
    for (; startMs < timeMs + REACH_MS; startMs += WINDOW_MS) {
      const level = levelIn(values, startMs, startMs + WINDOW_MS);
      if (level !== null) parts.sums(weather, parts.group(this.group), startMs)[level - 1]! += sign;
    }
    return startMs;
  }

  private trim(): void {
    const { samples } = this;
    const oldestMs = samples.at(-1)!.timeMs - SAMPLES_KEPT_MS;
    while (samples.length > SAMPLES_MAX || samples[0]!.timeMs < oldestMs) {
      const gone = samples.shift()!;
      this.forgottenMs = gone.timeMs;
      this.dirtyHours.add(hourOf(gone.timeMs));
      if (gone.kind === 'traffic') this.count(this.base, gone, 1, null);
    }
  }
}

export const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS);
