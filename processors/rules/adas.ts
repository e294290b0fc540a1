/** adas.* (高级驾驶辅助、盲区监测): alarms of the vehicle's forward camera and blind-spot radars, items 0x64 and 0x67. */
import { Type } from 'typebox';
import { SAFETY_ITEMS } from '#core/alarm-items.ts';
import { VEHICLE_CLASSES } from '#core/report.ts';
import { defineRule } from '../rule.ts';
import {
  calmSafety,
  hasAlarm,
  onSafetyTick,
  type SafetyParams,
  type SafetyState,
  safetyParams,
  safetyWakeMs,
  takeAlarms,
} from './active-safety.ts';

const FAMILY = { items: [SAFETY_ITEMS.adas, SAFETY_ITEMS.bsd], escalate: () => null };

export const adas = defineRule<SafetyParams, SafetyState>({
  type: 'adas',
  version: 1,
  summary: {
    zh: '终端上报的高级驾驶辅助与盲区监测报警（0x64、0x67），两级',
    en: 'Alarms of driver assistance and blind-spot monitoring (items 0x64, 0x67), two levels',
  },
  clause: 'T/JSATL 12-2017; T/GDRTA 002-2020',
  order: 'arrival',
  key: 'vehicle',
  params: Type.Object(safetyParams),
  classes: VEHICLE_CLASSES,
  initial: calmSafety,
  wakes: (observation) => hasAlarm(observation, FAMILY.items),
  onObservation(state, observation, context) {
    if (hasAlarm(observation, FAMILY.items)) takeAlarms(state, observation, context, FAMILY);
  },
  onTick: onSafetyTick,
  wakeAtMs: safetyWakeMs,
});
