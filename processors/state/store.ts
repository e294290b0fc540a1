/**
 * Where the state of a task outlives its process. A snapshot names the input offsets it covers and
 * the next output numbers, and is replaced as a whole: what `load` returns was committed by one
 * `commit`, whatever happened since. Only changed entries are written.
 */

/**
 * Goes up with every change of what snapshots look like. State of another format is rebuilt from the
 * log; tests/vectors/state keeps a snapshot of every format since 3 that must go on (docs/upgrade.md).
 */
export const STATE_FORMAT = 3;

/** A rule whose state is in a snapshot; states count rules by their place in the list of these. */
export interface SavedRule {
  type: string;
  shape: number;
}

/** What a snapshot says of the task beside its entries. */
export interface SnapshotMeta {
  /** Shape of the state; another one cannot be read. Absent in the first snapshots ever. */
  format?: number;
  /** Behaviour of the rules and the runtime that made the state; another one starts a new epoch. */
  codeVersion: string;
  /** Rules whose state is inside, in the order in which it counts them. Absent before format 3. */
  rules?: SavedRule[];
  epoch: number;
  /** Offset to read next, by `topic/partition`. */
  inputs: Record<string, number>;
  /** Next output number, by `topic/partition`. */
  numbers: Record<string, number>;
  /** Where each output partition ended: the tail to be read after a restart starts here. */
  outputs: Record<string, number>;
  /** Input offset before which earlier epochs may have said what this one says; absent or 0 = nowhere. */
  repeatsUntil?: number;
  /** The snapshot this epoch began from, while it repeats; absent = none, or of an earlier version. */
  repeatsOver?: { epoch: number; numbers: Record<string, number> };
  /** State of the task itself, plain JSON. */
  task: unknown;
}

export interface LoadedSnapshot {
  meta: SnapshotMeta;
  entries: Iterable<[key: string, value: Uint8Array]>;
}

/** A store that answers at once does; one that has to ask the log answers with a promise. */
export type Soon<T> = T | Promise<T>;

/** One snapshot being written; nothing of it is seen before `commit`. */
export interface SnapshotWriter {
  /** The store wants every entry this time, not only those that changed. */
  readonly isWhole: boolean;
  /** Copies the value. */
  put(key: string, value: Uint8Array): void;
  delete(key: string): void;
  /** *Back pressure:* await it between slices; it rejects when what was put cannot be kept. */
  ready(): Soon<void>;
  /** Resolves when the snapshot is the one that counts. */
  commit(meta: SnapshotMeta): Soon<void>;
  abort(): void;
}

export interface StateStore {
  /** null = no snapshot yet. Throws STATE_DAMAGED when a stored entry fails its checksum. */
  load(task: string): Soon<LoadedSnapshot | null>;
  /** At most one writer per task at a time. */
  begin(task: string): SnapshotWriter;
  /** Forgets the task: its state is rebuilt from the log. */
  discard(task: string): Soon<void>;
  close(): void;
}

/** A store beside the task, which answers at once. */
export interface LocalStateStore extends StateStore {
  load(task: string): LoadedSnapshot | null;
  discard(task: string): void;
}
