/**
 * Topic reports.v1. Positions and ticks are nearly all of it and go by hand; the other bodies are
 * rare, so their inner messages go through the generated code.
 */
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import {
  type PositionFix,
  type Reading,
  type ReadingBody,
  SOURCE_PROTOCOLS,
  type SourceProtocol,
} from '#core/report.ts';
import { decodeAlarmItems, encodeAlarmItems } from './alarm-items.ts';
import { WireFault } from './fault.ts';
import { keyAt } from './key.ts';
import { protocolOfNumber } from './protocol.ts';
import { decodeRareBody, encodeRareBody, isRareTag } from './reading-bodies.ts';
import { degOfE7, dkmhOfKmh, e7OfDeg, hmOfKm, kmhOfDkmh, kmOfHm } from './units.ts';
import { WireReader } from './wire.ts';
import { WireWriter } from './wire-writer.ts';

/** Envelope and position with every field at its longest; `raw` comes on top. */
const READING_BYTES_MAX = 192;

const writer = new WireWriter();
const reader = new WireReader();

/** The result shares a slab: copy it before transferring its buffer (see wire-writer.ts). */
export function encodeReading(reading: Reading): Uint8Array {
  const { raw, body } = reading;
  const rare = body.kind === 'position' || body.kind === 'tick' ? null : encodeRareBody(body);
  const items =
    body.kind === 'position' && body.position.alarmItems !== null
      ? encodeAlarmItems(body.position.alarmItems)
      : null;
  const w = writer;
  w.begin(
    READING_BYTES_MAX + raw.length + (rare === null ? 0 : rare.bytes.length) + lengthOf(items),
  );
  if (reading.subjectKey !== NO_SUBJECT) {
    w.tag(0x09);
    w.key(reading.subjectKey);
  }
  if (reading.deviceKey !== NO_SUBJECT) {
    w.tag(0x11);
    w.key(reading.deviceKey);
  }
  w.tag(0x18);
  w.u32(SOURCE_PROTOCOLS[reading.protocol]);
  w.tag(0x20);
  w.u64(reading.receivedTimeMs);
  if (reading.serial !== 0) {
    w.tag(0x28);
    w.u32(reading.serial);
  }
  if (raw.length > 0) {
    w.tag(0x32);
    w.bytes(raw);
  }
  if (body.kind === 'position') {
    w.tag(0x52);
    const at = w.open();
    writePosition(w, body.position, items);
    w.close(at);
  } else if (body.kind === 'tick') {
    w.tag2(0xa2, 0x01);
    const at = w.open();
    w.tag(0x08);
    w.u64(body.timeMs);
    w.close(at);
  } else {
    w.u32(rare!.tag);
    w.bytes(rare!.bytes);
  }
  return w.finish();
}

/** `raw` of the result is a view of `bytes`. Throws WireFault. */
export function decodeReading(bytes: Uint8Array): Reading {
  return readInto(emptyReading(), emptyBody(), bytes, true);
}

/** Decodes one reading after the other into the same objects: for a reader that keeps none of them and no raw bytes. */
export class ReadingDecoder {
  private readonly reading = emptyReading();
  private readonly body = emptyBody();

  /** The result holds until the next call; its `raw` is empty. Throws WireFault. */
  decode(bytes: Uint8Array): Reading {
    return readInto(this.reading, this.body, bytes, false);
  }
}

/** Whose reading it is, without decoding it; NO_SUBJECT for a tick, and where the bytes do not begin with it. */
export function peekSubject(bytes: Uint8Array): SubjectKey {
  return bytes.length > 8 && bytes[0] === 0x09 ? keyAt(bytes, 1) : NO_SUBJECT;
}

type PositionBody = Extract<ReadingBody, { kind: 'position' }>;

function readInto(
  reading: Reading,
  positionBody: PositionBody,
  bytes: Uint8Array,
  keepsRaw: boolean,
): Reading {
  const r = reader;
  r.reset(bytes);
  const end = r.end;
  let subjectKey = NO_SUBJECT;
  let deviceKey = NO_SUBJECT;
  let protocol: SourceProtocol = 'unknown';
  let receivedTimeMs = 0;
  let serial = 0;
  let raw: Uint8Array = EMPTY;
  let body: ReadingBody | null = null;
  while (r.more(end)) {
    const tag = r.u32();
    switch (tag) {
      case 0x09:
        subjectKey = r.key();
        break;
      case 0x11:
        deviceKey = r.key();
        break;
      case 0x18:
        protocol = protocolOfNumber(r.u32());
        break;
      case 0x20:
        receivedTimeMs = r.u64();
        break;
      case 0x28:
        serial = r.u32();
        break;
      case 0x32:
        if (keepsRaw) raw = r.bytes(end);
        else r.skip(tag, end);
        break;
      case 0x52:
        readPosition(r, r.limit(end), positionBody.position);
        body = positionBody;
        break;
      case 0xa2:
        body = { kind: 'tick', timeMs: readTick(r, r.limit(end)) };
        break;
      default:
        if (isRareTag(tag)) body = decodeRareBody(tag, r.bytes(end));
        else r.skip(tag, end);
    }
  }
  if (body === null) throw new WireFault('value', 'a reading has a body');
  reading.subjectKey = subjectKey;
  reading.deviceKey = deviceKey;
  reading.protocol = protocol;
  reading.receivedTimeMs = receivedTimeMs;
  reading.serial = serial;
  reading.raw = raw;
  reading.body = body;
  return reading;
}

/** A position alone, as MQTT and HTTP devices send it. Throws WireFault. */
export function decodePosition(bytes: Uint8Array): PositionFix {
  reader.reset(bytes);
  const position = emptyFix();
  readPosition(reader, reader.end, position);
  return position;
}

