/** What the settings promise on a real broker: TLS, users, topics as they are set, and clear words where something is wrong. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigResourceTypes, Kafka as Kafkajs, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TizhengError } from '#core/errors.ts';
import type { TopicOptions } from '#runtime/log/event-log.ts';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { CLIENTS, type KafkaLogSettings } from '#runtime/log/kafka/settings.ts';
import { readAll } from '#tests/conformance/event-log.ts';
import { KAFKA_USER, type Kafka, kafkaIsThere, startKafka } from '#tests/services/kafka.ts';
import { freePorts } from '#tests/services/ports.ts';
import { kafkaSettingsOf } from './settings.ts';

const KEPT: TopicOptions = {
  partitions: 2,
  retentionMs: null,
  retentionBytes: null,
  compacted: false,
};
const record = { key: 'k', timeMs: 1, value: Buffer.from('value') };

describe.skipIf(!kafkaIsThere)('settings of the log on Kafka', () => {
  let kafka: Kafka;
  let dir: string;
  beforeAll(async () => {
    kafka = await startKafka({ secure: true });
    dir = mkdtempSync(join(tmpdir(), 'tizheng-kafka-settings-'));
  });
  afterAll(async () => {
    await kafka?.stop();
    if (dir) rmSync(dir, { recursive: true, force: true });
  });

  const open = (settings: Partial<KafkaLogSettings>) =>
    openKafkaLog(kafkaSettingsOf({ brokers: kafka.bootstrap, startTimeoutMs: 0, ...settings }));
  const refusal = async (settings: Partial<KafkaLogSettings>): Promise<TizhengError> => {
    const error = await open(settings).then(
      async (log) => {
        await log.close();
        return null;
      },
      (error: TizhengError) => error,
    );
    return error!;
  };
  const partly = <T extends object>(settings: T) => settings as T & KafkaLogSettings['sasl'];

  describe.each(CLIENTS)('by %s', (client) => {
    test.each(['PLAIN', 'SCRAM-SHA-256'] as const)(
      '%s over TLS and in the open',
      async (mechanism) => {
        const passwordFile = join(dir, 'password');
        writeFileSync(passwordFile, `${KAFKA_USER.password}\n`, { mode: 0o600 });
        const user = { mechanism, username: KAFKA_USER.username };
        const tls = { mode: 'on', caFile: kafka.caFile } as KafkaLogSettings['tls'];
        for (const settings of [
          {
            brokers: kafka.saslBootstrap,
            sasl: partly({ ...user, password: KAFKA_USER.password }),
          },
          { brokers: kafka.tlsBootstrap, sasl: partly({ ...user, passwordFile }), tls },
        ]) {
          const log = await open({ ...settings, client, topicPrefix: `${randomUUID()}.` });
          await log.ensureTopic('t.v1', KEPT);
          await log.append('t.v1', 1, [record]);
          expect(await readAll(log, 't.v1', 1)).toHaveLength(1);
          await log.commit('g', 't.v1', 1, 1);
          await log.close();
        }
      },
    );

    test('says what is wrong: nobody there, wrong password, unknown authority, no TLS', async () => {
      const [port] = await freePorts(1);
      const away = await refusal({ client, brokers: [`127.0.0.1:${port}`] });
      expect(away).toMatchObject({ code: 'LOG_UNAVAILABLE', retryable: true });
      expect(away.message).toContain(`127.0.0.1:${port}`);
      expect(away.message).toContain('ECONNREFUSED');

      const user = { mechanism: 'SCRAM-SHA-256' as const, username: KAFKA_USER.username };
      const wrong = await refusal({
        client,
        brokers: kafka.saslBootstrap,
        sasl: partly({ ...user, password: 'not-this-one' }),
      });
      expect(wrong).toMatchObject({ code: 'LOG_REFUSED', retryable: false });
      expect(wrong.message).toContain('password');
      expect(`${wrong.message} ${wrong.stack}`).not.toContain('not-this-one');

      const tls = { mode: 'on' } as KafkaLogSettings['tls'];
      const sasl = partly({ ...user, password: KAFKA_USER.password });
      const unknown = await refusal({ client, brokers: kafka.tlsBootstrap, sasl, tls });
      expect(unknown).toMatchObject({ code: 'LOG_REFUSED' });
      expect(unknown.message).toContain('TLS');

      const open = await refusal({ client, brokers: kafka.tlsBootstrap, connectTimeoutMs: 1_500 });
      expect(open).toMatchObject({ code: expect.stringMatching(/LOG_(UNAVAILABLE|REFUSED)/) });
    });
  });

  test('refuses settings that cannot be used', async () => {
    expect(await refusal({ brokers: ['nonsense'] })).toMatchObject({ code: 'SETTINGS_INVALID' });
    const sasl = partly({
      mechanism: 'PLAIN' as const,
      username: 'a',
      passwordFile: join(dir, 'no'),
    });
    expect(await refusal({ sasl })).toMatchObject({ code: 'FILE_UNREADABLE' });
    const nobody = partly({ mechanism: 'PLAIN' as const, username: '' });
    expect(await refusal({ sasl: nobody })).toMatchObject({ code: 'SETTINGS_INVALID' });
  });

  test('topics are made and kept as asked for; an administrator’s additions stay', async () => {
    const topicPrefix = `${randomUUID()}.`;
    const log = await open({ topicPrefix, replicationFactor: 1, minInsyncReplicas: 1 });
    await log.ensureTopic('days.v1', { ...KEPT, retentionMs: 86_400_000, retentionBytes: 5e9 });
    await log.ensureTopic('keyed.v1', { ...KEPT, compacted: true });
    const admin = new Kafkajs({ brokers: kafka.bootstrap, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const configsOf = async (topic: string): Promise<Record<string, string>> => {
      const type = ConfigResourceTypes.TOPIC;
      const name = topicPrefix + topic;
      const answer = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type, name }],
      });
      const entries = answer.resources[0]!.configEntries;
      return Object.fromEntries(
        entries.map(({ configName, configValue }) => [configName, configValue]),
      );
    };
    expect(await configsOf('days.v1')).toMatchObject({
      'cleanup.policy': 'delete',
      'retention.ms': '86400000',
      'retention.bytes': '5000000000',
      'segment.ms': '8640000',
      'min.insync.replicas': '1',
    });
    expect(await configsOf('keyed.v1')).toMatchObject({
      'cleanup.policy': 'compact',
      'retention.ms': '-1',
    });
    const type = ConfigResourceTypes.TOPIC;
    const current = await configsOf('days.v1');
    const kept = ['cleanup.policy', 'retention.ms', 'retention.bytes', 'max.message.bytes'];
    await admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type,
          name: `${topicPrefix}days.v1`,
          configEntries: [
            ...kept.map((name) => ({ name, value: current[name]! })),
            { name: 'flush.messages', value: '777' },
          ],
        },
      ],
    });
    await log.ensureTopic('days.v1', { ...KEPT, retentionMs: 43_200_000, retentionBytes: null });
    expect(await configsOf('days.v1')).toMatchObject({
      'retention.ms': '43200000',
      'retention.bytes': '-1',
      'flush.messages': '777',
    });
    const { topics } = await admin.fetchTopicMetadata({ topics: [`${topicPrefix}days.v1`] });
    expect(topics[0]!.partitions.map(({ replicas }) => replicas.length)).toEqual([1, 1]);
    // One broker cannot hold three copies.
    const copies = await open({ topicPrefix, replicationFactor: 3 });
    const many = copies.ensureTopic('three.v1', KEPT);
    await expect(many).rejects.toMatchObject({ code: 'LOG_REFUSED' });
    await copies.close();
    await admin.disconnect();
    await log.close();
  });

  test('with topics = check nothing is made or changed', async () => {
    const topicPrefix = `${randomUUID()}.`;
    const log = await open({ topicPrefix });
    const checking = await open({ topicPrefix, topics: 'check' });
    const missing = checking.ensureTopic('t.v1', KEPT);
    await expect(missing).rejects.toMatchObject({ code: 'SETTINGS_INVALID' });
    await log.ensureTopic('t.v1', KEPT);
    await checking.ensureTopic('t.v1', { ...KEPT, retentionMs: 1_000 });
    const fewer = checking.ensureTopic('t.v1', { ...KEPT, partitions: 1 });
    await expect(fewer).rejects.toMatchObject({ code: 'SETTINGS_INVALID' });
    await log.close();
    await checking.close();
  });

  test('beyond what may wait an append is refused, and nothing of it is written', async () => {
    const log = await open({ topicPrefix: `${randomUUID()}.`, pendingBytesMax: 1_048_576 });
    await log.ensureTopic('t.v1', KEPT);
    const large = { ...record, value: Buffer.alloc(300_000) };
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => log.append('t.v1', 0, [large])),
    );
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const result of refused)
      expect((result as PromiseRejectedResult).reason).toMatchObject({
        code: 'LOG_OVERLOADED',
        retryable: true,
      });
    expect(await log.ends('t.v1', 0)).toEqual({ low: 0, high: 10 - refused.length });
    expect(await log.append('t.v1', 0, [large])).toBe(10 - refused.length);
    await log.close();
  });

  test('what retention removed is said to be gone, with the first that is kept', async () => {
    const topicPrefix = `${randomUUID()}.`;
    const log = await open({ topicPrefix });
    await log.ensureTopic('t.v1', KEPT);
    for (let i = 0; i < 10; i++) await log.append('t.v1', 0, [record]);
    const admin = new Kafkajs({ brokers: kafka.bootstrap, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const topic = `${topicPrefix}t.v1`;
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '6' }] });
    await admin.disconnect();
    const bound = { maxRecords: 10, maxBytes: 1_000, waitMs: 0 };
    const gone = log.read('t.v1', 0, 2, bound);
    await expect(gone).rejects.toMatchObject({
      code: 'LOG_OFFSET_GONE',
      message: expect.stringContaining('the first kept is 6'),
    });
    expect(await log.ends('t.v1', 0)).toEqual({ low: 6, high: 10 });
    expect((await log.read('t.v1', 0, 6, bound)).records).toHaveLength(4);
    await log.close();
  });
});
