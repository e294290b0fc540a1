/*
 * 0x0301 event report 事件报告 (2011, 2013)
 *
 * off | type | field
 * 0   | BYTE | event id 事件 ID of 0x8301
 */
import { defineMessage } from './message.ts';

export const eventReport = defineMessage<{ eventId: number }>({
  id: 0x0301,
  name: 'event report 事件报告',
  decode: (reader) => ({ eventId: reader.u8() }),
  encode: (writer, message) => writer.u8(message.eventId),
});
