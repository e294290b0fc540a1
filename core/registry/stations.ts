/** Stations that places and stops name, put in where they are named: who judges a place then needs no other entity. */
import type { Station } from './station.ts';

/** Within it a vehicle is at a station that names no radius of its own, m. */
export const STATION_RADIUS_M = 200;
/** Members of papers, routes and lines that hold one place or several. */
const MEMBERS = ['origin', 'destination', 'via', 'stops'] as const;

/** Where a station is; of its name nothing. */
export interface StationPoint {
  latitudeDeg: number;
  longitudeDeg: number;
  radiusM: number;
}

interface Named {
  stationId?: string;
  latitudeDeg?: number;
  longitudeDeg?: number;
  radiusM?: number;
}
type Holder = Partial<Record<(typeof MEMBERS)[number], Named | readonly Named[]>>;

export function stationPoint({ latitudeDeg, longitudeDeg, radiusM }: Station): StationPoint {
  return { latitudeDeg, longitudeDeg, radiusM: radiusM ?? STATION_RADIUS_M };
}

/** Ids of the stations whose coordinates decide where the places of an entity are, each once. */
export function stationsNamed(item: object): string[] {
  const ids = MEMBERS.flatMap((member) => [(item as Holder)[member] ?? []].flat()).flatMap((at) =>
    needsStation(at) ? [at.stationId!] : [],
  );
  return [...new Set(ids)];
}

/** The entity with the coordinates of the stations it names; a station not known leaves its place without any. */
export function withStations<T extends object>(
  item: T,
  stationOf: (stationId: string) => StationPoint | undefined,
): T {
  const located = (at: Named): Named => {
    const point = needsStation(at) ? stationOf(at.stationId!) : undefined;
    return point === undefined ? at : { ...at, ...point, radiusM: at.radiusM ?? point.radiusM };
  };
  const copy = { ...item } as Holder;
  for (const member of MEMBERS) {
    const at = copy[member];
    if (at === undefined) continue;
    copy[member] = 'length' in at ? at.map(located) : located(at);
  }
  return copy as T;
}

/** A place's own coordinates win over its station's. */
function needsStation({ stationId, latitudeDeg, longitudeDeg }: Named): boolean {
  return (
    stationId !== undefined &&
    stationId !== '' &&
    (latitudeDeg === undefined || longitudeDeg === undefined)
  );
}
