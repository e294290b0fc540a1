/**
 * A broker as a source: MQTT.js subscribes, keeps its session while we are away and comes back. Each
 * publish is acknowledged when its owner says so, not when MQTT.js would.
 *
 * MQTT.js answers a publish before it reads the next one; waiting there for the log would give one
 * message per commit. So its PUBACKs are taken out on their way (the private `_sendPacket`, which is
 * why the version is pinned and a test watches the seam), the loop goes on, and acknowledgements are
 * written to its stream when the log holds the message.
 *
 * *Back pressure:* while paused the next publish is held, and with it the connection; what the
 * broker may send unacknowledged is bounded by the receive maximum.
 */
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt';
import type { CloseReason } from '../counters.ts';
import { Link, type PauseReason } from '../link.ts';
import { AckQueue } from '../protocols/mqtt/ack-queue.ts';

export interface MqttClientOptions {
  url: string;
  clientId: string;
  protocolVersion: 4 | 5;
  filters: readonly string[];
  receiveMaximum: number;
  /** How long the broker keeps what comes while we are away, s. */
  sessionExpiryS: number;
}

export interface BrokerHandler {
  onPublish(link: BrokerLink, packet: IPublishPacket): void;
  onConnected(): void;
  onLost(link: BrokerLink | null, reason: CloseReason): void;
  onError(error: Error): void;
}

const RECONNECT_MS = 1_000;
const CONNECT_MS_MAX = 10_000;
const KEEP_ALIVE_S = 30;

/** The parts of MQTT.js behind its types that are relied upon. */
interface Seam {
  _sendPacket(packet: { cmd: string }, done?: (error?: Error) => void, ...rest: unknown[]): void;
}

/** One connection to the broker; the next connection is another link. */
export class BrokerLink extends Link {
  readonly stream = true;
  readonly queue: AckQueue;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #end: () => void;
  #paused = 0;
  #held: (() => void) | null = null;
  reason: CloseReason = 'peer';

  constructor(nowMs: number, write: (bytes: Uint8Array) => void, end: () => void) {
    super('broker', nowMs);
    this.#write = write;
    this.#end = end;
    this.queue = new AckQueue((bytes) => this.send(bytes));
    this.acks = this.queue;
  }

  send(bytes: Uint8Array): void {
    if (!this.closed) this.#write(bytes);
  }

  close(reason: CloseReason): void {
    if (this.closed) return;
    this.closed = true;
    this.reason = reason;
    this.#end();
  }

  pause(why: PauseReason): void {
    this.#paused |= why;
  }

  resume(why: PauseReason): void {
    this.#paused &= ~why;
    if (this.#paused === 0) this.release();
  }

  isPaused(): boolean {
    return this.#paused !== 0;
  }

  /** Calls `next` now, or when the link is read again. */
  whenRead(next: () => void): void {
    if (this.#paused === 0) next();
    else this.#held = next;
  }

  release(): void {
    const held = this.#held;
    this.#held = null;
    held?.();
  }

  onDeadline(): void {}
}

export class BrokerClient {
  readonly #client: MqttClient;
  readonly #handler: BrokerHandler;
  #link: BrokerLink | null = null;

  constructor(options: MqttClientOptions, handler: BrokerHandler, now: () => number) {
    this.#handler = handler;
    const { protocolVersion, receiveMaximum, sessionExpiryS } = options;
    const client = mqtt.connect(options.url, {
      clientId: options.clientId,
      protocolVersion,
      clean: false,
      keepalive: KEEP_ALIVE_S,
      reconnectPeriod: RECONNECT_MS,
      connectTimeout: CONNECT_MS_MAX,
      resubscribe: true,
      ...(protocolVersion === 5
        ? { properties: { receiveMaximum, sessionExpiryInterval: sessionExpiryS } }
        : {}),
    });
    this.#client = client;
    deferAcks(client);
    client.handleMessage = (packet, done) => this.#onMessage(packet, done);
    // Before 'connect' is emitted publishes of the kept session may already have come.
    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'connack') this.#opened(now());
    });
    client.on('connect', () => {
      client.subscribe([...options.filters], { qos: 1 }, (error) => {
        if (error) handler.onError(error);
        else handler.onConnected();
      });
    });
    client.on('close', () => this.#lost());
    client.on('error', (error) => handler.onError(error));
  }

  /** Takes nothing more; what was taken may still be acknowledged. */
  pause(why: PauseReason): void {
    this.#link?.pause(why);
  }

  async stop(): Promise<void> {
    const link = this.#link;
    if (link !== null) link.reason = 'stopped';
    this.#client.handleMessage = () => {};
    await this.#client.endAsync(true);
  }

  #opened(nowMs: number): void {
    const { stream } = this.#client;
    this.#link = new BrokerLink(
      nowMs,
      (bytes) => {
        if (stream.writable) stream.write(bytes);
      },
      () => stream.destroy(),
    );
  }

  #onMessage(packet: IPublishPacket, done: () => void): void {
    const link = this.#link;
    if (link === null || link.closed) {
      done();
      return;
    }
    this.#handler.onPublish(link, packet);
    link.whenRead(done);
  }

  #lost(): void {
    const link = this.#link;
    this.#link = null;
    if (link !== null) {
      link.closed = true;
      link.release();
    }
    this.#handler.onLost(link, link?.reason ?? 'error');
  }
}

/** PUBACKs of MQTT.js's own go nowhere. */
function deferAcks(client: MqttClient): void {
  const seam = client as unknown as Seam;
  const send = seam._sendPacket.bind(client);
  seam._sendPacket = (packet, done, ...rest) => {
    if (packet.cmd === 'puback') done?.();
    else send(packet, done, ...rest);
  };
}
