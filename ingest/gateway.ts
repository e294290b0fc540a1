import type { Clock } from '#core/time.ts';
import { WireFault } from '#proto/codec/fault.ts';
import { type Answers, ackAnswer, silentAnswer } from './answers.ts';
import type { Media } from './attachments/media.ts';
import { MULTIMEDIA_DATA } from './attachments/multimedia.ts';
import type { IngestSettings } from './config.ts';
import type { CloseReason, IngestCounters } from './counters.ts';
import type { DeviceTable } from './devices.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { type Link, type LinkHandler, PAUSE } from './link.ts';
import { LinkWatch } from './link-watch.ts';
import { Packets } from './packets.ts';
import type { ProtocolFault } from './protocol.ts';
import { DecodeFault } from './protocols/jt808/fault.ts';
import { Framer } from './protocols/jt808/framing.ts';
import { type Header, isPart, newHeader, readHeader } from './protocols/jt808/header.ts';
import { replyKindOf } from './protocols/jt808/message-ids.ts';
import { forEachBatchItem } from './protocols/jt808/messages/batch-location.ts';
import { ACK_RESULT } from './protocols/jt808/replies.ts';
import { locationReading, toReadings } from './protocols/jt808/to-report.ts';
import type { Publisher } from './publish.ts';
import type { Quarantine } from './quarantine.ts';
import { Recorder, type Told, UNTOLD } from './recorder.ts';
import type { Requests } from './requests.ts';
import { fingerprint, type ResendWindow } from './resend-window.ts';
import type { Session, SessionTable } from './session.ts';
import type { TimerWheel } from './timer-wheel.ts';

const LOCATION = 0x0200;
const HEARTBEAT = 0x0002;
const LOGOUT = 0x0003;
const BATCH = 0x0704;

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
  requests: Requests;
  /** Null = files of devices are not taken in. */
  media: Pick<Media, 'desk' | 'multimedia'> | null;
  /** A terminal has signed in and heard so. */
  onGreeted: (session: Session) => void;
}

export class Gateway implements LinkHandler {
  readonly parts: GatewayParts;
  readonly recorder: Recorder;
  readonly #doorkeeper: Doorkeeper;
  readonly #packets: Packets;
  readonly #watch: LinkWatch;
  readonly #header: Header = newHeader();
  readonly #waitingForRelief = new Set<Link>();
  /** Datagrams hold whole frames: one framer serves them all. */
  readonly #datagramFramer = new Framer();
  /** What the segment being read belongs to. */
  #link: Link | null = null;
  #nowMs = 0;

  constructor(parts: GatewayParts) {
    this.parts = parts;
    this.recorder = new Recorder(parts);
    this.#doorkeeper = new Doorkeeper(this);
    this.#packets = new Packets(this);
    this.#watch = new LinkWatch(parts);
  }

  onOpen(link: Link): void {
    this.#watch.arm(link, this.parts.wheel.now());
  }

  onBytes(link: Link, chunk: Buffer): void {
    const { counters, publisher, settings } = this.parts;
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

    this.#watch.onSegment(link, link.framer.pendingBytes > 0, nowMs);
    if (link.session !== null) this.#watch.limitRate(link, link.session, nowMs);
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
    if (session !== null) this.endSession(session as Session, reason);
  }

  onLinkDeadline(link: Link, nowMs: number): void {
    this.#watch.onDeadline(link, nowMs);
  }

  /** The publisher respects its bounds again. */
  onRelief(): void {
    for (const link of this.#waitingForRelief) link.resume(PAUSE.pressure);
    this.#waitingForRelief.clear();
  }

  /** Every second: what is bounded by time and belongs to no single link. */
  everySecond(): void {
    this.#packets.askForMissing(this.parts.wheel.now());
    this.parts.media?.desk.everySecond();
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
    session.link.style = session;
    if (before !== null) {
      this.#packets.forget(before);
      this.parts.requests.forget(before);
    }
    this.parts.media?.desk.onSession(session);
    if (!session.link.stream) wheel.set(session.link, wheel.now() + settings.silenceMs);
  }

  /** Asked right after the record of a sign-in: its answer goes out when that is durable. */
  awaitGreeting(session: Session): void {
    const { publisher, sessions, clock, onGreeted } = this.parts;
    void publisher.settled(session.partition).then((durable) => {
      if (!durable || sessions.get(session.deviceId) !== session) return;
      session.greetedAtMs ??= clock.now();
      onGreeted(session);
    });
  }

  /** Ends the session and records it; a logout waits for that record. */
  endSession(session: Session, reason: string, told: Told = UNTOLD): void {
    const { sessions, wheel } = this.parts;
    const { link } = session;
    sessions.remove(session);
    this.#packets.forget(session);
    this.parts.requests.forget(session);
    if (!link.closed) {
      link.unauthenticatedSinceMs = wheel.now();
      if (link.stream) this.#watch.arm(link, wheel.now());
      else wheel.clear(link);
    }
    this.recorder.sessionEvent(session, { kind: 'session', online: false, reason }, told);
  }

  #begin(link: Link): void {
    this.#link = link;
    this.#nowMs = this.recorder.begin();
  }

