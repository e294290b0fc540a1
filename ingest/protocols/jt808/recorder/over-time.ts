/*
 * 0x11 driving over time 超时驾驶记录 (GB/T 19056-2012, A.4.2.12): units of 50 bytes, the newest first
 *
 * off    | type         | field
 * 0      | BYTE[18]     | licence 机动车驾驶证号码
 * 18, 24 | BCD[6]       | from, to 连续驾驶开始, 结束时间
 * 30, 40 | BYTE[10]     | where it began, where it ended
 */
import {
  defineBlock,
  LICENCE_BYTES,
  type RecorderPosition,
  readPosition,
  readTime,
  readUnits,
  writePosition,
  writeTime,
} from './block.ts';

export interface OverTimeBlock {
  kind: 'over-time';
  records: {
    licence: string;
    from: string | null;
    to: string | null;
    startPosition: RecorderPosition;
    endPosition: RecorderPosition;
  }[];
}

export const overTime = defineBlock<OverTimeBlock>({
  kind: 'over-time',
  commands: [0x11],
  decode: (reader) => ({
    kind: 'over-time',
    records: readUnits(reader, () => ({
      licence: reader.fixedText(LICENCE_BYTES),
      from: readTime(reader),
      to: readTime(reader),
      startPosition: readPosition(reader),
      endPosition: readPosition(reader),
    })),
  }),
  encode(writer, block) {
    for (const { licence, from, to, startPosition, endPosition } of block.records) {
      writer.fixedText(licence, LICENCE_BYTES);
      writeTime(writer, from);
      writeTime(writer, to);
      writePosition(writer, startPosition);
      writePosition(writer, endPosition);
    }
  },
});
