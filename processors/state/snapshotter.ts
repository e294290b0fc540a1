/**
 * Writes snapshots without stopping the stream. A snapshot is the state at one record boundary;
 * subjects are written in slices while records go on, and one that is about to change before its
 * turn is written first.
 */
import type { SnapshotMeta, SnapshotWriter, StateStore } from './store.ts';

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

/** Subjects written per slice between two batches of records. */
const SLICE_SUBJECTS = 512;

export class Snapshotter<S extends Saved> {
  private readonly store: StateStore;
  private readonly task: string;
  private readonly source: SnapshotSource<S>;
  readonly saver: (subject: S, writer: SnapshotWriter) => void;
  private writer: SnapshotWriter | null = null;
  private queue: S[] = [];
  private next = 0;
  private meta: SnapshotMeta | null = null;

  constructor(
    store: StateStore,
    task: string,
    source: SnapshotSource<S>,
    save: (subject: S, writer: SnapshotWriter) => void,
  ) {
    this.store = store;
    this.task = task;
    this.source = source;
    this.saver = save;
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

  /** Makes the snapshot the one that counts. Outputs of the records it covers must be durable by now. */
  commit(): void {
    while (!this.pump());
    this.writer!.commit(this.meta!);
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
    this.saver(subject, this.writer!);
  }
}
