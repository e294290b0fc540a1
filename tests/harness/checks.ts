/** What must hold in a world that has come to rest. Each sentence returned is a violation. */
import type { Alert } from '#core/alert.ts';
import { FLAGS } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import type { AnyRule } from '#processors/plan.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeIndicatorValue, decodeWindowPart } from '#proto/codec/indicator.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import { decodePartial } from '#proto/codec/partial.ts';
import { decodeReading } from '#proto/codec/reading.ts';
import { decodeSensorObservation } from '#proto/codec/sensor-observation.ts';
import type { MemoryLogStore } from '#runtime/log/memory.ts';
import { randomOf } from '../simulation/random.ts';
import type { Ledger } from './ledger.ts';
import { LogHandle, prepareTopics, SharedLog } from './log.ts';
import type { Dashboard, ModelStore, Viewer } from './readers.ts';
import { STORED_TOPICS } from './readers.ts';
import { startProcessorRole, watchfulLogger } from './roles.ts';
import type { Scenario } from './scenario.ts';
import { Process, Scheduler } from './scheduler.ts';

/** Snapshot bytes of one vehicle or driver: its history is bounded, and so is this. */
const SUBJECT_BYTES_MAX = 400_000;

/** `Timeline.knowsUntimed` looks at one chunk of history, which cards and signs of life share. */
const UNTIMED_MEMORY = 16;

const OUTPUTS = {
  [TOPICS.observations]: decodeObservation,
  [TOPICS.alerts]: decodeAlertTransition,
  [TOPICS.late]: decodeObservation,
  [TOPICS.partials]: decodePartial,
  [TOPICS.sensors]: decodeSensorObservation,
  [TOPICS.windowParts]: decodeWindowPart,
  [TOPICS.indicators]: decodeIndicatorValue,
} as const;

/** What a world leaves behind. */
export interface Books {
  scenario: Scenario;
  shared: SharedLog;
  ledger: Ledger;
  state: MemoryStateStore;
  store: ModelStore;
  dashboard: Dashboard | null;
  viewers: readonly Viewer[];
  /** Rules of the n-th processor process. */
  rulesOf(incarnation: number): readonly AnyRule[];
}

export async function checkBooks(world: Books): Promise<string[]> {
  const lived = outputsOf(world.shared.store);
  return [
    ...checkLedger(world),
    ...lived.mistakes,
    ...checkTicks(world),
    ...checkMarks(world.shared.store),
    ...checkAlerts(world, lived.streams),
    ...checkReaders(world, lived.streams),
    ...checkState(world),
    ...(await checkOracle(world, lived.streams)),
  ];
}

/** Nothing acknowledged is lost, nothing is there that nobody sent, every fact is observed once. */
function checkLedger({ ledger, shared }: Books): string[] {
  const mistakes: string[] = [];
  if (ledger.early.length > 0)
    mistakes.push(`${ledger.early.length} facts were acknowledged before they were durable.`);
  if (ledger.missing() > 0) mistakes.push(`${ledger.missing()} acknowledged facts are lost.`);
  const observed = new Map<string, { count: number; flags: number }>();
  const perSubject = new Map<string, number>();
  let twice = 0;
  for (const value of values(shared.store, TOPICS.observations)) {
    const { subjectKey, latitudeDeg, flags } = decodeObservation(value);
    const name = `${subjectKey} ${latitudeDeg}`;
    const count = (perSubject.get(subjectKey) ?? 0) + 1;
    perSubject.set(subjectKey, count);
    const before = observed.get(name);
    // Without a time to be believed, only the newest facts of a vehicle are remembered, and in their place.
    const isUntimed = ((flags | (before?.flags ?? 0)) & FLAGS.clockWrong) !== 0;
    const isForgotten =
      isUntimed &&
      (count - (before?.count ?? count) > UNTIMED_MEMORY || (flags & FLAGS.late) !== 0);
    if (before !== undefined && !isForgotten) twice++;
    observed.set(name, { count, flags });
  }
  const reported = new Set<string>();
  for (const value of values(shared.store, TOPICS.reports)) {
    const { subjectKey, body } = decodeReading(value);
    if (body.kind === 'position') reported.add(`${subjectKey} ${body.position.latitudeDeg}`);
  }
  const unseen = [...reported].filter((name) => !observed.has(name)).length;
  if (unseen > 0) mistakes.push(`${unseen} reported positions were never observed.`);
  if (twice > 0) mistakes.push(`${twice} positions were observed more than once.`);
  return mistakes;
}

