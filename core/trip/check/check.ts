/**
 * May this trip go? One pass over what the platform knows, item by item; nothing is looked up and no
 * clock is read. `unknown` is no permission and no refusal: whoever approves sees what nobody could tell.
 */
import { type TripCheck, type TripPlan, worstOf } from '../trip.ts';
import { checkDevice, checkOverlaps } from './device.ts';
import { checkDrivers } from './drivers.ts';
import type { CheckFacts } from './facts.ts';
import { checkPapers } from './papers.ts';
import { checkWay } from './way.ts';

export function checkTrip(plan: TripPlan, facts: CheckFacts): TripCheck {
  const findings = [
    ...checkDrivers(plan, facts),
    ...checkPapers(plan, facts),
    ...checkWay(plan, facts),
    ...checkDevice(plan, facts),
    ...checkOverlaps(facts),
  ];
  return { checkedAtMs: facts.nowMs, result: worstOf(findings), findings, overridden: false };
}
