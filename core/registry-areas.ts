/** Zones and routes of the registry as areas of a terminal (JT/T 808, 0x8602, 0x8604, 0x8606). Pure; throws RangeError with a sentence. */
import type { AREA_SETTINGS, AREA_TELLS, CommandArgs, CommandKind } from './command-kinds.ts';
import type { Route, Zone } from './registry.ts';

type Tells = (typeof AREA_TELLS)[number][];
type Setting = (typeof AREA_SETTINGS)[number];

/** One command, ready to be asked. */
export interface AreaCommand<K extends CommandKind = CommandKind> {
  kind: K;
  args: CommandArgs<K>;
}

const TELL_ALL: Tells = ['driver-enter', 'platform-enter', 'driver-leave', 'platform-leave'];
/** How long a limit inside an area may be exceeded before the terminal tells, s. */
const OVERSPEED_S = 10;
/** The width of a segment is one byte. */
const WIDTH_M_MAX = 255;
/** Points a terminal is told of one area or route. */
const POINTS_MAX = 200;
const NAME_CHARACTERS_MAX = 60;
const METRES_PER_DEGREE = 111_320;

/** Number under which terminals keep a zone or route: the same for the same id, wherever it is asked. */
export function areaIdOf(entity: 'zone' | 'route', id: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${entity}:${id}`))
    hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0 || 1;
}

export function zoneCommand(
  zone: Zone,
  { setting = 'append', tell = TELL_ALL }: { setting?: Setting; tell?: Tells } = {},
): AreaCommand<'set-rectangles' | 'set-polygon'> {
  const vertices = ringOf(zone);
  const common = {
    areaId: areaIdOf('zone', zone.zoneId),
    name: ((zone as { name?: string }).name ?? zone.zoneId).slice(0, NAME_CHARACTERS_MAX),
    tell,
    ...timesOf(zone),
    ...(zone.limitKmh === undefined
      ? {}
      : { maxSpeedKmh: Math.round(zone.limitKmh), overspeedS: OVERSPEED_S }),
  };
  const box = boxOf(vertices);
  if (box !== null)
    return { kind: 'set-rectangles', args: { setting, areas: [{ ...common, ...box }] } };
  return { kind: 'set-polygon', args: { ...common, vertices: simplified(vertices) } };
}

/** @param part line of a route that has several, from 0 */
export function routeCommand(
  route: Route,
  { tell = TELL_ALL, part = 0 }: { tell?: Tells; part?: number } = {},
): AreaCommand<'set-route'> {
  const { corridor, halfWidthM } = route as Partial<Route>;
  if (corridor === undefined || halfWidthM === undefined)
    throw new RangeError('The route has no corridor a terminal could be told.');
  const lines = corridor.type === 'LineString' ? [corridor.coordinates] : corridor.coordinates;
  const line = lines[part];
  if (line === undefined) throw new RangeError(`The route has ${lines.length} lines.`);
  const widthM = Math.min(WIDTH_M_MAX, Math.round(2 * halfWidthM));
  const limit =
    route.limitKmh === undefined
      ? {}
      : { maxSpeedKmh: Math.round(route.limitKmh), overspeedS: OVERSPEED_S };
  return {
    kind: 'set-route',
    args: {
      areaId: routeAreaId(route.routeId, part),
      name: route.routeId.slice(0, NAME_CHARACTERS_MAX),
      tell,
      from: Date.parse(route.validFrom),
      to: Date.parse(route.validTo),
      points: simplified(line).map(([longitudeDeg, latitudeDeg]) => ({
        latitudeDeg,
        longitudeDeg,
        widthM,
        ...limit,
      })),
    },
  };
}

/** Takes a zone from the terminal again. */
export function zoneRemoval(zone: Zone): AreaCommand<'delete-areas'> {
  const shape = boxOf(ringOf(zone)) === null ? 'polygon' : 'rectangle';
  return { kind: 'delete-areas', args: { shape, ids: [areaIdOf('zone', zone.zoneId)] } };
}

export function routeRemoval(
  routeId: string,
  { part = 0 }: { part?: number } = {},
): AreaCommand<'delete-areas'> {
  return { kind: 'delete-areas', args: { shape: 'route', ids: [routeAreaId(routeId, part)] } };
}

function routeAreaId(routeId: string, part: number): number {
  return areaIdOf('route', part === 0 ? routeId : `${routeId}#${part}`);
}

