/*
 * 0x8500 vehicle control 车辆控制, answered by 0x0500
 *
 * 2011, 2013: BYTE flags, b0: 0 unlock doors 解锁, 1 lock 加锁
 * 2019 off | type                       | field
 * 0        | WORD                       | count 控制类型数量
 * 2        | { WORD id · parameter … } × | id 1 doors: BYTE 0 lock 锁闭, 1 open 开启 (the opposite sense)
 *
 * Only id 1 has a length that is known: behind any other id the rest of the body is its parameter.
 */
import { defineMessage } from './message.ts';

export interface VehicleControl {
  /** 2011, 2013. */
  flag?: number;
  /** 2019: as declared; may differ from the number of controls. */
  controlCount?: number;
  /** 2019: `param` where the length is known, else `hex`. */
  controls?: { type: number; param?: number; hex?: string }[];
}

const DOORS = 1;

export const vehicleControl = defineMessage<VehicleControl>({
  id: 0x8500,
  name: 'vehicle control 车辆控制',
  decode(reader, edition) {
    if (edition !== '2019') return { flag: reader.u8() };
    const controlCount = reader.u16();
    const controls: NonNullable<VehicleControl['controls']> = [];
    let known = true;
    while (known && controls.length < controlCount) {
      const type = reader.u16();
      known = type === DOORS;
      controls.push(
        known ? { type, param: reader.u8() } : { type, hex: reader.hex(reader.remaining) },
      );
    }
    return { controlCount, controls };
  },
  encode(writer, message, edition) {
    if (edition !== '2019') {
      writer.u8(message.flag ?? 0);
      return;
    }
    const controls = message.controls ?? [];
    writer.u16(message.controlCount ?? controls.length);
    for (const { type, param, hex } of controls) {
      writer.u16(type);
      if (param !== undefined) writer.u8(param);
      else writer.hex(hex ?? '');
    }
  },
});
