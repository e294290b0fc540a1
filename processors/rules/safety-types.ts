/**
 * Active-safety alarms (主动安全) of 0x0200 items 0x64, 0x65 and 0x67 as data: which alert each type of
 * T/JSATL 12-2017 and T/GDRTA 002-2020 raises. Recognised signs, snapshots and changes of driver
 * (0x10, 0x11) are events, not alarms, and raise nothing; so do the types left to vendors.
 */
import { SAFETY_ITEMS, type SafetyAlarm, type SafetyItemId } from '#core/alarm-items.ts';

export interface SafetyType {
  readonly itemId: SafetyItemId;
  readonly code: number;
  /** Alert type. */
  readonly type: string;
  readonly zh: string;
  readonly en: string;
  /** Of level 2 it is major; anything else is minor (domain.md 2.3). */
  readonly grave: boolean;
  /** A terminal repeats it at most so often while it lasts, ms; 0 = the text names no interval. */
  readonly intervalMs: number;
}

/** gdrta: T/GDRTA 002 alone · common: T/JSATL 12 and its other siblings, T/GDRTA too unless it has a row of its own. */
type Text = 'common' | 'gdrta';

interface Row extends SafetyType {
  readonly text: Text;
}

const { adas, dsm, bsd } = SAFETY_ITEMS;

function row(
  itemId: SafetyItemId,
  text: Text,
  code: number,
  type: string,
  zh: string,
  en: string,
  more: { grave?: true; intervalMs?: number } = {},
): Row {
  return {
    ...{ itemId, text, code, type, zh, en },
    grave: more.grave === true,
    intervalMs: more.intervalMs ?? 0,
  };
}

const GRAVE = { grave: true } as const;

export const SAFETY_TYPES: readonly Row[] = [
  row(adas, 'common', 1, 'adas.forward-collision', '前向碰撞报警', 'forward collision', GRAVE),
  row(adas, 'common', 2, 'adas.lane-departure', '车道偏离报警', 'lane departure'),
  row(adas, 'common', 3, 'adas.headway', '车距过近报警', 'headway too short'),
  row(adas, 'common', 4, 'adas.pedestrian', '行人碰撞报警', 'pedestrian collision'),
  row(adas, 'common', 5, 'adas.lane-change', '频繁变道报警', 'frequent lane changes'),
  row(adas, 'common', 6, 'adas.sign-exceeded', '道路标识超限报警', 'limit of a road sign exceeded'),
  row(adas, 'common', 7, 'adas.obstacle', '障碍物报警', 'obstacle ahead'),
  row(adas, 'gdrta', 0x12, 'adas.solid-line', '实线变道报警', 'lane change over a solid line'),
  row(adas, 'gdrta', 0x13, 'adas.aisle', '车厢过道行人检测报警', 'person in the aisle'),
  row(bsd, 'common', 1, 'adas.blind-spot', '后方接近报警', 'vehicle close behind'),
  row(bsd, 'common', 2, 'adas.blind-spot', '左侧后方接近报警', 'vehicle close on the left rear'),
  row(bsd, 'common', 3, 'adas.blind-spot', '右侧后方接近报警', 'vehicle close on the right rear'),
  row(dsm, 'common', 1, 'dsm.fatigue', '生理疲劳驾驶报警', 'driver fatigue', GRAVE),
  row(dsm, 'common', 2, 'dsm.phone', '接打电话报警', 'driver on the phone', {
    ...GRAVE,
    intervalMs: 120_000,
  }),
  row(dsm, 'gdrta', 2, 'dsm.phone', '接打手持电话报警', 'driver on the phone', {
    ...GRAVE,
    intervalMs: 300_000,
  }),
  row(dsm, 'common', 3, 'dsm.smoking', '抽烟报警', 'driver smoking', { intervalMs: 180_000 }),
  row(dsm, 'gdrta', 3, 'dsm.smoking', '抽烟报警', 'driver smoking', { intervalMs: 300_000 }),
  row(dsm, 'common', 4, 'dsm.distraction', '分神驾驶报警', 'driver distracted'),
  row(dsm, 'gdrta', 4, 'dsm.distraction', '长时间不目视前方报警', 'driver not looking ahead'),
  row(dsm, 'common', 5, 'dsm.driver-abnormal', '驾驶员异常报警', 'driver not seen'),
  row(dsm, 'gdrta', 6, 'dsm.camera-covered', '探头遮挡报警', 'camera covered'),
  row(dsm, 'gdrta', 8, 'dsm.overtime', '超时驾驶报警', 'driving time exceeded'),
  row(dsm, 'gdrta', 0x0a, 'dsm.seat-belt', '未系安全带报警', 'seat belt not fastened'),
  row(dsm, 'gdrta', 0x0b, 'dsm.infrared', '红外阻断型墨镜失效报警', 'glasses block infrared'),
  row(dsm, 'gdrta', 0x0c, 'dsm.hands-off', '双脱把报警', 'both hands off the wheel'),
  row(dsm, 'gdrta', 0x0d, 'dsm.phone-play', '玩手机报警', 'driver playing with a phone', GRAVE),
];

const byCode = new Map<string, SafetyType>();
for (const entry of SAFETY_TYPES) byCode.set(`${entry.text}/${entry.itemId}/${entry.code}`, entry);

/** What the alarm is; null = an event, a vendor's own, or reserved. */
export function safetyTypeOf({ itemId, type, layout }: SafetyAlarm): SafetyType | null {
  const own = layout === 'gdrta' ? byCode.get(`gdrta/${itemId}/${type}`) : undefined;
  return own ?? byCode.get(`common/${itemId}/${type}`) ?? null;
}

/** The text an alarm follows, for clauses. */
export const LAYOUT_NAMES = {
  jsatl: 'T/JSATL 12-2017',
  gdrta: 'T/GDRTA 002-2020',
  other: 'T/JSATL 12 同类地方标准',
} as const;
