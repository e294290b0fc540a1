/*
 * 0x1205 audio/video resource list 终端上传音视频资源列表 (JT/T 1078-2016), answer to 0x9205
 *
 * off | type          | field
 * 0   | WORD          | serial of the query 流水号
 * 2   | DWORD         | total 音视频资源总数
 * 6   | BYTE[28] ×    | resources:
 *  0  |  BYTE         |  logical channel 逻辑通道号 (JT/T 1076)
 *  1  |  BCD[6]       |  start 开始时间, GMT+8
 *  7  |  BCD[6]       |  end 结束时间, GMT+8
 *  13 |  DWORD, DWORD |  alarm bits 报警标志: high = item 0x14, low = 0x0200
 *  21 |  BYTE         |  media 音视频资源类型: 0 both, 1 audio, 2 video
 *  22 |  BYTE         |  stream 码流类型: 1 main, 2 sub
 *  23 |  BYTE         |  storage 存储器类型: 1 main, 2 backup
 *  24 |  DWORD        |  size 文件大小, bytes
 *
 * Long lists come in packets; the layout is that of the joined body. Read by count and by remaining
 * bytes, whichever ends first: what does not fill a resource stays as undecoded tail.
 */
import { formatDeviceTime } from '../bcd.ts';
import { readAlarmFlag64, writeAlarmFlag64 } from './media-fields.ts';
import { defineMessage } from './message.ts';

export interface MediaResource {
  channel: number;
  /** `…+08:00`; null = impossible time. */
  startTime: string | null;
  /** `…+08:00`; null = impossible time. */
  endTime: string | null;
  /** 64 bits as a decimal number. */
  alarmFlag64: string;
  mediaType: number;
  streamType: number;
  storageType: number;
  sizeBytes: number;
}

export interface MediaResources {
  replySerial: number;
  /** As declared; may differ from the number of files. */
  count: number;
  files: MediaResource[];
}

const RESOURCE_BYTES = 28;

export const mediaResources = defineMessage<MediaResources>({
  id: 0x1205,
  name: 'audio/video resource list 终端上传音视频资源列表',
  decode(reader) {
    const replySerial = reader.u16();
    const count = reader.u32();
    const files: MediaResource[] = [];
    while (files.length < count && reader.remaining >= RESOURCE_BYTES) {
      files.push({
        channel: reader.u8(),
        startTime: formatDeviceTime(reader.timeMs()),
        endTime: formatDeviceTime(reader.timeMs()),
        alarmFlag64: readAlarmFlag64(reader),
        mediaType: reader.u8(),
        streamType: reader.u8(),
        storageType: reader.u8(),
        sizeBytes: reader.u32(),
      });
    }
    return { replySerial, count, files };
  },
  encode(writer, message) {
    writer.u16(message.replySerial);
    writer.u32(message.count);
    for (const file of message.files) {
      writer.u8(file.channel);
      writer.timeMs(file.startTime === null ? null : Date.parse(file.startTime));
      writer.timeMs(file.endTime === null ? null : Date.parse(file.endTime));
      writeAlarmFlag64(writer, file.alarmFlag64);
      writer.u8(file.mediaType);
      writer.u8(file.streamType);
      writer.u8(file.storageType);
      writer.u32(file.sizeBytes);
    }
  },
});
