/** Worlds for tests, made of records as registry files state them. */
import { BEFORE_ALL_MS } from '#processors/timeline/lane-state.ts';
import type { WorldKind } from '#processors/world/records.ts';
import { WorldTable } from '#processors/world/world-table.ts';

export interface WorldLists {
  zones?: readonly object[];
  sections?: readonly object[];
  bans?: readonly object[];
  holidays?: readonly object[];
  weather?: readonly object[];
  traffic?: readonly object[];
}

const LISTS: [keyof WorldLists, WorldKind, string][] = [
  ['zones', 'zone', 'zoneId'],
  ['sections', 'section', 'sectionId'],
  ['bans', 'ban', 'banId'],
  ['holidays', 'holiday', 'holidayId'],
  ['weather', 'weather', 'sensorId'],
  ['traffic', 'traffic', 'sensorId'],
];

export function emptyWorld(): WorldTable {
  return new WorldTable({ touchWorld: () => {} });
}

/** A world in which these hold from the beginning. Throws when a record does not fit. */
export function worldOf(lists: WorldLists): WorldTable {
  const world = emptyWorld();
  for (const [list, entity, idField] of LISTS)
    for (const record of lists[list] ?? []) {
      const id = (record as Record<string, string>)[idField]!;
      if (file(world, entity, id, record) !== 'filed') throw new Error(`${entity} ${id} is bad.`);
    }
  world.apply(BEFORE_ALL_MS, BEFORE_ALL_MS);
  return world;
}

let offsets = 0;
/** A control record; null = withdrawn. */
export function file(
  world: WorldTable,
  entity: string,
  id: string,
  record: object | null,
  registryOffset: number = offsets++,
): 'filed' | 'known' | 'bad' {
  const json = record === null ? '' : JSON.stringify(record);
  return world.file({ kind: 'registry', registryOffset, entity, id, json });
}
