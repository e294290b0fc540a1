/**
 * What adas.* and dsm.* share: alarms of the vehicle's own cameras and radars become episodes, one per
 * alert type at a time. The device has judged (level, thresholds, closed eyes); nothing is judged again here.
 *
 * A *start* holds the episode until the *end* of the same alarm id; an alarm without either, and an end whose
 * start never came, is an instant. What comes within `mergeMs` of the last sign (and the interval at which
 * the standard lets a terminal repeat itself) continues the episode: a driver on the phone for ten minutes is
 * one alert. It closes at the last sign, by the tick that proves the time over. An end that never comes
 * closes `holdMaxMs` after the last sign.
 *
 * Terminals send an alarm again when its answer was lost, also in a later report: it is known by its
 * identifier and changes nothing.
 */
import { type Static, Type } from 'typebox';
import { SAFETY_PHASES, type SafetyAlarm, type SafetyItemId } from '#core/alarm-items.ts';
import type { Severity } from '#core/alert.ts';
import { FLAGS, type Observation } from '#core/report.ts';
import type { EpisodeFacts, RuleContext } from '../rule.ts';
import { numberText } from './evidence.ts';
import { LAYOUT_NAMES, type SafetyType, safetyTypeOf } from './safety-types.ts';

export const safetyParams = {
  ignoredTypes: Type.Array(Type.String(), {
    default: [],
    description:
      'alert types of this family that raise nothing; `"<type>": {"enabled": false}` in the rule settings adds one',
  }),
  mergeMs: Type.Integer({
    minimum: 0,
    default: 60_000,
    description:
      'ms; the next alarm of a type within this time of the last sign continues the episode, for phone and smoking beside the repeat interval of T/JSATL 12 and T/GDRTA 002',
  }),
  holdMaxMs: Type.Integer({
    minimum: 1_000,
    default: 600_000,
    description: 'ms; an alarm that has started and whose end never came is over after this time',
  }),
  levelSpeedKmh: Type.Integer({
    minimum: 0,
    default: 50,
    description:
      'km/h; of alarms without a level, those faster than this are level 2 (T/JSATL 12, T/GDRTA 002)',
  }),
};
const Params = Type.Object(safetyParams);
export type SafetyParams = Static<typeof Params>;

interface Active {
  /** Alarm that has started and not ended; −1 = none. */
  heldId: number;
  lastMs: number;
  /** When silence proves it over. */
  dueMs: number;
  level: number;
  severity: Severity;
  /** Alarms so far. */
  count: number;
  /** As the files of its alarms are known. */
  marks: { itemId: number; type: number; timeMs: number }[];
  /** Facts of the gravest alarm. */
  gravest: Record<string, unknown>;
}

export interface SafetyState {
  /** Open episodes by alert type. */
  active: Record<string, Active>;
  /** Earliest `dueMs` of them; 0 = none is open. */
  dueMs: number;
  /** Alarms met lately, by device and identifier, oldest first. */
  met: string[];
  /** Nothing of them matters any more from here on. */
  restMs: number;
}

export function calmSafety(): SafetyState {
  return { active: {}, dueMs: 0, met: [], restMs: 0 };
}

/** A terminal that repeats itself does so within its last few alarms, and before long. */
const MET_MAX = 32;
const MEMORY_MS = 1_800_000;
const MARKS_MAX = 16;
/** The time an alarm gives for itself is believed this far before its report. */
const AGE_MAX_MS = 600_000;

/** What a family adds: a severity above what the level says, with its reason. */
export interface Escalation {
  severity: Severity;
  zh: string;
  en: string;
  facts: Record<string, unknown>;
}
export type Escalate<S, P> = (
  state: S,
  type: string,
  atMs: number,
  observation: Observation,
  context: RuleContext<P>,
) => Escalation | null;

/** Takes the alarms of a report that belong to the family; they matter for `memoryMs` at least. */
export function takeAlarms<S extends SafetyState, P extends SafetyParams>(
  state: S,
  observation: Observation,
  context: RuleContext<P>,
  family: { items: readonly SafetyItemId[]; escalate: Escalate<S, P> },
  memoryMs = MEMORY_MS,
): void {
  state.restMs = observation.eventTimeMs + Math.max(memoryMs, MEMORY_MS);
  for (const alarm of observation.alarmItems!.safety) {
    if (!family.items.includes(alarm.itemId)) continue;
    const what = safetyTypeOf(alarm);
    if (what === null || context.params.ignoredTypes.includes(what.type)) continue;
    if (isRepeat(state, alarm, observation.deviceKey)) continue;
    take(state, alarm, what, observation, context, family.escalate);
  }
  closeDue(state, observation.eventTimeMs, context);
}

