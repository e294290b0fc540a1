/*
 * Item 0x65 driver monitoring 驾驶员状态监测系统报警 (T/JSATL 12-2017: 47 bytes, T/GDRTA 002-2020: 71)
 *
 * off | type    | field
 * 0   | DWORD   | alarm id 报警 ID
 * 4   | BYTE    | state 标志状态: 0 none, 1 start, 2 end
 * 5   | BYTE    | type: 1 fatigue 疲劳驾驶, 2 phone 接打电话, 3 smoking 抽烟, 4 distraction 分神, 5 driver abnormal 驾驶员异常,
 *     |         | 0x10 capture 自动抓拍, 0x11 driver change 驾驶员变更. T/GDRTA: 4 not looking ahead 不目视前方, 6 lens covered,
 *     |         | 8 driving over time, 0x0A seat belt, 0x0B infrared-blocking sunglasses, 0x0C both hands off, 0x0D playing with phone
 * 6   | BYTE    | level 报警级别: 1, 2
 * 7   | BYTE    | fatigue degree 疲劳程度, 1…10 (T/GDRTA 1…9); type 1
 * 8   | BYTE[4] | reserved
 * 12  |         | speed … alarm identifier as in adas.ts
 */
import { readIdentifier, writeIdentifier } from '../alarm-identifier.ts';
import { type ActiveSafetyAlarm, byLength, defineItem, readScene, writeScene } from './item.ts';

export interface DsmAlarm extends ActiveSafetyAlarm {
  /** Meaning from 4 on depends on `profile`. */
  type: number;
  level: number;
  fatigueDegree: number;
}

const RESERVED_BYTES = 4;

export const dsm = defineItem<DsmAlarm>({
  id: 0x65,
  name: 'driver monitoring 驾驶员状态监测系统报警',
  layoutOf: byLength(31),
  decode(reader, layout, statusFlag) {
    const head = {
      profile: layout.profile,
      alarmId: reader.u32(),
      flagState: reader.u8(),
      type: reader.u8(),
      level: reader.u8(),
      fatigueDegree: reader.u8(),
    };
    reader.take(RESERVED_BYTES);
    const scene = readScene(reader, statusFlag);
    return { ...head, ...scene, alarmIdentifier: readIdentifier(reader, layout) };
  },
  encode(writer, alarm, layout) {
    writer.u32(alarm.alarmId);
    writer.u8(alarm.flagState);
    writer.u8(alarm.type);
    writer.u8(alarm.level);
    writer.u8(alarm.fatigueDegree);
    writer.raw(new Uint8Array(RESERVED_BYTES));
    writeScene(writer, alarm);
    writeIdentifier(writer, alarm.alarmIdentifier, layout);
  },
});
