/**
 * A TCP line between clients and a service on loopback that does what networks do: it is slow, loses
 * packets (TCP sends them again, and all that is behind them waits), stands still in one direction or
 * both, is cut in the middle of a message, or is not there at all. A fault strikes each connection
 * with the share given, so that one conversation of a client may suffer while another goes on.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Direction = 'there' | 'back';

export interface LineFault {
  /** What is passed on waits so long, ms. */
  delayMs?: number;
  /** Share of pieces that are lost and come again after RESEND_MS, 0…1. */
  loss?: number;
  /** Directions in which nothing passes; the connections stay open. */
  stalled?: readonly Direction[];
  /** Share of pieces at which the connection is cut, with a part of the piece passed on, 0…1. */
  cut?: number;
  /** New connections are refused, the old ones cut. */
  isAway?: boolean;
  /** Share of connections that are struck, 0…1; default 1. */
  share?: number;
}

/** The least time after which a TCP sender repeats itself (RFC 6298 as Linux has it). */
const RESEND_MS = 200;
/** A direction that holds more is not read from. */
const HELD_BYTES_MAX = 4 << 20;
const PIECE_BYTES = 1_460 * 10;

export interface Line {
  port: number;
  /** Port of the service; connections before it is set are refused. */
  target: number;
  /** How often the line has done what a fault says. */
  met: { cuts: number; lost: number; stalled: number };
  /** Replaces the fault before; `{}` ends it. */
  strike(fault: LineFault): void;
  close(): Promise<void>;
}

/** @param random `[0, 1)` */
export async function startLine(random: () => number): Promise<Line> {
  const pairs = new Set<Pair>();
  const met = { cuts: 0, lost: 0, stalled: 0 };
  let fault: LineFault = {};
  const isStruck = () => random() < (fault.share ?? 1);
  const server = createServer((client) => {
    if (line.target === 0 || fault.isAway) return void client.destroy();
    const service = connect(line.target, '127.0.0.1');
    const pair = new Pair(client, service, met, random);
    pairs.add(pair);
    pair.ended = () => pairs.delete(pair);
    if (isStruck()) pair.fault = fault;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line: Line = {
    port: (server.address() as AddressInfo).port,
    target: 0,
    met,
    strike(next) {
      fault = next;
      for (const pair of pairs) {
        pair.fault = isStruck() ? fault : {};
        if (pair.fault.isAway) pair.cut();
        else pair.pass();
      }
    },
    async close() {
      for (const pair of pairs) pair.cut();
      server.close();
      await once(server, 'close');
    },
  };
  return line;
}

interface Held {
  bytes: Buffer;
  dueMs: number;
}

/** One connection of a client and the one made for it. */
class Pair {
  fault: LineFault = {};
  ended: () => void = () => {};
  readonly #client: Socket;
  readonly #service: Socket;
  readonly #met: Line['met'];
  readonly #random: () => number;
  readonly #held: Record<Direction, Held[]> = { there: [], back: [] };
  #timer: NodeJS.Timeout | null = null;

  constructor(client: Socket, service: Socket, met: Line['met'], random: () => number) {
    this.#client = client;
    this.#service = service;
    this.#met = met;
    this.#random = random;
    this.#carry('there', client, service);
    this.#carry('back', service, client);
  }

  cut(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#client.destroy();
    this.#service.destroy();
    this.ended();
  }

  /** Passes on what is due. */
  pass(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#passOn('there', this.#client, this.#service);
    this.#passOn('back', this.#service, this.#client);
  }

  #carry(direction: Direction, from: Socket, to: Socket): void {
    from.setNoDelay(true);
    from.on('error', () => {});
    // An end that is in order comes after what was sent before it.
    from.on('close', () => (this.#held[direction].length === 0 ? this.cut() : undefined));
    from.on('data', (chunk: Buffer) => {
      const held = this.#held[direction];
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        const { delayMs = 0, loss = 0 } = this.fault;
        const isLost = this.#random() < loss;
        if (isLost) this.#met.lost++;
        const dueMs = performance.now() + delayMs + (isLost ? RESEND_MS : 0);
        held.push({ bytes: chunk.subarray(at, at + PIECE_BYTES), dueMs });
      }
      const bytes = held.reduce((sum, piece) => sum + piece.bytes.length, 0);
      if (bytes > HELD_BYTES_MAX) from.pause();
      this.#passOn(direction, from, to);
    });
  }

  #passOn(direction: Direction, from: Socket, to: Socket): void {
    const held = this.#held[direction];
    const { stalled = [], cut = 0 } = this.fault;
    while (held.length > 0) {
      if (stalled.includes(direction)) return void this.#met.stalled++;
      const { bytes, dueMs } = held[0]!;
      const leftMs = dueMs - performance.now();
      if (leftMs > 0) {
        this.#timer ??= setTimeout(() => this.pass(), leftMs);
        return;
      }
      if (this.#random() < cut) {
        this.#met.cuts++;
        const part = bytes.subarray(0, Math.floor(this.#random() * bytes.length));
        to.write(part, () => this.cut());
        held.length = 0;
        return;
      }
      held.shift();
      to.write(bytes);
    }
    if (from.isPaused()) from.resume();
    if (from.destroyed) this.cut();
  }
}
