/**
 * Stage 1: one task per partition of `reports.v1`. A pure function of the records it is fed:
 * no clock, no randomness, no settings, no I/O. State lives in the subjects; see state/ for how it
 * outlives the process.
 */

import type { Alert, AlertChange } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { VehicleEvent } from '#core/load.ts';
import type { RuleSettings } from '#core/registry.ts';
import { type DriverCard, FLAGS, type PositionFix, type Reading } from '#core/report.ts';
import type { SensorBody, SensorObservation } from '#core/sensor.ts';
import { DAY_MS, HOUR_MS } from '#core/time.ts';
import { keyBits } from '#proto/codec/key.ts';
import type { DriverSample } from '#proto/codec/partial.ts';
import { Agenda } from './agenda.ts';
import { applyRegistry, parseRules, type RegistryBody } from './control.ts';
import { freshCounters, type TaskCounters } from './counters.ts';
import { type SensorHost, SensorIndicators } from './indicators/sensor-side.ts';
import type { SensorSubject } from './indicators/sensor-subject.ts';
import { VehicleIndicators } from './indicators/vehicle-side.ts';
import { NearSubjects } from './near-subjects.ts';
import type { VehicleOut } from './outputs.ts';
import type { AnyRule, RuntimeParams } from './plan.ts';
import {
  addVersion,
  Forgetting,
  firstVersions,
  newestVersion,
  type RulesVersions,
} from './rules-versions.ts';
import { diffSamples, tellSample } from './samples.ts';
import { ALIVE_TIE, CARD_TIES, eventTie } from './stages/dedupe.ts';
import { isTrusted, Passage } from './stages/passage.ts';
import { Subject } from './subject.ts';
import { Entry, finishMix, KIND, mix, mixNumber } from './timeline/entry.ts';
import { AHEAD, Foresight } from './timeline/foresee.ts';
import type { LaneHost } from './timeline/lane.ts';
import { BEFORE_ALL_MS, NEVER_MS } from './timeline/lane-state.ts';
import { PAST_IDLE_MS, type Timeline, type TimelineSink } from './timeline/timeline.ts';
import { positionStages } from './topology.ts';
import type { Filed } from './world/filed.ts';
import { isWorldKind } from './world/records.ts';
import { type WorldHost, WorldTable } from './world/world-table.ts';

/** A backlog report tells that the link lives now, although its fix is old. */
const BACKLOG_DELAY_MS = 60_000;
/** What the world was is kept this much longer than facts are. */
const WORLD_KEPT_MS = HOUR_MS;

/** What a snapshot of the task is made of, one by one. */
export type Part = Subject | SensorSubject | Filed;

export class VehicleTask implements LaneHost, SensorHost, WorldHost, TimelineSink {
  readonly partition: number;
  readonly rules: readonly AnyRule[];
  readonly rulesVersions: RulesVersions;
  readonly subjects = new Map<SubjectKey, Subject>();
  readonly agenda = new Agenda();
  /** Zones, sections, bans and days as rules may ask for them. */
  readonly world: WorldTable = new WorldTable(this);
  readonly indicators: VehicleIndicators;
  readonly roadside: SensorIndicators;
  counters: TaskCounters = freshCounters();
  /** Newest tick; 0 = none yet. */
  tickMs = 0;
  /** Day of the first tick; names this life of the state. 0 = no tick yet. */
  genesisMs = 0;
  /** Newest rules record; −1 = none. */
  rulesOffset = -1;
  /** Rules that take hold at the next tick. */
  nextRules: RuleSettings | null = null;
  /** Subjects with a registry change that takes hold at the next tick. */
  readonly changedInfos = new Set<Subject>();
  /** Told of every rule that throws; the time line goes on without. */
  onRuleFault: (type: string, cause: unknown) => void = () => {};
  /** Parts changed since this list was last taken. */
  changed: Part[] = [];
  /** Called before a queued part changes; lets a snapshot that is being written save its old state first. */
  onTouch: (part: Part) => void = () => {};
  /** A fact has come: from now on the world changes with a tick. */
  private hasFacts = false;
  private out!: VehicleOut;
  runtime: RuntimeParams;
  private readonly hasAlive: boolean;
  private readonly passage: Passage;
  private readonly tell = (sample: DriverSample): void => {
    const introduction = this.indicators.introduction(this.subject, sample.driverKey);
    if (introduction !== null) this.out.introduce(this.tickMs, introduction);
    this.out.sample(this.tickMs, sample);
  };
  private subject!: Subject;
  // What `foresee` looks at; outlives no record.
  private readonly keys: SubjectKey[] = [];
  private expected = 0;
  private readonly expecting: Subject[] = [];
  private readonly near = new NearSubjects(this.subjects);
  private readonly foresight = new Foresight();

