/**
 * Real Apache Kafka brokers (KRaft, broker and controller in one process) on free ports of loopback,
 * to be killed, paused and started again by tests:
 *
 *   const kafka = kafkaIsThere ? await startKafka() : null;    // { brokers: 3 } for a cluster
 *   kafka.bootstrap                                            // ['127.0.0.1:40123']
 *   await kafka.brokers[0].kill(); await kafka.brokers[0].start();
 *   await kafka.stop();
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kafkaJars } from './kafka-jars.ts';
import { freePorts } from './ports.ts';

const jars = await kafkaJars();
export const kafkaIsThere = 'dir' in jars;
if ('skipped' in jars) console.log(`skipped: ${jars.skipped}`);

/** The one user of the SASL listeners. */
export const KAFKA_USER = { username: 'tizheng', password: 'a-long-secret' };

type Properties = Record<string, string | number | boolean>;

export interface KafkaOptions {
  /** Brokers of the cluster, 1 or 3. Default 1. */
  brokers?: number;
  /** Adds listeners with SASL (PLAIN, SCRAM-SHA-256) in the open and over TLS. */
  secure?: boolean;
  /** Java heap of one broker, MiB. Default 384. */
  heapMegabytes?: number;
  /** Broker properties beside or instead of the helper's own. */
  properties?: Properties;
}

export interface Kafka {
  /** `host:port` of every broker. */
  bootstrap: string[];
  /** The same brokers with SASL, and with SASL over TLS; empty without `secure`. */
  saslBootstrap: string[];
  tlsBootstrap: string[];
  /** PEM file of the authority that signed the brokers' certificate; empty without `secure`. */
  caFile: string;
  brokers: KafkaBroker[];
  /** Kills what runs and removes every file. */
  stop(): Promise<void>;
}

