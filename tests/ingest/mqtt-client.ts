/** Real MQTT clients against ingest: MQTT.js for behaviour, raw sockets for what no client would send. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { devicePassword } from '#ingest/device-password.ts';
import { SECRETS } from './harness.ts';

export const passwordOf = (deviceId: string, version = 0): string =>
  devicePassword(SECRETS.deviceKey, deviceId, version);

/** Signed in, or rejected with what the endpoint said. */
export async function signIn(
  port: number,
  deviceId: string,
  options: IClientOptions = {},
): Promise<MqttClient> {
  return mqtt.connectAsync(
    `mqtt://127.0.0.1:${port}`,
    {
      protocolVersion: 4,
      reconnectPeriod: 0,
      clientId: deviceId,
      username: deviceId,
      password: passwordOf(deviceId),
      ...options,
    },
    false,
  );
}

/** A socket that says whatever bytes it is given and keeps what it hears. */
export class RawClient {
  readonly socket: Socket;
  heard = Buffer.alloc(0);
  readonly closed: Promise<unknown>;

  private constructor(socket: Socket) {
    this.socket = socket;
    this.closed = once(socket, 'close');
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      this.heard = Buffer.concat([this.heard, chunk]);
    });
  }

  static async open(port: number): Promise<RawClient> {
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    return new RawClient(socket);
  }
}
