/** Runs a log through the tasks in memory, and cuts it anywhere: state out through a store, state in again. */
import type { Alert } from '#core/alert.ts';
import type { Reading } from '#core/report.ts';
import type { RiskTold } from '#core/risk/verdict.ts';
import type { Told } from '#processors/indicators/indicator-task.ts';
import { LocalNetwork } from '#processors/network.ts';
import type { AnyRule } from '#processors/plan.ts';
import {
  indicatorCodec,
  indicatorTaskState,
  loadIndicatorTask,
} from '#processors/state/indicator-codec.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { Snapshotter } from '#processors/state/snapshotter.ts';
import type { LocalStateStore, SnapshotMeta } from '#processors/state/store.ts';
import {
  driverCodec,
  driverTaskState,
  loadDriverTask,
  loadVehicleTask,
  vehicleCodec,
  vehicleTaskState,
} from '#processors/state/task-codec.ts';
import { RuleTable, savedRules } from '#processors/state/versions.ts';
import { sorted, type Verdict } from './oracle.ts';

export interface Run {
  partitions: number;
  rules: readonly AnyRule[];
  /** Indices of the log before which the whole network is saved, thrown away and loaded again. */
  cuts?: readonly number[];
  store?: LocalStateStore;
}

export interface Result {
  alerts: Alert[];
  counters: LocalNetwork['vehicleTasks'][number]['counters'][];
  /** Every indicator value told, in order. */
  values: Told[];
  /** Every verdict on risk told, in order. */
  risks: RiskTold[];
  network: LocalNetwork;
}

/** Final state of every alert. What was raised and taken back inside the buffer does not count: nobody was told otherwise later. */
export function runLog(
  log: readonly Reading[],
  { partitions, rules, cuts = [], store = new MemoryStateStore() }: Run,
): Result {
  const latest = new Map<string, Alert>();
  const values: Told[] = [];
  const risks: RiskTold[] = [];
  const sink = {
    indicator: (value: Told) => void values.push(value),
    risk: (told: RiskTold) => void risks.push(told),
    alert: (_change: string, alert: Alert) =>
      void latest.set(alert.alertId, structuredClone(alert)),
  };
  let network = new LocalNetwork(partitions, rules, sink);
  let savers = saversOf(network, store);
  log.forEach((reading, index) => {
    if (cuts.includes(index)) {
      for (const save of savers) save();
      const { offset } = network;
      network = new LocalNetwork(partitions, rules, sink);
      network.offset = offset;
      loadNetwork(network, store);
      savers = saversOf(network, store);
    }
    network.feed(reading);
  });
  network.finish();
  const alerts = [...latest.values()].filter(
    ({ state, corrected }) => state !== 'withdrawn' || corrected,
  );
  const counters = network.vehicleTasks.map((task) => task.counters);
  return { alerts, counters, values, risks, network };
}

/** Everything an outsider sees, in one canonical text; log offsets aside, which depend on arrival. */
export function textOf(alerts: readonly Alert[]): string {
  return alerts
    .map(({ evidence, ...alert }) =>
      JSON.stringify({ ...alert, evidence: evidence.map(({ eventTimeMs }) => eventTimeMs) }),
    )
    .sort()
    .join('\n');
}

export function verdictsOf(alerts: readonly Alert[]): Verdict[] {
  return sorted(
    alerts
      .filter(({ state }) => state !== 'withdrawn')
      .map((alert) => ({
        type: alert.type,
        vehicle: alert.subjectKey,
        driver: alert.type === 'test.driving' ? alert.driverKey : null,
        openedAtMs: alert.openedAtMs,
        closedAtMs: alert.closedAtMs,
        measured: alert.measured,
      })),
  );
}

function saversOf(network: LocalNetwork, store: LocalStateStore): (() => void)[] {
  return [
    ...network.vehicleTasks.map((task, p) => {
      const snapshotter = new Snapshotter(store, `vehicle-${p}`, task, vehicleCodec(task));
      return () => {
        snapshotter.begin(metaOf(vehicleTaskState(task)));
        snapshotter.commit();
      };
    }),
    ...network.driverTasks.map((task, p) => {
      const snapshotter = new Snapshotter(store, `driver-${p}`, task, driverCodec(task));
      return () => {
        snapshotter.begin(metaOf(driverTaskState(task)));
        snapshotter.commit();
      };
    }),
    ...network.indicatorTasks.map((task, p) => {
      const snapshotter = new Snapshotter(store, `indicator-${p}`, task, indicatorCodec(task));
      return () => {
        snapshotter.begin(metaOf(indicatorTaskState(task)));
        snapshotter.commit();
      };
    }),
  ];
}

function loadNetwork(network: LocalNetwork, store: LocalStateStore): void {
  network.vehicleTasks.forEach((task, p) => {
    const { meta, entries } = store.load(`vehicle-${p}`)!;
    loadVehicleTask(task, meta.task, entries, new RuleTable(savedRules(task.rules), task.rules));
  });
  network.driverTasks.forEach((task, p) => {
    const { meta, entries } = store.load(`driver-${p}`)!;
    loadDriverTask(task, meta.task, entries, new RuleTable(savedRules(task.rules), task.rules));
  });
  network.indicatorTasks.forEach((task, p) => {
    const { meta, entries } = store.load(`indicator-${p}`)!;
    loadIndicatorTask(task, meta.task, entries);
  });
}

function metaOf(task: unknown): SnapshotMeta {
  return { codeVersion: '', epoch: 1, inputs: {}, numbers: {}, outputs: {}, task };
}
