/** What the platform itself shows beside its roles: the disk under the data directory, the log's files, the machine's clock. */
import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Gauge, type Registry } from 'prom-client';
import { readVersion } from './version.ts';

export function platformMetrics(registry: Registry, { dataDir }: { dataDir: string }): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('tizheng_disk_free_bytes', 'Space left to the data directory on its disk.', () => {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize;
  });
  gauge('tizheng_disk_size_bytes', 'Size of the disk that holds the data directory.', () => {
    const { blocks, bsize } = statfsSync(dataDir);
    return blocks * bsize;
  });
  new Gauge({
    name: 'tizheng_log_file_bytes',
    help: 'Size of the files of a topic, write-ahead file included; space freed by retention is used again, not given back.',
    labelNames: ['topic'],
    registers,
    collect() {
      this.reset();
      for (const [topic, bytes] of topicBytes(join(dataDir, 'log'))) this.set({ topic }, bytes);
    },
  });
  gauge(
    'tizheng_clock_offset_seconds',
    'How far the wall clock has been set away from an even run since the start; negative = set back.',
    () => (Date.now() - performance.timeOrigin - performance.now()) / 1_000,
  );
  const version = readVersion();
  new Gauge({
    name: 'tizheng_build_info',
    help: 'Version of the product that runs; the value is always 1.',
    labelNames: ['version'],
    registers,
    collect() {
      this.set({ version }, 1);
    },
  });
}

/** Bytes by topic. Looks at the directory only: opening a file SQLite has open would drop its locks. */
function topicBytes(dir: string): Map<string, number> {
  const bytes = new Map<string, number>();
  // A log elsewhere has no files here.
  if (!existsSync(dir)) return bytes;
  for (const name of readdirSync(dir)) {
    const topic = /^(.+)\.sqlite(?:-wal|-shm)?$/.exec(name)?.[1];
    if (topic === undefined) continue;
    const size = statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? 0;
    bytes.set(topic, (bytes.get(topic) ?? 0) + size);
  }
  return bytes;
}
