/*
 * 0x8800 multimedia upload reply 多媒体数据上传应答
 *
 * off | type            | field
 * 0   | WORD            | serial: 2011 only
 * 0/2 | DWORD           | media id 多媒体数据 ID
 * 4   | BYTE n, WORD[n] | missing packets 重传包 ID 列表; nothing when all have arrived
 */
import { defineMessage } from './message.ts';

export interface MultimediaReply {
  /** 2011 only. */
  replySerial?: number;
  multimediaId: number;
  /** Packets to send again; absent = the medium is complete. */
  packetIds?: number[];
}

export const multimediaReply = defineMessage<MultimediaReply>({
  id: 0x8800,
  name: 'multimedia upload reply 多媒体数据上传应答',
  decode(reader, edition) {
    const message: MultimediaReply =
      edition === '2011'
        ? { replySerial: reader.u16(), multimediaId: reader.u32() }
        : { multimediaId: reader.u32() };
    if (reader.remaining === 0) return message;
    const count = reader.u8();
    message.packetIds = [];
    for (let k = 0; k < count; k++) message.packetIds.push(reader.u16());
    return message;
  },
  encode(writer, message, edition) {
    if (edition === '2011') writer.u16(message.replySerial ?? 0);
    writer.u32(message.multimediaId);
    if (message.packetIds === undefined) return;
    writer.u8(message.packetIds.length);
    for (const id of message.packetIds) writer.u16(id);
  },
});
