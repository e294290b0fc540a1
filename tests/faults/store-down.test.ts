/** R7 on the embedded log. FAULT_STORE_DOWN_S=600 for the long run. */
import { describe, test } from 'vitest';
import { embeddedIn } from './log-place.ts';
import { ONLY_FULL, sizeOf } from './size.ts';
import { storeAway } from './store-away.ts';

const DOWN_S = sizeOf('FAULT_STORE_DOWN_S', { small: 0, full: 30 });
const RATE = sizeOf('FAULT_STORE_DOWN_RATE', { small: 2_000, full: 10_000 });

describe.skipIf(DOWN_S === 0)(DOWN_S === 0 ? ONLY_FULL : 'store', () => {
  test(
    `R7: the store is away for ${DOWN_S} s at ${RATE} reports/s`,
    {
      timeout: 120_000 + DOWN_S * 3_000,
    },
    () => storeAway(embeddedIn, { downS: DOWN_S, rate: RATE }),
  );
});
