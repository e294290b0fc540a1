/**
 * One task on the log: read a slice, process it, append what follows, keep a snapshot. The slice
 * in hand is processed while the outputs of the one before become durable.
 *
 * *Back pressure:* a slice waits for the outputs of the slice before last. *Delivery:* effectively
 * once, by determinism and numbered outputs.
 */
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import { TOPICS } from '#core/topics.ts';
import { WireFault } from '#proto/codec/fault.ts';
import { encodeQuarantined } from '#proto/codec/quarantined.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { ProcessorSettings } from './config.ts';
import { NOTHING_MET, type NumberedOutputs, nameOf, type Snapshotted } from './numbered-outputs.ts';
import type { AnyRule } from './plan.ts';
import { type Saved, Snapshotter, type SubjectCodec } from './state/snapshotter.ts';
import { type SnapshotMeta, STATE_FORMAT, type StateStore } from './state/store.ts';
import { RuleTable, refuseNewer, savedRules } from './state/versions.ts';
import { AHEAD } from './timeline/foresee.ts';

/** Under this name the log is told how far tasks are, where several processes share them. */
export const PROCESSORS_GROUP = 'processors';
/** A record that makes its task fail this often is set aside. */
export const POISON_TRIES = 3;

/** A task as the runner drives it. */
export interface Machine<S extends Saved> {
  readonly name: string;
  readonly topic: string;
  readonly partition: number;
  readonly outputs: NumberedOutputs;
  readonly source: { changed: S[]; onTouch: (subject: S) => void };
  /** The records at `from` and behind it come next: what they need may be read ahead. Called for every AHEAD-th record. */
  lookAhead?(records: readonly LogRecord[], from: number): void;
  process(record: LogRecord): void;
  /** A record was set aside. */
  setAside(): void;
  state(): unknown;
  restore(state: unknown, entries: Iterable<[string, Uint8Array]>, table: RuleTable): void;
  readonly codec: SubjectCodec<S>;
}

/** When a runner pauses and keeps snapshots. Nothing here can change an output; a test turns it by hand. */
export interface Pace {
  /** Monotonic milliseconds. */
  now(): number;
  sleep(ms: number): Promise<unknown>;
  /** Lets everybody else of the thread have a turn. */
  turn(): Promise<unknown>;
}

const systemPace: Pace = {
  now: () => performance.now(),
  sleep: (ms) => sleep(ms),
  turn: () => setImmediate(),
};

export interface RunnerDeps {
  log: EventLog;
  store: StateStore;
  settings: ProcessorSettings;
  logger: Logger;
  codeVersion: string;
  rules: readonly AnyRule[];
  pace?: Pace;
  /**
   * Whether the partition is surely ours still; asked before anything is written. Undefined = nobody
   * else can have it.
   */
  owns?: () => boolean;
}

/** A runner as the service and its metrics see it. */
export interface RunningTask {
  readonly current: { readonly name: string };
  readonly lag: number;
  readonly snapshotMs: number;
  readonly snapshotAgeMs: number;
  run(): Promise<void>;
  stop(): void;
}

export class Runner<S extends Saved> implements RunningTask {
  /** Records not yet processed. */
  lag = 0;
  snapshots = 0;
  snapshotMs = 0;
  private machine: Machine<S>;
  private readonly create: () => Machine<S>;
  private readonly deps: RunnerDeps;
  private readonly pace: Pace;
  /** Failures by offset, of records not yet covered by a snapshot. */
  private readonly tries = new Map<number, number>();
  /** Of these, the records that lie in quarantine already. */
  private readonly aside = new Set<number>();
  private snapshotter!: Snapshotter<S>;
  private offset = 0;
  private sinceSnapshot = 0;
  /** Offset to read next by the newest snapshot begun. */
  private snapshotOffset = 0;
  private snapshotAtMs = 0;
  /** Beginning of the newest committed snapshot; before the first one, of the run. */
  private committedAtMs: number;
  private stopping = false;
  private appended: Promise<void> = Promise.resolve();

  constructor(create: () => Machine<S>, deps: RunnerDeps) {
    this.create = create;
    this.machine = create();
    this.deps = deps;
    this.pace = deps.pace ?? systemPace;
    this.committedAtMs = this.pace.now();
  }

  /** The machine in use; a new one after a failure. */
  get current(): Machine<S> {
    return this.machine;
  }

  get snapshotAgeMs(): number {
    return this.pace.now() - this.committedAtMs;
  }

