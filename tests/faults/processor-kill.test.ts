/**
 * Goal (R1): the processor killed with SIGKILL at any instant leaves the log as one uninterrupted run
 * does. Method: the service in a child process on the embedded log and snapshots on disk; the sha-256
 * of all numbered outputs is compared after every run. FAULT_PROCESSOR_KILLS=1000 for the long run.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { randomOf } from '#tests/simulation/random.ts';
import { Child } from './child.ts';
import { fillReports, type Outputs, outputsOf } from './outputs.ts';
import { isFull, sizeOf } from './size.ts';

const KILLS = sizeOf('FAULT_PROCESSOR_KILLS', { small: 2, full: 20 });
const KILLS_PER_RUN = 5;
const SCRIPT = join(import.meta.dirname, 'processors-child.ts');
const SETTINGS = JSON.stringify({
  batchRecordsMax: 5,
  idleWaitMs: 5,
  snapshotRecordsMax: 60,
  retryMs: 10,
});

let base: string;
let expected: Outputs;

async function finish(dir: string): Promise<Outputs> {
  const child = new Child(SCRIPT, [dir, SETTINGS]);
  await child.said('done');
  await child.ended();
  const log = await openEmbeddedLog({ dir: join(dir, 'log') });
  const outputs = await outputsOf(log);
  await log.close();
  return outputs;
}

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'tizheng-r1-'));
  const log = await openEmbeddedLog({ dir: join(base, 'input', 'log') });
  await fillReports(log, { seed: 21, partitions: 2, vehicles: 6, minutes: isFull ? 30 : 10 });
  await log.close();
  cpSync(join(base, 'input'), join(base, 'reference'), { recursive: true });
  expected = await finish(join(base, 'reference'));
}, 60_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

test(`R1: ${KILLS} kills of the processor: same bytes out`, {
  timeout: 60_000 + KILLS * 5_000,
}, async () => {
  expect(expected.records).toBeGreaterThan(1_500);
  const random = randomOf(KILLS);
  let kills = 0;
  let run = 0;
  /** Kills that met a processor in the middle of its work. */
  let inWork = 0;
  while (kills < KILLS) {
    const dir = join(base, `run-${run++}`);
    cpSync(join(base, 'input'), dir, { recursive: true });
    for (let i = 0; i < KILLS_PER_RUN && kills < KILLS; i++, kills++) {
      const child = new Child(SCRIPT, [dir, SETTINGS]);
      await child.said('started');
      await sleep(random.int(0, 250));
      if (!child.lines.includes('done')) inWork++;
      await child.kill();
    }
    expect(await finish(dir)).toEqual(expected);
    rmSync(dir, { recursive: true });
  }
  expect(inWork).toBeGreaterThan(KILLS / 2);
});
