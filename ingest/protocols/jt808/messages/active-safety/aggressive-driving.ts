/*
 * Item 0x70 aggressive driving 激烈驾驶报警: 47 bytes. In neither T/JSATL 12 nor T/GDRTA 002; two implementations agree on the
 * first six bytes, one has the rest.
 *
 * off | type  | field
 * 0   | DWORD | alarm id 报警 ID
 * 4   | BYTE  | state 标志状态: 0 none, 1 start, 2 end
 * 5   | BYTE  | type: 1 harsh acceleration 急加速, 2 harsh braking 急减速, 3 harsh turn 急转弯, 4 idling 怠速, 5 stall 异常熄火,
 *     |       | 6 coasting in neutral 空挡滑行, 7 over-revving 发动机超转
 * 6   | WORD  | time threshold, s
 * 8   | WORD  | threshold 1, 0.01 g or km/h by type
 * 10  | WORD  | threshold 2, rpm
 * 12  |       | speed … alarm identifier as in adas.ts
 */
import { readIdentifier, writeIdentifier } from '../alarm-identifier.ts';
import { type ActiveSafetyAlarm, byLength, defineItem, readScene, writeScene } from './item.ts';

export interface AggressiveDrivingAlarm extends ActiveSafetyAlarm {
  type: number;
  timeThresholdSec: number;
  threshold1: number;
  threshold2: number;
}

export const aggressiveDriving = defineItem<AggressiveDrivingAlarm>({
  id: 0x70,
  name: 'aggressive driving 激烈驾驶报警',
  layoutOf: byLength(31),
  decode: (reader, layout, statusFlag) => ({
    profile: layout.profile,
    alarmId: reader.u32(),
    flagState: reader.u8(),
    type: reader.u8(),
    timeThresholdSec: reader.u16(),
    threshold1: reader.u16(),
    threshold2: reader.u16(),
    ...readScene(reader, statusFlag),
    alarmIdentifier: readIdentifier(reader, layout),
  }),
  encode(writer, alarm, layout) {
    writer.u32(alarm.alarmId);
    writer.u8(alarm.flagState);
    writer.u8(alarm.type);
    writer.u16(alarm.timeThresholdSec);
    writer.u16(alarm.threshold1);
    writer.u16(alarm.threshold2);
    writeScene(writer, alarm);
    writeIdentifier(writer, alarm.alarmIdentifier, layout);
  },
});
