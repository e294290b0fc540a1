import { defineIndicator } from './define.ts';
import { FLEET, fleet, REGISTERED } from './measures.ts';

export const meanSpeed = defineIndicator('fleet.mean-speed', {
  measure: fleet,
  read: (sums, registered) => ({
    numerator: sums[FLEET.movedDm]!,
    denominator: sums[FLEET.movedMs]!,
    samples: sums[FLEET.positions]!,
    sources: sums[FLEET.active]!,
    expected: registered[REGISTERED.vehicles]!,
  }),
});
