/*
 * Events a recorder keeps (GB/T 19056-2012, A.4.2.13–15), units to the end, the newest first
 *
 * command | unit
 * 0x12    | driver changes 驾驶人身份记录: BCD[6] time · BYTE[18] licence · BYTE 1 signed in 登录, 2 signed out 退出
 * 0x13    | power 外部供电记录: BCD[6] time · BYTE 1 on 通电, 2 off 断电
 * 0x14    | parameter changes 参数修改记录: BCD[6] time · BYTE command that changed it (0x82 …)
 */
import { defineBlock, LICENCE_BYTES, readTime, readUnits, writeTime } from './block.ts';

export interface DriverChangesBlock {
  kind: 'driver-changes';
  /** `event`: 1 in, 2 out. */
  events: { time: string | null; licence: string; event: number }[];
}
export const driverChanges = defineBlock<DriverChangesBlock>({
  kind: 'driver-changes',
  commands: [0x12],
  decode: (reader) => ({
    kind: 'driver-changes',
    events: readUnits(reader, () => ({
      time: readTime(reader),
      licence: reader.fixedText(LICENCE_BYTES),
      event: reader.u8(),
    })),
  }),
  encode(writer, block) {
    for (const { time, licence, event } of block.events) {
      writeTime(writer, time);
      writer.fixedText(licence, LICENCE_BYTES);
      writer.u8(event);
    }
  },
});

interface TimedEvents<Kind extends string> {
  kind: Kind;
  events: { time: string | null; event: number }[];
}
const timedEvents = <const Kind extends string>(kind: Kind, command: number) =>
  defineBlock<TimedEvents<Kind>>({
    kind,
    commands: [command],
    decode: (reader) => ({
      kind,
      events: readUnits(reader, () => ({ time: readTime(reader), event: reader.u8() })),
    }),
    encode(writer, block) {
      for (const { time, event } of block.events) {
        writeTime(writer, time);
        writer.u8(event);
      }
    },
  });

/** `event`: 1 on, 2 off. */
export type PowerBlock = TimedEvents<'power'>;
export const power = timedEvents('power', 0x13);

/** `event`: the command that changed a parameter. */
export type ParameterChangesBlock = TimedEvents<'parameter-changes'>;
export const parameterChanges = timedEvents('parameter-changes', 0x14);
