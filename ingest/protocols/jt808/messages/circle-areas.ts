/*
 * 0x8600 set circular areas 设置圆形区域
 *
 * off | type         | field
 * 0   | BYTE         | setting 设置属性: 0 update (replace all), 1 append, 2 modify
 * 1   | BYTE         | count 区域总数; 2011: then BYTE count of this packet
 * 2   | areas:       |
 *     | DWORD        | id 区域 ID
 *     | WORD         | attributes 区域属性: area-fields.ts
 *     | DWORD, DWORD | latitude, longitude of the centre 中心点, 10⁻⁶ °
 *     | DWORD        | radius 半径, m
 *     | …            | [BCD[6] start · BCD[6] end] · [WORD km/h · BYTE s] · 2019: [WORD night km/h] · WORD m · STRING[m] name
 */
import type { AreaLimits } from './area-fields.ts';
import { readPoint, withSides, writePoint } from './area-fields.ts';
import { type AreaSetting, defineArea } from './area-list.ts';

export interface CircleArea extends AreaLimits {
  centerLatitudeDeg: number;
  centerLongitudeDeg: number;
  radiusM: number;
}

export const circleAreas = defineArea<CircleArea>({
  id: 0x8600,
  name: 'set circular areas 设置圆形区域',
  readShape(reader, attributes) {
    const [centerLatitudeDeg, centerLongitudeDeg] = readPoint(reader, attributes);
    return { centerLatitudeDeg, centerLongitudeDeg, radiusM: reader.u32() };
  },
  attributesOf: (area) =>
    withSides(area.attributes, [[area.centerLatitudeDeg, area.centerLongitudeDeg]]),
  writeShape(writer, area) {
    writePoint(writer, area.centerLatitudeDeg, area.centerLongitudeDeg);
    writer.u32(area.radiusM);
  },
});

export type CircleAreas = AreaSetting<CircleArea>;
