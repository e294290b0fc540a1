/** Goal: an acknowledgement means durable, whatever instant the process dies at. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { readAll } from '#tests/conformance/event-log.ts';
import { wrongness } from './known-records.ts';

const APPENDER = join(import.meta.dirname, 'known-appender.ts');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tizheng-log-crash-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Runs an appender, kills it some milliseconds after its first acknowledgement, gathers the acknowledged ends. */
async function appendAndDie(
  partitions: string,
  killAfterMs: number,
  acked: number[],
): Promise<number> {
  const child = spawn(process.execPath, [APPENDER, dir, 'crash.v1', partitions, '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (count === 0) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    const [partition, end] = line.split(' ').map(Number) as [number, number];
    acked[partition] = Math.max(acked[partition] ?? 0, end);
    count++;
  }
  expect(child.exitCode).toBeNull();
  return count;
}

test('every acknowledged record is there after ten kills of two appending processes', async () => {
  const acked = [0, 0, 0, 0];
  let acks = 0;
  for (let round = 0; round < 5; round++) {
    // Two processes at once on the same topic, each the one writer of its partitions.
    const counts = await Promise.all([
      appendAndDie('01', Math.random() * 200, acked),
      appendAndDie('23', Math.random() * 200, acked),
    ]);
    acks += counts[0] + counts[1];
    const log = await openEmbeddedLog({ dir });
    for (const [partition, end] of acked.entries()) {
      const records = await readAll(log, 'crash.v1', partition);
      expect(records.length).toBeGreaterThanOrEqual(end);
      expect(records.map(({ offset }) => offset)).toEqual(records.map((_, i) => i));
      expect(records.map((r) => wrongness('crash.v1', partition, r)).filter(Boolean)).toEqual([]);
    }
    await log.close();
  }
  expect(acks).toBeGreaterThan(100);
}, 30_000);
