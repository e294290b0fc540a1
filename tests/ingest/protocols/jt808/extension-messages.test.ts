import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeBody } from '#ingest/protocols/jt808/decode-frame.ts';
import { parseHeader } from '#ingest/protocols/jt808/header.ts';
import { messageById } from '#ingest/protocols/jt808/messages/index.ts';
import { Reassembly } from '#ingest/protocols/jt808/reassembly.ts';
import { drawn } from './extension-messages.ts';
import { contentOf } from './feed.ts';
import { bytesOf, vectorsOf } from './shared-vectors.ts';

describe('what is written is read back', () => {
  test.each(drawn.map(([codec, message]) => [codec.name, codec, message] as const))(
    '%s',
    (_, codec, message) => {
      expect(messageById.get(codec.id)).toBe(codec);
      fc.assert(
        fc.property(message, fc.constantFrom('2011', '2013', '2019'), (one, edition) => {
          const writer = new BodyWriter();
          codec.encode(writer, one as never, edition);
          const body = writer.finish();
          expect(decodeBody(codec.id, edition, body, 0, body.length)).toEqual(one);
        }),
      );
    },
  );
});

test('a resource list in packets has the files its source counts', () => {
  for (const { framesHex, expect: wanted } of vectorsOf('reassembly')) {
    if (wanted.messageId !== '0x1205') continue;
    const reassembly = new Reassembly();
    for (const hex of framesHex!) {
      const content = contentOf(bytesOf(hex));
      const header = parseHeader(content, 0, content.length);
      const result = reassembly.add(header, content, header.length, content.length, 0);
      if (result.kind !== 'complete') continue;
      const list = decodeBody(0x1205, '2013', result.body, 0, result.body.length);
      const files = list.files as unknown[];
      expect(list.count).toBe(wanted.declaredCount);
      expect(files).toHaveLength(wanted.fileCount);
      expect([files[0], files.at(-1)]).toEqual([wanted.firstFile, wanted.lastFile]);
    }
  }
});

test('an attachment command copies the identifier of the item byte for byte', () => {
  const writer = new BodyWriter();
  const identifier = '3736353433323126112108000501035a';
  messageById.get(0x9208)!.encode(
    writer,
    {
      serverIp: '10.0.0.1',
      tcpPort: 7612,
      udpPort: 0,
      alarmIdentifierHex: identifier,
      alarmNo: 'A1',
    },
    '2013',
  );
  const body = writer.finish();
  expect(Buffer.from(body).toString('hex')).toContain(identifier);
  expect(decodeBody(0x9208, '2013', body, 0, body.length)).toMatchObject({
    alarmIdentifier: { terminalId: '7654321', seq: 1, attachmentCount: 3 },
  });
});
