/** Processors: reports in, observations, alerts and indicators out. One vehicle, driver and indicator task per partition. */
import { createHash } from 'node:crypto';
import type { Registry } from 'prom-client';
import { TOPICS } from '#core/topics.ts';
import { decodeWindowPart } from '#proto/codec/indicator.ts';
import { decodePartial } from '#proto/codec/partial.ts';
import { ReadingDecoder } from '#proto/codec/reading.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { type Membership, soleMembership } from '#runtime/log/membership.ts';
import type { Logger } from '#runtime/logger.ts';
import type { ProcessorSettings } from './config.ts';
import { type DriverSubject, DriverTask } from './driver-task.ts';
import { indicators } from './indicators/index.ts';
import { IndicatorTask, type Kept } from './indicators/indicator-task.ts';
import { ProcessorMetrics } from './metrics.ts';
import type { AnyRule } from './plan.ts';
import { rules as allRules } from './rules/index.ts';
import { type Machine, type Pace, Runner, type RunnerDeps, type RunningTask } from './runner.ts';
import { indicatorCodec, indicatorTaskState, loadIndicatorTask } from './state/indicator-codec.ts';
import type { SnapshotMeta, StateStore } from './state/store.ts';
import {
  driverCodec,
  driverTaskState,
  loadDriverTask,
  loadVehicleTask,
  vehicleCodec,
  vehicleTaskState,
} from './state/task-codec.ts';
import { refuseNewer } from './state/versions.ts';
import {
  DriverOutputs,
  driverTaskName,
  IndicatorOutputs,
  indicatorTaskName,
  VehicleOutputs,
  vehicleTaskName,
} from './task-outputs.ts';
import { type Part, VehicleTask } from './vehicle-task.ts';

/** Goes up with every change of the runtime that can change an output; stored state goes on (`state/versions.ts`). */
export const RUNTIME_VERSION = 9;

export interface ProcessorsDeps {
  /** Holds the topics of DESIGN 4 already; `alerts.v1` with twice the partitions of `reports.v1`. */
  log: EventLog;
  store: StateStore;
  settings: ProcessorSettings;
  logger: Logger;
  metrics: Registry;
  /** Partitions of `reports.v1` (and of `partials.v1`) this process takes; undefined = all. */
  partitions?: readonly number[];
  /** Rules to run; undefined = all there are. */
  rules?: readonly AnyRule[];
  /** undefined = the machine's own time. */
  pace?: Pace;
  /**
   * Who else works on the partitions; undefined = nobody. `partitions` is not asked then: they are
   * those this process is given.
   */
  membership?: Membership;
}

export interface Processors {
  /** Records not yet processed, over all tasks. */
  lag(): number;
  /** Rejects when a task ends unasked: the process cannot go on. */
  failed: Promise<never>;
  /** Finishes the slice in hand, appends its outputs, snapshots. */
  stop(): Promise<void>;
}

/**
 * Vehicle, driver and indicator task of a partition run, and move, together.
 *
 * @throws TizhengError DATA_NEWER when a task's state was written by a newer version of the product
 */
export function startProcessors(deps: ProcessorsDeps): Processors {
  const { log, store, settings, logger } = deps;
  const rules = deps.rules ?? allRules;
  const count = log.partitions(TOPICS.reports);
  const given = deps.partitions ?? Array.from({ length: count }, (_, partition) => partition);
  const membership = deps.membership ?? soleMembership(given);
  const runnerDeps: RunnerDeps = {
    log,
    store,
    settings,
    logger,
    codeVersion: codeVersionOf(rules),
    rules,
    ...(deps.pace === undefined ? {} : { pace: deps.pace }),
    ...(deps.membership === undefined ? {} : { owns: () => membership.owns() }),
  };
  if (deps.membership === undefined) {
    for (const partition of given)
      for (const task of [vehicleTaskName(partition), driverTaskName(partition)])
        refuseStateOfNewer(store, task, rules);
  }
  const metrics = new ProcessorMetrics(deps.metrics);
  const failure = Promise.withResolvers<never>();
  // Whoever runs the service awaits it; until then a task that died is in the log and in the lag.
  failure.promise.catch(() => {});
  const working = new Map<number, { runners: RunningTask[]; ended: Promise<unknown> }>();
  const runnersOf = (partition: number): RunningTask[] => [
    new Runner(() => vehicleMachine(log, partition, count, rules, logger, metrics), runnerDeps),
    new Runner(() => driverMachine(log, partition, count, rules, logger, metrics), runnerDeps),
    new Runner(() => indicatorMachine(log, partition, count, metrics), runnerDeps),
  ];
  const all = () => [...working.values()].flatMap(({ runners }) => runners);
  const start = (partition: number): void => {
    const runners = runnersOf(partition);
    const running = runners.map((runner) =>
      runner.run().catch((error: unknown) => {
        logger.fatal(
          { stage: 'processors', task: runner.current.name, err: error },
          'Task stopped.',
        );
        failure.reject(error);
        throw error;
      }),
    );
    const ended = Promise.all(running);
    ended.catch(() => {});
    working.set(partition, { runners, ended });
  };
  const end = async (partition: number): Promise<void> => {
    const work = working.get(partition);
    if (work === undefined) return;
    for (const runner of work.runners) runner.stop();
    await work.ended.finally(() => {
      working.delete(partition);
      metrics.forget(partition);
      metrics.watch(all());
    });
  };
  const joined = membership.join({
    async gained(partitions) {
      for (const partition of partitions) start(partition);
      metrics.watch(all());
    },
    async lost(partitions) {
      await Promise.all(partitions.map(end));
    },
  });
  joined.catch(failure.reject);
  return {
    lag: () => all().reduce((sum, runner) => sum + runner.lag, 0),
    failed: failure.promise,
    stop: async () => {
      await joined.catch(() => {});
      await membership.leave();
    },
  };
}