  stop(): void {
    this.stopping = true;
  }

  /** Runs until `stop`; ends with a snapshot. */
  async run(): Promise<void> {
    const { logger, settings } = this.deps;
    let isStarted = false;
    while (!this.stopping) {
      try {
        if (!isStarted) await this.start();
        isStarted = true;
        await this.slice();
      } catch (error) {
        const code = error instanceof TizhengError ? error.code : 'UNKNOWN';
        if (!isStarted && code !== 'TASK_REPLACED') throw error;
        if (isStarted) this.snapshotter.abort();
        if (code === 'TASK_REPLACED') {
          logger.warn(
            { stage: 'processors', task: this.machine.name, offset: this.offset, err: error },
            'Task waits: another process may have it.',
          );
          while (!this.stopping && !this.owns()) await this.pace.sleep(settings.idleWaitMs);
          if (this.stopping) return;
          await this.pace.sleep(settings.retryMs);
          isStarted = false;
          continue;
        }
        logger.error(
          { stage: 'processors', task: this.machine.name, code, offset: this.offset, err: error },
          'Task failed; it starts again from its snapshot.',
        );
        await this.pace.sleep(settings.retryMs);
        await this.start();
      }
    }
    // Taken from us: the other one repeats what is missing.
    if (!isStarted || !this.owns()) return;
    await this.appended;
    await this.retry(() => this.flush());
    if (this.machine.outputs.isFree) await this.takeSnapshot();
  }

  private owns(): boolean {
    return this.deps.owns?.() ?? true;
  }

  private async flush(): Promise<void> {
    this.assertOwned();
    await this.machine.outputs.flush();
  }

  private assertOwned(): void {
    if (this.owns()) return;
    const message = `The task ${this.machine.name} may have been taken over by another process.`;
    throw new TizhengError('TASK_REPLACED', 'processors', message);
  }

  private async slice(): Promise<void> {
    const { log, settings } = this.deps;
    const { machine } = this;
    const batch = await log.read(machine.topic, machine.partition, this.offset, {
      maxRecords: settings.batchRecordsMax,
      maxBytes: settings.batchBytesMax,
      waitMs: this.snapshotter.isWriting ? 0 : settings.idleWaitMs,
    });
    // A record that was processed is not awaited: a promise each would cost as much as decoding it.
    const { records } = batch;
    for (let at = 0; at < records.length; at++) {
      if (at % AHEAD === 0) machine.lookAhead?.(records, at);
      if (!this.processOne(records[at]!)) await this.setAside(records[at]!);
    }
    this.offset = batch.nextOffset;
    this.lag = batch.highOffset - batch.nextOffset;
    this.sinceSnapshot += records.length;
    await this.appended;
    this.appended = this.retry(() => this.flush());
    // A failure is met where it is awaited, not before.
    this.appended.catch(() => {});
    await this.keepSnapshot();
    await this.pace.turn();
  }

  /** False = the record is to be set aside; nothing has changed by it. */
  private processOne(record: LogRecord): boolean {
    const { machine, tries } = this;
    if (tries.size > 0 && (tries.get(record.offset) ?? 0) >= POISON_TRIES) return false;
    try {
      machine.process(record);
      return true;
    } catch (error) {
      // Unreadable bytes have changed nothing and will not become readable.
      if (error instanceof WireFault) return false;
      tries.set(record.offset, (tries.get(record.offset) ?? 0) + 1);
      this.offset = record.offset;
      throw error;
    }
  }

  private async setAside(record: LogRecord): Promise<void> {
    const { log, logger } = this.deps;
    const { machine, aside } = this;
    if (aside.has(record.offset)) {
      // Repeated after a later failure; it was told once.
      machine.setAside();
      return;
    }
    const source = `${nameOf(machine.topic, machine.partition)}@${record.offset}`;
    const value = encodeQuarantined({
      receivedTimeMs: record.timeMs,
      source,
      faultCode: 'poison',
      faultOffset: 0,
      raw: record.value,
      deviceKey: NO_SUBJECT,
    });
    const partition = machine.partition % log.partitions(TOPICS.quarantine);
    await this.retry(async () => {
      await log.append(TOPICS.quarantine, partition, [
        { key: NO_SUBJECT, timeMs: record.timeMs, value },
      ]);
    });
    aside.add(record.offset);
    machine.setAside();
    logger.error(
      { stage: 'processors', task: machine.name, code: 'poison', offset: record.offset },
      'Record set aside.',
    );
  }

