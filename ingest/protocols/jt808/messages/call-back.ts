/*
 * 0x8400 call back 电话回拨
 *
 * off | type   | field
 * 0   | BYTE   | 0 call 普通通话, 1 monitor 监听
 * 1   | STRING | number 电话号码, at most 20 bytes
 */
import { defineMessage } from './message.ts';

export interface CallBack {
  flag: number;
  phoneNumber: string;
}

export const callBack = defineMessage<CallBack>({
  id: 0x8400,
  name: 'call back 电话回拨',
  decode: (reader) => ({ flag: reader.u8(), phoneNumber: reader.restText() }),
  encode(writer, message) {
    writer.u8(message.flag);
    writer.text(message.phoneNumber);
  },
});
