/**
 * A mixed fleet with misbehaving devices: the gateway with its guards as they come (bounds per address, rates, strikes), devices of
 * 2013, 2019 and odd headers with the items of several vendors, each with one report under way.
 *
 *   node bench/mixed-fleet.bench.ts                                  4,000 devices, 20 s calm, 20 s with 5 % more that misbehave
 *   node bench/mixed-fleet.bench.ts --devices 10000 --seconds 300    the full size
 *
 * What misbehaves, all at once: garbage, a byte a second, broken checksums, over-long and cut frames, bodies that do not fit,
 * encrypted ones, messages that never end, floods, unknown ids, repeats, wrong codes, pairs with one identity.
 *
 * Void unless every acknowledged report is in the log and no honest device loses its link. How the figures can mislead: gateway,
 * honest devices and misbehaving ones share two cores, so the besieged p99 holds the generator's own work too; on a machine that
 * others use, look at the load average and at both p99 together.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchResult, writeResults } from './harness.ts';
import { ask, kb, SECRETS, sleepMs, stopChild } from './load/child.ts';
import type { FleetOrder, FleetState } from './load/fleet-load.ts';
import type { GatewayState } from './load/gateway-process.ts';
import { machineLoad } from './platform-run.ts';

const GATEWAY = join(import.meta.dirname, 'load/gateway-process.ts');
const FLEET = join(import.meta.dirname, 'load/fleet-load.ts');
const MISBEHAVING_SHARE = 0.05;
/** Each device reports so often: a real fleet every 10 to 30 s, this one in a hurry. */
const INTERVAL_MS = 4_000;
/** Below the gateway's bounds, as a fleet that comes back in order. */
const CONNECT_PER_SECOND = 400;
const ROUND_MS = 5_000;

const { values: options } = parseArgs({
  options: {
    devices: { type: 'string', default: '4000' },
    seconds: { type: 'string', default: '20' },
  },
});
const devices = Number(options.devices);
const seconds = Number(options.seconds);

