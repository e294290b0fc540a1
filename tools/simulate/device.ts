/**
 * An honest terminal (JT/T 808, chapter 7 of the standard): registers once, authenticates first on
 * every connection, waits for answers, resends by T(N+1) = T(N) × (N+1), keeps what could not be
 * delivered and uploads it after the link is back, and clears acknowledged alarms.
 */
import { connect, type Socket } from 'node:net';
import type { Clock } from '#core/time.ts';
import { BodyReader } from '#ingest/protocols/jt808/bytes.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { isPart, newHeader, readHeader } from '#ingest/protocols/jt808/header.ts';
import { newLocationFast } from '#ingest/protocols/jt808/location-fast.ts';
import {
  type AttachmentCommand,
  attachmentCommand,
} from '#ingest/protocols/jt808/messages/attachment-command.ts';
import { platformAck } from '#ingest/protocols/jt808/messages/general-ack.ts';
import { registrationReply } from '#ingest/protocols/jt808/messages/registration-reply.ts';
import { Timed, type TimerWheel } from '#ingest/timer-wheel.ts';
import { cameraItem, sendEvidence } from './evidence.ts';
import type { SimVehicle } from './fleet.ts';
import {
  answerFrame,
  authenticationFrame,
  BATCH_ITEMS_MAX,
  batchFrame,
  driverCardFrame,
  heartbeatFrame,
  locationBody,
  locationFrame,
  registrationFrame,
  storedLocationFrame,
  terminalAckFrame,
} from './frames.ts';
import { planAfter } from './heed.ts';
import { type Memory, newMemory, obey, type Question } from './obey.ts';
import { observe } from './observe.ts';
import { nextOutageMs, outageAt } from './outages.ts';
import { chanceAt } from './random.ts';
import { ReportSchedule } from './report-schedule.ts';
import { driverAt } from './shift.ts';
import { StoredPositions } from './stored-positions.ts';
import { UnansweredTable } from './unanswered.ts';

export interface DeviceWorld {
  host: string;
  port: number;
  wheel: TimerWheel;
  /** Wall clock of every terminal; the wheel runs on it, too. */
  clock: Clock;
  reportEveryMs: number;
  /** First wait for an answer; param 0x0002. */
  answerWaitMs: number;
  /** Seeds dead spots and back-off. */
  seed: number;
  totals: SimulatorTotals;
}

/** Counted over the fleet. */
export interface SimulatorTotals {
  connected: number;
  sent: number;
  acked: number;
  resent: number;
  /** Answered with a result other than success. */
  refused: number;
  /** Positions kept because there was no link. */
  stored: number;
  /** Stored positions that were delivered. */
  uploaded: number;
  reconnects: number;
  /** Files of alarms that the platform has confirmed. */
  files: number;
}

/** Messages without an answer; further positions are stored. */
const UNANSWERED_MAX = 8;
const HEARTBEAT_MS = 60_000;
const BACK_OFF_MAX_MS = 60_000;
/** Message id under which stored positions wait for their answer, also those of 2011 that travel as 0x0200. */
const STORED_UPLOAD = 0x0704;
type LinkState = 'down' | 'connecting' | 'registering' | 'authenticating' | 'online';

const location = newLocationFast();
const header = newHeader();

export class Device extends Timed {
  readonly vehicle: SimVehicle;
  readonly #world: DeviceWorld;
  readonly #framer = new Framer();
  readonly #unanswered = new UnansweredTable();
  readonly #stored = new StoredPositions();
  readonly #schedule: ReportSchedule;
  #socket: Socket | null = null;
  #state: LinkState = 'down';
  #authCode: string | null = null;
  #serial = 0;
  #attempts = 0;
  #connectAtMs = 0;
  #lastSentMs = 0;
  /** Leg whose driver has signed in; null = no card was read since power-on. */
  #signedLeg: number | null = null;
  #stopped = false;
  /** What commands have changed; null = none came yet. */
  #memory: Memory | null = null;

