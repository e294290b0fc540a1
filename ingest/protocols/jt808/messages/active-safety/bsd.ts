/*
 * Item 0x67 blind spot 盲区监测系统报警 (T/JSATL 12-2017: 41 bytes, T/GDRTA 002-2020: 65)
 *
 * off | type  | field
 * 0   | DWORD | alarm id 报警 ID
 * 4   | BYTE  | state 标志状态: 0 none, 1 start, 2 end
 * 5   | BYTE  | type: 1 rear 后方接近, 2 left rear 左侧后方接近, 3 right rear 右侧后方接近
 * 6   |       | speed … alarm identifier as in adas.ts
 */
import { readIdentifier, writeIdentifier } from '../alarm-identifier.ts';
import { type ActiveSafetyAlarm, byLength, defineItem, readScene, writeScene } from './item.ts';

export interface BsdAlarm extends ActiveSafetyAlarm {
  type: number;
}

export const bsd = defineItem<BsdAlarm>({
  id: 0x67,
  name: 'blind spot 盲区监测系统报警',
  layoutOf: byLength(25),
  decode: (reader, layout, statusFlag) => ({
    profile: layout.profile,
    alarmId: reader.u32(),
    flagState: reader.u8(),
    type: reader.u8(),
    ...readScene(reader, statusFlag),
    alarmIdentifier: readIdentifier(reader, layout),
  }),
  encode(writer, alarm, layout) {
    writer.u32(alarm.alarmId);
    writer.u8(alarm.flagState);
    writer.u8(alarm.type);
    writeScene(writer, alarm);
    writeIdentifier(writer, alarm.alarmIdentifier, layout);
  },
});
