/*
 * 0x1005 passenger flow 终端上传乘客流量 (JT/T 1078-2016)
 *
 * off | type   | field
 * 0   | BCD[6] | start 起始时间, GMT+8
 * 6   | BCD[6] | end 结束时间, GMT+8
 * 12  | WORD   | boarding 上车人数
 * 14  | WORD   | alighting 下车人数
 */
import { formatDeviceTime } from '../bcd.ts';
import { defineMessage } from './message.ts';

export interface PassengerFlow {
  /** `…+08:00`; null = impossible time. */
  startTime: string | null;
  /** `…+08:00`; null = impossible time. */
  endTime: string | null;
  boarding: number;
  alighting: number;
}

export const passengerFlow = defineMessage<PassengerFlow>({
  id: 0x1005,
  name: 'passenger flow 终端上传乘客流量',
  decode: (reader) => ({
    startTime: formatDeviceTime(reader.timeMs()),
    endTime: formatDeviceTime(reader.timeMs()),
    boarding: reader.u16(),
    alighting: reader.u16(),
  }),
  encode(writer, message) {
    writer.timeMs(message.startTime === null ? null : Date.parse(message.startTime));
    writer.timeMs(message.endTime === null ? null : Date.parse(message.endTime));
    writer.u16(message.boarding);
    writer.u16(message.alighting);
  },
});
