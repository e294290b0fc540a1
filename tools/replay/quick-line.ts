/**
 * A report line as nearly all are spelled: one flat object of the members we know, each at most once,
 * texts without escapes, numbers of at most 15 digits without an exponent, instants with a zone or
 * none. Read from the bytes, without the objects and texts JSON.parse makes.
 *
 * It answers no for everything else, right or wrong: then the line is parsed as JSON, which decides.
 * So whatever it reads, it reads as that would: a decimal of 15 digits divided by a power of ten up to
 * 10^22 is the double nearest to it, for both are exact and division rounds once.
 */
import { SHANGHAI_OFFSET_MS } from '#core/time.ts';
import { parseInstant } from './instant.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const COMMA = 44;
const DIGITS_MAX = 15;
const POWERS = Array.from({ length: DIGITS_MAX + 1 }, (_, n) => 10 ** n);

/** Members an instant may be given by. */
export const GIVEN = { fixTime: 1, receivedTime: 2 } as const;

const MEMBERS = [
  'fixTime',
  'receivedTime',
  'vehicleId',
  'driverId',
  'latitudeDeg',
  'longitudeDeg',
  'speedKmh',
  'courseDeg',
  'altitudeM',
  'mileageKm',
  'alarmFlag',
  'statusFlag',
] as const;
const NAMES = MEMBERS.map((name) => Buffer.from(name));

export class QuickLine {
  /** Bits of GIVEN; an instant given as null is not given, and leaves the line to JSON. */
  given = 0;
  fixTimeMs = 0;
  receivedTimeMs = 0;
  /** Where the names stand; empty = not given. */
  vehicleAt = 0;
  vehicleEnd = 0;
  driverAt = 0;
  driverEnd = 0;
  /** As written; null = not given. */
  latitudeDeg: number | null = null;
  longitudeDeg: number | null = null;
  speedKmh: number | null = null;
  courseDeg: number | null = null;
  altitudeM: number | null = null;
  mileageKm: number | null = null;
  alarmFlag: number | null = null;
  statusFlag: number | null = null;

  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;
  private end = 0;
  private seen = 0;
  /** What the last value was: of a text where it stands. */
  private textAt = 0;
  private textEnd = 0;
  private value: number | null = null;
  private day = -1;
  private dayMs = 0;

  /** True when the line at `[at, end)` is of the usual form; then the fields hold what it says. */
  read(bytes: Buffer, at: number, end: number): boolean {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.seen = 0;
    this.given = 0;
    this.vehicleAt = this.vehicleEnd = this.driverAt = this.driverEnd = 0;
    this.latitudeDeg = this.longitudeDeg = this.speedKmh = this.courseDeg = null;
    this.altitudeM = this.mileageKm = this.alarmFlag = this.statusFlag = null;
    if (bytes[at] !== 123) return false;
    this.at++;
    for (;;) {
      this.skipSpaces();
      if (!this.member()) return false;
      this.skipSpaces();
      const next = this.next();
      if (next === COMMA) continue;
      return next === 125 && this.isAtEnd();
    }
  }

  /** One `"name": value`. */
  private member(): boolean {
    if (!this.text()) return false;
    const member = this.nameOf(this.textAt, this.textEnd);
    if (member === -1 || (this.seen & (1 << member)) !== 0) return false;
    this.seen |= 1 << member;
    this.skipSpaces();
    if (this.next() !== COLON) return false;
    this.skipSpaces();
    if (member > 3) return this.number() && this.setNumber(member);
    if (!this.text()) return false;
    switch (member) {
      case 0:
        this.fixTimeMs = this.instant();
        this.given |= GIVEN.fixTime;
        return this.fixTimeMs >= 0;
      case 1:
        this.receivedTimeMs = this.instant();
        this.given |= GIVEN.receivedTime;
        return this.receivedTimeMs >= 0;
      case 2:
        this.vehicleAt = this.textAt;
        this.vehicleEnd = this.textEnd;
        return true;
      default:
        this.driverAt = this.textAt;
        this.driverEnd = this.textEnd;
        return true;
    }
  }

  private setNumber(member: number): boolean {
    const { value } = this;
    switch (MEMBERS[member]) {
      case 'latitudeDeg':
        this.latitudeDeg = value;
        return true;
      case 'longitudeDeg':
        this.longitudeDeg = value;
        return true;
      case 'speedKmh':
        this.speedKmh = value;
        return true;
      case 'courseDeg':
        this.courseDeg = value;
        return true;
      case 'altitudeM':
        this.altitudeM = value;
        return true;
      case 'mileageKm':
        this.mileageKm = value;
        return true;
      case 'alarmFlag':
        this.alarmFlag = value;
        return true;
      default:
        this.statusFlag = value;
        return true;
    }
  }

