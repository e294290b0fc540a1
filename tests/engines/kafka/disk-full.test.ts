/**
 * Goal (R10 over a broker): a broker whose disk is full acknowledges nothing and damages nothing, and
 * work goes on when space returns. Method: a tmpfs of some megabytes under the broker's files; the
 * broker ends when it cannot write, and is started again as by a supervisor.
 */
import { describe, expect, test } from 'vitest';
import { canMount, NO_TMPFS, onSmallDisk } from '#tests/faults/small-disk.ts';
import { kafkaIsThere } from '#tests/services/kafka.ts';

const RESUMED_MS_MAX = 30_000;

describe.skipIf(!canMount || !kafkaIsThere)(canMount ? 'disk full' : NO_TMPFS, () => {
  test('R10: under a broker: nothing is acknowledged, nothing lost, and it goes on', {
    timeout: 180_000,
  }, () => {
    const outcome = onSmallDisk('kafka', 64);
    expect(outcome).toMatchObject({ becameFull: true, ackedWhileFull: 0, missing: 0 });
    expect(outcome.acked).toBeGreaterThan(1_000);
    expect(outcome.deaths).toBeGreaterThan(0);
    expect(outcome.resumedMs).toBeLessThan(RESUMED_MS_MAX);
  });
});
