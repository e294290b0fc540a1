/*
 * 0x8700 recorder data command 行驶记录数据采集命令 · 0x0700 its reply 行驶记录数据上传 · 0x8701 recorder parameters 行驶记录参数下传命令
 *
 * off | type   | field
 * 0   | WORD   | serial of the command 应答流水号: 0x0700 only
 * 0/2 | BYTE   | command 命令字 of GB/T 19056
 * 1/3 | BYTE[] | data block 数据块: a GB/T 19056 packet, kept as bytes; may be empty
 */
import { defineMessage } from './message.ts';

export interface RecorderCommand {
  command: number;
  dataHex: string;
}

export interface RecorderData extends RecorderCommand {
  replySerial: number;
}

const recorderCommand = (id: number, name: string) =>
  defineMessage<RecorderCommand>({
    id,
    name,
    decode: (reader) => ({ command: reader.u8(), dataHex: reader.hex(reader.remaining) }),
    encode(writer, message) {
      writer.u8(message.command);
      writer.hex(message.dataHex);
    },
  });

export const recorderQuery = recorderCommand(0x8700, 'recorder data command 行驶记录数据采集命令');
export const recorderSetting = recorderCommand(0x8701, 'recorder parameters 行驶记录参数下传命令');

export const recorderData = defineMessage<RecorderData>({
  id: 0x0700,
  name: 'recorder data 行驶记录数据上传',
  decode: (reader) => ({
    replySerial: reader.u16(),
    command: reader.u8(),
    dataHex: reader.hex(reader.remaining),
  }),
  encode(writer, message) {
    writer.u16(message.replySerial);
    writer.u8(message.command);
    writer.hex(message.dataHex);
  },
});
