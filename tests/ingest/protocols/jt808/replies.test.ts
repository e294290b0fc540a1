import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { parseHeader } from '#ingest/protocols/jt808/header.ts';
import { replyKindOf } from '#ingest/protocols/jt808/message-ids.ts';
import { messageById } from '#ingest/protocols/jt808/messages/index.ts';
import { textMessage } from '#ingest/protocols/jt808/messages/text-message.ts';
import {
  ACK_FRAME_BYTES_MAX,
  ACK_RESULT,
  buildAck,
  buildFrame,
  buildMessage,
  buildPacketRequest,
  buildRegistrationReply,
  writeAck,
} from '#ingest/protocols/jt808/replies.ts';
import { u8, u16 } from './arbitraries.ts';
import { contentOf, feed } from './feed.ts';
import { hexOf } from './shared-vectors.ts';

/** Phones as devices send them: digits, or a binary id with nibbles above 9. */
const received = fc
  .record({
    version: fc.constantFrom('2013' as const, '2019' as const),
    protocolVersion: u8,
    phone: fc.uint8Array({ minLength: 10, maxLength: 10 }).map((b) => hexOf(b)),
    serial: u16,
    messageId: u16,
  })
  .map((header) => {
    const content = contentOf(buildFrame(header, new Uint8Array(3)));
    return parseHeader(content, 0, content.length);
  });

describe('answers', () => {
  test('repeat version, version byte and phone bytes; body has the received serial, header the own', () => {
    fc.assert(
      fc.property(received, u16, (header, serial) => {
        const content = contentOf(buildAck(header, ACK_RESULT.malformed, serial));
        const answer = parseHeader(content, 0, content.length);
        expect(answer).toMatchObject({
          messageId: 0x8001,
          version: header.version,
          protocolVersion: header.protocolVersion,
          phone: header.phone,
          serial,
        });
        expect(decodeFrame(content, 0, content.length)).toMatchObject({
          replySerial: header.serial,
          replyId: `0x${header.messageId.toString(16).padStart(4, '0')}`,
          result: 2,
        });
      }),
    );
  });

  test('written one behind the other they are read as sent', () => {
    fc.assert(
      fc.property(fc.array(received, { minLength: 1, maxLength: 20 }), (headers) => {
        const out = new Uint8Array(headers.length * ACK_FRAME_BYTES_MAX);
        let at = 0;
        headers.forEach((header, k) => {
          at = writeAck(out, at, header, ACK_RESULT.ok, k);
        });
        expect(feed([out.subarray(0, at)]).frames.map(hexOf)).toEqual(
          headers.map((header, k) => hexOf(contentOf(buildAck(header, ACK_RESULT.ok, k)))),
        );
      }),
    );
  });

  test('a device that sets bit 14 over an old header gets the same back', () => {
    const content = contentOf(
      buildFrame(
        {
          messageId: 0x0102,
          version: '2013',
          versionFlag: true,
          phone: '010030000681',
          serial: 2306,
        },
        new Uint8Array(4),
      ),
    );
    const header = parseHeader(content, 0, content.length);
    expect(header).toMatchObject({ version: '2013', versionFlag: true, length: 12 });
    const answer = contentOf(buildAck(header, ACK_RESULT.ok, 1));
    expect(hexOf(answer)).toBe('80014005010030000681000109020102' + '00');
  });

  test('registration: the code only with result 0', () => {
    const content = contentOf(
      buildFrame(
        { messageId: 0x0100, version: '2019', phone: '13800138000', serial: 5 },
        new Uint8Array(80),
      ),
    );
    const header = parseHeader(content, 0, content.length);
    const fieldsOf = (frame: Uint8Array) => {
      const bytes = contentOf(frame);
      return decodeFrame(bytes, 0, bytes.length);
    };
    expect(fieldsOf(buildRegistrationReply(header, 0, 'T7f0', 9))).toMatchObject({
      messageId: '0x8100',
      serial: 9,
      replySerial: 5,
      result: 0,
      authCode: 'T7f0',
    });
    expect(fieldsOf(buildRegistrationReply(header, 4, 'T7f0', 9))).not.toHaveProperty('authCode');
    expect(
      fieldsOf(buildPacketRequest(header, { originalSerial: 77, packetIds: [2, 5] }, 1)),
    ).toMatchObject({
      originalSerial: 77,
      packetIds: [2, 5],
    });
    expect(
      fieldsOf(
        buildMessage(textMessage, header, 3, {
          flag: 0b1100,
          textType: 1,
          text: '前方团雾，请减速',
        }),
      ),
    ).toMatchObject({
      text: '前方团雾，请减速',
    });
  });

  test('a body that does not fit one frame is refused', () => {
    expect(() =>
      buildFrame({ messageId: 1, version: '2013', phone: '1', serial: 1 }, new Uint8Array(1024)),
    ).toThrow(RangeError);
  });
});

test('what is answered with what', () => {
  expect(replyKindOf(0x0001)).toBe('none');
  expect(replyKindOf(0x0100)).toBe('registration');
  expect(replyKindOf(0x0200)).toBe('ack');
  expect(replyKindOf(0x0104)).toBe('none');
  expect(replyKindOf(0x0104, true)).toBe('ack');
  expect(replyKindOf(0x0506)).toBe('unsupported');
  expect(replyKindOf(0x8300)).toBe('unsupported');
  // Uplinks that are themselves answers to a command.
  const answers = new Set([
    0x0104, 0x0107, 0x0201, 0x0302, 0x0500, 0x0608, 0x0700, 0x0802, 0x0805, 0x1003, 0x1205,
  ]);
  for (const id of messageById.keys()) {
    if (id <= 1 || id >= 0x8000 || id === 0x0100) continue;
    expect(replyKindOf(id)).toBe(answers.has(id) ? 'none' : 'ack');
    expect(replyKindOf(id, true)).toBe('ack');
  }
});
