/** The mixed stream of attachment connections: published vectors, every cut, any bytes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AttachmentStream,
  DATA_HEAD_BYTES,
  dataHeadBytes,
} from '#ingest/protocols/jt808/attachment-stream.ts';
import { encodeFrame } from '#ingest/protocols/jt808/framing.ts';
import { parseHeader } from '#ingest/protocols/jt808/header.ts';
import { attachmentInfo } from '#ingest/protocols/jt808/messages/attachment-info.ts';
import { buildMessage } from '#ingest/protocols/jt808/replies.ts';
import { bytesOf, sharedVectors, vectorsOf } from './shared-vectors.ts';

interface Piece {
  kind: 'frame' | 'data' | 'fault' | 'skipped';
  /** Message id, file name and offset, fault code. */
  what?: string;
  hex?: string;
}

/** Reads `segments`; `within` says how much of a data frame's length is believed. */
function read(segments: readonly Uint8Array[], within = (length: number) => length): Piece[] {
  const pieces: Piece[] = [];
  const stream = new AttachmentStream({
    onData({ name, offset, length }) {
      pieces.push({ kind: 'data', what: `${name}@${offset}`, hex: '' });
      return within(length);
    },
    onDataBytes(bytes, start, end) {
      const last = pieces.at(-1)!;
      last.hex += Buffer.from(bytes.subarray(start, end)).toString('hex');
    },
    onSkipped: () => {
      if (pieces.at(-1)?.kind !== 'skipped') pieces.push({ kind: 'skipped' });
    },
  });
  for (const segment of segments) {
    stream.push(
      segment,
      (bytes, start, end) => {
        const { messageId } = parseHeader(bytes, start, end);
        pieces.push({ kind: 'frame', what: messageId.toString(16) });
      },
      ({ code }) => pieces.push({ kind: 'fault', what: code }),
    );
  }
  return pieces;
}

const terminal = {
  version: '2013' as const,
  versionFlag: false,
  protocolVersion: 0,
  phone: '013800000001',
};
const identifier = {
  terminalId: 'T1',
  time: '2026-11-21T12:00:00+08:00',
  seq: 0,
  attachmentCount: 1,
};
const frame = buildMessage(attachmentInfo, terminal, 1, {
  terminalId: 'T1',
  alarmIdentifier: identifier,
  alarmNo: 'a'.repeat(32),
  infoType: 0,
  attachments: [{ name: '00_64_6401_0_x.jpg', sizeBytes: 9 }],
});
const data = (name: string, offset: number, content: Uint8Array, length = content.length) =>
  Buffer.concat([dataHeadBytes(Buffer.from(name), offset, length), content]);
const bytes = (...values: number[]) => Uint8Array.from(values);

describe.skipIf(sharedVectors === null)('published vectors', () => {
  for (const vector of vectorsOf('dataStream')) {
    test(vector.id, () => {
      const { fileName, dataOffset, dataHex } = vector.expect;
      expect(read([bytesOf(vector.hex!)])).toEqual([
        { kind: 'data', what: `${fileName}@${dataOffset}`, hex: dataHex },
      ]);
    });
  }
  for (const vector of vectorsOf('stream').filter(({ id }) => id.includes('attachment'))) {
    test(vector.id, () => {
      const name = '2024-11-22_10_00_00_data.txt';
      expect(read(vector.segmentsHex!.map(bytesOf))).toEqual([
        { kind: 'frame', what: '1210' },
        { kind: 'data', what: `${name}@4`, hex: '6f776f72' },
        { kind: 'data', what: `${name}@8`, hex: '64313233' },
        { kind: 'data', what: `${name}@0`, hex: '68656c6c' },
        { kind: 'frame', what: '1211' },
        { kind: 'frame', what: '1212' },
      ]);
    });
  }
});

