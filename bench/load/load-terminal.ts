/** One connection of the load: registers, authenticates, then keeps up to `depth` frames in flight. */
import { connect, type Socket } from 'node:net';
import { BodyWriter, readU16 } from '#ingest/protocols/jt808/bytes.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { authentication } from '#ingest/protocols/jt808/messages/authentication.ts';
import { registration } from '#ingest/protocols/jt808/messages/registration.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import type { LatencyHistogram } from './latency.ts';
import { FrameRing } from './load-frames.ts';

/** Counted over all connections. */
export interface LoadTotals {
  online: number;
  sent: number;
  acked: number;
  /** Answered with a result other than success. */
  refused: number;
  /** Answers nobody waited for. */
  unexpected: number;
  linksLost: number;
}

export interface LoadWorld {
  host: string;
  port: number;
  depth: number;
  /** Milliseconds between an answer and the next frame is 0: closed loop; false = somebody else calls `sendUpTo`. */
  closedLoop: boolean;
  /** False = no new frames. */
  running: boolean;
  /** Unix time in seconds, turned by the owner. */
  second: number;
  totals: LoadTotals;
  latency: LatencyHistogram;
  ledger: Ledger | null;
  onOnline(terminal: LoadTerminal): void;
}

/** What was sent and whether it was acknowledged, for tests that kill the platform. */
export interface Ledger {
  note(phone: string, serial: number, fixTimeMs: number, acked: boolean): void;
}

const RECONNECT_MS = 250;
/** One buffer for all sockets: a chunk is read before the next one arrives. */
const READ_BUFFER = new Uint8Array(65_536);
const EMPTY_FAULT = () => {};

export class LoadTerminal {
  readonly phone: string;
  readonly #world: LoadWorld;
  readonly #localAddress: string;
  readonly #framer = new Framer();
  readonly #ring: FrameRing;
  readonly #serials: Uint16Array;
  readonly #seconds: Float64Array;
  readonly #sentAtMs: Float64Array;
  #socket: Socket | null = null;
  #authCode: string | null = null;
  #online = false;
  #stopped = false;
  /** Frames sent and answered since the start; their difference is in flight. */
  #sent = 0;
  #answered = 0;

  constructor(index: number, phone: string, localAddress: string, world: LoadWorld) {
    this.phone = phone;
    this.#world = world;
    this.#localAddress = localAddress;
    this.#ring = new FrameRing(phone, index, world.depth);
    this.#serials = new Uint16Array(world.depth);
    this.#seconds = new Float64Array(world.depth);
    this.#sentAtMs = new Float64Array(world.depth);
  }

  get inFlight(): number {
    return this.#sent - this.#answered;
  }

  start(): void {
    const { host, port } = this.#world;
    const socket = connect({
      host,
      port,
      noDelay: true,
      ...(this.#localAddress === '' ? {} : { localAddress: this.#localAddress }),
      onread: {
        buffer: READ_BUFFER,
        callback: (length) => {
          this.#framer.push(READ_BUFFER.subarray(0, length), this.#onFrame, EMPTY_FAULT);
          if (this.#world.closedLoop) this.sendUpTo(this.#world.depth);
          return true;
        },
      },
    });
    this.#socket = socket;
    socket.on('connect', () => {
      if (this.#authCode === null) socket.write(registrationOf(this.phone));
      else socket.write(authenticationOf(this.phone, this.#authCode));
    });
    socket.on('error', EMPTY_FAULT);
    socket.on('close', () => this.#lost());
  }

  /** Sends until `inFlight` reaches the given number; returns how many went out. */
  sendUpTo(inFlight: number): number {
    const { depth, second, running, totals } = this.#world;
    if (!this.#online || !running) return 0;
    const count = inFlight - this.inFlight;
    if (count <= 0) return 0;
    const nowMs = performance.now();
    const first = this.#sent % depth;
    for (let k = 0; k < count; k++) {
      const slot = (first + k) % depth;
      this.#serials[slot] = this.#ring.prepare(slot, second);
      this.#seconds[slot] = second;
      this.#sentAtMs[slot] = nowMs;
    }
    const { bytes, frameBytes } = this.#ring;
    const straight = Math.min(count, depth - first);
    // A slot is prepared again only after its answer came, so the socket may keep the view.
    this.#socket!.write(bytes.subarray(first * frameBytes, (first + straight) * frameBytes));
    if (straight < count) this.#socket!.write(bytes.subarray(0, (count - straight) * frameBytes));
    this.#sent += count;
    totals.sent += count;
    return count;
  }

  stop(): void {
    this.#stopped = true;
    this.#socket?.destroy();
  }

  #onFrame = (bytes: Uint8Array, start: number, end: number): void => {
    const messageId = readU16(bytes, start);
    if (messageId === 0x8001) {
      const answeredId = readU16(bytes, end - 3);
      if (answeredId === 0x0200) this.#onAnswer(readU16(bytes, end - 5), bytes[end - 1]!);
      else if (answeredId === 0x0102 && bytes[end - 1] === 0) this.#onOnline();
    } else if (messageId === 0x8100 && bytes[start + 14] === 0) {
      this.#authCode = Buffer.from(bytes.subarray(start + 15, end)).toString('latin1');
      this.#socket!.write(authenticationOf(this.phone, this.#authCode));
    }
  };

  #onOnline(): void {
    this.#online = true;
    this.#world.totals.online++;
    this.#world.onOnline(this);
  }

  #onAnswer(serial: number, result: number): void {
    const { depth, totals, latency, ledger } = this.#world;
    const slot = this.#answered % depth;
    if (this.inFlight === 0 || this.#serials[slot] !== serial) {
      totals.unexpected++;
      return;
    }
    this.#answered++;
    if (result === 0) totals.acked++;
    else totals.refused++;
    latency.add(performance.now() - this.#sentAtMs[slot]!);
    ledger?.note(this.phone, serial, this.#seconds[slot]! * 1_000, result === 0);
  }

  #lost(): void {
    const { depth, totals, ledger } = this.#world;
    this.#framer.end(EMPTY_FAULT);
    if (this.#online) totals.online--;
    this.#online = false;
    while (this.inFlight > 0) {
      const slot = this.#answered++ % depth;
      ledger?.note(this.phone, this.#serials[slot]!, this.#seconds[slot]! * 1_000, false);
    }
    if (this.#stopped) return;
    totals.linksLost++;
    setTimeout(
      () => {
        if (!this.#stopped) this.start();
      },
      RECONNECT_MS * (0.5 + Math.random()),
    );
  }
}

function registrationOf(phone: string): Uint8Array {
  const writer = new BodyWriter();
  registration.encode(
    writer,
    {
      provinceId: 44,
      cityId: 300,
      manufacturerId: 'TZSIM',
      terminalModel: 'LOAD',
      terminalId: 'LOAD',
      plateColor: 2,
      plateNumber: '',
    },
    '2013',
  );
  return buildFrame(
    { messageId: registration.id, version: '2013', phone, serial: 0 },
    writer.finish(),
  );
}

function authenticationOf(phone: string, authCode: string): Uint8Array {
  const writer = new BodyWriter();
  authentication.encode(writer, { authCode }, '2013');
  return buildFrame(
    { messageId: authentication.id, version: '2013', phone, serial: 1 },
    writer.finish(),
  );
}
