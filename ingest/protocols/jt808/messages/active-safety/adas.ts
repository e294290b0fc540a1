/*
 * Item 0x64 driving assistance 高级驾驶辅助系统报警 (T/JSATL 12-2017: 47 bytes, T/GDRTA 002-2020: 71)
 *
 * off | type   | field
 * 0   | DWORD  | alarm id 报警 ID
 * 4   | BYTE   | state 标志状态: 0 none, 1 start, 2 end
 * 5   | BYTE   | type: 1 forward collision 前向碰撞, 2 lane departure 车道偏离, 3 too close 车距过近, 4 pedestrian 行人碰撞,
 *     |        | 5 frequent lane change 频繁变道, 6 sign limit exceeded 道路标识超限, 7 obstacle 障碍物, 0x10 sign event, 0x11 capture
 * 6   | BYTE   | level 报警级别: 1, 2
 * 7   | BYTE   | speed of the vehicle ahead, km/h; types 1, 2
 * 8   | BYTE   | time to vehicle or pedestrian, 100 ms; types 1, 2, 4
 * 9   | BYTE   | departure 偏离类型: 1 left, 2 right; type 2
 * 10  | BYTE   | sign 道路标志: 1 speed, 2 height, 3 weight; types 6, 0x10
 * 11  | BYTE   | value of the sign
 * 12  | BYTE   | speed 车速, km/h
 * 13  | WORD   | altitude 高程, m
 * 15  | DWORD  | latitude 10⁻⁶ °, sign by the base part's status
 * 19  | DWORD  | longitude
 * 23  | BCD[6] | time, GMT+8
 * 29  | WORD   | vehicle status 车辆状态
 * 31  | BYTE[] | alarm identifier 报警标识号 (alarm-identifier.ts)
 */
import { readIdentifier, writeIdentifier } from '../alarm-identifier.ts';
import { type ActiveSafetyAlarm, byLength, defineItem, readScene, writeScene } from './item.ts';

export interface AdasAlarm extends ActiveSafetyAlarm {
  type: number;
  level: number;
  frontVehicleSpeedKmh: number;
  /** Distance as time, resolution 0.1 s. */
  frontDistanceSec: number;
  deviation: number;
  roadSignType: number;
  roadSignValue: number;
}

export const adas = defineItem<AdasAlarm>({
  id: 0x64,
  name: 'driving assistance 高级驾驶辅助系统报警',
  layoutOf: byLength(31),
  decode: (reader, layout, statusFlag) => ({
    profile: layout.profile,
    alarmId: reader.u32(),
    flagState: reader.u8(),
    type: reader.u8(),
    level: reader.u8(),
    frontVehicleSpeedKmh: reader.u8(),
    frontDistanceSec: reader.u8() / 10,
    deviation: reader.u8(),
    roadSignType: reader.u8(),
    roadSignValue: reader.u8(),
    ...readScene(reader, statusFlag),
    alarmIdentifier: readIdentifier(reader, layout),
  }),
  encode(writer, alarm, layout) {
    writer.u32(alarm.alarmId);
    writer.u8(alarm.flagState);
    writer.u8(alarm.type);
    writer.u8(alarm.level);
    writer.u8(alarm.frontVehicleSpeedKmh);
    writer.u8(Math.round(alarm.frontDistanceSec * 10));
    writer.u8(alarm.deviation);
    writer.u8(alarm.roadSignType);
    writer.u8(alarm.roadSignValue);
    writeScene(writer, alarm);
    writeIdentifier(writer, alarm.alarmIdentifier, layout);
  },
});
