/*
 * 0x8805 upload of one stored medium 单条存储多媒体数据检索上传命令 (2013)
 *
 * off | type  | field
 * 0   | DWORD | media id 多媒体 ID
 * 4   | BYTE  | 0 keep 保留, 1 delete 删除
 */
import { defineMessage } from './message.ts';

export interface SingleMediaUpload {
  multimediaId: number;
  deleteFlag: number;
}

export const singleMediaUpload = defineMessage<SingleMediaUpload>({
  id: 0x8805,
  name: 'upload of one stored medium 单条存储多媒体数据检索上传命令',
  decode: (reader) => ({ multimediaId: reader.u32(), deleteFlag: reader.u8() }),
  encode(writer, message) {
    writer.u32(message.multimediaId);
    writer.u8(message.deleteFlag);
  },
});