  private async keepSnapshot(): Promise<void> {
    const { settings } = this.deps;
    const { snapshotter } = this;
    if (snapshotter.isWriting) {
      const isWritten = snapshotter.pump();
      const ready = snapshotter.ready();
      if (ready !== undefined) await ready;
      if (isWritten) {
        await this.appended;
        this.assertOwned();
        const covered = this.snapshotOffset;
        await snapshotter.commit();
        await this.tellPlace(covered);
        this.snapshots++;
        this.committedAtMs = this.snapshotAtMs;
        this.snapshotMs = this.pace.now() - this.snapshotAtMs;
      }
      return;
    }
    const isDue =
      this.sinceSnapshot >= settings.snapshotRecordsMax ||
      this.pace.now() - this.snapshotAtMs >= settings.snapshotIntervalMs;
    // What earlier epochs said lies beyond the snapshot of this one's beginning, and must stay findable from it.
    if (this.sinceSnapshot === 0 || !isDue || !this.machine.outputs.isFree) return;
    // The ends known now lie before every output of later records.
    await this.appended;
    this.beginSnapshot();
  }

  private beginSnapshot(): void {
    this.sinceSnapshot = 0;
    this.snapshotAtMs = this.pace.now();
    this.snapshotOffset = this.offset;
    this.snapshotter.begin(this.meta());
  }

  private async takeSnapshot(): Promise<void> {
    if (this.snapshotter.isWriting) await this.snapshotter.commit();
    this.beginSnapshot();
    await this.snapshotter.commit();
    await this.tellPlace(this.snapshotOffset);
    this.committedAtMs = this.snapshotAtMs;
  }

  /** For whoever watches lag from elsewhere; a start asks the snapshot. */
  private async tellPlace(offset: number): Promise<void> {
    if (this.deps.owns === undefined) return;
    const { topic, partition } = this.machine;
    try {
      await this.deps.log.commit(PROCESSORS_GROUP, topic, partition, offset);
    } catch (err) {
      this.deps.logger.warn(
        { stage: 'processors', task: this.machine.name, err },
        'How far the task is was not told.',
      );
    }
  }

  private meta(): SnapshotMeta {
    const { outputs, topic, partition } = this.machine;
    return {
      format: STATE_FORMAT,
      codeVersion: this.deps.codeVersion,
      rules: savedRules(this.deps.rules),
      epoch: outputs.epoch,
      inputs: { [nameOf(topic, partition)]: this.offset },
      numbers: outputs.numbers,
      outputs: outputs.ends,
      repeatsUntil: outputs.repeatsUntil,
      ...(outputs.repeatsOver === null ? {} : { repeatsOver: outputs.repeatsOver }),
      task: this.machine.state(),
    };
  }

  private async start(): Promise<void> {
    await this.retry(() => this.load());
  }

  /** State, input offset, epoch and numbers, as the snapshot and the tails of the outputs have them. */
  private async load(): Promise<void> {
    const { log, store, logger } = this.deps;
    await this.appended.catch(() => {});
    // What the failed life could not append is repeated by the new one; its failure must not be met again.
    this.appended = Promise.resolve();
    const { meta, isChanged } = await this.restore();
    const { machine } = this;
    machine.outputs.isAlone = this.deps.owns === undefined;
    const { low, high } = await log.ends(machine.topic, machine.partition);
    const from = meta?.inputs[nameOf(machine.topic, machine.partition)] ?? 0;
    this.offset = Math.max(from, low);
    const isWhole = this.offset === from;
    for (const offset of this.tries.keys()) if (offset < this.offset) this.tries.delete(offset);
    for (const offset of this.aside) if (offset < this.offset) this.aside.delete(offset);
    if (!isWhole) {
      logger.error(
        { stage: 'processors', task: machine.name, from, to: low },
        'Retention removed records before they were processed.',
      );
    }
    const wrote = await machine.outputs.lastEpoch(meta?.outputs ?? null);
    const { epoch: wanted, isRepeat } = chooseEpoch({ meta, wrote, isWhole, isChanged });
    this.assertOwned();
    const epoch = isRepeat
      ? wanted
      : await machine.outputs.claim(wanted, await this.timeAt(high - 1));
    await machine.outputs.resume(
      epoch,
      isRepeat ? (meta?.numbers ?? {}) : {},
      meta?.outputs ?? null,
      {
        sinceMs: low === 0 ? 0 : await this.timeAt(low),
        // A restart on the way must end the repetition where the first try would have ended it.
        until: isRepeat ? (meta?.repeatsUntil ?? 0) : high,
        over: overOf(meta),
      },
    );
    this.snapshotter = new Snapshotter(store, machine.name, machine.source, machine.codec);
    // Before the first record of an epoch, the epoch is on disk: a restart cannot mistake it for another.
    if (meta?.epoch !== epoch) await this.takeSnapshot();
    this.sinceSnapshot = 0;
    this.snapshotAtMs = this.pace.now();
    logger.info(
      { stage: 'processors', task: machine.name, offset: this.offset, epoch },
      'Task started.',
    );
  }

