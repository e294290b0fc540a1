/**
 * Whether the trip of a charter ticket is one: it keeps to the provinces (or prefectures) that the ticket names, and begins
 * or ends at the home of the vehicle (domain.md 3.3). What lies where is told by zones of kind `region`; what nobody
 * can tell counts as held.
 */
import { Type } from 'typebox';
import type { Observation } from '#core/report.ts';
import type { Place, Ticket } from '../papers.ts';
import type { SubjectInfo } from '../subject-info.ts';
import type { World } from '../world/world.ts';
import { hasPosition } from './evidence.ts';
import { stemOf } from './places.ts';

/** Digits of a region code that tell one from another; with none all are the same. */
const DIGITS = { none: 0, province: 2, prefecture: 4, county: 6 } as const;

export const ticketParams = {
  ticketRegions: Type.Enum(['province', 'prefecture', 'none'], {
    default: 'province',
    description:
      'regions a charter may not enter unless its ticket names a place in them (domain 3.3); `prefecture` where tickets name each one on the way, `none` = not judged',
  }),
  ticketHome: Type.Enum(['prefecture', 'county', 'province', 'none'], {
    default: 'prefecture',
    description:
      'a charter begins or ends in this of the home of its vehicle (domain 3.3: 广东省道路运输条例 第17条); `none` = not judged',
  }),
};

export interface TicketParams {
  ticketRegions: 'province' | 'prefecture' | 'none';
  ticketHome: 'prefecture' | 'county' | 'province' | 'none';
}

/** Of a ticket in force. */
export function ticketHolds(
  ticket: Ticket,
  observation: Observation,
  { regionCode }: SubjectInfo,
  world: World,
  { ticketRegions, ticketHome }: TicketParams,
): 'yes' | 'other-region' | 'not-home' {
  const { origin, via, destination } = ticket;
  const { eventTimeMs } = observation;
  if (hasPosition(observation)) {
    const digits = DIGITS[ticketRegions];
    const here = regionsAt(observation, eventTimeMs, world).filter(
      (code) => stemOf(code).length >= digits,
    );
    const named = [origin, ...via, destination];
    const isNamed = named.some((place) => mayLieIn(place, here, digits, eventTimeMs, world));
    if (here.length > 0 && !isNamed) return 'other-region';
  }
  if (regionCode === null) return 'yes';
  const home = [regionCode];
  const digits = DIGITS[ticketHome];
  return [origin, destination].some((end) => mayLieIn(end, home, digits, eventTimeMs, world))
    ? 'yes'
    : 'not-home';
}

/** Whether the place lies in one of the regions, as far as anybody knows: a province may hold the prefecture meant. */
function mayLieIn(
  place: Place,
  regions: readonly string[],
  digits: number,
  timeMs: number,
  world: World,
): boolean {
  const codes = regionsOf(place, timeMs, world);
  if (codes.length === 0) return true;
  // A circle lies in its prefecture and in its province; the province says less.
  const exact = codes.filter((code) => stemOf(code).length >= digits);
  return (exact.length > 0 ? exact : codes).some((code) => {
    const a = stemOf(code).slice(0, digits);
    return regions.some((region) => {
      const b = stemOf(region).slice(0, digits);
      return a.startsWith(b) || b.startsWith(a);
    });
  });
}

/** Codes of the regions a place lies in; none = nobody knows. */
function regionsOf(place: Place, timeMs: number, world: World): readonly string[] {
  const { latitudeDeg, longitudeDeg, zoneId, regionCode } = place;
  if (latitudeDeg !== null && longitudeDeg !== null)
    return regionsAt({ latitudeDeg, longitudeDeg }, timeMs, world);
  const code = zoneId === null ? regionCode : (world.zone(zoneId, timeMs)?.regionCode ?? null);
  return code === null || code === '' ? [] : [code];
}

function regionsAt(
  { latitudeDeg, longitudeDeg }: { latitudeDeg: number; longitudeDeg: number },
  timeMs: number,
  world: World,
): string[] {
  return world
    .zonesAt(latitudeDeg, longitudeDeg, timeMs)
    .filter((zone) => zone.kind === 'region' && zone.regionCode !== '')
    .map((zone) => zone.regionCode);
}
