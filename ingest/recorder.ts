/**
 * What the gateway writes down: readings with their context, session events, and what it could not
 * read. One object per gateway, because the context of the message being read is reused.
 */
import { type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { Reading, ReadingBody } from '#core/report.ts';
import type { Refusal } from './counters.ts';
import type { DeviceEntry } from './devices.ts';
import type { GatewayParts } from './gateway.ts';
import type { Link } from './link.ts';
import type { ProtocolFault } from './protocol.ts';
import type { Header } from './protocols/jt808/header.ts';
import { replyKindOf } from './protocols/jt808/message-ids.ts';
import { ACK_RESULT, type AckResult } from './protocols/jt808/replies.ts';
import type { ReportContext } from './protocols/jt808/to-report.ts';
import type { Session } from './session.ts';

const PROTOCOLS = { '2011': 'jt808_2011', '2013': 'jt808_2013', '2019': 'jt808_2019' } as const;

/** The message that brought a session event about; `answer` null = nobody waits. */
export interface Told {
  raw: Uint8Array;
  answer: number | null;
  serial: number;
}
export const UNTOLD: Told = { raw: new Uint8Array(0), answer: null, serial: 0 };

export class Recorder {
  readonly #parts: GatewayParts;
  readonly #context: ReportContext;
  #nowMs = 0;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    const { pseudonymKey } = parts.secrets;
    this.#context = {
      subjectKey: '' as SubjectKey,
      deviceKey: '' as SubjectKey,
      edition: '2013',
      receivedTimeMs: 0,
      clockOffsetMs: 0,
      driverKeyOf: (certificateNo) => subjectKeyOf(pseudonymKey, 'driver', certificateNo),
    };
  }

  /** A segment arrives: everything in it was received now. Returns monotonic milliseconds. */
  begin(): number {
    this.#nowMs = this.#parts.wheel.now();
    this.#context.receivedTimeMs = this.#parts.clock.now();
    return this.#nowMs;
  }

  /** Context of the message being read, for one session. One object for all: valid until the next call. */
  contextOf(session: Session): ReportContext {
    const context = this.#context;
    context.subjectKey = session.subjectKey;
    context.deviceKey = session.deviceKey;
    context.edition = session.edition;
    context.clockOffsetMs = session.clockOffsetMs;
    return context;
  }

  /** Appends the readings of one message; the link is answered with its last one (`answer` null = not at all). */
  publish(
    session: Session,
    readings: readonly Reading[],
    answer: number | null,
    mark: number,
  ): void {
    const { publisher } = this.#parts;
    const last = readings.length - 1;
    for (let i = 0; i <= last; i++) {
      const link = i === last && answer !== null ? session.link : null;
      const arrivedMs = this.#nowMs;
      publisher.add(session.partition, readings[i]!, link, answer ?? 0, mark, arrivedMs, i > 0);
    }
  }

  /** A message kept for its bytes. */
  other(session: Session, header: Header, bytes: Uint8Array, start: number, end: number): Reading {
    const { receivedTimeMs } = this.#context;
    const raw = bytes.subarray(start, end);
    const body = { kind: 'other' as const, messageId: header.messageId };
    return this.#reading(session, receivedTimeMs, header.serial, raw, body);
  }

  /** Records what the gateway itself has to say about a session. */
  sessionEvent(session: Session, body: ReadingBody, { raw, answer, serial }: Told = UNTOLD): void {
    const { publisher, clock, wheel } = this.#parts;
    const reading = this.#reading(session, clock.now(), serial, raw, body);
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
    const { counters, answers } = this.#parts;
    counters.outcomes.refused++;
    counters.refusals[refusal]++;
    if (replyKindOf(header.messageId) !== 'none') answers.ack(link, header, result);
  }

  /** The frame cannot be understood: kept with its bytes; its sender hears "message wrong". */
  quarantineBody(
    link: Link,
    header: Header,
    from: DeviceEntry | Session,
    fault: ProtocolFault,
    raw: Uint8Array,
  ): void {
    this.#parts.counters.refusals['body-unreadable']++;
    this.quarantine(link, fault, raw, from.deviceKey);
    this.#parts.answers.ack(link, header, ACK_RESULT.malformed);
  }

  /** `raw` is kept: pass a copy. */
  quarantine(
    link: Link,
    fault: ProtocolFault,
    raw: Uint8Array,
    deviceKey: SubjectKey | null,
  ): void {
    this.#parts.quarantine.put({
      fault,
      raw,
      source: link.stream ? 'tcp/jt808' : 'udp/jt808',
      address: link.remoteAddress,
      deviceKey,
      receivedTimeMs: this.#context.receivedTimeMs,
    });
  }

  #reading(
    session: Session,
    receivedTimeMs: number,
    serial: number,
    raw: Uint8Array,
    body: ReadingBody,
  ): Reading {
    const { subjectKey, deviceKey, edition } = session;
    const protocol = PROTOCOLS[edition];
    return { subjectKey, deviceKey, protocol, receivedTimeMs, serial, raw, body };
  }
}
