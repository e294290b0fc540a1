/** What a 0x0608 lists: every kind, with and without the head of the message that sets it. */
import { describe, expect, test } from 'vitest';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { areaItems, areaReply } from '#ingest/protocols/jt808/messages/area-reply.ts';
import { circleAreas } from '#ingest/protocols/jt808/messages/circle-areas.ts';
import type { MessageCodec } from '#ingest/protocols/jt808/messages/message.ts';
import { polygonArea } from '#ingest/protocols/jt808/messages/polygon-area.ts';
import { rectangleAreas } from '#ingest/protocols/jt808/messages/rectangle-areas.ts';
import { route } from '#ingest/protocols/jt808/messages/route.ts';
import { buildMessage } from '#ingest/protocols/jt808/replies.ts';
import { contentOf } from './feed.ts';
import { bytesOf, hexOf, sharedVectors, vectorsOf } from './shared-vectors.ts';

function bodyOf<T>(codec: MessageCodec<T>, message: T): Uint8Array {
  const writer = new BodyWriter();
  codec.encode(writer, message, '2019');
  return writer.finish();
}
const items = (queryType: number, count: number, data: Uint8Array) => {
  const body = bodyOf(areaReply, { queryType, count, dataHex: hexOf(data) });
  return areaItems(0x0608, body, 0, body.length, '2019');
};
const circle = {
  id: 7,
  attributes: 2,
  maxSpeedKmh: 60,
  overspeedDurationSec: 10,
  nightMaxSpeedKmh: 40,
  name: '港区',
  centerLatitudeDeg: 22.5,
  centerLongitudeDeg: 113.9,
  radiusM: 300,
};
const plain = { id: 9, attributes: 0, name: '' };
const rectangle = {
  ...plain,
  topLeftLatitudeDeg: 23,
  topLeftLongitudeDeg: 113,
  bottomRightLatitudeDeg: 22,
  bottomRightLongitudeDeg: 114,
};
const polygon = {
  ...plain,
  vertices: [
    { latitudeDeg: 22, longitudeDeg: 113 },
    { latitudeDeg: 23, longitudeDeg: 114 },
  ],
};
const way = {
  ...plain,
  points: [
    {
      pointId: 1,
      segmentId: 2,
      widthM: 50,
      segmentAttributes: 0,
      latitudeDeg: 22,
      longitudeDeg: 113,
    },
  ],
};

test('each kind', () => {
  const circles = bodyOf(circleAreas, { settingType: 0, areas: [circle, circle] });
  expect(items(1, 2, circles)).toEqual({ circles: [circle, circle] });
  expect(items(1, 2, circles.subarray(2))).toEqual({ circles: [circle, circle] });
  const rectangles = bodyOf(rectangleAreas, { settingType: 1, areas: [rectangle] });
  expect(items(2, 1, rectangles)).toEqual({ rectangles: [rectangle] });
  const polygons = Buffer.concat([bodyOf(polygonArea, polygon), bodyOf(polygonArea, polygon)]);
  expect(items(3, 2, polygons)).toEqual({ polygons: [polygon, polygon] });
  expect(items(4, 1, bodyOf(route, way))).toEqual({ routes: [way] });
});

test('what does not fit to the last byte is left as bytes', () => {
  const circles = bodyOf(circleAreas, { settingType: 0, areas: [circle] });
  for (const data of [circles.subarray(0, -1), Buffer.concat([circles, Uint8Array.of(1)])]) {
    expect(items(1, 1, data)).toEqual({});
  }
  expect(items(1, 2, circles)).toEqual({});
  expect(items(5, 1, circles)).toEqual({});
  expect(items(3, 4_000_000_000, bodyOf(polygonArea, polygon))).toEqual({});
});

test('a decoded frame has them beside its bytes', () => {
  const terminal = {
    version: '2019' as const,
    versionFlag: true,
    protocolVersion: 1,
    phone: '1'.padStart(20, '0'),
  };
  const dataHex = hexOf(bodyOf(route, way));
  const frame = contentOf(
    buildMessage(areaReply, terminal, 1, { queryType: 4, count: 1, dataHex }),
  );
  expect(decodeFrame(frame, 0, frame.length)).toMatchObject({ dataHex, routes: [way] });
});

describe.skipIf(sharedVectors === null)('published bodies', () => {
  const replies = vectorsOf('body').filter(({ expect: wanted }) => wanted?.messageId === '0x0608');
  test.each(replies)('$id', ({ bodyHex, expect: wanted }) => {
    const body = bytesOf(bodyHex!);
    const found = Object.values(areaItems(0x0608, body, 0, body.length, '2019'));
    // One asks for ids: its data is no item.
    expect(found.map((list) => list.length)).toEqual(wanted.queryType > 4 ? [] : [wanted.count]);
  });
});