  constructor(
    partition: number,
    rules: readonly AnyRule[],
    indicators: VehicleIndicators = new VehicleIndicators(),
  ) {
    this.partition = partition;
    this.rules = rules;
    this.indicators = indicators;
    this.roadside = new SensorIndicators(indicators.parts, this);
    this.rulesVersions = firstVersions(rules);
    this.runtime = newestVersion(this.rulesVersions).runtime;
    this.hasAlive = rules.some((rule) => rule.onAlive !== undefined);
    this.passage = new Passage(this.counters, this, this.runtime);
    this.indicators.useWorld(this.world);
  }

  /** Feeds one record of the partition; everything that follows from it goes to `out` before this returns. */
  process(reading: Reading, inputOffset: number, out: VehicleOut): void {
    this.out = out;
    const { counters } = this;
    counters.records++;
    const { body } = reading;
    switch (body.kind) {
      case 'position':
        this.processPosition(reading, body.position, inputOffset);
        return;
      case 'driverCard':
        counters.driverCards++;
        this.processCard(reading, body.driverCard, inputOffset);
        return;
      case 'passengers':
      case 'weighing':
        this.processEvent(reading, body, inputOffset);
        return;
      case 'tick':
        counters.ticks++;
        this.tick(body.timeMs);
        return;
      case 'registry':
        counters.controls++;
        this.changeRegistry(body);
        return;
      case 'rules':
        counters.controls++;
        this.changeRules(body.registryOffset, body.json);
        return;
      case 'traffic':
      case 'weather':
        this.processSensor(reading, body, inputOffset);
        return;
      case 'work': {
        counters.controls++;
        const subject = this.subjectOf(reading.subjectKey);
        this.touch(subject);
        this.indicators.work(subject, body.work);
        return;
      }
      case 'session':
        if (!body.online) {
          counters.others++;
          return;
        }
        counters.signsOfLife++;
        this.showLife(reading, inputOffset);
        return;
      default:
        counters.signsOfLife++;
        this.showLife(reading, inputOffset);
    }
  }

  /** The records of `reports.v1` at `from` and behind it come next; asked at every AHEAD-th. Changes nothing. */
  lookAhead(records: readonly { value: Uint8Array }[], from: number): void {
    const { near, expecting } = this;
    const until = Math.min(records.length, from + AHEAD);
    let known = 0;
    near.begin(records, from, until);
    for (let at = from; at < until; at++) {
      const subject = near.add(records[at]!.value);
      if (subject !== null) expecting[known++] = subject;
    }
    this.readAhead(known);
  }

  /** A record of this subject comes soon; see `foresee`. */
  expect(key: SubjectKey): void {
    if (this.expected < AHEAD) this.keys[this.expected++] = key;
  }

  /** Reads ahead for the subjects expected. Changes nothing. */
  foresee(): void {
    const { keys, expecting } = this;
    let known = 0;
    for (let i = 0; i < this.expected; i++) {
      const subject = this.subjects.get(keys[i]!);
      if (subject !== undefined) expecting[known++] = subject;
    }
    this.expected = 0;
    this.readAhead(known);
  }

  private readAhead(known: number): void {
    const { expecting, foresight } = this;
    for (let i = 0; i < known; i++) {
      const subject = expecting[i]!;
      if (subject.hasFacts) foresight.add(subject.timeline);
    }
    this.indicators.foresee(expecting, known);
    foresight.read();
  }

  /** Time has reached `tickMs`. */
  tick(tickMs: number): void {
    if (tickMs <= this.tickMs) return;
    this.indicators.tick(this.tickMs, tickMs, this.out);
    if (this.tickMs !== 0) this.out.mark(this.tickMs);
    else this.genesisMs = Math.floor(tickMs / DAY_MS) * DAY_MS;
    this.tickMs = tickMs;
    this.applyChanges();
    const due = this.agenda.take(tickMs);
    for (let at = 0; at < due.length; at++) {
      if (at % AHEAD === 0) this.foresight.readFrom(due, at);
      const timeline = due[at]!;
      const subject = this.subjects.get(timeline.owner)!;
      this.touch(subject);
      if (timeline.kind === 'past' && timeline.usedMs + PAST_IDLE_MS <= tickMs) {
        subject.forgottenPast = subject.past;
        subject.past = null;
        continue;
      }
      timeline.tick(tickMs, this.runtime, this);
      this.plan(timeline);
    }
  }

