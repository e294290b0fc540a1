import { defineIndicator } from './define.ts';
import { CONDUCT, conduct, REGISTERED } from './measures.ts';

export const handlingRate = defineIndicator('safety.handling-rate', {
  measure: conduct,
  read: (sums, registered) => ({
    numerator: sums[CONDUCT.handled]!,
    denominator: sums[CONDUCT.due]!,
    samples: sums[CONDUCT.due]!,
    sources: sums[CONDUCT.online]!,
    expected: registered[REGISTERED.vehicles]!,
  }),
});
