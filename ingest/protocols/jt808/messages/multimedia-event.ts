/*
 * 0x0800 multimedia event 多媒体事件信息上传: the head of 0x0801 too
 *
 * off | type  | field
 * 0   | DWORD | media id 多媒体数据 ID, > 0
 * 4   | BYTE  | type 多媒体类型: 0 picture, 1 sound, 2 video
 * 5   | BYTE  | format 多媒体格式编码: 0 JPEG, 1 TIF, 2 MP3, 3 WAV, 4 WMV
 * 6   | BYTE  | event 事件项编码: 0 platform, 1 timer, 2 robbery, 3 collision or rollover, 4 door open, 5 door closed,
 *     |       | 6 door closed above 20 km/h, 7 distance
 * 7   | BYTE  | channel 通道 ID
 */
import type { BodyReader, BodyWriter } from '../bytes.ts';
import { defineMessage } from './message.ts';

export interface MultimediaEvent {
  multimediaId: number;
  mediaType: number;
  mediaFormat: number;
  eventCode: number;
  channelId: number;
}

export function decodeMultimediaHead(reader: BodyReader): MultimediaEvent {
  return {
    multimediaId: reader.u32(),
    mediaType: reader.u8(),
    mediaFormat: reader.u8(),
    eventCode: reader.u8(),
    channelId: reader.u8(),
  };
}

export function encodeMultimediaHead(writer: BodyWriter, message: MultimediaEvent): void {
  writer.u32(message.multimediaId);
  writer.u8(message.mediaType);
  writer.u8(message.mediaFormat);
  writer.u8(message.eventCode);
  writer.u8(message.channelId);
}

export const multimediaEvent = defineMessage<MultimediaEvent>({
  id: 0x0800,
  name: 'multimedia event 多媒体事件信息上传',
  decode: decodeMultimediaHead,
  encode: encodeMultimediaHead,
});