  /** A recording ends: settles what is pending, vehicle by vehicle. No time passes. */
  finish(out: VehicleOut): void {
    this.out = out;
    for (const key of [...this.subjects.keys()].sort()) {
      const subject = this.subjects.get(key)!;
      if (!subject.hasFacts) continue;
      this.touch(subject);
      subject.timeline.finish(this.runtime, this);
      subject.past?.finish(this.runtime, this);
    }
  }

  // TimelineSink

  alert(change: AlertChange, alert: Alert): void {
    this.indicators.alert(this.subject, alert);
    this.out.alert(change, alert);
  }

  late(entry: Entry): void {
    this.out.late(entry);
  }

  settled(timeline: Timeline, entry: Entry): void {
    if (timeline.kind !== 'vehicle' || entry.kind !== KIND.observation) return;
    const { subject } = this;
    this.indicators.settled(subject, entry);
    if (entry.driverKey === null && subject.toldDriverKey === null) return;
    tellSample(subject, entry, this.tell);
  }

  amended(
    timeline: Timeline,
    position: number,
    before: readonly Entry[],
    after: readonly Entry[],
  ): void {
    if (timeline.kind !== 'vehicle') return;
    const { subject } = this;
    this.indicators.amended(subject, timeline.history, position, before, after);
    if (!subject.hasDrivers && after.every((entry) => entry.driverKey === null)) return;
    diffSamples(subject, timeline, position, before, after, this.tell);
  }

  // SensorHost

  touchSensor(sensor: SensorSubject): void {
    this.keep(sensor);
  }

  sensor(observation: SensorObservation): void {
    this.out.sensor(observation);
  }

  // WorldHost

  touchWorld(filed: Filed): void {
    this.keep(filed);
  }

  // LaneHost

  ruleFault(type: string, cause: unknown): void {
    this.counters.ruleFaults++;
    this.onRuleFault(type, cause);
  }

  subjectOf(key: SubjectKey): Subject {
    const near = this.near.take(key);
    if (near !== null) return near;
    let subject = this.subjects.get(key);
    if (subject === undefined) {
      subject = new Subject(key, this.partition, this.genesisMs, this);
      this.subjects.set(key, subject);
    }
    return subject;
  }

  private processPosition(reading: Reading, position: PositionFix, inputOffset: number): void {
    const subject = this.subjectOf(reading.subjectKey);
    this.touch(subject);
    this.hasFacts = true;
    const { passage } = this;
    passage.reading = reading;
    passage.position = position;
    passage.inputOffset = inputOffset;
    passage.subject = subject;
    passage.runtime = this.runtime;
    passage.tickMs = this.tickMs;
    for (let i = 0; i < positionStages.length; i++) {
      if (!positionStages[i]!(passage)) {
        // A repeated report is no new fact, but the link lives.
        if (this.hasAlive) this.addAliveIfOld(subject, reading, position, inputOffset);
        return;
      }
    }
    const { entry } = passage;
    this.counters.observations++;
    this.out.observation(entry);
    this.plan(subject.timeline);
    if (subject.past !== null) this.plan(subject.past);
    if (this.hasAlive) this.addAliveIfOld(subject, reading, position, inputOffset);
  }

  private processCard(reading: Reading, card: DriverCard, inputOffset: number): void {
    const entry = new Entry(reading.subjectKey, reading.deviceKey, reading.protocol);
    const isRight = isTrusted(card.eventTimeMs, reading.receivedTimeMs, this.runtime.futureClockMs);
    entry.kind = KIND.card;
    entry.eventTimeMs = isRight ? card.eventTimeMs! : reading.receivedTimeMs;
    // A card that could not be read tells that somebody else is there, not who.
    entry.namedDriverKey = card.onDuty ? card.driverKey : null;
    const hash = mixNumber(card.onDuty ? 3 : 5, entry.eventTimeMs);
    const named = entry.namedDriverKey;
    entry.tie =
      finishMix(named === null ? hash : mix(mix(hash, keyBits(named, 0)), keyBits(named, 8))) %
      CARD_TIES;
    this.addFact(entry, reading, inputOffset);
    if (this.hasAlive) this.addAlive(this.subjectOf(reading.subjectKey), reading, inputOffset);
  }

