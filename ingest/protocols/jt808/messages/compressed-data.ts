/*
 * 0x0901 compressed data 数据压缩上报
 *
 * off | type    | field
 * 0   | DWORD n | length 压缩消息长度
 * 4   | BYTE[n] | GZIP of a whole message body; kept as bytes, never inflated here
 */
import { defineMessage } from './message.ts';

export interface CompressedData {
  compressedLength: number;
  compressedHex: string;
}

export const compressedData = defineMessage<CompressedData>({
  id: 0x0901,
  name: 'compressed data 数据压缩上报',
  decode(reader) {
    const compressedLength = reader.u32();
    return { compressedLength, compressedHex: reader.hex(compressedLength) };
  },
  encode(writer, message) {
    writer.u32(message.compressedLength);
    writer.hex(message.compressedHex);
  },
});
