import { defineIndicator } from './define.ts';
import { CONDUCT, conduct, REGISTERED } from './measures.ts';

export const speeding = defineIndicator('safety.speeding-per-100', {
  measure: conduct,
  read: (sums, registered) => ({
    numerator: sums[CONDUCT.speeding]!,
    denominator: sums[CONDUCT.online]!,
    samples: sums[CONDUCT.speeding]!,
    sources: sums[CONDUCT.online]!,
    expected: registered[REGISTERED.vehicles]!,
  }),
});
