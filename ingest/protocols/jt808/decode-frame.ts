/** A frame as one plain object, for people and tests: every field of header and body by name. */
import { BodyReader, hexOf, idText } from './bytes.ts';
import { imeiOfPhone } from './dialects/binary-phone.ts';
import { DecodeFault } from './fault.ts';
import { type Edition, type Header, isPart, parseHeader } from './header.ts';
import { isStandardId } from './message-ids.ts';
import { areaItems } from './messages/area-reply.ts';
import { messageById } from './messages/index.ts';
import { outOfRange, type Parameter } from './messages/parameters.ts';
import { recorderFields } from './messages/recorder-data.ts';
import { registrationEdition } from './messages/registration.ts';

export interface DecodedFrame {
  /** `0x0200`. */
  messageId: string;
  version: Edition;
  phone: string;
  /** Where the phone field holds a number instead of digits. */
  imei?: string;
  serial: number;
  bodyLength: number;
  /** Bits 10–12 of the attributes; not 0 = the body is kept in `bodyHex`. */
  encryption: number;
  /** 2019 headers only. */
  protocolVersion?: number;
  subPackage?: { total: number; seq: number };
  /** Fields of the message's body, or `bodyHex`, `unknownBodyHex`, `undecodedTailHex`. */
  [field: string]: unknown;
}

/** Decodes a frame that passed the framer: `bytes[start, end)`, unescaped, without checksum. */
export function decodeFrame(
  bytes: Uint8Array,
  start: number,
  end: number,
): DecodedFrame | DecodeFault {
  const header = parseHeader(bytes, start, end);
  const bodyStart = start + header.length;
  const decoded = describeHeader(header);
  if (header.encryption !== 0) decoded.encrypted = true;
  if (header.encryption !== 0 || isPart(header)) {
    decoded.bodyHex = hexOf(bytes, bodyStart, end);
    return decoded;
  }
  try {
    Object.assign(
      decoded,
      decodeBody(header.messageId, header.version, bytes, bodyStart, end, start),
      recorderFields(header.messageId, bytes, bodyStart, end),
      areaItems(header.messageId, bytes, bodyStart, end, header.version),
    );
    const { params } = decoded;
    const ids = Array.isArray(params) ? outOfRange(params as Parameter[]) : [];
    if (ids.length > 0) decoded.paramsOutOfRange = ids;
    return decoded;
  } catch (error) {
    if (error instanceof DecodeFault) return error;
    throw error;
  }
}

/**
 * Fields of a body; `origin` is the index that counts as offset 0 in faults. Messages without a
 * decoder answer `bodyHex`, ids outside the standards `unknownBodyHex`.
 */
export function decodeBody(
  messageId: number,
  edition: Edition,
  bytes: Uint8Array,
  start: number,
  end: number,
  origin = start,
): Record<string, unknown> {
  const codec = messageById.get(messageId);
  if (codec === undefined) {
    const hex = hexOf(bytes, start, end);
    return isStandardId(messageId) ? { bodyHex: hex } : { unknownBodyHex: hex };
  }
  const reader = new BodyReader(bytes, start, end, origin);
  const fields = codec.decode(reader, edition) as Record<string, unknown>;
  if (reader.remaining > 0) fields.undecodedTailHex = hexOf(bytes, reader.position, end);
  return fields;
}

function describeHeader(header: Header): DecodedFrame {
  const edition =
    header.messageId === 0x0100 && !isPart(header)
      ? registrationEdition(header.version, header.bodyLength)
      : header.version;
  const decoded: DecodedFrame = {
    messageId: idText(header.messageId),
    version: edition,
    phone: header.phone,
    serial: header.serial,
    bodyLength: header.bodyLength,
    encryption: header.encryption,
  };
  const imei = imeiOfPhone(header.phone);
  if (imei !== null) decoded.imei = imei;
  if (header.version === '2019') decoded.protocolVersion = header.protocolVersion;
  if (header.subPackaged) {
    decoded.subPackage = { total: header.packetTotal, seq: header.packetNumber };
  }
  return decoded;
}
