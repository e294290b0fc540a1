/**
 * The processors of a replay over several threads: each shard has the vehicles of a partition, this thread reads the
 * recording and has the drivers. The same tasks exchange the same words as on one thread, and a driver task merges its
 * sources by their marks, so which thread is ahead cannot show in what comes out.
 */
import { Worker } from 'node:worker_threads';
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { DriverTask } from '#processors/driver-task.ts';
import { NoDriverIndicators } from '#processors/indicators/driver-side.ts';
import type { DriverOut } from '#processors/outputs.ts';
import { rules } from '#processors/rules/index.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { ruleFaultText } from './print.ts';
import { Rows, readSamples } from './rows.ts';
import type { ShardInput, ShardOutput, ShardSetup } from './shard-task.ts';

/** Rows of a message to a shard. */
const ROWS_MAX = 4_096;
/** Messages a shard may have before it; then the recording is read no further. */
const WAITING_MAX = 6;

interface Shard {
  worker: Worker;
  rows: Rows;
  /** Pseudonyms it has been told of. */
  keysTold: number;
  /** Messages it has not answered. */
  waiting: number;
}

export class ShardedNetwork {
  /** Told of a rule that failed, as a sentence. */
  private readonly onFault: (sentence: string) => void;
  private readonly shards: Shard[];
  private readonly drivers: DriverTask;
  private readonly latest = new Map<string, Alert>();
  private readonly keys: SubjectKey[] = [];
  private readonly numbers = new Map<SubjectKey, number>();
  private failure: unknown = null;
  private wake: () => void = () => {};

  constructor(shards: number, controls: Reading[], onFault: (sentence: string) => void) {
    this.onFault = onFault;
    this.drivers = new DriverTask(0, shards, rules, new NoDriverIndicators());
    this.drivers.onRuleFault = (type, cause) => onFault(ruleFaultText(type, cause));
    for (const { body } of controls)
      if (body.kind === 'rules')
        for (let shard = 0; shard < shards; shard++)
          this.drivers.accept(shard, 0, body, this.driverOut);
    this.shards = Array.from({ length: shards }, (_, shard) => this.start({ shard, controls }));
  }

  feed({ subjectKey, receivedTimeMs, body }: Reading): void {
    if (body.kind === 'tick') {
      for (const shard of this.shards) {
        shard.rows.time(body.timeMs);
        if (shard.rows.isFull) this.send(shard, false);
      }
      return;
    }
    if (body.kind !== 'position') return;
    const shard = this.shards[partitionOf(subjectKey, this.shards.length)]!;
    const { driverKey } = body.position;
    const driver = driverKey === null ? null : this.numberOf(driverKey);
    shard.rows.position(this.numberOf(subjectKey), driver, receivedTimeMs, body.position);
    if (shard.rows.isFull) this.send(shard, false);
  }

  /** Waits while a shard has as much before it as it may. *Back pressure:* call it between blocks of the recording. */
  async room(): Promise<void> {
    await this.until(() => this.shards.every(({ waiting }) => waiting <= WAITING_MAX));
  }

  /** The recording ends: every alert as it now stands. */
  async finish(): Promise<Map<string, Alert>> {
    for (const shard of this.shards) this.send(shard, true);
    await this.until(() => this.shards.every(({ waiting }) => waiting === 0));
    return this.latest;
  }

  async close(): Promise<void> {
    await Promise.all(this.shards.map(({ worker }) => worker.terminate()));
  }

  private readonly driverOut: DriverOut = {
    alert: (_change, alert) => this.latest.set(alert.alertId, alert),
    windowPart: () => {},
    riskFact: () => {},
    windowMark: () => {},
  };

  private start(setup: ShardSetup): Shard {
    const worker = new Worker(new URL('./shard.ts', import.meta.url), { workerData: setup });
    const shard: Shard = { worker, rows: new Rows(ROWS_MAX), keysTold: 0, waiting: 0 };
    worker.on('message', (output: ShardOutput) => {
      shard.waiting--;
      for (const sentence of output.faults) this.onFault(sentence);
      for (const rows of output.rows)
        readSamples(rows, this.keys, (tickMs, sample) =>
          this.drivers.accept(
            setup.shard,
            tickMs,
            sample === null ? { kind: 'mark' } : { kind: 'sample', sample },
            this.driverOut,
          ),
        );
      for (const alert of output.alerts) this.latest.set(alert.alertId, alert);
      this.wake();
    });
    worker.on('error', (error) => {
      this.failure = error;
      this.wake();
    });
    return shard;
  }

  private send(shard: Shard, isLast: boolean): void {
    const rows = shard.rows.take();
    const input: ShardInput = { keys: this.keys.slice(shard.keysTold), rows, isLast };
    shard.keysTold = this.keys.length;
    shard.waiting++;
    shard.worker.postMessage(input, [rows.buffer]);
  }

  private numberOf(key: SubjectKey): number {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.keys.push(key) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }

  private async until(isReached: () => boolean): Promise<void> {
    while (this.failure === null && !isReached())
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    if (this.failure !== null) throw this.failure;
  }
}
