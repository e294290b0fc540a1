/*
 * 0x8301 event setting 事件设置 (2011, 2013; 2019 keeps the id, devices keep the body)
 *
 * off | type                      | field
 * 0   | BYTE                      | type 设置类型: 0 delete all (nothing follows), 1 update, 2 append, 3 modify, 4 delete some
 * 1   | BYTE                      | count 设置总数
 * 2   | BYTE                      | count of this packet 包事件个数: 2011 only
 * 2/3 | { BYTE id · BYTE n · STRING[n] } × | events 事件项; those of type 4 may be ids alone
 */
import { defineMessage } from './message.ts';

export interface EventSetting {
  settingType: number;
  /** Without content where type 4 sends ids alone. */
  events: { id: number; content?: string }[];
}

const DELETE_SOME = 4;

export const eventSetting = defineMessage<EventSetting>({
  id: 0x8301,
  name: 'event setting 事件设置',
  decode(reader, edition) {
    const settingType = reader.u8();
    const events: EventSetting['events'] = [];
    if (reader.remaining === 0) return { settingType, events };
    const count = reader.u8();
    if (edition === '2011') reader.u8();
    const idsAlone = settingType === DELETE_SOME && reader.remaining === count;
    for (let k = 0; k < count; k++) {
      const id = reader.u8();
      events.push(idsAlone ? { id } : { id, content: reader.prefixedText() });
    }
    return { settingType, events };
  },
  encode(writer, { settingType, events }, edition) {
    writer.u8(settingType);
    if (settingType === 0 && events.length === 0) return;
    writer.u8(events.length);
    if (edition === '2011') writer.u8(events.length);
    const idsAlone = settingType === DELETE_SOME && events.every((e) => e.content === undefined);
    for (const { id, content } of events) {
      writer.u8(id);
      if (!idsAlone) writer.prefixedText(content ?? '');
    }
  },
});
