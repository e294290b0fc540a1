/**
 * A terminal's location reports for a load: encoded once, patched per frame. Serial, time and
 * latitude change in place and the checksum follows by XOR. Values whose bytes would need an escape
 * (0x7d, 0x7e) are stepped over, so that every frame has the same length.
 */
import { writeBcdTime } from '#ingest/protocols/jt808/bcd.ts';
import { checksumOf, ESCAPE, FLAG } from '#ingest/protocols/jt808/framing.ts';
import { writeHeader } from '#ingest/protocols/jt808/header.ts';
import {
  ABSENT,
  type LocationFast,
  writeLocationFast,
} from '#ingest/protocols/jt808/location-fast.ts';

const HEADER_BYTES = 12;
/** In the whole frame, flag included. */
const SERIAL_AT = 1 + 10;
const BODY_AT = 1 + HEADER_BYTES;
const LATITUDE_AT = BODY_AT + 8;
const TIME_AT = BODY_AT + 22;
/** Last byte of the body: number of satellites, the byte that moves a checksum off an escape. */
const SATELLITES = 12;
/** 36 km/h northwards. */
const E6_PER_SECOND = 90;

const scratch = new Uint8Array(256);

/** Frames of one terminal in a ring of equal slots, oldest overwritten. */
export class FrameRing {
  /** `slots` frames, one behind the other. */
  readonly bytes: Buffer;
  readonly frameBytes: number;
  readonly #slots: number;
  readonly #latitudeE6: number;
  #serial = 0;
  /** XOR of header and body with serial and last byte left out. */
  #folded = 0;
  #second = 0;

  constructor(phone: string, index: number, slots: number) {
    this.#slots = slots;
    this.#latitudeE6 = 22_500_000 + (index % 400) * 5_000;
    const location = locationOf(this.#latitudeE6, index);
    const bodyLength = writeLocationFast(scratch, HEADER_BYTES, location) - HEADER_BYTES;
    writeHeader(scratch, 0, { messageId: 0x0200, version: '2013', phone, serial: 0 }, bodyLength);
    const content = HEADER_BYTES + bodyLength;
    this.frameBytes = content + 3;
    this.bytes = Buffer.alloc(this.frameBytes * slots);
    for (let slot = 0; slot < slots; slot++) {
      const at = slot * this.frameBytes;
      this.bytes[at] = FLAG;
      this.bytes.set(scratch.subarray(0, content), at + 1);
      this.bytes[at + this.frameBytes - 1] = FLAG;
    }
  }

  /** Prepares the slot's next frame for the second `second` (Unix time); returns its serial. */
  prepare(slot: number, second: number): number {
    const { bytes, frameBytes } = this;
    const at = (slot % this.#slots) * frameBytes;
    if (second !== this.#second) this.#turnSecond(second);
    bytes.set(this.#timeAndLatitude.subarray(0, 4), at + LATITUDE_AT);
    bytes.set(this.#timeAndLatitude.subarray(4, 10), at + TIME_AT);
    const serial = nextSerial(this.#serial);
    this.#serial = (serial + 1) & 0xffff;
    bytes[at + SERIAL_AT] = serial >> 8;
    bytes[at + SERIAL_AT + 1] = serial;
    let satellites = SATELLITES;
    let checksum = this.#folded ^ (serial >> 8) ^ (serial & 0xff) ^ satellites;
    if (isSpecial(checksum)) {
      satellites ^= 2;
      checksum ^= 2;
    }
    bytes[at + frameBytes - 3] = satellites;
    bytes[at + frameBytes - 2] = checksum;
    return serial;
  }

  /** Latitude (4 bytes) and time (6) of the present second. */
  readonly #timeAndLatitude = new Uint8Array(10);

  #turnSecond(second: number): void {
    this.#second = second;
    const latitude = withoutSpecials(this.#latitudeE6 + (second % 3_600) * E6_PER_SECOND);
    this.#timeAndLatitude[0] = latitude >>> 24;
    this.#timeAndLatitude[1] = latitude >>> 16;
    this.#timeAndLatitude[2] = latitude >>> 8;
    this.#timeAndLatitude[3] = latitude;
    writeBcdTime(this.#timeAndLatitude, 4, second * 1_000);
    // A Buffer's own slice would be a view, and change the frame of slot 0 under way.
    const copy = Uint8Array.from(this.bytes.subarray(1, this.frameBytes - 2));
    copy.set(this.#timeAndLatitude.subarray(0, 4), LATITUDE_AT - 1);
    copy.set(this.#timeAndLatitude.subarray(4), TIME_AT - 1);
    copy[SERIAL_AT - 1] = 0;
    copy[SERIAL_AT] = 0;
    copy[copy.length - 1] = 0;
    this.#folded = checksumOf(copy, 0, copy.length);
  }
}

function locationOf(latitudeE6: number, index: number): LocationFast {
  return {
    alarmFlag: 0,
    statusFlag: 3,
    latitudeE6: withoutSpecials(latitudeE6),
    longitudeE6: withoutSpecials(113_000_000 + (index % 997) * 1_000),
    altitudeM: 20,
    speedTenthKmh: 360,
    directionDeg: 0,
    fixTimeMs: 0,
    mileageTenthKm: withoutSpecials(100_000 + index),
    fuelTenthL: 800,
    recorderSpeedTenthKmh: 360,
    videoAlarmFlag: ABSENT,
    extendedSignal: ABSENT,
    signalStrength: 24,
    satellites: SATELLITES,
    alarmItemsAt: ABSENT,
  };
}

/** The next serial from `serial` on whose bytes need no escape. */
function nextSerial(serial: number): number {
  let next = serial;
  while (isSpecial(next >> 8) || isSpecial(next & 0xff)) next = (next + 1) & 0xffff;
  return next;
}

/** The smallest word not below `word` none of whose bytes needs an escape. */
function withoutSpecials(word: number): number {
  let next = word;
  for (;;) {
    if (isSpecial((next >>> 24) & 0xff)) next += 1 << 24;
    else if (isSpecial((next >>> 16) & 0xff)) next += 1 << 16;
    else if (isSpecial((next >>> 8) & 0xff)) next += 1 << 8;
    else if (isSpecial(next & 0xff)) next += 1;
    else return next;
  }
}

function isSpecial(byte: number): boolean {
  return byte === ESCAPE || byte === FLAG;
}
