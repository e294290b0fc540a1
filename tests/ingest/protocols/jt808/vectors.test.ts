import { describe, expect, test } from 'vitest';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeBody, decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { DecodeFault, FAULT_CODES } from '#ingest/protocols/jt808/fault.ts';
import { unescapeInto } from '#ingest/protocols/jt808/framing.ts';
import {
  deviceIdOf,
  type Edition,
  type Header,
  isPart,
  parseHeader,
} from '#ingest/protocols/jt808/header.ts';
import {
  type AttachmentCompleteReply,
  attachmentCompleteReply,
} from '#ingest/protocols/jt808/messages/attachment-complete-reply.ts';
import { messageById } from '#ingest/protocols/jt808/messages/index.ts';
import { Reassembly } from '#ingest/protocols/jt808/reassembly.ts';
import { buildAck, buildFrame, buildRegistrationReply } from '#ingest/protocols/jt808/replies.ts';
import { contentOf, feed } from './feed.ts';
import { bytesOf, hexOf, type SharedVector, sharedVectors, vectorsOf } from './shared-vectors.ts';

/** Annotations of the vectors. */
const NOT_PRODUCED = new Set(['quirk', 'coordinateOutOfRange']);

/** What the product answers differently, and why. */
const EXCEPTIONS: Record<string, string> = {
  'smallchi-8800-05': 'version 2011 cannot be seen in a 0x8800 frame: old headers are alike',
};

/** Their altitude word is above 32,767: the product reads it as below the sea, the source as it stands. */
const BELOW_THE_SEA = new Set([
  'yezhihao-0201-01',
  'yezhihao-0201-02',
  'yezhihao-0201-03',
  'yezhihao-0201-04',
  'go-jt808-0201-01',
]);

/** Messages of which nobody published a frame; our own vectors have them. */
const UNPUBLISHED = new Set([
  0x0004, 0x8107, 0x8204, 0x8605, 0x8702, 0x9303, 0x9304, 0x9305, 0x9306,
]);

/** Fields the product adds to what the vectors name. */
const ADDED = new Set(['encrypted', 'recorder', 'recorderFault', 'paramsOutOfRange']);

function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !NOT_PRODUCED.has(key) && !ADDED.has(key))
      .map(([key, inner]) => [key, comparable(inner)]),
  );
}

const isDecoded = (messageId: string): boolean => messageById.has(Number(messageId));

const HEADER_FIELDS = [
  'messageId',
  'bodyLength',
  'encryption',
  'phone',
  'serial',
  'protocolVersion',
  'subPackage',
];
const headerOnly = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(HEADER_FIELDS.filter((key) => key in fields).map((key) => [key, fields[key]]));

describe.skipIf(sharedVectors === null)('published frames', () => {
  const frames = vectorsOf('frame');

  test.each(frames.filter((v) => v.valid && v.bodyValid !== false))(
    '$id',
    (vector: SharedVector) => {
      const content = contentOf(bytesOf(vector.hex!));
      const decoded = decodeFrame(content, 0, content.length);
      if (decoded instanceof DecodeFault) throw new Error(`${decoded.code} at ${decoded.offset}`);
      const { version, ...fields } = decoded;
      if (EXCEPTIONS[vector.id] === undefined) expect(version).toBe(vector.version);
      const wanted = comparable(vector.expect) as Record<string, unknown>;
      if (BELOW_THE_SEA.has(vector.id)) wanted.altitudeM = (wanted.altitudeM as number) - 65_536;
      if (isDecoded(fields.messageId) || 'unknownBodyHex' in wanted) {
        const hex = wanted.bodyHex;
        if (typeof hex === 'string' && hex.endsWith('...')) {
          // Long bodies of packets are printed with their beginning only.
          expect((fields.bodyHex as string).startsWith(hex.slice(0, -3))).toBe(true);
          wanted.bodyHex = fields.bodyHex;
        }
        expect(comparable(fields)).toEqual(wanted);
      } else {
        expect(headerOnly(fields)).toEqual(headerOnly(wanted));
        expect(typeof fields.bodyHex).toBe('string');
      }
      plausible(fields);
    },
  );

  test.each(frames.filter((v) => v.valid && v.bodyValid === false))(
    '$id: the body is refused',
    (vector) => {
      const content = contentOf(bytesOf(vector.hex!));
      const decoded = decodeFrame(content, 0, content.length);
      if (isDecoded(vector.expect.messageId)) expect(decoded).toBeInstanceOf(DecodeFault);
      else expect(decoded).toMatchObject({ bodyHex: expect.any(String) });
    },
  );

  test.each(frames.filter((v) => !v.valid))('$id is refused', (vector) => {
    const { frames: good, faults } = feed([bytesOf(vector.hex!)], true);
    expect(good).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(FAULT_CODES).toContain(faults[0]!.code);
  });

  test('every version of a message that is decoded occurs', () => {
    const seen = new Set(
      [...frames, ...vectorsOf('body')].filter((v) => v.valid).map((v) => v.expect.messageId),
    );
    for (const id of messageById.keys()) {
      if (!UNPUBLISHED.has(id)) expect(seen).toContain(`0x${id.toString(16).padStart(4, '0')}`);
    }
  });
});

/** Golden or not, a decoded position must be possible. */
function plausible(fields: Record<string, unknown>): void {
  if (fields.messageId !== '0x0200') return;
  const { latitudeDeg, longitudeDeg, speedKmh, altitudeM } = fields as Record<string, number>;
  expect(Math.abs(latitudeDeg!)).toBeLessThanOrEqual(180);
  expect(Math.abs(longitudeDeg!)).toBeLessThanOrEqual(180);
  expect(speedKmh).toBeLessThan(300);
  expect(Math.abs(altitudeM!)).toBeLessThan(9_000);
}

