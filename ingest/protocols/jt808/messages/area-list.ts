/** The list of areas that circles and rectangles share: setting, count, and each area's frame round its shape. */
import type { BodyReader, BodyWriter } from '../bytes.ts';
import {
  type AreaLimits,
  readName,
  readNightLimit,
  readSpeedLimit,
  readTimes,
  writeName,
  writeNightLimit,
  writeSpeedLimit,
  writeTimes,
} from './area-fields.ts';
import { defineMessage, type MessageCodec } from './message.ts';

export interface AreaSetting<Area> {
  settingType: number;
  areas: Area[];
}

interface AreaKind<Area extends AreaLimits> {
  id: number;
  name: string;
  readShape(reader: BodyReader, attributes: number): Omit<Area, keyof AreaLimits>;
  /** Attributes with the hemisphere of the shape. */
  attributesOf(area: Area): number;
  writeShape(writer: BodyWriter, area: Area): void;
}

export function defineArea<Area extends AreaLimits>(
  kind: AreaKind<Area>,
): MessageCodec<AreaSetting<Area>> {
  return defineMessage<AreaSetting<Area>>({
    id: kind.id,
    name: kind.name,
    decode(reader, edition) {
      const settingType = reader.u8();
      const count = reader.u8();
      if (edition === '2011') reader.u8();
      const areas: Area[] = [];
      for (let k = 0; k < count; k++) {
        const id = reader.u32();
        const attributes = reader.u16();
        areas.push({
          id,
          attributes,
          ...kind.readShape(reader, attributes),
          ...readTimes(reader, attributes),
          ...readSpeedLimit(reader, attributes),
          ...readNightLimit(reader, attributes, edition),
          ...readName(reader, edition),
        } as Area);
      }
      return { settingType, areas };
    },
    encode(writer, { settingType, areas }, edition) {
      writer.u8(settingType);
      writer.u8(areas.length);
      if (edition === '2011') writer.u8(areas.length);
      for (const area of areas) {
        writer.u32(area.id);
        writer.u16(kind.attributesOf(area));
        kind.writeShape(writer, area);
        writeTimes(writer, area);
        writeSpeedLimit(writer, area, area.attributes);
        writeNightLimit(writer, area, area.attributes, edition);
        writeName(writer, area, edition);
      }
    },
  });
}
