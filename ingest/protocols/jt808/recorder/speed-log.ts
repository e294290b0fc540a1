/*
 * 0x15 speed status log 速度状态日志 (GB/T 19056-2012, A.4.2.16): units of 133 bytes, the newest first
 *
 * off   | type                                        | field
 * 0     | BYTE                                        | state 速度状态: 1 normal, 2 abnormal
 * 1, 7  | BCD[6]                                      | from, to 判定开始, 结束时间
 * 13    | { BYTE recorder speed, BYTE reference } × 60 | km/h, per second: 记录速度, 参考速度; FF = none
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

export interface SpeedLogBlock {
  kind: 'speed-log';
  records: {
    state: number;
    from: string | null;
    to: string | null;
    seconds: { recorderSpeedKmh: number | null; referenceSpeedKmh: number | null }[];
  }[];
}

export const speedLog = defineBlock<SpeedLogBlock>({
  kind: 'speed-log',
  commands: [0x15],
  decode: (reader) => ({
    kind: 'speed-log',
    records: readUnits(reader, () => ({
      state: reader.u8(),
      from: readTime(reader),
      to: readTime(reader),
      seconds: readMany(SECONDS, () => ({
        recorderSpeedKmh: readByteOrNull(reader),
        referenceSpeedKmh: readByteOrNull(reader),
      })),
    })),
  }),
  encode(writer, block) {
    for (const { state, from, to, seconds } of block.records) {
      writer.u8(state);
      writeTime(writer, from);
      writeTime(writer, to);
      for (let k = 0; k < SECONDS; k++) {
        writeByteOrNull(writer, seconds[k]?.recorderSpeedKmh ?? null);
        writeByteOrNull(writer, seconds[k]?.referenceSpeedKmh ?? null);
      }
    }
  },
});
