/**
 * Connections held with heartbeats: several gateways and as many fleets, each pair in processes of its own, because a
 * process carries at most 20,000 descriptors.
 *
 *   node bench/connections.bench.ts                      50,000 on 4 gateways, 30 s
 *   node bench/connections.bench.ts --connections 8000 --gateways 2 --seconds 120
 *
 * Void unless every link is held and every heartbeat that was sent is answered. Memory is that of the gateways alone, after
 * a collection, above what an empty one takes; the kernel's socket buffers are not in it. A heartbeat each 30 s and device.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeResults } from './harness.ts';
import { ask, kb, SECRETS, sleepMs, stopChild } from './load/child.ts';
import type { FleetOrder, FleetState } from './load/fleet-load.ts';
import type { GatewayState } from './load/gateway-process.ts';
import { machineLoad } from './platform-run.ts';

const GATEWAY = join(import.meta.dirname, 'load/gateway-process.ts');
const FLEET = join(import.meta.dirname, 'load/fleet-load.ts');
const HEARTBEAT_MS = 30_000;

const { values: options } = parseArgs({
  options: {
    connections: { type: 'string', default: '50000' },
    gateways: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '30' },
  },
});
const gateways = Number(options.gateways);
const each = Math.ceil(Number(options.connections) / gateways);
const seconds = Number(options.seconds);

async function main(): Promise<void> {
  const load = machineLoad();
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-connections-'));
  const pairs = Array.from({ length: gateways }, (_, n) => ({
    gateway: fork(GATEWAY, [join(dir, String(n)), '{}'], { execArgv: ['--expose-gc'] }),
    fleet: fork(FLEET),
  }));
  const states = (collect: boolean) =>
    Promise.all(pairs.map(({ gateway }) => ask<GatewayState>(gateway, { kind: 'state', collect })));
  const fleets = () =>
    Promise.all(pairs.map(({ fleet }) => ask<FleetState>(fleet, { kind: 'state' })));
  try {
    const ports = await Promise.all(
      pairs.map(({ gateway }) => ask<{ port: number }>(gateway, { kind: 'start' })),
    );
    const empty = await states(true);
    const startMs = performance.now();
    await Promise.all(
      pairs.map(({ fleet }, n) => {
        const order: FleetOrder = {
          port: ports[n]!.port,
          deviceKey: SECRETS.deviceKey.toString('hex'),
          devices: each,
          firstPhone: 13_100_000_000 + n * 1_000_000,
          network: 10 + n,
          devicesPerAddress: 150,
          connectPerSecond: 400,
          baseMs: 0,
          seconds: 8,
        };
        return ask(fleet, { kind: 'connect', ...order });
      }),
    );
    const connectedMs = performance.now() - startMs;
    const held = await states(true);
    for (const { fleet } of pairs) await ask(fleet, { kind: 'beat', intervalMs: HEARTBEAT_MS });
    const before = await fleets();
    const cpuBefore = await states(false);
    await sleepMs(seconds * 1_000);
    const after = await fleets();
    const cpuAfter = await states(false);
    for (const { fleet } of pairs) await ask(fleet, { kind: 'quiet' });
    const beaten = await states(true);

    const sum = (list: readonly number[]) => list.reduce((total, n) => total + n, 0);
    const open = sum(beaten.map((state) => state.sessionsOpen));
    const acks = sum(after.map((state) => state.acks)) - sum(before.map((state) => state.acks));
    const linksLost = sum(after.map((state) => state.linksLost));
    const perConnection = (now: readonly GatewayState[]) =>
      kb((sum(now.map((s) => s.rssBytes)) - sum(empty.map((s) => s.rssBytes))) / (each * gateways));
    const rate = acks / seconds;
    writeResults(
      'connections',
      [
        {
          name: `connections held with heartbeats, ${each * gateways} on ${gateways} gateways`,
          unit: 'heartbeats',
          rounds: 1,
          meanPerSecond: rate,
          deviationPerSecond: 0,
          minPerSecond: rate,
          maxPerSecond: rate,
          meanPerCpuSecond: 0,
          values: [rate],
          figures: {
            connectionsHeld: open,
            linksLost,
            heldKbPerConnection: perConnection(held),
            beatenKbPerConnection: perConnection(beaten),
            rssMbAll: Math.round(sum(beaten.map((s) => s.rssBytes)) / 1e6),
            p99Ms: Math.max(...after.map((state) => state.p99Ms)),
            gatewayCores:
              Math.round(
                (sum(cpuAfter.map((s) => s.cpuMs)) - sum(cpuBefore.map((s) => s.cpuMs))) /
                  seconds /
                  10,
              ) / 100,
            connectedPerSecond: Math.round((each * gateways * 1_000) / connectedMs),
            loadAverageBefore: load.loadAverage1Min,
          },
        },
      ],
      {
        seed: 0,
        notes: `${seconds} s, a heartbeat each ${HEARTBEAT_MS / 1_000} s; default guards`,
      },
    );
    if (open !== each * gateways) throw new Error(`Only ${open} of ${each * gateways} are held.`);
    if (linksLost > 0) throw new Error(`${linksLost} links were lost.`);
    for (const { fleet, gateway } of pairs) {
      await ask(fleet, { kind: 'stop' });
      await ask(gateway, { kind: 'stop' });
    }
  } finally {
    await Promise.all(
      pairs.flatMap(({ fleet, gateway }) => [stopChild(fleet), stopChild(gateway)]),
    );
    rmSync(dir, { recursive: true, force: true });
  }
}

await main();
