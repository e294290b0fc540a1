/*
 * 0x8106 query given parameters 查询指定终端参数 (2013), answered by 0x0104
 *
 * off | type     | field
 * 0   | BYTE     | count n 参数总数
 * 1   | DWORD[n] | parameter ids 参数 ID 列表
 */
import { idText } from '../bytes.ts';
import { defineMessage } from './message.ts';

export interface ParameterQuery {
  /** `0x0001`. */
  paramIds: string[];
}

export const parameterQuery = defineMessage<ParameterQuery>({
  id: 0x8106,
  name: 'query given parameters 查询指定终端参数',
  decode(reader) {
    const count = reader.u8();
    const paramIds: string[] = [];
    for (let k = 0; k < count; k++) paramIds.push(idText(reader.u32()));
    return { paramIds };
  },
  encode(writer, message) {
    writer.u8(message.paramIds.length);
    for (const id of message.paramIds) writer.u32(Number(id));
  },
});
