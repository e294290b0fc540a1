/*
 * 0x8202 temporary tracking 临时位置跟踪控制
 *
 * off | type  | field
 * 0   | WORD  | interval 时间间隔, s; 0 = stop, nothing follows
 * 2   | DWORD | validity 位置跟踪有效期, s
 */
import { defineMessage } from './message.ts';

export interface Tracking {
  intervalSec: number;
  /** Absent when tracking stops. */
  validitySec?: number;
}

export const tracking = defineMessage<Tracking>({
  id: 0x8202,
  name: 'temporary tracking 临时位置跟踪控制',
  decode(reader) {
    const intervalSec = reader.u16();
    if (intervalSec === 0 && reader.remaining === 0) return { intervalSec };
    return { intervalSec, validitySec: reader.u32() };
  },
  encode(writer, message) {
    writer.u16(message.intervalSec);
    if (message.intervalSec !== 0 || message.validitySec !== undefined)
      writer.u32(message.validitySec ?? 0);
  },
});
