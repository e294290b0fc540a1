/** Counters of the processors as Prometheus sees them. Labels come from closed lists. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { DriverCounters, IndicatorCounters, TaskCounters } from './counters.ts';
import type { NumberedOutputs } from './numbered-outputs.ts';
import type { RunningTask } from './runner.ts';
import { IndicatorOutputs } from './task-outputs.ts';

type Stage = 'vehicle' | 'driver' | 'indicator';

interface Followed {
  stage: Stage;
  partition: number;
  counters: TaskCounters | DriverCounters | IndicatorCounters;
  outputs: NumberedOutputs;
  seen: Record<string, number>;
}

export class ProcessorMetrics {
  private readonly followed = new Map<string, Followed>();
  private runners: readonly RunningTask[] = [];

  constructor(registry: Registry) {
    const self = this;
    const records = new Counter({
      name: 'tizheng_processor_records_total',
      help: 'Records by stage and what became of them; `records` is their sum, late… and …Faults are parts of it.',
      labelNames: ['stage', 'outcome'],
      registers: [registry],
      collect() {
        self.collect((followed) => {
          for (const [outcome, value] of Object.entries(followed.counters)) {
            const grown = value - (followed.seen[outcome] ?? 0);
            if (grown > 0) records.inc({ stage: followed.stage, outcome }, grown);
            followed.seen[outcome] = value;
          }
        });
      },
    });
    const transitions = new Counter({
      name: 'tizheng_processor_alert_transitions_total',
      help: 'Alert transitions by kind of change.',
      labelNames: ['stage', 'change'],
      registers: [registry],
      collect() {
        self.collect((followed) => {
          for (const [change, value] of Object.entries(followed.outputs.transitions)) {
            const name = `alert ${change}`;
            const grown = value - (followed.seen[name] ?? 0);
            if (grown > 0) transitions.inc({ stage: followed.stage, change }, grown);
            followed.seen[name] = value;
          }
        });
      },
    });
    const told = new Counter({
      name: 'tizheng_processor_indicator_values_total',
      help: 'Indicator values told, by phase.',
      labelNames: ['phase'],
      registers: [registry],
      collect() {
        self.collect(({ outputs, seen }) => {
          if (!(outputs instanceof IndicatorOutputs)) return;
          for (const [phase, value] of Object.entries(outputs.told)) {
            const name = `told ${phase}`;
            const grown = value - (seen[name] ?? 0);
            if (grown > 0) told.inc({ phase }, grown);
            seen[name] = value;
          }
        });
      },
    });
    const lag = new Gauge({
      name: 'tizheng_processor_lag_records',
      help: 'Records of the input partition not yet processed.',
      labelNames: ['task'],
      registers: [registry],
      collect() {
        lag.reset();
        for (const runner of self.runners) lag.set({ task: runner.current.name }, runner.lag);
      },
    });
    const snapshot = new Gauge({
      name: 'tizheng_processor_snapshot_seconds',
      help: 'How long the last snapshot took from its beginning to its commit.',
      labelNames: ['task'],
      registers: [registry],
      collect() {
        snapshot.reset();
        for (const runner of self.runners)
          snapshot.set({ task: runner.current.name }, runner.snapshotMs / 1_000);
      },
    });
    const age = new Gauge({
      name: 'tizheng_processor_snapshot_age_seconds',
      help: 'Age of the last committed snapshot of a task; a restart repeats what came since.',
      labelNames: ['task'],
      registers: [registry],
      collect() {
        age.reset();
        for (const runner of self.runners)
          age.set({ task: runner.current.name }, runner.snapshotAgeMs / 1_000);
      },
    });
  }

  follow(
    stage: Stage,
    partition: number,
    counters: TaskCounters | DriverCounters | IndicatorCounters,
    outputs: NumberedOutputs,
  ): void {
    this.followed.set(`${stage}-${partition}`, { stage, partition, counters, outputs, seen: {} });
  }

  /** The tasks of a partition went elsewhere. */
  forget(partition: number): void {
    for (const stage of ['vehicle', 'driver', 'indicator'])
      this.followed.delete(`${stage}-${partition}`);
  }

  watch(runners: readonly RunningTask[]): void {
    this.runners = runners;
  }

  private collect(visit: (followed: Followed) => void): void {
    for (const followed of this.followed.values()) visit(followed);
  }
}
