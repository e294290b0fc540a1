import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checksumOf,
  encodeFrame,
  FRAME_BYTES_MAX,
  Framer,
} from '#ingest/protocols/jt808/framing.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import { contentOf, feed } from './feed.ts';
import { bytesOf, hexOf } from './shared-vectors.ts';

/** Bytes in which flags and escapes are common. */
const stuffedByte = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 255 }) },
  { weight: 1, arbitrary: fc.constantFrom(0x7c, 0x7d, 0x7e, 0x7f) },
);
const stuffedBytes = (maxLength: number) =>
  fc.array(stuffedByte, { maxLength, size: 'max' }).map((bytes) => Uint8Array.from(bytes));

const frame = fc
  .record({
    version: fc.constantFrom('2013' as const, '2019' as const),
    serial: fc.integer({ min: 0, max: 0xffff }),
    phone: fc.stringMatching(/^[0-9]{12}$/),
    body: stuffedBytes(200),
  })
  .map(({ body, ...header }) => buildFrame({ messageId: 0x0900, ...header }, body));

/** Around and beyond what may be collected without a flag, escaped or not. */
const longPiece = fc
  .tuple(fc.integer({ min: 1_000, max: 4_500 }), fc.constantFrom(0x00, 0x55, 0x7d))
  .map(([length, byte]) => new Uint8Array(length).fill(byte));

/** A stream of good frames, garbage and shared or doubled flags, cut anywhere. */
const stream = fc
  .array(fc.oneof(frame, stuffedBytes(40), longPiece, fc.constant(Uint8Array.of(0x7e))), {
    maxLength: 12,
    size: 'max',
  })
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

