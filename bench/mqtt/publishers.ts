/** The generator: lean publishers on raw sockets, each with a window of QoS 1 publishes in flight. */
import { connect, type Socket } from 'node:net';
import mqttPacket from 'mqtt-packet';
import { devicePassword } from '#ingest/device-password.ts';
import { encodePosition } from '#proto/codec/reading.ts';
import { LatencyHistogram } from '../load/latency.ts';

export interface PublishersOptions {
  port: number;
  connections: number;
  window: number;
  payload: 'protobuf' | 'json';
  deviceKey: Buffer;
}

const PUBACK_BYTES = 4;

export class Publishers {
  latency = new LatencyHistogram();
  acknowledged = 0;
  /** Publishes still to be sent; Infinity = until stopped. */
  left = 0;
  readonly #options: PublishersOptions;
  readonly #all: Publisher[] = [];

  constructor(options: PublishersOptions) {
    this.#options = options;
  }

  async connect(): Promise<void> {
    const { connections } = this.#options;
    for (let at = 0; at < connections; at += 250) {
      const some = Array.from({ length: Math.min(250, connections - at) }, (_, k) => at + k);
      this.#all.push(...(await Promise.all(some.map((index) => this.#open(index)))));
    }
  }

  go(messages: number): void {
    this.left = messages;
    for (const publisher of this.#all) publisher.fill();
  }

  /** Latencies since the last time. */
  takeLatency(): LatencyHistogram {
    const taken = this.latency;
    this.latency = new LatencyHistogram();
    return taken;
  }

  close(): void {
    this.left = 0;
    for (const publisher of this.#all) publisher.socket.destroy();
  }

  #open(index: number): Promise<Publisher> {
    const { port, window, payload, deviceKey } = this.#options;
    const deviceId = `bench-${index}`;
    const password = devicePassword(deviceKey, deviceId, 0);
    return new Promise((resolve, reject) => {
      const socket = connect({
        port,
        host: '127.0.0.1',
        localAddress: `127.0.0.${2 + (index % 50)}`,
        noDelay: true,
      });
      const publisher = new Publisher(socket, this, window, messageOf(deviceId, index, payload));
      let connackBytes = 4;
      socket.on('error', reject);
      socket.on('data', (chunk: Buffer) => {
        let bytes = chunk.length;
        if (connackBytes > 0) {
          connackBytes -= bytes;
          if (connackBytes > 0) return;
          bytes = -connackBytes;
          connackBytes = 0;
          resolve(publisher);
        }
        publisher.onAckBytes(bytes);
      });
      socket.write(
        mqttPacket.generate({
          cmd: 'connect',
          protocolId: 'MQTT',
          protocolVersion: 4,
          clean: true,
          clientId: deviceId,
          keepalive: 600,
          username: deviceId,
          password: Buffer.from(password),
        }),
      );
    });
  }
}

class Publisher {
  readonly socket: Socket;
  readonly #owner: Publishers;
  readonly #window: number;
  readonly #message: Buffer;
  readonly #idAt: number;
  readonly #sentAtMs: Float64Array;
  #sent = 0;
  #acked = 0;
  #rest = 0;

  constructor(socket: Socket, owner: Publishers, window: number, message: Message) {
    this.socket = socket;
    this.#owner = owner;
    this.#window = window;
    this.#message = message.bytes;
    this.#idAt = message.idAt;
    this.#sentAtMs = new Float64Array(window);
  }

  fill(): void {
    const room = Math.min(this.#window - (this.#sent - this.#acked), this.#owner.left);
    if (room <= 0) return;
    this.#owner.left -= room;
    const size = this.#message.length;
    const bytes = Buffer.allocUnsafe(room * size);
    const now = performance.now();
    for (let i = 0; i < room; i++) {
      this.#message.copy(bytes, i * size);
      bytes.writeUInt16BE((this.#sent % 65_535) + 1, i * size + this.#idAt);
      this.#sentAtMs[this.#sent % this.#window] = now;
      this.#sent++;
    }
    this.socket.write(bytes);
  }

  onAckBytes(bytes: number): void {
    const total = this.#rest + bytes;
    const acks = Math.floor(total / PUBACK_BYTES);
    this.#rest = total - acks * PUBACK_BYTES;
    const now = performance.now();
    for (let i = 0; i < acks; i++) {
      this.#owner.latency.add(now - this.#sentAtMs[this.#acked % this.#window]!);
      this.#acked++;
    }
    this.#owner.acknowledged += acks;
    this.fill();
  }
}

interface Message {
  bytes: Buffer;
  /** Where the packet id stands. */
  idAt: number;
}

function messageOf(deviceId: string, index: number, form: 'protobuf' | 'json'): Message {
  const topic = `tz/1/440100/veh/${deviceId}/pos`;
  const fix = {
    timeMs: 1_795_000_000_000,
    latitudeDeg: 23.1 + index * 1e-4,
    longitudeDeg: 113.2 + index * 1e-4,
    altitudeM: 20,
    speedKmh: 61.5,
    courseDeg: 271,
    mileageKm: 81_234.5,
    satellites: 11,
  };
  const payload =
    form === 'json'
      ? Buffer.from(JSON.stringify(fix))
      : Buffer.from(
          encodePosition({
            ...fix,
            fixTimeMs: fix.timeMs,
            recorderSpeedKmh: null,
            alarmFlag: 0,
            statusFlag: 3,
            videoAlarmFlag: null,
            alarmItems: null,
            backlog: false,
            driverKey: null,
          }),
        );
  const bytes = mqttPacket.generate({
    cmd: 'publish',
    topic,
    payload,
    qos: 1,
    messageId: 1,
    dup: false,
    retain: false,
  });
  return { bytes, idAt: bytes.length - payload.length - 2 };
}
