/**
 * From the first frame at the socket to the last row the store has confirmed, on any log: what the benches of the
 * whole platform share. A run is void unless sent = acknowledged = observed = stored.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from '@clickhouse/client';
import pino from 'pino';
import { Registry } from 'prom-client';
import { TOPICS } from '#core/topics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { startStore } from '#runtime/store/supervisor.ts';
import { FleetProcess } from './fleet-process.ts';
import { type BenchResult, writeResults } from './harness.ts';
import { fleetRegistry } from './pipelined-fleet.ts';
import { cpuShare, machineLoad, type NamedProcess, PlatformRun } from './platform-run.ts';

const SAMPLE_MS = 1_000;
/** A sample costs the platform some milliseconds; the end is known no finer than this. */
const DRAIN_SAMPLE_MS = 200;
const DRAIN_MS_MAX = 120_000;

export interface SocketToRowOptions {
  vehicles: number;
  depth: number;
  seconds: number;
  /** Ends before its time when so many are acknowledged: two runs of like size compare. */
  reports: number;
  rate: number | null;
  profile: boolean;
}
const DEFAULTS: SocketToRowOptions = {
  vehicles: 10_000,
  depth: 8,
  seconds: 15,
  reports: Number.POSITIVE_INFINITY,
  rate: null,
  profile: false,
};

/** What is measured, and on which log. */
export interface Bed {
  /** Result file, without `.json`. */
  file: string;
  name: string;
  /** Reports a second. */
  floor: number;
  goal: number;
  /** Settings of the log; `{}` = embedded. */
  log: object;
  /** Processes that work for the platform and are not its children. */
  beside: readonly NamedProcess[];
  /** The log as a reader finds it after the platform has stopped. */
  open(dataDir: string): Promise<EventLog>;
}

/** Writes the result file. Throws when the counts differ. */
export async function socketToRow(
  bed: Bed,
  changes: Partial<SocketToRowOptions> = {},
): Promise<BenchResult[]> {
  const options = { ...DEFAULTS, ...changes };
  const load = machineLoad();
  const platform = await PlatformRun.start({
    registry: fleetRegistry(options.vehicles),
    profileDir: options.profile ? join(tmpdir(), 'tizheng-profiles') : null,
    log: bed.log,
    beside: bed.beside,
  });
  try {
    const result = await measureRun(bed, platform, options, load);
    writeResults(bed.file, [result], {
      seed: 0,
      notes: `${options.vehicles} vehicles, ${options.depth} frames in flight each, ${options.seconds} s; floor ${bed.floor}, goal ${bed.goal} reports/s; load average ${load.loadAverage1Min} before the start`,
    });
    return [result];
  } finally {
    await platform.stop();
    platform.discard();
  }
}

/** Options of the command line that were given. */
export function givenOptions(): Partial<SocketToRowOptions> {
  const { values } = parseArgs({
    options: {
      vehicles: { type: 'string' },
      depth: { type: 'string' },
      seconds: { type: 'string' },
      reports: { type: 'string' },
      rate: { type: 'string' },
      'cpu-prof': { type: 'boolean' },
    },
  });
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const wishes = {
    vehicles: number(values.vehicles),
    depth: number(values.depth),
    seconds: number(values.seconds),
    reports: number(values.reports),
    rate: number(values.rate),
    profile: values['cpu-prof'],
  };
  return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined));
}

