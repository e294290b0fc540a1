/**
 * Where the state of a task outlives its process. A snapshot names the input offsets it covers and
 * the next output numbers, and is replaced as a whole: what `load` returns was committed by one
 * `commit`, whatever happened since. Only changed entries are written.
 */

/** Goes up with every change of what snapshots look like. */
export const STATE_FORMAT = 2;

/** What a snapshot says of the task beside its entries. */
export interface SnapshotMeta {
  /** Shape of the state; another one cannot be read. Absent in the first snapshots ever. */
  format?: number;
  /** Rules and runtime that made the state; another one starts a new epoch. */
  codeVersion: string;
  epoch: number;
  /** Offset to read next, by `topic/partition`. */
  inputs: Record<string, number>;
  /** Next output number, by `topic/partition`. */
  numbers: Record<string, number>;
  /** Where each output partition ended: the tail to be read after a restart starts here. */
  outputs: Record<string, number>;
  /** State of the task itself, plain JSON. */
  task: unknown;
}

export interface LoadedSnapshot {
  meta: SnapshotMeta;
  entries: Iterable<[key: string, value: Uint8Array]>;
}

/** One snapshot being written; nothing of it is seen before `commit`. */
export interface SnapshotWriter {
  put(key: string, value: Uint8Array): void;
  delete(key: string): void;
  commit(meta: SnapshotMeta): void;
  abort(): void;
}

export interface StateStore {
  /** null = no snapshot yet. Throws STATE_DAMAGED when a stored entry fails its checksum. */
  load(task: string): LoadedSnapshot | null;
  /** At most one writer per task at a time. */
  begin(task: string): SnapshotWriter;
  /** Forgets the task: its state is rebuilt from the log. */
  discard(task: string): void;
  close(): void;
}
