/**
 * Stage 2: one task per partition of `partials.v1`. It merges what all vehicle tasks tell of a
 * driver by (tick, event time, vehicle, sequence) once every source has marked that nothing older
 * follows, and runs the driver rules on each driver's own time line, across vehicles.
 */
import type { Alert, AlertChange } from '#core/alert.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { FLAGS } from '#core/report.ts';
import { DAY_MS } from '#core/time.ts';
import { keyBits } from '#proto/codec/key.ts';
import type {
  DriverSample,
  Introduction,
  PartialBody,
  PartialRecord,
} from '#proto/codec/partial.ts';
import { Agenda } from './agenda.ts';
import { parseRules } from './control.ts';
import { type DriverCounters, freshDriverCounters } from './counters.ts';
import { DriverIndicators } from './indicators/driver-side.ts';
import type { Episode } from './indicators/episodes.ts';
import type { GroupId } from './indicators/groups.ts';
import type { DriverOut } from './outputs.ts';
import type { AnyRule, RuntimeParams } from './plan.ts';
import {
  addVersion,
  Forgetting,
  firstVersions,
  newestVersion,
  type RulesVersions,
} from './rules-versions.ts';
import { unknownSubject } from './subject-info.ts';
import { Entry, finishMix, mix } from './timeline/entry.ts';
import { AHEAD, Foresight } from './timeline/foresee.ts';
import type { LaneHost } from './timeline/lane.ts';
import { BEFORE_ALL_MS } from './timeline/lane-state.ts';
import { PLACED, Timeline, type TimelineSink } from './timeline/timeline.ts';
import { WorldTable } from './world/world-table.ts';

export interface Held {
  tickMs: number;
  /** Of `reports.v1` it follows from: that of the source. */
  partition: number;
  body: Exclude<PartialBody, { kind: 'mark' }>;
}

export interface SourceState {
  /** Nothing of this tick or before follows from the source; 0 = no mark yet. */
  markMs: number;
  epoch: number;
  /** Highest output number seen in this epoch. */
  number: number;
  /** Partials that wait for the other sources. */
  held: Held[];
  /**
   * Marks that wait with them. Time takes every step any source has marked: how far it jumps must not
   * depend on whose marks happened to stand in the log first.
   */
  marks: number[];
}

/** A driver as stage 2 knows him. */
export class DriverSubject {
  readonly timeline: Timeline;
  dirty = false;
  /** Waits to be written to the snapshot under way. */
  queued = false;
  /** His alerts as indicators count them, oldest first. */
  episodes: Episode[] = [];
  /** Whose the vehicles are that he drove, the latest last. */
  vehicles: [SubjectKey, GroupId][] = [];
  constructor(timeline: Timeline) {
    this.timeline = timeline;
  }
}

export class DriverTask implements LaneHost, TimelineSink {
  readonly partition: number;
  readonly rules: readonly AnyRule[];
  readonly rulesVersions: RulesVersions;
  readonly drivers = new Map<SubjectKey, DriverSubject>();
  readonly sources: SourceState[];
  readonly agenda = new Agenda();
  /** No zone or section reaches this stage. */
  readonly world = new WorldTable({ touchWorld: () => {} });
  readonly indicators: DriverIndicators;
  counters: DriverCounters = freshDriverCounters();
  tickMs = 0;
  genesisMs = 0;
  rulesOffset = -1;
  onRuleFault: (type: string, cause: unknown) => void = () => {};
  /** Drivers changed since this list was last taken. */
  changed: DriverSubject[] = [];
  onTouch: (driver: DriverSubject) => void = () => {};
  private out!: DriverOut;
  private runtime: RuntimeParams;
  private driver!: DriverSubject;
  private readonly foresight = new Foresight();

  /** @param sources number of vehicle tasks that write to `partials.v1` */
  constructor(
    partition: number,
    sources: number,
    rules: readonly AnyRule[],
    indicators: DriverIndicators = new DriverIndicators(),
  ) {
    this.partition = partition;
    this.rules = rules;
    this.indicators = indicators;
    this.rulesVersions = firstVersions(rules);
    this.runtime = newestVersion(this.rulesVersions).runtime;
    this.sources = Array.from({ length: sources }, () => ({
      markMs: -1,
      epoch: -1,
      number: -1,
      held: [],
      marks: [],
    }));
  }

  /** Feeds one record of the partition. What a source has told before is dropped by its number. */
  process(record: PartialRecord, out: DriverOut): void {
    this.counters.records++;
    const source = this.sources[record.partition];
    if (
      source === undefined ||
      record.epoch < source.epoch ||
      (record.epoch === source.epoch && record.number <= source.number)
    ) {
      this.counters.duplicates++;
      return;
    }
    source.epoch = record.epoch;
    source.number = record.number;
    this.accept(record.partition, record.tickMs, record.body, out);
  }

