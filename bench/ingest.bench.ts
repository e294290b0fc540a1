/**
 * Socket to durable acknowledgement: full 0x0200 frames, one in flight per connection, embedded log
 * with fdatasync before the answer. Ingest runs in a process of its own, so its memory and CPU time
 * are its alone; the generator shares the machine and its CPU is not subtracted from the rate.
 *
 *   node bench/ingest.bench.ts              1,000 and 10,000 connections, 5 rounds of 2 s each
 *   node bench/ingest.bench.ts 1000         one of them
 *   node bench/ingest.bench.ts 1000 --cpu-prof   also writes server.cpuprofile beside the results
 *
 * How the figures can mislead: "per CPU second" counts the whole ingest process with the log's
 * writer thread; loopback has no network; a disk with a slow fdatasync lowers the rate of few
 * connections (each waits for its commit) long before that of many.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { systemClock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { authenticationCode } from '#ingest/authentication.ts';
import { type IngestSettings, ingestSettings } from '#ingest/config.ts';
import { startIngest } from '#ingest/main.ts';
import { writeFrame } from '#ingest/protocols/jt808/framing.ts';
import { writeHeader } from '#ingest/protocols/jt808/header.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { type BenchResult, writeResults } from './harness.ts';

const SELF = fileURLToPath(import.meta.url);
const SECRETS = { pseudonymKey: Buffer.alloc(32, 1), deviceKey: Buffer.alloc(32, 2) };
const ROUNDS = 5;
const ROUND_MS = 2_000;
const SEED = 808;

interface ServerState {
  rssBytes: number;
  cpuMs: number;
  acknowledged: number;
  records: number;
  appends: number;
  frames: number;
}
interface LoadState {
  acknowledged: number;
  /** Milliseconds; of the acknowledgements since the last question. */
  p50Ms: number;
  p99Ms: number;
  cpuMs: number;
}

async function main(): Promise<void> {
  const sizes = process.argv
    .slice(2)
    .filter((text) => /^\d+$/.test(text))
    .map(Number);
  const results: BenchResult[] = [];
  for (const connections of sizes.length > 0 ? sizes : [1_000, 10_000]) {
    results.push(await run(connections));
  }
  writeResults('ingest', results, {
    seed: SEED,
    notes: 'frames acknowledged after their append; the generator runs on the same cores',
  });
}

async function run(connections: number): Promise<BenchResult> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-ingest-bench-'));
  const profile = process.argv.includes('--cpu-prof')
    ? [
        '--cpu-prof',
        '--cpu-prof-name=server.cpuprofile',
        `--cpu-prof-dir=${join(import.meta.dirname, 'results')}`,
      ]
    : [];
  const server = fork(SELF, ['--server', dir], { execArgv: ['--expose-gc', ...profile] });
  const load = fork(SELF, ['--load']);
  try {
    const { port } = await ask<{ port: number }>(server, { kind: 'start' });
    const empty = await ask<ServerState>(server, { kind: 'state', collect: true });
    await ask(load, { kind: 'connect', port, connections });
    const idle = await ask<ServerState>(server, { kind: 'state', collect: true });
    await ask(load, { kind: 'go' });
    await sleepMs(ROUND_MS);

    const values: number[] = [];
    const cpuValues: number[] = [];
    const latencies: LoadState[] = [];
    let generatorCpuMs = 0;
    let before = await ask<ServerState>(server, { kind: 'state', collect: false });
    let loadBefore = await ask<LoadState>(load, { kind: 'state' });
    const first = before;
    for (let round = 0; round < ROUNDS; round++) {
      const startMs = performance.now();
      await sleepMs(ROUND_MS);
      const loadAfter = await ask<LoadState>(load, { kind: 'state' });
      const after = await ask<ServerState>(server, { kind: 'state', collect: false });
      const seconds = (performance.now() - startMs) / 1_000;
      values.push((loadAfter.acknowledged - loadBefore.acknowledged) / seconds);
      cpuValues.push(
        ((after.acknowledged - before.acknowledged) / (after.cpuMs - before.cpuMs)) * 1_000,
      );
      generatorCpuMs += loadAfter.cpuMs - loadBefore.cpuMs;
      latencies.push(loadAfter);
      before = after;
      loadBefore = loadAfter;
    }
    await ask(load, { kind: 'stop' });
    const end = await ask<ServerState>(server, { kind: 'state', collect: true });
    if (end.records < end.acknowledged) throw new Error('More was acknowledged than appended.');
    const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
    const meanPerSecond = mean(values);
    return {
      name: `ingest to durable ack, ${connections} connections`,
      unit: 'frames',
      rounds: ROUNDS,
      meanPerSecond,
      deviationPerSecond: Math.sqrt(mean(values.map((value) => (value - meanPerSecond) ** 2))),
      minPerSecond: Math.min(...values),
      maxPerSecond: Math.max(...values),
      meanPerCpuSecond: mean(cpuValues),
      values,
      figures: {
        ackP50Ms: Math.round(mean(latencies.map((l) => l.p50Ms)) * 10) / 10,
        ackP99Ms: Math.round(mean(latencies.map((l) => l.p99Ms)) * 10) / 10,
        idleKbPerConnection: kb((idle.rssBytes - empty.rssBytes) / connections),
        loadedKbPerConnection: kb((end.rssBytes - empty.rssBytes) / connections),
        rssMbEmpty: Math.round(empty.rssBytes / 1e6),
        rssMbLoaded: Math.round(before.rssBytes / 1e6),
        recordsPerAppend: Math.round(
          (before.records - first.records) / Math.max(1, before.appends - first.appends),
        ),
        ingestCores: Math.round(((before.cpuMs - first.cpuMs) / (ROUNDS * ROUND_MS)) * 100) / 100,
        generatorCores: Math.round((generatorCpuMs / (ROUNDS * ROUND_MS)) * 100) / 100,
      },
    };
  } finally {
    load.kill();
    await stopServer(server);
    rmSync(dir, { recursive: true, force: true });
  }
}

