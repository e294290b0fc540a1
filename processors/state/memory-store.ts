/** Snapshots in memory, for tests: the same contract, gone with the process. */
import type { LoadedSnapshot, LocalStateStore, SnapshotMeta, SnapshotWriter } from './store.ts';

export class MemoryStateStore implements LocalStateStore {
  private readonly tasks = new Map<string, { meta: string; entries: Map<string, Uint8Array> }>();

  load(task: string): LoadedSnapshot | null {
    const held = this.tasks.get(task);
    if (held === undefined) return null;
    return { meta: JSON.parse(held.meta) as SnapshotMeta, entries: new Map(held.entries) };
  }

  begin(task: string): SnapshotWriter {
    const entries = new Map(this.tasks.get(task)?.entries);
    return {
      isWhole: false,
      ready: () => {},
      put: (key, value) => {
        entries.set(key, value.slice());
      },
      delete: (key) => {
        entries.delete(key);
      },
      commit: (meta) => {
        this.tasks.set(task, { meta: JSON.stringify(meta), entries });
      },
      abort: () => {},
    };
  }

  discard(task: string): void {
    this.tasks.delete(task);
  }

  close(): void {}
}
