/** One entity of the world: what its records said when, and the record that takes hold next. Part of the task's state. */
import { NEVER_MS } from '../timeline/lane-state.ts';
import type { Prepared, WorldKind } from './records.ts';

/** What a record said, for event times in `[fromMs, toMs)`. */
export interface Version {
  fromMs: number;
  /** NEVER_MS = until changed or withdrawn. */
  toMs: number;
  prepared: Prepared;
}

export class Filed {
  readonly kind: WorldKind;
  readonly id: string;
  /** Of the newest record; orders changes and makes redelivery harmless, also after a withdrawal. */
  registryOffset = -1;
  /** Oldest first, not overlapping; none = withdrawn, and what was before is forgotten. */
  versions: Version[] = [];
  /** Takes hold at the next tick; null = withdrawal, undefined = nothing does. */
  next: Prepared | null | undefined = undefined;
  /** Changed since the last snapshot began. */
  dirty = false;
  /** Waits to be written to the snapshot under way. */
  queued = false;

  constructor(kind: WorldKind, id: string) {
    this.kind = kind;
    this.id = id;
  }

  /** `next` takes hold; the version it makes, null = it was a withdrawal. */
  applyNext(fromMs: number): Version | null {
    const { next, versions } = this;
    this.next = undefined;
    const last = versions[versions.length - 1];
    if (last !== undefined && last.toMs === NEVER_MS) {
      last.toMs = fromMs;
      // It was replaced before it held for any fact.
      if (last.fromMs === fromMs) versions.pop();
    }
    if (next == null) return null;
    const version = { fromMs, toMs: NEVER_MS, prepared: next };
    versions.push(version);
    return version;
  }

  /** Lets versions go that ended at or before `keptMs`; false = there were none. */
  trim(keptMs: number): boolean {
    const kept = this.versions.filter(({ toMs }) => toMs > keptMs);
    if (kept.length === this.versions.length) return false;
    this.versions = kept;
    return true;
  }
}

/** The version that holds at `timeMs`; null = none does. */
export function versionAt({ versions }: Filed, timeMs: number): Version | null {
  for (let i = versions.length - 1; i >= 0; i--) {
    const version = versions[i]!;
    if (version.fromMs <= timeMs) return timeMs < version.toMs ? version : null;
  }
  return null;
}
