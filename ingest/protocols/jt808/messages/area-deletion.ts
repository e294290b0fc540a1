/*
 * 0x8601 delete circular areas 删除圆形区域 · 0x8603 rectangular 删除矩形区域
 * 0x8605 polygonal 删除多边形区域 · 0x8607 routes 删除路线
 *
 * off | type     | field
 * 0   | BYTE     | count n, at most 125; 0 = all
 * 1   | DWORD[n] | ids
 */
import { defineMessage } from './message.ts';

export interface AreaDeletion {
  /** Empty = all. */
  ids: number[];
}

const deletion = (id: number, name: string) =>
  defineMessage<AreaDeletion>({
    id,
    name,
    decode(reader) {
      const count = reader.u8();
      const ids: number[] = [];
      for (let k = 0; k < count; k++) ids.push(reader.u32());
      return { ids };
    },
    encode(writer, message) {
      writer.u8(message.ids.length);
      for (const one of message.ids) writer.u32(one);
    },
  });

export const circleDeletion = deletion(0x8601, 'delete circular areas 删除圆形区域');
export const rectangleDeletion = deletion(0x8603, 'delete rectangular areas 删除矩形区域');
export const polygonDeletion = deletion(0x8605, 'delete polygonal areas 删除多边形区域');
export const routeDeletion = deletion(0x8607, 'delete routes 删除路线');
