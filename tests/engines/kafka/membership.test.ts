/** Members of a group share partitions, hand them over one at a time, and take over from the dead. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { joinKafkaGroup, type Member } from '#runtime/log/kafka/membership.ts';
import { CLIENTS, type ClientName, type KafkaLogSettings } from '#runtime/log/kafka/settings.ts';
import { type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { kafkaSettingsOf } from './settings.ts';

const PARTITIONS = 8;
const SESSION_MS = 6_000;

describe.skipIf(!kafkaIsThere)('members of a group', () => {
  let kafka: Kafka;
  let settings: KafkaLogSettings;
  let members: Member[];
  /** Who works on each partition, as the members' calls say. */
  let workers: Map<number, Set<string>>;
  let events: string[];
  beforeAll(async () => {
    kafka = await startKafka();
  });
  afterAll(async () => {
    await kafka?.stop();
  });
  beforeEach(async () => {
    members = [];
    events = [];
    workers = new Map();
    settings = kafkaSettingsOf({ brokers: kafka.bootstrap, topicPrefix: `${randomUUID()}.` });
    const log = await openKafkaLog(settings);
    const kept = { retentionMs: null, retentionBytes: null, compacted: false };
    await log.ensureTopic('t.v1', { partitions: PARTITIONS, ...kept });
    await log.close();
  });
  afterEach(async () => {
    for (const member of members) await member.leave();
  });

  async function join(name: string, client: ClientName = 'platformatic'): Promise<Member> {
    const member = await joinKafkaGroup(
      { ...settings, client },
      {
        group: 'workers',
        topic: 't.v1',
        sessionTimeoutMs: SESSION_MS,
        heartbeatMs: 300,
        async gained(partitions) {
          for (const partition of partitions) {
            const now = workers.get(partition) ?? new Set();
            workers.set(partition, now.add(name));
            if (now.size > 1) events.push(`${[...now]} both have ${partition}`);
          }
        },
        async lost(partitions, why) {
          // Time to finish and take a snapshot: nobody else may begin meanwhile.
          if (why === 'moved') await sleep(200);
          for (const partition of partitions) workers.get(partition)!.delete(name);
        },
        failed: (error) => events.push(String(error)),
      },
    );
    members.push(member);
    return member;
  }
  const until = async (holds: () => boolean): Promise<number> => {
    const startedAt = performance.now();
    while (!holds()) {
      if (performance.now() - startedAt > 40_000)
        throw new Error(`Shares: ${JSON.stringify(members.map(({ partitions }) => partitions))}`);
      await sleep(20);
    }
    return performance.now() - startedAt;
  };
  const sizes = () => members.map(({ partitions }) => partitions.length).sort();
  const isShared = () =>
    new Set(members.flatMap(({ partitions }) => partitions)).size === PARTITIONS &&
    [...workers.values()].every((names) => names.size === 1);

  test.each(CLIENTS)(
    'share evenly, move little, hand over one at a time, by %s',
    async (client) => {
      const first = await join('a', client);
      await until(() => first.partitions.length === PARTITIONS);
      await join('b', client);
      await until(() => isShared() && String(sizes()) === '4,4');
      const before = first.partitions;
      await join('c', client);
      await until(() => isShared() && String(sizes()) === '2,3,3');
      // What stays is not touched: the first keeps three of its four.
      expect(first.partitions.every((partition) => before.includes(partition))).toBe(true);
      const leaving = members.pop()!;
      await leaving.leave();
      expect(leaving.partitions).toEqual([]);
      await until(() => isShared() && String(sizes()) === '4,4');
      expect(events).toEqual([]);
    },
  );

  test('what a dead member had is taken over after the session, and it does not come back', async () => {
    await join('a');
    await join('b');
    await until(() => isShared() && String(sizes()) === '4,4');
    const dead = members.pop()!;
    await dead.abandon();
    for (const names of workers.values()) names.delete('b');
    const tookMs = await until(() => members[0]!.partitions.length === PARTITIONS);
    expect(tookMs).toBeLessThan(SESSION_MS + 5_000);
    expect(events).toEqual([]);
  });

  test('members go on with the partitions they had when the broker comes back', async () => {
    await join('a');
    await join('b');
    await until(() => isShared() && String(sizes()) === '4,4');
    await kafka.brokers[0]!.kill();
    await sleep(500);
    await kafka.brokers[0]!.start();
    await until(() => isShared() && String(sizes()) === '4,4');
    await sleep(1_000);
    await until(() => isShared() && String(sizes()) === '4,4');
    expect(events).toEqual([]);
  });
});
