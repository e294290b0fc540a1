/**
 * Answers to devices. What waits for the log is answered when its batch is durable: all answers of
 * one link in a batch leave in one write, out of a shared slab. What promises nothing (a refusal)
 * is answered at once.
 */
import type { IngestCounters } from './counters.ts';
import type { Link } from './link.ts';
import { type Header, newHeader } from './protocols/jt808/header.ts';
import {
  ACK_FRAME_BYTES_MAX,
  type AckResult,
  buildAck,
  buildRegistrationReply,
  REGISTRATION_RESULT,
  type RegistrationResult,
  writeAckFor,
} from './protocols/jt808/replies.ts';
import type { Batch } from './publish.ts';
import type { ResendWindow } from './resend-window.ts';

const TWO_16 = 0x1_0000;
const TWO_32 = 0x1_0000_0000;
/** Beside the result codes of 0x8001: in the log, but the standard asks for no answer. */
const SILENT = 14;
/** 0x8100 result 0 with the link's registration code. */
const REGISTERED = 15;

const SLAB_BYTES = 65_536;
const NONE = -1;

/** How a durable message will be answered, packed into one number: result, serial, message id. */
export function ackAnswer(header: Header, result: AckResult): number {
  return result * TWO_32 + header.serial * TWO_16 + header.messageId;
}

export function silentAnswer(header: Header): number {
  return SILENT * TWO_32 + header.serial * TWO_16 + header.messageId;
}

export function registeredAnswer(header: Header): number {
  return REGISTERED * TWO_32 + header.serial * TWO_16 + header.messageId;
}

/** In the log; nobody expects an answer. Links with an AckWriter of their own use any other number below 2^32. */
export const NO_ANSWER = SILENT * TWO_32;

export class Answers {
  readonly #counters: IngestCounters;
  readonly #resends: ResendWindow;
  readonly #now: () => number;
  readonly #header = newHeader();
  readonly #dirty: Link[] = [];
  /** Answer after this one on the same link, by index in the batch. */
  #next = new Int32Array(1024);
  #slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  #slabAt = 0;

  constructor(counters: IngestCounters, resends: ResendWindow, now: () => number) {
    this.#counters = counters;
    this.#resends = resends;
    this.#now = now;
  }

  /** Answers everything a durable batch was waited for. */
  durable(batch: Batch): void {
    const { links, answers, marks, arrivals } = batch;
    const { outcomes } = this.#counters;
    const nowMs = this.#now();
    if (this.#next.length < links.length) this.#next = new Int32Array(links.length);
    for (let i = 0; i < links.length; i++) {
      const link = links[i]!;
      if (link === null) continue;
      this.#counters.latency(nowMs - arrivals[i]!);
      if (marks[i] !== 0) this.#resends.remember(marks[i]!, nowMs);
      const kind = Math.floor(answers[i]! / TWO_32);
      if (kind === SILENT) outcomes.unanswered++;
      else if (link.closed) outcomes.departed++;
      else {
        outcomes[kind === 0 || kind === REGISTERED ? 'acknowledged' : 'refused']++;
        this.#chain(link, i);
      }
    }
    for (const link of this.#dirty) this.#write(link, answers);
    this.#dirty.length = 0;
  }

  /** The log refused for good: nobody is answered, and the devices are made to come again. */
  givenUp(batch: Batch): void {
    for (const link of batch.links) {
      if (link === null) continue;
      this.#counters.outcomes.unpublished++;
      link.close('log-failed');
    }
  }

  /** 0x8001 at once: for refusals and recognised resends. */
  ack(link: Link, header: Header, result: AckResult): void {
    link.send(buildAck(header, result, link.nextSerial()));
  }

  refuseRegistration(link: Link, header: Header, result: RegistrationResult): void {
    link.send(buildRegistrationReply(header, result, '', link.nextSerial()));
  }

  #chain(link: Link, index: number): void {
    this.#next[index] = NONE;
    if (link.firstAnswer === NONE) {
      link.firstAnswer = index;
      this.#dirty.push(link);
    } else {
      this.#next[link.lastAnswer] = index;
    }
    link.lastAnswer = index;
  }

  #write(link: Link, answers: number[]): void {
    let index = link.firstAnswer;
    link.firstAnswer = NONE;
    link.lastAnswer = NONE;
    let from = this.#slabAt;
    while (index !== NONE) {
      if (this.#slabAt + ACK_FRAME_BYTES_MAX > SLAB_BYTES) {
        if (this.#slabAt > from) link.send(this.#slab.subarray(from, this.#slabAt));
        // The old slab lives as long as a transport still holds part of it.
        this.#slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
        this.#slabAt = 0;
        from = 0;
      }
      this.#answer(link, answers[index]!);
      index = this.#next[index]!;
    }
    if (this.#slabAt > from) link.send(this.#slab.subarray(from, this.#slabAt));
  }

  #answer(link: Link, answer: number): void {
    const { style, acks } = link;
    if (acks !== null) {
      this.#slabAt = acks.write(this.#slab, this.#slabAt, answer);
      return;
    }
    if (style === null) return;
    const kind = Math.floor(answer / TWO_32);
    const rest = answer - kind * TWO_32;
    const header = this.#header;
    header.version = style.version;
    header.versionFlag = style.versionFlag;
    header.protocolVersion = style.protocolVersion;
    header.phone = style.phone;
    header.serial = Math.floor(rest / TWO_16);
    header.messageId = rest & 0xffff;
    if (kind === REGISTERED) {
      const code = link.registrationCode ?? '';
      const { ok } = REGISTRATION_RESULT;
      link.send(buildRegistrationReply(header, ok, code, link.nextSerial()));
      return;
    }
    this.#slabAt = writeAckFor(
      this.#slab,
      this.#slabAt,
      header,
      header.serial,
      kind as AckResult,
      link.nextSerial(),
    );
  }
}
