/**
 * Connections by kafkajs: its `Connection`, which its package leaves open to import and which does not
 * change any more. Its consumer cannot read from an offset without joining a group, so it is not used.
 */
import { createRequire } from 'node:module';
import { type Address, type Connection, ConnectionFailure, type WireOptions } from '../wire.ts';

interface Protocol {
  request: { apiKey: number; apiVersion: number; apiName: string; encode(): Promise<unknown> };
  response: { decode(bytes: Buffer): Promise<unknown>; parse(data: unknown): Promise<unknown> };
}
interface BrokerConnection {
  connect(): Promise<boolean>;
  authenticate(): Promise<void>;
  disconnect(): Promise<boolean>;
  isConnected(): boolean;
  send(protocol: Protocol): Promise<unknown>;
  setVersions(versions: Record<number, { minVersion: number; maxVersion: number }>): void;
  setSupportAuthenticationProtocol(isSupported: boolean): void;
}
interface Encoder {
  writeBufferInternal(bytes: Buffer): void;
}
interface Logger {
  namespace(): Logger;
  [level: string]: (...args: unknown[]) => unknown;
}

const load = createRequire(import.meta.url);
const BrokerConnection = load('kafkajs/src/network/connection') as new (
  options: Record<string, unknown>,
) => BrokerConnection;
const socketFactory = (load('kafkajs/src/network/socketFactory') as () => unknown)();
const KafkaEncoder = load('kafkajs/src/protocol/encoder') as new () => Encoder;

const nothing = (): void => {};
/** What it would say is said by our errors and counters. */
const silence: Logger = {
  namespace: () => silence,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
/** Versions of the hand-shake (17) and the authentication (36) that every broker of today has. */
const VERSIONS = { 17: { minVersion: 0, maxVersion: 1 }, 36: { minVersion: 0, maxVersion: 1 } };

export async function connectKafkajs(address: Address, options: WireOptions): Promise<Connection> {
  const { clientId, tls, sasl, connectTimeoutMs, requestTimeoutMs } = options;
  const connection = new BrokerConnection({
    host: address.host,
    port: address.port,
    clientId,
    logger: silence,
    socketFactory,
    ssl: tls,
    sasl: sasl === null ? null : { ...sasl, mechanism: sasl.mechanism.toLowerCase() },
    connectionTimeout: connectTimeoutMs,
    requestTimeout: requestTimeoutMs,
    enforceRequestTimeout: true,
    // How many requests a connection carries is decided by who sends them.
    maxInFlightRequests: null,
  });
  const wire = new KafkajsConnection(connection);
  try {
    await connection.connect();
    connection.setVersions(VERSIONS);
    connection.setSupportAuthenticationProtocol(true);
    await connection.authenticate();
  } catch (error) {
    await wire.close();
    throw failureOf(error, `${address.host}:${address.port}`);
  }
  return wire;
}

class KafkajsConnection implements Connection {
  readonly #connection: BrokerConnection;
  #isEnded = false;

  constructor(connection: BrokerConnection) {
    this.#connection = connection;
  }

  get isOpen(): boolean {
    return !this.#isEnded && this.#connection.isConnected();
  }

  async request(apiKey: number, apiVersion: number, body: Buffer): Promise<Buffer> {
    const encoder = new KafkaEncoder();
    encoder.writeBufferInternal(body);
    try {
      const answer = await this.#connection.send({
        request: { apiKey, apiVersion, apiName: `api ${apiKey}`, encode: async () => encoder },
        response: { decode: async (bytes) => ({ bytes }), parse: async (data) => data },
      });
      return (answer as { bytes: Buffer }).bytes;
    } catch (error) {
      this.#isEnded = true;
      throw failureOf(error, 'A broker');
    }
  }

  async close(): Promise<void> {
    this.#isEnded = true;
    await this.#connection.disconnect().catch(() => {});
  }
}

function failureOf(error: unknown, who: string): ConnectionFailure {
  const { name, message, code = '' } = error as Error & { code?: string };
  if (name.includes('SASL') || name === 'KafkaJSProtocolError')
    return new ConnectionFailure('refused', `${who} refuses our user or password.`, error);
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/.test(code))
    return new ConnectionFailure('refused', `${who} fails TLS: ${code}.`, error);
  if (name === 'KafkaJSRequestTimeoutError' || message === 'Connection timeout')
    return new ConnectionFailure('timeout', `${who} does not answer in time.`, error);
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EHOSTUNREACH')
    return new ConnectionFailure('unreachable', `${who}: ${code}.`, error);
  return new ConnectionFailure('closed', `${who}: ${message}`, error);
}