/** Throws with the last lines of the broker's log when one does not start. */
export async function startKafka(options: KafkaOptions = {}): Promise<Kafka> {
  const { brokers: count = 1, secure = false, heapMegabytes = 384, properties = {} } = options;
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-kafka-'));
  const ports = await freePorts(count * 4);
  const portsOf = (index: number) => ports.slice(index * 4, index * 4 + 4) as Ports;
  const tls = secure ? makeCertificate(dir) : null;
  // One that begins with a minus would be taken for an option.
  const clusterId = `T${randomBytes(16).toString('base64url').slice(1)}`;
  const voters = Array.from({ length: count }, (_, i) => `${i + 1}@127.0.0.1:${portsOf(i)[1]}`);
  const brokers = Array.from({ length: count }, (_, index) => {
    const home = join(dir, `broker-${index + 1}`);
    mkdirSync(home);
    const all = {
      ...propertiesOf({ id: index + 1, ports: portsOf(index), voters, count, tls, home }),
      ...properties,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(home, 'server.properties'), lines.join(''));
    return new KafkaBroker(home, clusterId, secure, heapMegabytes);
  });
  const addresses = (at: number) =>
    at < 2 || secure ? brokers.map((_, index) => `127.0.0.1:${portsOf(index)[at]}`) : [];
  const stop = async () => {
    process.removeListener('exit', killAll);
    await Promise.all(brokers.map((broker) => broker.kill()));
    rmSync(dir, { recursive: true, force: true });
  };
  const killAll = () => {
    for (const broker of brokers) broker.killNow();
    rmSync(dir, { recursive: true, force: true });
  };
  process.once('exit', killAll);
  try {
    await Promise.all(brokers.map((broker) => broker.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    bootstrap: addresses(0),
    saslBootstrap: addresses(2),
    tlsBootstrap: addresses(3),
    caFile: tls?.caFile ?? '',
    brokers,
    stop,
  };
}

const READY = 'Kafka Server started';
const START_MS_MAX = 90_000;

export class KafkaBroker {
  readonly #home: string;
  readonly #clusterId: string;
  readonly #hasUsers: boolean;
  readonly #heapMegabytes: number;
  #child: ChildProcess | null = null;
  #isFormatted = false;

  constructor(home: string, clusterId: string, hasUsers: boolean, heapMegabytes: number) {
    this.#home = home;
    this.#clusterId = clusterId;
    this.#hasUsers = hasUsers;
    this.#heapMegabytes = heapMegabytes;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** False once the process has ended, asked or not. */
  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Directory that holds the partitions' files. */
  get dataDir(): string {
    return join(this.#home, 'data');
  }

  /** Formats the directory the first time, starts the process and waits until it serves. */
  async start(): Promise<void> {
    if (!this.#isFormatted) await this.#format();
    const log = join(this.#home, 'broker.log');
    const child = this.#java(log, this.#heapMegabytes, [
      'kafka.Kafka',
      join(this.#home, 'server.properties'),
    ]);
    this.#child = child;
    for (const giveUpAt = Date.now() + START_MS_MAX; ; await sleep(25)) {
      const text = readFileSync(log, 'utf8');
      if (text.includes(READY)) return;
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > giveUpAt) {
        await this.kill();
        throw new Error(`The Kafka broker does not start:\n${text.slice(-4_000)}`);
      }
    }
  }

  /** Ends the process with SIGKILL: nothing is flushed, nothing is said to the others. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends the process as an operator would: leadership moves first. */
  async shutDown(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Freezes the process: it keeps its sockets and answers nothing. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  killNow(): void {
    this.#child?.kill('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  async #format(): Promise<void> {
    const log = join(this.#home, 'format.log');
    const { username, password } = KAFKA_USER;
    const user = `SCRAM-SHA-256=[name=${username},password=${password}]`;
    const child = this.#java(log, 128, [
      ...['kafka.tools.StorageTool', 'format', '-t', this.#clusterId],
      ...['-c', join(this.#home, 'server.properties')],
      ...(this.#hasUsers ? ['--add-scram', user] : []),
    ]);
    const [code, signal] = await once(child, 'exit');
    if (code !== 0) {
      const text = readFileSync(log, 'utf8').slice(-4_000);
      throw new Error(`The Kafka directory cannot be formatted (${code ?? signal}):\n${text}`);
    }
    this.#isFormatted = true;
  }

  #java(log: string, heapMegabytes: number, args: string[]): ChildProcess {
    const classPath = join((jars as { dir: string }).dir, '*');
    const output = openSync(log, 'w');
    try {
      return spawn(
        'java',
        [
          ...[`-Xmx${heapMegabytes}m`, '-Xss512k', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
          ...['-Xshare:auto', '-XX:-UsePerfData', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'],
          '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
          ...['-cp', classPath, ...args],
        ],
        // A terminal's Ctrl-C goes to the whole group; who started it says when it ends.
        { stdio: ['ignore', output, output], cwd: this.#home, detached: true },
      );
    } finally {
      closeSync(output);
    }
  }
}

/** Of one broker: in the open, controller, SASL, SASL over TLS. */
type Ports = [number, number, number, number];
interface Certificate {
  caFile: string;
  storeFile: string;
}

function propertiesOf(broker: {
  id: number;
  ports: Ports;
  voters: string[];
  count: number;
  tls: Certificate | null;
  home: string;
}): Properties {
  const { id, ports, voters, count, tls, home } = broker;
  const { username, password } = KAFKA_USER;
  const clients = tls === null ? ['PLAINTEXT'] : ['PLAINTEXT', 'SASL_PLAINTEXT', 'SASL_SSL'];
  const places = [ports[0], ports[2], ports[3]];
  const at = clients.map((name, index) => `${name}://127.0.0.1:${places[index]}`).join(',');
  const login = 'org.apache.kafka.common.security';
  const plain = `${login}.plain.PlainLoginModule required user_${username}="${password}";`;
  const scram = `${login}.scram.ScramLoginModule required;`;
  const jaas = (listener: string) => ({
    [`listener.name.${listener}.plain.sasl.jaas.config`]: plain,
    [`listener.name.${listener}.scram-sha-256.sasl.jaas.config`]: scram,
  });
  return {
    'process.roles': 'broker,controller',
    'node.id': id,
    'controller.quorum.voters': voters.join(','),
    listeners: `${at},CONTROLLER://127.0.0.1:${ports[1]}`,
    'advertised.listeners': at,
    'listener.security.protocol.map':
      'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': join(home, 'data'),
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': count,
    'transaction.state.log.replication.factor': count,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    'num.network.threads': 2,
    'num.io.threads': 2,
    'log.cleaner.dedupe.buffer.size': 4_194_304,
    // A broker that was killed is missed in three seconds instead of nine.
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    ...(tls === null
      ? {}
      : {
          'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256',
          ...jaas('sasl_plaintext'),
          ...jaas('sasl_ssl'),
          'ssl.keystore.type': 'PEM',
          'ssl.keystore.location': tls.storeFile,
        }),
  };
}

/** A self-signed certificate of 127.0.0.1, which is its own authority. */
function makeCertificate(dir: string): Certificate {
  const caFile = join(dir, 'ca.pem');
  const keyFile = join(dir, 'key.pem');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', caFile],
    ],
    { stdio: 'ignore' },
  );
  const storeFile = join(dir, 'store.pem');
  writeFileSync(storeFile, readFileSync(keyFile, 'utf8') + readFileSync(caFile, 'utf8'));
  return { caFile, storeFile };
}