  /** What `process` does after the number has been checked. */
  accept(sourcePartition: number, tickMs: number, body: PartialBody, out: DriverOut): void {
    this.out = out;
    const source = this.sources[sourcePartition]!;
    if (body.kind !== 'mark') {
      source.held.push({ tickMs, partition: sourcePartition, body });
      return;
    }
    this.counters.marks++;
    if (tickMs <= source.markMs) return;
    source.markMs = tickMs;
    source.marks.push(tickMs);
    let settledMs = tickMs;
    for (const { markMs } of this.sources) if (markMs < settledMs) settledMs = markMs;
    if (settledMs > this.tickMs) this.merge(settledMs);
  }

  alert(change: AlertChange, alert: Alert): void {
    this.indicators.alert(this.driver, alert);
    this.out.alert(change, alert);
  }

  settled(): void {}

  amended(): void {}

  ruleFault(type: string, cause: unknown): void {
    this.counters.ruleFaults++;
    this.onRuleFault(type, cause);
  }

  newDriver(key: SubjectKey): DriverSubject {
    const info = unknownSubject(key);
    const driver = new DriverSubject(
      new Timeline('driver', key, this.genesisMs, this, [{ fromMs: BEFORE_ALL_MS, info }]),
    );
    this.drivers.set(key, driver);
    return driver;
  }

  /** After a restore. */
  resume(): void {
    this.runtime = newestVersion(this.rulesVersions).runtime;
    for (const { timeline } of this.drivers.values()) {
      timeline.scheduledSecond = 0;
      this.agenda.add(timeline, timeline.dueMs(this.runtime));
    }
  }

  private merge(settledMs: number): void {
    const ready: Held[] = [];
    // State of a version that kept no marks has at least this one.
    const steps = new Set([settledMs]);
    for (const { held, marks } of this.sources) {
      let count = 0;
      while (count < held.length && held[count]!.tickMs <= settledMs) ready.push(held[count++]!);
      if (count > 0) held.splice(0, count);
      count = 0;
      while (count < marks.length && marks[count]! <= settledMs) steps.add(marks[count++]!);
      marks.splice(0, count);
    }
    ready.sort(byTickAndTime);
    const ascending = [...steps].sort((a, b) => a - b);
    if (this.genesisMs === 0) this.genesisMs = Math.floor(ascending[0]! / DAY_MS) * DAY_MS;
    let next = 0;
    for (const stepMs of ascending) {
      for (; next < ready.length && ready[next]!.tickMs <= stepMs; next++) {
        if (next % AHEAD === 0) this.foresee(ready, next);
        const { tickMs, partition, body } = ready[next]!;
        if (tickMs > this.tickMs) this.tick(tickMs);
        if (body.kind === 'rules') this.changeRules(body.registryOffset, body.json, tickMs);
        else if (body.kind === 'introduction') this.introduce(body.introduction);
        else this.processSample(body.sample, partition);
      }
      if (stepMs > this.tickMs) this.tick(stepMs);
    }
  }

  /** Reads ahead for the drivers of the next samples. */
  private foresee(ready: readonly Held[], from: number): void {
    const until = Math.min(ready.length, from + AHEAD);
    for (let at = from; at < until; at++) {
      const { body } = ready[at]!;
      const driver = body.kind === 'sample' ? this.drivers.get(body.sample.driverKey) : undefined;
      if (driver !== undefined) this.foresight.add(driver.timeline);
    }
    this.foresight.read();
  }

  private introduce({ driverKey, subjectKey, ...whose }: Introduction): void {
    const driver = this.drivers.get(driverKey) ?? this.newDriver(driverKey);
    this.touch(driver);
    this.indicators.introduce(driver, subjectKey, whose);
  }

  private tick(tickMs: number): void {
    this.indicators.tick(this.tickMs, tickMs, this.out);
    this.tickMs = tickMs;
    const due = this.agenda.take(tickMs);
    for (let at = 0; at < due.length; at++) {
      if (at % AHEAD === 0) this.foresight.readFrom(due, at);
      const timeline = due[at]!;
      this.touch(this.drivers.get(timeline.owner)!);
      timeline.tick(tickMs, this.runtime, this);
      this.agenda.add(timeline, timeline.dueMs(this.runtime));
    }
  }

  private processSample(sample: DriverSample, partition: number): void {
    const driver = this.drivers.get(sample.driverKey) ?? this.newDriver(sample.driverKey);
    this.touch(driver);
    const { timeline } = driver;
    timeline.catchUp(this.tickMs, this.runtime, this);
    const entry = entryOf(sample, partition);
    if (sample.retracted) {
      this.counters.retractions++;
      timeline.withdraw(entry, this.runtime, this);
    } else {
      this.counters.samples++;
      if (timeline.knows(entry.eventTimeMs, entry.tie)) return;
      const placed = timeline.add(entry, this.tickMs, this.runtime, this);
      if (placed === PLACED.beforeHistory) this.counters.beforeHistory++;
    }
    this.agenda.add(timeline, timeline.dueMs(this.runtime));
  }

