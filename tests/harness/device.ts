/**
 * A simulated terminal. It keeps every report until it is acknowledged, sends an unanswered one again
 * byte for byte, stores what it cannot send and brings it later as a blind-area batch. Its clock may
 * be wrong, its frames may come thrice or damaged, and another terminal may go by its number.
 */
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { parseHeader } from '#ingest/protocols/jt808/header.ts';
import { newLocationFast, writeLocationFast } from '#ingest/protocols/jt808/location-fast.ts';
import { driverIdentity } from '#ingest/protocols/jt808/messages/driver-identity.ts';
import { Frames } from '../ingest/terminal.ts';
import type { Random } from '../simulation/random.ts';
import type { Ledger } from './ledger.ts';
import type { Connection, Network, Peer } from './network.ts';

const ITEMS_PER_BATCH_MAX = 20;
const LOCATION_BYTES = 28;

export interface Traits {
  phone: string;
  edition: '2013' | '2019';
  carrier: 'tcp' | 'udp';
  /** Device clock minus true time, ms; null = the clock stands still. */
  clockOffsetMs: number | null;
  /** Times each message is written at once. */
  copies: number;
  /** Messages it sends before it waits for an answer. */
  window: number;
  /** Stored positions go out as 0x0704. */
  batches: boolean;
  /** Share of messages with a damaged copy before them. */
  noiseShare: number;
  /** Driver cards it reads (0x0702); none = none. */
  drivers: readonly string[];
  /** Share of intervals in which it has no network at all, for minutes. */
  blindShare: number;
}

interface Message {
  messageId: number;
  body: Uint8Array;
  /** What the ledger knows its content by. */
  keys: readonly string[];
}

interface Sent extends Message {
  serial: number;
  frame: Uint8Array;
  sentMs: number;
  tries: number;
}

export class Device implements Peer {
  readonly traits: Traits;
  readonly #network: Network;
  readonly #random: Random;
  readonly #ledger: Ledger;
  readonly #startMs: number;
  readonly #frames: Frames;
  #framer = new Framer();
  #connection: Connection | null = null;
  #state: 'away' | 'entering' | 'online' = 'away';
  #code: string | null = null;
  #attempt = 0;
  #outbox: Message[] = [];
  #inFlight: Sent[] = [];
  #blindUntilMs = 0;
  #speedKmh = 60;
  #alarm = false;
  #ending = false;

  constructor(
    traits: Traits,
    world: { network: Network; random: Random; ledger: Ledger; startMs: number },
  ) {
    this.traits = traits;
    this.#network = world.network;
    this.#random = world.random;
    this.#ledger = world.ledger;
    this.#startMs = world.startMs;
    this.#frames = new Frames(traits.phone, traits.edition);
  }

  get isDone(): boolean {
    return this.#ending && this.#outbox.length === 0 && this.#inFlight.length === 0;
  }

  start(): void {
    this.#after(this.#random.int(0, 5_000), () => this.#enter());
    this.#after(this.#random.int(2_000, 12_000), () => this.#observe());
    this.#watch();
  }

  /** No new facts; what it has is still brought. */
  finish(): void {
    this.#ending = true;
    this.#blindUntilMs = 0;
  }

  // Peer

