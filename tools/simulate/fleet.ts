/**
 * A seeded fleet of key vehicles: who they are (the registry's file), what they carry and where
 * they drive. The same seed and `now` give the same fleet, byte for byte.
 */
import { haversineM, METRES_PER_DEGREE, RADIANS_PER_DEGREE } from '#core/geo/distance.ts';
import { vehicleIdOf } from '#core/identity.ts';
import type {
  Device,
  Driver,
  Enterprise,
  RegistryFile,
  Route,
  Vehicle,
  Zone,
} from '#core/registry.ts';
import type { VehicleClass } from '#core/report.ts';
import { DAY_MS, formatShanghai } from '#core/time.ts';
import { legShapes } from './legs.ts';
import { CYCLE_MS, type Plan, placeAt } from './motion.ts';
import { createRandom, type Random } from './random.ts';
import { partOf, placeOn, type Road, roads } from './roads.ts';
import {
  type Scenario,
  type ScenarioPlan,
  type ScenarioZone,
  type SimEdition,
  scenarios,
} from './scenarios.ts';

export interface SimVehicle {
  index: number;
  /** Seeds the vehicle's noise. */
  seed: number;
  vehicle: Vehicle;
  /** Phone without leading zeros, as the registry states it. */
  deviceId: string;
  terminalId: string;
  edition: SimEdition;
  /** Take turns leg by leg, so that nobody drives more than the law allows. */
  drivers: readonly Driver[];
  plan: Plan;
  odometerM: number;
  /** Device clock minus true time; 0 for all but a few. */
  clockOffsetMs: number;
  /** Stretches without a satellite solution, metres along the road. */
  tunnels: readonly { fromM: number; toM: number }[];
  scenario: { name: string; plan: ScenarioPlan } | null;
  /** Carries the plate of the vehicle of this index; null = its own. */
  twinOf: number | null;
}

export interface Fleet {
  seed: number;
  nowMs: number;
  vehicles: readonly SimVehicle[];
  registry: RegistryFile;
}

export interface FleetOptions {
  vehicles: number;
  seed: number;
  now: number;
  /** Names of scenarios to place; default all of them. */
  scenarios?: readonly string[];
}

/** Device ids are `10000000001` and up: 100 is no mobile prefix, so no real terminal has them. */
const FIRST_PHONE = 10_000_000_001;
const CORRIDOR_HALF_WIDTH_M = 100;
const TRIP_MARGIN_M = 300;
const REST_RADIUS_M = 200;
/** Wide enough to be met between two reports at speed. */
const TURN_RADIUS_M = 1_000;
const TOP_SPEED_KMH = { charter: 94, scheduled: 92, dangerous: 75, heavy: 84, other: 80 } as const;
const ROUTE_LIMIT_KMH = {
  charter: 100,
  scheduled: 100,
  dangerous: 80,
  heavy: 90,
  other: 100,
} as const;
const TOTAL_MASS_KG = {
  charter: 18_000,
  scheduled: 18_000,
  dangerous: 31_000,
  heavy: 49_000,
  other: 4_500,
} as const;
const HILLS = new Set(['440200', '441400', '441600', '441800', '445300']);
const PLATE_LETTERS: Record<string, string> = {
  '440100': 'A',
  '440300': 'B',
  '440400': 'C',
  '440500': 'D',
  '440600': 'E',
  '440200': 'F',
  '440800': 'G',
  '441200': 'H',
  '440700': 'J',
  '440900': 'K',
  '441300': 'L',
  '441400': 'M',
  '441500': 'N',
  '441600': 'P',
  '441700': 'Q',
  '441800': 'R',
  '441900': 'S',
  '442000': 'T',
  '445100': 'U',
  '445200': 'V',
  '445300': 'W',
};