  constructor(vehicle: SimVehicle, world: DeviceWorld) {
    super();
    this.vehicle = vehicle;
    this.#world = world;
    this.#schedule = new ReportSchedule(vehicle, world.reportEveryMs);
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Powers on; the first connection is tried at `connectAtMs`. */
  start(connectAtMs: number): void {
    const now = this.#world.clock.now();
    this.#connectAtMs = connectAtMs;
    this.#schedule.start(now);
    this.#plan(now);
  }

  /** Cuts the link without a word, as a power loss does. */
  stop(): void {
    this.#stopped = true;
    this.#world.wheel.clear(this);
    this.#socket?.destroy();
  }

  override onDeadline(now: number): void {
    if (this.#stopped) return;
    if (outageAt(this.vehicle, this.#world.seed, now) !== null) this.#socket?.destroy();
    else if (this.#state === 'down' && now >= this.#connectAtMs) this.#connect();
    if (now >= this.#schedule.atMs) this.#report(now);
    if (this.#state !== 'down') this.#resend(now);
    if (this.#state === 'online') {
      if (now - this.#lastSentMs >= HEARTBEAT_MS)
        this.#send(0x0002, heartbeatFrame(this.vehicle, this.#serial), now);
      this.#upload(now);
    }
    this.#plan(now);
  }

  #plan(now: number): void {
    if (this.#stopped) return;
    const outage = outageAt(this.vehicle, this.#world.seed, now);
    let next = this.#schedule.atMs;
    if (outage !== null) next = Math.min(next, outage.toMs);
    else if (this.#state === 'down') next = Math.min(next, this.#connectAtMs);
    else {
      next = Math.min(next, nextOutageMs(this.vehicle, this.#world.seed, now));
      if (this.#state === 'online') next = Math.min(next, this.#lastSentMs + HEARTBEAT_MS);
      next = Math.min(next, this.#unanswered.nextDueMs());
    }
    this.#world.wheel.set(this, Math.max(next, now + 1));
  }

  #connect(): void {
    this.#state = 'connecting';
    this.#attempts++;
    const socket = connect({ host: this.#world.host, port: this.#world.port, noDelay: true });
    this.#socket = socket;
    socket.on('connect', () => {
      const now = this.#world.clock.now();
      if (this.#authCode === null) this.#register(now);
      else this.#authenticate(now, this.#authCode);
      this.#plan(now);
    });
    socket.on('data', (chunk: Buffer) => {
      this.#framer.push(chunk, this.#onFrame, ignore);
      this.#plan(this.#world.clock.now());
    });
    // What went wrong does not matter to a terminal: it tries again later.
    socket.on('error', ignore);
    socket.on('close', () => this.#lost(socket));
  }

  #lost(socket: Socket): void {
    if (this.#socket !== socket) return;
    const { totals, clock } = this.#world;
    if (this.#state === 'online') totals.connected--;
    this.#socket = null;
    this.#state = 'down';
    this.#framer.end(ignore);
    const undelivered = this.#unanswered.giveUp();
    this.#stored.restore(undelivered);
    totals.stored += undelivered.length;
    const now = clock.now();
    const backOffMs = Math.min(BACK_OFF_MAX_MS, 1_000 * 2 ** Math.min(6, this.#attempts));
    this.#connectAtMs =
      now + backOffMs * (0.5 + chanceAt(this.vehicle.seed ^ this.#world.seed, now, 4) / 2);
    totals.reconnects++;
    if (!this.#stopped) this.#plan(now);
  }

  #register(now: number): void {
    this.#state = 'registering';
    this.#send(0x0100, registrationFrame(this.vehicle, this.#serial), now);
  }

  #authenticate(now: number, authCode: string): void {
    this.#state = 'authenticating';
    this.#send(0x0102, authenticationFrame(this.vehicle, this.#serial, authCode), now);
  }

  #onFrame = (bytes: Uint8Array, start: number, end: number): void => {
    const { messageId, serial, length } = readHeader(bytes, start, end, header);
    const now = this.#world.clock.now();
    const reader = new BodyReader(bytes, start + length, end);
    if (messageId === 0x8001) {
      const { replySerial, result } = platformAck.decode(reader, this.vehicle.edition);
      this.#answered(replySerial, result, now);
    } else if (messageId === 0x8100) {
      const { replySerial, result, authCode } = registrationReply.decode(
        reader,
        this.vehicle.edition,
      );
      this.#unanswered.answered(replySerial);
      if (result === 0 && authCode !== undefined) {
        this.#world.totals.acked++;
        this.#authCode = authCode;
        this.#authenticate(now, authCode);
      } else {
        this.#world.totals.refused++;
        this.#socket?.destroy();
      }
    } else {
      if (messageId === attachmentCommand.id) {
        this.#sendFiles(attachmentCommand.decode(reader, this.vehicle.edition));
        this.#acknowledge(messageId, serial, 0, now);
        return;
      }
      // Of a message in packets each is acknowledged; what it says changes nothing outside the vehicle.
      if (isPart(header)) this.#acknowledge(messageId, serial, 0, now);
      else this.#obey({ messageId, serial, reader }, now);
    }
  };

  #obey(asked: Question, now: number): void {
    this.#memory ??= newMemory();
    const { vehicle } = this;
    const { ack, answer, clearsAlarms, resets, hears, readsDriver } = obey(
      vehicle,
      this.#memory,
      asked,
      () => {
        observe(vehicle, now, location);
        return locationBody(location);
      },
    );
    if (ack !== null) this.#acknowledge(asked.messageId, asked.serial, ack, now);
    if (answer !== null) {
      const { messageId, body } = answer;
      this.#write(answerFrame(vehicle, this.#takeSerial(), messageId, body), now);
    }
    this.#schedule.alarmBits &= ~clearsAlarms;
    if (hears !== null) vehicle.plan = planAfter(vehicle, hears, now);
    if (readsDriver) {
      const driver = driverAt(vehicle, observe(vehicle, now, location));
      this.#send(0x0702, driverCardFrame(vehicle, this.#serial, driver, now)!, now);
    }
    if (resets) this.#socket?.end();
  }

  #acknowledge(messageId: number, serial: number, result: number, now: number): void {
    this.#write(terminalAckFrame(this.vehicle, this.#takeSerial(), serial, messageId, result), now);
  }

  /** In the background: what becomes of it is the platform's to ask again. */
  #sendFiles(command: AttachmentCommand): void {
    const { totals } = this.#world;
    sendEvidence(this.vehicle, command).then(
      (files) => {
        totals.files += files;
      },
      () => {},
    );
  }

  #answered(serial: number, result: number, now: number): void {
    const message = this.#unanswered.answered(serial);
    if (message === undefined) return;
    const { totals } = this.#world;
    const accepted = result === 0 || result === 4;
    if (accepted) totals.acked++;
    else totals.refused++;
    if (message.messageId === 0x0102) {
      if (!accepted) {
        this.#authCode = null;
        this.#register(now);
        return;
      }
      this.#state = 'online';
      this.#attempts = 0;
      totals.connected++;
      this.#schedule.atMs = Math.min(this.#schedule.atMs, now);
      return;
    }
    if (!accepted) return;
    this.#schedule.alarmBits &= ~message.alarmBits;
    if (message.messageId !== 0x0200 && message.bodies !== null) {
      totals.uploaded += message.bodies.length;
      this.#upload(now);
    }
  }

  #report(now: number): void {
    const cameraMs = this.#schedule.begin(now);
    const { alarmBits } = this.#schedule;
    const place = observe(this.vehicle, now, location);
    location.alarmFlag = (location.alarmFlag | alarmBits) >>> 0;
    if (this.#state === 'online' && this.#unanswered.size < UNANSWERED_MAX) {
      if (this.#signedLeg !== place.legNumber) this.#changeDriver(place, now);
      const item = cameraMs === null ? undefined : cameraItem(this.vehicle, cameraMs, location);
      const frame = locationFrame(this.vehicle, this.#serial, location, item);
      this.#send(0x0200, frame, now, [locationBody(location)], alarmBits);
    } else {
      this.#stored.add(locationBody(location));
      this.#world.totals.stored++;
    }
    this.#schedule.next(now, place.speedKmh > 0.5);
  }

  /** Shift change: the card of the driver before comes out, the next one goes in. */
  #changeDriver(place: Parameters<typeof driverAt>[1], now: number): void {
    if (this.#signedLeg !== null) {
      const out = driverCardFrame(this.vehicle, this.#serial, null, now - 1_000);
      if (out !== null) this.#send(0x0702, out, now);
    }
    this.#signedLeg = place.legNumber;
    this.#send(
      0x0702,
      driverCardFrame(this.vehicle, this.#serial, driverAt(this.vehicle, place), now)!,
      now,
    );
  }

  /** Oldest stored positions first, one message at a time, live ones in between. */
  #upload(now: number): void {
    if (this.#stored.size === 0 || this.#state !== 'online') return;
    if (this.#unanswered.has(STORED_UPLOAD)) return;
    const single = this.vehicle.edition === '2011';
    const bodies = this.#stored.take(single ? 1 : BATCH_ITEMS_MAX);
    const frame = single
      ? storedLocationFrame(this.vehicle, this.#serial, bodies[0]!)
      : batchFrame(this.vehicle, this.#serial, bodies);
    // A stored position of 2011 travels as 0x0200 and is told from a live one by this id alone.
    this.#send(STORED_UPLOAD, frame, now, bodies);
  }

  #send(
    messageId: number,
    frame: Buffer,
    now: number,
    bodies: Uint8Array[] | null = null,
    alarmBits = 0,
  ): void {
    const message = { messageId, frame, alarmBits, bodies };
    this.#unanswered.add(this.#takeSerial(), message, now, this.#world.answerWaitMs);
    this.#write(frame, now);
  }

  #resend(now: number): void {
    const patient = this.#unanswered.resendDue(now, (frame) => {
      this.#world.totals.resent++;
      this.#write(frame, now);
    });
    if (!patient) this.#socket?.destroy();
  }

  #write(frame: Buffer, now: number): void {
    if (this.#socket === null || this.#socket.destroyed) return;
    this.#world.totals.sent++;
    this.#lastSentMs = now;
    this.#socket.write(frame);
  }

  #takeSerial(): number {
    const serial = this.#serial;
    this.#serial = (serial + 1) & 0xffff;
    return serial;
  }
}

function ignore(): void {}
