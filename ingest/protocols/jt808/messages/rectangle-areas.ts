/*
 * 0x8602 set rectangular areas 设置矩形区域
 *
 * off | type         | field
 * 0   | BYTE         | setting 设置属性: 0 update (replace all), 1 append, 2 modify
 * 1   | BYTE         | count 区域总数; 2011: then BYTE count of this packet
 * 2   | areas:       |
 *     | DWORD        | id 区域 ID
 *     | WORD         | attributes 区域属性: area-fields.ts
 *     | DWORD, DWORD | latitude, longitude of the top left 左上点, 10⁻⁶ °
 *     | DWORD, DWORD | latitude, longitude of the bottom right 右下点, 10⁻⁶ °
 *     | …            | [BCD[6] start · BCD[6] end] · [WORD km/h · BYTE s] · 2019: [WORD night km/h] · WORD m · STRING[m] name
 */
import type { AreaLimits } from './area-fields.ts';
import { readPoint, withSides, writePoint } from './area-fields.ts';
import { type AreaSetting, defineArea } from './area-list.ts';

export interface RectangleArea extends AreaLimits {
  topLeftLatitudeDeg: number;
  topLeftLongitudeDeg: number;
  bottomRightLatitudeDeg: number;
  bottomRightLongitudeDeg: number;
}

export const rectangleAreas = defineArea<RectangleArea>({
  id: 0x8602,
  name: 'set rectangular areas 设置矩形区域',
  readShape(reader, attributes) {
    const [topLeftLatitudeDeg, topLeftLongitudeDeg] = readPoint(reader, attributes);
    const [bottomRightLatitudeDeg, bottomRightLongitudeDeg] = readPoint(reader, attributes);
    return {
      topLeftLatitudeDeg,
      topLeftLongitudeDeg,
      bottomRightLatitudeDeg,
      bottomRightLongitudeDeg,
    };
  },
  attributesOf: (area) =>
    withSides(area.attributes, [
      [area.topLeftLatitudeDeg, area.topLeftLongitudeDeg],
      [area.bottomRightLatitudeDeg, area.bottomRightLongitudeDeg],
    ]),
  writeShape(writer, area) {
    writePoint(writer, area.topLeftLatitudeDeg, area.topLeftLongitudeDeg);
    writePoint(writer, area.bottomRightLatitudeDeg, area.bottomRightLongitudeDeg);
  },
});

export type RectangleAreas = AreaSetting<RectangleArea>;