describe.skipIf(sharedVectors === null)('published bodies', () => {
  const bodies = vectorsOf('body').filter((v) => isDecoded(v.expect.messageId));

  test('there are some', () => expect(bodies.length).toBeGreaterThan(40));

  test.each(bodies)('$id', (vector) => {
    const body = bytesOf(vector.bodyHex!);
    const { messageId, ...wanted } = vector.expect;
    const edition: Edition = vector.version === '2019' ? '2019' : '2013';
    expect(comparable(decodeBody(Number(messageId), edition, body, 0, body.length))).toEqual(
      comparable(wanted),
    );
  });

  test('location bodies are written back byte for byte', () => {
    const codec = messageById.get(0x0200)!;
    let written = 0;
    for (const { bodyHex, expect: wanted } of bodies.filter(
      (v) => v.expect.messageId === '0x0200',
    )) {
      // Two's complement coordinates and impossible times are read but never written.
      if (wanted.quirk !== undefined || wanted.time === null) continue;
      const body = bytesOf(bodyHex!);
      const writer = new BodyWriter();
      codec.encode(writer, decodeBody(0x0200, '2013', body, 0, body.length), '2013');
      expect(hexOf(writer.finish())).toBe(bodyHex);
      written++;
    }
    expect(written).toBeGreaterThan(20);
  });
});

describe.skipIf(sharedVectors === null)('published streams', () => {
  // The mixed attachment stream carries unframed data frames: the attachment server's business.
  const streams = vectorsOf('stream').filter((v) => v.expect.framesHex !== undefined);

  test.each(streams)('$id', ({ segmentsHex, expect: wanted, tolerantExpect }) => {
    const fed = feed(segmentsHex!.map(bytesOf));
    const framesHex: string[] = tolerantExpect?.framesHex ?? wanted.framesHex;
    expect(fed.frames.map(hexOf)).toEqual(framesHex.map((hex) => hexOf(contentOf(bytesOf(hex)))));
    if (tolerantExpect !== undefined) expect(fed.faults).toHaveLength(tolerantExpect.droppedFrames);
  });
});

describe.skipIf(sharedVectors === null)('published escapes', () => {
  test.each(vectorsOf('escape').filter((v) => v.valid))('$id', ({ hex, unescapedHex }) => {
    const bytes = bytesOf(hex!);
    const out = new Uint8Array(bytes.length);
    const length = unescapeInto(bytes, 1, bytes.length - 1, out);
    expect(hexOf(out.subarray(0, length))).toBe(unescapedHex);
  });

  test.each(vectorsOf('escape').filter((v) => !v.valid))('$id is refused', ({ hex }) => {
    const { frames, faults } = feed([bytesOf(hex!)], true);
    expect(frames).toEqual([]);
    expect(faults).toHaveLength(1);
  });
});

describe.skipIf(sharedVectors === null)('published reassemblies', () => {
  test.each(vectorsOf('reassembly'))('$id, in order, backwards and with a duplicate', (vector) => {
    const contents = vector.framesHex!.map((hex) => contentOf(bytesOf(hex)));
    for (const order of [contents, contents.toReversed(), [contents[0]!, ...contents]]) {
      const reassembly = new Reassembly();
      const bodies: Uint8Array[] = [];
      for (const content of order) {
        const header = parseHeader(content, 0, content.length);
        expect(isPart(header)).toBe(true);
        const result = reassembly.add(header, content, header.length, content.length, 0);
        if (result.kind !== 'complete') continue;
        expect(result.serial).toBe(vector.expect.firstSerial);
        bodies.push(result.body);
      }
      expect(bodies.map((body) => body.length)).toEqual([vector.expect.bodyBytesTotal]);
      expect(reassembly.openSets).toBe(0);
    }
  });
});

describe.skipIf(sharedVectors === null)('published replies', () => {
  const ours = vectorsOf('reply').filter((v) => {
    // 0x0001 is never acknowledged here, 0x8800 is not answered by an ack, and one source answers with an empty body.
    const { request, reply } = v.expect;
    return (
      request.messageId !== '0x0001' &&
      reply.messageId !== '0x8800' &&
      isDecoded(reply.messageId) &&
      v.replyBodyValid !== true &&
      reply.bodyLength > 0
    );
  });

  test('there are some', () => expect(ours.length).toBeGreaterThan(10));

  test.each(ours)('$id', ({ hex, replyHex, expect: wanted }) => {
    const content = contentOf(bytesOf(hex!));
    const received = parseHeader(content, 0, content.length);
    expect(received).toMatchObject({ phone: wanted.request.phone, serial: wanted.request.serial });
    const reply =
      wanted.reply.messageId === '0x8100'
        ? buildRegistrationReply(received, wanted.reply.result, deviceIdOf(received.phone), 0)
        : wanted.reply.messageId === '0x9212'
          ? attachmentReply(received, wanted.reply)
          : buildAck(received, wanted.reply.result, 0);
    const replied = contentOf(reply);
    expect(decodeFrame(replied, 0, replied.length)).toMatchObject(
      wanted.reply.messageId === '0x8100'
        ? { ...wanted.reply, authCode: expect.any(String), bodyLength: expect.any(Number) }
        : wanted.reply,
    );
    if (wanted.reply.messageId !== '0x8100') expect(hexOf(reply)).toBe(replyHex);
  });
});

function attachmentReply(received: Header, reply: AttachmentCompleteReply): Uint8Array {
  const writer = new BodyWriter();
  attachmentCompleteReply.encode(writer, reply, received.version);
  const { version, phone } = received;
  return buildFrame({ messageId: 0x9212, version, phone, serial: 0 }, writer.finish());
}
