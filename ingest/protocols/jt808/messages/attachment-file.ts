/*
 * 0x1211 file info upload 文件信息上传 · 0x1212 file upload complete 文件上传完成消息 (T/JSATL 12-2017)
 *
 * off | type      | field
 * 0   | BYTE n    | length of the name
 * 1   | STRING[n] | name 文件名称: <type>_<channel>_<alarm>_<seq>_<alarm number>.<ext>; never a path
 * 1+n | BYTE      | type 文件类型: 0 picture, 1 sound, 2 video, 3 text, 4 other
 * 2+n | DWORD     | size 文件大小, bytes
 */
import type { BodyReader, BodyWriter } from '../bytes.ts';
import { defineMessage } from './message.ts';

export interface AttachmentFile {
  name: string;
  fileType: number;
  sizeBytes: number;
}

function decode(reader: BodyReader): AttachmentFile {
  return { name: reader.prefixedText(), fileType: reader.u8(), sizeBytes: reader.u32() };
}

function encode(writer: BodyWriter, message: AttachmentFile): void {
  writer.prefixedText(message.name);
  writer.u8(message.fileType);
  writer.u32(message.sizeBytes);
}

export const attachmentFile = defineMessage({
  id: 0x1211,
  name: 'file info upload 文件信息上传',
  decode,
  encode,
});

export const attachmentFileComplete = defineMessage({
  id: 0x1212,
  name: 'file upload complete 文件上传完成消息',
  decode,
  encode,
});