  onBytes(bytes: Uint8Array): void {
    this.#framer.push(
      bytes,
      (content, start, end) => this.#answered(content, start, end),
      (fault) => {
        throw new Error(`The gateway sent an unreadable frame: ${fault.code}`);
      },
    );
  }

  onClosed(): void {
    this.#connection = null;
    this.#leave();
  }

  #after(ms: number, run: () => void): void {
    this.#network.scheduler.after(ms, run);
  }

  get #clockMs(): number {
    const { clockOffsetMs } = this.traits;
    const { nowMs } = this.#network.scheduler;
    // A clock that stands still has stood since a minute after the start.
    return clockOffsetMs === null
      ? this.#startMs + Math.min(nowMs, 60_000)
      : this.#startMs + nowMs + clockOffsetMs;
  }

  /** A new fact every few seconds. */
  #observe(): void {
    if (this.#ending) return;
    const random = this.#random;
    if (random.next() < 0.15) this.#speedKmh = random.pick([0, 3, 40, 75, 85, 100, 120]);
    if (random.next() < 0.1) this.#alarm = !this.#alarm;
    if (random.next() < this.traits.blindShare) {
      this.#blindUntilMs = this.#network.scheduler.nowMs + random.int(20_000, 150_000);
      this.#connection?.break();
    }
    const { drivers } = this.traits;
    if (drivers.length > 0 && random.next() < 0.04) this.#outbox.push(this.#card());
    this.#outbox.push(this.#location());
    this.#pump();
    const isPause = random.next() < 0.02;
    this.#after(isPause ? random.int(40_000, 100_000) : random.int(3_000, 12_000), () =>
      this.#observe(),
    );
  }

  #location(): Message {
    const location = newLocationFast();
    location.alarmFlag = this.#alarm ? 1 : 0;
    location.statusFlag = 3;
    // No two facts of a world are alike, so that each can be followed by its bytes.
    location.latitudeE6 = 22_000_000 + this.#ledger.nextFact();
    location.longitudeE6 = 113_900_000;
    location.speedTenthKmh = this.#speedKmh * 10 + this.#random.int(0, 40);
    location.directionDeg = this.#random.int(0, 359);
    location.fixTimeMs = Math.floor(this.#clockMs / 1_000) * 1_000;
    const body = new Uint8Array(LOCATION_BYTES);
    writeLocationFast(body, 0, location);
    return { messageId: 0x0200, body, keys: [keyOf(body)] };
  }

  #card(): Message {
    const random = this.#random;
    const time = new Date(Math.floor(this.#clockMs / 1_000) * 1_000 + 8 * 3_600_000);
    const writer = new BodyWriter();
    driverIdentity.encode(
      writer,
      {
        status: random.int(1, 2),
        time: `${time.toISOString().slice(0, 19)}+08:00`,
        icReadResult: 0,
        driverName: `D${this.#ledger.nextFact()}`,
        certificateNo: random.pick(this.traits.drivers),
        issuingAgency: 'A',
        certificateExpiry: '2034-04-09',
      },
      this.traits.edition,
    );
    const body = writer.finish();
    return { messageId: 0x0702, body, keys: [keyOf(body)] };
  }

  /** Connects when there is a network. */
  #enter(): void {
    const { scheduler } = this.#network;
    if (this.#state !== 'away' || this.isDone) return;
    if (scheduler.nowMs < this.#blindUntilMs) {
      this.#after(this.#blindUntilMs - scheduler.nowMs + 1, () => this.#enter());
      return;
    }
    const attempt = ++this.#attempt;
    if (this.traits.carrier === 'tcp') {
      this.#framer = new Framer();
      this.#connection = this.#network.connect(this, this.traits.phone);
      if (this.#connection === null) {
        this.#after(this.#random.int(500, 4_000), () => this.#enter());
        return;
      }
    }
    this.#state = 'entering';
    // Now and then it has forgotten its code.
    if (this.#random.next() < 0.1) this.#code = null;
    this.#knock();
    this.#after(8_000, () => {
      if (this.#attempt === attempt && this.#state === 'entering') this.#hangUp();
    });
  }

  #knock(): void {
    if (this.#code === null) this.#write(this.#frames.registration());
    else this.#write(this.#frames.authentication(this.#code));
  }

  #hangUp(): void {
    this.#connection?.end();
    this.#connection = null;
    this.#leave();
  }

  #leave(): void {
    if (this.#state === 'away') return;
    this.#state = 'away';
    this.#after(this.#random.int(300, 6_000), () => this.#enter());
  }

  #write(frame: Uint8Array): void {
    const random = this.#random;
    for (let copy = 0; copy < this.traits.copies; copy++) {
      if (random.next() < this.traits.noiseShare) {
        const damaged = Uint8Array.from(frame);
        damaged[random.int(1, frame.length - 2)]! ^= 1 << random.int(0, 7);
        this.#carry(damaged);
      }
      this.#carry(frame);
    }
  }

  #carry(bytes: Uint8Array): void {
    if (this.traits.carrier === 'udp') this.#network.datagram(this, this.traits.phone, bytes);
    else this.#connection?.send(bytes);
  }

  #pump(): void {
    if (this.#state !== 'online') return;
    while (this.#inFlight.length < this.traits.window && this.#outbox.length > 0) {
      const message = this.#nextMessage();
      const serial = this.#frames.serial & 0xffff;
      const frame = this.#frames.frame(message.messageId, message.body, { serial });
      this.#frames.serial = (serial + 1) & 0xffff;
      const sentMs = this.#network.scheduler.nowMs;
      this.#inFlight.push({ ...message, serial, frame, sentMs, tries: 1 });
      this.#write(frame);
    }
  }

  /** The oldest message; several stored positions go together. */
  #nextMessage(): Message {
    const stored = this.#outbox.findIndex(({ messageId }) => messageId !== 0x0200);
    const count = stored === -1 ? this.#outbox.length : stored;
    if (!this.traits.batches || count < 3) return this.#outbox.shift()!;
    const items = this.#outbox.splice(0, Math.min(count, ITEMS_PER_BATCH_MAX));
    const parts = items.map(({ body }) => Buffer.concat([Buffer.of(0, body.length), body]));
    const body = Buffer.concat([Buffer.of(0, items.length, 1), ...parts]);
    return { messageId: 0x0704, body, keys: items.flatMap(({ keys }) => keys) };
  }

  #answered(bytes: Uint8Array, start: number, end: number): void {
    const header = parseHeader(bytes, start, end);
    const body = Buffer.from(bytes.subarray(start + header.length, end));
    if (header.messageId === 0x8100) {
      if (this.#state !== 'entering' || this.#code !== null) return;
      if (body[2] !== 0) throw new Error(`Registration was refused with result ${body[2]}.`);
      this.#code = body.subarray(3).toString('latin1');
      this.#knock();
      return;
    }
    if (header.messageId !== 0x8001) return;
    const [serial, messageId, result] = [body.readUInt16BE(0), body.readUInt16BE(2), body[4]];
    if (messageId === 0x0102) {
      if (this.#state !== 'entering') return;
      if (result === 0) this.#online();
      else this.#hangUp();
      return;
    }
    const at = this.#inFlight.findIndex((sent) => sent.serial === serial);
    if (result === 0 && at !== -1 && this.#inFlight[at]!.messageId === messageId) {
      this.#ledger.acknowledged(this.#inFlight[at]!.keys);
      this.#inFlight.splice(at, 1);
      this.#pump();
      if (this.isDone) this.#hangUp();
    } else if (result === 1 && this.#state === 'online') {
      // Not known here (any more): from the door again.
      this.#hangUp();
    } else if (result === 2 && at !== -1) {
      throw new Error(`A good message ${messageId} was called malformed.`);
    }
  }

  #online(): void {
    this.#state = 'online';
    for (const sent of this.#inFlight) this.#sendAgain(sent);
    this.#pump();
  }

  #sendAgain(sent: Sent): void {
    sent.sentMs = this.#network.scheduler.nowMs;
    sent.tries++;
    this.#write(sent.frame);
  }

  /** Looks after what is not answered, and shows life. */
  #watch(): void {
    const { nowMs } = this.#network.scheduler;
    if (this.#state === 'online') {
      const overdue = this.#inFlight.filter(({ sentMs }) => nowMs - sentMs > 9_000);
      if (overdue.some(({ tries }) => tries % 4 === 0)) this.#hangUp();
      else for (const sent of overdue) this.#sendAgain(sent);
      if (this.#random.next() < 0.15) this.#carry(this.#frames.frame(0x0002));
    }
    if (!this.isDone) this.#after(this.#random.int(4_000, 8_000), () => this.#watch());
  }
}

/** Content of a message as the ledger and the log know it. */
export function keyOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
}
