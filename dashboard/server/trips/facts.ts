/** Gathers what the platform knows before a trip: registry, positions, alerts, sensors, and driving from the store. */
import { displacementM } from '#core/geo/distance.ts';
import type { SubjectKey, SubjectKind } from '#core/identity.ts';
import type { Ban } from '#core/registry/ban.ts';
import type { Driver } from '#core/registry/driver.ts';
import type { Holiday } from '#core/registry/holiday.ts';
import type { Section } from '#core/registry/section.ts';
import type { Station } from '#core/registry/station.ts';
import type { Vehicle } from '#core/registry/vehicle.ts';
import type { Zone } from '#core/registry/zone.ts';
import type { Observation } from '#core/report.ts';
import { DAY_MS } from '#core/time.ts';
import { checkTrip } from '#core/trip/check/check.ts';
import type {
  CheckFacts,
  DriverFacts,
  DrivingPeriod,
  RiskAt,
  WeatherAt,
} from '#core/trip/check/facts.ts';
import {
  centreOf,
  groundOf,
  type PlaceLookup,
  partsOf,
  type TripGround,
  type TripPapers,
} from '#core/trip/ground.ts';
import type { TripCheck, TripPlan } from '#core/trip/trip.ts';
import type { AlertBook } from '../alert-book.ts';
import type { DeviceRegister } from '../device-register.ts';
import type { Fleet } from '../fleet.ts';
import type { RegistryTable } from '../registry/table.ts';
import type { SensorBoard } from '../sensor-board.ts';
import { beginOf, endOf, type TripBook } from './book.ts';
import type { TripTracks } from './tracks.ts';

/** Whoever judges the risk of a trip; null = it cannot tell. */
export type RiskModel = (plan: TripPlan, ground: TripGround) => Promise<RiskAt | null>;
/** Driving periods of a track in order of event time; the processors' own clock. */
export type DrivingLedger = (track: Iterable<Observation>) => DrivingPeriod[];

export interface FactParts {
  registry: RegistryTable;
  book: AlertBook;
  fleet: Fleet;
  sensors: SensorBoard;
  devices: DeviceRegister;
  trips: TripBook;
  tracks: TripTracks;
  driving: DrivingLedger;
  risk: RiskModel | null;
  silentAfterMs: number;
}

const DRIVING_MS = 7 * DAY_MS;
/** A section lies on the way when most of its corners lie this near to it, m. */
const ON_WAY_M = 150;
/** A weather station speaks for the way within this, m. */
const STATION_M = 3_000;
/** Alerts that say something of terminal, link or position. */
const TROUBLES = /^(terminal\.(fault|power-cut|power-low)|link\.|position\.|clock\.)/;

export class TripFacts {
  readonly #parts: FactParts;

  constructor(parts: FactParts) {
    this.#parts = parts;
  }

  /** The check as of now. `tripId` is the trip itself, which does not stand in its own way. */
  async check(tripId: string, plan: TripPlan, nowMs: number): Promise<TripCheck> {
    return checkTrip(plan, await this.gather(tripId, plan, nowMs));
  }

  papersOf(plan: TripPlan): TripPapers {
    const { registry } = this.#parts;
    const entity = <T>(kind: SubjectKind, id: string | undefined): T | null | undefined =>
      id === undefined ? undefined : ((registry.find(kind, id)?.item as T | undefined) ?? null);
    return {
      route: entity('route', plan.routeId),
      line: entity('line', plan.lineId),
      ticket: entity('ticket', plan.ticketId),
      waybill: entity('waybill', plan.waybillId),
      permits: (plan.permitIds ?? []).map((permitId) => ({
        permitId,
        permit: entity<never>('permit', permitId) ?? null,
      })),
    };
  }

  groundOf(plan: TripPlan): TripGround {
    const { registry } = this.#parts;
    const lookup: PlaceLookup = {
      station: (id) => registry.find('station', id)?.item as Station | undefined,
      zone: (id) => registry.find('zone', id)?.item as Zone | undefined,
    };
    return groundOf(plan, this.papersOf(plan), lookup);
  }

