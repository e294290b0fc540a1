/**
 * What a terminal reports beside its alarm bits and still is its own alarm: JT/T 1078-2016 items 0x14 (video) and 0x18
 * (abnormal driving), and tyre sensors (item 0x66). Numbered like a second word of alarm bits. Over-occupancy
 * (0x14 bit 4) is `load.over-occupied`, tyre pressure is alarm bit 16 of 2019, whichever way it is told.
 */
import { SAFETY_ITEMS, SAFETY_PHASES, type TyreState } from '#core/alarm-items.ts';
import type { Severity } from '#core/alert.ts';
import type { Observation } from '#core/report.ts';
import type { AlarmBit } from './terminal-bits.ts';

export interface ExtraBit extends AlarmBit {
  readonly clause: { readonly zh: string; readonly en: string };
}

function row(
  bit: number,
  kind: 'hold' | 'ack',
  name: string,
  severity: Severity,
  texts: Pick<ExtraBit, 'zh' | 'en' | 'clause'>,
  which: string | null = null,
): ExtraBit {
  return { bit, kind, type: `terminal.${name}`, severity, which, ...texts };
}

const video = (bit: number, zh: string, en: string) => ({
  ...{ zh, en },
  clause: {
    zh: `JT/T 1078-2016 0x14 视频相关报警位 ${bit}`,
    en: `JT/T 1078-2016 item 0x14 bit ${bit}`,
  },
});
const abnormal = (bit: number, zh: string, en: string) => ({
  ...{ zh, en },
  clause: {
    zh: `JT/T 1078-2016 0x18 异常驾驶行为位 ${bit}`,
    en: `JT/T 1078-2016 item 0x18 bit ${bit}`,
  },
});
/** Told by the tyres' own item. */
export const TYRE_CLAUSE = { zh: 'T/JSATL 12-2017 0x66', en: 'T/JSATL 12-2017 item 0x66' };

/** JT/T 1078 0x14 bits stand at their own place, those of 0x18 eight above, tyre sensors at 12. */
const ABNORMAL_SHIFT = 8;
const TYRE_SENSOR = 12;
const ABNORMAL_DRIVING = 1 << 5;
const VIDEO_MASK = 0b110_1111;
/** Fatigue, phone, smoking; the others are vendors' own. */
const ABNORMAL_MASK = 0b111;

const ROWS: readonly ExtraBit[] = [
  row(0, 'hold', 'fault', 'minor', video(0, '视频信号丢失', 'video signal lost'), 'video-signal'),
  row(1, 'hold', 'fault', 'minor', video(1, '视频信号遮挡', 'camera covered'), 'video-covered'),
  row(2, 'hold', 'fault', 'minor', video(2, '存储单元故障', 'storage fault'), 'storage'),
  row(
    3,
    'hold',
    'fault',
    'minor',
    video(3, '其他视频设备故障', 'other video fault'),
    'video-other',
  ),
  row(
    5,
    'hold',
    'abnormal-driving',
    'major',
    video(5, '异常驾驶行为报警', 'abnormal driving behaviour'),
  ),
  row(
    6,
    'ack',
    'recording-full',
    'info',
    video(6, '特殊报警录像达到存储阈值', 'special recordings reach their storage threshold'),
  ),
  row(8, 'hold', 'driver-fatigue', 'major', abnormal(0, '生理疲劳', 'driver fatigue')),
  row(9, 'hold', 'driver-phone', 'major', abnormal(1, '接打电话', 'driver on the phone')),
  row(10, 'hold', 'driver-smoking', 'minor', abnormal(2, '抽烟', 'driver smoking')),
  row(
    TYRE_SENSOR,
    'hold',
    'fault',
    'minor',
    { zh: '胎压传感器异常', en: 'tyre sensor fault', clause: TYRE_CLAUSE },
    'tyre-sensor',
  ),
];

/** By number; null = nothing. */
export const EXTRA_BITS: readonly (ExtraBit | null)[] = Array.from(
  { length: 32 },
  (_, bit) => ROWS.find((extra) => extra.bit === bit) ?? null,
);

/** What tyres said last; an item comes when something changes and once a minute. */
export interface TyreAlarms {
  /** Pressure or temperature is out of bounds. */
  pressure: boolean;
  sensor: boolean;
  atMs: number;
}

/** Bits of a tyre: pressure high, low, hot, imbalance, slow leak · sensor, battery. */
const PRESSURE_BITS = 0b110_1110;
const SENSOR_BITS = 0b1001_0000;

/** What the report says of tyres; null = nothing. */
export function tyresOf({ alarmItems, eventTimeMs }: Observation): TyreAlarms | null {
  let found: TyreAlarms | null = null;
  for (const { itemId, phase, tyres } of alarmItems?.safety ?? []) {
    if (itemId !== SAFETY_ITEMS.tpms) continue;
    const bits = phase === SAFETY_PHASES.end ? 0 : allBits(tyres);
    found = {
      pressure: (bits & PRESSURE_BITS) !== 0,
      sensor: (bits & SENSOR_BITS) !== 0,
      atMs: eventTimeMs,
    };
  }
  return found;
}

/** The tyre that is worst off: the first with an alarm of its pressure or temperature; null = none. */
export function worstTyre({ alarmItems }: Observation): TyreState | null {
  for (const { itemId, tyres } of alarmItems?.safety ?? []) {
    if (itemId !== SAFETY_ITEMS.tpms) continue;
    for (const tyre of tyres) if ((tyre.bits & PRESSURE_BITS) !== 0) return tyre;
  }
  return null;
}

function allBits(tyres: readonly TyreState[]): number {
  let bits = 0;
  for (const tyre of tyres) bits |= tyre.bits;
  return bits;
}

/** The second word of alarm bits of this report; `tyres` as last said. */
export function extraFlags(
  { videoAlarmFlag, alarmItems }: Observation,
  tyres: TyreAlarms | null,
): number {
  let flags = videoAlarmFlag & VIDEO_MASK;
  const behaviour = (alarmItems?.abnormal?.bits ?? 0) & ABNORMAL_MASK;
  // What the driver does says more than that he does something.
  if (behaviour !== 0) flags = (flags & ~ABNORMAL_DRIVING) | (behaviour << ABNORMAL_SHIFT);
  return tyres?.sensor === true ? flags | (1 << TYRE_SENSOR) : flags;
}
