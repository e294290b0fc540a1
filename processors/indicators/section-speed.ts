import { defineIndicator } from './define.ts';
import { REGISTERED, TRAFFIC, traffic } from './measures.ts';

export const sectionSpeed = defineIndicator('road.section-speed', {
  measure: traffic,
  read: (sums, registered) => ({
    numerator: sums[TRAFFIC.timedVehicles]!,
    denominator: sums[TRAFFIC.msPerKm]!,
    samples: sums[TRAFFIC.samples]!,
    sources: sums[TRAFFIC.detectors]!,
    expected: registered[REGISTERED.detectors]!,
  }),
});
