/** Both kinds of task as snapshot entries: `<subject>/…` per subject, the task's own state in the meta record. */
import type { SubjectKey } from '#core/identity.ts';
import type { RuleSettings } from '#core/registry.ts';
import type { RiskFact } from '#core/risk/facts.ts';
import type { DriverSubject, DriverTask, SourceState } from '../driver-task.ts';
import type { Episode } from '../indicators/episodes.ts';
import type { GroupId } from '../indicators/groups.ts';
import type { PartsState } from '../indicators/parts.ts';
import { SensorSubject } from '../indicators/sensor-subject.ts';
import { Vitals, type VitalsRecord, VitalsState } from '../indicators/vitals.ts';
import { RulesVersion } from '../plan.ts';
import type { Subject } from '../subject.ts';
import type { Part, VehicleTask } from '../vehicle-task.ts';
import { Filed } from '../world/filed.ts';
import { loadRegistry, type RegistryState, registryState } from './registry-codec.ts';
import { loadSensor, renewSensor, saveSensor } from './sensor-codec.ts';
import type { SubjectCodec } from './snapshotter.ts';
import type { SnapshotWriter } from './store.ts';
import {
  decodeJson,
  deleteTimeline,
  encodeJson,
  loadTimeline,
  type OwnerEntries,
  renewTimeline,
  saveTimeline,
  type TimelineHead,
} from './timeline-codec.ts';
import type { RuleTable } from './versions.ts';
import { loadWorld, saveFiled, WORLD_OWNER } from './world-codec.ts';

interface VersionsState {
  tickMs: number;
  genesisMs: number;
  rulesOffset: number;
  /** `ordinal` absent = its place in the list: an older version of the product forgot none. */
  versions: { ordinal?: number; fromMs: number; settings: RuleSettings }[];
  /** Absent before there were indicators. */
  parts?: PartsState[];
  /** Absent before risk was told. */
  risk?: RiskFact[];
}
interface VehicleTaskState extends VersionsState {
  nextRules: RuleSettings | null;
}
interface DriverTaskState extends VersionsState {
  sources: SourceState[];
}

interface SubjectHead {
  toldDriverKey: SubjectKey | null;
  hasDrivers: boolean;
  sequence: number;
  genesisMs: number;
  /** null = nothing yet; absent, as the next two, before there were indicators. */
  vitals?: VitalsRecord | null;
  episodes?: Episode[];
  introducedTo?: string;
  /** null = no fact yet. */
  line: TimelineHead | null;
  past: TimelineHead | null;
}
interface DriverIndicatorsState {
  episodes: Episode[];
  vehicles: [SubjectKey, GroupId][];
}
export function vehicleTaskState(task: VehicleTask): VehicleTaskState {
  return { ...versionsState(task), nextRules: task.nextRules };
}

export function loadVehicleTask(
  task: VehicleTask,
  state: unknown,
  entries: Iterable<[string, Uint8Array]>,
  table: RuleTable,
): void {
  const own = state as VehicleTaskState;
  loadVersions(task, own);
  task.nextRules = own.nextRules;
  for (const [owner, group] of byOwner(entries)) {
    if (owner === WORLD_OWNER) {
      loadWorld(task.world, group);
      continue;
    }
    if (loadSensor(owner, group, (key) => task.roadside.sensorOf(key))) continue;
    const subject = task.subjectOf(owner);
    loadRegistry(subject, decodeJson(group.get('registry')!) as RegistryState);
    const head = decodeJson(group.get('subject')!) as SubjectHead;
    Object.assign(subject, {
      toldDriverKey: head.toldDriverKey,
      hasDrivers: head.hasDrivers,
      sequence: head.sequence,
      genesisMs: head.genesisMs,
      episodes: head.episodes ?? [],
      introducedTo: head.introducedTo ?? '',
    });
    if (head.vitals != null)
      subject.vitals = new Vitals(task.indicators.parts, subject.key, VitalsState.of(head.vitals));
    if (head.line !== null) loadTimeline('line', subject.timeline, head.line, group, table);
    if (head.past !== null) loadTimeline('past', subject.openPast(), head.past, group, table);
    if (head.vitals === undefined) {
      task.indicators.takeUp(subject);
      changed(subject, task.changed);
    }
    subject.registryDirty = false;
    if (!table.isSame) changed(subject, task.changed);
  }
  task.resume();
}

function savePart(part: Part, writer: SnapshotWriter): void {
  if (part instanceof Filed) saveFiled(part, writer);
  else if (part instanceof SensorSubject) saveSensor(part, writer);
  else saveSubject(part, writer);
}