describe('framing', () => {
  test('example of the standard: 30 7e 08 7d 55', () => {
    expect(hexOf(encodeFrame(bytesOf('307e087d55'))).slice(0, -4)).toBe('7e307d02087d0155');
  });

  test('what is framed is read back, at most 2,092 bytes on the wire', () => {
    fc.assert(
      fc.property(frame, (bytes) => {
        const content = contentOf(bytes);
        expect(encodeFrame(content)).toEqual(bytes);
        expect(bytes.length).toBeLessThanOrEqual(FRAME_BYTES_MAX);
      }),
    );
    const longest = buildFrame(
      {
        messageId: 0x7d7d,
        version: '2019',
        phone: '7d'.repeat(10),
        protocolVersion: 0x7d,
        serial: 0x7e7e,
      },
      new Uint8Array(1023).fill(0x7e),
    );
    expect(contentOf(longest)).toHaveLength(17 + 1023);
  });

  test('cutting the stream anywhere changes nothing', () => {
    let good = 0;
    let bad = 0;
    fc.assert(
      fc.property(
        stream,
        fc.array(fc.nat(400), { minLength: 1, maxLength: 20 }),
        (bytes, steps) => {
          const segments: Uint8Array[] = [];
          for (let at = 0, k = 0; at < bytes.length; k++) {
            const step = Math.max(1, steps[k % steps.length]!);
            segments.push(bytes.subarray(at, at + step));
            at += step;
          }
          const whole = feed([bytes], true);
          expect(feed(segments, true)).toEqual(whole);
          good += whole.frames.length;
          bad += whole.faults.length;
        },
      ),
      { numRuns: 400 },
    );
    // Random streams hold 575 good frames, give or take 35: 400 is out of chance's reach, 500 was not.
    expect(good).toBeGreaterThan(400);
    expect(bad).toBeGreaterThan(500);
  });

  test('every byte between flags ends in a frame, a fault, the pending piece or the skipped count', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(stuffedBytes(300), longPiece), { maxLength: 6, size: 'max' }),
        (segments) => {
          const fed = feed(segments);
          const payload = segments.flatMap((s) => [...s]).filter((byte) => byte !== 0x7e).length;
          // A delivered frame lost its checksum byte and its escapes; noise this random has none.
          const framed = fed.frames.reduce((sum, content) => sum + content.length + 1, 0);
          const faulty = fed.faultBytes.reduce((sum, bytes) => sum + bytes.length, 0);
          expect(framed + faulty + fed.pendingBytes + fed.skippedBytes).toBe(payload);
        },
      ),
    );
  });

  test('the next good frame is delivered after any garbage and a flag', () => {
    const good = buildFrame(
      { messageId: 2, version: '2013', phone: '13800138000', serial: 9 },
      new Uint8Array(),
    );
    fc.assert(
      fc.property(stuffedBytes(5_000), fc.integer({ min: 1, max: 999 }), (garbage, cut) => {
        const bytes = Uint8Array.from([...garbage, ...good]);
        const segments: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += cut) segments.push(bytes.subarray(at, at + cut));
        expect(feed(segments).frames.map(hexOf)).toContain(hexOf(contentOf(good)));
      }),
    );
  });

  test.each([
    ['7e02007d037e', 'ESCAPE_UNKNOWN', 2],
    ['7e0002000000000000067900007d7e', 'ESCAPE_LONE', 12],
    ['7e01027e', 'FRAME_TOO_SHORT', 2],
    ['7e000200000123456789017fff0b7e', 'CHECKSUM_MISMATCH', 12],
    ['7e000200010123456789017fff0b7e', 'LENGTH_MISMATCH', 2],
  ])('%s is %s at %i', (hex, code, offset) => {
    expect(feed([bytesOf(hex)]).faults).toEqual([{ code, offset }]);
  });

  test('a piece without end is refused once, held to 2,090 bytes, and the next flag resynchronises', () => {
    const framer = new Framer();
    const faults: string[] = [];
    const frames: string[] = [];
    const push = (chunk: Uint8Array) =>
      framer.push(
        chunk,
        (bytes, from, to) => frames.push(hexOf(bytes.subarray(from, to))),
        (fault) => faults.push(fault.code),
      );
    for (let k = 0; k < 1_000; k++) {
      push(new Uint8Array(1_000).fill(0x55));
      expect(framer.pendingBytes).toBeLessThanOrEqual(FRAME_BYTES_MAX - 2);
    }
    push(bytesOf('7e000200000123456789017fff0a7e'));
    expect(faults).toEqual(['FRAME_TOO_LONG']);
    expect(frames).toEqual(['000200000123456789017fff']);
    expect(framer.skippedBytes).toBe(1_000_000 - (FRAME_BYTES_MAX - 2));
  });

  test('a consumer may feed the same framer from its callback', () => {
    const framer = new Framer();
    const escaped = buildFrame(
      { messageId: 0x0900, version: '2013', phone: '1', serial: 1 },
      bytesOf('7d7e'),
    );
    const seen: string[] = [];
    let nested = false;
    const onFrame = (bytes: Uint8Array, from: number, to: number): void => {
      const before = hexOf(bytes.subarray(from, to));
      if (!nested) {
        nested = true;
        const other = buildFrame(
          { messageId: 0x0901, version: '2013', phone: '2', serial: 2 },
          bytesOf('7e7d'),
        );
        framer.push(other, onFrame, () => {});
      }
      expect(hexOf(bytes.subarray(from, to))).toBe(before);
      seen.push(before.slice(0, 4));
    };
    framer.push(escaped.subarray(0, 5), onFrame, () => {});
    framer.push(escaped.subarray(5), onFrame, () => {});
    expect(seen).toEqual(['0901', '0900']);
  });

  test('any two segments give frames and faults and never throw', () => {
    fc.assert(
      fc.property(stuffedBytes(400), stuffedBytes(400), (a, b) => {
        for (const content of feed([a, b]).frames) {
          expect(encodeFrame(content).at(-2)).toBeDefined();
          expect(checksumOf(content, 0, content.length)).toBeTypeOf('number');
        }
      }),
    );
  });
});
