/**
 * The past of a fleet: what its terminals would have sent before `now`, written to reports.v1 before
 * the platform starts, so that rules which need hours fire within minutes. Every reading goes through
 * the product's own path: frame, framing, decoding, to-report. Times are the true past, nothing runs
 * faster than it would have.
 *
 * First the registry's changes as control readings (rules need classes and corridors), then readings
 * and ticks by received time. Ticks stand every second in the last quarter of an hour, every
 * half minute in the day before, and every ten minutes in the week before that.
 */
import { NO_SUBJECT } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS, systemTimers } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { IngestCounters } from '#ingest/counters.ts';
import { DeviceTable } from '#ingest/devices.ts';
import { newLocationFast } from '#ingest/protocols/jt808/location-fast.ts';
import { Publisher } from '#ingest/publish.ts';
import { RegistryFeed } from '#ingest/registry-feed.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { createLogger } from '#runtime/logger.ts';
import type { Fleet, SimVehicle } from './fleet.ts';
import { driverCardFrame, locationFrame } from './frames.ts';
import { observe } from './observe.ts';
import { chanceAt } from './random.ts';
import { driverAt } from './shift.ts';
import { contextOf, readingsOf } from './through-ingest.ts';

export interface HistoryOptions {
  log: EventLog;
  /** Of reports.v1. */
  partitions: number;
  fleet: Fleet;
  now: number;
  /** The installation's pseudonym key. */
  secret: Uint8Array;
  /** Called after each append with the share done, 0…1. */
  progress?: (share: number) => void;
}

export interface HistoryWritten {
  readings: number;
  ticks: number;
  fromMs: number;
}

/** Ordinary vehicles' history ends when the whole would hold more readings than this: it is shortened for all. */
const READINGS_MAX = 140_000;
const RECENT_MS = 15 * MINUTE_MS;
/** So many ordinary trucks have been on the road for longer: risk tells nothing of less than 100 km. */
export const LONG_MS = 150 * MINUTE_MS;
const LONG_VEHICLES_MAX = 24;
const EVERY_RECENT_MS = 30 * SECOND_MS;
const EVERY_EARLIER_MS = 60 * SECOND_MS;
const EVERY_PARKED_MS = 4 * MINUTE_MS;
/** Around a start or stop a terminal reports more closely; so do we, or driving times would be off by a sample. */
const AROUND_KNOT_MS = [-5_000, 0, 5_000, 10_000, 15_000];
const APPEND_RECORDS = 4_000;
const NO_BYTES = new Uint8Array(0);

const location = newLocationFast();

export async function preloadHistory(options: HistoryOptions): Promise<HistoryWritten> {
  const { partitions, fleet, now } = options;
  const perVehicle = Math.floor(READINGS_MAX / Math.max(1, fleet.vehicles.length));
  const recentMs = Math.min(RECENT_MS, perVehicle * EVERY_RECENT_MS);
  let fromMs = now - recentMs;
  const long = longOnRoad(fleet.vehicles);
  const beginOf = (vehicle: SimVehicle) =>
    vehicle.scenario?.plan.historyFromMs ?? now - (long.has(vehicle) ? LONG_MS : recentMs);
  for (const vehicle of fleet.vehicles) fromMs = Math.min(fromMs, beginOf(vehicle));
  fromMs = Math.floor(fromMs / SECOND_MS) * SECOND_MS;

  await copyRegistry(options, fromMs - SECOND_MS);
  const lanes = Array.from({ length: partitions }, (): AppendRecord[] => []);
  let readings = 0;
  for (const vehicle of fleet.vehicles) {
    readings += addVehicle(lanes, vehicle, { ...options, fromMs: beginOf(vehicle) });
  }
  let ticks = 0;
  for (const lane of lanes) {
    for (let t = fromMs; t < now; t += tickStepMs(now - t)) {
      lane.push(recordOf(NO_SUBJECT, tickAt(t)));
      ticks++;
    }
    // Stable: what one vehicle sent in one millisecond keeps its order.
    lane.sort((a, b) => a.timeMs - b.timeMs);
  }
  await append(options, lanes);
  return { readings, ticks, fromMs };
}

export function longOnRoad(vehicles: readonly SimVehicle[]): ReadonlySet<SimVehicle> {
  const trucks = vehicles.filter((each) => each.scenario == null && each.vehicle.class === 'heavy');
  return new Set(trucks.slice(0, LONG_VEHICLES_MAX));
}

function tickStepMs(agoMs: number): number {
  if (agoMs <= RECENT_MS) return SECOND_MS;
  return agoMs <= DAY_MS ? 30 * SECOND_MS : 10 * MINUTE_MS;
}

