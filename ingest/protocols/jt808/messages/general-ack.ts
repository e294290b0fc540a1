/*
 * 0x0001 terminal general ack 终端通用应答 · 0x8001 platform general ack 平台通用应答
 *
 * off | type | field
 * 0   | WORD | serial of the message answered 应答流水号
 * 2   | WORD | id of the message answered 应答 ID
 * 4   | BYTE | result 结果: 0 ok, 1 failed, 2 wrong message, 3 not supported; 0x8001 also 4 alarm confirmed (2013)
 */
import { type BodyReader, type BodyWriter, idText } from '../bytes.ts';
import { defineMessage } from './message.ts';

export interface GeneralAck {
  replySerial: number;
  /** `0x0200`. */
  replyId: string;
  result: number;
}

function decode(reader: BodyReader): GeneralAck {
  const replySerial = reader.u16();
  const replyId = idText(reader.u16());
  return { replySerial, replyId, result: reader.u8() };
}

function encode(writer: BodyWriter, message: GeneralAck): void {
  writer.u16(message.replySerial);
  writer.u16(Number(message.replyId));
  writer.u8(message.result);
}

export const terminalAck = defineMessage({
  id: 0x0001,
  name: 'terminal general ack 终端通用应答',
  decode,
  encode,
});

export const platformAck = defineMessage({
  id: 0x8001,
  name: 'platform general ack 平台通用应答',
  decode,
  encode,
});
