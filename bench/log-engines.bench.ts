/**
 * Which library should carry the embedded log: `lmdb` or `node:sqlite`? The measurements of ADR 0001.
 * Both store one entry per (partition, batch) as a blob that ends in its CRC-32; every commit is durable.
 *
 *   node bench/log-engines.bench.ts            the table (about 60 s; several short runs)
 *
 * The script starts itself: `reader` polls from another thread, `victim` opens a damaged copy in a
 * child process, because a crash of the engine is one of the outcomes we look for.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { open as openLmdb } from 'lmdb';

const RECORD_BYTES = 150;
const PARTITIONS = 4;
const RUN_MS = 2_000;
const SELF = fileURLToPath(import.meta.url);

interface Store {
  /** Stores one batch per partition, durable when the promise resolves. */
  commit(batches: Uint8Array[], base: number): Promise<void>;
  /** Every batch of the partition in order of its base. */
  scan(partition: number, from: number): Iterable<{ base: number; data: Uint8Array }>;
  removeBelow(base: number): Promise<void>;
  close(): Promise<void>;
}

function sqlite(dir: string): Store {
  const db = new DatabaseSync(join(dir, 'log.sqlite'), { timeout: 2_000 });
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON');
  for (let p = 0; p < PARTITIONS; p++) {
    db.exec(`CREATE TABLE IF NOT EXISTS p${p}(base INTEGER PRIMARY KEY, data BLOB)`);
  }
  const tables = Array.from({ length: PARTITIONS }, (_, p) => ({
    insert: db.prepare(`INSERT INTO p${p} VALUES(?,?)`),
    select: db.prepare(`SELECT base, data FROM p${p} WHERE base >= ? ORDER BY base LIMIT 200`),
    remove: db.prepare(`DELETE FROM p${p} WHERE base < ?`),
  }));
  return {
    async commit(batches, base) {
      db.exec('BEGIN IMMEDIATE');
      batches.forEach((data, p) => {
        tables[p]!.insert.run(base, data);
      });
      db.exec('COMMIT');
    },
    *scan(partition, from) {
      let next = from;
      for (;;) {
        const rows = tables[partition]!.select.all(next) as { base: number; data: Uint8Array }[];
        yield* rows;
        if (rows.length < 200) return;
        next = rows.at(-1)!.base + 1;
      }
    },
    async removeBelow(base) {
      db.exec('BEGIN IMMEDIATE');
      for (const table of tables) table.remove.run(base);
      db.exec('COMMIT');
    },
    async close() {
      db.close();
    },
  };
}

function lmdb(dir: string): Store {
  const db = openLmdb<Buffer, [number, number]>({
    path: join(dir, 'log.mdb'),
    encoding: 'binary',
    overlappingSync: false,
    mapSize: 4 * 2 ** 30,
  });
  return {
    async commit(batches, base) {
      await db.transaction(() => {
        batches.forEach((data, p) => {
          db.put([p, base], Buffer.from(data.buffer, data.byteOffset, data.byteLength));
        });
      });
    },
    *scan(partition, from) {
      for (const { key, value } of db.getRange({
        start: [partition, from],
        end: [partition, 2 ** 52],
      })) {
        yield { base: key[1], data: value };
      }
    },
    async removeBelow(base) {
      await db.transaction(() => {
        for (let p = 0; p < PARTITIONS; p++) {
          for (const key of [...db.getKeys({ start: [p, 0], end: [p, base] })]) db.remove(key);
        }
      });
    },
    async close() {
      await db.close();
    },
  };
}

const engines: Record<string, (dir: string) => Store> = { sqlite, lmdb };

function batch(records: number, base: number): Uint8Array {
  const data = Buffer.alloc(records * RECORD_BYTES + 8, base & 0xff);
  data.writeUInt32LE(base, 0);
  data.writeUInt32LE(crc32(data.subarray(0, data.length - 4)), data.length - 4);
  return data;
}
const whole = (data: Uint8Array, base: number): boolean => {
  const view = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (view.length < 8) return false;
  const stored = view.readUInt32LE(view.length - 4);
  return view.readUInt32LE(0) === base && crc32(view.subarray(0, view.length - 4)) === stored;
};

