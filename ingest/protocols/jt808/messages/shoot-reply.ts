/*
 * 0x0805 reply to shoot now 摄像头立即拍摄命令应答 (2013)
 *
 * off | type     | field
 * 0   | WORD     | serial of the command 应答流水号
 * 2   | BYTE     | result 结果: 0 ok, 1 failed, 2 channel not supported
 * 3   | WORD n   | media 多媒体 ID 个数; with result 0, some devices send it always
 * 5   | DWORD[n] | media ids 多媒体 ID 列表
 */
import { defineMessage } from './message.ts';

export interface ShootReply {
  replySerial: number;
  result: number;
  /** Absent where the body ends at its result. */
  multimediaIds?: number[];
}

export const shootReply = defineMessage<ShootReply>({
  id: 0x0805,
  name: 'reply to shoot now 摄像头立即拍摄命令应答',
  decode(reader) {
    const message: ShootReply = { replySerial: reader.u16(), result: reader.u8() };
    if (reader.remaining === 0) return message;
    const count = reader.u16();
    message.multimediaIds = [];
    for (let k = 0; k < count; k++) message.multimediaIds.push(reader.u32());
    return message;
  },
  encode(writer, message) {
    writer.u16(message.replySerial);
    writer.u8(message.result);
    if (message.multimediaIds === undefined) return;
    writer.u16(message.multimediaIds.length);
    for (const id of message.multimediaIds) writer.u32(id);
  },
});
