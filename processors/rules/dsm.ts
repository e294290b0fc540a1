/**
 * dsm.* (驾驶员状态监测): alarms of the camera on the driver, item 0x65. Physiological fatigue (生理疲劳) is an
 * alert of its own beside fatigue by the clock (超时驾驶): the two are never merged. They raise each
 * other's weight: fatigue seen `fatigueAlarms` times within `fatigueWindowMs`, or seen while the
 * terminal says that driving time is exceeded (alarm bits 2 and 18, or T/GDRTA's own alarm), is critical.
 */
import { type Static, Type } from 'typebox';
import { SAFETY_ITEMS } from '#core/alarm-items.ts';
import { type Observation, VEHICLE_CLASSES } from '#core/report.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import {
  calmSafety,
  type Escalation,
  factsOf,
  hasAlarm,
  onSafetyTick,
  type SafetyState,
  safetyParams,
  safetyWakeMs,
  takeAlarms,
} from './active-safety.ts';

const Params = Type.Object({
  ...safetyParams,
  fatigueAlarms: Type.Integer({
    minimum: 2,
    default: 2,
    description: 'so many fatigue alarms within `fatigueWindowMs` are critical',
  }),
  fatigueWindowMs: Type.Integer({
    minimum: 0,
    default: 1_800_000,
    description: 'ms; see `fatigueAlarms`',
  }),
});
type Params = Static<typeof Params>;

interface State extends SafetyState {
  /** When fatigue was seen lately, oldest first; no more than `fatigueAlarms`. */
  fatigueMs: number[];
}

const FATIGUE = 'dsm.fatigue';
const OVERTIME = 'dsm.overtime';
/** Alarm bits 2 疲劳驾驶 and 18 当天累计驾驶超时, alike in every edition: fatigue by the clock. */
const TIME_FATIGUE_BITS = (1 << 2) | (1 << 18);

function escalate(
  state: State,
  type: string,
  atMs: number,
  observation: Observation,
  context: RuleContext<Params>,
): Escalation | null {
  if (type !== FATIGUE) return null;
  const { fatigueAlarms, fatigueWindowMs } = context.params;
  state.fatigueMs.push(atMs);
  if (state.fatigueMs.length > fatigueAlarms) state.fatigueMs.shift();
  const recent = state.fatigueMs.filter((ms) => atMs - ms <= fatigueWindowMs).length;
  if (recent >= fatigueAlarms) {
    const minutes = Math.round(fatigueWindowMs / 60_000);
    return {
      severity: 'critical',
      zh: `，${minutes} 分钟内第 ${recent} 次`,
      en: `, ${recent} times within ${minutes} min`,
      facts: { escalated: 'repeated' },
    };
  }
  return isTimeFatigue(state, observation) ? OVERLAP : null;
}

const OVERLAP: Escalation = {
  severity: 'critical',
  zh: '，同时驾驶超时',
  en: ', while driving time is exceeded',
  facts: { escalated: 'driving-time' },
};

function isTimeFatigue(state: State, { alarmFlag, protocol }: Observation): boolean {
  const bits = protocol === 'ais' || protocol === 'unknown' ? 0 : alarmFlag & TIME_FATIGUE_BITS;
  return bits !== 0 || state.active[OVERTIME] !== undefined;
}

const FAMILY = { items: [SAFETY_ITEMS.dsm], escalate };

export const dsm = defineRule<Params, State>({
  type: 'dsm',
  version: 1,
  summary: {
    zh: '终端上报的驾驶员状态监测报警（0x65），两级；30 分钟内疲劳两次或与超时驾驶同时出现升级为严重',
    en: 'Alarms of driver monitoring (item 0x65), two levels; fatigue twice in 30 min or while driving time is exceeded is critical',
  },
  clause: 'T/JSATL 12-2017; T/GDRTA 002-2020',
  order: 'arrival',
  key: 'vehicle',
  params: Params,
  classes: VEHICLE_CLASSES,
  initial: () => ({ ...calmSafety(), fatigueMs: [] }),
  wakes: (observation) => hasAlarm(observation, FAMILY.items),
  onObservation(state, observation, context) {
    if (hasAlarm(observation, FAMILY.items))
      takeAlarms(state, observation, context, FAMILY, context.params.fatigueWindowMs);
    // The clock may run out while the fatigue lasts.
    const active = state.active[FATIGUE];
    if (active === undefined || active.severity === 'critical') return;
    if (!isTimeFatigue(state, observation)) return;
    active.severity = 'critical';
    active.gravest = { ...active.gravest, ...OVERLAP.facts };
    const { level, count } = active;
    context.update(FATIGUE, {
      severity: 'critical',
      facts: factsOf(active),
      explanation: {
        zh: `终端主动安全“生理疲劳驾驶报警”，${level} 级，共 ${count} 次${OVERLAP.zh}。`,
        en: `Active safety: driver fatigue, level ${level}, ${count} alarms${OVERLAP.en}.`,
      },
    });
    context.evidence(FATIGUE);
  },
  onTick: onSafetyTick,
  wakeAtMs: safetyWakeMs,
});
