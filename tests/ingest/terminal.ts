/** A terminal for tests: writes frames on a real socket and remembers what comes back. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeBody } from '#ingest/protocols/jt808/decode-frame.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { type Edition, type Header, isPart, parseHeader } from '#ingest/protocols/jt808/header.ts';
import { authentication } from '#ingest/protocols/jt808/messages/authentication.ts';
import type { MessageCodec } from '#ingest/protocols/jt808/messages/message.ts';
import { registration } from '#ingest/protocols/jt808/messages/registration.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';

export interface Answer {
  messageId: number;
  version: '2013' | '2019';
  phone: string;
  serial: number;
  /** Fields of the body by name. */
  body: Record<string, unknown>;
}

export interface FrameOptions {
  serial?: number;
  encryption?: number;
  packetTotal?: number;
  packetNumber?: number;
}

/** Builds a device's frames; what carries them is the caller's. */
export class Frames {
  readonly phone: string;
  readonly edition: Edition;
  serial = 0;

  constructor(phone: string, edition: Edition = '2013') {
    this.edition = edition;
    this.phone = phone.padStart(edition === '2019' ? 20 : 12, '0');
  }

  frame(
    messageId: number,
    body: Uint8Array = new Uint8Array(0),
    options: FrameOptions = {},
  ): Uint8Array {
    const serial = options.serial ?? this.serial++;
    const version = this.edition === '2019' ? '2019' : '2013';
    return buildFrame({ messageId, version, phone: this.phone, ...options, serial }, body);
  }

  message<T>(codec: MessageCodec<T>, message: T, options: FrameOptions = {}): Uint8Array {
    const writer = new BodyWriter();
    codec.encode(writer, message, this.edition);
    return this.frame(codec.id, writer.finish(), options);
  }

  registration(
    options: FrameOptions & { plateNumber?: string; plateColor?: number } = {},
  ): Uint8Array {
    const { plateNumber = '粤B12345', plateColor = 2, ...frame } = options;
    return this.message(
      registration,
      {
        provinceId: 44,
        cityId: 300,
        manufacturerId: 'MAKER',
        terminalModel: 'MODEL',
        terminalId: 'ID12345',
        plateColor,
        plateNumber,
      },
      frame,
    );
  }

  authentication(authCode: string, options: FrameOptions & { imei?: string } = {}): Uint8Array {
    const { imei = '1', ...frame } = options;
    return this.message(authentication, { authCode, imei, softwareVersion: '1' }, frame);
  }

  location(options: FrameOptions & { fixSecond?: number } = {}): Uint8Array {
    return this.frame(0x0200, locationBody(options.fixSecond ?? 0), options);
  }
}

/** 22.5 N 113.9 E, located, 60 km/h, at 2026-11-21 12:00:ss. */
export function locationBody(second: number): Uint8Array {
  const body = Buffer.alloc(28);
  body.writeUInt32BE(3, 4);
  body.writeUInt32BE(22_500_000, 8);
  body.writeUInt32BE(113_900_000, 12);
  body.writeUInt16BE(15, 16);
  body.writeUInt16BE(600, 18);
  body.writeUInt16BE(90, 20);
  const minute = Math.trunc(second / 60) % 60;
  const bcd = (value: number) => Number.parseInt(String(value % 100), 16);
  body.set([0x26, 0x11, 0x21, 0x12, bcd(minute), bcd(second % 60)], 22);
  return body;
}

class Inbox {
  readonly answers: Answer[] = [];
  onFrame: (header: Header, body: Uint8Array) => void = () => {};
  readonly #framer = new Framer();

  take(chunk: Uint8Array): void {
    this.#framer.push(
      chunk,
      (bytes, start, end) => {
        const header = parseHeader(bytes, start, end);
        const { messageId, version, phone, serial } = header;
        const from = start + header.length;
        this.onFrame(header, bytes.slice(from, end));
        if (isPart(header)) return;
        const body = decodeBody(messageId, version, bytes, from, end, start) as Record<
          string,
          unknown
        >;
        this.answers.push({ messageId, version, phone, serial, body });
      },
      (fault) => {
        throw new Error(`The gateway sent an unreadable frame: ${fault.code}`);
      },
    );
  }
}

export class Terminal extends Frames {
  readonly #inbox = new Inbox();
  readonly socket: Socket;
  closed = false;

  constructor(socket: Socket, phone: string, edition: Edition) {
    super(phone, edition);
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.#inbox.take(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.closed = true;
    });
  }

  static async connect(port: number, phone: string, edition: Edition = '2013'): Promise<Terminal> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new Terminal(socket, phone, edition);
  }

  get answers(): Answer[] {
    return this.#inbox.answers;
  }

  /** Called with every frame, packets of a longer message as well, which are no answers. */
  set onFrame(onFrame: (header: Header, body: Uint8Array) => void) {
    this.#inbox.onFrame = onFrame;
  }

  send(...frames: Uint8Array[]): void {
    this.socket.write(Buffer.concat(frames));
  }

  /** The next `count` answers beyond those seen when called with `from`. */
  async waitFor(count: number): Promise<Answer[]> {
    await until(() => this.answers.length >= count || this.closed);
    return this.answers;
  }

  async ask(frame: Uint8Array): Promise<Answer> {
    const before = this.answers.length;
    this.send(frame);
    await until(() => this.answers.length > before || this.closed);
    const answer = this.answers[before];
    if (answer === undefined) throw new Error('The gateway closed without an answer.');
    return answer;
  }

  /** Registers and authenticates; returns the code. */
  async signOn(): Promise<string> {
    const registered = await this.ask(this.registration());
    const code = registered.body.authCode as string;
    const authenticated = await this.ask(this.authentication(code));
    if (authenticated.body.result !== 0) throw new Error('The gateway refused the code.');
    return code;
  }

  async whenClosed(): Promise<void> {
    await until(() => this.closed);
  }
}

export class UdpTerminal extends Frames {
  readonly #inbox = new Inbox();
  readonly #port: number;
  readonly socket: UdpSocket;

  private constructor(socket: UdpSocket, port: number, phone: string, edition: Edition) {
    super(phone, edition);
    this.socket = socket;
    this.#port = port;
    socket.on('message', (datagram) => this.#inbox.take(datagram));
  }

  static async open(port: number, phone: string, edition: Edition = '2013'): Promise<UdpTerminal> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return new UdpTerminal(socket, port, phone, edition);
  }

  get answers(): Answer[] {
    return this.#inbox.answers;
  }

  send(...frames: Uint8Array[]): void {
    this.socket.send(Buffer.concat(frames), this.#port, '127.0.0.1');
  }

  async ask(frame: Uint8Array): Promise<Answer> {
    const before = this.answers.length;
    this.send(frame);
    await until(() => this.answers.length > before);
    return this.answers[before]!;
  }
}

/** Waits for a condition that sockets bring about; fails loudly instead of hanging. */
export async function until(condition: () => boolean, msMax = 5_000): Promise<void> {
  const deadline = performance.now() + msMax;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('The awaited condition did not come about.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
