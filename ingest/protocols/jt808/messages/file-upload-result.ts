/*
 * 0x1206 file upload finished 文件上传完成通知 (JT/T 1078-2016), after 0x9206
 *
 * off | type | field
 * 0   | WORD | serial of the upload command 应答流水号
 * 2   | BYTE | result 结果: 0 ok, 1 failed
 */
import { defineMessage } from './message.ts';

export interface FileUploadResult {
  replySerial: number;
  result: number;
}

export const fileUploadResult = defineMessage<FileUploadResult>({
  id: 0x1206,
  name: 'file upload finished 文件上传完成通知',
  decode: (reader) => ({ replySerial: reader.u16(), result: reader.u8() }),
  encode(writer, message) {
    writer.u16(message.replySerial);
    writer.u8(message.result);
  },
});
