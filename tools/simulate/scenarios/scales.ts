/** What scales in the road say of a vehicle; the terminal has no part in it. */
import { SECOND_MS } from '#core/time.ts';
import { AROUND_NOW, MODERN, planOf, type Scenario } from '../scenario.ts';

export const scales: readonly Scenario[] = [
  {
    name: 'load.overweight',
    alertTypes: ['load.overweight'],
    summary:
      'a scale in the road weighs an articulated truck at 67 t, 18 more than its six axles may',
    classes: ['heavy'],
    editions: MODERN,
    weighing: { atMs: 30 * SECOND_MS, axlesKg: [6_800, 12_100, 12_300, 11_900, 12_000, 11_900] },
    plan: (nowMs) => planOf(nowMs, AROUND_NOW),
  },
];
