/** The world as snapshot entries: one for each zone, section, ban and holiday, under an owner that is no subject. */

import { assert } from '#core/errors.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Filed } from '../world/filed.ts';
import { isWorldKind, type Prepared, prepare, recordOf, type WorldKind } from '../world/records.ts';
import type { WorldTable } from '../world/world-table.ts';
import type { SnapshotWriter } from './store.ts';
import { decodeJson, encodeJson, type OwnerEntries } from './timeline-codec.ts';

/** As long as a subject's key, and none of theirs. */
export const WORLD_OWNER = 'world-----------' as SubjectKey;

interface FiledState {
  registryOffset: number;
  versions: { fromMs: number; toMs: number; record: object }[];
  /** null = withdrawal; absent = nothing waits. */
  next?: object | null;
}

export function saveFiled(filed: Filed, writer: SnapshotWriter): void {
  const { kind, id, registryOffset, versions, next } = filed;
  const state: FiledState = {
    registryOffset,
    versions: versions.map(({ fromMs, toMs, prepared }) => ({
      fromMs,
      toMs,
      record: recordOf(prepared),
    })),
    ...(next === undefined ? {} : { next: next === null ? null : recordOf(next) }),
  };
  writer.put(`${WORLD_OWNER}/${kind}/${id}`, encodeJson(state));
}

export function loadWorld(world: WorldTable, entries: OwnerEntries): void {
  for (const [name, value] of entries) {
    const slash = name.indexOf('/');
    const kind = name.slice(0, slash);
    assert(
      isWorldKind(kind),
      'the world holds zones, sections, bans, holidays, weather and traffic',
    );
    const filed = world.filed(kind, name.slice(slash + 1));
    const { registryOffset, versions, next } = decodeJson(value) as FiledState;
    filed.registryOffset = registryOffset;
    filed.versions = versions.map(({ fromMs, toMs, record }) => ({
      fromMs,
      toMs,
      prepared: revive(kind, record),
    }));
    if (next !== undefined) filed.next = next === null ? null : revive(kind, next);
  }
  world.resume();
}

/** A record that was prepared before can be again. */
function revive(kind: WorldKind, record: object): Prepared {
  const preparation = prepare(kind, record);
  assert(preparation.ok, 'a record of the snapshot is as it was when it was taken in');
  return preparation.prepared;
}
