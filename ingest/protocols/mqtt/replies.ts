/** What a publish-only server answers. Reason codes: MQTT 5, chapter 2.4; return codes: 3.1.1, table 3.1. */
import { type MqttVersion, TYPE } from './packets.ts';

/** Why a connection or a publish is refused, in both editions. */
export const REFUSED = {
  version: { v4: 1, v5: 0x84 },
  clientId: { v4: 2, v5: 0x85 },
  credentials: { v4: 4, v5: 0x86 },
  notAllowed: { v4: 5, v5: 0x87 },
  authenticationMethod: { v4: 5, v5: 0x8c },
  topic: { v4: 5, v5: 0x90 },
} as const;
export type RefusedBecause = keyof typeof REFUSED;

/** DISCONNECT reasons of MQTT 5; in 3.1.1 the connection just ends. */
export const GOODBYE = {
  malformed: 0x81,
  protocolError: 0x82,
  notAuthorized: 0x87,
  shuttingDown: 0x8b,
  keepAlive: 0x8d,
  takenOver: 0x8e,
  receiveMaximum: 0x93,
  topicAlias: 0x94,
  tooLong: 0x95,
  administrative: 0x98,
} as const;

export interface Offer {
  keepAliveS: number;
  /** The client asked for another keep-alive. */
  keepAliveDiffers: boolean;
  receiveMax: number;
  packetBytesMax: number;
  /** Set when the client left its id to us. */
  assignedClientId: string | null;
}

export function connackOk(version: MqttVersion, offer: Offer): Buffer {
  // We keep no session between connections: "session present" is 0.
  if (version === 4) return Buffer.from([TYPE.connack << 4, 2, 0, 0]);
  const properties = [
    0x21, // receive maximum
    offer.receiveMax >> 8,
    offer.receiveMax & 255,
    0x11, // session expiry: 0
    ...[0, 0, 0, 0],
    0x25, // retain available: no
    0,
    0x27, // maximum packet size
    ...u32(offer.packetBytesMax),
    0x28, // wildcard subscriptions: no
    0,
    0x29, // subscription identifiers: no
    0,
    0x2a, // shared subscriptions: no
    0,
  ];
  if (offer.keepAliveDiffers)
    properties.push(0x13, (offer.keepAliveS >> 8) & 255, offer.keepAliveS & 255);
  if (offer.assignedClientId !== null) {
    const id = Buffer.from(offer.assignedClientId);
    properties.push(0x12, id.length >> 8, id.length & 255, ...id);
  }
  return packet(TYPE.connack << 4, [0, 0, ...varint(properties.length), ...properties]);
}

/** A version we do not know is answered as 3.1.1 answers it. */
export function connackRefused(version: MqttVersion | null, because: RefusedBecause): Buffer {
  const { v4, v5 } = REFUSED[because];
  return version === 5
    ? Buffer.from([TYPE.connack << 4, 3, 0, v5, 0])
    : Buffer.from([TYPE.connack << 4, 2, 0, v4]);
}

/** Every topic refused: this server hands nothing out. */
export function subackRefused(version: MqttVersion, packetId: number, topics: number): Buffer {
  const codes = new Array<number>(topics).fill(version === 5 ? 0x87 : 0x80);
  const properties = version === 5 ? [0] : [];
  return packet(TYPE.suback << 4, [packetId >> 8, packetId & 255, ...properties, ...codes]);
}

export function unsuback(version: MqttVersion, packetId: number, topics: number): Buffer {
  const rest = version === 5 ? [0, ...new Array<number>(topics).fill(0x11)] : [];
  return packet(TYPE.unsuback << 4, [packetId >> 8, packetId & 255, ...rest]);
}

export const PINGRESP = Buffer.from([TYPE.pingresp << 4, 0]);

/** PUBACK, PUBREC or PUBCOMP of success: the same four bytes in both editions. */
export const ACK_BYTES = 4;
export function writeAck(into: Uint8Array, at: number, type: number, packetId: number): number {
  into[at] = type << 4;
  into[at + 1] = 2;
  into[at + 2] = packetId >> 8;
  into[at + 3] = packetId & 255;
  return at + ACK_BYTES;
}

export function ack(type: number, packetId: number): Buffer {
  const bytes = Buffer.allocUnsafe(ACK_BYTES);
  writeAck(bytes, 0, type, packetId);
  return bytes;
}

/** MQTT 5 only. */
export function ackRefused(type: number, packetId: number, reason: number): Buffer {
  return Buffer.from([type << 4, 3, packetId >> 8, packetId & 255, reason]);
}

/** MQTT 5 only. */
export function goodbye(reason: keyof typeof GOODBYE): Buffer {
  return Buffer.from([TYPE.disconnect << 4, 1, GOODBYE[reason]]);
}

function packet(first: number, body: readonly number[]): Buffer {
  return Buffer.from([first, ...varint(body.length), ...body]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const digit = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? digit | 128 : digit);
  } while (rest > 0);
  return bytes;
}

function u32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
