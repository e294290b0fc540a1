/**
 * Links between simulated devices and the gateway. A stream cuts its bytes anywhere, delays them,
 * breaks in mid-frame, and sometimes only one end learns of it; datagrams are dropped, repeated and
 * overtake each other.
 */
import type { CloseReason } from '#ingest/counters.ts';
import type { Gateway } from '#ingest/gateway.ts';
import { Link, type PauseReason } from '#ingest/link.ts';
import type { Random } from '../simulation/random.ts';
import type { Process, Scheduler } from './scheduler.ts';

export interface NetworkWeather {
  delayMsMax: number;
  /** Chance that a piece of bytes breaks the line, in mid-piece. */
  breakShare: number;
  /** Of broken lines, how many are learned of by nobody. */
  halfOpenShare: number;
  /** Chance that a piece is delivered in many. */
  splitShare: number;
  datagramLossShare: number;
  datagramRepeatShare: number;
}

export const FAIR: NetworkWeather = {
  delayMsMax: 40,
  breakShare: 0,
  halfOpenShare: 0,
  splitShare: 0.1,
  datagramLossShare: 0,
  datagramRepeatShare: 0,
};

/** What a device is told by its end of a link. */
export interface Peer {
  onBytes(bytes: Uint8Array): void;
  onClosed(): void;
}

export interface Host {
  gateway: Gateway;
  process: Process;
  /** Monotonic. */
  nowMs(): number;
  links: Set<StreamLink>;
}

export class Network {
  weather: NetworkWeather = FAIR;
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** Null while no gateway listens. */
  host: Host | null = null;

  constructor(scheduler: Scheduler, random: Random) {
    this.scheduler = scheduler;
    this.random = random;
  }

  delayMs(): number {
    return this.random.next() * this.weather.delayMsMax;
  }

  /** Null = refused. */
  connect(peer: Peer, address: string): Connection | null {
    if (this.host === null) return null;
    return new Connection(this, this.host, peer, address);
  }

  /** A datagram to the gateway; answers go to `peer`. */
  datagram(peer: Peer, address: string, bytes: Uint8Array): void {
    const { weather, random } = this;
    const copies =
      random.next() < weather.datagramLossShare
        ? 0
        : random.next() < weather.datagramRepeatShare
          ? 2
          : 1;
    for (let copy = 0; copy < copies; copy++) {
      this.scheduler.after(this.delayMs(), () => {
        const { host } = this;
        if (host === null) return;
        host.gateway.onDatagram(new DatagramLink(this, host, peer, address), Buffer.from(bytes));
      });
    }
  }
}

/** A TCP connection: two pipes that keep their order until they break. */
export class Connection {
  readonly network: Network;
  readonly link: StreamLink;
  readonly #peer: Peer;
  readonly #process: Process;
  #toGatewayMs = 0;
  #toDeviceMs = 0;
  #isBroken = false;
  #deviceGone = false;