/** What decodePosition reads. */
export function encodePosition(position: PositionFix): Uint8Array {
  const items = position.alarmItems === null ? null : encodeAlarmItems(position.alarmItems);
  writer.begin(READING_BYTES_MAX + lengthOf(items));
  writePosition(writer, position, items);
  return writer.finish();
}

function lengthOf(bytes: Uint8Array | null): number {
  return bytes === null ? 0 : bytes.length;
}

const EMPTY: Uint8Array = new Uint8Array(0);

function emptyReading(): Reading {
  return {
    subjectKey: NO_SUBJECT,
    deviceKey: NO_SUBJECT,
    protocol: 'unknown',
    receivedTimeMs: 0,
    serial: 0,
    raw: EMPTY,
    body: NO_BODY,
  };
}

const NO_BODY: ReadingBody = { kind: 'tick', timeMs: 0 };

function emptyBody(): PositionBody {
  return { kind: 'position', position: emptyFix() };
}

function emptyFix(): PositionFix {
  return {
    fixTimeMs: null,
    latitudeDeg: null,
    longitudeDeg: null,
    altitudeM: null,
    speedKmh: null,
    courseDeg: null,
    recorderSpeedKmh: null,
    mileageKm: null,
    satellites: null,
    alarmFlag: 0,
    statusFlag: 0,
    videoAlarmFlag: null,
    alarmItems: null,
    backlog: false,
    driverKey: null,
  };
}

function writePosition(w: WireWriter, p: PositionFix, items: Uint8Array | null): void {
  if (p.fixTimeMs !== null) {
    w.tag(0x08);
    w.u64(p.fixTimeMs);
  }
  if (p.latitudeDeg !== null) {
    w.tag(0x10);
    w.s32(e7OfDeg(p.latitudeDeg));
  }
  if (p.longitudeDeg !== null) {
    w.tag(0x18);
    w.s32(e7OfDeg(p.longitudeDeg));
  }
  if (p.altitudeM !== null) {
    w.tag(0x20);
    w.s32(Math.round(p.altitudeM));
  }
  if (p.speedKmh !== null) {
    w.tag(0x28);
    w.u32(dkmhOfKmh(p.speedKmh));
  }
  if (p.courseDeg !== null) {
    w.tag(0x30);
    w.u32(Math.round(p.courseDeg));
  }
  if (p.recorderSpeedKmh !== null) {
    w.tag(0x38);
    w.u32(dkmhOfKmh(p.recorderSpeedKmh));
  }
  if (p.mileageKm !== null) {
    w.tag(0x40);
    w.u32(hmOfKm(p.mileageKm));
  }
  if (p.satellites !== null) {
    w.tag(0x48);
    w.u32(p.satellites);
  }
  if (p.alarmFlag !== 0) {
    w.tag(0x55);
    w.fixed32(p.alarmFlag);
  }
  if (p.statusFlag !== 0) {
    w.tag(0x5d);
    w.fixed32(p.statusFlag);
  }
  if (p.videoAlarmFlag !== null) {
    w.tag(0x65);
    w.fixed32(p.videoAlarmFlag);
  }
  if (p.backlog) {
    w.tag(0x68);
    w.u32(1);
  }
  if (p.driverKey !== null) {
    w.tag(0x71);
    w.key(p.driverKey);
  }
  if (items !== null) {
    w.tag(0x7a);
    w.bytes(items);
  }
}

/** A field met twice counts the last time, as protocol buffers ask; of a part met twice, the later one alone. */
function readPosition(r: WireReader, end: number, p: PositionFix): void {
  p.fixTimeMs = null;
  p.latitudeDeg = null;
  p.longitudeDeg = null;
  p.altitudeM = null;
  p.speedKmh = null;
  p.courseDeg = null;
  p.recorderSpeedKmh = null;
  p.mileageKm = null;
  p.satellites = null;
  p.alarmFlag = 0;
  p.statusFlag = 0;
  p.videoAlarmFlag = null;
  p.alarmItems = null;
  p.backlog = false;
  p.driverKey = null;
  while (r.more(end)) {
    const tag = r.u32();
    switch (tag) {
      case 0x08:
        p.fixTimeMs = r.u64();
        break;
      case 0x10:
        p.latitudeDeg = degOfE7(r.s32());
        break;
      case 0x18:
        p.longitudeDeg = degOfE7(r.s32());
        break;
      case 0x20:
        p.altitudeM = r.s32();
        break;
      case 0x28:
        p.speedKmh = kmhOfDkmh(r.u32());
        break;
      case 0x30:
        p.courseDeg = r.u32();
        break;
      case 0x38:
        p.recorderSpeedKmh = kmhOfDkmh(r.u32());
        break;
      case 0x40:
        p.mileageKm = kmOfHm(r.u32());
        break;
      case 0x48:
        p.satellites = r.u32();
        break;
      case 0x55:
        p.alarmFlag = r.fixed32();
        break;
      case 0x5d:
        p.statusFlag = r.fixed32();
        break;
      case 0x65:
        p.videoAlarmFlag = r.fixed32();
        break;
      case 0x68:
        p.backlog = r.bool();
        break;
      case 0x71:
        p.driverKey = r.key();
        break;
      case 0x7a:
        // The generated code reads by itself; nothing of this reader is under way in it.
        p.alarmItems = decodeAlarmItems(r.bytes(end));
        break;
      default:
        r.skip(tag, end);
    }
  }
}

function readTick(r: WireReader, end: number): number {
  let timeMs = 0;
  while (r.more(end)) {
    const tag = r.u32();
    if (tag === 0x08) timeMs = r.u64();
    else r.skip(tag, end);
  }
  return timeMs;
}
