/**
 * A payload as the body of a reading: protobuf (the messages of proto/reading/v1) or JSON, told apart
 * by MQTT 5's content type or by the first byte, which is `{` in JSON and in no protobuf message.
 */
import { Compile } from 'typebox/compile';
import type { VehicleId } from '#core/identity.ts';
import type { Weighing } from '#core/load.ts';
import type { PositionFix, ReadingBody } from '#core/report.ts';
import { STATUS } from '#core/report.ts';
import type { Surface, TrafficSample, WeatherSample } from '#core/sensor.ts';
import { WireFault } from '#proto/codec/fault.ts';
import { decodeWeighing } from '#proto/codec/load-bodies.ts';
import { decodePosition } from '#proto/codec/reading.ts';
import { decodeSession } from '#proto/codec/reading-bodies.ts';
import { decodeTraffic, decodeWeather } from '#proto/codec/sensor-bodies.ts';
import type { ProtocolFault } from '../../protocol.ts';
import { fault, fieldFault } from './faults.ts';
import {
  type PositionPayload,
  positionSchema,
  type StatePayload,
  stateSchema,
  type TrafficPayload,
  trafficSchema,
  type WeatherPayload,
  type WeighingPayload,
  weatherSchema,
  weighingSchema,
} from './schemas.ts';
import type { Message } from './topic.ts';

const validators = {
  pos: Compile(positionSchema),
  traffic: Compile(trafficSchema),
  weather: Compile(weatherSchema),
  weighing: Compile(weighingSchema),
  state: Compile(stateSchema),
};
type Described = keyof typeof validators;

/** A vehicle on a scale, still under its plate: what `spoken.ts` makes a reading of, under the pseudonym. */
export interface Weighed {
  kind: 'weighed';
  weighing: Weighing;
  /** As the station wrote it. */
  plate: string;
  vehicleId: VehicleId;
}

/** What a device said. */
export type Said = ReadingBody | Weighed;

const OPEN_BRACE = 0x7b;
const JSON_TYPES = new Set(['application/json']);
const PROTOBUF_TYPES = new Set(['application/x-protobuf', 'application/protobuf']);

/** `contentType` null = not told. The result keeps nothing of `bytes`. */
export function decodePayload(
  message: Message,
  bytes: Uint8Array,
  contentType: string | null,
): Said | ProtocolFault {
  // A sign of life says nothing but that.
  if (message === 'hb') return { kind: 'heartbeat' };
  if (bytes.length === 0) return fault('PAYLOAD_EMPTY');
  const form = formOf(bytes, contentType);
  if (form === null) return fault('CONTENT_TYPE');
  return form === 'json' ? decodeJson(message, bytes) : decodeProtobuf(message, bytes);
}

export function isFault(result: Said | ProtocolFault): result is ProtocolFault {
  return 'code' in result;
}

function formOf(bytes: Uint8Array, contentType: string | null): 'json' | 'protobuf' | null {
  if (contentType === null) return bytes[0] === OPEN_BRACE ? 'json' : 'protobuf';
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  if (JSON_TYPES.has(type)) return 'json';
  return PROTOBUF_TYPES.has(type) ? 'protobuf' : null;
}