  constructor(network: Network, host: Host, peer: Peer, address: string) {
    this.network = network;
    this.#peer = peer;
    this.#process = host.process;
    this.link = new StreamLink(this, host, address);
    host.links.add(this.link);
    host.gateway.onOpen(this.link);
    host.process.onKill(() => {
      this.#isBroken = true;
      // A crashed process resets its connections; a crashed machine says nothing.
      if (network.random.next() >= network.weather.halfOpenShare)
        network.scheduler.after(network.delayMs(), () => this.#tellDevice());
    });
  }

  /** Device → gateway. */
  send(bytes: Uint8Array): void {
    const { weather, random, scheduler } = this.network;
    if (this.#isBroken || this.#deviceGone) return;
    const isBreaking = random.next() < weather.breakShare;
    const whole = isBreaking ? bytes.subarray(0, random.int(0, bytes.length)) : bytes;
    const cuts = random.next() < weather.splitShare ? random.int(1, 6) : 0;
    let from = 0;
    for (let piece = 0; piece <= cuts && from < whole.length; piece++) {
      const to = piece === cuts ? whole.length : random.int(from + 1, whole.length);
      const part = Buffer.from(whole.subarray(from, to));
      from = to;
      this.#toGatewayMs = Math.max(this.#toGatewayMs, scheduler.nowMs + this.network.delayMs());
      scheduler.after(this.#toGatewayMs - scheduler.nowMs, () => {
        if (this.#process.alive) this.link.arrived(part);
      });
    }
    if (isBreaking) this.break();
  }

  /** Gateway → device. */
  answer(bytes: Uint8Array): void {
    const { weather, random, scheduler } = this.network;
    if (this.#isBroken) return;
    if (random.next() < weather.breakShare) {
      this.break();
      return;
    }
    const copy = Uint8Array.from(bytes);
    this.#toDeviceMs = Math.max(this.#toDeviceMs, scheduler.nowMs + this.network.delayMs());
    scheduler.after(this.#toDeviceMs - scheduler.nowMs, () => {
      if (!this.#isBroken && !this.#deviceGone) this.#peer.onBytes(copy);
    });
  }

  /** The line is gone; each end may learn of it, late, or never. */
  break(): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    const { weather, random, scheduler } = this.network;
    if (random.next() >= weather.halfOpenShare)
      scheduler.after(random.next() * 2_000, () => this.#tellDevice());
    if (random.next() >= weather.halfOpenShare)
      scheduler.after(random.next() * 2_000, () => this.#tellGateway());
  }

  /** The device hangs up. */
  end(): void {
    if (this.#deviceGone) return;
    this.#deviceGone = true;
    if (this.#isBroken) return;
    const { scheduler } = this.network;
    this.#toGatewayMs = Math.max(this.#toGatewayMs, scheduler.nowMs + this.network.delayMs());
    scheduler.after(this.#toGatewayMs - scheduler.nowMs, () => this.#tellGateway());
  }

  /** The gateway hangs up. */
  hungUp(): void {
    if (this.#isBroken) return;
    const { scheduler } = this.network;
    this.#toDeviceMs = Math.max(this.#toDeviceMs, scheduler.nowMs + this.network.delayMs());
    scheduler.after(this.#toDeviceMs - scheduler.nowMs, () => this.#tellDevice());
  }

  #tellDevice(): void {
    if (this.#deviceGone) return;
    this.#deviceGone = true;
    this.#peer.onClosed();
  }

  #tellGateway(): void {
    if (this.#process.alive) this.link.ended('peer');
  }
}

/** The gateway's end of a stream. */
export class StreamLink extends Link {
  readonly stream = true;
  readonly #connection: Connection;
  readonly #host: Host;
  #paused = 0;
  #unread: Buffer[] = [];

  constructor(connection: Connection, host: Host, address: string) {
    super(address, host.nowMs());
    this.#connection = connection;
    this.#host = host;
  }

  arrived(bytes: Buffer): void {
    if (this.closed) return;
    if (this.#paused !== 0) this.#unread.push(bytes);
    else this.#host.gateway.onBytes(this, bytes);
  }

  send(bytes: Uint8Array): void {
    if (!this.closed) this.#connection.answer(bytes);
  }

  close(reason: CloseReason): void {
    if (this.closed) return;
    this.#connection.hungUp();
    this.ended(reason);
  }

  ended(reason: CloseReason): void {
    if (this.closed) return;
    this.closed = true;
    this.#unread = [];
    this.#host.links.delete(this);
    this.#host.gateway.onClosed(this, reason);
  }

  pause(why: PauseReason): void {
    this.#paused |= why;
  }

  resume(why: PauseReason): void {
    this.#paused &= ~why;
    while (this.#paused === 0 && this.#unread.length > 0 && !this.closed)
      this.#host.gateway.onBytes(this, this.#unread.shift()!);
  }

  isPaused(): boolean {
    return this.#paused !== 0;
  }

  onDeadline(nowMs: number): void {
    this.#host.gateway.onLinkDeadline(this, nowMs);
  }
}

class DatagramLink extends Link {
  readonly stream = false;
  readonly #network: Network;
  readonly #host: Host;
  #peer: Peer;

  constructor(network: Network, host: Host, peer: Peer, address: string) {
    super(address, host.nowMs());
    this.#network = network;
    this.#host = host;
    this.#peer = peer;
  }

  send(bytes: Uint8Array): void {
    const { weather, random, scheduler } = this.#network;
    if (this.closed || random.next() < weather.datagramLossShare) return;
    const copy = Uint8Array.from(bytes);
    const peer = this.#peer;
    scheduler.after(this.#network.delayMs(), () => peer.onBytes(copy));
  }

  override follow(other: Link): void {
    if (other instanceof DatagramLink) this.#peer = other.#peer;
  }

  close(reason: CloseReason): void {
    if (this.closed) return;
    this.closed = true;
    this.#host.gateway.onClosed(this, reason);
  }

  pause(): void {}
  resume(): void {}

  isPaused(): boolean {
    return false;
  }

  onDeadline(nowMs: number): void {
    this.#host.gateway.onLinkDeadline(this, nowMs);
  }
}
