/**
 * Goal (R10): a full disk acknowledges nothing, damages nothing, and is forgotten when space returns.
 * Method: a tmpfs of some megabytes, mounted in a name space of our own, under ingest with its log
 * and under the store with its sink. (The log alone: tests/runtime/log/embedded/engine.test.ts.)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isFull, ONLY_FULL } from './size.ts';

const RESUMED_MS_MAX = 30_000;
const canMount =
  spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
const reason = canMount ? ONLY_FULL : 'skipped: no tmpfs can be mounted here';

/** Runs the child on a tmpfs of its own. */
function onSmallDisk(what: 'log' | 'store', megabytes: number): Record<string, unknown> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-full-'));
  const script = join(import.meta.dirname, 'disk-full-child.ts');
  const command = `mount -t tmpfs -o size=${megabytes}m tmpfs ${dir} && exec ${process.execPath} ${script} ${dir} ${what}`;
  try {
    const child = spawnSync('unshare', ['-Urm', 'sh', '-c', command], {
      encoding: 'utf8',
      timeout: 150_000,
    });
    if (child.status !== 0) throw new Error(`${child.signal ?? child.status}: ${child.stderr}`);
    const outcome = child.stdout.trim().split('\n').at(-1)!;
    console.log('R10', what, outcome);
    return JSON.parse(outcome) as Record<string, unknown>;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

describe.skipIf(!canMount || !isFull)(canMount && isFull ? 'disk full' : reason, () => {
  test('R10: under the log: nothing is acknowledged, nothing lost, and it goes on', {
    timeout: 180_000,
  }, () => {
    const outcome = onSmallDisk('log', 24);
    expect(outcome).toMatchObject({
      becameFull: true,
      ackedWhileFull: 0,
      readable: true,
      missing: 0,
    });
    expect(outcome.resumedMs).toBeLessThan(RESUMED_MS_MAX);
  });

  test('R10: under the store: nothing is lost or doubled, and it goes on', {
    timeout: 180_000,
  }, () => {
    const outcome = onSmallDisk('store', 160);
    const { written } = outcome as { written: number };
    expect(outcome).toMatchObject({
      began: true,
      refused: true,
      confirmedWhileFull: false,
      rows: [
        [written, written],
        [written, written],
      ],
    });
    expect(outcome.resumedMs).toBeLessThan(RESUMED_MS_MAX);
  });
});
