/** What a seed stands for: fleet, weather of network and log, sizes of batches and snapshots, and who dies how often. */
import { DAY_MS } from '#core/time.ts';
import type { ProcessorSettings } from '#processors/config.ts';
import { type Random, randomOf } from '../simulation/random.ts';
import type { Traits } from './device.ts';
import { CALM, type LogWeather } from './log.ts';
import { FAIR, type NetworkWeather } from './network.ts';

export const ROLES = ['ingest', 'process', 'sink', 'dashboard'] as const;
export type Role = (typeof ROLES)[number];

export interface Scenario {
  seed: number;
  partitions: number;
  /** Facts are made until then, ms of virtual time. */
  liveMs: number;
  devices: (Traits & { vehicleId: string | null })[];
  network: NetworkWeather;
  log: LogWeather;
  kills: { atMs: number; role: Role; backAfterMs: number; isOrderly: boolean }[];
  rules: 'test' | 'product';
  processors: ProcessorSettings;
  ingest: {
    appendRecordsMax: number;
    lingerMs: number;
    silenceMs: number;
    unackedRecordsMax: number;
  };
  /** Delay of the processors' and the readers' reads. */
  readLagMs: { process: number; sink: number; dashboard: number };
  viewerPacesMs: number[];
  /** What an operator changes in the registry while reports flow. */
  changes: { atMs: number; what: Change }[];
  /** The host's wall clock is stepped by so much at that time. */
  clockStep: { atMs: number; byMs: number } | null;
}

export type Change =
  | { kind: 'rules'; settings: Record<string, Record<string, unknown>> }
  /** The vehicles' classes move on by one. */
  | { kind: 'classes'; shift: number }
  /** The first device reports for the last one's vehicle. */
  | { kind: 'moved' };

const RULE_SETTINGS: Record<string, Record<string, unknown>>[] = [
  { 'test.fast': { limitKmh: 60 }, 'speed.over': { sustainMs: 10_000 } },
  { 'test.fast': { limitKmh: 100 }, 'test.bit': { enabled: false }, terminal: { enabled: false } },
  { runtime: { reorderMs: 5_000, reorderReportsMax: 3 } },
  {},
];

/** Lies a clock can tell: 1970 as far as BCD reaches, 2099, a day either way, minutes either way. */
const CLOCK_LIES = [
  Date.UTC(2000, 0, 1) - Date.UTC(2026, 2, 1),
  Date.UTC(2099, 0, 1) - Date.UTC(2026, 2, 1),
  DAY_MS,
  -DAY_MS,
  -20 * 60_000,
  -45_000,
  3 * 60_000,
  15 * 60_000,
] as const;

export function scenarioOf(seed: number): Scenario {
  const random = randomOf(seed);
  const liveMs = random.int(4, 7) * 60_000;
  const scenario: Scenario = {
    seed,
    partitions: random.pick([1, 2, 3]),
    liveMs,
    devices: devicesOf(random),
    network: networkOf(random),
    log: logOf(random),
    kills: [],
    rules: random.next() < 0.6 ? 'test' : 'product',
    processors: {
      batchRecordsMax: random.pick([1, 3, 17, 200]),
      batchBytesMax: random.pick([1_024, 1 << 20]),
      idleWaitMs: 60_000,
      snapshotIntervalMs: 600_000,
      snapshotRecordsMax: random.pick([7, 40, 200]),
      retryMs: 200,
    },
    ingest: {
      appendRecordsMax: random.pick([2, 50, 4_096]),
      lingerMs: random.pick([0, 1, 20]),
      silenceMs: random.pick([45_000, 180_000]),
      unackedRecordsMax: random.pick([3, 100_000]),
    },
    readLagMs: {
      process: random.pick([0, 800, 4_000]),
      sink: random.pick([300, 3_000]),
      dashboard: random.pick([300, 8_000]),
    },
    changes: [],
    viewerPacesMs: [1_000, random.int(5_000, 40_000)],
    clockStep:
      random.next() < 0.15
        ? { atMs: random.int(60_000, liveMs), byMs: random.pick([-40_000, -5_000, 7_000, 90_000]) }
        : null,
  };
  const changesMax = random.pick([0, 0, 1, 4]);
  for (let change = 0; change < changesMax; change++) {
    const kind = random.pick(['rules', 'rules', 'classes', 'moved'] as const);
    const atMs = random.next() * liveMs;
    if (kind === 'rules')
      scenario.changes.push({ atMs, what: { kind, settings: random.pick(RULE_SETTINGS) } });
    else if (kind === 'classes')
      scenario.changes.push({ atMs, what: { kind, shift: random.int(1, 4) } });
    else scenario.changes.push({ atMs, what: { kind } });
  }
  const killsMax = random.pick([0, 2, 5, 12]);
  for (let kill = 0; kill < killsMax; kill++) {
    scenario.kills.push({
      atMs: random.next() * liveMs,
      role: random.pick(ROLES),
      backAfterMs: random.pick([10, 500, 5_000, 30_000]),
      isOrderly: random.next() < 0.15,
    });
  }
  scenario.kills.sort((a, b) => a.atMs - b.atMs);
  return scenario;
}

function devicesOf(random: Random): Scenario['devices'] {
  const count = random.int(2, 5);
  const devices: Scenario['devices'] = [];
  for (let n = 0; n < count; n++) {
    const lie = random.next();
    const base: Scenario['devices'][number] = {
      phone: `1390000${String(n).padStart(4, '0')}`,
      edition: random.pick(['2013', '2019']),
      carrier: random.next() < 0.2 ? 'udp' : 'tcp',
      clockOffsetMs:
        lie < 0.7 ? random.int(-2_000, 2_000) : lie < 0.75 ? null : random.pick(CLOCK_LIES),
      copies: random.next() < 0.15 ? 3 : 1,
      window: random.pick([1, 1, 4]),
      batches: random.next() < 0.6,
      noiseShare: random.next() < 0.2 ? 0.05 : 0,
      drivers: random.next() < 0.5 ? ['4403001', '4403002'] : [],
      blindShare: random.next() < 0.5 ? 0.02 : 0,
      vehicleId: random.next() < 0.8 ? `粤B${10_000 + n}-2` : null,
    };
    devices.push(base);
    // Two terminals go by one number.
    if (random.next() < 0.08) devices.push({ ...base, carrier: 'tcp' });
  }
  return devices;
}

function networkOf(random: Random): NetworkWeather {
  const isBad = random.next() < 0.7;
  if (!isBad) return FAIR;
  return {
    delayMsMax: random.pick([5, 300, 3_000]),
    breakShare: random.pick([0, 0.01, 0.08]),
    halfOpenShare: random.pick([0, 0.3, 0.8]),
    splitShare: random.pick([0, 0.5, 1]),
    datagramLossShare: random.pick([0, 0.1, 0.3]),
    datagramRepeatShare: random.pick([0, 0.2]),
  };
}

function logOf(random: Random): LogWeather {
  if (random.next() < 0.4) return CALM;
  return {
    appendMsMax: random.pick([2, 30, 400]),
    slowShare: random.pick([0, 0.02]),
    refusedShare: random.pick([0, 0.02, 0.1]),
    brokenShare: random.pick([0, 0, 0.005]),
    readMsMax: random.pick([1, 50]),
  };
}
