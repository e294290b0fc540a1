import { defineIndicator } from './define.ts';
import { CONDUCT, conduct, REGISTERED } from './measures.ts';

export const overtime = defineIndicator('safety.overtime-per-100', {
  measure: conduct,
  read: (sums, registered) => ({
    numerator: sums[CONDUCT.overtimeMs]!,
    denominator: sums[CONDUCT.online]!,
    samples: sums[CONDUCT.overtimes]!,
    sources: sums[CONDUCT.online]!,
    expected: registered[REGISTERED.vehicles]!,
  }),
});
