/*
 * 0x0608 areas or routes 查询区域或线路数据应答 (2019)
 *
 * off | type   | field
 * 0   | BYTE   | type 查询类型: 1 circle, 2 rectangle, 3 polygon, 4 route
 * 1   | DWORD  | count 查询的区域或线路数据数量
 * 5   | BYTE[] | items in the layouts of the messages that set them; kept as bytes
 */
import { defineMessage } from './message.ts';

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
