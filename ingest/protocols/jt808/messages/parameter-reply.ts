/*
 * 0x0104 parameter reply 查询终端参数应答: to 0x8104 and 0x8106
 *
 * off | type  | field
 * 0   | WORD  | serial of the query 应答流水号
 * 2   | BYTE  | count 应答参数个数; wraps in long lists
 * 3   | BYTE  | parameters in this packet 包参数个数: 2011 only
 * 3/4 | items | parameters.ts, to the end of the body
 */
import { defineMessage } from './message.ts';
import {
  decodeParameterList,
  encodeParameterList,
  type ParameterSetting,
} from './parameter-setting.ts';

export interface ParameterReply extends ParameterSetting {
  replySerial: number;
}

export const parameterReply = defineMessage<ParameterReply>({
  id: 0x0104,
  name: 'parameter reply 查询终端参数应答',
  decode: (reader, edition) => ({
    replySerial: reader.u16(),
    ...decodeParameterList(reader, edition),
  }),
  encode(writer, message, edition) {
    writer.u16(message.replySerial);
    encodeParameterList(writer, message, edition);
  },
});
