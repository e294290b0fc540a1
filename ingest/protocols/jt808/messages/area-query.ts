/*
 * 0x8608 query areas or routes 查询区域或线路数据 (2019), answered by 0x0608
 *
 * off | type     | field
 * 0   | BYTE     | type 查询类型: 1 circle, 2 rectangle, 3 polygon, 4 route
 * 1   | DWORD    | count n; 0 = all
 * 5   | DWORD[n] | ids
 */
import { defineMessage } from './message.ts';

export interface AreaQuery {
  queryType: number;
  /** Empty = all. */
  ids: number[];
}

export const areaQuery = defineMessage<AreaQuery>({
  id: 0x8608,
  name: 'query areas or routes 查询区域或线路数据',
  decode(reader) {
    const queryType = reader.u8();
    const count = reader.u32();
    const ids: number[] = [];
    for (let k = 0; k < count; k++) ids.push(reader.u32());
    return { queryType, ids };
  },
  encode(writer, message) {
    writer.u8(message.queryType);
    writer.u32(message.ids.length);
    for (const one of message.ids) writer.u32(one);
  },
});