function saveSubject(subject: Subject, writer: SnapshotWriter): void {
  const named = prefixed(subject.key, writer);
  if (subject.registryDirty) named.put('registry', encodeJson(registryState(subject)));
  subject.registryDirty = false;
  const { toldDriverKey, hasDrivers, sequence, hasFacts, past, genesisMs } = subject;
  const { episodes, introducedTo } = subject;
  if (past === null && subject.forgottenPast !== null)
    deleteTimeline('past', subject.forgottenPast, named);
  subject.forgottenPast = null;
  const head: SubjectHead = {
    toldDriverKey,
    hasDrivers,
    sequence,
    genesisMs,
    vitals: subject.vitals?.state.record() ?? null,
    episodes,
    introducedTo,
    line: hasFacts ? saveTimeline('line', subject.timeline, named) : null,
    past: past === null ? null : saveTimeline('past', past, named),
  };
  named.put('subject', encodeJson(head));
}

export function vehicleCodec(task: VehicleTask): SubjectCodec<Part> {
  return {
    *all() {
      yield* task.subjects.values();
      yield* task.roadside.sensors.values();
      yield* task.world.all();
    },
    renew: renewPart,
    save: savePart,
  };
}

export function driverCodec(task: DriverTask): SubjectCodec<DriverSubject> {
  return {
    all: () => task.drivers.values(),
    renew: (driver) => renewTimeline(driver.timeline),
    save: saveDriver,
  };
}

/** For a whole snapshot: all of the subject is written by the next save. */
function renewPart(part: Part): void {
  // An entity of the world is one entry, always written whole.
  if (part instanceof Filed) return;
  if (part instanceof SensorSubject) {
    renewSensor(part);
    return;
  }
  part.registryDirty = true;
  // Asked for, a time line begins; one without facts has none.
  if (part.hasFacts) renewTimeline(part.timeline);
  if (part.past !== null) renewTimeline(part.past);
}

export function driverTaskState(task: DriverTask): DriverTaskState {
  return { ...versionsState(task), sources: task.sources };
}

export function loadDriverTask(
  task: DriverTask,
  state: unknown,
  entries: Iterable<[string, Uint8Array]>,
  table: RuleTable,
): void {
  const own = state as DriverTaskState;
  loadVersions(task, own);
  own.sources.forEach((source, index) => {
    Object.assign(task.sources[index]!, source);
    // An older version did not say whose they are.
    for (const held of source.held) held.partition = index;
  });
  for (const [owner, group] of byOwner(entries)) {
    const driver = task.newDriver(owner);
    const head = decodeJson(group.get('driver')!) as TimelineHead;
    loadTimeline('line', driver.timeline, head, group, table);
    const own = group.get('indicators');
    if (own !== undefined) Object.assign(driver, decodeJson(own) as DriverIndicatorsState);
    if (!table.isSame) changed(driver, task.changed);
  }
  task.resume();
}

function saveDriver(driver: DriverSubject, writer: SnapshotWriter): void {
  const named = prefixed(driver.timeline.owner, writer);
  named.put('driver', encodeJson(saveTimeline('line', driver.timeline, named)));
  const { episodes, vehicles } = driver;
  const own: DriverIndicatorsState = { episodes, vehicles };
  named.put('indicators', encodeJson(own));
}

function changed<S extends { dirty: boolean }>(owner: S, list: S[]): void {
  if (owner.dirty) return;
  owner.dirty = true;
  list.push(owner);
}

function versionsState(task: VehicleTask | DriverTask): VersionsState {
  const { tickMs, genesisMs, rulesOffset, rulesVersions, indicators } = task;
  return {
    tickMs,
    genesisMs,
    rulesOffset,
    versions: rulesVersions.map(({ ordinal, fromMs, settings }) => ({ ordinal, fromMs, settings })),
    parts: indicators.parts.state(),
    risk: indicators.parts.risk.state(),
  };
}

function loadVersions(task: VehicleTask | DriverTask, state: VersionsState): void {
  task.tickMs = state.tickMs;
  task.genesisMs = state.genesisMs;
  task.rulesOffset = state.rulesOffset;
  task.indicators.parts.load(state.parts ?? []);
  task.indicators.parts.risk.load(state.risk ?? []);
  task.rulesVersions.length = 0;
  state.versions.forEach(({ ordinal, fromMs, settings }, index) => {
    task.rulesVersions.push(new RulesVersion(task.rules, settings, fromMs, ordinal ?? index));
  });
}

function prefixed(owner: SubjectKey, writer: SnapshotWriter): SnapshotWriter {
  return {
    isWhole: writer.isWhole,
    put: (key, value) => writer.put(`${owner}/${key}`, value),
    delete: (key) => writer.delete(`${owner}/${key}`),
    ready: writer.ready,
    commit: writer.commit,
    abort: writer.abort,
  };
}

/** Entries grouped by owner; a store need not keep them together. */
function byOwner(entries: Iterable<[string, Uint8Array]>): Map<SubjectKey, OwnerEntries> {
  const owners = new Map<SubjectKey, OwnerEntries>();
  for (const [key, value] of entries) {
    const owner = key.slice(0, 16) as SubjectKey;
    let group = owners.get(owner);
    if (group === undefined) {
      group = new Map();
      owners.set(owner, group);
    }
    group.set(key.slice(17), value);
  }
  return owners;
}
