/** What the registry holds of a vehicle of the fleet: device, drivers, route, papers, and the zones of its scenario. */
import { haversineM, METRES_PER_DEGREE, RADIANS_PER_DEGREE } from '#core/geo/distance.ts';
import type { Device, RegistryFile, Route, Zone } from '#core/registry.ts';
import { DAY_MS, formatShanghai } from '#core/time.ts';
import type { SimVehicle } from './fleet.ts';
import { CYCLE_MS, type Plan, placeAt } from './motion.ts';
import { partOf, placeOn } from './roads.ts';
import type { Scenario, ScenarioZone } from './scenario.ts';

/** A route goes so far beyond where its vehicle turns. */
export const TRIP_MARGIN_M = 300;
const CORRIDOR_HALF_WIDTH_M = 100;
const REST_RADIUS_M = 200;
/** Wide enough to be met between two reports at speed. */
const TURN_RADIUS_M = 1_000;
const ROUTE_LIMIT_KMH = {
  charter: 100,
  scheduled: 100,
  dangerous: 80,
  heavy: 90,
  other: 100,
} as const;
/** The demo's coaches and tankers drive all night and through any ban: each has the paper for it. */
const EXEMPTION = {
  charter: 'relay',
  scheduled: 'relay',
  dangerous: 'ban-exemption',
  heavy: null,
  other: null,
} as const;

/** The vehicle, its people and papers, and what its scenario needs. */
export function addToRegistry(
  registry: RegistryFile,
  made: SimVehicle,
  scenario: Scenario | null,
  now: number,
): void {
  const { vehicle, plan, deviceId, terminalId } = made;
  for (const driver of made.drivers) registry.drivers.push(driver);
  const device: Device = { deviceId, vehicleId: vehicle.vehicleId, terminalId };
  registry.devices!.push(device);
  if (made.twinOf !== null) return;
  registry.vehicles.push(vehicle);
  const exemption = EXEMPTION[vehicle.class];
  if (exemption !== null && scenario?.unexempted !== true)
    registry.permits.push({
      permitId: `${exemption}-${deviceId}`,
      kind: exemption,
      vehicleId: vehicle.vehicleId,
      validFrom: formatShanghai(now - 30 * DAY_MS),
      validTo: formatShanghai(now + 30 * DAY_MS),
    });
  registry.routes.push({
    routeId: `route-${deviceId}`,
    vehicleId: vehicle.vehicleId,
    validFrom: formatShanghai(now - 2 * DAY_MS),
    validTo: formatShanghai(now + 30 * DAY_MS),
    ...(scenario?.places === undefined
      ? corridorOf(plan, scenario)
      : { mode: 'od' as const, ...scenario.places(plan, now) }),
    // Where it rests between two legs, and where it turns without a rest.
    stops: [restOf(plan, 0), restOf(plan, 1), turnAt(plan, plan.fromM), turnAt(plan, plan.toM)],
    limitKmh: ROUTE_LIMIT_KMH[vehicle.class],
  });
  const { waybills = [], bans = [] } = scenario?.filed?.(vehicle, plan, now) ?? {};
  registry.waybills!.push(...waybills);
  registry.bans!.push(...bans);
  for (const zone of scenario?.zones ?? []) registry.zones.push(zoneOf(zone, made, now));
}

function corridorOf(plan: Plan, scenario: Scenario | null) {
  return {
    corridor: {
      type: 'LineString' as const,
      coordinates: partOf(plan.road, plan.fromM - TRIP_MARGIN_M, plan.toM + TRIP_MARGIN_M),
    },
    halfWidthM: CORRIDOR_HALF_WIDTH_M,
    ...(scenario?.timed === true ? { segments: timedKilometres(plan.toM - plan.fromM) } : {}),
  };
}

/** Where a leg ends and the next one begins. */
function restOf(plan: Plan, leg: number) {
  const { latDeg, lonDeg } = placeAt(plan, plan.anchorMs + leg * CYCLE_MS);
  return {
    name: `停车区 ${leg + 1}`,
    latitudeDeg: Math.round(latDeg * 1e6) / 1e6,
    longitudeDeg: Math.round(lonDeg * 1e6) / 1e6,
    radiusM: REST_RADIUS_M,
  };
}

function turnAt({ road }: Plan, alongM: number) {
  const { latDeg, lonDeg } = placeOn(road, alongM);
  return {
    name: '掉头点',
    latitudeDeg: Math.round(latDeg * 1e6) / 1e6,
    longitudeDeg: Math.round(lonDeg * 1e6) / 1e6,
    radiusM: TURN_RADIUS_M,
  };
}

function timedKilometres(lengthM: number): NonNullable<Route['segments']> {
  return Array.from({ length: Math.floor(lengthM / 1_000) }, (_, k) => ({
    segmentId: `km-${k + 1}`,
    fromKm: k,
    toKm: k + 1,
    minSeconds: 60,
  }));
}

/** Corners of a round zone. */
const ROUND = 32;

function zoneOf(
  { kind, centreMs, edgeMs, stayMinutesMax }: ScenarioZone,
  { plan, vehicle, deviceId }: Omit<SimVehicle, 'tunnels'>,
  now: number,
): Zone {
  const { latDeg: latitudeDeg, lonDeg: longitudeDeg } = placeAt(plan, now + centreMs);
  const edge = placeAt(plan, now + edgeMs);
  const radiusM = haversineM(latitudeDeg, longitudeDeg, edge.latDeg, edge.lonDeg);
  const northDeg = radiusM / METRES_PER_DEGREE;
  const eastDeg = northDeg / Math.cos(latitudeDeg * RADIANS_PER_DEGREE);
  const ring = Array.from({ length: ROUND }, (_, k): [number, number] => {
    const turn = (2 * Math.PI * k) / ROUND;
    return [longitudeDeg + eastDeg * Math.cos(turn), latitudeDeg + northDeg * Math.sin(turn)];
  });
  return {
    zoneId: `zone-${kind}-${deviceId}`,
    kind,
    name: '模拟区域',
    regionCode: vehicle.regionCode,
    polygon: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] },
    appliesTo: [vehicle.class],
    ...(stayMinutesMax === undefined ? {} : { stayMinutesMax }),
  };
}
