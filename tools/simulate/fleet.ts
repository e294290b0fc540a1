import { vehicleIdOf } from '#core/identity.ts';
import type { Driver, Enterprise, RegistryFile, Vehicle } from '#core/registry.ts';
import type { VehicleClass } from '#core/report.ts';
import { DAY_MS } from '#core/time.ts';
import { addToRegistry, TRIP_MARGIN_M } from './filed.ts';
import { legShapes } from './legs.ts';
import { CYCLE_MS, type Plan } from './motion.ts';
import { createRandom, type Random } from './random.ts';
import { type Road, roads } from './roads.ts';
import { type SimScale, scaleOf } from './scales.ts';
import type { Scenario, ScenarioPlan, SimEdition } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

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
  /** In roads that vehicles of it drive; they stand in a registry with the other sensors. */
  scales: readonly SimScale[];
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
const TOP_SPEED_KMH = { charter: 94, scheduled: 92, dangerous: 75, heavy: 84, other: 80 } as const;
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
    waybills: [],
    bans: [],
  };
  const scales: SimScale[] = [];
  const vehicles: SimVehicle[] = [];
  for (let index = 0; index < options.vehicles; index++) {
    const random = createRandom(seed, index);
    // Scenarios take every third of the first vehicles: the smallest fleets show some of them, too.
    const scenario = index % 3 === 0 ? (placed[index / 3] ?? null) : null;
    const made = makeVehicle(index, random, scenario, registry.enterprises, now);
    const last = vehicles.at(-1);
    if (last?.scenario?.name !== undefined && isTwin(last.scenario.name)) makeTwin(made, last);
    vehicles.push({ ...made, tunnels: scenario === null ? tunnels.get(made.plan.road)! : [] });
    addToRegistry(registry, made, scenario, now);
    const { vehicle, plan } = made;
    if (scenario?.weighing !== undefined)
      scales.push(
        scaleOf(scenario.weighing, { vehicle, plan, nowMs: now, number: scales.length + 1 }),
      );
  }
  return { seed, nowMs: now, vehicles, registry, scales };
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