describe('pieces', () => {
  // Data that holds flags, escapes and the four bytes of a data frame themselves.
  const content = bytes(0x7e, 0x30, 0x31, 0x63, 0x64, 0x7d, 0x7e, 0x02, 0x30);
  const stream = Buffer.concat([
    frame,
    data('a.jpg', 0, content),
    frame,
    frame,
    data('b', 7, bytes(1)),
  ]);
  const expected: Piece[] = [
    { kind: 'frame', what: '1210' },
    { kind: 'data', what: 'a.jpg@0', hex: Buffer.from(content).toString('hex') },
    { kind: 'frame', what: '1210' },
    { kind: 'frame', what: '1210' },
    { kind: 'data', what: 'b@7', hex: '01' },
  ];

  test('are the same wherever the stream is cut', () => {
    expect(read([stream])).toEqual(expected);
    for (let at = 1; at < stream.length; at++) {
      expect(read([stream.subarray(0, at), stream.subarray(at)])).toEqual(expected);
    }
    expect(read([...stream].map((byte) => bytes(byte)))).toEqual(expected);
  });

  test('neighbours may share a flag', () => {
    const shared = Buffer.concat([frame, frame.subarray(1), data('a', 0, bytes(5))]);
    expect(read([shared]).map(({ kind }) => kind)).toEqual(['frame', 'frame', 'data']);
  });

  test('a length that reaches beyond the file is not believed', () => {
    const short = Buffer.concat([data('a', 0, bytes(1, 2, 3), 65_536), frame]);
    expect(read([short], () => 3)).toEqual([
      { kind: 'data', what: 'a@0', hex: '010203' },
      { kind: 'frame', what: '1210' },
    ]);
  });

  test('more data than the length says is skipped', () => {
    const long = Buffer.concat([
      data('a', 0, bytes(1, 2, 3, 9, 9, 9, 9), 3),
      data('b', 0, bytes(4)),
      frame,
    ]);
    expect(read([long])).toEqual([
      { kind: 'data', what: 'a@0', hex: '010203' },
      { kind: 'skipped' },
      { kind: 'data', what: 'b@0', hex: '04' },
      { kind: 'frame', what: '1210' },
    ]);
  });

  test('a flag in skipped bytes does not hide what follows', () => {
    const long = Buffer.concat([
      data('a', 0, bytes(1, 9, 0x7e, 8, 8, 8), 1),
      data('b', 0, bytes(4)),
      frame,
    ]);
    const kinds = read([long]).filter(({ kind }) => kind === 'data' || kind === 'frame');
    expect(kinds.map(({ what }) => what)).toEqual(['a@0', 'b@0', '1210']);
  });
});

test('any bytes end in pieces, within bounds, and a frame behind two flags is read', () => {
  let lostRuns = 0;
  const chunk = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.constantFrom(
      bytes(0x7e),
      bytes(0x30, 0x31, 0x63, 0x64),
      bytes(0x30, 0x31),
      frame,
      new Uint8Array(3_000),
    ),
    fc
      .record({
        offset: fc.nat(300),
        length: fc.nat(200),
        content: fc.uint8Array({ maxLength: 200 }),
      })
      .map(({ offset, length, content }) => data('n.bin', offset, content, length)),
  );
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 12 }), fc.nat(100), (chunks, trust) => {
      let frames = 0;
      const stream = new AttachmentStream({
        onData: ({ length }) => Math.min(length, trust),
        onDataBytes: (_, start, end) => expect(end).toBeGreaterThan(start),
        onSkipped: (count) => expect(count).toBeGreaterThan(0),
      });
      const push = (segment: Uint8Array) =>
        stream.push(
          segment,
          () => frames++,
          () => {},
        );
      for (const segment of chunks) {
        push(segment);
        expect(stream.pendingBytes).toBeLessThanOrEqual(2_090 + DATA_HEAD_BYTES + trust);
        if (stream.lost) lostRuns++;
      }
      // Whatever was under way ends here: data, a head, a frame.
      push(new Uint8Array(DATA_HEAD_BYTES + trust));
      const before = frames;
      push(bytes(0x7e, 0x7e));
      push(encodeFrame(frame.subarray(1, -2)));
      expect(frames).toBe(before + 1);
    }),
    { numRuns: 300 },
  );
  expect(lostRuns).toBeGreaterThan(0);
});
