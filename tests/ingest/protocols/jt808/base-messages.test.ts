import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeBody } from '#ingest/protocols/jt808/decode-frame.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { drawn } from './base-messages.ts';
import { bytesOf, hexOf, vectorsOf } from './shared-vectors.ts';

type Edition = '2011' | '2013' | '2019';

function encode(id: number, message: unknown, edition: Edition): Uint8Array {
  const codec = drawn.find((one) => one.id === id)!.codec;
  const writer = new BodyWriter();
  codec.encode(writer, message, edition);
  return writer.finish();
}

describe('what is written is read back', () => {
  test.each(drawn.map((one) => [one.codec.name, one] as const))(
    '%s',
    (_, { id, message, editions }) => {
      fc.assert(
        fc.property(message, fc.constantFrom(...editions), (one, edition) => {
          const body = encode(id, one, edition);
          expect(decodeBody(id, edition, body, 0, body.length)).toEqual(one);
        }),
      );
    },
  );
});

test.each([...new Map(drawn.map((one) => [one.id, one.codec.name]))])(
  '0x%x %s: any bytes are a message or a fault inside them',
  (id) => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 120 }),
        fc.constantFrom<Edition>('2011', '2013', '2019'),
        (body, edition) => {
          try {
            decodeBody(id, edition, body, 0, body.length);
          } catch (fault) {
            expect(fault).toBeInstanceOf(DecodeFault);
            expect((fault as DecodeFault).offset).toBeGreaterThanOrEqual(0);
            expect((fault as DecodeFault).offset).toBeLessThanOrEqual(body.length);
          }
        },
      ),
    );
  },
);

test('published bodies of these messages are written back byte for byte', () => {
  const ids = new Set(drawn.map(({ id }) => id));
  for (const { id: name, bodyHex, version, expect: wanted } of vectorsOf('body')) {
    const id = Number(wanted.messageId);
    if (!ids.has(id)) continue;
    const edition: Edition = version === '2019' ? '2019' : '2013';
    const body = bytesOf(bodyHex!);
    expect(hexOf(encode(id, decodeBody(id, edition, body, 0, body.length), edition)), name).toBe(
      bodyHex,
    );
  }
});
