import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeBody } from '#ingest/protocols/jt808/decode-frame.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import { runDecode } from '#tools/decode.ts';
import vectors from '../../../vectors/jt808/messages.json' with { type: 'json' };
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

describe('vectors made from the standards', () => {
  test.each(vectors)('$messageId $why', async (vector) => {
    const { messageId, bodyHex, expect: wanted } = vector;
    const edition = vector.edition as Edition;
    const body = bytesOf(bodyHex);
    const id = Number(messageId);
    expect(decodeBody(id, edition, body, 0, body.length)).toEqual(wanted);
    expect(hexOf(encode(id, wanted, edition))).toBe(bodyHex);
    if (edition === '2011') return;
    const frame = buildFrame(
      { messageId: id, version: edition, phone: '13800138000', serial: 1 },
      body,
    );
    const output = new PassThrough();
    const line = Buffer.from(`${hexOf(frame)}\n`);
    await runDecode(['jt808'], Readable.from([line]), output, new PassThrough());
    output.end();
    const printed = JSON.parse(Buffer.concat(await output.toArray()).toString());
    expect(printed).toMatchObject({ ok: true, messageId, version: edition, ...wanted });
  });

  test('there is one for every message', () => {
    const seen = new Set(vectors.map((vector) => Number(vector.messageId)));
    expect(seen).toEqual(new Set(drawn.map(({ id }) => id)));
  });
});

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
