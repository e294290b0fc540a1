/** The Kafka of docker-compose.yml, with its own file and the password tools/secrets.ts made: a real broker lets in who has it. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKafkaLog } from '#runtime/log/kafka/index.ts';
import { type KafkaLogSettings, kafkaSettings } from '#runtime/log/kafka/settings.ts';
import { KafkaBroker, kafkaIsThere } from '#tests/services/kafka.ts';
import { freePorts } from '#tests/services/ports.ts';
import { read, readYaml, root, settingsOf } from '../../ops/deployment.ts';

const dir = mkdtempSync(join(tmpdir(), 'tizheng-compose-kafka-'));
const secrets = join(dir, 'secrets');
let broker: KafkaBroker | null = null;
let port: number;

beforeAll(async () => {
  if (!kafkaIsThere) return;
  execFileSync(process.execPath, ['tools/secrets.ts', '--to', secrets], { cwd: root });
  const [client, internal, controller] = (await freePorts(3)) as [number, number, number];
  port = client;
  const home = join(dir, 'broker');
  mkdirSync(home);
  const properties = read('ops/kafka/server.properties')
    .replaceAll('CLIENT://:9092', `CLIENT://127.0.0.1:${client}`)
    .replaceAll('CLIENT://kafka:9092', `CLIENT://127.0.0.1:${client}`)
    .replaceAll('127.0.0.1:19092', `127.0.0.1:${internal}`)
    .replaceAll('127.0.0.1:19093', `127.0.0.1:${controller}`)
    .replace('/run/secrets/kafka-users', join(secrets, 'kafka-users.properties'))
    .replace('/var/lib/kafka/data', join(home, 'data'));
  writeFileSync(join(home, 'server.properties'), properties);
  broker = new KafkaBroker(home, randomBytes(16).toString('base64url'), false, 384);
  await broker.start();
});
afterAll(async () => {
  await broker?.kill();
  rmSync(dir, { recursive: true, force: true });
});

const settingsWith = (sasl: Partial<KafkaLogSettings['sasl']>): KafkaLogSettings => {
  const given = Value.Default(kafkaSettings, {}) as KafkaLogSettings;
  return {
    ...given,
    brokers: [`127.0.0.1:${port}`],
    startTimeoutMs: 5_000,
    sasl: { ...given.sasl, ...sasl },
  };
};

test.skipIf(!kafkaIsThere)(
  'roles come in with the password of the compose file, and write',
  async () => {
    const compose = readYaml<{ services: Record<string, { environment: Record<string, string> }> }>(
      'docker-compose.yml',
    );
    const { sasl } = settingsOf(compose.services.process!.environment).log.kafka;
    const passwordFile = sasl.passwordFile.replace('/run/secrets', secrets);
    const log = await openKafkaLog(settingsWith({ ...sasl, passwordFile }));
    await log.ensureTopic('reports.v1', {
      partitions: 8,
      retentionMs: null,
      retentionBytes: null,
      compacted: false,
    });
    const offset = await log.append('reports.v1', 7, [
      { key: 'a', timeMs: 1, value: Uint8Array.of(1) },
    ]);
    expect(offset).toBe(0);
    await log.close();
  },
);

test.skipIf(!kafkaIsThere)('nobody comes in without it', async () => {
  const wrong = { mechanism: 'PLAIN', username: 'tizheng', password: 'guess' } as const;
  await expect(openKafkaLog(settingsWith(wrong))).rejects.toThrow();
  await expect(openKafkaLog(settingsWith({}))).rejects.toThrow();
});
