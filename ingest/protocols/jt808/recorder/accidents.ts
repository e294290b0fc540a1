/*
 * 0x10 accident doubt points 事故疑点记录 (GB/T 19056-2012, A.4.2.11): units of 234 bytes, the newest first
 *
 * off | type                             | field
 * 0   | BCD[6]                           | end of the drive 行驶结束时间
 * 6   | BYTE[18]                         | licence 机动车驾驶证号码
 * 24  | { BYTE speed, BYTE status } × 100 | every 0.2 s backwards from the end, 20 s in all; FF = none
 * 224 | BYTE[10]                         | last position before the end
 */
import {
  defineBlock,
  LICENCE_BYTES,
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
import type { SpeedSample } from './speed-history.ts';

const SAMPLES = 100;

export interface AccidentsBlock {
  kind: 'accidents';
  records: {
    endedAt: string | null;
    licence: string;
    /** 0.2 s apart, from the end backwards. */
    samples: SpeedSample[];
    position: RecorderPosition;
  }[];
}

export const accidents = defineBlock<AccidentsBlock>({
  kind: 'accidents',
  commands: [0x10],
  decode: (reader) => ({
    kind: 'accidents',
    records: readUnits(reader, () => ({
      endedAt: readTime(reader),
      licence: reader.fixedText(LICENCE_BYTES),
      samples: readMany(SAMPLES, () => ({
        speedKmh: readByteOrNull(reader),
        status: readByteOrNull(reader),
      })),
      position: readPosition(reader),
    })),
  }),
  encode(writer, block) {
    for (const { endedAt, licence, samples, position } of block.records) {
      writeTime(writer, endedAt);
      writer.fixedText(licence, LICENCE_BYTES);
      for (let k = 0; k < SAMPLES; k++) {
        writeByteOrNull(writer, samples[k]?.speedKmh ?? null);
        writeByteOrNull(writer, samples[k]?.status ?? null);
      }
      writePosition(writer, position);
    }
  },
});
