/**
 * bytes → frame → message → report, for every link: who may speak, what is recorded, how it is
 * answered. Failures leave to quarantine. Nothing here waits: what is recorded is answered by
 * answers.ts when publish.ts knows it to be durable.
 *
 * *Back pressure:* links are paused while the publisher is overloaded, and while a device exceeds its rate.
 * *Delivery:* a frame is acknowledged after its append, never before; see publish.ts.
 */
import { type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { Reading, ReadingBody } from '#core/report.ts';
import type { Clock } from '#core/time.ts';
import { type Answers, ackAnswer, silentAnswer } from './answers.ts';
import type { IngestSettings } from './config.ts';
import type { CloseReason, IngestCounters, Refusal } from './counters.ts';
import type { DeviceEntry, DeviceTable } from './devices.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { type Link, type LinkHandler, PAUSE } from './link.ts';
import { Packets } from './packets.ts';
import type { ProtocolFault } from './protocol.ts';
import { Framer } from './protocols/jt808/framing.ts';
import { type Header, isPart, newHeader, readHeader } from './protocols/jt808/header.ts';
import { replyKindOf } from './protocols/jt808/message-ids.ts';
import { ACK_RESULT, type AckResult } from './protocols/jt808/replies.ts';
import { locationReading, type ReportContext, toReadings } from './protocols/jt808/to-report.ts';
import type { Publisher } from './publish.ts';
import type { Quarantine } from './quarantine.ts';
import { fingerprint, type ResendWindow } from './resend-window.ts';
import type { Session, SessionTable } from './session.ts';
import type { TimerWheel } from './timer-wheel.ts';

const LOCATION = 0x0200;
const HEARTBEAT = 0x0002;
const LOGOUT = 0x0003;
const EMPTY = new Uint8Array(0);
const PROTOCOLS = { '2011': 'jt808_2011', '2013': 'jt808_2013', '2019': 'jt808_2019' } as const;

/** The message that brought a session event about; `answer` null = nobody waits. */
export interface Told {
  raw: Uint8Array;
  answer: number | null;
  serial: number;
}
const UNTOLD: Told = { raw: EMPTY, answer: null, serial: 0 };

export interface GatewayParts {
  settings: IngestSettings;
  secrets: { pseudonymKey: Uint8Array; deviceKey: Uint8Array };
  clock: Clock;
  wheel: TimerWheel;
  counters: IngestCounters;
  devices: DeviceTable;
  sessions: SessionTable;
  publisher: Publisher;
  answers: Answers;
  quarantine: Quarantine;
  resends: ResendWindow;
}

export class Gateway implements LinkHandler {
  readonly parts: GatewayParts;
  readonly #doorkeeper: Doorkeeper;
  readonly #packets: Packets;
  readonly #header: Header = newHeader();
  readonly #context: ReportContext;
  readonly #waitingForRelief = new Set<Link>();
  /** Datagrams hold whole frames: one framer serves them all. */
  readonly #datagramFramer = new Framer();
  /** What the segment being read belongs to. */
  #link: Link | null = null;
  #nowMs = 0;
  #receivedTimeMs = 0;

  constructor(parts: GatewayParts) {
    this.parts = parts;
    this.#doorkeeper = new Doorkeeper(this);
    this.#packets = new Packets(this);
    const { pseudonymKey } = parts.secrets;
    this.#context = {
      subjectKey: '' as SubjectKey,
      deviceKey: '' as SubjectKey,
      edition: '2013',
      receivedTimeMs: 0,
      driverKeyOf: (certificateNo) => subjectKeyOf(pseudonymKey, 'driver', certificateNo),
    };
  }

  onOpen(link: Link): void {
    this.#arm(link, this.parts.wheel.now());
  }

  onBytes(link: Link, chunk: Buffer): void {
    const { counters, publisher, settings, wheel } = this.parts;
    counters.bytesIn += chunk.length;
    this.#begin(link);
    const nowMs = this.#nowMs;
    if (link.session === null) {
      link.bytesBeforeAuthentication += chunk.length;
      if (link.bytesBeforeAuthentication > settings.beforeAuthenticationBytesMax) {
        link.close('authentication-bytes');
        return;
      }
    }
    link.framer ??= new Framer();
    link.framer.push(chunk, this.#onFrame, this.#onFault);
    if (link.closed) return;

    if (link.framer.pendingBytes === 0) {
      link.partialSinceMs = 0;
    } else if (link.partialSinceMs === 0 || link.lastFrameMs === nowMs) {
      // Either the first bytes of a frame, or the rest of a segment that ended others.
      link.partialSinceMs = nowMs;
      if (nowMs + settings.frameMs < link.deadlineMs) wheel.set(link, nowMs + settings.frameMs);
    }
    if (link.session !== null) this.#limitRate(link, link.session, nowMs);
    publisher.measure();
    if (publisher.overloaded() && !this.#waitingForRelief.has(link)) {
      counters.pauses++;
      this.#waitingForRelief.add(link);
      link.pause(PAUSE.pressure);
    }
  }

  /** One datagram; `link` answers to its source and is kept only if it proves itself. */
  onDatagram(link: Link, datagram: Buffer): void {
    const { counters, publisher } = this.parts;
    counters.bytesIn += datagram.length;
    counters.datagrams++;
    publisher.measure();
    if (publisher.overloaded()) {
      counters.datagramsDropped++;
      return;
    }
    this.#begin(link);
    this.#datagramFramer.push(datagram, this.#onFrame, this.#onFault);
    this.#datagramFramer.end(this.#onFault);
  }

  onClosed(link: Link, reason: CloseReason): void {
    const { counters, wheel } = this.parts;
    counters.closes[reason]++;
    wheel.clear(link);
    this.#waitingForRelief.delete(link);
    link.framer = null;
    const { session } = link;
    if (session !== null) this.endSession(session, reason);
  }

  onLinkDeadline(link: Link, nowMs: number): void {
    const { settings } = this.parts;
    if (link.resumeAtMs > 0 && link.resumeAtMs <= nowMs) {
      link.resumeAtMs = 0;
      link.resume(PAUSE.rate);
    }
    if (link.isPaused()) {
      // Silence of our making is not the device's.
      link.lastFrameMs = nowMs;
      if (link.partialSinceMs > 0) link.partialSinceMs = nowMs;
    } else if (link.stream && link.session === null) {
      if (nowMs - link.unauthenticatedSinceMs >= settings.authenticationMs) {
        link.close('authentication-timeout');
        return;
      }
    }
    if (link.partialSinceMs > 0 && nowMs - link.partialSinceMs >= settings.frameMs) {
      link.close('frame-timeout');
      return;
    }
    if (nowMs - link.lastFrameMs >= settings.silenceMs) {
      link.close('silence');
      return;
    }
    this.#arm(link, nowMs);
  }

  /** The publisher respects its bounds again. */
  onRelief(): void {
    for (const link of this.#waitingForRelief) link.resume(PAUSE.pressure);
    this.#waitingForRelief.clear();
  }

  /** Every second: what is bounded by time and belongs to no single link. */
  everySecond(): void {
    this.#packets.askForMissing(this.parts.wheel.now());
    this.parts.publisher.measure();
  }

  /** Stops reading from every link; what was read is still recorded and answered. */
  pauseAll(links: Iterable<Link>): void {
    for (const link of links) link.pause(PAUSE.pressure);
  }

  /** A device that is online from now on. */
  startSession(session: Session): void {
    const { sessions, wheel, settings } = this.parts;
    const before = sessions.open(session);
    if (before !== null) this.#packets.forget(before);
    if (!session.link.stream) wheel.set(session.link, wheel.now() + settings.silenceMs);
  }

  /** Ends the session and records it; a logout waits for that record. */
  endSession(session: Session, reason: string, told: Told = UNTOLD): void {
    const { sessions, wheel } = this.parts;
    const { link } = session;
    sessions.remove(session);
    this.#packets.forget(session);
    if (!link.closed) {
      link.unauthenticatedSinceMs = wheel.now();
      if (link.stream) this.#arm(link, wheel.now());
      else wheel.clear(link);
    }
    this.record(session, { kind: 'session', online: false, reason }, told);
  }

  /** Records what the gateway itself has to say about a session. */
  record(session: Session, body: ReadingBody, { raw, answer, serial }: Told = UNTOLD): void {
    const { publisher, clock, wheel } = this.parts;
    const reading: Reading = {
      subjectKey: session.subjectKey,
      deviceKey: session.deviceKey,
      protocol: PROTOCOLS[session.edition],
      receivedTimeMs: clock.now(),
      serial,
      raw,
      body,
    };
    const link = answer === null ? null : session.link;
    publisher.add(session.partition, reading, link, answer ?? 0, 0, wheel.now());
  }

  /** Not recorded: answered with a failure and counted. */
  refuse(
    link: Link,
    header: Header,
    refusal: Refusal,
    result: AckResult = ACK_RESULT.failed,
  ): void {
    this.parts.counters.outcomes.refused++;
    this.parts.counters.refusals[refusal]++;
    if (replyKindOf(header.messageId) !== 'none') this.parts.answers.ack(link, header, result);
  }

  /** The frame cannot be understood: kept with its bytes; its sender hears "message wrong". */
  quarantineBody(
    link: Link,
    header: Header,
    from: DeviceEntry | Session,
    fault: ProtocolFault,
    raw: Uint8Array,
  ): void {
    this.parts.counters.refusals['body-unreadable']++;
    this.#quarantine(link, fault, raw, from.deviceKey);
    this.parts.answers.ack(link, header, ACK_RESULT.malformed);
  }

  /** Context of the message being read, for one session. One object for all: valid until the next call. */
  contextOf(session: Session): ReportContext {
    const context = this.#context;
    context.subjectKey = session.subjectKey;
    context.deviceKey = session.deviceKey;
    context.edition = session.edition;
    context.receivedTimeMs = this.#receivedTimeMs;
    return context;
  }

  /** Appends the readings of one message; the link is answered with its last one (`answer` null = not at all). */
  publish(
    session: Session,
    readings: readonly Reading[],
    answer: number | null,
    mark: number,
  ): void {
    const { publisher } = this.parts;
    const last = readings.length - 1;
    for (let i = 0; i <= last; i++) {
      const link = i === last && answer !== null ? session.link : null;
      publisher.add(session.partition, readings[i]!, link, answer ?? 0, mark, this.#nowMs);
    }
  }

  #begin(link: Link): void {
    this.#link = link;
    this.#nowMs = this.parts.wheel.now();
    this.#receivedTimeMs = this.parts.clock.now();
  }

  readonly #onFrame = (bytes: Uint8Array, start: number, end: number): void => {
    const link = this.#link!;
    if (link.closed) return;
    this.parts.counters.frames++;
    link.strikes = 0;
    link.lastFrameMs = this.#nowMs;
    const header = readHeader(bytes, start, end, this.#header);
    let { session } = link;
    if (session === null || session.phone !== header.phone || session.version !== header.version) {
      session = this.#doorkeeper.admit(link, header, bytes, start, end);
      if (session === null) return;
    } else if (this.#doorkeeper.isDoorMessage(header)) {
      this.#doorkeeper.answer(link, header, bytes, start, end);
      return;
    }
    if (!session.known) this.parts.counters.pendingDeviceMessages++;
    if (session.link.stream) session.tokens--;
    else if (!this.#datagramWithinRate(session)) return;
    this.#message(session, header, bytes, start, end);
  };

  #message(session: Session, header: Header, bytes: Uint8Array, start: number, end: number): void {
    const { parts } = this;
    const { link } = session;
    const { messageId } = header;
    if (messageId === LOGOUT && !isPart(header)) {
      this.endSession(session, 'logout', {
        raw: bytes.subarray(start, end),
        answer: ackAnswer(header, ACK_RESULT.ok),
        serial: header.serial,
      });
      return;
    }
    // A heartbeat has no content by which a resend could be told from the next one.
    const mark = messageId === HEARTBEAT ? 0 : fingerprint(bytes, start, end);
    if (mark !== 0 && parts.resends.has(mark, this.#nowMs)) {
      this.#answerAgain(link, header);
      return;
    }
    if (isPart(header)) {
      this.#packets.take(session, header, bytes, start, end, mark);
      return;
    }
    const context = this.contextOf(session);
    if (messageId === LOCATION && header.encryption === 0) {
      const reading = locationReading(header, bytes, start, end, context);
      if ('code' in reading)
        this.quarantineBody(link, header, session, reading, bytes.slice(start, end));
      else
        parts.publisher.add(
          session.partition,
          reading,
          link,
          ackAnswer(header, ACK_RESULT.ok),
          mark,
          this.#nowMs,
        );
      return;
    }
    const readings = toReadings(header, bytes, start, end, context);
    if ('code' in readings) {
      this.quarantineBody(link, header, session, readings, bytes.slice(start, end));
    } else if (readings.length === 0) {
      // A batch that declares no items: nothing to record beyond the message itself.
      this.publish(
        session,
        [this.#otherReading(session, header, bytes, start, end)],
        this.#answerOf(header),
        mark,
      );
    } else {
      this.publish(session, readings, this.#answerOf(header), mark);
    }
  }

  #otherReading(
    session: Session,
    header: Header,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): Reading {
    return {
      subjectKey: session.subjectKey,
      deviceKey: session.deviceKey,
      protocol: PROTOCOLS[session.edition],
      receivedTimeMs: this.#receivedTimeMs,
      serial: header.serial,
      raw: bytes.subarray(start, end),
      body: { kind: 'other', messageId: header.messageId },
    };
  }

  #answerOf(header: Header): number {
    const kind = replyKindOf(header.messageId);
    if (kind === 'none') return silentAnswer(header);
    if (kind !== 'unsupported') return ackAnswer(header, ACK_RESULT.ok);
    this.parts.counters.refusals['not-supported']++;
    return ackAnswer(header, ACK_RESULT.unsupported);
  }

  #answerAgain(link: Link, header: Header): void {
    const { counters, answers } = this.parts;
    counters.resends++;
    const kind = replyKindOf(header.messageId, isPart(header));
    if (kind === 'none') {
      counters.outcomes.unanswered++;
      return;
    }
    const supported = kind !== 'unsupported';
    counters.outcomes[supported ? 'acknowledged' : 'refused']++;
    answers.ack(link, header, supported ? ACK_RESULT.ok : ACK_RESULT.unsupported);
  }

  readonly #onFault = (
    fault: ProtocolFault,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void => {
    const link = this.#link!;
    if (link.closed) return;
    const { counters, settings } = this.parts;
    counters.frames++;
    this.#quarantine(link, fault, bytes.slice(start, end), link.session?.deviceKey ?? null);
    if (!link.stream) return;
    if (fault.code === 'FRAME_TOO_LONG') {
      link.oversizeStrikes++;
      if (link.oversizeStrikes >= settings.oversizeStrikesMax) link.close('oversize');
      return;
    }
    link.strikes++;
    if (link.strikes >= settings.strikesMax) link.close('strikes');
  };

  #quarantine(
    link: Link,
    fault: ProtocolFault,
    raw: Uint8Array,
    deviceKey: SubjectKey | null,
  ): void {
    this.parts.quarantine.put({
      fault,
      raw,
      source: link.stream ? 'tcp/jt808' : 'udp/jt808',
      address: link.remoteAddress,
      deviceKey,
      receivedTimeMs: this.#receivedTimeMs,
    });
  }

  /** TCP: a device over its rate is read more slowly; nothing is lost, it has not been acknowledged. */
  #limitRate(link: Link, session: Session, nowMs: number): void {
    const { rateMessagesPerSecond } = this.parts.settings;
    if (rateMessagesPerSecond === 0) return;
    this.#refill(session, nowMs);
    if (session.tokens >= 0 || link.resumeAtMs > 0) return;
    this.parts.counters.rateDelays++;
    link.resumeAtMs = nowMs + (-session.tokens / rateMessagesPerSecond) * 1000;
    link.pause(PAUSE.rate);
    if (link.resumeAtMs < link.deadlineMs) this.parts.wheel.set(link, link.resumeAtMs);
  }

  /** UDP: a datagram over the rate is dropped unanswered; the device sends it again. */
  #datagramWithinRate(session: Session): boolean {
    if (this.parts.settings.rateMessagesPerSecond === 0) return true;
    this.#refill(session, this.#nowMs);
    if (session.tokens < 1) {
      this.parts.counters.outcomes.discarded++;
      return false;
    }
    session.tokens--;
    return true;
  }

  #refill(session: Session, nowMs: number): void {
    const { rateMessagesPerSecond, rateBurst } = this.parts.settings;
    const refill = ((nowMs - session.tokensAtMs) / 1000) * rateMessagesPerSecond;
    session.tokens = Math.min(rateBurst, session.tokens + refill);
    session.tokensAtMs = nowMs;
  }

  #arm(link: Link, nowMs: number): void {
    const { settings, wheel } = this.parts;
    let due = link.lastFrameMs + settings.silenceMs;
    if (link.stream && link.session === null) {
      due = Math.min(due, link.unauthenticatedSinceMs + settings.authenticationMs);
    }
    if (link.partialSinceMs > 0) due = Math.min(due, link.partialSinceMs + settings.frameMs);
    if (link.resumeAtMs > 0) due = Math.min(due, link.resumeAtMs);
    wheel.set(link, Math.max(due, nowMs + 1));
  }
}
