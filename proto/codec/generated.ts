/** Between the generated code's types and ours: 64-bit values, keys, faults. */
import Long from 'long';
import type { SubjectKey } from '#core/identity.ts';
import { WireFault } from './fault.ts';
import { keyBits, keyOfBits } from './key.ts';

export function longOfKey(key: SubjectKey): Long {
  return Long.fromBits(keyBits(key, 8), keyBits(key, 0), true);
}

export function keyOfLong(value: number | Long): SubjectKey {
  const { high, low } = typeof value === 'number' ? Long.fromNumber(value, true) : value;
  return keyOfBits(high, low);
}

/** A 64-bit field as a number; throws WireFault beyond the safe integers. */
export function safeNumber(value: number | Long): number {
  const number = typeof value === 'number' ? value : value.toNumber();
  if (!Number.isSafeInteger(number))
    throw new WireFault('range', 'a 64-bit value is beyond the safe integers');
  return number;
}

/** Decodes and turns whatever the generated code throws into a WireFault. */
export function decodeGenerated<T>(type: { decode(bytes: Uint8Array): T }, bytes: Uint8Array): T {
  try {
    return type.decode(bytes);
  } catch (cause) {
    throw new WireFault('generated', 'the bytes are not the message they should be', cause);
  }
}
