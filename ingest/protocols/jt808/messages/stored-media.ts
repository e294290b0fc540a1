/*
 * 0x0802 stored media 存储多媒体数据检索应答
 *
 * off | type       | field
 * 0   | WORD       | serial of the search 应答流水号
 * 2   | WORD       | total 多媒体数据总项数
 * 4   | BYTE[35] × | media:
 *  0  |  DWORD     |  media id 多媒体 ID; not in 2011
 *  4  |  BYTE      |  type 多媒体类型
 *  5  |  BYTE      |  channel 通道 ID
 *  6  |  BYTE      |  event 事件项编码 (another order than in 0x0800)
 *  7  |  BYTE[28]  |  location, fixed part of 0x0200
 *
 * Read by count and by remaining bytes, whichever ends first.
 */
import {
  decodeLocationBase,
  encodeLocationBase,
  LOCATION_BASE_BYTES,
  type LocationBase,
} from './location.ts';
import { defineMessage } from './message.ts';

export interface StoredMedia {
  replySerial: number;
  /** As declared; may differ from the number of items. */
  count: number;
  items: {
    /** Absent in 2011. */
    multimediaId?: number;
    mediaType: number;
    channelId: number;
    eventCode: number;
    location: LocationBase;
  }[];
}

export const storedMedia = defineMessage<StoredMedia>({
  id: 0x0802,
  name: 'stored media 存储多媒体数据检索应答',
  decode(reader, edition) {
    const replySerial = reader.u16();
    const count = reader.u16();
    const itemBytes = (edition === '2011' ? 3 : 7) + LOCATION_BASE_BYTES;
    const items: StoredMedia['items'] = [];
    while (items.length < count && reader.remaining >= itemBytes) {
      items.push({
        ...(edition === '2011' ? {} : { multimediaId: reader.u32() }),
        mediaType: reader.u8(),
        channelId: reader.u8(),
        eventCode: reader.u8(),
        location: decodeLocationBase(reader),
      });
    }
    return { replySerial, count, items };
  },
  encode(writer, message, edition) {
    writer.u16(message.replySerial);
    writer.u16(message.count);
    for (const item of message.items) {
      if (edition !== '2011') writer.u32(item.multimediaId ?? 0);
      writer.u8(item.mediaType);
      writer.u8(item.channelId);
      writer.u8(item.eventCode);
      encodeLocationBase(writer, item.location);
    }
  },
});
