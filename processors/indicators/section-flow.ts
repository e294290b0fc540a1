import { defineIndicator } from './define.ts';
import { REGISTERED, TRAFFIC, traffic } from './measures.ts';

export const sectionFlow = defineIndicator('road.section-flow', {
  measure: traffic,
  read: (sums, registered) => ({
    numerator: sums[TRAFFIC.vehicles]!,
    denominator: sums[TRAFFIC.laneMs]!,
    samples: sums[TRAFFIC.samples]!,
    sources: sums[TRAFFIC.detectors]!,
    expected: registered[REGISTERED.detectors]!,
  }),
});