  async gather(tripId: string, plan: TripPlan, nowMs: number): Promise<CheckFacts> {
    const { registry, fleet, devices, book, risk } = this.#parts;
    const ground = this.groundOf(plan);
    const { vehicleKey } = plan;
    const vehicle = registry.get(`vehicle:${vehicleKey}`)?.item as Vehicle | undefined;
    const troubles = [...book.openOf(vehicleKey)]
      .filter(({ alert }) => TROUBLES.test(alert.type))
      .map(({ alert: { type, severity } }) => ({ type, severity }));
    return {
      nowMs,
      ground,
      papers: this.papersOf(plan),
      vehicle: vehicle ?? null,
      drivers: await Promise.all(plan.driverKeys.map((key) => this.#driver(key, { plan, nowMs }))),
      bans: this.#items<Ban>('ban'),
      holidays: this.#items<Holiday>('holiday'),
      sections: ground.way === null ? null : this.#sectionsOn(ground),
      weather: this.#weatherOn(ground, nowMs),
      risk: risk === null ? null : await risk(plan, ground),
      device: {
        lastSeenMs: fleet.newest(vehicleKey)?.eventTimeMs ?? null,
        silentAfterMs: this.#parts.silentAfterMs,
        terminals: devices.devicesOf(vehicleKey).length,
        troubles,
      },
      overlaps: this.#overlaps(tripId, plan),
    };
  }

  async #driver(
    key: SubjectKey,
    { plan, nowMs }: { plan: TripPlan; nowMs: number },
  ): Promise<DriverFacts> {
    const { registry, tracks, driving } = this.#parts;
    const driver = (registry.get(`driver:${key}`)?.item as Driver | undefined) ?? null;
    const span = { fromMs: plan.arriveMs - DRIVING_MS, toMs: Math.min(nowMs, plan.departMs) };
    try {
      const track = await tracks.ofDriver(key, plan.vehicleKey, span);
      return { key, driver, driving: driving(track) };
    } catch {
      // A store that is away makes this item unknown, not the whole check.
      return { key, driver, driving: null };
    }
  }

  #items<T>(kind: SubjectKind): T[] {
    return this.#parts.registry
      .rows(kind)
      .filter(({ isGone }) => !isGone)
      .map(({ item }) => item as T);
  }

  #sectionsOn({ way }: TripGround): Section[] {
    const reachM = ON_WAY_M + (way?.halfWidthM ?? 0);
    return this.#items<Section>('section').filter(({ corridor }) => {
      if (corridor === undefined || way === null) return false;
      const corners = partsOf(corridor).flat();
      const near = corners.filter(([lon, lat]) => way.line.distanceM(lat, lon) <= reachM);
      return near.length * 2 > corners.length;
    });
  }

  #weatherOn({ way, origin, destination, via }: TripGround, nowMs: number): WeatherAt[] | null {
    const points = [origin, ...via.map(({ area }) => area), destination].flatMap((area) =>
      area === null ? [] : centreOf(area),
    );
    if (way === null && points.length === 0) return null;
    const told: WeatherAt[] = [];
    for (const {
      sensor,
      level,
      eventTimeMs,
      staleAfterMs,
      visibilityM,
    } of this.#parts.sensors.changedSince(null)) {
      if (sensor.kind !== 'weather' || eventTimeMs === null) continue;
      if (nowMs - eventTimeMs > staleAfterMs) continue;
      const { latitudeDeg, longitudeDeg, sensorId } = sensor;
      const isNear =
        way !== null
          ? way.line.distanceM(latitudeDeg, longitudeDeg) <= STATION_M
          : points.some(
              (at) =>
                displacementM(at.latitudeDeg, at.longitudeDeg, latitudeDeg, longitudeDeg) <=
                STATION_M,
            );
      if (isNear) told.push({ sensorId, level, visibilityM });
    }
    return told.length === 0 ? null : told;
  }

  #overlaps(tripId: string, plan: TripPlan): CheckFacts['overlaps'] {
    const found: { tripId: string; driverKey: SubjectKey | null }[] = [];
    for (const { trip } of this.#parts.trips.entries()) {
      if (trip.tripId === tripId || (trip.state !== 'approved' && trip.state !== 'running'))
        continue;
      if (beginOf(trip) >= plan.arriveMs || endOf(trip) <= plan.departMs) continue;
      if (trip.plan.vehicleKey === plan.vehicleKey)
        found.push({ tripId: trip.tripId, driverKey: null });
      for (const driverKey of plan.driverKeys)
        if (trip.plan.driverKeys.includes(driverKey))
          found.push({ tripId: trip.tripId, driverKey });
    }
    return found;
  }
}
