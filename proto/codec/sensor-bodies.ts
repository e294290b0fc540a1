/** Traffic and weather samples between wire and house units, through the generated code. */
import {
  type LaneSample,
  SURFACES,
  type Surface,
  type TrafficSample,
  type WeatherSample,
} from '#core/sensor.ts';
import { tizheng } from '../generated/reading.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, safeNumber } from './generated.ts';

const v1 = tizheng.reading.v1;

/** More lanes than any road has. */
export const LANES_MAX = 32;

export function encodeTraffic(traffic: TrafficSample): Uint8Array {
  return v1.TrafficSample.encode(wireOfTraffic(traffic)).finish();
}

export function wireOfTraffic(traffic: TrafficSample): tizheng.reading.v1.ITrafficSample {
  return {
    endTimeMs: traffic.endTimeMs,
    intervalS: traffic.intervalS,
    lanes: traffic.lanes.map((lane) => ({
      lane: lane.lane,
      vehicles: lane.vehicles,
      occupancyPermille: tenths(lane.occupancyPct),
      speedDkmh: tenths(lane.speedKmh),
      valid: lane.valid,
    })),
  };
}

/** Throws WireFault. */
export function decodeTraffic(bytes: Uint8Array): TrafficSample {
  return trafficOf(decodeGenerated(v1.TrafficSample, bytes));
}

export function trafficOf(wire: tizheng.reading.v1.ITrafficSample): TrafficSample {
  const lanes = wire.lanes ?? [];
  if (lanes.length > LANES_MAX) throw new WireFault('range', 'more lanes than a road has');
  return {
    endTimeMs: wire.endTimeMs == null ? null : safeNumber(wire.endTimeMs),
    intervalS: wire.intervalS ?? 0,
    lanes: lanes.map(
      (lane): LaneSample => ({
        lane: lane.lane ?? 0,
        vehicles: lane.vehicles ?? null,
        occupancyPct: ofTenths(lane.occupancyPermille),
        speedKmh: ofTenths(lane.speedDkmh),
        valid: lane.valid ?? false,
      }),
    ),
  };
}

export function encodeWeather(weather: WeatherSample): Uint8Array {
  return v1.WeatherSample.encode(wireOfWeather(weather)).finish();
}

export function wireOfWeather(weather: WeatherSample): tizheng.reading.v1.IWeatherSample {
  return {
    timeMs: weather.timeMs,
    visibilityM: weather.visibilityM,
    windDms: tenths(weather.windMs),
    gustDms: tenths(weather.gustMs),
    windDirectionDeg: weather.windDirectionDeg,
    airTempDc: tenths(weather.airTempC),
    dewPointDc: tenths(weather.dewPointC),
    humidityPermille: tenths(weather.humidityPct),
    rainDmmH: tenths(weather.rainMmH),
    rain_1hDmm: tenths(weather.rain1hMm),
    surface: weather.surface === null ? null : SURFACES[weather.surface],
    surfaceTempDc: tenths(weather.surfaceTempC),
    frictionPermille: tenths(weather.frictionPct),
    waterDmm: tenths(weather.waterMm),
  };
}

/** Throws WireFault. */
export function decodeWeather(bytes: Uint8Array): WeatherSample {
  return weatherOf(decodeGenerated(v1.WeatherSample, bytes));
}

export function weatherOf(wire: tizheng.reading.v1.IWeatherSample): WeatherSample {
  return {
    timeMs: wire.timeMs == null ? null : safeNumber(wire.timeMs),
    visibilityM: wire.visibilityM ?? null,
    windMs: ofTenths(wire.windDms),
    gustMs: ofTenths(wire.gustDms),
    windDirectionDeg: wire.windDirectionDeg ?? null,
    airTempC: ofTenths(wire.airTempDc),
    dewPointC: ofTenths(wire.dewPointDc),
    humidityPct: ofTenths(wire.humidityPermille),
    rainMmH: ofTenths(wire.rainDmmH),
    rain1hMm: ofTenths(wire.rain_1hDmm),
    surface: surfaceOf(wire.surface),
    surfaceTempC: ofTenths(wire.surfaceTempDc),
    frictionPct: ofTenths(wire.frictionPermille),
    waterMm: ofTenths(wire.waterDmm),
  };
}

/** A number of a later version is a surface we do not know. */
function surfaceOf(number: number | null | undefined): Surface | null {
  const found = Object.entries(SURFACES).find(([, value]) => value === number);
  return found === undefined ? null : (found[0] as Surface);
}

function tenths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10);
}

function ofTenths(value: number | null | undefined): number | null {
  return value == null ? null : value / 10;
}
