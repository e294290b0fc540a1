/** What items of the report say about an alarm that is set: place, area, segment, channels, tyre. */
import type { Observation } from '#core/report.ts';
import { worstTyre } from './terminal-extras.ts';

export interface Content {
  /** Another key is another content. */
  key: string;
  zh: string;
  en: string;
  facts: Record<string, unknown>;
  measured: number | null;
  unit: string;
}

/** Kinds of places in items 0x11 and 0x12; segments and routes are named by the item. */
const AREA_KINDS = [
  null,
  { zh: '圆形区域', en: 'circle' },
  { zh: '矩形区域', en: 'rectangle' },
  { zh: '多边形区域', en: 'polygon' },
] as const;
const SEGMENT = { zh: '路段', en: 'segment' };
const ROUTE = { zh: '路线', en: 'route' };
const ROUTE_KIND = 4;

/** Of an alarm bit of 0x0200; null = the report says no more. */
export function contentOfBit(bit: number, observation: Observation): Content | null {
  switch (bit) {
    case 1:
      return overspeedPlace(observation);
    case 16:
      return tyre(observation);
    case 20:
    case 21:
      return areaPassage(bit, observation);
    case 22:
      return segmentTime(observation);
    default:
      return null;
  }
}

/** Of an extra bit (terminal-extras.ts). */
export function contentOfExtra(bit: number, { alarmItems }: Observation): Content | null {
  if (alarmItems === null) return null;
  if (bit === 0 || bit === 1) {
    const channels = channelsOf(bit === 0 ? alarmItems.lostChannels : alarmItems.coveredChannels);
    if (channels.length === 0) return null;
    const list = channels.join(', ');
    return said(list, `通道 ${list}`, `channels ${list}`, { channels });
  }
  if (bit === 2 && alarmItems.storageFaults !== 0) {
    const stores = channelsOf(alarmItems.storageFaults);
    const list = stores.join(', ');
    return said(list, `存储器 ${list}`, `stores ${list}`, { stores });
  }
  const degree = alarmItems.abnormal?.fatigueDegree ?? null;
  if (bit === 8 && degree !== null) {
    const facts = { fatigueDegree: degree };
    return { ...said('', `疲劳程度 ${degree}`, `degree ${degree}`, facts), measured: degree };
  }
  return null;
}

function overspeedPlace({ alarmItems }: Observation): Content | null {
  const place = alarmItems?.overspeed ?? null;
  if (place === null || place.id === null) return null;
  const kind = place.kind === ROUTE_KIND ? SEGMENT : AREA_KINDS[place.kind];
  if (kind == null) return null;
  const { id } = place;
  const facts = { place: kind.en, placeId: id };
  return said(`${place.kind}/${id}`, `${kind.zh} ${id}`, `${kind.en} ${id}`, facts);
}

/** Bit 20 is of areas, bit 21 of routes; the item says of which it is. */
function areaPassage(bit: number, { alarmItems }: Observation): Content | null {
  const area = alarmItems?.area ?? null;
  if (area === null || (area.kind === ROUTE_KIND) !== (bit === 21)) return null;
  const kind = area.kind === ROUTE_KIND ? ROUTE : AREA_KINDS[area.kind];
  if (kind == null) return null;
  const { id } = area;
  const isIn = area.direction === 0;
  return said(
    `${area.kind}/${id}/${area.direction}`,
    `${isIn ? '进入' : '离开'}${kind.zh} ${id}`,
    `${isIn ? 'entered' : 'left'} ${kind.en} ${id}`,
    { place: kind.en, placeId: id, direction: isIn ? 'in' : 'out' },
  );
}

function segmentTime({ alarmItems }: Observation): Content | null {
  const segment = alarmItems?.segment ?? null;
  if (segment === null) return null;
  const { id, seconds } = segment;
  const isShort = segment.result === 0;
  const facts = { placeId: id, seconds, result: isShort ? 'short' : 'long' };
  return {
    ...said(
      `${id}/${segment.result}`,
      `路段 ${id} 行驶 ${seconds} 秒，时间${isShort ? '不足' : '过长'}`,
      `segment ${id} in ${seconds} s, too ${isShort ? 'short' : 'long'}`,
      facts,
    ),
    ...{ measured: seconds, unit: 's' },
  };
}

function tyre(observation: Observation): Content | null {
  const worst = worstTyre(observation);
  if (worst === null) return null;
  const { position, pressureKpa, temperatureC, bits } = worst;
  return {
    ...said(
      `${position}/${bits}`,
      `${position} 号胎位，${pressureKpa} kPa，温度 ${degrees(temperatureC)}`,
      `tyre ${position}, ${pressureKpa} kPa at ${degrees(temperatureC)}`,
      { tyre: position, tyreBits: bits, temperatureC },
    ),
    ...{ measured: pressureKpa, unit: 'kPa' },
  };
}

/** `−5 °C` with the sign of print. */
function degrees(celsius: number): string {
  return `${celsius < 0 ? '−' : ''}${Math.abs(celsius)} °C`;
}

function said(key: string, zh: string, en: string, facts: Record<string, unknown>): Content {
  return { key, zh, en, facts, measured: null, unit: '' };
}

/** Numbers from 1 of the bits that are set. */
function channelsOf(bits: number): number[] {
  const channels: number[] = [];
  for (let k = 0; k < 32; k++) if (((bits >>> k) & 1) === 1) channels.push(k + 1);
  return channels;
}