/** Before anything runs: going on without a task's state would judge its vehicles anew. */
function refuseStateOfNewer(store: StateStore, task: string, rules: readonly AnyRule[]): void {
  let meta: SnapshotMeta | null;
  try {
    const loaded = store.load(task);
    // What lies in the log is looked at when the task starts.
    if (loaded instanceof Promise) return;
    meta = loaded?.meta ?? null;
  } catch {
    // Damaged state is named and rebuilt by its runner.
    return;
  }
  if (meta !== null) refuseNewer(task, meta, rules);
}

/** Other rules, indicators or another runtime can give other outputs for the same input. */
export function codeVersionOf(rules: readonly AnyRule[]): string {
  const text = [
    ...rules.map((rule) => `${rule.type}:${rule.version}`),
    ...indicators.map(({ definition }) => `${definition.id}:${definition.version}`),
  ].join(' ');
  return createHash('sha256').update(`${RUNTIME_VERSION} ${text}`).digest('hex').slice(0, 16);
}

function vehicleMachine(
  log: EventLog,
  partition: number,
  partitions: number,
  rules: readonly AnyRule[],
  logger: Logger,
  metrics: ProcessorMetrics,
): Machine<Part> {
  const task = new VehicleTask(partition, rules);
  task.onRuleFault = (type, err) =>
    logger.error(
      { stage: 'rules', rule: type, partition, err },
      'Rule failed; its state was reset.',
    );
  const outputs = new VehicleOutputs(log, partition, partitions);
  const decoder = new ReadingDecoder();
  metrics.follow('vehicle', partition, task.counters, outputs);
  return {
    name: vehicleTaskName(partition),
    topic: TOPICS.reports,
    partition,
    outputs,
    source: task,
    lookAhead: (records, from) => task.lookAhead(records, from),
    process(record) {
      const reading = decoder.decode(record.value);
      outputs.next(reading.receivedTimeMs, record.offset);
      task.process(reading, record.offset, outputs);
    },
    setAside() {
      task.counters.records++;
      task.counters.poison++;
    },
    state: () => vehicleTaskState(task),
    restore: (state, entries, table) => loadVehicleTask(task, state, entries, table),
    codec: vehicleCodec(task),
  };
}

function driverMachine(
  log: EventLog,
  partition: number,
  partitions: number,
  rules: readonly AnyRule[],
  logger: Logger,
  metrics: ProcessorMetrics,
): Machine<DriverSubject> {
  const task = new DriverTask(partition, partitions, rules);
  task.onRuleFault = (type, err) =>
    logger.error(
      { stage: 'rules', rule: type, partition, err },
      'Rule failed; its state was reset.',
    );
  const outputs = new DriverOutputs(log, partition, partitions);
  metrics.follow('driver', partition, task.counters, outputs);
  return {
    name: driverTaskName(partition),
    topic: TOPICS.partials,
    partition,
    outputs,
    source: task,
    process(record) {
      const partial = decodePartial(record.value);
      outputs.next(partial.tickMs, record.offset);
      task.process(partial, outputs);
    },
    setAside() {
      task.counters.records++;
      task.counters.poison++;
    },
    state: () => driverTaskState(task),
    restore: (state, entries, table) => loadDriverTask(task, state, entries, table),
    codec: driverCodec(task),
  };
}

function indicatorMachine(
  log: EventLog,
  partition: number,
  partitions: number,
  metrics: ProcessorMetrics,
): Machine<Kept> {
  const task = new IndicatorTask(partition, 2 * partitions, indicators);
  const outputs = new IndicatorOutputs(log, partition);
  metrics.follow('indicator', partition, task.counters, outputs);
  return {
    name: indicatorTaskName(partition),
    topic: TOPICS.windowParts,
    partition,
    outputs,
    source: task,
    process(record) {
      const part = decodeWindowPart(record.value);
      outputs.next(part.tickMs, record.offset);
      task.process(part, outputs);
    },
    setAside() {
      task.counters.records++;
      task.counters.poison++;
    },
    state: () => indicatorTaskState(task),
    restore: (state, entries) => loadIndicatorTask(task, state, entries),
    codec: indicatorCodec(task),
  };
}
