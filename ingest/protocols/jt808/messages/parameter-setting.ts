/*
 * 0x8103 set parameters 设置终端参数
 *
 * off | type  | field
 * 0   | BYTE  | count 参数总数
 * 1   | BYTE  | parameters in this packet 包参数个数: 2011 only
 * 1/2 | items | parameters.ts
 *
 * Old headers do not say 2011: its extra byte is seen where only that reading fills the body.
 */
import type { BodyReader, BodyWriter } from '../bytes.ts';
import type { Edition } from '../header.ts';
import { defineMessage } from './message.ts';
import { decodeParameters, encodeParameters, itemsFill, type Parameter } from './parameters.ts';

export interface ParameterSetting {
  /** As declared; may differ from the number of parameters. */
  paramCount: number;
  params: Parameter[];
}

/** Count and items, shared with the reply to a query. */
export function decodeParameterList(reader: BodyReader, edition: Edition): ParameterSetting {
  const paramCount = reader.u8();
  const { position } = reader;
  const extraByte =
    edition === '2011' ||
    (edition === '2013' && !itemsFill(reader, position) && itemsFill(reader, position + 1));
  if (extraByte) reader.u8();
  return { paramCount, params: decodeParameters(reader) };
}

export function encodeParameterList(
  writer: BodyWriter,
  message: ParameterSetting,
  edition: Edition,
): void {
  writer.u8(message.paramCount);
  if (edition === '2011') writer.u8(message.params.length & 0xff);
  encodeParameters(writer, message.params);
}

export const parameterSetting = defineMessage<ParameterSetting>({
  id: 0x8103,
  name: 'set parameters 设置终端参数',
  decode: decodeParameterList,
  encode: encodeParameterList,
});
