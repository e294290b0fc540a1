/**
 * R22 on the embedded log. A release runs SOAK_SECONDS=1500 SOAK_RATE=10000; SOAK_SECONDS=28800 is
 * the night. SOAK_TRACE=file keeps the memory of every part.
 */
import { describe, test } from 'vitest';
import { ONLY_FULL, sizeOf } from './size.ts';
import { soak } from './soak.ts';

const SECONDS = sizeOf('SOAK_SECONDS', { small: 0, full: 30 });
const RATE = sizeOf('SOAK_RATE', { small: 1_000, full: 1_000 });

describe.skipIf(SECONDS === 0)(SECONDS === 0 ? ONLY_FULL : 'soak', () => {
  test(`R22: ${SECONDS} s at ${RATE} reports/s`, { timeout: 180_000 + SECONDS * 2_000 }, () =>
    soak({ seconds: SECONDS, rate: RATE, growthMiBMax: 150 }),
  );
});
