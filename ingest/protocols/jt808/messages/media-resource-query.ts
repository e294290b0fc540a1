/*
 * 0x9205 query resource list 查询资源列表 (JT/T 1078-2016), answered by 0x1205
 *
 * off | type         | field
 * 0   | BYTE         | logical channel 逻辑通道号; 0 = all
 * 1   | BCD[6]       | start 开始时间, GMT+8; zeros = no limit
 * 7   | BCD[6]       | end 结束时间, GMT+8; zeros = no limit
 * 13  | DWORD, DWORD | alarm bits 报警标志: high = item 0x14, low = 0x0200; 0 = any
 * 21  | BYTE         | media 音视频资源类型: 0 both, 1 audio, 2 video, 3 either
 * 22  | BYTE         | stream 码流类型: 0 any, 1 main, 2 sub
 * 23  | BYTE         | storage 存储器类型: 0 any, 1 main, 2 backup
 */
import {
  readAlarmFlag64,
  readTimeDigits,
  writeAlarmFlag64,
  writeTimeDigits,
} from './media-fields.ts';
import { defineMessage } from './message.ts';

export interface MediaResourceQuery {
  channel: number;
  /** `YYMMDDhhmmss` as sent. */
  startTimeBcd: string;
  /** `YYMMDDhhmmss` as sent. */
  endTimeBcd: string;
  /** 64 bits as a decimal number. */
  alarmFlag64: string;
  mediaType: number;
  streamType: number;
  storageType: number;
}

export const mediaResourceQuery = defineMessage<MediaResourceQuery>({
  id: 0x9205,
  name: 'query resource list 查询资源列表',
  decode: (reader) => ({
    channel: reader.u8(),
    startTimeBcd: readTimeDigits(reader),
    endTimeBcd: readTimeDigits(reader),
    alarmFlag64: readAlarmFlag64(reader),
    mediaType: reader.u8(),
    streamType: reader.u8(),
    storageType: reader.u8(),
  }),
  encode(writer, message) {
    writer.u8(message.channel);
    writeTimeDigits(writer, message.startTimeBcd);
    writeTimeDigits(writer, message.endTimeBcd);
    writeAlarmFlag64(writer, message.alarmFlag64);
    writer.u8(message.mediaType);
    writer.u8(message.streamType);
    writer.u8(message.storageType);
  },
});
