import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyReader, BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { activeSafetyItems } from '#ingest/protocols/jt808/messages/active-safety/index.ts';
import {
  decodeAdditional,
  encodeAdditional,
  itemsOf,
} from '#ingest/protocols/jt808/messages/location-items.ts';
import { activeSafety } from './extension-messages.ts';

const IDS = Object.values(activeSafetyItems).map((codec) => codec.id);
const NAMES = Object.keys(activeSafetyItems);

function decoded(bytes: Uint8Array, statusFlag = 0) {
  return decodeAdditional(new BodyReader(bytes, 0, bytes.length), statusFlag);
}

test('what is written is read back, in every layout', () => {
  fc.assert(
    fc.property(activeSafety, (named) => {
      const items = itemsOf(named);
      const writer = new BodyWriter();
      encodeAdditional(writer, { items });
      expect(items).toHaveLength(NAMES.length);
      expect(decoded(writer.finish())).toEqual({ ...named, items });
    }),
    { numRuns: 300 },
  );
});

describe('a length that no layout has leaves the item raw', () => {
  const known = { 100: [47, 71, 69, 70, 63], 101: [47, 71, 69, 70, 63] } as Record<
    number,
    number[]
  >;
  known[0x70] = known[0x64]!;
  known[0x67] = [41, 65, 63, 64, 57];

  test.each(IDS.filter((id) => id !== 0x66))('0x%s', (id) => {
    let read = 0;
    for (let length = 0; length <= 255; length++) {
      const value = new Uint8Array(length).fill(1);
      const additional = decoded(Uint8Array.of(id, length, ...value));
      const names = NAMES.filter((name) => name in additional);
      expect(names).toHaveLength(known[id]!.includes(length) ? 1 : 0);
      expect(additional.items).toHaveLength(1);
      read += names.length;
    }
    expect(read).toBe(5);
  });
});

test('any bytes: never a throw, every whole item kept, what is decoded is plain', () => {
  let seen = 0;
  const item = fc
    .record({
      id: fc.constantFrom(...IDS),
      length: fc.constantFrom(41, 47, 50, 57, 63, 65, 69, 70, 71, 89, 101),
      count: fc.nat(3),
    })
    .chain(({ id, length, count }) =>
      fc.uint8Array({ minLength: length, maxLength: length, size: 'max' }).map((value) => {
        if (id === 0x66) value[length >= 65 ? 64 : 40] = count;
        return [id, length, ...value];
      }),
    );
  fc.assert(
    fc.property(fc.array(item, { maxLength: 4 }), fc.nat(3), (list, cut) => {
      const bytes = Uint8Array.from(list.flat());
      const additional = decoded(bytes.subarray(0, Math.max(0, bytes.length - cut)));
      expect(additional.items.length).toBe(cut === 0 ? list.length : Math.max(0, list.length - 1));
      seen += NAMES.filter((name) => name in additional).length;
      expect(JSON.parse(JSON.stringify(additional))).toEqual(additional);
    }),
    { numRuns: 500 },
  );
  // What can be decoded must be met, or the run proves nothing.
  expect(seen).toBeGreaterThan(100);
});
