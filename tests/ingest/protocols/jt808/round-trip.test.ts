/** Every message: what is written is read, and what was read is written back byte for byte. */
import { expect, test } from 'vitest';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeBody } from '#ingest/protocols/jt808/decode-frame.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import type { Edition } from '#ingest/protocols/jt808/header.ts';
import { messageById } from '#ingest/protocols/jt808/messages/index.ts';
import { drawn as baseDrawn } from './base-messages.ts';
import { everySample } from './every-sample.ts';
import { drawn as extensionDrawn } from './extension-messages.ts';
import { hexOf } from './shared-vectors.ts';

/** Whose property stands in messages.test.ts, and messages without a body. */
const DRAWN_ELSEWHERE = [
  ...[0x0001, 0x8001, 0x0100, 0x8100, 0x0102, 0x8300, 0x8003, 0x0702, 0x0200, 0x0704],
  ...[0x0002, 0x0003],
];

function written(id: number, message: unknown, edition: Edition): Uint8Array {
  const writer = new BodyWriter();
  messageById.get(id)!.encode(writer, message, edition);
  return writer.finish();
}

test.each(everySample.map(([id, message]) => [`0x${id.toString(16)}`, id, message] as const))(
  '%s',
  (_, id, message) => {
    let editions = 0;
    for (const edition of ['2011', '2013', '2019'] as const) {
      const body = written(id, message, edition);
      try {
        const decoded = decodeBody(id, edition, body, 0, body.length);
        expect(hexOf(written(id, decoded, edition))).toBe(hexOf(body));
        editions++;
      } catch (fault) {
        // A sample of the other edition's fields.
        if (!(fault instanceof DecodeFault)) throw fault;
      }
    }
    expect(editions).toBeGreaterThan(0);
  },
);

test('every message is drawn at random as well', () => {
  const ids = [...baseDrawn.map(({ id }) => id), ...extensionDrawn.map(([{ id }]) => id)];
  expect(new Set([...ids, ...DRAWN_ELSEWHERE])).toEqual(new Set(messageById.keys()));
});
