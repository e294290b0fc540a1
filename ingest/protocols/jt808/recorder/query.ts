/*
 * What the platform asks a recorder for (GB/T 19056-2012, A.4.1): commands 0x08–0x15
 *
 * off   | type   | field
 * 0, 6  | BCD[6] | from, to 开始, 结束时间
 * 12    | WORD   | most units in one answer 最大单位数据块个数
 */
import { defineBlock, readTime, writeTime } from './block.ts';

export interface QueryBlock {
  kind: 'query';
  from: string | null;
  to: string | null;
  unitsMax: number;
}

export const query = defineBlock<QueryBlock>({
  kind: 'query',
  commands: [0x08, 0x09, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15],
  decode: (reader) => ({
    kind: 'query',
    from: readTime(reader),
    to: readTime(reader),
    unitsMax: reader.u16(),
  }),
  encode(writer, block) {
    writeTime(writer, block.from);
    writeTime(writer, block.to);
    writer.u16(block.unitsMax);
  },
});