const kb = (bytes: number) => Math.round(bytes / 102.4) / 10;
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

/** The measured process: ingest on a durable log. */
async function serve(dir: string): Promise<void> {
  const log = await openEmbeddedLog({ dir });
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPICS.reports, { ...kept, partitions: 4 });
  await log.ensureTopic(TOPICS.quarantine, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.commands, { ...kept, partitions: 4 });
  await log.ensureTopic(TOPICS.commandResults, { ...kept, partitions: 4 });
  await log.ensureTopic(TOPICS.alertActions, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.registry, { ...kept, partitions: 1, compacted: true });
  await log.ensureTopic(TOPICS.registryChanges, { ...kept, partitions: 1 });
  const settings = Value.Default(ingestSettings, {
    tcpPort: 0,
    udp: 'off',
    mqtt: { listen: 'off' },
    http: { listen: 'off' },
    connectionsPerAddressMax: 0,
    acceptPerSecondMax: 0,
    connectsPerAddressPerSecondMax: 0,
    rateMessagesPerSecond: 0,
  }) as IngestSettings;
  const ingest = await startIngest({
    log,
    settings,
    secrets: SECRETS,
    logger: pino({ level: 'warn' }),
    metrics: new Registry(),
    clock: systemClock,
  });
  process.on('message', async (request: { kind: string; collect?: boolean }) => {
    if (request.kind === 'stop') {
      await ingest.stop();
      await log.close();
      process.disconnect?.();
      return;
    }
    if (request.kind === 'start') {
      process.send!({ port: ingest.tcpPort });
      return;
    }
    if (request.collect) {
      for (let i = 0; i < 3; i++) {
        globalThis.gc!();
        await sleepMs(50);
      }
    }
    const { user, system } = process.cpuUsage();
    const { counters } = ingest;
    const state: ServerState = {
      rssBytes: process.memoryUsage.rss(),
      cpuMs: (user + system) / 1_000,
      acknowledged: counters.outcomes.acknowledged,
      records: counters.records,
      appends: counters.appends,
      frames: counters.frames,
    };
    process.send!(state);
  });
}

/** The generator: lean terminals, each with one frame in flight. */
class Load {
  readonly #sockets: Socket[] = [];
  readonly #serials: Uint16Array;
  readonly #sentAtMs: Float64Array;
  #content = Buffer.alloc(12 + LOCATION_BODY.length);
  #slab = Buffer.allocUnsafeSlow(1 << 20);
  #slabAt = 0;
  #running = false;
  readonly #waiting = new Map<number, () => void>();
  #onAnswer: (index: number) => void = (index) => this.#waiting.get(index)?.();
  acknowledged = 0;
  /** Counts by half milliseconds. */
  readonly latencies = new Int32Array(20_000);

  constructor(connections: number) {
    this.#serials = new Uint16Array(connections);
    this.#sentAtMs = new Float64Array(connections);
  }

