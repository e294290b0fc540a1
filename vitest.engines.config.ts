import { defineConfig } from 'vitest/config';

/** Suites on real engines: each needs something npm does not bring, and says "skipped" when it is missing. */
export default defineConfig({
  test: {
    include: [
      'tests/engines/**/*.test.ts',
      'tests/faults/**/*.test.ts',
      'tests/ledger/**/*.test.ts',
      'tests/harness/**/*.test.ts',
      'tests/tools/platform/{pressure,newer-data}.test.ts',
      'tests/sinks/webhooks/killed.test.ts',
      'tests/simulation/indicators.test.ts',
      'tests/simulation/two-writers.test.ts',
      'tests/processors/state/log-store.test.ts',
      'tests/ingest/protocols/jt808/mutation.test.ts',
      'tests/runtime/log/embedded/damage.test.ts',
    ],
    // Faults at the size every change must pass; `npm test` runs them small.
    env: { FAULT_SIZES: 'full' },
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // They measure and look at pages: one after the other.
    fileParallelism: false,
  },
});