type Streams = Map<string, Uint8Array[]>;

/** Every task's outputs by number; the log must hold each number exactly once. */
function outputsOf(store: MemoryLogStore): { streams: Streams; mistakes: string[] } {
  const streams: Streams = new Map();
  const mistakes: string[] = [];
  for (const [topic, decode] of Object.entries(OUTPUTS)) {
    store.topics.get(topic)!.partitions.forEach(({ records }, partition) => {
      for (const { value } of records) {
        const { task, epoch, number } = decode(value);
        const name = `${topic}/${partition} of ${task} in epoch ${epoch}`;
        const stream = streams.get(name) ?? [];
        if (number !== stream.length && mistakes.length < 5)
          mistakes.push(`${name}: number ${number} stands where ${stream.length} belongs.`);
        stream.push(value);
        streams.set(name, stream);
      }
    });
  }
  return { streams, mistakes };
}

/** While the host's clock is right, ticks of a partition rise, over restarts too. */
function checkTicks({ scenario, shared }: Books): string[] {
  if (scenario.clockStep !== null) return [];
  return [...shared.store.topics.get(TOPICS.reports)!.partitions].flatMap(({ records }, p) => {
    let lastMs = 0;
    for (const { value } of records) {
      const { body } = decodeReading(value);
      if (body.kind !== 'tick') continue;
      // A second may be told twice around a restart, never taken back.
      if (body.timeMs < lastMs) return [`Ticks of partition ${p} go back.`];
      lastMs = body.timeMs;
    }
    return [];
  });
}

/** Watermarks of every source rise, whatever the clocks say. */
function checkMarks(store: MemoryLogStore): string[] {
  const lastMs = new Map<string, number>();
  return store.topics.get(TOPICS.partials)!.partitions.flatMap(({ records }, p) => {
    for (const { value } of records) {
      const { task, tickMs, body } = decodePartial(value);
      if (body.kind !== 'mark') continue;
      const name = `${task}/${p}`;
      if (tickMs <= (lastMs.get(name) ?? -1)) return [`Marks of ${name} do not rise.`];
      lastMs.set(name, tickMs);
    }
    return [];
  });
}

/** One object per episode: opened once and first, never after its end. */
function checkAlerts(world: Books, streams: Streams): string[] {
  const states = new Map<string, string>();
  const mistakes: string[] = [];
  for (const [name, stream] of streams) {
    if (!name.startsWith(TOPICS.alerts)) continue;
    for (const value of stream) {
      const { change, alert } = decodeAlertTransition(value);
      const before = states.get(alert.alertId);
      if ((change === 'opened') !== (before === undefined))
        mistakes.push(`Alert ${alert.alertId} (${alert.type}) is ${change} after ${before}.`);
      states.set(alert.alertId, alert.state);
    }
  }
  for (const [alertId, times] of world.dashboard?.opened ?? [])
    if (times !== 1) mistakes.push(`The duty room saw alert ${alertId} opened ${times} times.`);
  return mistakes;
}

