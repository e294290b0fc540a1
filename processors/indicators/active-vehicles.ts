import { defineIndicator } from './define.ts';
import { FLEET, fleet, REGISTERED } from './measures.ts';

export const activeVehicles = defineIndicator('fleet.active', {
  measure: fleet,
  everyWindow: true,
  read: (sums, registered) => ({
    numerator: sums[FLEET.active]!,
    denominator: 1,
    samples: sums[FLEET.positions]!,
    sources: sums[FLEET.online]!,
    expected: registered[REGISTERED.vehicles]!,
  }),
});
