/*
 * 0x0608 areas or routes 查询区域或线路数据应答 (2019)
 *
 * off | type   | field
 * 0   | BYTE   | type 查询类型: 1 circle, 2 rectangle, 3 polygon, 4 route
 * 1   | DWORD  | count 查询的区域或线路数据数量
 * 5   | BYTE[] | items in the layouts of the messages that set them; kept as bytes, areaItems says what they are
 *
 * Circles and rectangles come with the setting and count of 0x8600 and 0x8602 in front, or without.
 */
import { BodyReader } from '../bytes.ts';
import { DecodeFault } from '../fault.ts';
import type { Edition } from '../header.ts';
import { type CircleArea, circleAreas } from './circle-areas.ts';
import { defineMessage, type MessageCodec } from './message.ts';
import { type PolygonArea, polygonArea } from './polygon-area.ts';
import { type RectangleArea, rectangleAreas } from './rectangle-areas.ts';
import { type Route, route } from './route.ts';

export interface AreaReply {
  queryType: number;
  /** As declared. */
  count: number;
  dataHex: string;
}

export const areaReply = defineMessage<AreaReply>({
  id: 0x0608,
  name: 'areas or routes 查询区域或线路数据应答',
  decode: (reader) => ({
    queryType: reader.u8(),
    count: reader.u32(),
    dataHex: reader.hex(reader.remaining),
  }),
  encode(writer, message) {
    writer.u8(message.queryType);
    writer.u32(message.count);
    writer.hex(message.dataHex);
  },
});

/** What a reply lists; only where all of it fits to the last byte. */
export interface AreaItems {
  circles?: CircleArea[];
  rectangles?: RectangleArea[];
  polygons?: PolygonArea[];
  routes?: Route[];
}

const AREA_REPLY = 0x0608;
const HEAD_BYTES = 5;
/** Setting and count of 0x8600 and 0x8602. */
const COUNT_MAX = 255;

/** The items of the body `bytes[start, end)` of a 0x0608; nothing for other messages or what does not fit. */
export function areaItems(
  messageId: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  edition: Edition,
): AreaItems {
  if (messageId !== AREA_REPLY || end - start <= HEAD_BYTES) return {};
  const head = new BodyReader(bytes, start, end);
  const queryType = head.u8();
  const count = head.u32();
  const data = bytes.subarray(head.position, end);
  switch (queryType) {
    case 1:
      return named('circles', areasOf(circleAreas, data, count, edition));
    case 2:
      return named('rectangles', areasOf(rectangleAreas, data, count, edition));
    case 3:
      return named('polygons', messagesOf(polygonArea, data, count, edition));
    case 4:
      return named('routes', messagesOf(route, data, count, edition));
    default:
      return {};
  }
}

function named<K extends keyof AreaItems>(key: K, items: AreaItems[K] | null): AreaItems {
  return items === null ? {} : { [key]: items };
}

/** With the head of the message that sets them, or each on its own. */
function areasOf<Area>(
  codec: MessageCodec<{ areas: Area[] }>,
  data: Uint8Array,
  count: number,
  edition: Edition,
): Area[] | null {
  const whole = messagesOf(codec, data, 1, edition)?.[0]?.areas;
  if (whole?.length === count) return whole;
  if (count > COUNT_MAX) return null;
  const headed = new Uint8Array(2 + data.length);
  headed[1] = count;
  headed.set(data, 2);
  return messagesOf(codec, headed, 1, edition)?.[0]?.areas ?? null;
}

function messagesOf<T>(
  codec: MessageCodec<T>,
  data: Uint8Array,
  count: number,
  edition: Edition,
): T[] | null {
  const reader = new BodyReader(data, 0, data.length);
  const items: T[] = [];
  try {
    while (reader.remaining > 0) items.push(codec.decode(reader, edition));
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
    return null;
  }
  return items.length === count ? items : null;
}
