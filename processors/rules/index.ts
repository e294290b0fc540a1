import type { Rule } from '../rule.ts';
import { adas } from './adas.ts';
import { banCoachNight } from './ban-coach-night.ts';
import { banDangerousGoods } from './ban-dangerous-goods.ts';
import { clockWrong } from './clock-wrong.ts';
import { drivingTimeContinuous } from './driving-time-continuous.ts';
import { drivingTimeNight } from './driving-time-night.ts';
import { drivingTimePrewarn } from './driving-time-prewarn.ts';
import { drivingTimeRolling7d } from './driving-time-rolling-7d.ts';
import { drivingTimeRolling24h } from './driving-time-rolling-24h.ts';
import { dsm } from './dsm.ts';
import { linkDarkMove } from './link-dark-move.ts';
import { linkSilent } from './link-silent.ts';
import { loadOverOccupied } from './load-over-occupied.ts';
import { loadOverweight } from './load-overweight.ts';
import { permitMissing } from './permit-missing.ts';
import { positionDrift } from './position-drift.ts';
import { positionFrozen } from './position-frozen.ts';
import { positionJump } from './position-jump.ts';
import { positionMismatch } from './position-mismatch.ts';
import { routeBacktrack } from './route-backtrack.ts';
import { routeDeviation } from './route-deviation.ts';
import { routeOffSchedule } from './route-off-schedule.ts';
import { routeUnplannedStop } from './route-unplanned-stop.ts';
import { routeViaMissed } from './route-via-missed.ts';
import { speedOver } from './speed-over.ts';
import { terminal } from './terminal.ts';
import { zoneEntered } from './zone-entered.ts';
import { zoneLeft } from './zone-left.ts';
import { zoneOverstay } from './zone-overstay.ts';

/**
 * Every rule the product knows. Adding one: write the file, add it here, add a folder of vectors.
 * Parameter and state types are each rule's own business, so the list forgets them.
 */
// biome-ignore lint/suspicious/noExplicitAny: a list of rules with different parameters has no other common type.
export const rules: readonly Rule<any, any>[] = [
  adas,
  banCoachNight,
  banDangerousGoods,
  clockWrong,
  drivingTimeContinuous,
  drivingTimeNight,
  drivingTimePrewarn,
  drivingTimeRolling24h,
  drivingTimeRolling7d,
  dsm,
  linkDarkMove,
  linkSilent,
  loadOverOccupied,
  loadOverweight,
  permitMissing,
  positionDrift,
  positionFrozen,
  positionJump,
  positionMismatch,
  routeBacktrack,
  routeDeviation,
  routeOffSchedule,
  routeUnplannedStop,
  routeViaMissed,
  speedOver,
  terminal,
  zoneEntered,
  zoneLeft,
  zoneOverstay,
];