/** Closes what is over, and lets the rule rest when nothing is left to remember. */
export function onSafetyTick<P>(state: SafetyState, tickMs: number, context: RuleContext<P>): void {
  closeDue(state, tickMs, context);
  if (state.dueMs === 0 && tickMs >= state.restMs) context.rest();
}

/** When something closes, or when the rule may rest. */
export function safetyWakeMs({ dueMs, restMs }: SafetyState): number | null {
  if (dueMs !== 0) return dueMs;
  return restMs === 0 ? null : restMs;
}

/** True when the report has an alarm of the family. */
export function hasAlarm({ alarmItems }: Observation, items: readonly SafetyItemId[]): boolean {
  return alarmItems?.safety.some(({ itemId }) => items.includes(itemId)) ?? false;
}

/** Closes what silence has ended by `nowMs`, at its last sign. */
export function closeDue<P>(state: SafetyState, nowMs: number, context: RuleContext<P>): void {
  let dueMs = 0;
  for (const type in state.active) {
    const active = state.active[type]!;
    if (active.dueMs <= nowMs) {
      context.update(type, { facts: factsOf(active) });
      context.close(type, active.lastMs);
      delete state.active[type];
    } else if (dueMs === 0 || active.dueMs < dueMs) dueMs = active.dueMs;
  }
  state.dueMs = dueMs;
}

function take<S extends SafetyState, P extends SafetyParams>(
  state: S,
  alarm: SafetyAlarm,
  what: SafetyType,
  observation: Observation,
  context: RuleContext<P>,
  escalate: Escalate<S, P>,
): void {
  const { params } = context;
  const atMs = alarmMs(alarm, observation);
  const { type } = what;
  const known = state.active[type];
  // What has been over for longer than the merge is another one, whether a tick came between or not.
  if (known !== undefined && known.dueMs <= atMs) closeDue(state, atMs, context);
  const active = state.active[type] ?? newActive();
  const isNew = active.count === 0;
  const isEnd = alarm.phase === SAFETY_PHASES.end;
  if (alarm.phase === SAFETY_PHASES.start) active.heldId = alarm.alarmId;
  else if (isEnd && active.heldId === alarm.alarmId) active.heldId = -1;
  active.lastMs = Math.max(active.lastMs, atMs);
  const restMs = params.mergeMs + what.intervalMs;
  active.dueMs = active.lastMs + 1 + (active.heldId === -1 ? restMs : params.holdMaxMs);
  state.active[type] = active;
  if (state.dueMs === 0 || active.dueMs < state.dueMs) state.dueMs = active.dueMs;
  // The end of an alarm is no further one.
  if (isEnd && !isNew) return;
  active.count++;
  if (alarm.markTimeMs !== null && active.marks.length < MARKS_MAX) {
    active.marks.push({ itemId: alarm.itemId, type: alarm.type, timeMs: alarm.markTimeMs });
  }
  const level = levelOf(alarm, params.levelSpeedKmh);
  const raised = escalate(state, type, atMs, observation, context);
  const severity = raised?.severity ?? (level === 2 && what.grave ? 'major' : 'minor');
  const isGraver = RANK[severity] > RANK[active.severity] || level > active.level;
  if (isNew || isGraver) {
    active.level = Math.max(active.level, level);
    if (RANK[severity] > RANK[active.severity]) active.severity = severity;
    active.gravest = { code: alarm.type, speedKmh: alarm.speedKmh, ...raised?.facts };
    const facts = statement({ alarm, what, active, atMs, observation, raised });
    if (isNew) context.open(type, facts);
    else {
      const { openedAtMs: _, raisedAtMs: __, ...changed } = facts;
      context.update(type, changed);
    }
  } else if (alarm.files > 0) context.update(type, { facts: factsOf(active) });
  context.evidence(type);
}

const RANK: Record<Severity, number> = { info: 0, minor: 1, major: 2, critical: 3 };

function newActive(): Active {
  return {
    ...{ heldId: -1, lastMs: 0, dueMs: 0, level: 0, severity: 'info', count: 0 },
    ...{ marks: [], gravest: {} },
  };
}

