/*
 * 0x0303 information order or cancel 信息点播/取消 (2011, 2013)
 *
 * off | type | field
 * 0   | BYTE | information type 信息类型 of 0x8303
 * 1   | BYTE | 0 cancel 取消, 1 order 点播
 */
import { defineMessage } from './message.ts';

export interface InfoOrder {
  infoType: number;
  flag: number;
}

export const infoOrder = defineMessage<InfoOrder>({
  id: 0x0303,
  name: 'information order 信息点播/取消',
  decode: (reader) => ({ infoType: reader.u8(), flag: reader.u8() }),
  encode(writer, message) {
    writer.u8(message.infoType);
    writer.u8(message.flag);
  },
});
