import type { Rule } from '../rule.ts';
import { drivingTimeContinuous } from './driving-time-continuous.ts';
import { drivingTimeNight } from './driving-time-night.ts';
import { drivingTimeRolling24h } from './driving-time-rolling-24h.ts';
import { linkSilent } from './link-silent.ts';
import { routeDeviation } from './route-deviation.ts';
import { speedOver } from './speed-over.ts';
import { terminal } from './terminal.ts';

/**
 * Every rule the product knows. Adding one: write the file, add it here, add a folder of vectors.
 * Parameter and state types are each rule's own business, so the list forgets them.
 */
// biome-ignore lint/suspicious/noExplicitAny: a list of rules with different parameters has no other common type.
export const rules: readonly Rule<any, any>[] = [
  drivingTimeContinuous,
  drivingTimeNight,
  drivingTimeRolling24h,
  linkSilent,
  routeDeviation,
  speedOver,
  terminal,
];
