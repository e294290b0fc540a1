import { defineIndicator } from './define.ts';
import { CONDUCT, conduct, REGISTERED } from './measures.ts';

export const trackCompleteness = defineIndicator('data.track-completeness', {
  measure: conduct,
  read: (sums, registered) => ({
    numerator: sums[CONDUCT.completeDm]!,
    denominator: sums[CONDUCT.trackDm]!,
    samples: sums[CONDUCT.qualified]!,
    sources: sums[CONDUCT.online]!,
    expected: registered[REGISTERED.vehicles]!,
  }),
});
