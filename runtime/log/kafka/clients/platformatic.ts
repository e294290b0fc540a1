/** Connections by @platformatic/kafka: its low-level `Connection`, without its clients. */
import { isIP } from 'node:net';
import {
  AuthenticationError,
  Connection as BrokerConnection,
  type ConnectionOptions,
  TimeoutError,
  Writer,
} from '@platformatic/kafka';
import { type Address, type Connection, ConnectionFailure, type WireOptions } from '../wire.ts';

export async function connectPlatformatic(
  address: Address,
  options: WireOptions,
): Promise<Connection> {
  const { clientId, tls, sasl, connectTimeoutMs, requestTimeoutMs } = options;
  const settings: ConnectionOptions = {
    connectTimeout: connectTimeoutMs,
    requestTimeout: requestTimeoutMs,
    // How many requests a connection carries is decided by who sends them.
    maxInflights: 1_000,
    ...(tls === null ? {} : { tls: { ...nameOf(address.host), ...tls } }),
    ...(sasl === null ? {} : { sasl }),
  };
  const connection = new BrokerConnection(clientId, settings);
  const wire = new PlatformaticConnection(connection);
  try {
    await connection.connect(address.host, address.port);
  } catch (error) {
    await wire.close();
    throw failureOf(error, `${address.host}:${address.port}`);
  }
  return wire;
}

/** An address is no name to ask for. */
const nameOf = (host: string) => (isIP(host) === 0 ? { servername: host } : {});

class PlatformaticConnection implements Connection {
  isOpen = true;
  readonly #connection: BrokerConnection;

  constructor(connection: BrokerConnection) {
    this.#connection = connection;
    const ended = () => {
      this.isOpen = false;
    };
    connection.on('error', ended);
    connection.on('timeout', ended);
    connection.on('close', ended);
  }

  request(apiKey: number, apiVersion: number, body: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#connection.send<Buffer>(
        apiKey,
        apiVersion,
        () => Writer.create().append(body),
        (_correlation, _key, _version, reader) => reader.buffer.subarray(reader.position).buffer,
        false,
        false,
        (error, answer) => {
          if (error === null || error === undefined) return resolve(answer!);
          this.isOpen = false;
          reject(failureOf(error, 'A broker'));
        },
      );
    });
  }

  async close(): Promise<void> {
    this.isOpen = false;
    await this.#connection.close().catch(() => {});
  }
}

function failureOf(error: unknown, who: string): ConnectionFailure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AuthenticationError)
      return new ConnectionFailure('refused', `${who} refuses our user or password.`, error);
    if (cause instanceof TimeoutError)
      return new ConnectionFailure('timeout', `${who} does not answer in time.`, error);
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/.test(code))
      return new ConnectionFailure('refused', `${who} fails TLS: ${code}.`, error);
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EHOSTUNREACH')
      return new ConnectionFailure('unreachable', `${who}: ${code}.`, error);
  }
  const { message } = error as Error;
  return new ConnectionFailure('closed', `${who}: ${message}`, error);
}