async function main(): Promise<void> {
  const load = machineLoad();
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-mixed-fleet-'));
  const gateway = fork(GATEWAY, [dir, '{}'], { execArgv: ['--expose-gc'] });
  const fleet = fork(FLEET);
  try {
    const { port } = await ask<{ port: number }>(gateway, { kind: 'start' });
    const empty = await ask<GatewayState>(gateway, { kind: 'state', collect: true });
    const order: FleetOrder = {
      port,
      deviceKey: SECRETS.deviceKey.toString('hex'),
      devices,
      firstPhone: 13_100_000_000,
      network: 10,
      devicesPerAddress: 150,
      connectPerSecond: CONNECT_PER_SECOND,
      baseMs: Math.floor(Date.now() / 1_000) * 1_000 - 7_200_000,
      seconds: Math.ceil((2 * seconds * 1_000) / INTERVAL_MS) + 64,
    };
    const { online } = await ask<FleetState>(fleet, { kind: 'connect', ...order });
    if (online < devices) throw new Error(`Only ${online} of ${devices} devices are online.`);
    const held = await ask<GatewayState>(gateway, { kind: 'state', collect: true });
    await ask(fleet, { kind: 'report', intervalMs: INTERVAL_MS });
    await sleepMs(ROUND_MS);

    const calm = await phase(fleet, gateway);
    await ask(fleet, { kind: 'misbehave', devices: Math.round(devices * MISBEHAVING_SHARE) });
    await sleepMs(ROUND_MS);
    const besieged = await phase(fleet, gateway);
    const loaded = await ask<GatewayState>(gateway, { kind: 'state', collect: true });
    await ask(fleet, { kind: 'quiet' });
    const after = await ask<GatewayState>(gateway, { kind: 'state' });
    const { linksLost } = await ask<FleetState>(fleet, { kind: 'state' });
    const ledger = await ask<object>(fleet, { kind: 'ledger' });
    const { lost, acknowledged } = await ask<{ lost: number; acknowledged: number }>(gateway, {
      kind: 'lost',
      ...ledger,
    });
    console.log('outcomes', after.outcomes);
    console.log('closes', positive(after.closes), 'refusals', positive(after.refusals));
    const figures = {
      p50Ms: besieged.p50Ms,
      p99Ms: besieged.p99Ms,
      calmP50Ms: calm.p50Ms,
      calmP99Ms: calm.p99Ms,
      p99Share: Math.round((besieged.p99Ms / calm.p99Ms) * 100) / 100,
      heldKbPerConnection: kb((held.rssBytes - empty.rssBytes) / devices),
      loadedKbPerConnection: kb((loaded.rssBytes - empty.rssBytes) / loaded.connectionsOpen),
      acknowledgedReports: acknowledged,
      acknowledgedLost: lost,
      honestLinksLost: linksLost,
      impersonationsFound: after.impersonations,
      gatewayCores: Math.round(besieged.gatewayCores * 100) / 100,
      loadAverageBefore: load.loadAverage1Min,
    };
    const results = [
      resultOf(`mixed fleet, ${devices} devices, calm`, calm, {
        p50Ms: calm.p50Ms,
        p99Ms: calm.p99Ms,
      }),
      resultOf(`mixed fleet, ${devices} devices and 5 % misbehaving`, besieged, figures),
    ];
    writeResults('mixed-fleet', results, {
      seed: 0,
      notes: `${seconds} s each, one report per device in ${INTERVAL_MS / 1_000} s; gateway with default guards`,
    });
    if (lost > 0) throw new Error(`${lost} acknowledged reports are not in the log.`);
    if (linksLost > 0) throw new Error(`${linksLost} links of honest devices were lost.`);
    if (after.imbalance !== 0) throw new Error(`${after.imbalance} frames have no outcome.`);
    await ask(fleet, { kind: 'stop' });
    await ask(gateway, { kind: 'stop' });
  } finally {
    await stopChild(fleet);
    await stopChild(gateway);
    rmSync(dir, { recursive: true, force: true });
  }
}

interface Phase {
  rates: number[];
  p50Ms: number;
  p99Ms: number;
  gatewayCores: number;
}

/** Quantiles are those of the whole phase's rounds, in the middle: one stall of the machine is not the gateway's. */
async function phase(
  fleet: ReturnType<typeof fork>,
  gateway: ReturnType<typeof fork>,
): Promise<Phase> {
  const rates: number[] = [];
  const p50s: number[] = [];
  const p99s: number[] = [];
  const first = await ask<GatewayState>(gateway, { kind: 'state' });
  let before = await ask<FleetState>(fleet, { kind: 'state' });
  const startMs = performance.now();
  for (let round = 0; round < Math.max(1, (seconds * 1_000) / ROUND_MS); round++) {
    const roundMs = performance.now();
    await sleepMs(ROUND_MS);
    const now = await ask<FleetState>(fleet, { kind: 'state' });
    rates.push(((now.acks - before.acks) / (performance.now() - roundMs)) * 1_000);
    p50s.push(now.p50Ms);
    p99s.push(now.p99Ms);
    before = now;
  }
  const last = await ask<GatewayState>(gateway, { kind: 'state' });
  const gatewayCores = (last.cpuMs - first.cpuMs) / (performance.now() - startMs);
  return { rates, p50Ms: median(p50s), p99Ms: median(p99s), gatewayCores };
}

function resultOf(name: string, { rates }: Phase, figures: Record<string, number>): BenchResult {
  const meanPerSecond = mean(rates);
  return {
    name,
    unit: 'reports',
    rounds: rates.length,
    meanPerSecond,
    deviationPerSecond: Math.sqrt(mean(rates.map((rate) => (rate - meanPerSecond) ** 2))),
    minPerSecond: Math.min(...rates),
    maxPerSecond: Math.max(...rates),
    meanPerCpuSecond: 0,
    values: rates,
    figures,
  };
}

const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
const positive = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

await main();
