/*
 * 0x8606 set route 设置路线
 *
 * off | type              | field
 * 0   | DWORD             | id 路线 ID
 * 4   | WORD              | attributes 路线属性: b0 time, b2–b5 who is told
 *     | [BCD[6], BCD[6]]  | start, end 起始, 结束时间: with b0
 *     | WORD              | points 路线总拐点数
 *     | points:           |
 *     | DWORD             | point id 拐点 ID
 *     | DWORD             | segment id 路段 ID
 *     | DWORD, DWORD      | latitude, longitude 拐点纬度, 经度, 10⁻⁶ °
 *     | BYTE              | width 路段宽度, m
 *     | BYTE              | segment attributes 路段属性: b0 time, b1 speed limit, b2 south, b3 west
 *     | [WORD, WORD]      | driven too long, too short 行驶过长, 不足阈值, s: with b0
 *     | [WORD, BYTE]      | top speed km/h, duration s: with b1
 *     | [WORD]            | 2019: night top speed km/h: with b1
 *     | WORD m, STRING[m] | 2019: name 路线名称, behind the points
 *
 * A segment runs from its point to the next.
 */
import type { BodyReader, BodyWriter } from '../bytes.ts';
import type { Edition } from '../header.ts';
import {
  type AreaLimits,
  readName,
  readNightLimit,
  readPoint,
  readSpeedLimit,
  readTimes,
  SEGMENT_BITS,
  withSides,
  writeName,
  writeNightLimit,
  writePoint,
  writeSpeedLimit,
  writeTimes,
} from './area-fields.ts';
import { defineMessage } from './message.ts';

export interface RoutePoint {
  pointId: number;
  segmentId: number;
  widthM: number;
  segmentAttributes: number;
  latitudeDeg: number;
  longitudeDeg: number;
  /** With b0 of the segment. */
  driveTooLongSec?: number;
  /** With b0 of the segment. */
  driveTooShortSec?: number;
  /** With b1 of the segment. */
  maxSpeedKmh?: number;
  /** With b1 of the segment. */
  overspeedDurationSec?: number;
  /** 2019 with b1 of the segment. */
  nightMaxSpeedKmh?: number;
}

export type Route = Pick<
  AreaLimits,
  'id' | 'attributes' | 'startTimeBcd' | 'endTimeBcd' | 'name'
> & {
  points: RoutePoint[];
};

/** Latitude and longitude lie in front of the attributes that sign them. */
const ATTRIBUTES_BEHIND = 9;

function readRoutePoint(reader: BodyReader, edition: Edition): RoutePoint {
  const pointId = reader.u32();
  const segmentId = reader.u32();
  const attributesAt = reader.position + ATTRIBUTES_BEHIND;
  const segmentAttributes = attributesAt < reader.end ? reader.bytes[attributesAt]! : 0;
  const [latitudeDeg, longitudeDeg] = readPoint(reader, segmentAttributes, SEGMENT_BITS);
  const widthM = reader.u8();
  reader.u8();
  const timed = (segmentAttributes & SEGMENT_BITS.timed) !== 0;
  return {
    pointId,
    segmentId,
    widthM,
    segmentAttributes,
    latitudeDeg,
    longitudeDeg,
    ...(timed ? { driveTooLongSec: reader.u16(), driveTooShortSec: reader.u16() } : {}),
    ...readSpeedLimit(reader, segmentAttributes),
    ...readNightLimit(reader, segmentAttributes, edition),
  };
}

function writeRoutePoint(writer: BodyWriter, point: RoutePoint, edition: Edition): void {
  const { segmentAttributes, latitudeDeg, longitudeDeg } = point;
  writer.u32(point.pointId);
  writer.u32(point.segmentId);
  writePoint(writer, latitudeDeg, longitudeDeg);
  writer.u8(point.widthM);
  writer.u8(withSides(segmentAttributes, [[latitudeDeg, longitudeDeg]], SEGMENT_BITS));
  if ((segmentAttributes & SEGMENT_BITS.timed) !== 0) {
    writer.u16(point.driveTooLongSec ?? 0);
    writer.u16(point.driveTooShortSec ?? 0);
  }
  writeSpeedLimit(writer, point, segmentAttributes);
  writeNightLimit(writer, point, segmentAttributes, edition);
}

export const route = defineMessage<Route>({
  id: 0x8606,
  name: 'set route 设置路线',
  decode(reader, edition) {
    const id = reader.u32();
    const attributes = reader.u16();
    const times = readTimes(reader, attributes);
    const count = reader.u16();
    const points: RoutePoint[] = [];
    for (let k = 0; k < count; k++) points.push(readRoutePoint(reader, edition));
    return { id, attributes, ...times, points, ...readName(reader, edition) };
  },
  encode(writer, message, edition) {
    writer.u32(message.id);
    writer.u16(message.attributes);
    writeTimes(writer, message);
    writer.u16(message.points.length);
    for (const point of message.points) writeRoutePoint(writer, point, edition);
    writeName(writer, message, edition);
  },
});
