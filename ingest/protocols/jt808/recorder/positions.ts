/*
 * 0x09 position per minute 位置信息记录 (GB/T 19056-2012, A.4.2.10): units of 666 bytes, one an hour, the newest first
 *
 * off | type                                  | field
 * 0   | BCD[6]                                | first minute 开始时间
 * 6   | { BYTE[10] position, BYTE speed } × 60 | position (block.ts), mean speed 平均速度 km/h; FF or 7FFFFFFF = none
 */
import {
  defineBlock,
  type RecorderPosition,
  readByteOrNull,
  readMany,
  readPosition,
  readTime,
  readUnits,
  writeByteOrNull,
  writePosition,
  writeTime,
} from './block.ts';

const MINUTES = 60;

export interface PositionsBlock {
  kind: 'positions';
  hours: {
    from: string | null;
    minutes: { position: RecorderPosition; speedKmh: number | null }[];
  }[];
}

export const positions = defineBlock<PositionsBlock>({
  kind: 'positions',
  commands: [0x09],
  decode: (reader) => ({
    kind: 'positions',
    hours: readUnits(reader, () => ({
      from: readTime(reader),
      minutes: readMany(MINUTES, () => ({
        position: readPosition(reader),
        speedKmh: readByteOrNull(reader),
      })),
    })),
  }),
  encode(writer, block) {
    for (const { from, minutes } of block.hours) {
      writeTime(writer, from);
      for (let k = 0; k < MINUTES; k++) {
        writePosition(writer, minutes[k]?.position ?? null);
        writeByteOrNull(writer, minutes[k]?.speedKmh ?? null);
      }
    }
  },
});
