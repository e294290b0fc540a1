/** A fleet as it comes: editions and vendors' habits mixed, and devices that do not behave. */
import { connect, type Socket } from 'node:net';
import { authenticationCode } from '#ingest/authentication.ts';
import { BodyWriter, readU16 } from '#ingest/protocols/jt808/bytes.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { deviceIdOf } from '#ingest/protocols/jt808/header.ts';
import { newLocationFast, writeLocationFast } from '#ingest/protocols/jt808/location-fast.ts';
import { authentication } from '#ingest/protocols/jt808/messages/authentication.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';

export interface Place {
  port: number;
  deviceKey: Uint8Array;
  localAddress: string;
}

/** Items behind the base part: the standard's, vendors', active safety, and what is no item at all. */
const TAILS = [
  '0104000f4240020201f403020258300119310 10f'.replace(' ', ''),
  '0104000f4240eb0c000300a85000040023313233',
  '0104000f42408008f0020102f1020304',
  '00000000000003e8007b0000000119000000000000'.slice(0, 40),
  '0104000f424006010a2b0201f4',
  `0104000f4240642f0000000100010132320100003c00640157552006ca3f682611211200000403${'31'.repeat(7)}2611211200000001${'00'}`,
  '6102052d6902017c',
];
const STYLES = ['2013', '2019', '2013', '2019', 'odd'] as const;
const READ_BUFFER = Buffer.allocUnsafeSlow(65_536);
const scratch = new Uint8Array(64);

class Device {
  readonly phone: string;
  readonly version: '2013' | '2019';
  readonly versionFlag: boolean;
  readonly tail: Uint8Array;
  serial = 0;

  constructor(index: number, firstPhone: number) {
    const style = STYLES[index % STYLES.length]!;
    this.version = style === '2019' ? '2019' : '2013';
    this.versionFlag = style !== '2013';
    this.phone = String(firstPhone + index).padStart(this.version === '2019' ? 20 : 12, '0');
    this.tail = Buffer.from(TAILS[index % TAILS.length]!, 'hex');
  }

  frame(messageId: number, body: Uint8Array, more: object = {}): Uint8Array {
    const { version, versionFlag, phone } = this;
    const serial = this.serial;
    this.serial = (serial + 1) & 0xffff;
    return buildFrame({ messageId, version, versionFlag, phone, serial, ...more }, body);
  }

  signOn(deviceKey: Uint8Array): Uint8Array {
    const authCode = authenticationCode(deviceKey, deviceIdOf(this.phone), this.version);
    const writer = new BodyWriter();
    const message = { authCode, imei: '1', softwareVersion: '1' };
    authentication.encode(writer, message, this.version);
    return this.frame(0x0102, writer.finish());
  }

  location(fixTimeMs: number): Uint8Array {
    const base = writeLocationFast(scratch, 0, {
      ...newLocationFast(),
      statusFlag: 3,
      latitudeE6: 22_500_000,
      longitudeE6: 113_900_000,
      speedTenthKmh: 600,
      fixTimeMs,
    });
    const body = new Uint8Array(base + this.tail.length);
    body.set(scratch.subarray(0, base));
    body.set(this.tail, base);
    return this.frame(0x0200, body);
  }
}

/** Reports one position after the other and remembers which were acknowledged. */
export class HonestDevice extends Device {
  readonly #place: Place;
  readonly #baseMs: number;
  readonly #acked: Uint8Array;
  readonly #seconds: number;
  readonly #framer = new Framer();
  #socket: Socket | null = null;
  /** Serial and second of the report under way, and when it went out; −1 = none. */
  #waitsFor = -1;
  #second = -1;
  #sentAtMs = 0;
  online = false;
  stopped = false;
  onOnline: () => void = () => {};
  onAck: (ms: number) => void = () => {};
  onLost: () => void = () => {};

  /** @param acked one bit a second from `baseMs` on */
  constructor(index: number, firstPhone: number, place: Place, baseMs: number, acked: Uint8Array) {
    super(index, firstPhone);
    this.#place = place;
    this.#baseMs = baseMs;
    this.#acked = acked;
    this.#seconds = acked.length * 8;
  }

  start(): void {
    const { port, localAddress, deviceKey } = this.#place;
    const socket = connect({
      port,
      host: '127.0.0.1',
      localAddress,
      noDelay: true,
      onread: {
        buffer: READ_BUFFER,
        callback: (length) => {
          this.#framer.push(READ_BUFFER.subarray(0, length), this.#onFrame, () => {});
          return true;
        },
      },
    });
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('connect', () => socket.write(this.signOn(deviceKey)));
    socket.on('close', () => {
      if (this.online) this.onLost();
      this.online = false;
      this.#waitsFor = -1;
      if (!this.stopped) setTimeout(() => this.start(), 1_000);
    });
  }

