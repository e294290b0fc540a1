/*
 * 0x9208 alarm attachment upload command 报警附件上传指令 (T/JSATL 12-2017, T/GDRTA 002-2020)
 *
 * off     | type      | field
 * 0       | BYTE k    | length of the address
 * 1       | STRING[k] | attachment server address 附件服务器 IP 地址
 * 1+k     | WORD      | TCP port
 * 3+k     | WORD      | UDP port
 * 5+k     | BYTE[i]   | alarm identifier 报警标识号, copied from the item; i = body − 53 − k
 * 5+k+i   | BYTE[32]  | alarm number 报警编号, unique, given by the platform
 * 37+k+i  | BYTE[16]  | reserved
 */
import {
  type AlarmIdentifier,
  layoutFor,
  layoutOfLength,
  readIdentifier,
  writeIdentifier,
} from './alarm-identifier.ts';
import { defineMessage } from './message.ts';

export interface AttachmentCommand {
  serverIp: string;
  tcpPort: number;
  udpPort: number;
  alarmIdentifier?: AlarmIdentifier;
  /** The identifier's bytes: read where no layout has their length; written as they are, before `alarmIdentifier`. */
  alarmIdentifierHex?: string;
  alarmNo: string;
}

export const ALARM_NUMBER_BYTES = 32;
const RESERVED_BYTES = 16;

export const attachmentCommand = defineMessage<AttachmentCommand>({
  id: 0x9208,
  name: 'alarm attachment upload command 报警附件上传指令',
  decode(reader) {
    const message: AttachmentCommand = {
      serverIp: reader.prefixedText(),
      tcpPort: reader.u16(),
      udpPort: reader.u16(),
      alarmNo: '',
    };
    const identifierBytes = reader.remaining - ALARM_NUMBER_BYTES - RESERVED_BYTES;
    if (identifierBytes <= 0) throw reader.fault('BODY_TRUNCATED');
    const layout = layoutOfLength(identifierBytes);
    if (layout === undefined) message.alarmIdentifierHex = reader.hex(identifierBytes);
    else message.alarmIdentifier = readIdentifier(reader, layout);
    message.alarmNo = reader.fixedText(ALARM_NUMBER_BYTES);
    reader.take(RESERVED_BYTES);
    return message;
  },
  encode(writer, message) {
    writer.prefixedText(message.serverIp);
    writer.u16(message.tcpPort);
    writer.u16(message.udpPort);
    const { alarmIdentifier, alarmIdentifierHex } = message;
    if (alarmIdentifierHex !== undefined) writer.hex(alarmIdentifierHex);
    else if (alarmIdentifier !== undefined) {
      writeIdentifier(writer, alarmIdentifier, layoutFor(alarmIdentifier));
    }
    writer.fixedText(message.alarmNo, ALARM_NUMBER_BYTES);
    writer.raw(new Uint8Array(RESERVED_BYTES));
  },
});