  readonly #onFrame = (bytes: Uint8Array, start: number, end: number): void => {
    const link = this.#link!;
    if (link.closed) return;
    this.parts.counters.frames++;
    link.strikes = 0;
    link.lastFrameMs = this.#nowMs;
    const header = readHeader(bytes, start, end, this.#header);
    let session = link.session as Session | null;
    if (session === null || session.phone !== header.phone || session.version !== header.version) {
      session = this.#doorkeeper.admit(link, header, bytes, start, end);
      if (session === null) return;
    } else if (this.#doorkeeper.isDoorMessage(header)) {
      this.#doorkeeper.answer(link, header, bytes, start, end);
      return;
    }
    if (!session.known) this.parts.counters.pendingDeviceMessages++;
    if (header.encryption !== 0) this.parts.counters.encryptedMessages++;
    if (session.link.stream) session.tokens--;
    else if (!this.#watch.datagramWithinRate(session, this.#nowMs)) return;
    try {
      this.#message(session, header, bytes, start, end);
    } catch (error) {
      // A value our own wire cannot carry is the device's mistake or ours; it must not stop the others.
      if (!(error instanceof WireFault)) throw error;
      const fault = { code: 'NOT_REPRESENTABLE', offset: 0 };
      this.recorder.quarantineBody(link, header, session, fault, bytes.slice(start, end));
    }
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
    // Before resends are told: after a new connection the same bytes may answer another message.
    if (messageId !== LOCATION && !isPart(header))
      parts.requests.onUplink(session, header, bytes, start + header.length, end);
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
    const context = this.recorder.contextOf(session);
    if (messageId === LOCATION && header.encryption === 0) {
      const reading = locationReading(header, bytes, start, end, context);
      if (reading instanceof DecodeFault)
        this.recorder.quarantineBody(link, header, session, reading, bytes.slice(start, end));
      else
        parts.publisher.add(
          session.partition,
          reading,
          link,
          ackAnswer(header, ACK_RESULT.ok),
          mark,
          this.#nowMs,
        );
      parts.media?.desk.onLocation(session, bytes, start + header.length, end);
      return;
    }
    const readings = toReadings(header, bytes, start, end, context);
    if (readings instanceof DecodeFault) {
      this.recorder.quarantineBody(link, header, session, readings, bytes.slice(start, end));
    } else if (readings.length === 0) {
      // A batch that declares no items: nothing to record beyond the message itself.
      this.recorder.publish(
        session,
        [this.recorder.other(session, header, bytes, start, end)],
        this.#answerOf(header),
        mark,
      );
    } else {
      this.recorder.publish(session, readings, this.#answerOf(header), mark);
      if (header.encryption === 0)
        this.lookForMedia(session, header, header.serial, bytes, start + header.length, end);
    }
  }

  /** A whole message that was recorded: whether it announces files, or is one. */
  lookForMedia(
    session: Session,
    { messageId }: Header,
    serial: number,
    bytes: Uint8Array,
    bodyStart: number,
    end: number,
  ): void {
    const { media } = this.parts;
    if (media === null) return;
    if (messageId === MULTIMEDIA_DATA) {
      media.multimedia.take(session, serial, bytes, bodyStart, end);
    } else if (messageId === LOCATION) {
      media.desk.onLocation(session, bytes, bodyStart, end);
    } else if (messageId === BATCH) {
      forEachBatchItem(bytes, bodyStart, end, (from, to) =>
        media.desk.onLocation(session, bytes, from, to),
      );
    }
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
    this.recorder.quarantine(link, fault, bytes.slice(start, end), link.session?.deviceKey ?? null);
    if (!link.stream) return;
    if (fault.code === 'FRAME_TOO_LONG') {
      link.oversizeStrikes++;
      if (link.oversizeStrikes >= settings.oversizeStrikesMax) link.close('oversize');
      return;
    }
    link.strikes++;
    if (link.strikes >= settings.strikesMax) link.close('strikes');
  };
}
