/** What became of one entity: its changes, newest first, each with who, when and why. */
import { TOPICS } from '#core/topics.ts';
import { decodeRegistryChange } from '#proto/codec/registry-entity.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { turnKeeper } from '../turn.ts';
import type { RegistryTable } from './table.ts';

export interface HistoryEntry {
  version: number;
  changedAtMs: number;
  actor: string;
  reason: string;
  /** `api`, `import`, `start`. */
  origin: string;
  /** null = removed. */
  item: unknown;
}

const ONE = { maxRecords: 1, maxBytes: 1, waitMs: 0 };
const MANY = { maxRecords: 4_000, maxBytes: 8_000_000, waitMs: 0 };

/**
 * Changes before a version (0 = from the newest), at most `limit`; `next` = where to go on, null = no
 * older one is known. Each change names the one before it, so a long history of others costs nothing;
 * only for an entity that is gone the last change must be looked for.
 */
export async function historyOf(
  { log, table }: { log: EventLog; table: RegistryTable },
  key: string,
  { before, limit }: { before: number; limit: number },
): Promise<{ changes: HistoryEntry[]; next: number | null }> {
  let version = before > 0 ? before : (table.get(key)?.version ?? (await lastVersion(log, key)));
  const changes: HistoryEntry[] = [];
  while (version > 0 && changes.length < limit) {
    const { records } = await log.read(TOPICS.registryChanges, 0, version - 1, ONE);
    const record = records[0];
    if (record === undefined || record.offset !== version - 1 || record.key !== key) {
      // Asked for a place of another entity, or the chain is broken: what follows is not its history.
      return { changes, next: null };
    }
    const { json, changedAtMs, actor, reason, origin, previousVersion } = decodeRegistryChange(
      record.value,
    );
    const item = json === '' ? null : (JSON.parse(json) as unknown);
    changes.push({ version, changedAtMs, actor, reason, origin, item });
    version = previousVersion;
  }
  return { changes, next: version > 0 ? version : null };
}

async function lastVersion(log: EventLog, key: string): Promise<number> {
  const yieldTurn = turnKeeper();
  let { low: offset } = await log.ends(TOPICS.registryChanges, 0);
  let last = 0;
  for (;;) {
    const batch = await log.read(TOPICS.registryChanges, 0, offset, MANY);
    for (const record of batch.records) {
      if (record.key === key) last = record.offset + 1;
      const turn = yieldTurn();
      if (turn !== undefined) await turn;
    }
    offset = batch.nextOffset;
    if (offset >= batch.highOffset) return last;
  }
}
