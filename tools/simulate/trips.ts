/**
 * Trips (运次) of the demo: some that ran before the start and are verified at once, some that depart and
 * arrive while somebody watches, and some that wait for an approval. Planned like anybody's, through the API.
 */
import { displacementM } from '#core/geo/distance.ts';
import { DAY_MS, MINUTE_MS } from '#core/time.ts';
import type { Fleet, SimVehicle } from './fleet.ts';
import { LONG_MS, longOnRoad } from './history.ts';
import { placeAt } from './motion.ts';

/** As `POST /api/trips` takes it. */
export interface DemoTrip {
  plan: {
    vehicleId: string;
    driverIds: string[];
    origin: DemoPlace;
    destination: DemoPlace;
    departMs: number;
    arriveMs: number;
    routeId?: string;
    note: string;
  };
  isApproved: boolean;
}
interface DemoPlace {
  latitudeDeg: number;
  longitudeDeg: number;
  radiusM: number;
}

/** A report of the history every thirty seconds at 90 km/h: two lie inside. */
const RADIUS_M = 900;
const WAY_M_MIN = 4_000;
const MOVING_KMH = 30;
/** What the preloaded history tells of ordinary vehicles, but for those that have been on the road for longer. */
const HISTORY_MS = 15 * MINUTE_MS;
/** Trips of vehicles that have broken rules for hours and days: what a duty room looks at before they leave. */
const RISKY = { note: '高风险车辆的待发运次', fromMs: 180 * MINUTE_MS, count: 3 } as const;
const LOOK_EVERY_MS = 30_000;
/** What a sample of the fleet shows best, in the order in which vehicles are taken. */
const KINDS = [
  {
    note: '已结束的运次',
    fromMs: -13 * MINUTE_MS,
    toMs: -4 * MINUTE_MS,
    count: 6,
    isApproved: true,
  },
  { note: '运行中的运次', fromMs: -6 * MINUTE_MS, toMs: 7 * MINUTE_MS, count: 6, isApproved: true },
  {
    note: '即将发车的运次',
    fromMs: 2 * MINUTE_MS,
    toMs: 10 * MINUTE_MS,
    count: 6,
    isApproved: true,
  },
  {
    note: '待审批的运次',
    fromMs: DAY_MS,
    toMs: DAY_MS + 60 * MINUTE_MS,
    count: 6,
    isApproved: false,
  },
] as const;

export function demoTrips({ vehicles, registry, nowMs }: Fleet): DemoTrip[] {
  const taken = new Set<SimVehicle>();
  const long = longOnRoad(vehicles);
  const ordinary = vehicles.filter(({ scenario, twinOf }) => scenario === null && twinOf === null);
  const routeOf = new Map(registry.routes.map((route) => [route.vehicleId, route.routeId]));
  const usual = KINDS.flatMap(({ note, fromMs, toMs, count, isApproved }) => {
    const [departMs, arriveMs] = [nowMs + fromMs, nowMs + toMs];
    const fitting = ordinary.filter(
      (each) =>
        !taken.has(each) &&
        (!isApproved ||
          (isUnderWay(each, departMs, arriveMs) &&
            isNewThere(each, nowMs - (long.has(each) ? LONG_MS : HISTORY_MS), departMs))),
    );
    return fitting.slice(0, count).map((each) => {
      taken.add(each);
      return { isApproved, plan: planOf(each, { departMs, arriveMs, note }) };
    });
  });
  const departMs = nowMs + RISKY.fromMs;
  const risky = vehicles.filter(
    ({ scenario }) => scenario !== null && scenario.plan.historyFromMs < nowMs - LONG_MS,
  );
  return [
    ...usual,
    ...risky.slice(0, RISKY.count).map((each) => ({
      isApproved: false,
      plan: planOf(each, { departMs, arriveMs: departMs + 60 * MINUTE_MS, note: RISKY.note }),
    })),
  ];

  function planOf(
    each: SimVehicle,
    when: { departMs: number; arriveMs: number; note: string },
  ): DemoTrip['plan'] {
    const routeId = routeOf.get(each.vehicle.vehicleId);
    return {
      vehicleId: each.vehicle.vehicleId,
      driverIds: each.drivers.map(({ driverId }) => driverId),
      origin: around(each, when.departMs),
      destination: around(each, when.arriveMs),
      ...when,
      ...(routeId === undefined ? {} : { routeId }),
    };
  }
}

/** One stretch of driving, both ends far enough apart. */
function isUnderWay({ plan }: SimVehicle, departMs: number, arriveMs: number): boolean {
  const [from, to] = [placeAt(plan, departMs), placeAt(plan, arriveMs)];
  return (
    from.legNumber === to.legNumber &&
    from.direction === to.direction &&
    Math.min(from.speedKmh, to.speedKmh) > MOVING_KMH &&
    displacementM(from.latDeg, from.lonDeg, to.latDeg, to.lonDeg) > WAY_M_MIN
  );
}

/** Has not been where it is to depart before: having been there, it would seem to have left long ago. */
function isNewThere({ plan }: SimVehicle, fromMs: number, departMs: number): boolean {
  const at = placeAt(plan, departMs);
  let wasAway = false;
  for (let ms = departMs; ms >= fromMs; ms -= LOOK_EVERY_MS) {
    const { latDeg, lonDeg } = placeAt(plan, ms);
    const isThere = displacementM(at.latDeg, at.lonDeg, latDeg, lonDeg) <= RADIUS_M;
    if (isThere && wasAway) return false;
    wasAway ||= !isThere;
  }
  return true;
}

function around({ plan }: SimVehicle, atMs: number): DemoPlace {
  const { latDeg, lonDeg } = placeAt(plan, atMs);
  return { latitudeDeg: latDeg, longitudeDeg: lonDeg, radiusM: RADIUS_M };
}

/** Signs in, plans them all, and approves those that run; returns how many were planned. Throws when refused. */
export async function planTrips(
  trips: readonly DemoTrip[],
  { url, password }: { url: string; password: string },
): Promise<number> {
  let cookie = '';
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tizheng': '1', cookie, ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}.`);
    return answer;
  };
  const login = await post('/api/login', { user: 'admin', password });
  cookie = (login.headers.get('set-cookie') ?? '').split(';')[0]!;
  for (const { plan, isApproved } of trips) {
    const { tripId } = (await (await post('/api/trips', { plan, reason: '演示' })).json()) as {
      tripId: string;
    };
    if (!isApproved) continue;
    const step = { step: 'approve', override: true, reason: '演示数据没有证件资料' };
    await post(`/api/trips/${tripId}/steps`, step, { 'if-match': '"1"' });
  }
  await post('/api/logout', {});
  return trips.length;
}
