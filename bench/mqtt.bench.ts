/**
 * MQTT QoS 1 to durable acknowledgement: 500 publishers with 20 messages in flight each, embedded log
 * with fdatasync before the PUBACK. Three ways: our publish-only endpoint, the full broker aedes with
 * the same append before its PUBACK, and Mosquitto in front of ingest.
 *
 *   node bench/mqtt.bench.ts                       all of them, 5 rounds of 2 s each
 *   node bench/mqtt.bench.ts endpoint json         one, with JSON payloads (default: protobuf)
 *   node bench/mqtt.bench.ts endpoint --cpu-prof   also writes mqtt.cpuprofile beside the results
 *
 * How the figures can mislead: "per CPU second" counts the measured process with the log's writer
 * thread; the generator (and Mosquitto) share the machine and are not subtracted from the rate. With
 * 500 × 20 in flight the latency is mostly queueing: it says how long a window takes, not a message.
 * Through Mosquitto the publishers are acknowledged by Mosquitto; what counts there is ingest's answer.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mosquittoIsThere, startMosquitto } from '#tests/services/mosquitto.ts';
import { type BenchResult, writeResults } from './harness.ts';
import { Publishers } from './mqtt/publishers.ts';
import { SECRETS, type ServerKind, type ServerState, serve } from './mqtt/server.ts';

const SELF = fileURLToPath(import.meta.url);
const CONNECTIONS = 500;
const WINDOW = 20;
const ROUNDS = 5;
const ROUND_MS = 2_000;
/** Through a broker a round is a number of messages: it takes more than we, and keeps what waits. */
const BROKER_ROUND_MESSAGES = 60_000;

type Payload = 'protobuf' | 'json';
interface Case {
  kind: ServerKind;
  payload: Payload;
}
const CASES: readonly Case[] = [
  { kind: 'endpoint', payload: 'protobuf' },
  { kind: 'endpoint', payload: 'json' },
  { kind: 'aedes', payload: 'protobuf' },
  { kind: 'broker', payload: 'protobuf' },
];
const NAMES: Record<ServerKind, string> = {
  endpoint: 'publish-only endpoint',
  aedes: 'aedes, append in authorizePublish',
  broker: 'through Mosquitto',
};

interface LoadState {
  acknowledged: number;
  p50Ms: number;
  p99Ms: number;
  cpuMs: number;
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).filter((text) => !text.startsWith('--'));
  const payload: Payload = asked.includes('json') ? 'json' : 'protobuf';
  const kinds = asked.filter((text): text is ServerKind => text in NAMES);
  const cases = kinds.length === 0 ? CASES : kinds.map((kind) => ({ kind, payload }));
  const [load = 0] = loadavg();
  const results: BenchResult[] = [];
  for (const one of cases) {
    if (one.kind === 'broker' && !mosquittoIsThere) continue;
    results.push(await run(one));
  }
  writeResults('mqtt', results, {
    seed: 0,
    notes: `load average before the start ${load.toFixed(1)}; generator and Mosquitto on the same cores`,
  });
}

