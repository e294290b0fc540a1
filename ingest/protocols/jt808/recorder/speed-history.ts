/*
 * 0x08 speed per second 行驶速度记录 (GB/T 19056-2012, A.4.2.9): units of 126 bytes, one a minute, the newest first
 *
 * off | type                            | field
 * 0   | BCD[6]                          | first second 开始时间, seconds 00
 * 6   | { BYTE speed, BYTE status } × 60 | speed km/h, status signals 状态信号 D0–D7; FF = none
 */
import {
  defineBlock,
  readByteOrNull,
  readMany,
  readTime,
  readUnits,
  writeByteOrNull,
  writeTime,
} from './block.ts';

const SECONDS = 60;

export interface SpeedSample {
  /** Null = no value. */
  speedKmh: number | null;
  status: number | null;
}

export interface SpeedHistoryBlock {
  kind: 'speed-history';
  minutes: { from: string | null; seconds: SpeedSample[] }[];
}

export const speedHistory = defineBlock<SpeedHistoryBlock>({
  kind: 'speed-history',
  commands: [0x08],
  decode: (reader) => ({
    kind: 'speed-history',
    minutes: readUnits(reader, () => ({
      from: readTime(reader),
      seconds: readMany(SECONDS, () => ({
        speedKmh: readByteOrNull(reader),
        status: readByteOrNull(reader),
      })),
    })),
  }),
  encode(writer, block) {
    for (const { from, seconds } of block.minutes) {
      writeTime(writer, from);
      for (let k = 0; k < SECONDS; k++) {
        writeByteOrNull(writer, seconds[k]?.speedKmh ?? null);
        writeByteOrNull(writer, seconds[k]?.status ?? null);
      }
    }
  },
});