/** Vehicles, routes and rules into the partitions they concern, by ingest's own feed. */
async function copyRegistry(
  { log, partitions, secret }: HistoryOptions,
  atMs: number,
): Promise<void> {
  const logger = createLogger('simulate', 'warn');
  const counters = new IngestCounters();
  const nothing = () => {};
  const publisher = new Publisher({
    log,
    partitions,
    counters,
    logger,
    bounds: {
      unackedRecordsMax: 1e6,
      unackedBytesMax: 1e9,
      appendLagMsMax: 1e6,
      appendRecordsMax: APPEND_RECORDS,
      lingerMs: 0,
    },
    listener: { onDurable: nothing, onGivenUp: nothing, onRelief: nothing },
    timers: systemTimers,
    now: () => performance.now(),
  });
  const feed = new RegistryFeed({
    log,
    logger,
    clock: { now: () => atMs },
    timers: systemTimers,
    counters,
    devices: new DeviceTable(secret, partitions),
    publisher,
    partitions,
    pseudonymKey: secret,
    onDevice: nothing,
  });
  await feed.start();
  await feed.stop();
}

function addVehicle(
  lanes: AppendRecord[][],
  vehicle: SimVehicle,
  options: HistoryOptions & { fromMs: number },
): number {
  const { secret, fromMs, now } = options;
  const context = contextOf(vehicle, secret);
  const lane = lanes[partitionOf(context.subjectKey, options.partitions)]!;
  let count = 0;
  let serial = 0;
  let leg: number | null = null;
  const send = (frame: Buffer, sentMs: number) => {
    context.receivedTimeMs = sentMs + 200 + Math.floor(900 * chanceAt(vehicle.seed, serial, 9));
    for (const reading of readingsOf(frame, context)) {
      lane.push(recordOf(context.subjectKey, reading));
      count++;
    }
    serial = (serial + 1) & 0xffff;
  };
  const outages = vehicle.scenario?.plan.outages ?? [];
  for (const t of instants(vehicle, fromMs, now)) {
    if (outages.some((outage) => t >= outage.fromMs && t < outage.toMs)) continue;
    const place = observe(vehicle, t, location);
    const frame = locationFrame(vehicle, serial, location);
    if (leg !== place.legNumber) {
      const out = leg === null ? null : driverCardFrame(vehicle, serial, null, t - SECOND_MS);
      if (out !== null) send(out, t - SECOND_MS);
      leg = place.legNumber;
      send(driverCardFrame(vehicle, serial, driverAt(vehicle, place), t)!, t);
    }
    send(frame, t);
  }
  return count;
}

/** When the vehicle reported within [fromMs, now − 2 s). */
function instants(vehicle: SimVehicle, fromMs: number, now: number): number[] {
  const endMs = now - 2 * SECOND_MS;
  const speed = vehicle.scenario?.plan.script.speedKmh ?? null;
  const offset = Math.floor(chanceAt(vehicle.seed, 0, 8) * 30) * SECOND_MS;
  const result = new Set<number>();
  const align = (t: number) => Math.floor(t / SECOND_MS) * SECOND_MS;
  for (let t = fromMs + (speed === null ? offset : 0); t < endMs; ) {
    result.add(align(t));
    const parked = speed !== null && speed.at(t) < 0.5 && speed.at(t + EVERY_PARKED_MS) < 0.5;
    t += t >= now - RECENT_MS ? EVERY_RECENT_MS : parked ? EVERY_PARKED_MS : EVERY_EARLIER_MS;
  }
  for (const knot of speed?.knotsMs ?? []) {
    for (const around of AROUND_KNOT_MS) {
      const t = align(knot + around);
      if (t >= fromMs && t < endMs) result.add(t);
    }
  }
  return [...result].sort((a, b) => a - b);
}

function tickAt(timeMs: number): Reading {
  return {
    subjectKey: NO_SUBJECT,
    deviceKey: NO_SUBJECT,
    protocol: 'unknown',
    receivedTimeMs: timeMs,
    serial: 0,
    raw: NO_BYTES,
    body: { kind: 'tick', timeMs },
  };
}

function recordOf(key: string, reading: Reading): AppendRecord {
  return { key, timeMs: reading.receivedTimeMs, value: encodeReading(reading) };
}

async function append(
  { log, progress }: HistoryOptions,
  lanes: readonly AppendRecord[][],
): Promise<void> {
  const total = lanes.reduce((sum, lane) => sum + lane.length, 0);
  let done = 0;
  await Promise.all(
    lanes.map(async (lane, partition) => {
      for (let i = 0; i < lane.length; i += APPEND_RECORDS) {
        const records = lane.slice(i, i + APPEND_RECORDS);
        await log.append(TOPICS.reports, partition, records);
        done += records.length;
        progress?.(done / total);
      }
    }),
  );
}
