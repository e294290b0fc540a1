/**
 * Messages of the platform to a device, and their answers: the serial a message went out with, the
 * packets of a long one, and which uplink answers it (JT/T 808: 0x0001 by serial and id, or the
 * message's own answer by its serial where it carries one).
 *
 * A request lives as long as the session it was made on. What to do about silence is its owner's
 * decision; `ask` decides as the standard does, T(N+1) = T(N) × (N+1).
 *
 * *Back pressure:* packets leave as the link takes them; requests of one session are bounded.
 * *Delivery:* sent again with the same serials and bytes, so that a device can tell a repetition.
 */
import type { IngestCounters } from './counters.ts';
import { BodyReader, BodyWriter, readU16 } from './protocols/jt808/bytes.ts';
import { decodeBody } from './protocols/jt808/decode-frame.ts';
import { DecodeFault } from './protocols/jt808/fault.ts';
import type { Header } from './protocols/jt808/header.ts';
import { terminalAck } from './protocols/jt808/messages/general-ack.ts';
import type { MessageCodec } from './protocols/jt808/messages/message.ts';
import { terminalPacketRequest } from './protocols/jt808/messages/packet-request.ts';
import { BODY_BYTES_MAX, buildFrame } from './protocols/jt808/replies.ts';
import type { Session } from './session.ts';
import { Timed, type TimerWheel } from './timer-wheel.ts';

const ACK = 0x0001;
const PACKET_REQUEST = 0x0005;
/** Uplinks that may answer a message of the platform. */
const ANSWER_IDS = new Set([
  ACK,
  PACKET_REQUEST,
  0x0104,
  0x0107,
  0x0201,
  0x0302,
  0x0500,
  0x0608,
  0x0700,
  0x0702,
  0x0802,
  0x0805,
  0x0a00,
  0x1003,
  0x1205,
  0x1206,
]);

/** Body bytes of one packet of a longer message. */
const PACKET_BYTES = 1_000;
/** Packets of one message: half of the serials there are, so that neighbours stay apart. */
const PACKETS_MAX = 32_768;
/** Requests of one session under way; further ones are refused. */
const REQUESTS_PER_SESSION_MAX = 16;
/** Unsent bytes of a link above which a long message waits. */
const UNSENT_BYTES_MAX = 32_768;
/** Packets in one go, so that a datagram link is not flooded; the next go follows after a moment. */
const PACKETS_PER_TURN = 32;
const TURN_MS = 100;
/** Times a device may ask for packets of one message again. */
const PACKET_REQUESTS_MAX = 20;

/** What is sent, as bytes for the session's edition. */
export interface PlatformMessage {
  messageId: number;
  /** More than one frame holds is sent in packets. */
  body: Uint8Array;
  /** Ids of the message's own answers; empty = 0x0001 is the answer. */
  answers: readonly number[];
}

export type RequestEnd =
  /** 0x0001: 0 ok, 1 failed, 2 message wrong, 3 not supported. */
  | { kind: 'acknowledged'; result: number }
  | { kind: 'answered'; messageId: number; fields: Record<string, unknown> }
  /** The session ended first: nobody knows whether the device has it. */
  | { kind: 'session-lost' };

export interface RequestOwner {
  /** 0x0001 with success for a message that has an answer of its own, which is awaited from now on. */
  onReceived(request: Request): void;
  /** No answer in time: transmit again, or give up. */
  onSilence(request: Request): void;
  /** Called once; the request is over. */
  onEnd(request: Request, end: RequestEnd): void;
}

/** A message under way on a session. */
export class Request extends Timed {
  readonly session: Session;
  readonly message: PlatformMessage;
  readonly firstSerial: number;
  /** 1 = one frame. */
  readonly packetTotal: number;
  /** 0x0001 with success has come; only the message's own answer is missing. */
  received = false;
  over = false;
  readonly #owner: RequestOwner;
  readonly #requests: Requests;
  /** Packet numbers to be sent, last one first; null = a single frame. */
  #toSend: number[] | null = null;
  /** By packet number; null = a single frame. */
  readonly #acked: Uint8Array | null;
  #ackedCount = 0;
  #packetRequests = 0;
  #waitMs = 0;

  constructor(
    requests: Requests,
    session: Session,
    message: PlatformMessage,
    owner: RequestOwner,
    packetTotal: number,
  ) {
    super();
    this.#requests = requests;
    this.session = session;
    this.message = message;
    this.#owner = owner;
    this.packetTotal = packetTotal;
    this.firstSerial = session.link.nextSerial();
    // Serials of a message's packets follow each other, whatever is answered in between.
    for (let k = 1; k < packetTotal; k++) session.link.nextSerial();
    this.#acked = packetTotal === 1 ? null : new Uint8Array(packetTotal + 1);
  }

