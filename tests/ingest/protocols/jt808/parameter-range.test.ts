/** Numbers outside the range of their parameter are named, and read all the same. */
import { expect, test } from 'vitest';
import { decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { parameterReply } from '#ingest/protocols/jt808/messages/parameter-reply.ts';
import { PARAMETERS } from '#ingest/protocols/jt808/messages/parameter-table.ts';
import { outOfRange } from '#ingest/protocols/jt808/messages/parameters.ts';
import { buildMessage } from '#ingest/protocols/jt808/replies.ts';
import { contentOf } from './feed.ts';

const idOf = (id: number) => `0x${id.toString(16).padStart(4, '0')}`;

test('every range of the table ends where it says', () => {
  const ranged = [...PARAMETERS.values()].filter(({ range }) => range !== null);
  expect(ranged.length).toBeGreaterThan(15);
  for (const { id, range } of ranged) {
    const at = (value: number) => outOfRange([{ id: idOf(id), length: 4, value }]);
    const [min, max] = range!;
    expect([at(min), at(max)]).toEqual([[], []]);
    expect(at(max + 1)).toEqual([idOf(id)]);
    if (min > 0) expect(at(min - 1)).toEqual([idOf(id)]);
  }
});

test('a frame with such a number is decoded and flagged', () => {
  const terminal = {
    version: '2013' as const,
    versionFlag: false,
    protocolVersion: 0,
    phone: '013800000001',
  };
  const params = [
    { id: '0x0030', length: 4, value: 400 },
    { id: '0x0070', length: 4, value: 5 },
    { id: '0x0029', length: 4, value: 4_000_000_000 },
  ];
  const frame = contentOf(
    buildMessage(parameterReply, terminal, 1, { replySerial: 1, paramCount: 3, params }),
  );
  expect(decodeFrame(frame, 0, frame.length)).toMatchObject({
    params,
    paramsOutOfRange: ['0x0030'],
  });
});