async function measureRun(
  bed: Bed,
  platform: PlatformRun,
  options: SocketToRowOptions,
  load: ReturnType<typeof machineLoad>,
): Promise<BenchResult> {
  const fleet = await FleetProcess.start({
    port: platform.tcpPort,
    vehicles: options.vehicles,
    depth: options.depth,
    rate: options.rate,
    deviceKey: platform.secrets.deviceKey,
  });
  const before = { cpu: platform.cpuSeconds(), fleet: await fleet.state() };
  const othersUse = cpuShare();
  const { firstSentMs } = await fleet.go();
  const samples: Sample[] = [];
  const endMs = performance.now() + options.seconds * 1_000;
  while (performance.now() < endMs && (samples.at(-1)?.acknowledged ?? 0) < options.reports) {
    await sleep(SAMPLE_MS);
    samples.push(await sampleOf(platform, fleet));
  }
  await fleet.pause();
  const last = await drained(platform, fleet, samples);
  const seconds = (last.atMs - firstSentMs) / 1_000;
  const spent = platform.cpuSeconds();
  const rss = platform.rssBytes();
  const { sent, acknowledged, cpuSeconds } = await fleet.state();
  fleet.stop();
  const refused = last.refused;
  await platform.stop();
  const counts = { sent, acknowledged, ...(await countsOnDisk(bed, platform.dataDir)) };
  const cpu: Record<string, number> = { generator: cpuSeconds - before.fleet.cpuSeconds };
  for (const [role, total] of Object.entries(spent)) cpu[role] = total - (before.cpu[role] ?? 0);
  printProfile({ cpu, rss, counts, seconds, samples, busy: othersUse() });
  const agreed = new Set(Object.values(counts)).size === 1 && refused === 0;
  if (!agreed) throw new Error(`Counts differ: ${JSON.stringify({ ...counts, refused })}`);
  const perSecond = counts.stored / seconds;
  const ackSeconds = (last.ackedMs - firstSentMs) / 1_000;
  return {
    name: bed.name,
    unit: 'reports',
    rounds: 1,
    meanPerSecond: perSecond,
    deviationPerSecond: 0,
    minPerSecond: perSecond,
    maxPerSecond: perSecond,
    meanPerCpuSecond: counts.stored / Object.values(cpu).reduce((sum, own) => sum + own, 0),
    values: samples.map(({ stored }) => stored),
    figures: {
      reports: counts.stored,
      seconds: round(seconds),
      acknowledgedPerSecond: Math.round(counts.acknowledged / ackSeconds),
      loadAverageBefore: load.loadAverage1Min,
      coresUsed: round(Object.values(cpu).reduce((sum, own) => sum + own, 0) / seconds),
      ...Object.fromEntries(
        Object.entries(cpu).map(([role, own]) => [
          `cpu µs/report ${role}`,
          round((own * 1e6) / counts.stored),
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(rss).map(([name, bytes]) => [`rss MB ${name}`, Math.round(bytes / 1e6)]),
      ),
    },
  };
}

interface Sample {
  /** Milliseconds since 1970. */
  atMs: number;
  /** When the last acknowledgement had come, as far as samples tell. */
  ackedMs: number;
  acknowledged: number;
  observed: number;
  stored: number;
  refused: number;
  dashboardLag: number;
}

async function sampleOf(platform: PlatformRun, fleet: FleetProcess): Promise<Sample> {
  const { sent, acknowledged } = await fleet.state();
  const metrics = await platform.metrics();
  const atMs = performance.timeOrigin + performance.now();
  return {
    atMs,
    ackedMs: sent === acknowledged ? atMs : 0,
    acknowledged,
    observed: metrics.sum(
      'tizheng_processor_records_total',
      'stage="vehicle"',
      'outcome="observations"',
    ),
    stored: metrics.sum('tizheng_sink_rows_total', 'table="dw.positions"'),
    refused: metrics.sum('tizheng_ingest_frame_outcomes_total', 'outcome="refused"'),
    dashboardLag: metrics.sum('tizheng_dashboard_lag_records'),
  };
}

/** Waits until everything acknowledged is in the store and the map has it as well. */
async function drained(
  platform: PlatformRun,
  fleet: FleetProcess,
  samples: Sample[],
): Promise<Sample> {
  const untilMs = performance.now() + DRAIN_MS_MAX;
  let ackedMs = 0;
  for (;;) {
    const sample = await sampleOf(platform, fleet);
    if (ackedMs === 0) ackedMs = sample.ackedMs;
    samples.push(sample);
    if (sample.ackedMs > 0 && sample.stored >= sample.acknowledged && sample.dashboardLag === 0)
      return { ...sample, ackedMs };
    if (performance.now() > untilMs)
      throw new Error(`Not drained in ${DRAIN_MS_MAX / 1_000} s: ${JSON.stringify(sample)}`);
    await sleep(DRAIN_SAMPLE_MS);
  }
}

/** The truth after the end: positions in the log, and rows that a query counts. */
async function countsOnDisk(
  bed: Bed,
  dataDir: string,
): Promise<{ observed: number; stored: number }> {
  const log = await bed.open(dataDir);
  let observed = 0;
  for (let partition = 0; partition < log.partitions(TOPICS.observations); partition++)
    observed += (await log.ends(TOPICS.observations, partition)).high;
  await log.close();
  const logger = pino({ level: 'silent' });
  const store = await startStore({
    dataDir: join(dataDir, 'store'),
    logger,
    metrics: new Registry(),
  });
  const { url, username, password } = store;
  const client = createClient({ url, username, password });
  const rows = await client.query({
    query: 'SELECT toUInt32(count()) AS rows FROM dw.positions',
    format: 'JSONEachRow',
  });
  const [row] = (await rows.json()) as [{ rows: number }];
  await client.close();
  await store.stop();
  return { observed, stored: row.rows };
}

function printProfile(parts: {
  cpu: Record<string, number>;
  rss: Record<string, number>;
  counts: Record<string, number>;
  seconds: number;
  samples: Sample[];
  busy: number;
}): void {
  const { cpu, rss, counts, seconds, samples, busy } = parts;
  const stored = counts.stored ?? 0;
  console.log(
    `counts ${JSON.stringify(counts)}, ${round(seconds)} s; the machine was ${Math.round(busy * 100)} % busy`,
  );
  const all = Object.values(cpu).reduce((sum, own) => sum + own, 0);
  console.table(
    Object.fromEntries(
      Object.entries(cpu)
        .sort(([, a], [, b]) => b - a)
        .map(([role, own]) => [
          role,
          {
            'CPU s': round(own),
            'share %': Math.round((own / all) * 100),
            'µs per report': round((own * 1e6) / stored),
            'of one core %': Math.round((own / seconds) * 100),
          },
        ]),
    ),
  );
  console.table(
    Object.fromEntries(
      Object.entries(rss).map(([name, bytes]) => [name, { 'RSS MB': Math.round(bytes / 1e6) }]),
    ),
  );
  const startMs = samples[0]?.atMs ?? 0;
  for (const { atMs, acknowledged, observed, stored: rows } of samples.filter(
    (_, i) => i % 5 === 0 || i === samples.length - 1,
  ))
    console.log(
      `  +${round((atMs - startMs) / 1_000)} s  acknowledged ${acknowledged}  observed ${observed}  stored ${rows}`,
    );
}

const round = (value: number) => Math.round(value * 100) / 100;
