/**
 * What a terminal says of its alarms beside the alarm bits: items 0x11–0x13 of a JT/T 808 location
 * report, 0x15–0x18 of JT/T 1078-2016, and the active-safety items 0x64–0x67 of T/JSATL 12-2017 and
 * T/GDRTA 002-2020. House units; `null` = item not sent, or the value is not available.
 */

/** Item 0x11: where the limit is that was exceeded. */
export interface OverspeedPlace {
  /** 0 no place, 1 circle, 2 rectangle, 3 polygon, 4 road segment. */
  kind: number;
  /** Number the platform gave the area or segment; null where the kind has none. */
  id: number | null;
}

/** Item 0x12: an area or route was entered or left. */
export interface AreaPassage {
  /** 1 circle, 2 rectangle, 3 polygon, 4 route. */
  kind: number;
  id: number;
  /** 0 in, 1 out. */
  direction: number;
}

/** Item 0x13: a road segment was driven too fast or too slowly. */
export interface SegmentTime {
  id: number;
  seconds: number;
  /** 0 too short, 1 too long. */
  result: number;
}

/** JT/T 1078 item 0x18. */
export interface AbnormalDriving {
  /** b0 fatigue, b1 phone, b2 smoking, b11–b15 custom. */
  bits: number;
  /** 0…100; null = the short form of the item has none. */
  fatigueDegree: number | null;
}

/** Items of 0x0200 that carry a safety alarm; numbers are the item ids. */
export const SAFETY_ITEMS = { adas: 0x64, dsm: 0x65, tpms: 0x66, bsd: 0x67 } as const;
export type SafetyItemId = (typeof SAFETY_ITEMS)[keyof typeof SAFETY_ITEMS];

/** Whose layout, and so whose table of types, an item follows; numbers are the wire values in proto/. */
export const SAFETY_LAYOUTS = { other: 0, jsatl: 1, gdrta: 2 } as const;
export type SafetyLayout = keyof typeof SAFETY_LAYOUTS;

/** What an alarm says of its life: state flag 标志状态. */
export const SAFETY_PHASES = { instant: 0, start: 1, end: 2 } as const;

/** One tyre of item 0x66. */
export interface TyreState {
  /** From 0, from the front left in Z order. */
  position: number;
  /** b0 periodic, b1 pressure high, b2 low, b3 hot, b4 sensor, b5 imbalance, b6 slow leak, b7 battery low. */
  bits: number;
  pressureKpa: number;
  temperatureC: number;
  batteryPct: number;
}

/** One active-safety alarm of a report. */
export interface SafetyAlarm {
  itemId: SafetyItemId;
  layout: SafetyLayout;
  /** Counts up over all types of a device; start and end of an alarm share it. */
  alarmId: number;
  /** SAFETY_PHASES; other numbers as sent. */
  phase: number;
  /** Type within the item; 0 for tyres, which have bits instead. */
  type: number;
  /** 1, 2; 0 = the item has none. */
  level: number;
  /** Speed of the vehicle when the alarm came, whole km/h. */
  speedKmh: number;
  /** Device's time of the alarm; null = impossible. */
  timeMs: number | null;
  /** Time in the alarm's identifier 报警标识号, by which its files are known; null = impossible. */
  markTimeMs: number | null;
  /** Counts the identifiers of one second. */
  markSeq: number;
  /** Files the device has of it. */
  files: number;
  /** DSM type 1: 1…10 (T/GDRTA …9); 0 elsewhere. */
  fatigueDegree: number;
  /** ADAS types 1, 2: speed of the vehicle ahead, km/h; 0 elsewhere. */
  frontSpeedKmh: number;
  /** ADAS types 1, 2, 4: time to it, resolution 0.1 s; 0 elsewhere. */
  frontS: number;
  /** ADAS type 2: 1 left, 2 right; 0 elsewhere. */
  deviation: number;
  /** ADAS types 6, 0x10: 1 speed, 2 height, 3 weight; 0 elsewhere. */
  signKind: number;
  signValue: number;
  /** Item 0x66 only. */
  tyres: readonly TyreState[];
}

export interface AlarmItems {
  overspeed: OverspeedPlace | null;
  area: AreaPassage | null;
  segment: SegmentTime | null;
  abnormal: AbnormalDriving | null;
  /** Item 0x15: bit k = no signal from channel k + 1. 0 = none, or not sent. */
  lostChannels: number;
  /** Item 0x16: likewise, covered. */
  coveredChannels: number;
  /** Item 0x17: bits 0–11 main stores 1–12, 12–15 backup stores 1–4. */
  storageFaults: number;
  safety: readonly SafetyAlarm[];
}

export const NO_ALARM_ITEMS: AlarmItems = {
  overspeed: null,
  area: null,
  segment: null,
  abnormal: null,
  lostChannels: 0,
  coveredChannels: 0,
  storageFaults: 0,
  safety: [],
};
