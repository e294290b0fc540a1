/** What a publishing client sends: CONNECT and PUBLISH by their fields, the rest by its type. */
import { bodyStart } from './framing.ts';
import { readProperties } from './properties.ts';
import { MqttReader } from './reader.ts';

/** Control packet types (chapter 2.1.2). */
export const TYPE = {
  connect: 1,
  connack: 2,
  publish: 3,
  puback: 4,
  pubrec: 5,
  pubrel: 6,
  pubcomp: 7,
  subscribe: 8,
  suback: 9,
  unsubscribe: 10,
  unsuback: 11,
  pingreq: 12,
  pingresp: 13,
  disconnect: 14,
} as const;

/** 3.1.1 or 5. */
export type MqttVersion = 4 | 5;

export interface Will {
  topic: string;
  payload: Uint8Array;
  contentType: string | null;
}

export interface Connect {
  /** null = neither 3.1.1 nor 5. */
  version: MqttVersion | null;
  clientId: string;
  keepAliveS: number;
  will: Will | null;
  username: string | null;
  password: Uint8Array | null;
  authenticationMethod: string | null;
}

export interface Publish {
  qos: 0 | 1 | 2;
  /** Bytes `[topicStart, topicEnd)` of the packet. */
  topicStart: number;
  topicEnd: number;
  /** 0 for QoS 0. */
  packetId: number;
  contentType: string | null;
  topicAlias: number;
  payloadStart: number;
}

const CLEAN = 0x02;
const WILL = 0x04;
const WILL_QOS = 0x18;
const WILL_RETAIN = 0x20;
const PASSWORD = 0x40;
const USERNAME = 0x80;

const reader = new MqttReader();

/** Copies what it keeps. Throws MqttFault. */
export function readConnect(bytes: Uint8Array, start: number, end: number): Connect {
  reader.reset(bytes, start, bodyStart(bytes, start), end);
  if ((bytes[start]! & 15) !== 0) throw reader.fault('MQTT_FORBIDDEN');
  const name = reader.text();
  const level = reader.u8();
  const known = name === 'MQTT' && (level === 4 || level === 5);
  const connect: Connect = {
    version: known ? level : null,
    clientId: '',
    keepAliveS: 0,
    will: null,
    username: null,
    password: null,
    authenticationMethod: null,
  };
  if (!known) return connect;
  const flags = reader.u8();
  const willFlags = flags & (WILL_QOS | WILL_RETAIN);
  if (
    (flags & ~(CLEAN | WILL | WILL_QOS | WILL_RETAIN | PASSWORD | USERNAME)) !== 0 ||
    ((flags & WILL) === 0 && willFlags !== 0) ||
    (flags & WILL_QOS) === WILL_QOS ||
    (level === 4 && (flags & USERNAME) === 0 && (flags & PASSWORD) !== 0)
  ) {
    throw reader.fault('MQTT_FORBIDDEN');
  }
  connect.keepAliveS = reader.u16();
  if (level === 5) connect.authenticationMethod = readProperties(reader).authenticationMethod;
  connect.clientId = reader.text();
  if ((flags & WILL) !== 0) {
    const contentType = level === 5 ? readProperties(reader).contentType : null;
    connect.will = { topic: reader.text(), payload: new Uint8Array(reader.binary()), contentType };
  }
  if ((flags & USERNAME) !== 0) connect.username = reader.text();
  if ((flags & PASSWORD) !== 0) connect.password = new Uint8Array(reader.binary());
  if (reader.left !== 0) throw reader.fault('MQTT_FIELD');
  return connect;
}

/** Fills `into`; the topic is checked by who reads it. Throws MqttFault. */
export function readPublish(
  bytes: Uint8Array,
  start: number,
  end: number,
  version: MqttVersion,
  into: Publish,
): Publish {
  reader.reset(bytes, start, bodyStart(bytes, start), end);
  const qos = (bytes[start]! >> 1) & 3;
  if (qos === 3) throw reader.fault('MQTT_FORBIDDEN');
  into.qos = qos as 0 | 1 | 2;
  const topicBytes = reader.u16();
  into.topicStart = reader.at;
  into.topicEnd = reader.at + topicBytes;
  if (into.topicEnd > end) throw reader.fault('MQTT_FIELD');
  reader.at = into.topicEnd;
  into.packetId = qos === 0 ? 0 : reader.u16();
  if (qos !== 0 && into.packetId === 0) throw reader.fault('MQTT_FORBIDDEN');
  into.contentType = null;
  into.topicAlias = 0;
  if (version === 5) {
    // Nearly always none: one zero byte.
    if (reader.at < end && bytes[reader.at] === 0) reader.at++;
    else {
      const { contentType, topicAlias } = readProperties(reader);
      into.contentType = contentType;
      into.topicAlias = topicAlias;
    }
  }
  into.payloadStart = reader.at;
  return into;
}

export function newPublish(): Publish {
  return {
    qos: 0,
    topicStart: 0,
    topicEnd: 0,
    packetId: 0,
    contentType: null,
    topicAlias: 0,
    payloadStart: 0,
  };
}

/** Packet id of a PUBREL. Throws MqttFault. */
export function readPacketId(bytes: Uint8Array, start: number, end: number): number {
  reader.reset(bytes, start, bodyStart(bytes, start), end);
  const id = reader.u16();
  if (id === 0) throw reader.fault('MQTT_FORBIDDEN');
  return id;
}

/** Packet id and number of topics of a SUBSCRIBE or UNSUBSCRIBE. Throws MqttFault. */
export function readTopics(
  bytes: Uint8Array,
  start: number,
  end: number,
  version: MqttVersion,
): { packetId: number; topics: number } {
  const subscribe = bytes[start]! >> 4 === TYPE.subscribe;
  reader.reset(bytes, start, bodyStart(bytes, start), end);
  if ((bytes[start]! & 15) !== 2) throw reader.fault('MQTT_FORBIDDEN');
  const packetId = reader.u16();
  if (version === 5) readProperties(reader);
  let topics = 0;
  while (reader.left > 0) {
    reader.text();
    if (subscribe) reader.u8();
    topics++;
  }
  if (topics === 0 || packetId === 0) throw reader.fault('MQTT_FORBIDDEN');
  return { packetId, topics };
}

/** Reason of a DISCONNECT; 0 = normal. */
export function readDisconnectReason(bytes: Uint8Array, start: number, end: number): number {
  const at = bodyStart(bytes, start);
  return at < end ? bytes[at]! : 0;
}
