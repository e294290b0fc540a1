/** Where a backtest reads: the store and the registry of a platform, running or stopped, here or on servers. */
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { entities } from '#core/registry/index.ts';
import type { RuleSettings } from '#core/registry.ts';
import { RULES_IN_FORCE } from '#core/rule-settings.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { createLogger } from '#runtime/logger.ts';
import { openStoreClient, type StoreClient } from '#runtime/store/client.ts';
import { startStore } from '#runtime/store/supervisor.ts';
import { runningPlatform } from '../backup/run-file.ts';
import { secretsFor } from '../platform/given-secrets.ts';
import { openLog } from '../platform/open-log.ts';
import type { PlatformSettings } from '../platform/settings.ts';
import { isElsewhere, storeElsewhere } from '../platform/store-elsewhere.ts';

/** A registry file's lists. */
export type RegistryLists = Record<string, unknown[]>;

export interface Sources {
  store: StoreClient;
  pseudonymKey: Uint8Array;
  /** As it is now, by list. */
  registry: RegistryLists;
  rules: RuleSettings;
  close(): Promise<void>;
}

const READ = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };
const REQUEST_MS_MAX = 600_000;

/** Throws SETTINGS_INVALID, STORE_UNAVAILABLE, PLATFORM_BUSY, or as the log does. */
export async function openSources(settings: PlatformSettings): Promise<Sources> {
  const { secrets } = secretsFor(settings, null);
  const { address, stop } = await storeOf(settings);
  const store = openStoreClient(address, { requestMsMax: REQUEST_MS_MAX, connectionsMax: 1 });
  const log = await openLog(settings);
  try {
    const { registry, rules } = await readRegistry(log);
    return {
      ...{ store, registry, rules },
      pseudonymKey: Buffer.from(secrets.pseudonymKey, 'hex'),
      async close() {
        await store.close();
        await stop();
      },
    };
  } finally {
    await log.close();
  }
}

/** A running platform's store is asked where it is; a stopped one's is started for as long as we read. */
async function storeOf(settings: PlatformSettings) {
  if (isElsewhere(settings)) return { address: storeElsewhere(settings), stop: async () => {} };
  const running = await runningPlatform(settings.dataDir);
  if (running?.store) return { address: running.store, stop: async () => {} };
  const logger = createLogger('replay', 'error');
  const dataDir = join(settings.dataDir, 'store');
  const store = await startStore({ dataDir, logger, metrics: new Registry() });
  return { address: store, stop: () => store.stop() };
}

async function readRegistry(
  log: EventLog,
): Promise<{ registry: RegistryLists; rules: RuleSettings }> {
  const items = new Map<string, { entity: string; id: string; json: string }>();
  let { low: offset } = await log.ends(TOPICS.registry, 0);
  for (;;) {
    const batch = await log.read(TOPICS.registry, 0, offset, READ);
    for (const { key, value } of batch.records)
      if (value.length === 0) items.delete(key);
      else items.set(key, decodeRegistryEntity(value));
    offset = batch.nextOffset;
    if (offset >= batch.highOffset) break;
  }
  const registry: RegistryLists = { vehicles: [] };
  let rules: RuleSettings = {};
  for (const { entity, id, json } of items.values()) {
    if (entity === 'rules' && id === RULES_IN_FORCE) rules = JSON.parse(json) as RuleSettings;
    const list = entities.find(({ kind }) => kind === entity)?.list;
    if (list === undefined) continue;
    const known = registry[list] ?? [];
    registry[list] = known;
    known.push(JSON.parse(json));
  }
  return { registry, rules };
}
