/*
 * Answers to terminals: same header version, version byte and phone bytes as received. The body
 * repeats the received serial; the header carries the platform's own counter (jt808.md 7.2).
 */
import { BodyWriter, writeU16 } from './bytes.ts';
import { writeFrame } from './framing.ts';
import { type Edition, type Header, writeHeader } from './header.ts';
import type { MessageCodec } from './messages/message.ts';
import { type PacketRequest, packetRequest } from './messages/packet-request.ts';
import { registrationReply } from './messages/registration-reply.ts';

/** Result byte of 0x8001. */
export const ACK_RESULT = {
  ok: 0,
  failed: 1,
  /** The body does not parse; the connection stays. */
  malformed: 2,
  /** The message id is unknown; the connection stays. */
  unsupported: 3,
  /** Confirms that an alarm is being handled (2013). */
  alarmConfirmed: 4,
} as const;
export type AckResult = (typeof ACK_RESULT)[keyof typeof ACK_RESULT];

/** Result byte of 0x8100. */
export const REGISTRATION_RESULT = {
  ok: 0,
  vehicleRegistered: 1,
  noSuchVehicle: 2,
  terminalRegistered: 3,
  noSuchTerminal: 4,
} as const;
export type RegistrationResult = (typeof REGISTRATION_RESULT)[keyof typeof REGISTRATION_RESULT];

/** Longest frame writeAck writes: 17 + 5 bytes and a checksum, all escaped, and two flags. */
export const ACK_FRAME_BYTES_MAX = 2 * (17 + 5 + 1) + 2;

const ackContent = new Uint8Array(17 + 5);

/**
 * Writes a whole 0x8001 frame into `out` at `offset` and returns the offset behind it, without
 * allocating: a gateway writes the answers of a batch one behind the other and sends them once.
 */
export function writeAck(
  out: Uint8Array,
  offset: number,
  received: Header,
  result: AckResult,
  serial: number,
): number {
  return writeAckFor(out, offset, received, received.serial, result, serial);
}

/** As writeAck for a given serial: a reassembled message may be answered by the serial of its last packet. */
export function writeAckFor(
  out: Uint8Array,
  offset: number,
  received: Header,
  receivedSerial: number,
  result: AckResult,
  serial: number,
): number {
  const body = writeHeader(
    ackContent,
    0,
    {
      messageId: 0x8001,
      version: received.version,
      versionFlag: received.versionFlag,
      protocolVersion: received.protocolVersion,
      phone: received.phone,
      serial,
    },
    5,
  );
  writeU16(ackContent, body, receivedSerial);
  writeU16(ackContent, body + 2, received.messageId);
  ackContent[body + 4] = result;
  return writeFrame(ackContent, body + 5, out, offset);
}

/** 0x8001 as a frame of its own. */
export function buildAck(received: Header, result: AckResult, serial: number): Uint8Array {
  const out = new Uint8Array(ACK_FRAME_BYTES_MAX);
  return out.slice(0, writeAck(out, 0, received, result, serial));
}

/** 0x8100; `authCode` is sent with result 0 only. */
export function buildRegistrationReply(
  received: Header,
  result: RegistrationResult,
  authCode: string,
  serial: number,
): Uint8Array {
  return buildMessage(registrationReply, received, serial, {
    replySerial: received.serial,
    result,
    authCode,
  });
}

/** 0x8003 for packets that Reassembly.due named. */
export function buildPacketRequest(
  received: Header,
  missing: PacketRequest,
  serial: number,
): Uint8Array {
  return buildMessage(packetRequest, received, serial, missing);
}

/** Any downlink message as a frame for the terminal that sent `received`. The body must fit one frame. */
export function buildMessage<T>(
  codec: MessageCodec<T>,
  received: Pick<Header, 'version' | 'versionFlag' | 'protocolVersion' | 'phone'>,
  serial: number,
  message: T,
  edition: Edition = received.version,
): Uint8Array {
  const writer = new BodyWriter();
  codec.encode(writer, message, edition);
  return buildFrame({ ...pickTerminal(received), messageId: codec.id, serial }, writer.finish());
}

/** Longest body of one frame; longer messages need sub-packages. */
export const BODY_BYTES_MAX = 1023;

/** A frame from a header to be sent and its body bytes. */
export function buildFrame(
  header: Parameters<typeof writeHeader>[2],
  body: Uint8Array,
): Uint8Array {
  if (body.length > BODY_BYTES_MAX) {
    throw new RangeError(
      `A body of ${body.length} bytes does not fit one frame of ${BODY_BYTES_MAX}.`,
    );
  }
  const content = new Uint8Array(21 + body.length);
  const at = writeHeader(content, 0, header, body.length);
  content.set(body, at);
  const out = new Uint8Array(2 * content.length + 4);
  return out.slice(0, writeFrame(content, at + body.length, out, 0));
}

function pickTerminal(
  received: Pick<Header, 'version' | 'versionFlag' | 'protocolVersion' | 'phone'>,
) {
  return {
    version: received.version,
    versionFlag: received.versionFlag,
    protocolVersion: received.protocolVersion,
    phone: received.phone,
  };
}