function ringOf({ polygon }: Zone): [number, number][] {
  const parts = (polygon.type === 'Polygon' ? [polygon.coordinates] : polygon.coordinates) as [
    number,
    number,
  ][][][];
  if (parts.length > 1) throw new RangeError('A terminal knows no area of several parts.');
  const [ring, ...holes] = parts[0] ?? [];
  if (ring === undefined || ring.length < 4) throw new RangeError('The zone has no outline.');
  if (holes.length > 0) throw new RangeError('A terminal knows no area with a hole in it.');
  // GeoJSON closes its rings; terminals do by themselves.
  return ring.slice(0, -1).map(([longitude, latitude]) => [longitude, latitude]);
}

/** Null = no rectangle along meridians and parallels. */
function boxOf(vertices: readonly [number, number][]) {
  if (vertices.length !== 4) return null;
  const longitudes = [...new Set(vertices.map(([longitude]) => longitude))];
  const latitudes = [...new Set(vertices.map(([, latitude]) => latitude))];
  const turns = vertices.every(([longitude, latitude], k) => {
    const [nextLongitude, nextLatitude] = vertices[(k + 1) % 4]!;
    return (longitude === nextLongitude) !== (latitude === nextLatitude);
  });
  if (longitudes.length !== 2 || latitudes.length !== 2 || !turns) return null;
  return {
    northDeg: Math.max(...latitudes),
    westDeg: Math.min(...longitudes),
    southDeg: Math.min(...latitudes),
    eastDeg: Math.max(...longitudes),
  };
}

function timesOf(zone: Zone) {
  const { window } = zone;
  const { validFrom, validTo, windows } = zone as {
    validFrom?: string;
    validTo?: string;
    windows?: unknown[];
  };
  const isDaily = window !== undefined;
  if ((windows?.length ?? 0) > 0 || (isDaily && (validFrom ?? validTo) !== undefined))
    throw new RangeError('A terminal knows one period or one daily window for an area.');
  if (isDaily) {
    const clock = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
    if (!clock.test(window.start) || !clock.test(window.end))
      throw new RangeError('The daily window of the zone is not told in hours and minutes.');
    return { daily: { from: window.start, to: window.end } };
  }
  return {
    ...(validFrom === undefined ? {} : { from: Date.parse(validFrom) }),
    ...(validTo === undefined ? {} : { to: Date.parse(validTo) }),
  };
}

/** At most POINTS_MAX points, by the smallest tolerance of 1, 2, 4 … m that does (Douglas–Peucker). */
function simplified(line: readonly (readonly number[])[]): [number, number][] {
  let points = line.map(([longitude, latitude]): [number, number] => [longitude!, latitude!]);
  for (let toleranceM = 1; points.length > POINTS_MAX; toleranceM *= 2)
    points = thinned(points, toleranceM);
  return points;
}

function thinned(points: readonly [number, number][], toleranceM: number): [number, number][] {
  const keep = new Uint8Array(points.length);
  keep[0] = 1;
  keep[points.length - 1] = 1;
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    let farthest = -1;
    let distanceM = toleranceM;
    for (let k = from + 1; k < to; k++) {
      const offM = offLineM(points[k]!, points[from]!, points[to]!);
      if (offM > distanceM) {
        distanceM = offM;
        farthest = k;
      }
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    spans.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, k) => keep[k] === 1);
}

/** Metres from a point to a stretch, on a plane: stretches of a route are short. */
function offLineM(
  [longitude, latitude]: readonly [number, number],
  a: readonly [number, number],
  b: readonly [number, number],
): number {
  const scale = Math.cos((latitude * Math.PI) / 180);
  const x = (longitude - a[0]) * scale;
  const y = latitude - a[1];
  const dx = (b[0] - a[0]) * scale;
  const dy = b[1] - a[1];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length2));
  return Math.hypot(x - along * dx, y - along * dy) * METRES_PER_DEGREE;
}
