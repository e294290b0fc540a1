/*
 * Item 0x66 tyre pressure 胎压监测系统报警 (T/JSATL 12-2017, T/GDRTA 002-2020)
 *
 * off     | type   | field
 * 0       | DWORD  | alarm id 报警 ID
 * 4       | BYTE   | state 标志状态: 0 none, 1 start, 2 end
 * 5       |        | speed … vehicle status, 19 bytes, as in adas.ts
 * 24      | BYTE[] | alarm identifier 报警标识号, i bytes (alarm-identifier.ts)
 * 24+i    | BYTE   | number of tyres n (the printed offset 39 is a misprint)
 * 25+i    | { … } × n | tyres of 9 or 10 bytes:
 *  0      | BYTE / WORD | position 胎压报警位置, from 0, from the front left in Z order
 *  1 / 2  | WORD   | type: b0 periodic, b1 high, b2 low, b3 hot, b4 sensor, b5 imbalance, b6 slow leak, b7 battery
 *  3 / 4  | WORD   | pressure, kPa
 *  5 / 6  | WORD   | temperature, °C, two's complement
 *  7 / 8  | WORD   | battery, %
 *
 * T/JSATL prints a BYTE position at offsets that leave room for a WORD, all others a WORD: the tyre's
 * size is what is left divided by the count. Nine bytes are read with T/JSATL alone, so that the
 * length tells all layouts apart.
 */
import {
  IDENTIFIER_LAYOUTS,
  type IdentifierLayout,
  JSATL,
  readIdentifier,
  writeIdentifier,
} from '../alarm-identifier.ts';
import { type ActiveSafetyAlarm, defineItem, readScene, writeScene } from './item.ts';

export interface Tyre {
  position: number;
  alarmType: number;
  pressureKpa: number;
  temperatureC: number;
  batteryPercent: number;
}

export interface TpmsAlarm extends ActiveSafetyAlarm {
  tyres: Tyre[];
}

const BEFORE_IDENTIFIER_BYTES = 24;
const SHORT_TYRE_BYTES = 9;
const LONG_TYRE_BYTES = 10;

export const tpms = defineItem<TpmsAlarm>({
  id: 0x66,
  name: 'tyre pressure 胎压监测系统报警',
  layoutOf(bytes, start, end) {
    return IDENTIFIER_LAYOUTS.find((layout) => {
      const countAt = start + countOffset(layout);
      if (countAt >= end) return false;
      const count = bytes[countAt]!;
      const left = end - countAt - 1;
      const short = layout === JSATL && left === count * SHORT_TYRE_BYTES;
      return short || left === count * LONG_TYRE_BYTES;
    });
  },
  decode(reader, layout, statusFlag) {
    const alarm: TpmsAlarm = {
      profile: layout.profile,
      alarmId: reader.u32(),
      flagState: reader.u8(),
      ...readScene(reader, statusFlag),
      alarmIdentifier: readIdentifier(reader, layout),
      tyres: [],
    };
    const count = reader.u8();
    const wide = reader.remaining === count * LONG_TYRE_BYTES;
    for (let k = 0; k < count; k++) {
      const position = wide ? reader.u16() : reader.u8();
      const alarmType = reader.u16();
      const pressureKpa = reader.u16();
      const temperature = reader.u16();
      alarm.tyres.push({
        position,
        alarmType,
        pressureKpa,
        temperatureC: temperature > 32_767 ? temperature - 65_536 : temperature,
        batteryPercent: reader.u16(),
      });
    }
    return alarm;
  },
  encode(writer, alarm, layout) {
    writer.u32(alarm.alarmId);
    writer.u8(alarm.flagState);
    writeScene(writer, alarm);
    writeIdentifier(writer, alarm.alarmIdentifier, layout);
    writer.u8(alarm.tyres.length);
    for (const tyre of alarm.tyres) {
      writer.u16(tyre.position);
      writer.u16(tyre.alarmType);
      writer.u16(tyre.pressureKpa);
      writer.u16(tyre.temperatureC & 0xffff);
      writer.u16(tyre.batteryPercent);
    }
  },
});

function countOffset(layout: IdentifierLayout): number {
  return BEFORE_IDENTIFIER_BYTES + layout.bytes;
}
