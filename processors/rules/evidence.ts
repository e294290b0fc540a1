/** What an observation is good for, and the small helpers every rule's statement needs. */
import type { EvidenceRef } from '#core/alert.ts';
import { FLAGS, type Observation, type VehicleClass } from '#core/report.ts';
import { shanghaiTimeOfDayMs } from '#core/time.ts';

const NO_GEOMETRY = FLAGS.noFix | FLAGS.encrypted | FLAGS.drift | FLAGS.frozen;

/**
 * Valid point of domain 3.2: located, not encrypted, not drift, not frozen. `outOfRange` qualifies
 * data and silences no rule.
 */
export function hasPosition(
  observation: Observation,
): observation is Observation & { latitudeDeg: number; longitudeDeg: number } {
  return (
    (observation.flags & NO_GEOMETRY) === 0 &&
    observation.latitudeDeg !== null &&
    observation.longitudeDeg !== null
  );
}

/**
 * Speed that is evidence, km/h; null = none. A terminal without a satellite solution sends 0 or its
 * last value. Frozen coordinates say nothing of the speed: freezing them must not hide driving.
 */
export function measuredSpeedKmh(observation: Observation): number | null {
  return (observation.flags & FLAGS.noFix) === 0 ? observation.speedKmh : null;
}

export function evidenceOf(observation: Observation): EvidenceRef {
  return {
    partition: observation.inputPartition,
    offset: observation.inputOffset,
    eventTimeMs: observation.eventTimeMs,
  };
}

/** Passenger coaches (客运): the classes on which the law is strictest. */
export function isCoach(vehicleClass: VehicleClass): boolean {
  return vehicleClass === 'charter' || vehicleClass === 'scheduled';
}

/** Is the instant inside `[start, end)` of the Shanghai day, both in minutes, across midnight when start > end? */
export function inDailyWindow(
  instantMs: number,
  { startMinute, endMinute }: { startMinute: number; endMinute: number },
): boolean {
  const minute = shanghaiTimeOfDayMs(instantMs) / 60_000;
  return startMinute <= endMinute
    ? startMinute <= minute && minute < endMinute
    : minute >= startMinute || minute < endMinute;
}

/** `4:00:01`; for explanations. */
export function clockText(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `2026-11-21 22:03:05` in Shanghai time; for explanations. */
export function shanghaiText(instantMs: number): string {
  return new Date(instantMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** One decimal at most, no trailing `.0`. */
export function numberText(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export const CLASS_NAMES: Record<VehicleClass, { zh: string; en: string }> = {
  charter: { zh: '旅游包车', en: 'charter coach' },
  scheduled: { zh: '班线客车', en: 'scheduled coach' },
  dangerous: { zh: '危险货物运输车', en: 'dangerous-goods vehicle' },
  heavy: { zh: '重型货车', en: 'heavy truck' },
  other: { zh: '其他车辆', en: 'other vehicle' },
};
