/**
 * Child process: one log, processed at several batch sizes by several numbers of workers. Prints a
 * sha-256 of all outputs per cell. The argument `steps` makes the wall clock jump by an hour and back.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { startProcessors } from '#processors/main.ts';
import { MemoryStateStore } from '#processors/state/memory-store.ts';
import { MemoryLogStore, openMemoryLog } from '#runtime/log/memory.ts';
import { createLogger } from '#runtime/logger.ts';
import { say } from '#tests/say.ts';
import { testRules } from '#tests/simulation/rules.ts';
import { fillReports, outputsOf } from './outputs.ts';

const PARTITIONS = 4;
const [clock, batches, workers] = process.argv.slice(2) as [string, string, string];

if (clock === 'steps') {
  const now = Date.now;
  let calls = 0;
  Date.now = () => now() + [0, 3_600_000, -3_600_000][calls++ % 3]!;
}

async function cell(batchRecordsMax: number, services: number): Promise<string> {
  const store = new MemoryLogStore();
  const filler = openMemoryLog(store);
  await fillReports(filler, { seed: 20, partitions: PARTITIONS, vehicles: 8, minutes: 8 });
  const running = Array.from({ length: services }, (_, n) =>
    startProcessors({
      log: openMemoryLog(store),
      store: new MemoryStateStore(),
      settings: {
        batchRecordsMax,
        batchBytesMax: 1 << 24,
        idleWaitMs: 5,
        snapshotIntervalMs: 1e6,
        snapshotRecordsMax: 500,
        retryMs: 10,
      },
      logger: createLogger('processors', 'error'),
      metrics: new Registry(),
      rules: testRules,
      partitions: Array.from({ length: PARTITIONS }, (_, p) => p).filter((p) => p % services === n),
    }),
  );
  let before = -1;
  for (let quiet = 0; quiet < 4; ) {
    await sleep(15);
    const { records } = await outputsOf(filler);
    const isQuiet = records === before && running.every((service) => service.lag() === 0);
    quiet = isQuiet ? quiet + 1 : 0;
    before = records;
  }
  await Promise.all(running.map((service) => service.stop()));
  const { sha256, records, misnumbered } = await outputsOf(filler);
  return `${sha256} ${records} ${misnumbered}`;
}

for (const batch of batches.split(',').map(Number))
  for (const services of workers.split(',').map(Number))
    say(`cell ${batch}x${services} ${await cell(batch, services)}`);