  async connect(port: number): Promise<void> {
    const count = this.#serials.length;
    for (let at = 0; at < count; at += 500) {
      await Promise.all(
        Array.from({ length: Math.min(500, count - at) }, (_, k) => this.#open(port, at + k)),
      );
    }
  }

  go(): void {
    this.#running = true;
    this.#onAnswer = (index) => {
      this.acknowledged++;
      const bucket = Math.floor((performance.now() - this.#sentAtMs[index]!) * 2);
      const last = this.latencies.length - 1;
      const at = Math.min(bucket, last);
      this.latencies[at] = this.latencies[at]! + 1;
      if (this.#running) this.#report(index);
    };
    for (let index = 0; index < this.#sockets.length; index++) this.#report(index);
  }

  stop(): void {
    this.#running = false;
  }

  percentileMs(share: number): number {
    const total = this.latencies.reduce((sum, n) => sum + n, 0);
    let seen = 0;
    for (const [bucket, count] of this.latencies.entries()) {
      seen += count;
      if (seen >= total * share) return (bucket + 1) / 2;
    }
    return 0;
  }

  #open(port: number, index: number): Promise<void> {
    return new Promise((resolve, reject) => {
      // Answers are only counted: every one ends in a flag, the second of its two.
      let flags = 0;
      const buffer = sharedReadBuffer;
      const socket = connect({
        port,
        host: '127.0.0.1',
        localAddress: `127.0.0.${2 + (index % 50)}`,
        noDelay: true,
        onread: {
          buffer,
          callback: (length) => {
            for (let i = 0; i < length; i++) if (buffer[i] === 0x7e) flags++;
            while (flags >= 2) {
              flags -= 2;
              this.#onAnswer(index);
            }
            return true;
          },
        },
      });
      this.#sockets[index] = socket;
      socket.on('error', reject);
      socket.on('connect', () => {
        const code = authenticationCode(SECRETS.deviceKey, phoneOf(index).slice(1), '2013');
        this.#waiting.set(index, resolve);
        this.#send(index, 0x0102, Buffer.from(code));
      });
    });
  }

  #report(index: number): void {
    this.#sentAtMs[index] = performance.now();
    this.#send(index, 0x0200, LOCATION_BODY);
  }

  #send(index: number, messageId: number, body: Uint8Array): void {
    const serial = this.#serials[index]!;
    this.#serials[index] = serial + 1;
    const header = { messageId, version: '2013' as const, phone: phoneOf(index), serial };
    const at = writeHeader(this.#content, 0, header, body.length);
    this.#content.set(body, at);
    if (this.#slabAt + 256 > this.#slab.length) {
      this.#slab = Buffer.allocUnsafeSlow(1 << 20);
      this.#slabAt = 0;
    }
    const from = this.#slabAt;
    this.#slabAt = writeFrame(this.#content, at + body.length, this.#slab, from);
    this.#sockets[index]!.write(this.#slab.subarray(from, this.#slabAt));
  }
}

const sharedReadBuffer = Buffer.allocUnsafeSlow(65_536);
const phones: string[] = [];
function phoneOf(index: number): string {
  phones[index] ??= `013${String(900_000_000 + index).padStart(9, '0')}`;
  return phones[index]!;
}

/** Base fields and five additional items: mileage, fuel, recorder speed, signal, satellites. */
const LOCATION_BODY = Buffer.from(
  `00000000000000030157552006ca3f68000f02580${'05a'}261121120000${'0104000f4240'}${'020201f4'}${'03020258'}${'300119'}${'31010f'}`,
  'hex',
);

function generate(): void {
  let load: Load | null = null;
  process.on('message', async (request: { kind: string; port: number; connections: number }) => {
    if (request.kind === 'connect') {
      load = new Load(request.connections);
      await load.connect(request.port);
    } else if (request.kind === 'go') load?.go();
    else if (request.kind === 'stop') load?.stop();
    const { user, system } = process.cpuUsage();
    const state: LoadState = {
      acknowledged: load?.acknowledged ?? 0,
      p50Ms: load?.percentileMs(0.5) ?? 0,
      p99Ms: load?.percentileMs(0.99) ?? 0,
      cpuMs: (user + system) / 1_000,
    };
    load?.latencies.fill(0);
    process.send!(state);
  });
}

if (process.argv.includes('--server')) await serve(process.argv.at(-1)!);
else if (process.argv.includes('--load')) generate();
else await main();