/** Met already: the same phase of the same alarm of the same device. */
function isRepeat(state: SafetyState, alarm: SafetyAlarm, deviceKey: string): boolean {
  const { itemId, type, alarmId, phase, markTimeMs, markSeq } = alarm;
  const name = `${deviceKey}/${itemId}/${type}/${alarmId}/${phase}/${markTimeMs}/${markSeq}`;
  if (state.met.includes(name)) return true;
  if (state.met.length >= MET_MAX) state.met.shift();
  state.met.push(name);
  return false;
}

/** The alarm's own time, unless it cannot be: it comes with or shortly before its report. */
function alarmMs({ timeMs }: SafetyAlarm, { eventTimeMs, flags }: Observation): number {
  if (timeMs === null || (flags & FLAGS.clockWrong) !== 0) return eventTimeMs;
  return timeMs <= eventTimeMs && eventTimeMs - timeMs <= AGE_MAX_MS ? timeMs : eventTimeMs;
}

function levelOf({ level, speedKmh }: SafetyAlarm, levelSpeedKmh: number): number {
  if (level === 1 || level === 2) return level;
  return speedKmh > levelSpeedKmh ? 2 : 1;
}

export function factsOf({ level, count, marks, gravest }: Active): Record<string, unknown> {
  return { ...gravest, level, alarms: count, marks: marks.slice() };
}

interface Said {
  alarm: SafetyAlarm;
  what: SafetyType;
  active: Active;
  atMs: number;
  observation: Observation;
  raised: Escalation | null;
}

function statement({ alarm, what, active, atMs, observation, raised }: Said): EpisodeFacts {
  const detail = detailOf(alarm, what);
  const code = alarm.type.toString(16).padStart(2, '0').toUpperCase();
  const clause = `${LAYOUT_NAMES[alarm.layout]} 0x${alarm.itemId.toString(16)} 报警类型 0x${code}`;
  const { level } = active;
  return {
    type: what.type,
    severity: active.severity,
    openedAtMs: atMs,
    raisedAtMs: observation.eventTimeMs,
    measured: detail.measured,
    limit: null,
    unit: detail.unit,
    latitudeDeg: observation.latitudeDeg,
    longitudeDeg: observation.longitudeDeg,
    explanation: {
      zh: `终端主动安全“${what.zh}”，${level} 级，车速 ${alarm.speedKmh} km/h${detail.zh}${raised?.zh ?? ''}。`,
      en: `Active safety: ${what.en}, level ${level}, at ${alarm.speedKmh} km/h${detail.en}${raised?.en ?? ''}.`,
    },
    clause,
    facts: factsOf(active),
  };
}

/** What the item measured, for the types that say so. */
function detailOf(
  { frontS, frontSpeedKmh, deviation, fatigueDegree, signValue }: SafetyAlarm,
  { type }: SafetyType,
): { measured: number | null; unit: string; zh: string; en: string } {
  const none = { measured: null, unit: '', zh: '', en: '' };
  switch (type) {
    case 'adas.forward-collision':
    case 'adas.pedestrian': {
      if (frontS === 0) return none;
      const seconds = numberText(frontS);
      const ahead = type === 'adas.forward-collision' ? frontSpeedKmh : null;
      return {
        ...{ measured: frontS, unit: 's' },
        zh: `，距碰撞 ${seconds} 秒${ahead === null ? '' : `，前车 ${ahead} km/h`}`,
        en: `, ${seconds} s to the collision${ahead === null ? '' : `, vehicle ahead at ${ahead} km/h`}`,
      };
    }
    case 'adas.lane-departure':
      if (deviation !== 1 && deviation !== 2) return none;
      return {
        ...none,
        zh: deviation === 1 ? '，向左偏离' : '，向右偏离',
        en: deviation === 1 ? ', to the left' : ', to the right',
      };
    case 'adas.sign-exceeded':
      if (signValue === 0) return none;
      return { ...none, zh: `，标识值 ${signValue}`, en: `, the sign says ${signValue}` };
    case 'dsm.fatigue':
      if (fatigueDegree === 0) return none;
      return {
        ...{ measured: fatigueDegree, unit: '' },
        zh: `，疲劳程度 ${fatigueDegree}`,
        en: `, degree ${fatigueDegree}`,
      };
    default:
      return none;
  }
}