export function makeFleet(options: FleetOptions): Fleet {
  const { seed, now } = options;
  const placed = scenarios.filter(({ name }) => options.scenarios?.includes(name) ?? true);
  const tunnels = new Map(roads.map((road, i) => [road, tunnelsOf(road, i)]));
  const registry: RegistryFile = {
    vehicles: [],
    enterprises: enterprisesOf(options.vehicles, seed),
    drivers: [],
    devices: [],
    routes: [],
    zones: [],
    permits: [],
  };
  const vehicles: SimVehicle[] = [];
  for (let index = 0; index < options.vehicles; index++) {
    const random = createRandom(seed, index);
    // Scenarios take every third of the first vehicles: the smallest fleets show some of them, too.
    const scenario = index % 3 === 0 ? (placed[index / 3] ?? null) : null;
    const made = makeVehicle(index, random, scenario, registry.enterprises, now);
    const last = vehicles.at(-1);
    if (last?.scenario?.name !== undefined && isTwin(last.scenario.name)) makeTwin(made, last);
    vehicles.push({ ...made, tunnels: scenario === null ? tunnels.get(made.plan.road)! : [] });
    addToRegistry(registry, made, now);
    for (const zone of scenario?.zones ?? []) registry.zones.push(zoneOf(zone, made, now));
  }
  return { seed, nowMs: now, vehicles, registry };
}

function makeVehicle(
  index: number,
  random: Random,
  scenario: Scenario | null,
  enterprises: readonly Enterprise[],
  now: number,
): SimVehicle {
  const road = random.pick(roads);
  const cls = scenario === null ? classOf(random.next()) : random.pick(scenario.classes);
  const edition = scenario === null ? editionOf(random.next()) : random.pick(scenario.editions);
  const enterprise = random.pick(enterprises);
  const plate = `粤${PLATE_LETTERS[road.regionCode] ?? 'A'}${String((index * 7_919 + 10_007) % 100_000).padStart(5, '0')}`;
  const plateColour = random.next() < 0.12 && cls !== 'heavy' ? 94 : 2;
  const drivers = Array.from({ length: 3 }, (_, k) => driverOf(index * 3 + k, random));
  const scenarioPlan = scenario === null ? null : scenario.plan(now);
  return {
    index,
    seed: random.int(1, 0x7fffffff),
    vehicle: {
      vehicleId: vehicleIdOf(plate, plateColour),
      plate,
      plateColour,
      class: cls,
      enterpriseId: enterprise.enterpriseId,
      regionCode: road.regionCode,
      totalMassKg: TOTAL_MASS_KG[cls],
    },
    deviceId: String(FIRST_PHONE + index),
    terminalId: `SIM${String(index % 10_000).padStart(4, '0')}`,
    edition,
    drivers,
    plan: planOf(road, cls, random, scenarioPlan, scenario?.startsEarly === true),
    odometerM: random.int(20_000, 600_000) * 1_000,
    clockOffsetMs: scenario === null ? clockOffsetOf(index, random) : 0,
    tunnels: [],
    scenario:
      scenario === null || scenarioPlan === null
        ? null
        : { name: scenario.name, plan: scenarioPlan },
    twinOf: null,
  };
}

function isTwin(name: string): boolean {
  return scenarios.some((scenario) => scenario.name === name && scenario.twin === true);
}

/** The plate of another vehicle, on a road far from its own. */
function makeTwin(made: SimVehicle, other: SimVehicle): void {
  made.vehicle = other.vehicle;
  made.twinOf = other.index;
  const away =
    roads[(roads.indexOf(other.plan.road) + Math.floor(roads.length / 2)) % roads.length]!;
  made.plan = planOf(away, other.vehicle.class, createRandom(made.seed, made.index), null);
  made.clockOffsetMs = 0;
}

function planOf(
  road: Road,
  cls: VehicleClass,
  random: Random,
  scenario: ScenarioPlan | null,
  early = false,
): Plan {
  const tripM = Math.min(road.lengthM - 2 * TRIP_MARGIN_M, random.between(70_000, 130_000));
  const fromM = random.between(TRIP_MARGIN_M, road.lengthM - TRIP_MARGIN_M - tripM);
  const phaseMs = random.int(0, CYCLE_MS - 1);
  const script = scenario?.script ?? null;
  return {
    road,
    fromM,
    toM: fromM + tripM,
    startM: fromM + (early ? 0.1 : random.between(0.1, 0.9)) * tripM,
    cruiseKmh: TOP_SPEED_KMH[cls] * random.between(0.92, 1),
    leg: random.pick(legShapes),
    slowerAtNight: cls === 'charter' || cls === 'scheduled',
    // Phases count from 1970, so that every process sees a vehicle at the same place.
    anchorMs: script === null ? phaseMs : script.speedKmh.endMs,
    script,
  };
}

