/*
 * 0x1210 alarm attachment info 报警附件信息消息 (T/JSATL 12-2017, T/GDRTA 002-2020)
 *
 * off   | type                      | field
 * 0     | BYTE[t]                   | terminal id 终端 ID: 7, 30, or none (alarm-identifier.ts)
 * t     | BYTE[i]                   | alarm identifier 报警标识号: 16, 40, …
 * t+i   | BYTE[32]                  | alarm number 报警编号, as given by 0x9208
 * +32   | BYTE                      | 0 normal, 1 re-upload 补传
 * +33   | BYTE                      | number of attachments 附件数量
 * +34   | { BYTE n · STRING[n] name · DWORD size } × | attachments
 *
 * Nothing in the body says which layout it has: the one is taken under which the list ends with the
 * body and the identifier has a possible time.
 */
import { readBcdTimeMs } from '../bcd.ts';
import type { BodyReader } from '../bytes.ts';
import {
  type AlarmIdentifier,
  IDENTIFIER_LAYOUTS,
  type IdentifierLayout,
  layoutFor,
  readIdentifier,
  writeIdentifier,
} from './alarm-identifier.ts';
import { ALARM_NUMBER_BYTES } from './attachment-command.ts';
import { defineMessage } from './message.ts';

export interface AttachmentInfo {
  /** Absent in the layout that has none in front. */
  terminalId?: string;
  alarmIdentifier: AlarmIdentifier;
  alarmNo: string;
  /** 0 = normal, 1 = re-upload. */
  infoType: number;
  attachments: { name: string; sizeBytes: number }[];
}

export const attachmentInfo = defineMessage<AttachmentInfo>({
  id: 0x1210,
  name: 'alarm attachment info 报警附件信息消息',
  decode(reader) {
    const layout = layoutOf(reader);
    if (layout === undefined) throw reader.fault('BODY_INVALID');
    const lead =
      layout.leadingIdBytes === 0 ? {} : { terminalId: reader.fixedText(layout.leadingIdBytes) };
    const message: AttachmentInfo = {
      ...lead,
      alarmIdentifier: readIdentifier(reader, layout),
      alarmNo: reader.fixedText(ALARM_NUMBER_BYTES),
      infoType: reader.u8(),
      attachments: [],
    };
    const count = reader.u8();
    for (let k = 0; k < count; k++) {
      message.attachments.push({ name: reader.prefixedText(), sizeBytes: reader.u32() });
    }
    return message;
  },
  encode(writer, message) {
    const { alarmIdentifier, terminalId } = message;
    const layout = layoutFor(alarmIdentifier, terminalId === undefined ? 'Heilongjiang' : '');
    if (terminalId !== undefined) writer.fixedText(terminalId, layout.leadingIdBytes);
    writeIdentifier(writer, alarmIdentifier, layout);
    writer.fixedText(message.alarmNo, ALARM_NUMBER_BYTES);
    writer.u8(message.infoType);
    writer.u8(message.attachments.length);
    for (const { name, sizeBytes } of message.attachments) {
      writer.prefixedText(name);
      writer.u32(sizeBytes);
    }
  },
});

/** The layout that fits to the last byte with a possible time; else the first that fits to the last byte. */
function layoutOf(reader: BodyReader): IdentifierLayout | undefined {
  const { bytes, position, end } = reader;
  const fitting = IDENTIFIER_LAYOUTS.filter((layout) => {
    let at = position + layout.leadingIdBytes + layout.bytes + ALARM_NUMBER_BYTES + 1;
    if (at >= end) return false;
    const count = bytes[at++]!;
    for (let k = 0; k < count; k++) {
      if (at >= end) return false;
      at += 1 + bytes[at]! + 4;
    }
    return at === end;
  });
  const dated = fitting.find((layout) => {
    const timeAt = position + layout.leadingIdBytes + layout.idBytes;
    return !Number.isNaN(readBcdTimeMs(bytes, timeAt));
  });
  return dated ?? fitting[0];
}
