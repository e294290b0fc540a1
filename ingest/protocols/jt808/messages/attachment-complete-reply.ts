/*
 * 0x9212 file upload complete reply 文件上传完成消息应答 (T/JSATL 12-2017), answer to 0x1212
 *
 * off | type                        | field
 * 0   | BYTE n                      | length of the name
 * 1   | STRING[n]                   | name 文件名称
 * 1+n | BYTE                        | type 文件类型: 0 picture, 1 sound, 2 video, 3 text, 4 other
 * 2+n | BYTE                        | result 上传结果: 0 complete, 1 send ranges again 需要补传
 * 3+n | BYTE m                      | number of ranges 补传数据包数量
 * 4+n | { DWORD offset, DWORD length } × m | ranges in bytes
 */
import { defineMessage } from './message.ts';

export interface AttachmentCompleteReply {
  name: string;
  fileType: number;
  result: number;
  retransmit: { offset: number; length: number }[];
}

/** A reply names no more ranges than its count can say; ask again for the rest. */
export const RETRANSMIT_RANGES_MAX = 255;

export const attachmentCompleteReply = defineMessage<AttachmentCompleteReply>({
  id: 0x9212,
  name: 'file upload complete reply 文件上传完成消息应答',
  decode(reader) {
    const message: AttachmentCompleteReply = {
      name: reader.prefixedText(),
      fileType: reader.u8(),
      result: reader.u8(),
      retransmit: [],
    };
    const count = reader.u8();
    for (let k = 0; k < count; k++) {
      message.retransmit.push({ offset: reader.u32(), length: reader.u32() });
    }
    return message;
  },
  encode(writer, message) {
    writer.prefixedText(message.name);
    writer.u8(message.fileType);
    writer.u8(message.result);
    writer.u8(message.retransmit.length);
    for (const { offset, length } of message.retransmit) {
      writer.u32(offset);
      writer.u32(length);
    }
  },
});