  /** False = the one before is still under way. */
  report(): boolean {
    if (!this.online || this.#waitsFor !== -1 || this.#second + 1 >= this.#seconds) return false;
    this.#second++;
    this.#waitsFor = this.serial;
    this.#sentAtMs = performance.now();
    this.#socket!.write(this.location(this.#baseMs + this.#second * 1_000));
    return true;
  }

  heartbeat(): void {
    if (!this.online || this.#waitsFor !== -1) return;
    this.#waitsFor = this.serial;
    this.#sentAtMs = performance.now();
    this.#socket!.write(this.frame(0x0002, new Uint8Array()));
  }

  stop(): void {
    this.stopped = true;
    this.#socket?.destroy();
  }

  readonly #onFrame = (bytes: Uint8Array, start: number, end: number): void => {
    if (readU16(bytes, start) !== 0x8001) return;
    const result = bytes[end - 1];
    const answered = readU16(bytes, end - 3);
    if (answered === 0x0102 && result === 0) {
      this.online = true;
      this.onOnline();
    } else if (readU16(bytes, end - 5) === this.#waitsFor) {
      this.#waitsFor = -1;
      this.onAck(performance.now() - this.#sentAtMs);
      if (answered !== 0x0200 || result !== 0) return;
      const at = this.#second >> 3;
      this.#acked[at] = this.#acked[at]! | (1 << (this.#second & 7));
    }
  };
}

/** What such a device does each second on its connection; it comes back a second after it was closed. */
type Mischief = (device: MisbehavingDevice, write: (bytes: Uint8Array) => void) => void;

const MISCHIEF: Record<string, Mischief> = {
  garbage(_, write) {
    write(Buffer.from(`7e${'31'.repeat(40)}7e`, 'hex'));
  },
  slowLoris(device, write) {
    write(device.location(0).subarray(device.ticks % 40, (device.ticks % 40) + 1));
  },
  brokenChecksum(device, write) {
    const frame = Uint8Array.from(device.location(0));
    frame[20] = frame[20]! ^ 0x10;
    write(frame);
  },
  oversize(_, write) {
    write(Buffer.alloc(4_000, 0x41));
  },
  cutFrames(device, write) {
    write(device.location(0).subarray(0, 30));
    if (device.ticks % 3 === 2) device.hangUp();
  },
  truncatedBodies(device, write) {
    write(device.frame(0x0200, Uint8Array.of(1, 2, 3)));
    write(device.frame(0x0704, Uint8Array.of(0, 9, 1)));
  },
  encrypted(device, write) {
    write(device.frame(0x0200, Uint8Array.of(1, 2, 3), { encryption: 1 }));
  },
  halfMessages(device, write) {
    const packetNumber = 1 + (device.ticks % 3);
    write(device.frame(0x0801, Buffer.alloc(200, 1), { packetTotal: 9, packetNumber }));
  },
  flood(device, write) {
    for (let k = 0; k < 60; k++) write(device.frame(0x0002, new Uint8Array()));
  },
  unknownIds(device, write) {
    write(device.frame(0x0506, new Uint8Array()));
    write(device.frame(0x2070, Buffer.alloc(30)));
  },
  repeats(device, write) {
    const frame = device.location(1_700_000_000_000);
    for (let k = 0; k < 5; k++) write(frame);
  },
  wrongCode(device, write) {
    const writer = new BodyWriter();
    authentication.encode(writer, { authCode: 'guess' }, device.version);
    write(device.frame(0x0102, writer.finish()));
  },
  /** Comes back at once with the identity of its neighbour, which does the same. */
  impersonation(device, write) {
    write(device.frame(0x0002, new Uint8Array()));
  },
};
const KINDS = Object.keys(MISCHIEF);

export class MisbehavingDevice extends Device {
  readonly kind: string;
  readonly #place: Place;
  #socket: Socket | null = null;
  #stopped = false;
  ticks = 0;

  constructor(index: number, firstPhone: number, place: Place) {
    const kind = KINDS[index % KINDS.length]!;
    // Two of a kind share one phone.
    const shared = index - (Math.floor(index / KINDS.length) % 2) * KINDS.length;
    super(kind === 'impersonation' ? shared : index, firstPhone);
    this.kind = kind;
    this.#place = place;
  }

  start(): void {
    const { port, localAddress, deviceKey } = this.#place;
    const socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true });
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.on('connect', () => {
      if (this.kind !== 'wrongCode') socket.write(this.signOn(deviceKey));
    });
    socket.on('close', () => {
      if (!this.#stopped) setTimeout(() => this.start(), 1_000);
    });
  }

  tick(): void {
    this.ticks++;
    const socket = this.#socket;
    if (socket === null || !socket.writable) return;
    MISCHIEF[this.kind]!(this, (bytes) => socket.write(bytes));
  }

  hangUp(): void {
    this.#socket?.destroy();
  }

  stop(): void {
    this.#stopped = true;
    this.#socket?.destroy();
  }
}
