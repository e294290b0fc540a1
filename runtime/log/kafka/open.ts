/** From settings to brokers that answer. */
import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { logError } from '../names.ts';
import { Cluster } from './cluster.ts';
import { type KafkaMetrics, kafkaMetrics } from './metrics.ts';
import type { ClientName, KafkaLogSettings } from './settings.ts';
import type { Address, Connect, SaslOptions } from './wire.ts';

/** Each library is loaded only where it is asked for. */
const clients: Record<ClientName, () => Promise<Connect>> = {
  platformatic: async () => (await import('./clients/platformatic.ts')).connectPlatformatic,
  kafkajs: async () => (await import('./clients/kafkajs.ts')).connectKafkajs,
};

/** Throws as `openKafkaLog` says. */
export async function openCluster(
  settings: KafkaLogSettings,
  metrics: KafkaMetrics | null,
): Promise<Cluster> {
  const cluster = new Cluster({
    bootstrap: settings.brokers.map(addressOf),
    prefix: settings.topicPrefix,
    wire: {
      clientId: settings.clientId,
      tls: tlsOf(settings.tls),
      sasl: saslOf(settings.sasl),
      connectTimeoutMs: settings.connectTimeoutMs,
      requestTimeoutMs: settings.requestTimeoutMs,
    },
    connect: await clients[settings.client](),
    metrics: metrics ?? kafkaMetrics(null),
  });
  try {
    await cluster.open(settings.startTimeoutMs);
    return cluster;
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

function addressOf(broker: string): Address {
  const [, host = '', port = ''] = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(broker.trim()) ?? [];
  if (host === '')
    throw logError('SETTINGS_INVALID', `${broker} is no address of a broker: host:port is wanted.`);
  return { host, port: Number(port) };
}

function tlsOf(settings: KafkaLogSettings['tls']): ConnectionOptions | null {
  const { mode, caFile, certFile, keyFile, serverName } = settings;
  if (mode === 'off') return null;
  return {
    ...(caFile === '' ? {} : { ca: fileText(caFile) }),
    ...(certFile === '' ? {} : { cert: fileText(certFile) }),
    ...(keyFile === '' ? {} : { key: fileText(keyFile) }),
    ...(serverName === '' ? {} : { servername: serverName }),
  };
}

function saslOf(settings: KafkaLogSettings['sasl']): SaslOptions | null {
  const { mechanism, username, password, passwordFile } = settings;
  if (mechanism === 'none') return null;
  const secret = passwordFile === '' ? password : fileText(passwordFile).split(/\r?\n/)[0]!;
  if (username === '' || secret === '')
    throw logError('SETTINGS_INVALID', 'log.kafka.sasl needs a username and a password.');
  return { mechanism, username, password: secret };
}

function fileText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw logError('FILE_UNREADABLE', `${file} cannot be read.`, error);
  }
}
