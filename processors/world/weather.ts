/** Weather that a law asks to slow down for, and whose word holds where. */
import { displacementM } from '#core/geo/distance.ts';
import { type Filed, versionAt } from './filed.ts';
import type { WeatherFacts } from './records.ts';
import type { WeatherPlace } from './world.ts';

/** 道路交通安全法实施条例 第81条: below this an expressway is driven more slowly. */
const VISIBILITY_M = 200;

export function isBad({ visibilityM, surface }: WeatherFacts): boolean {
  return (visibilityM !== null && visibilityM < VISIBILITY_M) || isIcy(surface);
}

/** 冰雪 (第46条). */
export function isIcy(surface: WeatherFacts['surface']): boolean {
  return surface === 'ice' || surface === 'snow' || surface === 'slush';
}

/** The station of the section, else the nearest; of equally near ones the first by id. */
export function nearestOf(
  stations: readonly Filed[],
  { latitudeDeg, longitudeDeg, sectionId, reachM, freshMs }: WeatherPlace,
  timeMs: number,
): WeatherFacts | null {
  let best: WeatherFacts | null = null;
  let bestM = reachM;
  for (const station of stations) {
    const version = versionAt(station, timeMs);
    if (version === null) continue;
    const facts = version.prepared.facts as WeatherFacts;
    if (Math.abs(timeMs - facts.atMs) > freshMs) continue;
    const isOfSection = sectionId !== '' && facts.sectionId === sectionId;
    const awayM = isOfSection
      ? -1
      : displacementM(facts.latitudeDeg, facts.longitudeDeg, latitudeDeg, longitudeDeg);
    if (awayM > bestM || (awayM === bestM && best !== null && best.id < facts.id)) continue;
    best = facts;
    bestM = awayM;
  }
  return best;
}
