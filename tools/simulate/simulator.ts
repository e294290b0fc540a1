/** A fleet of terminals in one process: one timer, one socket per vehicle, no state but theirs. */
import { type Clock, systemClock } from '#core/time.ts';
import { TimerWheel } from '#ingest/timer-wheel.ts';
import { Device, type DeviceWorld, type SimulatorTotals } from './device.ts';
import type { Fleet } from './fleet.ts';

export interface SimulatorOptions {
  host: string;
  port: number;
  fleet: Fleet;
  /** Location reports per second over the whole fleet, on average; no vehicle reports more than once a second. */
  rate: number;
  /** Seeds dead spots and back-off; the fleet brings its own. */
  seed: number;
  /** Aborting powers every terminal off. */
  signal: AbortSignal;
  /** Called once a second. */
  onProgress?: (progress: SimulatorProgress) => void;
  clock?: Clock;
}

export interface SimulatorProgress extends SimulatorTotals {
  vehicles: number;
}

/** Below the gateway's acceptance of 500 a second, so that a start is no storm. */
const CONNECTS_PER_SECOND = 400;
/** Share of vehicles that drive at any time (90 of 140 minutes); standing ones report three times less often. */
const DRIVING_SHARE = 0.66;
const WHEEL_SLOT_MS = 50;
const ANSWER_WAIT_MS = 10_000;
const REPORT_EVERY_MIN_MS = 1_000;

/** Runs until `signal` aborts; resolves with the final counts. */
export async function startSimulator(options: SimulatorOptions): Promise<SimulatorProgress> {
  const { fleet, rate, signal } = options;
  const clock = options.clock ?? systemClock;
  const vehicles = fleet.vehicles.length;
  const totals: SimulatorTotals = {
    connected: 0,
    sent: 0,
    acked: 0,
    resent: 0,
    refused: 0,
    stored: 0,
    uploaded: 0,
    reconnects: 0,
    files: 0,
  };
  const wheel = new TimerWheel(WHEEL_SLOT_MS, 2_048, () => clock.now());
  const world: DeviceWorld = {
    host: options.host,
    port: options.port,
    wheel,
    clock,
    reportEveryMs: Math.max(
      REPORT_EVERY_MIN_MS,
      (1_000 * vehicles * (DRIVING_SHARE + (1 - DRIVING_SHARE) / 3)) / rate,
    ),
    answerWaitMs: ANSWER_WAIT_MS,
    seed: options.seed,
    totals,
  };
  const devices = fleet.vehicles.map((vehicle) => new Device(vehicle, world));
  const now = clock.now();
  devices.forEach((device, i) => {
    device.start(now + (1_000 * i) / CONNECTS_PER_SECOND);
  });
  wheel.start();
  const progress = setInterval(() => options.onProgress?.({ ...totals, vehicles }), 1_000);
  await aborted(signal);
  clearInterval(progress);
  wheel.stop();
  for (const device of devices) device.stop();
  return { ...totals, vehicles };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
