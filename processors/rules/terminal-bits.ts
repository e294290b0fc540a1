/**
 * JT/T 808 alarm bits of 0x0200 (报警标志) as data: what each means in the 2011, 2013 and 2019
 * editions, which alert it raises and how the terminal clears it. The header version decides the table.
 *
 * `hold`: the bit stays while the condition lasts. `ack`: the terminal keeps it until the platform has
 * answered, so a lost answer repeats it and only its rising edge is an event.
 */
import type { Severity } from '#core/alert.ts';
import type { SourceProtocol } from '#core/report.ts';

export type Edition = '2011' | '2013' | '2019';

export interface AlarmBit {
  readonly bit: number;
  /** Alert type, `terminal.<name>`. */
  readonly type: string;
  readonly kind: 'hold' | 'ack';
  readonly severity: Severity;
  readonly zh: string;
  readonly en: string;
  /** Which module of a `terminal.fault`; null elsewhere. */
  readonly which: string | null;
}

interface BitRow extends AlarmBit {
  readonly editions: readonly Edition[];
}

const ALL = ['2011', '2013', '2019'] as const;
const FROM_2013 = ['2013', '2019'] as const;

function row(
  bit: number,
  editions: readonly Edition[],
  kind: 'hold' | 'ack',
  name: string,
  severity: Severity,
  zh: string,
  en: string,
  which: string | null = null,
): BitRow {
  return { bit, editions, kind, type: `terminal.${name}`, severity, zh, en, which };
}

/** Bits of a cut or shorted antenna and of lost main power, alike in every edition. */
export const CUT_BITS = (1 << 5) | (1 << 6) | (1 << 8);

/** Closed table: a bit not listed for an edition is reserved there and raises nothing. */
export const ALARM_BITS: readonly BitRow[] = [
  row(0, ALL, 'ack', 'sos', 'critical', '紧急报警', 'emergency button'),
  row(1, ALL, 'hold', 'overspeed', 'major', '超速报警', 'overspeed'),
  row(2, ALL, 'hold', 'fatigue', 'major', '疲劳驾驶报警', 'driving time exceeded'),
  row(3, ['2011', '2013'], 'ack', 'danger-warning', 'major', '危险预警', 'danger warning'),
  row(
    3,
    ['2019'],
    'hold',
    'dangerous-driving',
    'major',
    '危险驾驶行为报警',
    'dangerous driving behaviour',
  ),
  row(4, ALL, 'hold', 'fault', 'minor', 'GNSS 模块故障', 'GNSS module fault', 'gnss-module'),
  row(
    5,
    ALL,
    'hold',
    'fault',
    'minor',
    'GNSS 天线未接或被剪断',
    'GNSS antenna open',
    'gnss-antenna-open',
  ),
  row(
    6,
    ALL,
    'hold',
    'fault',
    'minor',
    'GNSS 天线短路',
    'GNSS antenna shorted',
    'gnss-antenna-short',
  ),
  row(7, ALL, 'hold', 'power-low', 'minor', '主电源欠压', 'main power undervoltage'),
  row(8, ALL, 'hold', 'power-cut', 'major', '主电源掉电', 'main power lost'),
  row(9, ALL, 'hold', 'fault', 'minor', '显示器故障', 'display fault', 'display'),
  row(10, ALL, 'hold', 'fault', 'minor', 'TTS 模块故障', 'TTS module fault', 'tts'),
  row(11, ALL, 'hold', 'fault', 'minor', '摄像头故障', 'camera fault', 'camera'),
  row(
    12,
    FROM_2013,
    'hold',
    'fault',
    'minor',
    '道路运输证 IC 卡模块故障',
    'IC-card module fault',
    'ic-card',
  ),
  row(13, FROM_2013, 'hold', 'overspeed-prewarn', 'info', '超速预警', 'overspeed pre-warning'),
  row(14, FROM_2013, 'hold', 'fatigue-prewarn', 'info', '疲劳驾驶预警', 'driving-time pre-warning'),
  row(
    15,
    ['2019'],
    'hold',
    'forbidden-hours',
    'major',
    '违规行驶报警',
    'driving in forbidden hours',
  ),
  row(16, ['2019'], 'hold', 'tyre-pressure', 'minor', '胎压预警', 'tyre-pressure warning'),
  row(17, ['2019'], 'hold', 'blind-spot', 'minor', '右转盲区异常报警', 'right-turn blind spot'),
  row(
    18,
    ALL,
    'hold',
    'driving-time-day',
    'major',
    '当天累计驾驶超时',
    'daily driving time exceeded',
  ),
  row(19, ALL, 'hold', 'parking-overtime', 'minor', '超时停车', 'parking too long'),
  row(20, ALL, 'ack', 'area', 'minor', '进出区域', 'entering or leaving an area'),
  row(21, ALL, 'ack', 'route', 'minor', '进出路线', 'entering or leaving a route'),
  row(
    22,
    ALL,
    'ack',
    'segment-time',
    'minor',
    '路段行驶时间不足或过长',
    'segment time too short or too long',
  ),
  row(23, ALL, 'hold', 'route-deviation', 'major', '路线偏离报警', 'route deviation'),
  row(24, ALL, 'hold', 'fault', 'minor', '车辆 VSS 故障', 'speed sensor fault', 'vss'),
  row(25, ALL, 'hold', 'fuel', 'minor', '车辆油量异常', 'fuel abnormal'),
  row(26, ALL, 'hold', 'theft', 'critical', '车辆被盗', 'vehicle stolen'),
  row(27, ALL, 'ack', 'illegal-ignition', 'major', '车辆非法点火', 'illegal ignition'),
  row(28, ALL, 'ack', 'illegal-move', 'major', '车辆非法位移', 'illegal displacement'),
  row(29, ['2013'], 'hold', 'collision', 'major', '碰撞预警', 'collision pre-warning'),
  row(29, ['2019'], 'hold', 'collision', 'critical', '碰撞侧翻报警', 'collision or rollover'),
  row(30, FROM_2013, 'hold', 'rollover', 'major', '侧翻预警', 'rollover pre-warning'),
  row(31, ['2013'], 'ack', 'illegal-door', 'minor', '非法开门报警', 'illegal door opening'),
];

export interface AlarmTable {
  readonly edition: Edition;
  /** Bits that mean something, as one mask. */
  readonly mask: number;
  /** By bit number; null = reserved in this edition. */
  readonly bits: readonly (AlarmBit | null)[];
}

function tableOf(edition: Edition): AlarmTable {
  const bits: (AlarmBit | null)[] = new Array(32).fill(null);
  let mask = 0;
  for (const { editions, ...bit } of ALARM_BITS) {
    if (!editions.includes(edition)) continue;
    bits[bit.bit] = bit;
    mask |= 1 << bit.bit;
  }
  return { edition, mask, bits };
}

const TABLES = { '2011': tableOf('2011'), '2013': tableOf('2013'), '2019': tableOf('2019') };

/**
 * Table the alarm flag of a source follows; null = the source has no 808 alarm bits. Recordings
 * (`replay`) and our own MQTT and HTTP reports are read by the current edition.
 */
export function alarmTableOf(protocol: SourceProtocol): AlarmTable | null {
  switch (protocol) {
    case 'jt808_2011':
      return TABLES['2011'];
    case 'jt808_2013':
      return TABLES['2013'];
    case 'jt808_2019':
    case 'replay':
    case 'mqtt':
    case 'http':
      return TABLES['2019'];
    case 'unknown':
    case 'ais':
      return null;
  }
}
