/*
 * 0x8203 manual alarm confirmation 人工确认报警消息 (2013)
 *
 * off | type  | field
 * 0   | WORD  | serial of the alarm message 报警消息流水号; 0 = every alarm of these types
 * 2   | DWORD | types 人工确认报警类型: bits 0, 3, 20, 21, 22, 27, 28 of the alarm flags
 */
import { defineMessage } from './message.ts';

export interface AlarmConfirmation {
  alarmSerial: number;
  alarmType: number;
}

export const alarmConfirmation = defineMessage<AlarmConfirmation>({
  id: 0x8203,
  name: 'manual alarm confirmation 人工确认报警消息',
  decode: (reader) => ({ alarmSerial: reader.u16(), alarmType: reader.u32() }),
  encode(writer, message) {
    writer.u16(message.alarmSerial);
    writer.u32(message.alarmType);
  },
});
