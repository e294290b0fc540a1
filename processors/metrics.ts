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

  private readonly records: Counter<'stage' | 'outcome'>;
  private readonly transitions: Counter<'stage' | 'change'>;
  private readonly told: Counter<'phase'>;
  private readonly verdicts: Counter<'kind'>;

  constructor(registry: Registry) {
    const self = this;
    const collect = (): void => this.countAll();
    this.records = new Counter({
      name: 'tizheng_processor_records_total',
      help: 'Records by stage and what became of them; `records` is their sum, late… and …Faults are parts of it.',
      labelNames: ['stage', 'outcome'],
      registers: [registry],
      collect,
    });
    this.transitions = new Counter({
      name: 'tizheng_processor_alert_transitions_total',
      help: 'Alert transitions by kind of change.',
      labelNames: ['stage', 'change'],
      registers: [registry],
      collect,
    });
    this.told = new Counter({
      name: 'tizheng_processor_indicator_values_total',
      help: 'Indicator values told, by phase.',
      labelNames: ['phase'],
      registers: [registry],
      collect,
    });
    this.verdicts = new Counter({
      name: 'tizheng_processor_risk_verdicts_total',
      help: 'Verdicts on risk told, by kind of subject.',
      labelNames: ['kind'],
      registers: [registry],
      collect,
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
    const name = `${stage}-${partition}`;
    // One that failed leaves what it had counted.
    this.count(this.followed.get(name));
    this.followed.set(name, { stage, partition, counters, outputs, seen: {} });
  }

  /** The tasks of a partition went elsewhere. */
  forget(partition: number): void {
    for (const stage of ['vehicle', 'driver', 'indicator']) {
      const name = `${stage}-${partition}`;
      this.count(this.followed.get(name));
      this.followed.delete(name);
    }
  }

  watch(runners: readonly RunningTask[]): void {
    this.runners = runners;
  }

  private countAll(): void {
    for (const followed of this.followed.values()) this.count(followed);
  }

  /** Takes over what a task has counted since the last time. */
  private count(followed: Followed | undefined): void {
    if (followed === undefined) return;
    const { stage, counters, outputs, seen } = followed;
    const grown = (name: string, value: number): number => {
      const by = value - (seen[name] ?? 0);
      seen[name] = value;
      return by;
    };
    for (const [outcome, value] of Object.entries(counters)) {
      const by = grown(outcome, value);
      if (by > 0) this.records.inc({ stage, outcome }, by);
    }
    for (const [change, value] of Object.entries(outputs.transitions)) {
      const by = grown(`alert ${change}`, value);
      if (by > 0) this.transitions.inc({ stage, change }, by);
    }
    if (!(outputs instanceof IndicatorOutputs)) return;
    for (const [phase, value] of Object.entries(outputs.told)) {
      const by = grown(`told ${phase}`, value);
      if (by > 0) this.told.inc({ phase }, by);
    }
    for (const [kind, value] of Object.entries(outputs.verdicts)) {
      const by = grown(`risk ${kind}`, value);
      if (by > 0) this.verdicts.inc({ kind }, by);
    }
  }
}
