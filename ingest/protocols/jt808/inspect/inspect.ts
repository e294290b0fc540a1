/**
 * A frame byte by byte, for people who debug devices: where a field lies, what it is called, what it says,
 * which text it rests on, and where a fault lies. Fields are found by tracing the decoders (trace.ts) and named by
 * what changes with them (naming.ts), so this view and the decoded message cannot disagree.
 */
import { hexOf, idText } from '../bytes.ts';
import { imeiOfPhone } from '../dialects/binary-phone.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { checksumOf, FLAG, Framer, unescapeInto } from '../framing.ts';
import { type Edition, type Header, isPart, parseHeader } from '../header.ts';
import { messageById } from '../messages/index.ts';
import { registrationEdition } from '../messages/registration.ts';
import { describeBody } from './body.ts';
import type { Label } from './labels.ts';
import {
  fixedRow,
  type Inspection,
  newInspection,
  note,
  type Row,
  rawBody,
  unread,
} from './rows.ts';

export interface InspectOptions {
  dialects?: readonly Dialect[];
  /** The bytes are the body of this message; default: a frame, what is between its flags, or header and body. */
  bodyOf?: { messageId: number; edition: Edition };
  /** The same where the bytes begin with no flag and are not exactly a header and its body; null = they are a piece of a frame. */
  elseBodyOf?: { messageId: number; edition: Edition } | null;
}

/** More is no frame, escaped or not. */
export const INSPECT_BYTES_MAX = 4_096;
const HEADER_BYTES_MIN = 12;

/** Never throws for any bytes; at most INSPECT_BYTES_MAX of them are looked at. */
export function inspect(input: Uint8Array, options: InspectOptions = {}): Inspection {
  const bytes = Uint8Array.from(input.subarray(0, INSPECT_BYTES_MAX));
  const { dialects = [] } = options;
  const isBare = bytes[0] !== FLAG && !isContent(bytes);
  const bodyOf = options.bodyOf ?? (isBare ? (options.elseBodyOf ?? undefined) : undefined);
  if (bodyOf !== undefined) {
    const found = newInspection();
    found.messageId = idText(bodyOf.messageId);
    found.edition = bodyOf.edition;
    describeBody(found, bytes, [0, bytes.length], bodyOf.messageId, bodyOf.edition, dialects);
    return found;
  }
  const piece = bytes[0] === FLAG ? trimFlags(bytes) : bytes;
  if (bytes[0] !== FLAG && isContent(piece)) return inspectContent(piece, dialects);
  return inspectPiece(piece, dialects);
}

/** Header and body as records keep them: unescaped, without checksum. */
function inspectContent(content: Uint8Array, dialects: readonly Dialect[]): Inspection {
  const found = newInspection();
  describeContent(found, content, content.length, dialects);
  return found;
}

/** What lies between two flags, as received. */
function inspectPiece(piece: Uint8Array, dialects: readonly Dialect[]): Inspection {
  const found = newInspection();
  const framed = Uint8Array.of(FLAG, ...piece, FLAG);
  new Framer().push(
    framed,
    () => {},
    ({ code, offset }) => {
      found.fault ??= { code, offset };
    },
  );
  const unescaped = new Uint8Array(piece.length);
  const length = unescapeInto(piece, 0, piece.length, unescaped);
  if (length < 0 || length <= HEADER_BYTES_MIN) {
    found.fault ??= { code: 'FRAME_TOO_SHORT', offset: piece.length };
    unread(found, piece, 0, piece.length);
    return found;
  }
  if (length !== piece.length) {
    const escapes = piece.length - length;
    note(found.notes, `${escapes} 处转义已还原`, `${escapes} escapes undone`);
  }
  const content = unescaped.subarray(0, length);
  describeContent(found, content, length - 1, dialects);
  const computed = checksumOf(content, 0, length - 1);
  const row = fixedRow(content, length - 1, 1, 'checksum', 'BYTE', {
    zh: '校验码',
    en: 'checksum',
  });
  row.value = `0x${hexOf(content, length - 1, length)}`;
  if (computed !== content[length - 1])
    note(
      row.notes,
      `应为 0x${computed.toString(16).padStart(2, '0')}`,
      `should be 0x${computed.toString(16).padStart(2, '0')}`,
    );
  found.rows.push(row);
  return found;
}

