/**
 * Writes snapshots without stopping the stream. A snapshot is the state at one record boundary;
 * subjects are written in slices while records go on, and one that is about to change before its
 * turn is written first.
 */
import type { SnapshotMeta, SnapshotWriter, Soon, StateStore } from './store.ts';

/** A subject or driver as far as snapshots are concerned. */
export interface Saved {
  dirty: boolean;
  queued: boolean;
}

/** The task whose state is kept. */
export interface SnapshotSource<S extends Saved> {
  changed: S[];
  onTouch: (subject: S) => void;
}

/** How a subject becomes entries. */
export interface SubjectCodec<S extends Saved> {
  /** Every subject of the task. */
  all: () => Iterable<S>;
  /** Marks all that was written of it as to be written again. */
  renew: (subject: S) => void;
  save: (subject: S, writer: SnapshotWriter) => void;
}

/** Subjects written per slice between two batches of records. */
const SLICE_SUBJECTS = 512;

export class Snapshotter<S extends Saved> {
  private readonly store: StateStore;
  private readonly task: string;
  private readonly source: SnapshotSource<S>;
  private readonly codec: SubjectCodec<S>;
  private writer: SnapshotWriter | null = null;
  private queue: S[] = [];
  private next = 0;
  private meta: SnapshotMeta | null = null;

  constructor(store: StateStore, task: string, source: SnapshotSource<S>, codec: SubjectCodec<S>) {
    this.store = store;
    this.task = task;
    this.source = source;
    this.codec = codec;
    source.onTouch = (subject) => this.saveNow(subject);
  }

  get isWriting(): boolean {
    return this.writer !== null;
  }

  /** Starts a snapshot of the state as it is now. `meta` is copied; `commit` may still set its `outputs`. */
  begin(meta: SnapshotMeta): void {
    this.writer = this.store.begin(this.task);
    this.queue = this.source.changed;
    this.source.changed = [];
    if (this.writer.isWhole) {
      // Those that are gone are in the list of changes only.
      this.queue = [...new Set([...this.queue, ...this.codec.all()])];
      for (const subject of this.queue) this.codec.renew(subject);
    }
    this.next = 0;
    this.meta = structuredClone(meta);
    for (const subject of this.queue) {
      subject.dirty = false;
      subject.queued = true;
    }
  }

  /** Writes a slice; true when everything is written and `commit` may follow. */
  pump(): boolean {
    const until = Math.min(this.queue.length, this.next + SLICE_SUBJECTS);
    while (this.next < until) {
      const subject = this.queue[this.next++]!;
      if (subject.queued) this.saveNow(subject);
    }
    return this.next >= this.queue.length;
  }

  /** *Back pressure:* to be awaited after a slice, unless it answers nothing. */
  ready(): Soon<void> {
    return this.writer?.ready();
  }

  /** Makes the snapshot the one that counts. Outputs of the records it covers must be durable by now. */
  commit(): Soon<void> {
    while (!this.pump()) {
      const ready = this.writer!.ready();
      if (ready instanceof Promise) return ready.then(() => this.commit());
    }
    const done = this.writer!.commit(this.meta!);
    if (done instanceof Promise) return done.then(() => this.end());
    this.end();
  }

  abort(): void {
    if (this.writer === null) return;
    this.writer.abort();
    for (const subject of this.queue) subject.queued = false;
    this.end();
  }

  private end(): void {
    this.writer = null;
    this.meta = null;
    this.queue = [];
  }

  private saveNow(subject: S): void {
    subject.queued = false;
    this.codec.save(subject, this.writer!);
  }
}
