/*
 * 0x8900 downlink pass-through 数据下行透传 · 0x0900 uplink pass-through 数据上行透传
 *
 * off | type   | field
 * 0   | BYTE   | type 透传消息类型: 0x00 GNSS detail, 0x0B IC card, 0x41, 0x42 serial ports, 0xF0–0xFF user (T/JSATL 12: 0xF7, 0xF8)
 * 1   | BYTE[] | content 透传消息内容, to the end
 */
import { defineMessage } from './message.ts';

export interface PassThrough {
  /** `0x0b`. */
  type: string;
  dataHex: string;
}

const passThrough = (id: number, name: string) =>
  defineMessage<PassThrough>({
    id,
    name,
    decode: (reader) => ({ type: `0x${reader.hex(1)}`, dataHex: reader.hex(reader.remaining) }),
    encode(writer, message) {
      writer.u8(Number(message.type));
      writer.hex(message.dataHex);
    },
  });

export const downlinkPassThrough = passThrough(0x8900, 'downlink pass-through 数据下行透传');
export const uplinkPassThrough = passThrough(0x0900, 'uplink pass-through 数据上行透传');