function decodeJson(message: Described, bytes: Uint8Array): Said | ProtocolFault {
  let value: unknown;
  try {
    value = JSON.parse(textOf(bytes));
  } catch {
    return fault('JSON_SYNTAX');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fault('FIELD_NONE');
  return bodyOf(message, value);
}

/** A value with the payload's field names as the body of a reading. */
export function bodyOf(message: Described, value: object): Said | ProtocolFault {
  const timed = value as { time?: unknown; timeMs?: unknown };
  if (timed.time !== undefined && timed.timeMs === undefined) {
    // ISO 8601 with an offset, for people and small scripts.
    const ms = typeof timed.time === 'string' ? instantOf(timed.time) : null;
    if (ms === null) return fault(fieldFault('timeMs'));
    delete timed.time;
    timed.timeMs = ms;
  }
  const validator = validators[message];
  if (!validator.Check(value)) return fault(firstMistake(message, value));
  switch (message) {
    case 'pos': {
      const position = value as PositionPayload;
      const { latitudeDeg = null, longitudeDeg = null } = position;
      // Half a position is none.
      if ((latitudeDeg === null) !== (longitudeDeg === null))
        return fault(fieldFault(latitudeDeg === null ? 'latitudeDeg' : 'longitudeDeg'));
      return { kind: 'position', position: positionOf(position) };
    }
    case 'traffic': {
      const traffic = trafficOf(value as TrafficPayload);
      const lanes = new Set(traffic.lanes.map(({ lane }) => lane));
      if (lanes.size !== traffic.lanes.length) return fault('FIELD_LANE_TWICE');
      return { kind: 'traffic', traffic };
    }
    case 'weather':
      return { kind: 'weather', weather: weatherOf(value as WeatherPayload) };
    case 'weighing':
      return weighedOf(value as WeighingPayload);
    case 'state':
      return { kind: 'session', online: (value as StatePayload).online, reason: 'told' };
  }
}

function decodeProtobuf(message: Described, bytes: Uint8Array): Said | ProtocolFault {
  try {
    switch (message) {
      case 'pos':
        return judgedPosition(decodePosition(bytes));
      case 'traffic': {
        const { endTimeMs, ...sample } = decodeTraffic(bytes);
        return bodyOf('traffic', { timeMs: endTimeMs, ...sample });
      }
      case 'weather':
        return bodyOf('weather', decodeWeather(bytes));
      case 'weighing': {
        const { axles, ...wire } = decodeWeighing(bytes);
        const told = axles.map(({ tyres, ...axle }) => ({
          ...axle,
          tyres: tyres === 'unknown' ? null : tyres,
        }));
        return bodyOf('weighing', { ...wire, axles: told });
      }
      case 'state':
        return { kind: 'session', online: decodeSession(bytes).online, reason: 'told' };
    }
  } catch (error) {
    if (error instanceof WireFault) return fault('PROTOBUF_SYNTAX');
    throw error;
  }
}

/** Fields of the wire that a device cannot know, or that its payload does not have, are taken out. */
function judgedPosition(fix: PositionFix): Said | ProtocolFault {
  const { fixTimeMs, latitudeDeg, longitudeDeg, altitudeM, speedKmh, courseDeg, mileageKm } = fix;
  const body = bodyOf('pos', {
    timeMs: fixTimeMs,
    latitudeDeg,
    longitudeDeg,
    altitudeM,
    speedKmh,
    courseDeg,
    mileageKm,
    satellites: fix.satellites,
    backlog: fix.backlog,
  });
  if (isFault(body) || body.kind !== 'position') return body;
  body.position.recorderSpeedKmh = fix.recorderSpeedKmh;
  // A converter in front of a terminal passes its bits on; without any, the coordinates speak.
  if (fix.statusFlag !== 0) body.position.statusFlag = fix.statusFlag;
  body.position.alarmFlag = fix.alarmFlag;
  return body;
}

function positionOf(p: PositionPayload): PositionFix {
  const { latitudeDeg = null, longitudeDeg = null, courseDeg = null, speedKmh = null } = p;
  let statusFlag = latitudeDeg === null ? 0 : STATUS.located;
  // Who moves has its engine on, also when nobody says so.
  if (p.accOn ?? (speedKmh !== null && speedKmh > 0)) statusFlag |= STATUS.accOn;
  return {
    fixTimeMs: p.timeMs ?? null,
    latitudeDeg,
    longitudeDeg,
    altitudeM: p.altitudeM ?? null,
    speedKmh,
    courseDeg: courseDeg === null ? null : Math.round(courseDeg) % 360,
    recorderSpeedKmh: null,
    mileageKm: p.mileageKm ?? null,
    satellites: p.satellites ?? null,
    alarmFlag: 0,
    statusFlag,
    videoAlarmFlag: null,
    alarmItems: null,
    backlog: p.backlog === true,
    driverKey: null,
  };
}

function trafficOf(t: TrafficPayload): TrafficSample {
  return {
    endTimeMs: t.timeMs ?? null,
    intervalS: t.intervalS,
    lanes: t.lanes.map((lane) => ({
      lane: lane.lane,
      vehicles: lane.vehicles ?? null,
      occupancyPct: lane.occupancyPct ?? null,
      speedKmh: lane.speedKmh ?? null,
      valid: lane.valid ?? true,
    })),
  };
}

function weatherOf(w: WeatherPayload): WeatherSample {
  const direction = w.windDirectionDeg ?? null;
  return {
    timeMs: w.timeMs ?? null,
    visibilityM: w.visibilityM == null ? null : Math.round(w.visibilityM),
    windMs: w.windMs ?? null,
    gustMs: w.gustMs ?? null,
    windDirectionDeg: direction === null ? null : Math.round(direction) % 360,
    airTempC: w.airTempC ?? null,
    dewPointC: w.dewPointC ?? null,
    humidityPct: w.humidityPct ?? null,
    rainMmH: w.rainMmH ?? null,
    rain1hMm: w.rain1hMm ?? null,
    surface: (w.surface ?? null) as Surface | null,
    surfaceTempC: w.surfaceTempC ?? null,
    frictionPct: w.frictionPct ?? null,
    waterMm: w.waterMm ?? null,
  };
}

/** What the axles bear and what the whole weighs are two measurements of one thing. */
const AXLE_SUM_SHARE_MAX = 0.1;

function weighedOf(w: WeighingPayload): Weighed | ProtocolFault {
  const { latitudeDeg = null, longitudeDeg = null } = w;
  if ((latitudeDeg === null) !== (longitudeDeg === null))
    return fault(fieldFault(latitudeDeg === null ? 'latitudeDeg' : 'longitudeDeg'));
  const axlesKg = w.axles.reduce((sum, { loadKg }) => sum + loadKg, 0);
  if (Math.abs(axlesKg - w.grossKg) > AXLE_SUM_SHARE_MAX * w.grossKg)
    return fault(fieldFault('grossKg'));
  // As the registry writes it: `粤 b·12345` is 粤B12345.
  const plate = w.plate.replace(/[\s·•.-]/g, '').toUpperCase();
  if (plate === '') return fault(fieldFault('plate'));
  return {
    kind: 'weighed',
    plate: w.plate,
    vehicleId: `${plate}-${w.plateColour}` as VehicleId,
    weighing: {
      timeMs: w.timeMs ?? null,
      grossKg: w.grossKg,
      axles: w.axles.map(({ loadKg, tyres, group, drive }) => ({
        loadKg,
        tyres: tyres ?? 'unknown',
        group: group ?? null,
        drive: drive ?? false,
      })),
      combination: w.combination ?? null,
      speedKmh: w.speedKmh ?? null,
      lengthM: w.lengthM ?? null,
      lane: w.lane ?? null,
      ...{ latitudeDeg, longitudeDeg },
    },
  };
}

/** The field that is wrong, as a fault code. */
function firstMistake(message: Described, value: unknown): string {
  const mistakes = validators[message].Errors(value);
  // An unknown field says more than what its absence under the right name brought about.
  if (mistakes.some(({ keyword }) => keyword === 'additionalProperties')) return 'FIELD_UNKNOWN';
  for (const { keyword, instancePath, params } of mistakes) {
    if (keyword === 'required') {
      const [missing] = (params as { requiredProperties: string[] }).requiredProperties;
      return fieldFault(missing!);
    }
    const field = instancePath
      .split('/')
      .filter((level) => level !== '' && !/^\d+$/.test(level))
      .at(-1);
    if (field !== undefined) return fieldFault(field);
  }
  return 'FIELD_NONE';
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function instantOf(text: string): number | null {
  const ms = ISO.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
