/*
 * 0x8802 stored media search 存储多媒体数据检索, answered by 0x0802 · 0x8803 stored media upload 存储多媒体数据上传命令
 *
 * off | type   | field
 * 0   | BYTE   | type 多媒体类型: 0 picture, 1 sound, 2 video
 * 1   | BYTE   | channel 通道 ID; 0 = all
 * 2   | BYTE   | event 事件项编码, as in 0x0800
 * 3   | BCD[6] | start 起始时间, GMT+8; zeros = no limit
 * 9   | BCD[6] | end 结束时间, GMT+8; zeros = no limit
 * 15  | BYTE   | 0x8803 only: 0 keep 保留, 1 delete 删除
 */
import type { BodyReader, BodyWriter } from '../bytes.ts';
import { readTimeDigits, writeTimeDigits } from './media-fields.ts';
import { defineMessage } from './message.ts';

export interface StoredMediaQuery {
  mediaType: number;
  channelId: number;
  eventCode: number;
  /** `YYMMDDhhmmss` as sent. */
  startTimeBcd: string;
  /** `YYMMDDhhmmss` as sent. */
  endTimeBcd: string;
}

export interface StoredMediaUpload extends StoredMediaQuery {
  deleteFlag: number;
}

function decode(reader: BodyReader): StoredMediaQuery {
  return {
    mediaType: reader.u8(),
    channelId: reader.u8(),
    eventCode: reader.u8(),
    startTimeBcd: readTimeDigits(reader),
    endTimeBcd: readTimeDigits(reader),
  };
}

function encode(writer: BodyWriter, message: StoredMediaQuery): void {
  writer.u8(message.mediaType);
  writer.u8(message.channelId);
  writer.u8(message.eventCode);
  writeTimeDigits(writer, message.startTimeBcd);
  writeTimeDigits(writer, message.endTimeBcd);
}

export const storedMediaQuery = defineMessage<StoredMediaQuery>({
  id: 0x8802,
  name: 'stored media search 存储多媒体数据检索',
  decode,
  encode,
});

export const storedMediaUpload = defineMessage<StoredMediaUpload>({
  id: 0x8803,
  name: 'stored media upload 存储多媒体数据上传命令',
  decode: (reader) => ({ ...decode(reader), deleteFlag: reader.u8() }),
  encode(writer, message) {
    encode(writer, message);
    writer.u8(message.deleteFlag);
  },
});