  private changeRules(registryOffset: number, json: string, tickMs: number): void {
    if (registryOffset <= this.rulesOffset) return;
    this.rulesOffset = registryOffset;
    const settings = parseRules(json);
    if (settings === null) return;
    // As in stage 1: from the next tick on, or from the beginning when nothing has been judged.
    const fromMs = this.drivers.size === 0 && tickMs === 0 ? BEFORE_ALL_MS : tickMs + 1;
    const before = this.runtime;
    addVersion(this.rulesVersions, this.rules, settings, fromMs);
    this.runtime = newestVersion(this.rulesVersions).runtime;
    // In the order of keys: after a restart they stand in another one than they came in.
    const judged = [...this.drivers.keys()].sort().map((key) => this.drivers.get(key)!);
    for (const driver of judged) {
      const { timeline } = driver;
      this.touch(driver);
      timeline.catchUp(tickMs, before, this);
      timeline.changeVersion(fromMs, this.runtime, this);
      this.agenda.add(timeline, timeline.dueMs(this.runtime));
    }
    this.forgetRules(judged, tickMs);
  }

  private forgetRules(judged: readonly DriverSubject[], tickMs: number): void {
    const forgetting = Forgetting.begin(this.rulesVersions, tickMs, this.runtime);
    if (forgetting === null) return;
    for (const driver of judged) {
      const { timeline } = driver;
      const closesAtMs = forgetting.closesAt(timeline);
      if (closesAtMs === null) continue;
      this.touch(driver);
      timeline.close(closesAtMs, this);
      this.agenda.add(timeline, timeline.dueMs(this.runtime));
    }
    forgetting.done(judged.map(({ timeline }) => timeline));
  }

  private touch(driver: DriverSubject): void {
    this.driver = driver;
    if (driver.queued) this.onTouch(driver);
    if (driver.dirty) return;
    driver.dirty = true;
    this.changed.push(driver);
  }
}

/** Of one tick: settings, whose the vehicles are, what was seen. */
const ORDER = { rules: 0, introduction: 1, sample: 2 } as const;

function byTickAndTime(a: Held, b: Held): number {
  if (a.tickMs !== b.tickMs) return a.tickMs - b.tickMs;
  if (a.body.kind !== b.body.kind) return ORDER[a.body.kind] - ORDER[b.body.kind];
  if (a.body.kind === 'rules' && b.body.kind === 'rules')
    return a.body.registryOffset - b.body.registryOffset;
  // Of one vehicle the order told holds, of several it does not matter.
  if (a.body.kind !== 'sample' || b.body.kind !== 'sample') return 0;
  const x = a.body.sample;
  const y = b.body.sample;
  if (x.eventTimeMs !== y.eventTimeMs) return x.eventTimeMs - y.eventTimeMs;
  if (x.subjectKey !== y.subjectKey) return x.subjectKey < y.subjectKey ? -1 : 1;
  return x.sequence - y.sequence;
}

/** Filled for one sample after the other; a time line keeps what it needs. */
const told = new Entry(NO_SUBJECT, NO_SUBJECT, 'unknown');

/** The sample as an observation on the driver's line; its tie follows from content, so a retraction finds it. */
function entryOf(sample: DriverSample, partition: number): Entry {
  const entry = told;
  entry.subjectKey = sample.subjectKey;
  entry.eventTimeMs = sample.eventTimeMs;
  entry.receivedTimeMs = sample.eventTimeMs;
  entry.latitudeDeg = sample.latitudeDeg;
  entry.longitudeDeg = sample.longitudeDeg;
  entry.speedKmh = sample.speedKmh;
  entry.statusFlag = sample.statusFlag;
  entry.flags = sample.flags | (sample.released ? FLAGS.released : 0);
  entry.driverKey = sample.driverKey;
  entry.vehicleClass = sample.vehicleClass;
  entry.inputPartition = partition;
  entry.inputOffset = sample.inputOffset;
  let h = mix(
    mix(sample.released ? 7 : 11, keyBits(sample.subjectKey, 0)),
    keyBits(sample.subjectKey, 8),
  );
  h = mix(h, sample.latitudeDeg === null ? 1 : Math.round(sample.latitudeDeg * 1e7));
  h = mix(h, sample.longitudeDeg === null ? 1 : Math.round(sample.longitudeDeg * 1e7));
  h = mix(h, sample.speedKmh === null ? -1 : Math.round(sample.speedKmh * 10));
  entry.tie = finishMix(mix(h, sample.statusFlag));
  return entry;
}
