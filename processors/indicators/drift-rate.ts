import { defineIndicator } from './define.ts';
import { CONDUCT, conduct, REGISTERED } from './measures.ts';

export const driftRate = defineIndicator('data.drift-rate', {
  measure: conduct,
  read: (sums, registered) => ({
    numerator: sums[CONDUCT.drifting]!,
    denominator: sums[CONDUCT.online]!,
    samples: sums[CONDUCT.positions]!,
    sources: sums[CONDUCT.online]!,
    expected: registered[REGISTERED.vehicles]!,
  }),
});
