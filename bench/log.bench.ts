/**
 * The embedded log by its public interface: append, read, wake-up, idle cost.
 *
 *   node bench/log.bench.ts      about 15 s; a table and bench/results/log.json
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';

const TOPIC = 'bench.v1';
const PARTITIONS = 4;
const RUN_MS = 2_500;
const record = (): AppendRecord => ({
  key: '0123456789abcdef',
  timeMs: Date.now(),
  value: new Uint8Array(100).fill(7),
});

interface Figures {
  what: string;
  [figure: string]: string | number;
}

/** `callers` loops that each append a batch, wait for it, and append the next. */
async function append(log: EventLog, callers: number, perCall: number): Promise<Figures> {
  const records = Array.from({ length: perCall }, record);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const latencies: number[] = [];
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  delay.enable();
  const caller = async (i: number): Promise<void> => {
    while (performance.now() - startedAt < RUN_MS) {
      const t = performance.now();
      await log.append(TOPIC, i % PARTITIONS, records);
      latencies.push(performance.now() - t);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, i) => caller(i)));
  delay.disable();
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  latencies.sort((a, b) => a - b);
  return {
    what: `append, ${callers} callers × ${perCall} records`,
    'records/s': Math.round((latencies.length * perCall) / seconds),
    'p50 ms': +latencies[latencies.length >> 1]!.toFixed(2),
    'p99 ms': +latencies[Math.floor(latencies.length * 0.99)]!.toFixed(2),
    'loop p99 ms': +(delay.percentile(99) / 1e6).toFixed(2),
    'loop max ms': +(delay.max / 1e6).toFixed(2),
    'cores used': +((cpu.user + cpu.system) / 1e6 / seconds).toFixed(2),
  };
}

async function readAll(log: EventLog): Promise<Figures> {
  const startedAt = performance.now();
  let records = 0;
  let bytes = 0;
  for (let p = 0; p < PARTITIONS; p++) {
    for (let next = 0; performance.now() - startedAt < RUN_MS; ) {
      const batch = await log.read(TOPIC, p, next, {
        maxRecords: 5_000,
        maxBytes: 2 ** 20,
        waitMs: 0,
      });
      if (batch.records.length === 0) break;
      for (const { value, key } of batch.records) bytes += value.byteLength + key.length;
      records += batch.records.length;
      next = batch.nextOffset;
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    what: 'read, one thread',
    'records/s': Math.round(records / seconds),
    'MB/s': Math.round(bytes / 1e6 / seconds),
  };
}

/** From the acknowledgement in this thread to the record in another thread. */
async function wake(log: EventLog, dir: string): Promise<Figures> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { dir } });
  const seen = new Int32Array(new SharedArrayBuffer(4));
  worker.postMessage(seen);
  await new Promise((resolve) => worker.once('message', resolve));
  const delays: number[] = [];
  for (let i = 1; i <= 100; i++) {
    await log.append('wake.v1', 0, [record()]);
    const ackedAt = performance.now();
    await Atomics.waitAsync(seen, 0, i - 1, 1_000).value;
    delays.push(performance.now() - ackedAt);
    await new Promise((resolve) => setTimeout(resolve, i % 7));
  }
  await worker.terminate();
  delays.sort((a, b) => a - b);
  return {
    what: 'acknowledged → read in another thread',
    'p50 ms': +delays[50]!.toFixed(2),
    'p99 ms': +delays[99]!.toFixed(2),
  };
}

async function idle(log: EventLog): Promise<Figures> {
  const ends = await Promise.all([0, 1, 2, 3].map((p) => log.ends(TOPIC, p)));
  const before = process.cpuUsage();
  const bound = { maxRecords: 1, maxBytes: 1, waitMs: 2_000 };
  await Promise.all(ends.map(({ high }, p) => log.read(TOPIC, p, high, bound)));
  const cpu = process.cpuUsage(before);
  return {
    what: 'idle: 4 waiting reads',
    'cores used': +((cpu.user + cpu.system) / 1e6 / 2).toFixed(3),
  };
}

async function follow(dir: string): Promise<void> {
  const log = await openEmbeddedLog({ dir });
  parentPort!.once('message', async (seen: Int32Array) => {
    parentPort!.postMessage('ready');
    for (let next = 0; ; ) {
      const bound = { maxRecords: 10, maxBytes: 1e6, waitMs: 10_000 };
      const batch = await log.read('wake.v1', 0, next, bound);
      next = batch.nextOffset;
      Atomics.store(seen, 0, next);
      Atomics.notify(seen, 0);
    }
  });
}

if (!isMainThread) {
  await follow(workerData.dir);
} else {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-log-bench-'));
  const log = await openEmbeddedLog({ dir });
  const options = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPIC, { partitions: PARTITIONS, ...options });
  await log.ensureTopic('wake.v1', { partitions: 1, ...options });
  await log.append('wake.v1', 0, []);
  await log.append(TOPIC, 0, [record()]);
  const rows: Figures[] = [];
  rows.push(await append(log, 1, 1));
  rows.push(await append(log, 1_000, 1));
  rows.push(await append(log, 10_000, 1));
  rows.push(await append(log, 8, 100));
  rows.push(await append(log, 64, 100));
  rows.push(await readAll(log));
  rows.push(await wake(log, dir));
  rows.push(await idle(log));
  const removeAt = performance.now();
  await log.ensureTopic(TOPIC, { partitions: PARTITIONS, ...options, retentionBytes: 1 });
  const removed = await log.clean(Date.now());
  rows.push({
    what: 'retention',
    'records/s': Math.round(removed / ((performance.now() - removeAt) / 1000)),
  });
  await log.close();
  rmSync(dir, { recursive: true });
  console.table(rows);
  const results = join(import.meta.dirname, 'results');
  mkdirSync(results, { recursive: true });
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
  writeFileSync(join(results, 'log.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
}
