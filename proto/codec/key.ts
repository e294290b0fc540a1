/**
 * Subject keys between their two forms: 16 hex digits in memory, fixed64 on the wire. Decoding
 * meets the same few thousand subjects over and over, so a cache with two places for each key hands out the
 * string it made before; equal keys are then mostly the same string, which makes Map look-ups cheap. It grows
 * with the keys it meets: a cache wider than the processor's own would cost what it saves.
 */
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { WireFault } from './fault.ts';

/** Slots of the cache; three keys that share two of them cost a new string each time they alternate. */
const SLOTS_MIN = 1_024;
const SLOTS_MAX = 262_144;
let slots = SLOTS_MIN;
/** Low and high half of the key in each slot. */
let halves = new Int32Array(2 * slots);
let strings: SubjectKey[] = new Array<SubjectKey>(slots).fill(NO_SUBJECT);
/** Slots with a key in them. */
let filled = 0;
/** Keys that took a slot from another since the cache was last looked over. */
let displaced = 0;

const DIGITS = '0123456789abcdef';
const codeOfNibble = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0));
/** Nibble of a character code; 0x80 marks what is no lower-case hex digit. */
const nibbleOfCode = new Uint8Array(256).fill(0x80);
for (let nibble = 0; nibble < 16; nibble++) nibbleOfCode[codeOfNibble[nibble]!] = nibble;

/** The 32-bit pattern of the eight hex digits from `at`: 0 = high half, 8 = low half. */
export function keyBits(key: SubjectKey, at: 0 | 8): number {
  let value = 0;
  let bad = key.length === 16 ? 0 : 0x80;
  for (let i = at; i < at + 8; i++) {
    const code = key.charCodeAt(i);
    const nibble = nibbleOfCode[code & 0xff]!;
    bad |= nibble | (code & 0xff00);
    value = (value << 4) | nibble;
  }
  if (bad > 15) throw new WireFault('key', 'a subject key has 16 lower-case hex digits');
  return value;
}

/** The key whose fixed64 lies at `pos`. */
export function keyAt(buf: Uint8Array, pos: number): SubjectKey {
  const low = buf[pos]! | (buf[pos + 1]! << 8) | (buf[pos + 2]! << 16) | (buf[pos + 3]! << 24);
  const high = buf[pos + 4]! | (buf[pos + 5]! << 8) | (buf[pos + 6]! << 16) | (buf[pos + 7]! << 24);
  return keyOfBits(high, low);
}

/** The key of two 32-bit patterns, from the cache when it was met before. */
export function keyOfBits(high: number, low: number): SubjectKey {
  // Keys are pseudorandom, so their low bits spread well by themselves.
  const slot = low & (slots - 1);
  if (halves[2 * slot] === low && halves[2 * slot + 1] === high) return strings[slot]!;
  const other = slot ^ 1;
  if (halves[2 * other] === low && halves[2 * other + 1] === high) return strings[other]!;
  const key = hexOf(high, low);
  remember(key, high, low);
  return key;
}

function remember(key: SubjectKey, high: number, low: number): void {
  let slot = low & (slots - 1);
  if (strings[slot] !== NO_SUBJECT && strings[slot ^ 1] === NO_SUBJECT) slot ^= 1;
  else if (strings[slot] !== NO_SUBJECT && ++displaced > slots / 8) {
    displaced = 0;
    // A few keys that meet for ever are no reason to grow.
    if (filled > slots / 4 && slots < SLOTS_MAX) {
      grow();
      remember(key, high, low);
      return;
    }
  }
  if (strings[slot] === NO_SUBJECT) filled++;
  halves[2 * slot] = low;
  halves[2 * slot + 1] = high;
  strings[slot] = key;
}

function grow(): void {
  const before = { slots, halves, strings };
  slots *= 4;
  halves = new Int32Array(2 * slots);
  strings = new Array<SubjectKey>(slots).fill(NO_SUBJECT);
  filled = 0;
  for (let slot = 0; slot < before.slots; slot++) {
    const key = before.strings[slot]!;
    if (key !== NO_SUBJECT) remember(key, before.halves[2 * slot + 1]!, before.halves[2 * slot]!);
  }
}

function hexOf(high: number, low: number): SubjectKey {
  const c = codeOfNibble;
  // One call makes one flat string; joining pieces would make a rope that every look-up flattens.
  return String.fromCharCode(
    c[high >>> 28]!,
    c[(high >>> 24) & 15]!,
    c[(high >>> 20) & 15]!,
    c[(high >>> 16) & 15]!,
    c[(high >>> 12) & 15]!,
    c[(high >>> 8) & 15]!,
    c[(high >>> 4) & 15]!,
    c[high & 15]!,
    c[low >>> 28]!,
    c[(low >>> 24) & 15]!,
    c[(low >>> 20) & 15]!,
    c[(low >>> 16) & 15]!,
    c[(low >>> 12) & 15]!,
    c[(low >>> 8) & 15]!,
    c[(low >>> 4) & 15]!,
    c[low & 15]!,
  ) as SubjectKey;
}