/** Store, duty room and pages hold what the log says: everything, once, in its last state. */
function checkReaders(world: Books, streams: Streams): string[] {
  const mistakes: string[] = [];
  const finals = new Map<string, Alert>();
  for (const topic of STORED_TOPICS) {
    for (const [name, stream] of streams) {
      if (!name.startsWith(`${topic}/`)) continue;
      const table = name.slice(0, name.indexOf(' '));
      const stored = world.store.rows.get(table) ?? [];
      const expected = stream.map((value) => Buffer.from(value).toString('latin1'));
      if (stored.length !== expected.length || stored.some((row, i) => row !== expected[i]))
        mistakes.push(`The store holds ${stored.length} rows of ${table}, not ${expected.length}.`);
      if (topic === TOPICS.alerts)
        for (const value of stream) {
          const { alert } = decodeAlertTransition(value);
          finals.set(alert.alertId, alert);
        }
    }
  }
  const expected = textOf(finals);
  const book = new Map(
    [...(world.dashboard?.book.entries() ?? [])].map(({ alert }) => [alert.alertId, alert]),
  );
  if (textOf(book) !== expected) mistakes.push('The duty room holds other alerts than the log.');
  world.viewers.forEach(({ alerts }, n) => {
    if (textOf(alerts) !== expected) mistakes.push(`Page ${n} shows other alerts than the log.`);
  });
  return mistakes;
}

function textOf(alerts: ReadonlyMap<string, Alert>): string {
  return JSON.stringify([...alerts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** State is bounded by the fleet, not by what has happened. */
function checkState({ state, scenario }: Books): string[] {
  const mistakes: string[] = [];
  for (let p = 0; p < scenario.partitions; p++) {
    for (const task of [`vehicle-${p}`, `driver-${p}`]) {
      const snapshot = state.load(task);
      if (snapshot === null) {
        mistakes.push(`Task ${task} has no snapshot at the end.`);
        continue;
      }
      const bytes = new Map<string, number>();
      for (const [key, value] of snapshot.entries) {
        const owner = key.slice(0, key.indexOf('/'));
        bytes.set(owner, (bytes.get(owner) ?? 0) + value.length);
      }
      if (bytes.size > 2 * scenario.devices.length + 2)
        mistakes.push(`Task ${task} keeps state of ${bytes.size} subjects.`);
      const most = Math.max(0, ...bytes.values());
      if (most > SUBJECT_BYTES_MAX) mistakes.push(`Task ${task} keeps ${most} bytes of a subject.`);
    }
  }
  return mistakes;
}

/** One uninterrupted run over the same reports gives the same bytes. */
async function checkOracle(world: Books, lived: Streams): Promise<string[]> {
  const { scenario, shared } = world;
  const scheduler = new Scheduler();
  const process = new Process(scheduler);
  const reference = new SharedLog();
  await prepareTopics(reference, scenario.partitions);
  shared.store.topics.get(TOPICS.reports)!.partitions.forEach(({ records }, p) => {
    void reference.inner.append(TOPICS.reports, p, records);
  });
  const mistakes: string[] = [];
  const processors = startProcessorRole({
    process,
    log: new LogHandle(reference, process, randomOf(1)),
    store: new MemoryStateStore(),
    logger: watchfulLogger((sentence) => mistakes.push(`Reference: ${sentence}`)),
    settings: {
      batchRecordsMax: 5_000,
      batchBytesMax: 1 << 24,
      idleWaitMs: 60_000,
      snapshotIntervalMs: 1e9,
      snapshotRecordsMax: 1e9,
      retryMs: 10,
    },
    rules: world.rulesOf(0),
  });
  await scheduler.runUntil(60_000);
  let isStopped = false;
  void processors.stop().then(() => {
    isStopped = true;
  });
  await scheduler.runUntil(300_000, () => isStopped);
  const expected = outputsOf(reference.store).streams;
  for (const name of new Set([...lived.keys(), ...expected.keys()])) {
    const [got, wanted] = [lived.get(name) ?? [], expected.get(name) ?? []];
    const at = wanted.findIndex((value, i) => Buffer.compare(value, got[i] ?? EMPTY) !== 0);
    if (at !== -1 || got.length !== wanted.length)
      mistakes.push(
        `${name}: ${got.length} outputs, an uninterrupted run has ${wanted.length}; they part at ${at === -1 ? wanted.length : at}.`,
      );
  }
  return mistakes;
}

const EMPTY = new Uint8Array(0);

function* values(store: MemoryLogStore, topic: string): Generator<Uint8Array> {
  for (const { records } of store.topics.get(topic)!.partitions)
    for (const { value } of records) yield value;
}