async function throughput(engine: string, records: number, withReaders: boolean): Promise<object> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-log-bench-'));
  const store = engines[engine]!(dir);
  const readers = withReaders
    ? [0, 1].map(() => new Worker(SELF, { workerData: { engine, dir } }))
    : [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const template = Array.from({ length: PARTITIONS }, () => batch(records, 1));
  delay.enable();
  const latencies: number[] = [];
  const startedAt = performance.now();
  let base = 0;
  while (performance.now() - startedAt < RUN_MS) {
    base++;
    for (const data of template) {
      const view = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      view.writeUInt32LE(base, 0);
      view.writeUInt32LE(crc32(view.subarray(0, view.length - 4)), view.length - 4);
    }
    const t = performance.now();
    await store.commit(template, base);
    latencies.push(performance.now() - t);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  delay.disable();
  let readPerS = 0;
  for (const reader of readers) {
    reader.postMessage('stop');
    readPerS += await new Promise<number>((resolve) => reader.once('message', resolve));
  }
  latencies.sort((a, b) => a - b);
  const bytes = readdirSync(dir).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
  // Retention: remove the older half, write the same again; a store that reuses space hardly grows.
  const removeAt = performance.now();
  await store.removeBelow(base >> 1);
  const removeMs = performance.now() - removeAt;
  for (let i = 0; i < base >> 1; i++) await store.commit(template, base + i + 1);
  const bytesAfter = readdirSync(dir).reduce(
    (sum, name) => sum + statSync(join(dir, name)).size,
    0,
  );
  await store.close();
  rmSync(dir, { recursive: true });
  return {
    engine,
    'records/batch': records,
    readers: readers.length,
    'records/s': Math.round((base * records * PARTITIONS) / seconds),
    'commit p50 ms': +latencies[latencies.length >> 1]!.toFixed(2),
    'commit p99 ms': +latencies[Math.floor(latencies.length * 0.99)]!.toFixed(2),
    'loop p99 ms': +(delay.percentile(99) / 1e6).toFixed(1),
    'loop max ms': +(delay.max / 1e6).toFixed(1),
    'batches read/s': Math.round(readPerS / seconds),
    'bytes/payload': +(bytes / (base * records * PARTITIONS * RECORD_BYTES)).toFixed(2),
    'remove half ms': Math.round(removeMs),
    'growth after reuse': +(bytesAfter / bytes).toFixed(2),
  };
}

/** Flips bytes in a copy and opens it in a child: how does the engine take it? */
async function damage(engine: string, rounds: number): Promise<object> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-log-bench-'));
  const store = engines[engine]!(dir);
  for (let base = 1; base <= 500; base++) {
    await store.commit(
      Array.from({ length: PARTITIONS }, () => batch(1 + (base % 40), base)),
      base,
    );
  }
  await store.close();
  const seen: Record<string, number> = {
    exact: 0,
    'crc or gap found': 0,
    'error thrown': 0,
    'process crashed': 0,
    'wrong served': 0,
    hung: 0,
  };
  const main = readdirSync(dir).sort(
    (a, b) => statSync(join(dir, b)).size - statSync(join(dir, a)).size,
  )[0]!;
  let seed = 12345;
  const random = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed / 2 ** 32;
  };
  for (let round = 0; round < rounds; round++) {
    const copy = `${dir}-${round}`;
    mkdirSync(copy);
    for (const name of readdirSync(dir)) copyFileSync(join(dir, name), join(copy, name));
    const bytes = readFileSync(join(copy, main));
    // Half the rounds hit anywhere, half the structure at the head of a page.
    for (let i = 0; i < 8; i++) {
      const page = Math.floor(random() * (bytes.length / 4096)) * 4096;
      bytes[
        Math.min(
          bytes.length - 1,
          round % 2 ? page + Math.floor(random() * 32) : Math.floor(random() * bytes.length),
        )
      ]! ^= 1 << Math.floor(random() * 8);
    }
    writeFileSync(join(copy, main), bytes);
    const child = spawnSync(process.execPath, [SELF, 'victim', engine, copy], {
      timeout: 10_000,
      encoding: 'utf8',
    });
    const verdict = child.error
      ? 'hung'
      : child.signal || child.status
        ? 'process crashed'
        : child.stdout.trim();
    seen[verdict] = (seen[verdict] ?? 0) + 1;
    rmSync(copy, { recursive: true });
  }
  rmSync(dir, { recursive: true });
  return { engine, rounds, ...seen };
}

async function victim(engine: string, dir: string): Promise<string> {
  try {
    const store = engines[engine]!(dir);
    for (let p = 0; p < PARTITIONS; p++) {
      let expected = 1;
      for (const { base, data } of store.scan(p, 0)) {
        if (base !== expected || !whole(data, base)) return 'crc or gap found';
        if (data.length !== (1 + (base % 40)) * RECORD_BYTES + 8) return 'wrong served';
        expected++;
      }
      if (expected !== 501) return 'crc or gap found';
    }
    await store.commit(
      Array.from({ length: PARTITIONS }, () => batch(5, 501)),
      501,
    );
    return 'exact';
  } catch {
    return 'error thrown';
  }
}

async function reader(engine: string, dir: string): Promise<void> {
  let stop = false;
  parentPort!.once('message', () => {
    stop = true;
  });
  const store = engines[engine]!(dir);
  const next = new Array<number>(PARTITIONS).fill(0);
  let read = 0;
  while (!stop) {
    for (let p = 0; p < PARTITIONS; p++) {
      for (const { base, data } of store.scan(p, next[p]! + 1)) {
        if (!whole(data, base)) throw new Error(`Batch ${base} read torn.`);
        next[p] = base;
        read++;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  parentPort!.postMessage(read);
}

if (!isMainThread) {
  await reader(workerData.engine, workerData.dir);
} else if (process.argv[2] === 'victim') {
  process.stdout.write(`${await victim(process.argv[3]!, process.argv[4]!)}\n`);
  process.exit(0);
} else {
  const rows: object[] = [];
  for (const engine of Object.keys(engines)) {
    for (const records of [1, 100, 1000]) rows.push(await throughput(engine, records, false));
    rows.push(await throughput(engine, 100, true));
  }
  console.table(rows);
  const damaged = [];
  for (const engine of Object.keys(engines)) damaged.push(await damage(engine, 100));
  console.table(damaged);
}