function describeContent(
  found: Inspection,
  content: Uint8Array,
  end: number,
  dialects: readonly Dialect[],
): void {
  if (end < HEADER_BYTES_MIN + (((content[2] ?? 0) & 0x20) === 0 ? 0 : 4)) {
    found.fault ??= { code: 'FRAME_TOO_SHORT', offset: end };
    unread(found, content, 0, end);
    return;
  }
  const header = parseHeader(content, 0, end);
  const edition =
    header.messageId === 0x0100 && !isPart(header)
      ? registrationEdition(header.version, header.bodyLength)
      : header.version;
  found.messageId = idText(header.messageId);
  found.edition = edition;
  found.rows.push(...headerRows(content, header, edition));
  if (header.length > end) {
    found.fault ??= { code: 'FRAME_TOO_SHORT', offset: end };
    return;
  }
  if (header.encryption !== 0 || isPart(header)) {
    found.name = messageById.get(header.messageId)?.name ?? null;
    if (header.encryption !== 0) note(found.notes, '消息体已加密，不解析', 'encrypted: not read');
    else note(found.notes, '分包，合并后才能解析', 'one packet of several: read when joined');
    if (header.length < end) found.rows.push(rawBody(content, header.length, end));
    return;
  }
  describeBody(found, content, [header.length, end], header.messageId, edition, dialects);
}

function headerRows(bytes: Uint8Array, header: Header, edition: Edition): Row[] {
  const rows: Row[] = [];
  const clause = `JT/T 808-${edition}`;
  let at = 0;
  const add = (
    count: number,
    type: string,
    path: string,
    label: Label,
    value: Row['value'],
  ): Row => {
    const row = fixedRow(bytes, at, count, 'header', type, label);
    at += count;
    Object.assign(row, { path, value, clause });
    rows.push(row);
    return row;
  };
  const name = messageById.get(header.messageId)?.name;
  const id = add(
    2,
    'WORD',
    'messageId',
    { zh: '消息 ID', en: 'message id' },
    idText(header.messageId),
  );
  if (name !== undefined) note(id.notes, name, name);
  else note(id.notes, '标准中没有此消息', 'not a message of the standards');
  const attributes = add(
    2,
    'WORD',
    'bodyLength',
    { zh: '消息体属性', en: 'body attributes' },
    header.bodyLength,
  );
  attributes.unit = 'B';
  if (header.encryption !== 0)
    note(attributes.notes, `加密方式 ${header.encryption}`, `encryption ${header.encryption}`);
  if (header.subPackaged) note(attributes.notes, '分包', 'sub-packaged');
  if (header.versionFlag && header.version !== '2019')
    note(
      attributes.notes,
      '版本标识为 1，消息头却是旧格式：按旧格式读',
      'version bit set over an old header: read as old',
    );
  if (header.version === '2019') {
    const version = { zh: '协议版本号', en: 'protocol version' };
    add(1, 'BYTE', 'protocolVersion', version, header.protocolVersion);
  }
  const phoneBytes = header.phone.length / 2;
  const label = { zh: '终端手机号', en: 'terminal phone' };
  const phone = add(phoneBytes, `BCD[${phoneBytes}]`, 'phone', label, header.phone);
  const imei = imeiOfPhone(header.phone);
  if (imei !== null) note(phone.notes, `二进制 IMEI：${imei}`, `a binary IMEI: ${imei}`);
  else if (/[a-f]/.test(header.phone)) note(phone.notes, '不是 BCD 数字', 'not BCD digits');
  add(2, 'WORD', 'serial', { zh: '消息流水号', en: 'serial' }, header.serial);
  if (header.subPackaged) {
    const total = { zh: '消息总包数', en: 'packets in all' };
    add(2, 'WORD', 'subPackage.total', total, header.packetTotal);
    add(2, 'WORD', 'subPackage.seq', { zh: '包序号', en: 'packet number' }, header.packetNumber);
  }
  return rows.filter((row) => row.offset + row.length <= bytes.length);
}

function trimFlags(bytes: Uint8Array): Uint8Array {
  let from = 0;
  let to = bytes.length;
  while (from < to && bytes[from] === FLAG) from++;
  while (to > from && bytes[to - 1] === FLAG) to--;
  return bytes.subarray(from, to);
}

/** Whether the bytes are exactly a header and the body it declares. */
function isContent(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_BYTES_MIN) return false;
  const attributes = (bytes[2]! << 8) | bytes[3]!;
  const headerBytes = (attributes & 0x2000) === 0 ? 12 : 16;
  const rest = bytes.length - (attributes & 0x3ff);
  return rest === headerBytes || ((attributes & 0x4000) !== 0 && rest === headerBytes + 5);
}