  /** Index of the member whose name stands at `[at, end)`; −1 = none of ours. */
  private nameOf(at: number, end: number): number {
    const { bytes } = this;
    const length = end - at;
    for (let i = 0; i < NAMES.length; i++) {
      const name = NAMES[i]!;
      // The first and the third letter tell most names apart.
      if (name.length !== length || name[0] !== bytes[at] || name[2] !== bytes[at + 2]) continue;
      let same = 1;
      while (same < length && name[same] === bytes[at + same]) same++;
      if (same === length) return i;
    }
    return -1;
  }

  private next(): number {
    return this.at < this.end ? this.bytes[this.at++]! : -1;
  }

  private skipSpaces(): void {
    while (this.at < this.end && this.bytes[this.at] === 32) this.at++;
  }

  private isAtEnd(): boolean {
    return this.at === this.end || (this.at === this.end - 1 && this.bytes[this.at] === 13);
  }

  private text(): boolean {
    const { bytes, end } = this;
    if (this.next() !== QUOTE) return false;
    this.textAt = this.at;
    for (let at = this.at; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        this.textEnd = at;
        this.at = at + 1;
        return true;
      }
      if (byte < 32 || byte === BACKSLASH) return false;
    }
    return false;
  }

  private number(): boolean {
    const { bytes, end } = this;
    let { at } = this;
    if (bytes[at] === 110) {
      this.value = null;
      this.at = at + 4;
      // null
      return (
        this.at <= end && bytes[at + 1] === 117 && bytes[at + 2] === 108 && bytes[at + 3] === 108
      );
    }
    const isNegative = bytes[at] === 45;
    if (isNegative) at++;
    const from = at;
    let digits = 0;
    let fraction = 0;
    for (; at < end; at++) {
      const digit = bytes[at]! - 48;
      if (digit < 0 || digit > 9) break;
      digits = digits * 10 + digit;
    }
    const whole = at - from;
    // JSON has no number that begins with a further 0.
    if (whole === 0 || (whole > 1 && bytes[from] === 48)) return false;
    if (at < end && bytes[at] === 46) {
      const point = ++at;
      for (; at < end; at++) {
        const digit = bytes[at]! - 48;
        if (digit < 0 || digit > 9) break;
        digits = digits * 10 + digit;
      }
      fraction = at - point;
      if (fraction === 0) return false;
    }
    if (whole + fraction > DIGITS_MAX) return false;
    const value = fraction === 0 ? digits : digits / POWERS[fraction]!;
    this.value = isNegative ? -value : value;
    this.at = at;
    return true;
  }

  /** The text as an instant: `YYYY-MM-DDTHH:MM:SS[.m…][Z|±HH:MM]`; −1 = of another form, or wrong. */
  private instant(): number {
    const { bytes, textAt: at, textEnd: end } = this;
    if (end - at < 19) return -1;
    if (bytes[at + 10] !== 84 || bytes[at + 13] !== COLON || bytes[at + 16] !== COLON) return -1;
    if (!this.findDay(at)) return -1;
    const hours = this.two(at + 11);
    const minutes = this.two(at + 14);
    const seconds = this.two(at + 17);
    if (hours < 0 || minutes < 0 || seconds < 0) return -1;
    if (hours > 23 || minutes > 59 || seconds > 59) return -1;
    let ms = this.dayMs + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000;
    let zone = at + 19;
    if (zone < end && bytes[zone] === 46) {
      let scale = 100;
      for (zone++; zone < end; zone++) {
        const digit = bytes[zone]! - 48;
        if (digit < 0 || digit > 9) break;
        ms += digit * scale;
        scale = Math.floor(scale / 10);
      }
    }
    if (zone === end) return ms - SHANGHAI_OFFSET_MS;
    const sign = bytes[zone]!;
    if (sign === 90) return zone + 1 === end ? ms : -1;
    if ((sign !== 43 && sign !== 45) || zone + 6 !== end || bytes[zone + 3] !== COLON) return -1;
    const offsetHours = this.two(zone + 1);
    const offsetMinutes = this.two(zone + 4);
    if (offsetHours < 0 || offsetMinutes < 0) return -1;
    const offsetMs = offsetHours * 3_600_000 + offsetMinutes * 60_000;
    return sign === 43 ? ms - offsetMs : ms + offsetMs;
  }

  /** Nearly every line names the day of the line before. */
  private findDay(at: number): boolean {
    const { bytes } = this;
    const century = this.two(at);
    const year = this.two(at + 2);
    const month = this.two(at + 5);
    const day = this.two(at + 8);
    if (century < 0 || year < 0 || month < 0 || day < 0) return false;
    if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45) return false;
    const name = ((century * 100 + year) * 100 + month) * 100 + day;
    if (name === this.day) return true;
    const ms = parseInstant(`${bytes.toString('latin1', at, at + 10)}T00:00:00`);
    if (ms === undefined || ms === null) return false;
    this.day = name;
    this.dayMs = ms + SHANGHAI_OFFSET_MS;
    return true;
  }

  /** Two decimal digits; −1 = they are none. */
  private two(at: number): number {
    const tens = this.bytes[at]! - 48;
    const ones = this.bytes[at + 1]! - 48;
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
  }
}
