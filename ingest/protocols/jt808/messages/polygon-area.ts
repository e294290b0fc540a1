/*
 * 0x8604 set polygonal area 设置多边形区域: one per message
 *
 * off | type                   | field
 * 0   | DWORD                  | id 区域 ID
 * 4   | WORD                   | attributes 区域属性: area-fields.ts
 *     | [BCD[6], BCD[6]]       | start, end 起始, 结束时间: with b0
 *     | [WORD, BYTE]           | top speed km/h, duration s: with b1
 *     | WORD n                 | vertices 区域总顶点数
 *     | { DWORD, DWORD } × n   | latitude, longitude 顶点, 10⁻⁶ °
 *     | [WORD]                 | 2019: night top speed km/h: with b1
 *     | WORD m, STRING[m]      | 2019: name 区域名称
 */
import {
  type AreaLimits,
  readName,
  readNightLimit,
  readPoint,
  readSpeedLimit,
  readTimes,
  withSides,
  writeName,
  writeNightLimit,
  writePoint,
  writeSpeedLimit,
  writeTimes,
} from './area-fields.ts';
import { defineMessage } from './message.ts';

export interface PolygonArea extends AreaLimits {
  vertices: { latitudeDeg: number; longitudeDeg: number }[];
}

export const polygonArea = defineMessage<PolygonArea>({
  id: 0x8604,
  name: 'set polygonal area 设置多边形区域',
  decode(reader, edition) {
    const id = reader.u32();
    const attributes = reader.u16();
    const times = readTimes(reader, attributes);
    const limit = readSpeedLimit(reader, attributes);
    const count = reader.u16();
    const vertices: PolygonArea['vertices'] = [];
    for (let k = 0; k < count; k++) {
      const [latitudeDeg, longitudeDeg] = readPoint(reader, attributes);
      vertices.push({ latitudeDeg, longitudeDeg });
    }
    const night = readNightLimit(reader, attributes, edition);
    return { id, attributes, ...times, ...limit, vertices, ...night, ...readName(reader, edition) };
  },
  encode(writer, area, edition) {
    writer.u32(area.id);
    writer.u16(
      withSides(
        area.attributes,
        area.vertices.map(({ latitudeDeg, longitudeDeg }) => [latitudeDeg, longitudeDeg]),
      ),
    );
    writeTimes(writer, area);
    writeSpeedLimit(writer, area, area.attributes);
    writer.u16(area.vertices.length);
    for (const { latitudeDeg, longitudeDeg } of area.vertices)
      writePoint(writer, latitudeDeg, longitudeDeg);
    writeNightLimit(writer, area, area.attributes, edition);
    writeName(writer, area, edition);
  },
});