  private processEvent(reading: Reading, event: VehicleEvent, inputOffset: number): void {
    const timeMs = event.kind === 'passengers' ? event.passengers.endTimeMs : event.weighing.timeMs;
    const entry = new Entry(reading.subjectKey, reading.deviceKey, reading.protocol);
    const isRight = isTrusted(timeMs, reading.receivedTimeMs, this.runtime.futureClockMs);
    entry.kind = KIND.event;
    entry.eventTimeMs = isRight ? timeMs! : reading.receivedTimeMs;
    if (!isRight) entry.flags = FLAGS.clockWrong;
    entry.event = event;
    entry.tie = eventTie(event, reading.deviceKey);
    const isNew = this.addFact(entry, reading, inputOffset);
    this.counters[isNew ? 'events' : 'duplicates']++;
    // Counted in the vehicle by its own terminal; a scale in the road says nothing of the link.
    if (event.kind === 'passengers' && this.hasAlive)
      this.addAlive(this.subjectOf(reading.subjectKey), reading, inputOffset);
  }

  private showLife(reading: Reading, inputOffset: number): void {
    // Never makes a subject: one without facts is in no snapshot, and a restart would make it again, later.
    const subject = this.subjects.get(reading.subjectKey);
    if (this.hasAlive && subject !== undefined) this.addAlive(subject, reading, inputOffset);
  }

  private addAlive(subject: Subject, reading: Reading, inputOffset: number): void {
    // A link that has never brought a fact has nothing to be silent about.
    if (!subject.hasFacts) return;
    const entry = new Entry(reading.subjectKey, reading.deviceKey, reading.protocol);
    entry.kind = KIND.alive;
    entry.eventTimeMs = subject.timeline.clock.ownTimeMs(reading.receivedTimeMs);
    entry.tie = ALIVE_TIE;
    this.addFact(entry, reading, inputOffset);
  }

  /** A report of the past tells that the link lives now. */
  private addAliveIfOld(
    subject: Subject,
    reading: Reading,
    { fixTimeMs }: PositionFix,
    inputOffset: number,
  ): void {
    if (fixTimeMs !== null) {
      const nowMs = subject.timeline.clock.ownTimeMs(reading.receivedTimeMs);
      if (Math.abs(nowMs - fixTimeMs) <= BACKLOG_DELAY_MS) return;
    }
    this.addAlive(subject, reading, inputOffset);
  }

  /** False = it is there already. */
  private addFact(entry: Entry, reading: Reading, inputOffset: number): boolean {
    const subject = this.subjectOf(reading.subjectKey);
    this.touch(subject);
    this.hasFacts = true;
    entry.receivedTimeMs = reading.receivedTimeMs;
    entry.inputPartition = this.partition;
    entry.inputOffset = inputOffset;
    if (subject.timeline.knows(entry.eventTimeMs, entry.tie)) return false;
    subject.timeline.add(entry, this.tickMs, this.runtime, this);
    this.plan(subject.timeline);
    return true;
  }

  private touch(subject: Subject): void {
    this.subject = subject;
    this.keep(subject);
  }

  private keep(owner: Part): void {
    if (owner.queued) this.onTouch(owner);
    if (owner.dirty) return;
    owner.dirty = true;
    this.changed.push(owner);
  }

  private plan(timeline: Timeline): void {
    this.agenda.add(timeline, timeline.dueMs(this.runtime));
  }

  private processSensor(reading: Reading, body: SensorBody, inputOffset: number): void {
    const { counters } = this;
    const outcome = this.roadside.read(reading, body, inputOffset);
    if (outcome === 'duplicate') counters.duplicates++;
    else counters.sensorReadings++;
    if (outcome === 'late') counters.sensorLate++;
  }

  private changeRegistry(body: RegistryBody): void {
    if (body.entity === 'sensor') {
      if (!this.roadside.changeRegistry(body)) this.counters.badControls++;
      return;
    }
    if (body.entity === 'driver' || body.entity === 'enterprise') {
      this.indicators.papers(body);
      return;
    }
    if (isWorldKind(body.entity)) {
      this.changeWorld(body);
      return;
    }
    const known = (key: SubjectKey) => {
      const owner = this.subjectOf(key);
      // Before it changes: a snapshot under way saves it as it was.
      this.touch(owner);
      return owner;
    };
    const subject = applyRegistry(body, known, this.tickMs);
    if (subject === 'bad') this.counters.badControls++;
    else if (subject !== null) {
      if (subject.nextInfo !== null) this.changedInfos.add(subject);
      else this.indicators.registryHolds(subject, BEFORE_ALL_MS);
    }
  }

