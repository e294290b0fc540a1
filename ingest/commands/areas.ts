/** Areas and routes of commands as the terminal's messages have them. */
import type { CommandArgs } from '#core/command-kinds.ts';
import { DAY_MS, SHANGHAI_OFFSET_MS } from '#core/time.ts';
import type { AreaLimits } from '../protocols/jt808/messages/area-fields.ts';
import { SEGMENT_BITS } from '../protocols/jt808/messages/area-fields.ts';
import type { CircleAreas } from '../protocols/jt808/messages/circle-areas.ts';
import type { PolygonArea } from '../protocols/jt808/messages/polygon-area.ts';
import type { RectangleAreas } from '../protocols/jt808/messages/rectangle-areas.ts';
import type { Route, RoutePoint } from '../protocols/jt808/messages/route.ts';

/** What of a device decides how it is told. */
export interface DeviceTraits {
  edition: '2011' | '2013' | '2019';
  /** What its clock shows beyond GMT+8, ms. */
  clockOffsetMs: number;
}

type AnyArea = CommandArgs<'set-polygon'>;
type Timed = Pick<AnyArea, 'from' | 'to' | 'daily'>;

export const SETTING_CODES = { replace: 0, append: 1, modify: 2 } as const;
const TELL_BITS = {
  'driver-enter': 1 << 2,
  'platform-enter': 1 << 3,
  'driver-leave': 1 << 4,
  'platform-leave': 1 << 5,
} as const;
const TIMED = 1 << 0;
const LIMITED = 1 << 1;
const DOORS_FORBIDDEN = 1 << 8;
const RADIO_OFF = 1 << 14;
const DETAILED_GNSS = 1 << 15;
/** "Until further notice" for a terminal: the last second its two digits of a year can say. */
const NO_END = '991231235959';
const NO_START = '000101000000';

export function circlesOf(args: CommandArgs<'set-circles'>, device: DeviceTraits): CircleAreas {
  return {
    settingType: SETTING_CODES[args.setting],
    areas: args.areas.map((area) => ({
      ...limitsOf(area, device),
      centerLatitudeDeg: area.latitudeDeg,
      centerLongitudeDeg: area.longitudeDeg,
      radiusM: area.radiusM,
    })),
  };
}

export function rectanglesOf(
  args: CommandArgs<'set-rectangles'>,
  device: DeviceTraits,
): RectangleAreas {
  return {
    settingType: SETTING_CODES[args.setting],
    areas: args.areas.map((area) => {
      if (area.northDeg <= area.southDeg || area.eastDeg <= area.westDeg)
        throw new RangeError(
          'A rectangle has its north above its south and its east beyond its west.',
        );
      return {
        ...limitsOf(area, device),
        topLeftLatitudeDeg: area.northDeg,
        topLeftLongitudeDeg: area.westDeg,
        bottomRightLatitudeDeg: area.southDeg,
        bottomRightLongitudeDeg: area.eastDeg,
      };
    }),
  };
}

export function polygonOf(args: CommandArgs<'set-polygon'>, device: DeviceTraits): PolygonArea {
  const vertices = args.vertices.map(([longitudeDeg, latitudeDeg]) => ({
    latitudeDeg,
    longitudeDeg,
  }));
  return { ...limitsOf(args, device), vertices };
}

export function routeOf(args: CommandArgs<'set-route'>, device: DeviceTraits): Route {
  const times = timesOf(args, device);
  return {
    id: args.areaId,
    attributes: tellBits(args.tell) | (times === null ? 0 : TIMED),
    ...times,
    name: args.name ?? '',
    points: args.points.map((point, index): RoutePoint => {
      const timed = point.longestS !== undefined || point.shortestS !== undefined;
      const limited = point.maxSpeedKmh !== undefined;
      return {
        pointId: index + 1,
        segmentId: index + 1,
        widthM: point.widthM,
        segmentAttributes: (timed ? SEGMENT_BITS.timed : 0) | (limited ? SEGMENT_BITS.limited : 0),
        latitudeDeg: point.latitudeDeg,
        longitudeDeg: point.longitudeDeg,
        ...(timed
          ? { driveTooLongSec: point.longestS ?? 0, driveTooShortSec: point.shortestS ?? 0 }
          : {}),
        ...speedsOf(point),
      };
    }),
  };
}

function limitsOf(area: Omit<AnyArea, 'vertices'>, device: DeviceTraits): AreaLimits {
  const times = timesOf(area, device);
  const limited = area.maxSpeedKmh !== undefined;
  return {
    id: area.areaId,
    attributes:
      (times === null ? 0 : TIMED) |
      (limited ? LIMITED : 0) |
      tellBits(area.tell) |
      (area.doorsForbidden ? DOORS_FORBIDDEN : 0) |
      (area.radioOff ? RADIO_OFF : 0) |
      (area.detailedGnss ? DETAILED_GNSS : 0),
    ...times,
    ...speedsOf(area),
    name: area.name ?? '',
  };
}

/** A night limit that nobody gave is the day's, not 0 km/h. */
function speedsOf(area: Pick<AnyArea, 'maxSpeedKmh' | 'overspeedS' | 'nightMaxSpeedKmh'>) {
  if (area.maxSpeedKmh === undefined) return {};
  return {
    maxSpeedKmh: area.maxSpeedKmh,
    overspeedDurationSec: area.overspeedS ?? 0,
    nightMaxSpeedKmh: area.nightMaxSpeedKmh ?? area.maxSpeedKmh,
  };
}

function tellBits(tell: AnyArea['tell']): number {
  return (tell ?? []).reduce((bits, whom) => bits | TELL_BITS[whom], 0);
}

/** Null = always. Zeros in the date = every day. */
function timesOf({ from, to, daily }: Timed, device: DeviceTraits) {
  if (daily !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new RangeError('An area applies in a period or every day, not both.');
    return {
      startTimeBcd: `000000${dailyDigits(daily.from, device)}`,
      endTimeBcd: `000000${dailyDigits(daily.to, device)}`,
    };
  }
  if (from === undefined && to === undefined) return null;
  return {
    startTimeBcd: from === undefined ? NO_START : timeDigits(from, device),
    endTimeBcd: to === undefined ? NO_END : timeDigits(to, device),
  };
}

/** `YYMMDDhhmmss` as the device's clock shows the instant. */
export function timeDigits(instantMs: number, { clockOffsetMs }: DeviceTraits): string {
  const shown = new Date(instantMs + SHANGHAI_OFFSET_MS + clockOffsetMs).toISOString();
  return shown.slice(2, 19).replace(/\D/g, '');
}

function dailyDigits(timeOfDay: string, { clockOffsetMs }: DeviceTraits): string {
  const [hours = 0, minutes = 0, seconds = 0] = timeOfDay.split(':').map(Number);
  const ms = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + clockOffsetMs;
  const shown = new Date(((ms % DAY_MS) + DAY_MS) % DAY_MS).toISOString();
  return shown.slice(11, 19).replaceAll(':', '');
}
