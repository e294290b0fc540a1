/**
 * One honest terminal of the ledger: sends report after report, one in flight, notes which were
 * acknowledged, and sends an unanswered one again, byte for byte, after every break of the line.
 */
import { connect, type Socket } from 'node:net';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { parseHeader } from '#ingest/protocols/jt808/header.ts';
import { newLocationFast, writeLocationFast } from '#ingest/protocols/jt808/location-fast.ts';
import { authentication } from '#ingest/protocols/jt808/messages/authentication.ts';
import type { MessageCodec } from '#ingest/protocols/jt808/messages/message.ts';
import { registration } from '#ingest/protocols/jt808/messages/registration.ts';
import { buildFrame, buildMessage } from '#ingest/protocols/jt808/replies.ts';

const VERSION = '2013' as const;
const RETRY_MS = 100;
const HEADER_BYTES = 12;

export interface Fix {
  fixTimeMs: number;
  latitudeDeg: number;
  longitudeDeg: number;
  speedKmh: number;
  alarmFlag: number;
}

export class LedgerDevice {
  readonly phone: string;
  /** Fix times sent at least once, and those the platform acknowledged. */
  readonly sent = new Set<number>();
  readonly acked = new Set<number>();
  resent = 0;
  readonly #target: { host: string; port: number; localAddress?: string };
  readonly #fixes: Iterator<Fix>;
  readonly #intervalMs: number;
  #socket: Socket | null = null;
  #authCode: string | null = null;
  #serial = 0;
  #inFlight: { serial: number; frame: Uint8Array; fixTimeMs: number } | null = null;
  #timer: NodeJS.Timeout | null = null;
  #nextDueMs = 0;
  #stopping = false;

  constructor(options: {
    phone: string;
    host: string;
    port: number;
    /** Source address; undefined = any. */
    localAddress?: string;
    fixes: Iterator<Fix>;
    intervalMs: number;
  }) {
    this.phone = options.phone;
    const { host, port, localAddress } = options;
    this.#target = { host, port, ...(localAddress === undefined ? {} : { localAddress }) };
    this.#fixes = options.fixes;
    this.#intervalMs = options.intervalMs;
  }

  start(): void {
    this.#open();
  }

  /** Sends nothing new any more; what is in flight may still be answered. */
  finish(): void {
    this.#stopping = true;
  }

  get idle(): boolean {
    return this.#inFlight === null;
  }

  close(): void {
    this.#stopping = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#socket?.destroy();
    this.#socket = null;
  }

  #open(): void {
    const socket = connect(this.#target);
    const framer = new Framer();
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('connect', () => (this.#authCode === null ? this.#register() : this.#authenticate()));
    socket.on('data', (chunk: Buffer) =>
      framer.push(
        chunk,
        (bytes, start, end) => this.#onFrame(bytes, start, end),
        () => {},
      ),
    );
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      if (this.#stopping && this.#inFlight === null) return;
      this.#timer = setTimeout(() => this.#open(), RETRY_MS);
    });
  }

  #onFrame(bytes: Uint8Array, start: number, end: number): void {
    const header = parseHeader(bytes, start, end);
    const body = Buffer.from(bytes.subarray(start + HEADER_BYTES, end));
    if (header.messageId === 0x8100) {
      if (body[2] !== 0) throw new Error(`Registration was refused with result ${body[2]}.`);
      this.#authCode = body.subarray(3).toString('latin1');
      this.#authenticate();
      return;
    }
    if (header.messageId !== 0x8001) return;
    const [serial, messageId, result] = [body.readUInt16BE(0), body.readUInt16BE(2), body[4]];
    if (messageId === 0x0102) {
      if (result !== 0) this.#authCode = null;
      if (result !== 0) this.#register();
      else this.#resume();
    } else if (messageId === 0x0200 && this.#inFlight?.serial === serial && result === 0) {
      this.acked.add(this.#inFlight.fixTimeMs);
      this.#inFlight = null;
      this.#schedule();
    }
  }

  #register(): void {
    this.#send(registration, {
      provinceId: 44,
      cityId: 300,
      manufacturerId: 'LEDGR',
      terminalModel: 'L1',
      terminalId: this.phone.slice(-7),
      plateColor: 2,
      plateNumber: '',
    });
  }

  #authenticate(): void {
    this.#send(authentication, { authCode: this.#authCode ?? '' });
  }

  #send<T>(codec: MessageCodec<T>, message: T): void {
    const terminal = {
      version: VERSION,
      versionFlag: false,
      protocolVersion: 0,
      phone: this.phone,
    };
    this.#socket?.write(buildMessage(codec, terminal, this.#nextSerial(), message, VERSION));
  }

  /** After a break the unanswered report goes out again as it was. */
  #resume(): void {
    if (this.#inFlight === null) {
      this.#schedule();
      return;
    }
    this.resent++;
    this.#socket?.write(this.#inFlight.frame);
  }

  #schedule(): void {
    if (this.#stopping) {
      this.#socket?.destroy();
      return;
    }
    const now = performance.now();
    this.#nextDueMs = Math.max(now, this.#nextDueMs + this.#intervalMs);
    this.#timer = setTimeout(() => this.#report(), this.#nextDueMs - now);
  }

  #report(): void {
    const next = this.#fixes.next();
    if (next.done || this.#stopping || this.#socket === null) return;
    const fix = next.value;
    const location = newLocationFast();
    location.alarmFlag = fix.alarmFlag;
    location.statusFlag = 3;
    location.latitudeE6 = Math.round(fix.latitudeDeg * 1e6);
    location.longitudeE6 = Math.round(fix.longitudeDeg * 1e6);
    location.speedTenthKmh = Math.round(fix.speedKmh * 10);
    location.directionDeg = 90;
    location.fixTimeMs = fix.fixTimeMs;
    const body = new Uint8Array(28);
    writeLocationFast(body, 0, location);
    const serial = this.#nextSerial();
    const frame = buildFrame(
      { messageId: 0x0200, version: VERSION, phone: this.phone, serial },
      body,
    );
    this.#inFlight = { serial, frame, fixTimeMs: fix.fixTimeMs };
    this.sent.add(fix.fixTimeMs);
    this.#socket.write(frame);
  }

  #nextSerial(): number {
    this.#serial = (this.#serial + 1) & 0xffff;
    return this.#serial;
  }
}
