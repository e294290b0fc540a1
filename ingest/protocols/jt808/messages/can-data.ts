/*
 * 0x0705 CAN data CAN 总线数据上传 (2013)
 *
 * off | type       | field
 * 0   | WORD       | count 数据项个数
 * 2   | BCD[5]     | time of the first frame hh mm ss, four digits of milliseconds
 * 7   | BYTE[12] × | frames (the printed offset 8 is a misprint):
 *  0  |  DWORD     |  b31 channel 0 CAN1 1 CAN2, b30 0 standard 1 extended, b29 0 raw 1 average, b0–28 id
 *  4  |  BYTE[8]   |  data
 *
 * Read by count and by remaining bytes, whichever ends first.
 */
import { defineMessage } from './message.ts';

export interface CanData {
  /** As declared; may differ from the number of frames. */
  count: number;
  /** `hh:mm:ss.mmmm`, digits as sent. */
  receiveTime: string;
  frames: {
    channel: number;
    frameType: number;
    dataMethod: number;
    canId: number;
    dataHex: string;
  }[];
}

const TIME_BYTES = 5;
const FRAME_BYTES = 12;
const DATA_BYTES = 8;
const ID_BITS = 0x1fff_ffff;

export const canData = defineMessage<CanData>({
  id: 0x0705,
  name: 'CAN data CAN 总线数据上传',
  decode(reader) {
    const count = reader.u16();
    const time = reader.hex(TIME_BYTES);
    const frames: CanData['frames'] = [];
    while (frames.length < count && reader.remaining >= FRAME_BYTES) {
      const word = reader.u32();
      frames.push({
        channel: word >>> 31,
        frameType: (word >>> 30) & 1,
        dataMethod: (word >>> 29) & 1,
        canId: word & ID_BITS,
        dataHex: reader.hex(DATA_BYTES),
      });
    }
    const receiveTime = `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}.${time.slice(6)}`;
    return { count, receiveTime, frames };
  },
  encode(writer, message) {
    writer.u16(message.count);
    writer.hex(message.receiveTime.replaceAll(/[:.]/g, ''));
    for (const { channel, frameType, dataMethod, canId, dataHex } of message.frames) {
      writer.u32(((channel << 31) | (frameType << 30) | (dataMethod << 29) | canId) >>> 0);
      writer.hex(dataHex);
    }
  },
});
