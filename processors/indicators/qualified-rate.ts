import { defineIndicator } from './define.ts';
import { CONDUCT, conduct, REGISTERED } from './measures.ts';

export const qualifiedRate = defineIndicator('data.qualified-rate', {
  measure: conduct,
  read: (sums, registered) => ({
    numerator: sums[CONDUCT.qualified]!,
    denominator: sums[CONDUCT.positions]!,
    samples: sums[CONDUCT.positions]!,
    sources: sums[CONDUCT.online]!,
    expected: registered[REGISTERED.vehicles]!,
  }),
});