async function run({ kind, payload }: Case): Promise<BenchResult> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-mqtt-bench-'));
  const mosquitto = kind === 'broker' ? await startMosquitto() : null;
  const profile = process.argv.includes('--cpu-prof')
    ? [
        '--cpu-prof',
        '--cpu-prof-name=mqtt.cpuprofile',
        `--cpu-prof-dir=${join(import.meta.dirname, 'results')}`,
      ]
    : [];
  const server = fork(SELF, ['--server', kind, dir, mosquitto?.url ?? ''], { execArgv: profile });
  const load = fork(SELF, ['--load']);
  try {
    const { port } = await ask<{ port: number }>(server, { kind: 'start' });
    await ask(load, { kind: 'connect', port: mosquitto?.port ?? port, payload });
    const round = kind === 'broker' ? brokerRound : timedRound;
    if (kind !== 'broker') await ask(load, { kind: 'go', messages: Number.MAX_SAFE_INTEGER });
    await round(server, load);
    const values: number[] = [];
    const cpuValues: number[] = [];
    const latencies: LoadState[] = [];
    await ask(load, { kind: 'state' });
    const first = await ask<ServerState>(server, { kind: 'state' });
    let last = first;
    for (let n = 0; n < ROUNDS; n++) {
      const before = await ask<ServerState>(server, { kind: 'state' });
      const seconds = await round(server, load);
      last = await ask<ServerState>(server, { kind: 'state' });
      const acknowledged = last.acknowledged - before.acknowledged;
      values.push(acknowledged / seconds);
      cpuValues.push((acknowledged / (last.cpuMs - before.cpuMs)) * 1_000);
      latencies.push(await ask<LoadState>(load, { kind: 'state' }));
    }
    await ask(load, { kind: 'stop' });
    const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
    const meanPerSecond = mean(values);
    if (last.records < last.acknowledged) throw new Error('More was acknowledged than appended.');
    return {
      name: `${NAMES[kind]}, ${payload}`,
      unit: 'messages',
      rounds: ROUNDS,
      meanPerSecond,
      deviationPerSecond: Math.sqrt(mean(values.map((value) => (value - meanPerSecond) ** 2))),
      minPerSecond: Math.min(...values),
      maxPerSecond: Math.max(...values),
      meanPerCpuSecond: mean(cpuValues),
      values,
      figures: {
        // Through a broker these are its own answers, not ours.
        ...(kind === 'broker'
          ? {}
          : {
              ackP50Ms: Math.round(mean(latencies.map((l) => l.p50Ms)) * 10) / 10,
              ackP99Ms: Math.round(mean(latencies.map((l) => l.p99Ms)) * 10) / 10,
            }),
        recordsPerAppend: Math.round(
          (last.records - first.records) / Math.max(1, last.appends - first.appends),
        ),
        rssMb: Math.round(last.rssBytes / 1e6),
      },
    };
  } finally {
    load.kill();
    await stopServer(server);
    await mosquitto?.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function timedRound(): Promise<number> {
  const startMs = performance.now();
  await sleepMs(ROUND_MS);
  return (performance.now() - startMs) / 1_000;
}

/** Sends a number of messages and waits until ingest has answered all of them. */
async function brokerRound(server: ChildProcess, load: ChildProcess): Promise<number> {
  const { acknowledged: before } = await ask<ServerState>(server, { kind: 'state' });
  const startMs = performance.now();
  await ask(load, { kind: 'go', messages: BROKER_ROUND_MESSAGES });
  for (;;) {
    const { acknowledged } = await ask<ServerState>(server, { kind: 'state' });
    if (acknowledged - before >= BROKER_ROUND_MESSAGES) break;
    await sleepMs(5);
  }
  return (performance.now() - startMs) / 1_000;
}

const sleepMs = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function ask<T>(child: ChildProcess, request: object): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`A part of the bench ended with ${code}.`));
    child.once('exit', onExit);
    child.once('message', (answer) => {
      child.off('exit', onExit);
      resolve(answer as T);
    });
    child.send(request);
  });
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.send({ kind: 'stop' });
  await ended;
}

function generate(): void {
  let publishers: Publishers | null = null;
  process.on(
    'message',
    async (request: { kind: string; port: number; payload: Payload; messages: number }) => {
      if (request.kind === 'connect') {
        publishers = new Publishers({
          port: request.port,
          connections: CONNECTIONS,
          window: WINDOW,
          payload: request.payload,
          deviceKey: SECRETS.deviceKey,
        });
        await publishers.connect();
      } else if (request.kind === 'go') publishers?.go(request.messages);
      else if (request.kind === 'stop') publishers?.close();
      const { user, system } = process.cpuUsage();
      const latency = publishers?.takeLatency();
      const state: LoadState = {
        acknowledged: publishers?.acknowledged ?? 0,
        p50Ms: latency?.quantile(0.5) ?? 0,
        p99Ms: latency?.quantile(0.99) ?? 0,
        cpuMs: (user + system) / 1_000,
      };
      process.send!(state);
    },
  );
}

if (process.argv.includes('--server')) {
  const [kind, dir, url] = process.argv.slice(process.argv.indexOf('--server') + 1);
  await serve(kind as ServerKind, dir!, url ?? '');
} else if (process.argv.includes('--load')) generate();
else await main();
