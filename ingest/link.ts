/**
 * A way back to a device, whatever carries it. Transports implement the effects; the gateway keeps
 * its few per-connection facts here, so that an idle connection is a few small objects and no buffer.
 */
import type { CloseReason } from './counters.ts';
import type { StreamCodec } from './protocol.ts';
import type { DeviceSession, HeaderStyle } from './session.ts';
import { Timed } from './timer-wheel.ts';

export abstract class Link extends Timed {
  /** Source address; used for bounds per address, never logged or used as a label. */
  readonly remoteAddress: string;
  /** Set once the device has proved itself here (or policy let it in). */
  session: DeviceSession | null = null;
  /** Name of the subscriber that has proved itself here; it only listens and has no session. */
  subscriber: string | null = null;
  /** How the device on this link writes its headers; kept after a logout, whose answer needs it. */
  style: HeaderStyle | null = null;
  /** Our own serial towards the device on this link, 0…65,535, cyclic. */
  answerSerial = 0;
  /** Code to send when the registration under way is durable. */
  registrationCode: string | null = null;
  /** Null = answered as JT/T 808 asks. */
  acks: AckWriter | null = null;
  /** The protocol's stream reader; null until the first bytes. */
  framer: StreamCodec | null = null;
  /** Monotonic; when the unfinished frame began, 0 = none. */
  partialSinceMs = 0;
  bytesBeforeAuthentication = 0;
  strikes = 0;
  oversizeStrikes = 0;
  /** Monotonic; when it opened, or lost its session: the authentication deadline counts from here. */
  unauthenticatedSinceMs: number;
  lastFrameMs: number;
  /** Silence after which it is closed, as agreed with this device; 0 = as the settings say. */
  silenceMs = 0;
  /** Monotonic; when a link paused for its rate is read again, 0 = not paused for it. */
  resumeAtMs = 0;
  closed = false;
  /** Unread answers that close it, bytes; 0 = as the settings say. */
  answerBytesMax = 0;
  /** First and last answer of this link within the batch being completed; −1 = none. */
  firstAnswer = -1;
  lastAnswer = -1;

  constructor(remoteAddress: string, nowMs: number) {
    super();
    this.remoteAddress = remoteAddress;
    this.unauthenticatedSinceMs = nowMs;
    this.lastFrameMs = nowMs;
  }

  /** Whether somebody has proved itself here. */
  get admitted(): boolean {
    return this.session !== null || this.subscriber !== null;
  }

  /** Answers go where the other's went from now on; a stream stays where it is. */
  follow(_other: Link): void {}

  /** Bytes sent that the transport still holds; a datagram link holds none. */
  get unsentBytes(): number {
    return 0;
  }

  /** A stream has order, silence and back pressure; a datagram has none of them. */
  abstract readonly stream: boolean;
  nextSerial(): number {
    const serial = this.answerSerial;
    this.answerSerial = (serial + 1) & 0xffff;
    return serial;
  }

  /** `bytes` must stay untouched afterwards: the transport may still hold them. */
  abstract send(bytes: Uint8Array): void;
  abstract close(reason: CloseReason): void;
  /** Reads nothing more until resumed for the same reason; nothing happens on datagrams. */
  abstract pause(why: PauseReason): void;
  abstract resume(why: PauseReason): void;
  abstract isPaused(): boolean;
}

/** How durable messages of a link are answered; what JT/T 808 links do without. */
export interface AckWriter {
  /** Writes the acknowledgement at `at` and returns where it ends: at most ACK_FRAME_BYTES_MAX bytes. */
  write(into: Uint8Array, at: number, answer: number): number;
}

/** Bits, so that a link paused for several reasons needs all of them to end. */
export const PAUSE = { pressure: 1, rate: 2, broker: 4, media: 8 } as const;
export type PauseReason = (typeof PAUSE)[keyof typeof PAUSE];

/** What a stream transport calls; implemented by the gateway. */
export interface LinkHandler {
  onOpen(link: Link): void;
  /** `chunk` may be reused by the transport afterwards. */
  onBytes(link: Link, chunk: Buffer): void;
  onClosed(link: Link, reason: CloseReason): void;
  /** The link's deadline has passed. */
  onLinkDeadline(link: Link, nowMs: number): void;
}
