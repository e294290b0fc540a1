/*
 * 0x0701 electronic waybill 电子运单上报
 *
 * off | type    | field
 * 0   | DWORD n | length 电子运单长度
 * 4   | BYTE[n] | waybill 电子运单内容, in a vendor's or a province's format
 */
import { defineMessage } from './message.ts';

export const waybill = defineMessage<{ waybillHex: string }>({
  id: 0x0701,
  name: 'electronic waybill 电子运单上报',
  decode: (reader) => ({ waybillHex: reader.hex(reader.u32()) }),
  encode(writer, message) {
    writer.u32(message.waybillHex.length / 2);
    writer.hex(message.waybillHex);
  },
});
