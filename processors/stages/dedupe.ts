/**
 * Dedupe: the same fact twice is dropped before any state changes. A terminal repeats a report
 * whose answer was lost, often under a new serial number, and repeats it once more from its blind
 * area; so a fact is its device time and its content. Only a report without a usable time needs
 * serial and arrival to be told from its neighbours.
 */

import type { AlarmItems } from '#core/alarm-items.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { VehicleEvent } from '#core/load.ts';
import type { PositionFix } from '#core/report.ts';
import { keyBits } from '#proto/codec/key.ts';
import { e7OfDeg } from '#proto/codec/units.ts';
import { finishMix, mix, mixNumber } from '../timeline/entry.ts';
import { isTrusted, type Passage } from './passage.ts';

/** Cards take effect at the reports of their instant, signs of life come between: ties sort in this order. */
export const CARD_TIES = 1 << 20;
export const ALIVE_TIE = CARD_TIES;

export function dedupe(passage: Passage): boolean {
  const { position, reading, subject, runtime } = passage;
  const tie = contentTie(position);
  const trusted = isTrusted(position.fixTimeMs, reading.receivedTimeMs, runtime.futureClockMs);
  passage.trusted = trusted;
  passage.tie =
    trusted || position.fixTimeMs !== null
      ? tie
      : untimedTie(tie, reading.receivedTimeMs, reading.serial);
  const isKnown = trusted
    ? subject.timeline.knows(position.fixTimeMs!, tie) ||
      subject.past?.knows(position.fixTimeMs!, tie) ||
      (mayLieAtArrival(passage) && knowsByArrival(passage))
    : knowsByArrival(passage);
  if (!isKnown) return true;
  passage.counters.duplicates++;
  return false;
}

/** Ahead of its arrival by more than the way through the network: longer ago it may have been too far ahead to be believed. */
const FAST_CLOCK_MS = 5_000;

/** A stopped clock, and one that was too fast when the fact came first: such facts lie where they arrived. */
function mayLieAtArrival({ position, reading, subject }: Passage): boolean {
  const fixTimeMs = position.fixTimeMs!;
  return (
    fixTimeMs <= subject.timeline.newestMs || fixTimeMs > reading.receivedTimeMs + FAST_CLOCK_MS
  );
}

/** Among the vehicle's newest facts without a usable time, or at this very arrival. */
function knowsByArrival({ reading, subject, tie }: Passage): boolean {
  const { timeline } = subject;
  return timeline.knowsUntimed(tie) || timeline.knows(reading.receivedTimeMs, tie);
}

/** 32-bit hash of what the device said, above the ties of cards and signs of life. */
export function contentTie(position: PositionFix): number {
  let h = mixNumber(0x7417e0d5, position.fixTimeMs);
  h = mix(h, position.latitudeDeg === null ? 1 : e7OfDeg(position.latitudeDeg));
  h = mix(h, position.longitudeDeg === null ? 1 : e7OfDeg(position.longitudeDeg));
  h = mix(h, position.speedKmh === null ? -1 : Math.round(position.speedKmh * 10));
  h = mix(h, position.courseDeg === null ? -1 : Math.round(position.courseDeg));
  h = mix(h, position.altitudeM === null ? -1 : Math.round(position.altitudeM));
  h = mix(h, position.alarmFlag);
  h = mix(h, position.statusFlag);
  if (position.videoAlarmFlag !== null) h = mix(h, position.videoAlarmFlag);
  if (position.alarmItems !== null) h = mixItems(h, position.alarmItems);
  if (position.driverKey !== null)
    h = mix(mix(h, keyBits(position.driverKey, 0)), keyBits(position.driverKey, 8));
  return positionTie(finishMix(h));
}

/** As `contentTie`, of another fact than a position. A wrong clock leaves content and origin to tell it by. */
export function eventTie(event: VehicleEvent, deviceKey: SubjectKey): number {
  let h = mix(mix(0x3a6f11c9, keyBits(deviceKey, 0)), keyBits(deviceKey, 8));
  if (event.kind === 'passengers') {
    const { startTimeMs, endTimeMs, boarding, alighting } = event.passengers;
    h = mixNumber(mixNumber(h, startTimeMs), endTimeMs);
    h = mix(mix(h, boarding), alighting);
  } else {
    const { timeMs, grossKg, axles, lane } = event.weighing;
    h = mix(mix(mixNumber(h, timeMs), grossKg), lane ?? -1);
    for (const axle of axles) h = mix(h, axle.loadKg);
  }
  return positionTie(finishMix(h));
}

/** Two alarms of one second may differ in nothing else. */
function mixItems(hash: number, items: AlarmItems): number {
  const { overspeed, area, segment, abnormal, safety } = items;
  let h = mix(mix(hash, items.lostChannels), items.coveredChannels);
  h = mix(h, items.storageFaults);
  if (overspeed !== null) h = mix(mix(h, overspeed.kind), overspeed.id ?? -1);
  if (area !== null) h = mix(mix(h, area.kind * 256 + area.direction), area.id);
  if (segment !== null) h = mix(mix(h, segment.seconds * 2 + segment.result), segment.id);
  if (abnormal !== null) h = mix(mix(h, abnormal.bits), abnormal.fatigueDegree ?? -1);
  for (const alarm of safety) {
    h = mix(mix(h, alarm.itemId * 65_536 + alarm.phase * 256 + alarm.type), alarm.alarmId);
    h = mix(mixNumber(h, alarm.markTimeMs), alarm.markSeq * 256 + alarm.level);
    for (const tyre of alarm.tyres)
      h = mix(mix(h, tyre.position * 65_536 + tyre.bits), tyre.pressureKpa);
  }
  return h;
}

function untimedTie(tie: number, receivedTimeMs: number, serial: number): number {
  return positionTie(finishMix(mix(mixNumber(tie, receivedTimeMs), serial)));
}

function positionTie(hash: number): number {
  return hash <= ALIVE_TIE ? hash + ALIVE_TIE + 1 : hash;
}
