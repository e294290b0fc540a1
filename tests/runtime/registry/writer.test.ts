import { describe, expect, test } from 'vitest';
import { TizhengError } from '#core/errors.ts';
import { registryKeyOf } from '#core/registry/key.ts';
import { TOPICS } from '#core/topics.ts';
import {
  decodeRegistryChange,
  decodeRegistryEntity,
  encodeRegistryEntity,
} from '#proto/codec/registry-entity.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { StoredRegistry } from '#runtime/registry/view.ts';
import { RegistryWriter } from '#runtime/registry/writer.ts';

const KEY = new Uint8Array(32).fill(3);
const AUTHOR = {
  actor: 'officer',
  reason: 'sold',
  origin: 'api',
  atMs: 1_700_000_000_000,
} as const;
const READ = { maxRecords: 100, maxBytes: 1e6, waitMs: 0 };

async function newLog(): Promise<EventLog> {
  const log = openMemoryLog();
  const kept = { partitions: 1, retentionMs: null, retentionBytes: null };
  await log.ensureTopic(TOPICS.registry, { ...kept, compacted: true });
  await log.ensureTopic(TOPICS.registryChanges, { ...kept, compacted: false });
  return log;
}

const enterprise = (id: string, name: string, previousVersion = 0) => ({
  entity: 'enterprise' as const,
  id,
  json: JSON.stringify({ enterpriseId: id, name, regionCode: '440300' }),
  previousVersion,
});
const gone = (id: string, previousVersion: number) => ({
  ...{ entity: 'enterprise' as const, id, json: null, previousVersion },
});

/** Refuses appends to one topic while told to, as a full disk does. */
function refusing(
  log: EventLog,
  state: { topic: string | null; code: 'LOG_DISK_FULL' | 'LOG_CLOSED' },
) {
  return new Proxy(log, {
    get(target, name: keyof EventLog) {
      if (name !== 'append') return (target[name] as (...given: never[]) => unknown).bind(target);
      return (topic: string, ...rest: [number, never[]]) =>
        topic === state.topic
          ? Promise.reject(new TizhengError(state.code, 'log', 'Full.'))
          : target.append(topic, ...rest);
    },
  });
}

describe('the writer of the registry', () => {
  test('keeps who, when and why of every change, and the newest state by version', async () => {
    const log = await newLog();
    const writer = new RegistryWriter(log, KEY);
    expect(await writer.write([enterprise('e1', 'One'), enterprise('e2', 'Two')], AUTHOR)).toBe(1);
    expect(await writer.write([enterprise('e1', 'Eins', 1)], AUTHOR)).toBe(3);
    expect(await writer.write([gone('e2', 2)], AUTHOR)).toBe(4);

    const { records } = await log.read(TOPICS.registryChanges, 0, 0, READ);
    const changes = records.map(({ value }) => decodeRegistryChange(value));
    expect(changes.map(({ id, previousVersion }) => [id, previousVersion])).toEqual([
      ['e1', 0],
      ['e2', 0],
      ['e1', 1],
      ['e2', 2],
    ]);
    expect(changes[3]).toMatchObject({ json: '', actor: 'officer', reason: 'sold', origin: 'api' });
    expect(changes[3]?.changedAtMs).toBe(AUTHOR.atMs);

    const stored = await StoredRegistry.read(log, KEY);
    expect(stored.version('enterprise', 'e1')).toBe(3);
    expect(await stored.item('enterprise', 'e1')).toMatchObject({ name: 'Eins' });
    expect(stored.has('enterprise', 'e2')).toBe(false);
    expect(await stored.item('enterprise', 'e2')).toBeUndefined();
    for (const { key } of records) expect(key).toMatch(/^enterprise:[0-9a-f]{16}$/);
  });

  test('finishes what a process that died between the two appends had begun, once', async () => {
    const inner = await newLog();
    const state = { topic: null as string | null, code: 'LOG_CLOSED' as const };
    const log = refusing(inner, state);
    const writer = new RegistryWriter(log, KEY);
    await writer.write([enterprise('e1', 'One')], AUTHOR);
    state.topic = TOPICS.registry;
    await expect(
      writer.write([enterprise('e1', 'Eins', 1), enterprise('e2', 'Two')], AUTHOR),
    ).rejects.toMatchObject({
      code: 'LOG_UNAVAILABLE',
    });
    expect((await StoredRegistry.read(inner, KEY)).has('enterprise', 'e2')).toBe(false);

    state.topic = null;
    await new RegistryWriter(log, KEY).settle();
    const stored = await StoredRegistry.read(inner, KEY);
    expect(stored.version('enterprise', 'e1')).toBe(2);
    expect(stored.version('enterprise', 'e2')).toBe(3);
    await new RegistryWriter(log, KEY).settle();
    expect((await inner.ends(TOPICS.registry, 0)).high).toBe(3);
    expect((await inner.ends(TOPICS.registryChanges, 0)).high).toBe(3);
  });

  test('a log that refuses for a moment is tried again; one that refuses the change itself wrote nothing', async () => {
    const inner = await newLog();
    const state = { topic: TOPICS.registry as string | null, code: 'LOG_DISK_FULL' as const };
    const writer = new RegistryWriter(refusing(inner, state), KEY);
    setTimeout(() => {
      state.topic = null;
    }, 100);
    await writer.write([enterprise('e1', 'One')], AUTHOR);
    expect((await StoredRegistry.read(inner, KEY)).version('enterprise', 'e1')).toBe(1);
    state.topic = TOPICS.registryChanges;
    await expect(writer.write([enterprise('e2', 'Two')], AUTHOR)).rejects.toMatchObject({
      code: 'LOG_DISK_FULL',
    });
    state.topic = null;
    await writer.settle();
    expect((await StoredRegistry.read(inner, KEY)).has('enterprise', 'e2')).toBe(false);
  });

  test('entities of before there was a history are read, and their next change says so', async () => {
    const log = await newLog();
    const old = Buffer.from('0a0a656e746572707269736512026531', 'hex');
    const value = encodeRegistryEntity({
      ...{ entity: 'enterprise', id: 'e1', json: '{"enterpriseId":"e1"}', changedAtMs: 1 },
      actor: 'import',
    });
    expect(decodeRegistryEntity(old)).toMatchObject({ id: 'e1', version: 0 });
    const key = registryKeyOf(KEY, 'enterprise', 'e1');
    await log.append(TOPICS.registry, 0, [{ key, timeMs: 1, value }]);
    const stored = await StoredRegistry.read(log, KEY);
    expect(stored.has('enterprise', 'e1')).toBe(true);
    expect(stored.version('enterprise', 'e1')).toBe(0);
  });
});
