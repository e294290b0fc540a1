/**
 * Topic registry.v1: one entity per key, compacted; an empty value deletes it and is no message.
 * Topic registry-changes.v1: every change of it, kept. Readers ignore kinds they do not know.
 */
import { tizheng } from '../generated/reading.gen.js';
import { decodeGenerated, safeNumber } from './generated.ts';

const v1 = tizheng.reading.v1;

export interface RegistryEntity {
  /** A kind of core/registry/index.ts, `rules`, or a kind of a later version. */
  entity: string;
  /** Outside id (core/registry.ts); `rules` for the rule parameters. */
  id: string;
  /** The entity as core/registry.ts states it. */
  json: string;
  changedAtMs: number;
  /** Account or process that changed it. */
  actor: string;
  /** Offset in registry-changes.v1 plus 1; 0 or absent = written before there was a history. */
  version?: number;
}

export function encodeRegistryEntity(entity: RegistryEntity): Uint8Array {
  return v1.RegistryEntity.encode({
    ...entity,
    changedAtMs: safeNumber(entity.changedAtMs),
    version: safeNumber(entity.version ?? 0),
  }).finish();
}

/** Throws WireFault. */
export function decodeRegistryEntity(bytes: Uint8Array): RegistryEntity & { version: number } {
  const wire = decodeGenerated(v1.RegistryEntity, bytes);
  const { entity, id, json, actor } = wire;
  const changedAtMs = safeNumber(wire.changedAtMs);
  return { entity, id, json, changedAtMs, actor, version: safeNumber(wire.version) };
}

export interface RegistryChange {
  entity: string;
  id: string;
  /** `''` = deleted. */
  json: string;
  changedAtMs: number;
  actor: string;
  /** Why, in the words of whoever changed it; may be empty. */
  reason: string;
  /** Version this one follows; 0 = none is known. */
  previousVersion: number;
  /** How it came: `api`, `import`, `start`. */
  origin: string;
}

export function encodeRegistryChange(change: RegistryChange): Uint8Array {
  return v1.RegistryHistory.encode({
    ...change,
    changedAtMs: safeNumber(change.changedAtMs),
    previousVersion: safeNumber(change.previousVersion),
  }).finish();
}

/** Throws WireFault. */
export function decodeRegistryChange(bytes: Uint8Array): RegistryChange {
  const wire = decodeGenerated(v1.RegistryHistory, bytes);
  const { entity, id, json, actor, reason, origin } = wire;
  const changedAtMs = safeNumber(wire.changedAtMs);
  const previousVersion = safeNumber(wire.previousVersion);
  return { entity, id, json, changedAtMs, actor, reason, previousVersion, origin };
}
