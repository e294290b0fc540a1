/**
 * What a vehicle's terminal would put into a location report at an instant: the true place through
 * a receiver with correlated noise, tunnels, short drop-outs and, for a few, a wrong clock.
 */
import { STATUS } from '#core/report.ts';
import { ABSENT, type LocationFast } from '#ingest/protocols/jt808/location-fast.ts';
import type { SimVehicle } from './fleet.ts';
import { type Place, placeAt } from './motion.ts';
import { chanceAt } from './random.ts';
import { placeOn } from './roads.ts';
import { HEALTHY_STATUS, heldBits, type Misfit } from './scenario.ts';

/** Standing longer than this the driver turns the key. */
const ACC_OFF_AFTER_MS = 90_000;
/** Share of a vehicle's minutes without a satellite solution. */
const DROPOUT_CHANCE = 0.004;
const MOVING_BIT_2019 = 1 << 22;
/** JT/T 1078 item 0x14 bit 4. */
const OVER_OCCUPIED = 1 << 4;
const TWO_PI = 2 * Math.PI;

/** Fills `into` for the true instant; returns the place, which later decisions of the device need. */
export function observe(vehicle: SimVehicle, instantMs: number, into: LocationFast): Place {
  const { plan, seed } = vehicle;
  const place = placeAt(plan, instantMs);
  const moving = place.speedKmh > 0.5;
  const misfit = misfitAt(vehicle, instantMs);
  const shownMs = misfit?.hangs ? misfit.fromMs : instantMs;
  const fix = fixOf(vehicle, misfit?.hangs ? placeAt(plan, shownMs) : place, shownMs);
  const wander = noiseM(seed, shownMs);
  const lat = fix.latDeg + (wander.northM + (misfit?.northM ?? 0)) / 111_195;
  const lon = fix.lonDeg + wander.eastM / (111_195 * Math.cos((fix.latDeg * Math.PI) / 180));
  const accOn = moving || placeAt(plan, instantMs - ACC_OFF_AFTER_MS).speedKmh > 0.5;

  let status = HEALTHY_STATUS;
  if (!accOn) status &= ~STATUS.accOn;
  if (!fix.located) status &= ~STATUS.located;
  if (moving && vehicle.edition === '2019') status |= MOVING_BIT_2019;
  into.alarmFlag =
    vehicle.scenario === null ? 0 : heldBits(vehicle.scenario.plan.alarms, instantMs) >>> 0;
  into.statusFlag = status >>> 0;
  into.latitudeE6 = Math.round(lat * 1e6);
  into.longitudeE6 = Math.round(lon * 1e6);
  into.altitudeM = Math.round(40 + 35 * Math.sin(place.alongM / 9_000 + seed));
  // A receiver measures speed to half a kilometre an hour, and nothing where it has no solution.
  const measured =
    moving && fix.located ? place.speedKmh + 0.4 * Math.sin(instantMs / 7_000 + seed) : 0;
  into.speedTenthKmh = Math.max(0, Math.round(measured * 10));
  into.directionDeg = place.courseDeg;
  const clockMs = instantMs + vehicle.clockOffsetMs + (misfit?.aheadMs ?? 0);
  into.fixTimeMs = Math.floor(clockMs / 1_000) * 1_000;
  into.mileageTenthKm = Math.floor((vehicle.odometerM + place.drivenM) / 100);
  into.fuelTenthL = ABSENT;
  into.recorderSpeedTenthKmh = Math.round(place.speedKmh * 10);
  const isOver = vehicle.scenario?.plan.overOccupied?.some(
    ({ fromMs, toMs }) => instantMs >= fromMs && instantMs < toMs,
  );
  into.videoAlarmFlag = isOver ? OVER_OCCUPIED : ABSENT;
  into.extendedSignal = ABSENT;
  into.signalStrength = 18 + (seed % 12);
  into.satellites = fix.located ? 9 + (Math.floor(instantMs / 60_000 + seed) % 7) : 0;
  return place;
}

function misfitAt({ scenario }: SimVehicle, instantMs: number): Misfit | undefined {
  return scenario?.plan.misfits.find(({ fromMs, toMs }) => instantMs >= fromMs && instantMs < toMs);
}

function fixOf(vehicle: SimVehicle, place: Place, instantMs: number) {
  for (const tunnel of vehicle.tunnels) {
    if (place.alongM < tunnel.fromM || place.alongM > tunnel.toM) continue;
    // A terminal without a solution repeats the last one: the portal it drove into.
    const portal = placeOn(vehicle.plan.road, place.direction === 1 ? tunnel.fromM : tunnel.toM);
    return { located: false, lonDeg: portal.lonDeg, latDeg: portal.latDeg };
  }
  const minute = Math.floor(instantMs / 60_000);
  if (vehicle.scenario === null && chanceAt(vehicle.seed, minute, 1) < DROPOUT_CHANCE) {
    const last = placeAt(vehicle.plan, minute * 60_000);
    return { located: false, lonDeg: last.lonDeg, latDeg: last.latDeg };
  }
  return { located: true, lonDeg: place.lonDeg, latDeg: place.latDeg };
}

/** Metres the receiver is off: slow waves of seeded phase, so that neighbouring fixes err alike. */
function noiseM(seed: number, instantMs: number): { eastM: number; northM: number } {
  const wave = (periodMs: number, k: number) =>
    Math.sin((TWO_PI * (instantMs % (periodMs * 4_096))) / periodMs + ((seed >>> k) & 0xff));
  return {
    eastM: 2.2 * wave(47_000, 0) + 1.3 * wave(131_000, 4) + 0.5 * wave(5_300, 8),
    northM: 2.0 * wave(53_000, 12) + 1.5 * wave(149_000, 16) + 0.5 * wave(6_100, 20),
  };
}