  /** When a record of the input was received, ms; far in the future when there is none. */
  private async timeAt(offset: number): Promise<number> {
    const { topic, partition } = this.machine;
    if (offset < 0) return Number.MAX_SAFE_INTEGER;
    const one = { maxRecords: 1, maxBytes: 1, waitMs: 0 };
    const { records } = await this.deps.log.read(topic, partition, offset, one);
    return records[0]?.timeMs ?? Number.MAX_SAFE_INTEGER;
  }

  /**
   * A machine with the state of the last snapshot. `isChanged`: it was made by other behaviour, which
   * asks for a new epoch. One that is damaged or of an older format is rebuilt from the log.
   */
  private async restore(): Promise<{ meta: SnapshotMeta | null; isChanged: boolean }> {
    const { store, logger, codeVersion, rules } = this.deps;
    this.machine = this.create();
    const { name } = this.machine;
    let isChanged = false;
    try {
      const snapshot = await store.load(name);
      if (snapshot === null) return { meta: null, isChanged };
      const { meta } = snapshot;
      refuseNewer(name, meta, rules);
      isChanged = meta.codeVersion !== codeVersion || meta.format !== STATE_FORMAT;
      if (meta.format === STATE_FORMAT) {
        const table = new RuleTable(meta.rules ?? [], rules);
        this.machine.restore(meta.task, snapshot.entries, table);
        return { meta, isChanged };
      }
      logger.warn(
        { stage: 'processors', task: name, format: meta.format },
        'State has an older format; it is rebuilt from the log.',
      );
    } catch (error) {
      // A log that does not answer, or a newer version's state, is not damage.
      if (error instanceof TizhengError && (error.retryable || error.code === 'DATA_NEWER'))
        throw error;
      logger.error(
        {
          stage: 'processors',
          task: name,
          code: error instanceof TizhengError ? error.code : 'STATE_DAMAGED',
          err: error,
        },
        'State is damaged; it is rebuilt from the log.',
      );
    }
    await store.discard(name);
    this.machine = this.create();
    return { meta: null, isChanged };
  }

  /** What the world refuses for now is tried again; everything else is for the caller. */
  private async retry(attempt: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        await attempt();
        return;
      } catch (error) {
        if (!(error instanceof TizhengError && error.retryable) || this.stopping) throw error;
        this.deps.logger.warn(
          { stage: 'processors', task: this.machine.name, code: error.code },
          'The log refused; trying again.',
        );
        await this.pace.sleep(this.deps.settings.retryMs);
      }
    }
  }
}

/** What readers had met when the state in the snapshot was made; while an epoch repeats, it is still the earlier one's. */
function overOf(meta: SnapshotMeta | null): Snapshotted {
  if (meta === null) return NOTHING_MET;
  if ((meta.repeatsUntil ?? 0) > 0) return meta.repeatsOver ?? NOTHING_MET;
  return { epoch: meta.epoch, numbers: meta.numbers };
}

/**
 * The epoch to write under. The same behaviour on the same input repeats what it wrote, number by
 * number. Another one, or input that retention has cut, gives other outputs: a new epoch. Without a
 * snapshot a first epoch is repeated from the log's start; later ones cannot be.
 */
export function chooseEpoch({
  meta,
  wrote,
  isWhole,
  isChanged,
}: {
  meta: SnapshotMeta | null;
  wrote: number;
  isWhole: boolean;
  /** The state was made by another version. */
  isChanged: boolean;
}): { epoch: number; isRepeat: boolean } {
  if (meta !== null && isWhole && !isChanged && wrote <= meta.epoch)
    return { epoch: meta.epoch, isRepeat: true };
  if (meta === null && !isChanged && isWhole && wrote <= 1) return { epoch: 1, isRepeat: true };
  return { epoch: Math.max(meta?.epoch ?? 0, wrote) + 1, isRepeat: false };
}