  private changeWorld(body: RegistryBody): void {
    const outcome = this.world.file(body);
    if (outcome === 'bad') this.counters.badControls++;
    // Nothing has been judged yet: it holds from the beginning.
    if (outcome === 'filed' && !this.hasFacts) this.world.apply(BEFORE_ALL_MS, BEFORE_ALL_MS);
  }

  private changeRules(registryOffset: number, json: string): void {
    if (registryOffset <= this.rulesOffset) return;
    const settings = parseRules(json);
    this.rulesOffset = registryOffset;
    if (settings === null) {
      this.counters.badControls++;
      return;
    }
    this.out.rules(this.tickMs, registryOffset, json);
    this.nextRules = settings;
    // Nothing has been judged yet: the settings hold from the beginning.
    if (this.tickMs === 0 && ![...this.subjects.values()].some((subject) => subject.hasFacts))
      this.applyRules(BEFORE_ALL_MS);
  }

  private applyRules(fromMs: number): void {
    addVersion(this.rulesVersions, this.rules, this.nextRules!, fromMs);
    this.runtime = newestVersion(this.rulesVersions).runtime;
    this.nextRules = null;
  }

  /** Changes hold from the first tick after them, in event time: where a report stands in the log does not matter. */
  private applyChanges(): void {
    // In the order of keys: after a restart they stand in another one than they came in.
    for (const subject of [...this.changedInfos].sort(byKey)) {
      // Before it changes: a snapshot under way saves it as it was.
      this.touch(subject);
      subject.applyNext(this.tickMs);
      this.indicators.registryHolds(subject, this.tickMs);
      this.changeVersion(subject);
    }
    this.changedInfos.clear();
    this.applyWorld();
    if (this.nextRules === null) return;
    this.applyRules(this.tickMs);
    const judged = [...this.subjects.values()].filter(({ hasFacts }) => hasFacts).sort(byKey);
    for (const subject of judged) this.changeVersion(subject);
    this.forgetRules(judged);
  }

  private forgetRules(judged: readonly Subject[]): void {
    const forgetting = Forgetting.begin(this.rulesVersions, this.tickMs, this.runtime);
    if (forgetting === null) return;
    for (const subject of judged) {
      for (const timeline of linesOf(subject)) {
        const closesAtMs = forgetting.closesAt(timeline);
        if (closesAtMs === null) continue;
        this.touch(subject);
        timeline.close(closesAtMs, this);
        this.plan(timeline);
      }
    }
    forgetting.done(judged.flatMap(linesOf));
  }

  /** What facts of this time on were told before the change was known is judged again. */
  private applyWorld(): void {
    if (!this.world.hasWaiting) return;
    const keptMs = this.tickMs - this.runtime.historyMs - WORLD_KEPT_MS;
    const fromMs = this.world.apply(this.tickMs, keptMs);
    if (fromMs === NEVER_MS) return;
    const ahead = [...this.subjects.values()].filter(
      (subject) =>
        subject.hasFacts &&
        (subject.timeline.hasJudged(fromMs) || subject.past?.hasJudged(fromMs) === true),
    );
    for (const subject of ahead.sort(byKey)) this.changeVersion(subject);
  }

  private changeVersion(subject: Subject): void {
    this.touch(subject);
    for (const timeline of linesOf(subject)) {
      timeline.changeVersion(this.tickMs, this.runtime, this);
      this.plan(timeline);
    }
  }

  /** After a restore. */
  resume(): void {
    this.runtime = newestVersion(this.rulesVersions).runtime;
    for (const subject of this.subjects.values()) {
      if (subject.hasFacts) this.hasFacts = true;
      if (subject.nextInfo !== null) this.changedInfos.add(subject);
      for (const timeline of subject.hasFacts ? linesOf(subject) : []) {
        timeline.scheduledSecond = 0;
        this.plan(timeline);
      }
    }
  }
}

function linesOf({ timeline, past }: Subject): Timeline[] {
  return past === null ? [timeline] : [timeline, past];
}

function byKey(a: Subject, b: Subject): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
