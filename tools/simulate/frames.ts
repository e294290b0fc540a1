/** The messages of a simulated terminal as frames, through the product's own encoders. */
import type { Driver } from '#core/registry.ts';
import { formatDeviceTime } from '#ingest/protocols/jt808/bcd.ts';
import { BodyWriter, writeU16 } from '#ingest/protocols/jt808/bytes.ts';
import { writeFrame } from '#ingest/protocols/jt808/framing.ts';
import { writeHeader } from '#ingest/protocols/jt808/header.ts';
import {
  LOCATION_FAST_BYTES_MAX,
  type LocationFast,
  writeLocationFast,
} from '#ingest/protocols/jt808/location-fast.ts';
import { authentication } from '#ingest/protocols/jt808/messages/authentication.ts';
import { BATCH_TYPE_BACKLOG } from '#ingest/protocols/jt808/messages/batch-location.ts';
import { driverIdentity } from '#ingest/protocols/jt808/messages/driver-identity.ts';
import { heartbeat } from '#ingest/protocols/jt808/messages/empty.ts';
import { terminalAck } from '#ingest/protocols/jt808/messages/general-ack.ts';
import type { MessageCodec } from '#ingest/protocols/jt808/messages/message.ts';
import { registration } from '#ingest/protocols/jt808/messages/registration.ts';
import type { SimVehicle } from './fleet.ts';

const HEADER_BYTES_MAX = 21;
const CONTENT_BYTES_MAX = HEADER_BYTES_MAX + 1_023;
const content = new Uint8Array(CONTENT_BYTES_MAX);
const body = new Uint8Array(1_023);
const NO_ITEM = new Uint8Array(0);
const framed = new Uint8Array(2 * CONTENT_BYTES_MAX + 4);

/** Stored positions in one 0x0704: what surely fits its 1,023 bytes. */
export const BATCH_ITEMS_MAX = Math.floor((1_023 - 3) / (2 + LOCATION_FAST_BYTES_MAX));

/** `item`: an item of our own behind the usual ones, id and length included. */
export function locationFrame(
  vehicle: SimVehicle,
  serial: number,
  location: LocationFast,
  item: Uint8Array = NO_ITEM,
): Buffer {
  const length = writeLocationFast(body, 0, location);
  body.set(item, length);
  return frameOf(vehicle, 0x0200, serial, length + item.length);
}

/** Body of a location report, kept for a later upload. */
export function locationBody(location: LocationFast): Uint8Array {
  return body.slice(0, writeLocationFast(body, 0, location));
}

/** A stored body as a plain 0x0200 with its old time: terminals of 2011 know no batch. */
export function storedLocationFrame(
  vehicle: SimVehicle,
  serial: number,
  stored: Uint8Array,
): Buffer {
  body.set(stored);
  return frameOf(vehicle, 0x0200, serial, stored.length);
}

/** 0x0704 type 1; at most BATCH_ITEMS_MAX bodies. */
export function batchFrame(
  vehicle: SimVehicle,
  serial: number,
  stored: readonly Uint8Array[],
): Buffer {
  writeU16(body, 0, stored.length);
  body[2] = BATCH_TYPE_BACKLOG;
  let at = 3;
  for (const item of stored) {
    writeU16(body, at, item.length);
    body.set(item, at + 2);
    at += 2 + item.length;
  }
  return frameOf(vehicle, 0x0704, serial, at);
}

export function registrationFrame(vehicle: SimVehicle, serial: number): Buffer {
  const { regionCode, plate, plateColour } = vehicle.vehicle;
  return messageFrame(vehicle, registration, serial, {
    provinceId: Number(regionCode.slice(0, 2)),
    cityId: Number(regionCode.slice(2)),
    manufacturerId: 'TZSIM',
    terminalModel: 'SIM-808',
    terminalId: vehicle.terminalId,
    plateColor: plateColour,
    plateNumber: plate,
  });
}

export function authenticationFrame(vehicle: SimVehicle, serial: number, authCode: string): Buffer {
  return messageFrame(vehicle, authentication, serial, {
    authCode,
    imei: '860000000000000',
    softwareVersion: 'SIM 1',
  });
}

export function heartbeatFrame(vehicle: SimVehicle, serial: number): Buffer {
  return messageFrame(vehicle, heartbeat, serial, {});
}

/** 0x0001 for a command of the platform. */
export function terminalAckFrame(
  vehicle: SimVehicle,
  serial: number,
  replySerial: number,
  replyId: number,
  result: number,
): Buffer {
  const id = `0x${replyId.toString(16).padStart(4, '0')}`;
  return messageFrame(vehicle, terminalAck, serial, { replySerial, replyId: id, result });
}

/** An answer whose body is written already. */
export function answerFrame(
  vehicle: SimVehicle,
  serial: number,
  messageId: number,
  answer: Uint8Array,
): Buffer {
  body.set(answer);
  return frameOf(vehicle, messageId, serial, answer.length);
}

/** 0x0702: a card goes in at `instantMs`, or out (`driver` null). Terminals of 2011 say only who signed in. */
export function driverCardFrame(
  vehicle: SimVehicle,
  serial: number,
  driver: Driver | null,
  instantMs: number,
): Buffer | null {
  if (driver === null && vehicle.edition === '2011') return null;
  const time = formatDeviceTime(Math.floor((instantMs + vehicle.clockOffsetMs) / 1_000) * 1_000);
  if (driver === null) return messageFrame(vehicle, driverIdentity, serial, { status: 2, time });
  const identity = {
    status: 1,
    time,
    icReadResult: 0,
    driverName: driver.name ?? '',
    certificateNo: driver.driverId,
    issuingAgency: '广东省交通运输厅',
    certificateExpiry: '2034-12-31',
  };
  return messageFrame(vehicle, driverIdentity, serial, identity);
}

/** Any message of a terminal. */
export function messageFrame<T>(
  vehicle: SimVehicle,
  codec: MessageCodec<T>,
  serial: number,
  message: T,
): Buffer {
  const writer = new BodyWriter();
  codec.encode(writer, message, vehicle.edition);
  const bytes = writer.finish();
  body.set(bytes);
  return frameOf(vehicle, codec.id, serial, bytes.length);
}

function frameOf(
  vehicle: SimVehicle,
  messageId: number,
  serial: number,
  bodyLength: number,
): Buffer {
  const version = vehicle.edition === '2019' ? '2019' : '2013';
  const at = writeHeader(
    content,
    0,
    { messageId, version, phone: vehicle.deviceId, serial },
    bodyLength,
  );
  content.set(body.subarray(0, bodyLength), at);
  return Buffer.from(framed.subarray(0, writeFrame(content, at + bodyLength, framed, 0)));
}