  /** Sends what is not acknowledged yet, and waits for an answer. */
  transmit(waitMs: number): void {
    this.#waitMs = waitMs;
    if (this.#acked === null) {
      this.#send(0);
      this.await(waitMs);
      return;
    }
    const toSend: number[] = [];
    for (let k = this.packetTotal; k > 0; k--) if (this.#acked[k] === 0) toSend.push(k);
    this.#toSend = toSend;
    this.#pour();
  }

  /** Waits (again) without sending. */
  await(waitMs: number): void {
    const { wheel } = this.#requests;
    wheel.set(this, wheel.now() + waitMs);
  }

  /** Gives up; answers that come later are strangers. */
  end(): void {
    this.over = true;
    this.#requests.wheel.clear(this);
    this.#toSend = null;
    this.#requests.drop(this);
  }

  onDeadline(): void {
    if (this.#toSend !== null && this.#toSend.length > 0) {
      this.#pour();
      return;
    }
    // "One acknowledgement for all" (JT/T 808, 7.12) may name the first packet.
    if (this.#acked?.[1] === 1 && this.#ackedCount === 1 && this.message.answers.length === 0) {
      this.finish({ kind: 'acknowledged', result: 0 });
      return;
    }
    this.#owner.onSilence(this);
  }

  finish(end: RequestEnd): void {
    this.end();
    this.#owner.onEnd(this, end);
  }

  /** Does 0x0001 or an answer with this serial belong to it? */
  owns(serial: number): boolean {
    return ((serial - this.firstSerial) & 0xffff) < this.packetTotal;
  }

  acknowledge(serial: number, result: number): void {
    if (result !== 0) {
      this.finish({ kind: 'acknowledged', result });
      return;
    }
    if (this.#acked !== null && !this.#allAcked(((serial - this.firstSerial) & 0xffff) + 1)) return;
    if (this.message.answers.length === 0) {
      this.finish({ kind: 'acknowledged', result });
      return;
    }
    if (this.received) return;
    this.received = true;
    this.#owner.onReceived(this);
  }

  /** The device lacks packets (0x0005): exactly those go out again. */
  resend(packetIds: readonly number[]): boolean {
    if (this.#acked === null || this.#packetRequests >= PACKET_REQUESTS_MAX) return false;
    const wanted = packetIds.filter((id) => id >= 1 && id <= this.packetTotal);
    if (wanted.length === 0) return false;
    this.#packetRequests++;
    const waiting = new Set(this.#toSend);
    const first = wanted.filter((id) => !waiting.has(id)).reverse();
    this.#toSend = [...(this.#toSend ?? []), ...first];
    this.#pour();
    return true;
  }

  /** One acknowledgement per packet, or one for all that names the last one (JT/T 808, 7.12). */
  #allAcked(number: number): boolean {
    const acked = this.#acked as Uint8Array;
    const before = this.#ackedCount;
    if (acked[number] === 0) {
      acked[number] = 1;
      this.#ackedCount++;
    }
    return this.#ackedCount === this.packetTotal || (number === this.packetTotal && before === 0);
  }

  #pour(): void {
    const { link } = this.session;
    const toSend = this.#toSend as number[];
    let sent = 0;
    while (
      toSend.length > 0 &&
      sent < PACKETS_PER_TURN &&
      link.unsentBytes < UNSENT_BYTES_MAX &&
      !link.closed
    ) {
      this.#send(toSend.pop() as number);
      sent++;
    }
    this.await(toSend.length > 0 ? TURN_MS : this.#waitMs);
  }

  /** @param number of the packet from 1; 0 = the whole message is one frame */
  #send(number: number): void {
    const { session, message } = this;
    const { version, versionFlag, protocolVersion, phone, link } = session;
    const { messageId } = message;
    const style = { messageId, version, versionFlag, protocolVersion, phone };
    if (number === 0) {
      link.send(buildFrame({ ...style, serial: this.firstSerial }, message.body));
      return;
    }
    const serial = (this.firstSerial + number - 1) & 0xffff;
    const from = (number - 1) * PACKET_BYTES;
    link.send(
      buildFrame(
        { ...style, serial, packetTotal: this.packetTotal, packetNumber: number },
        message.body.subarray(from, from + PACKET_BYTES),
      ),
    );
  }
}

export class Requests {
  readonly wheel: TimerWheel;
  readonly #counters: IngestCounters;

  constructor(wheel: TimerWheel, counters: IngestCounters) {
    this.wheel = wheel;
    this.#counters = counters;
  }

  /** Null = the message is too long, or the session has too many under way. Nothing is sent yet. */
  begin(session: Session, message: PlatformMessage, owner: RequestOwner): Request | null {
    const open = session.requests ?? [];
    const { length } = message.body;
    const packetTotal = length <= BODY_BYTES_MAX ? 1 : Math.ceil(length / PACKET_BYTES);
    if (open.length >= REQUESTS_PER_SESSION_MAX || packetTotal > PACKETS_MAX) return null;
    const request = new Request(this, session, message, owner, packetTotal);
    open.push(request);
    session.requests = open;
    return request;
  }

  /**
   * Sends a message and resolves with what became of it; `silent` = no answer after all resends,
   * `refused` = too long or too many under way.
   */
  ask<T>(
    session: Session,
    codec: MessageCodec<T>,
    message: T,
    { answers = [], waitMs = 10_000, resends = 2 }: AskOptions = {},
  ): Promise<RequestEnd | { kind: 'silent' } | { kind: 'refused' }> {
    const writer = new BodyWriter();
    codec.encode(writer, message, session.edition);
    const body = writer.finish();
    return new Promise((resolve) => {
      let attempt = 1;
      const owner: RequestOwner = {
        onReceived: (request) => request.await(answerWaitMs(waitMs, attempt + 1)),
        onSilence(request) {
          if (attempt > resends || request.received) {
            request.end();
            resolve({ kind: 'silent' });
            return;
          }
          attempt++;
          request.transmit(answerWaitMs(waitMs, attempt));
        },
        onEnd: (_request, end) => resolve(end),
      };
      const request = this.begin(session, { messageId: codec.id, body, answers }, owner);
      if (request === null) resolve({ kind: 'refused' });
      else request.transmit(answerWaitMs(waitMs, attempt));
    });
  }

  /** A whole message of a device, before it is known whether it was sent twice. */
  onUplink(
    session: Session,
    header: Header,
    bytes: Uint8Array,
    bodyStart: number,
    end: number,
  ): void {
    const { messageId } = header;
    if (header.encryption !== 0 || !ANSWER_IDS.has(messageId)) return;
    const outcome = this.#match(session, messageId, bytes, bodyStart, end);
    if (outcome !== null) this.#counters.deviceReplies[outcome]++;
  }

  /** The session is over. */
  forget(session: Session): void {
    for (const request of [...(session.requests ?? [])]) request.finish({ kind: 'session-lost' });
  }

  drop(request: Request): void {
    const { session } = request;
    const left = session.requests?.filter((one) => one !== request) ?? [];
    session.requests = left.length === 0 ? null : left;
  }

  /** Null = a message that answers and reports alike, and nobody asked. */
  #match(
    session: Session,
    messageId: number,
    bytes: Uint8Array,
    from: number,
    end: number,
  ): 'matched' | 'unmatched' | 'unreadable' | null {
    const open = session.requests ?? [];
    try {
      if (messageId === ACK) {
        const reader = new BodyReader(bytes, from, end);
        const { replySerial, replyId, result } = terminalAck.decode(reader, session.edition);
        const request = open.find(
          (one) => one.owns(replySerial) && one.message.messageId === Number(replyId),
        );
        request?.acknowledge(replySerial, result);
        return request === undefined ? 'unmatched' : 'matched';
      }
      if (messageId === PACKET_REQUEST) {
        const reader = new BodyReader(bytes, from, end);
        const wanted = terminalPacketRequest.decode(reader, session.edition);
        const request = open.find((one) => one.firstSerial === wanted.originalSerial);
        return request?.resend(wanted.packetIds) ? 'matched' : 'unmatched';
      }
      const candidates = open.filter((one) => one.message.answers.includes(messageId));
      if (candidates.length === 0) return isReportToo(messageId) ? null : 'unmatched';
      const fields = fieldsOf(session, messageId, bytes, from, end);
      const { replySerial } = fields as { replySerial?: number };
      const request = candidates.find((one) => replySerial === undefined || one.owns(replySerial));
      request?.finish({ kind: 'answered', messageId, fields });
      return request === undefined ? 'unmatched' : 'matched';
    } catch (error) {
      if (error instanceof DecodeFault) return 'unreadable';
      throw error;
    }
  }
}

export interface AskOptions {
  answers?: readonly number[];
  /** First wait, ms. */
  waitMs?: number;
  resends?: number;
}

/** T(N) of JT/T 808: T(N+1) = T(N) × (N+1). */
export function answerWaitMs(firstMs: number, attempt: number): number {
  let waitMs = firstMs;
  for (let n = 2; n <= attempt; n++) waitMs *= n;
  return waitMs;
}

/** A driver card is also read unasked, a key is also offered. */
function isReportToo(messageId: number): boolean {
  return messageId === 0x0702 || messageId === 0x0a00 || messageId === 0x1206;
}

/** An answer whose body does not fit its layout still answers when it begins with a serial. */
function fieldsOf(
  session: Session,
  messageId: number,
  bytes: Uint8Array,
  from: number,
  end: number,
): Record<string, unknown> {
  try {
    return decodeBody(messageId, session.edition, bytes, from, end);
  } catch (error) {
    if (!(error instanceof DecodeFault) || end - from < 2) throw error;
    const bodyHex = Buffer.from(bytes.subarray(from, end)).toString('hex');
    return { replySerial: readU16(bytes, from), bodyHex };
  }
}
