/** Topic registry.v1: one entity per key, compacted; an empty value deletes it and is no message. */
import { tizheng } from '../generated/reading.gen.js';
import { decodeGenerated, safeNumber } from './generated.ts';

const v1 = tizheng.reading.v1;

/** Entities the product writes. Readers ignore what they do not know: a later version may write more. */
export const REGISTRY_ENTITIES = [
  'vehicle',
  'enterprise',
  'driver',
  'device',
  'route',
  'zone',
  'rules',
] as const;
export type RegistryEntityKind = (typeof REGISTRY_ENTITIES)[number];

export interface RegistryEntity {
  /** One of REGISTRY_ENTITIES, or a kind of a later version. */
  entity: string;
  /** Outside id (core/registry.ts); `rules` for the rule parameters. */
  id: string;
  /** The entity as core/registry.ts states it. */
  json: string;
  changedAtMs: number;
  /** Account or process that changed it. */
  actor: string;
}

export function encodeRegistryEntity(entity: RegistryEntity): Uint8Array {
  return v1.RegistryEntity.encode({
    ...entity,
    changedAtMs: safeNumber(entity.changedAtMs),
  }).finish();
}

/** Throws WireFault. */
export function decodeRegistryEntity(bytes: Uint8Array): RegistryEntity {
  const wire = decodeGenerated(v1.RegistryEntity, bytes);
  const { entity, id, json, actor } = wire;
  return { entity, id, json, changedAtMs: safeNumber(wire.changedAtMs), actor };
}
