/** Alarm items of a location report between wire and house units; rare, so through the generated code. */
import {
  type AlarmItems,
  SAFETY_LAYOUTS,
  type SafetyAlarm,
  type SafetyItemId,
  type SafetyLayout,
} from '#core/alarm-items.ts';
import { tizheng } from '../generated/reading.gen.js';
import { decodeGenerated, safeNumber } from './generated.ts';

const v1 = tizheng.reading.v1;

export function encodeAlarmItems(items: AlarmItems): Uint8Array {
  return v1.AlarmItems.encode(wireOfAlarmItems(items)).finish();
}

export function wireOfAlarmItems(items: AlarmItems): tizheng.reading.v1.IAlarmItems {
  const { overspeed, area, segment, abnormal, safety, ...numbers } = items;
  return {
    ...numbers,
    ...(overspeed === null ? {} : { overspeed }),
    ...(area === null ? {} : { area }),
    ...(segment === null ? {} : { segment }),
    ...(abnormal === null ? {} : { abnormal }),
    safety: safety.map(wireOfSafety),
  };
}

/** Throws WireFault. */
export function decodeAlarmItems(bytes: Uint8Array): AlarmItems {
  const wire = decodeGenerated(v1.AlarmItems, bytes);
  const { overspeed, area, segment, abnormal } = wire;
  return {
    overspeed: overspeed == null ? null : { kind: overspeed.kind ?? 0, id: overspeed.id ?? null },
    area:
      area == null
        ? null
        : { kind: area.kind ?? 0, id: area.id ?? 0, direction: area.direction ?? 0 },
    segment:
      segment == null
        ? null
        : { id: segment.id ?? 0, seconds: segment.seconds ?? 0, result: segment.result ?? 0 },
    abnormal:
      abnormal == null
        ? null
        : { bits: abnormal.bits ?? 0, fatigueDegree: abnormal.fatigueDegree ?? null },
    lostChannels: wire.lostChannels,
    coveredChannels: wire.coveredChannels,
    storageFaults: wire.storageFaults,
    safety: wire.safety.map(safetyOf),
  };
}

function wireOfSafety(alarm: SafetyAlarm): tizheng.reading.v1.ISafetyAlarm {
  const { layout, frontS, tyres, ...same } = alarm;
  return {
    ...same,
    layout: SAFETY_LAYOUTS[layout],
    frontDs: Math.round(frontS * 10),
    tyres: [...tyres],
  };
}

function safetyOf(wire: tizheng.reading.v1.ISafetyAlarm): SafetyAlarm {
  return {
    itemId: (wire.itemId ?? 0) as SafetyItemId,
    layout: layoutOf(wire.layout),
    alarmId: wire.alarmId ?? 0,
    phase: wire.phase ?? 0,
    type: wire.type ?? 0,
    level: wire.level ?? 0,
    speedKmh: wire.speedKmh ?? 0,
    timeMs: wire.timeMs == null ? null : safeNumber(wire.timeMs),
    markTimeMs: wire.markTimeMs == null ? null : safeNumber(wire.markTimeMs),
    markSeq: wire.markSeq ?? 0,
    files: wire.files ?? 0,
    fatigueDegree: wire.fatigueDegree ?? 0,
    frontSpeedKmh: wire.frontSpeedKmh ?? 0,
    frontS: (wire.frontDs ?? 0) / 10,
    deviation: wire.deviation ?? 0,
    signKind: wire.signKind ?? 0,
    signValue: wire.signValue ?? 0,
    tyres: (wire.tyres ?? []).map((tyre) => ({
      position: tyre.position ?? 0,
      bits: tyre.bits ?? 0,
      pressureKpa: tyre.pressureKpa ?? 0,
      temperatureC: tyre.temperatureC ?? 0,
      batteryPct: tyre.batteryPct ?? 0,
    })),
  };
}

/** A number of a later version is a layout we do not know. */
function layoutOf(number: number | null | undefined): SafetyLayout {
  if (number === SAFETY_LAYOUTS.jsatl) return 'jsatl';
  return number === SAFETY_LAYOUTS.gdrta ? 'gdrta' : 'other';
}