function addToRegistry(registry: RegistryFile, made: SimVehicle, now: number): void {
  const { vehicle, plan, deviceId, terminalId } = made;
  for (const driver of made.drivers) registry.drivers.push(driver);
  const device: Device = { deviceId, vehicleId: vehicle.vehicleId, terminalId };
  registry.devices!.push(device);
  if (made.twinOf !== null) return;
  registry.vehicles.push(vehicle);
  // The coaches of the demo drive all night: each has a relay certificate for it.
  if (vehicle.class === 'charter' || vehicle.class === 'scheduled')
    registry.permits.push({
      permitId: `relay-${deviceId}`,
      kind: 'relay',
      vehicleId: vehicle.vehicleId,
      validFrom: formatShanghai(now - 30 * DAY_MS),
      validTo: formatShanghai(now + 30 * DAY_MS),
    });
  const route: Route = {
    routeId: `route-${deviceId}`,
    vehicleId: vehicle.vehicleId,
    validFrom: formatShanghai(now - 2 * DAY_MS),
    validTo: formatShanghai(now + 30 * DAY_MS),
    corridor: {
      type: 'LineString',
      coordinates: partOf(plan.road, plan.fromM - TRIP_MARGIN_M, plan.toM + TRIP_MARGIN_M),
    },
    halfWidthM: CORRIDOR_HALF_WIDTH_M,
    // Where it rests between two legs, and where it turns without a rest.
    stops: [restOf(plan, 0), restOf(plan, 1), turnAt(plan, plan.fromM), turnAt(plan, plan.toM)],
    ...(isTimed(made) ? { segments: timedKilometres(plan.toM - plan.fromM) } : {}),
    limitKmh: ROUTE_LIMIT_KMH[vehicle.class],
  };
  registry.routes.push(route);
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

function isTimed({ scenario }: SimVehicle): boolean {
  return scenarios.some(({ name, timed }) => timed === true && name === scenario?.name);
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

function classOf(chance: number): VehicleClass {
  if (chance < 0.2) return 'charter';
  if (chance < 0.4) return 'scheduled';
  return chance < 0.6 ? 'dangerous' : 'heavy';
}

function editionOf(chance: number): SimEdition {
  if (chance < 0.1) return '2011';
  return chance < 0.5 ? '2013' : '2019';
}

/** One vehicle in 250 has a clock that is wrong: half an hour ahead, or never set. */
function clockOffsetOf(index: number, random: Random): number {
  if (index % 250 !== 200) return 0;
  return random.next() < 0.5 ? 30 * 60_000 : -20 * 365 * DAY_MS;
}

const SURNAMES = [...'李王张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹'];
const GIVEN = [...'伟强军勇杰涛明超辉刚平志华建国文海波鹏飞斌宇浩凯健俊帆龙磊鑫'];

function driverOf(number: number, random: Random): Driver {
  const name =
    random.pick(SURNAMES) + random.pick(GIVEN) + (random.next() < 0.6 ? random.pick(GIVEN) : '');
  // 44 and sixteen digits: the length of a qualification certificate's number, not anybody's.
  return { driverId: `44${String(9_000_000_000_000_000 + number)}`, name };
}

const FIRM_WORDS = [
  '安顺',
  '粤通',
  '恒达',
  '南方',
  '捷运',
  '广顺',
  '平安',
  '远航',
  '联运',
  '永固',
  '宏图',
  '畅行',
];
const FIRM_KINDS = ['客运', '旅游汽车', '危险品运输', '物流'];

function enterprisesOf(vehicles: number, seed: number): Enterprise[] {
  const random = createRandom(seed, -1);
  const regions = Object.keys(PLATE_LETTERS);
  return Array.from({ length: Math.max(4, Math.ceil(vehicles / 12)) }, (_, k) => ({
    enterpriseId: `E${String(k + 1).padStart(5, '0')}`,
    name: `${random.pick(FIRM_WORDS)}${random.pick(FIRM_WORDS)}${random.pick(FIRM_KINDS)}有限公司（模拟 ${k + 1}）`,
    regionCode: random.pick(regions),
  }));
}

function tunnelsOf(road: Road, index: number): { fromM: number; toM: number }[] {
  if (!HILLS.has(road.regionCode)) return [];
  const random = createRandom(77, index);
  return Array.from({ length: random.int(2, 5) }, () => {
    const fromM = random.between(5_000, road.lengthM - 8_000);
    return { fromM, toM: fromM + random.between(600, 2_500) };
  });
}
