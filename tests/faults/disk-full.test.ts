/**
 * Goal (R10): a full disk acknowledges nothing, damages nothing, and is forgotten when space returns.
 * Method: a tmpfs of some megabytes, mounted in a name space of our own, under ingest with its log
 * and under the store with its sink. (The log alone: tests/runtime/log/embedded/engine.test.ts.)
 */
import { describe, expect, test } from 'vitest';
import { isFull, ONLY_FULL } from './size.ts';
import { canMount, NO_TMPFS, onSmallDisk } from './small-disk.ts';

const RESUMED_MS_MAX = 30_000;
const reason = canMount ? ONLY_FULL : NO_TMPFS;

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
