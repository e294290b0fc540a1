import { defineIndicator } from './define.ts';
import { FLEET, fleet, REGISTERED } from './measures.ts';

export const onlineRate = defineIndicator('fleet.online-rate', {
  measure: fleet,
  // A silent fleet is 0 %, not "no value".
  everyWindow: true,
  read: (sums, registered) => ({
    numerator: sums[FLEET.online]!,
    denominator: registered[REGISTERED.vehicles]!,
    samples: sums[FLEET.positions]!,
    sources: sums[FLEET.online]!,
    expected: registered[REGISTERED.vehicles]!,
  }),
});
