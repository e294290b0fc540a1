/** Goal: the cache of keys hands out the right one, whoever shares its places. Method: keys that all meet in two of them. */
import { expect, test } from 'vitest';
import { keyOfBits } from '#proto/codec/key.ts';

test('keys that meet in the cache are told apart, and two of them keep their places', () => {
  const low = 0x1234_5670;
  const hex = (high: number, bits: number) =>
    high.toString(16).padStart(8, '0') + bits.toString(16).padStart(8, '0');
  for (let round = 0; round < 3; round++)
    for (let high = 0; high < 5_000; high++)
      for (const bits of [low, low + 1]) expect(keyOfBits(high, bits)).toBe(hex(high, bits));
});

test('a key of zeros is one like others', () => {
  expect(keyOfBits(0, 0)).toBe('0000000000000000');
  expect(keyOfBits(0, 1)).toBe('0000000000000001');
  expect(keyOfBits(0, 0)).toBe('0000000000000000');
});
