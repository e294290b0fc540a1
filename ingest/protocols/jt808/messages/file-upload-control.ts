/*
 * 0x9207 file upload control 文件上传控制 (JT/T 1078-2016)
 *
 * off | type | field
 * 0   | WORD | serial of the upload command (0x9206) 应答流水号
 * 2   | BYTE | control 上传控制: 0 pause, 1 resume, 2 cancel
 */
import { defineMessage } from './message.ts';

export interface FileUploadControl {
  replySerial: number;
  control: number;
}

export const fileUploadControl = defineMessage<FileUploadControl>({
  id: 0x9207,
  name: 'file upload control 文件上传控制',
  decode: (reader) => ({ replySerial: reader.u16(), control: reader.u8() }),
  encode(writer, message) {
    writer.u16(message.replySerial);
    writer.u8(message.control);
  },
});
