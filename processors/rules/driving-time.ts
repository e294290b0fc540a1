/**
 * What the driving-time rules share: clock, episode and statement. Each rule brings only how much
 * driving counts against its limit and when that amount was reached.
 *
 * An episode opens at the first moving report that proves the limit exceeded (openedAt = the instant
 * the limit was reached), escalates 30 and 60 minutes later, and closes on a qualifying rest, back-dated to its start.
 */
import { type Static, Type } from 'typebox';
import type { Severity } from '#core/alert.ts';
import { FLAGS, type Observation, type VehicleClass } from '#core/report.ts';
import { defineRule, type EpisodeFacts, type Rule, type RuleContext } from '../rule.ts';
import {
  advance,
  CLOCK,
  type ClockParams,
  clockParams,
  shape as clockShape,
  type DrivingClock,
  type FirstClock,
  isSameClock,
  newClock,
  release,
  SILENCE_NUMBERS,
} from './driving-clock.ts';
import { keepPeriod } from './driving-rolling.ts';
import { CLASS_NAMES, clockText, isCoach, shanghaiText } from './evidence.ts';

const ESCALATION_STEP_MS = 1_800_000;
/** An open episode is restated once per this much driving; its last word is said when it closes. */
const RESTATE_MS = 60_000;

export const drivingParams = (limitMs: number, description: string) =>
  Type.Object({
    limitMs: Type.Integer({ minimum: 60_000, default: limitMs, description }),
    ...clockParams,
  });
export type DrivingParams = Static<ReturnType<typeof drivingParams>>;

export interface DrivingState {
  clock: DrivingClock;
  /** 0 = no episode. */
  openedAtMs: number;
  drivenMs: number;
  restatedMs: number;
  /** Silences that ended up to here are among the evidence. */
  citedMs: number;
  /** Finished periods that a rolling sum still needs: start, end, … */
  periods: number[];
}

export interface DrivingRule<P extends DrivingParams> {
  type: string;
  summary: { zh: string; en: string };
  clause: string;
  classes: readonly VehicleClass[];
  params: Rule['params'];
  /** `连续驾驶` and its like, for the statement. */
  what: { zh: string; en: string };
  /** Driving that counts against the limit at a moving report, ms. */
  drivenMs(state: DrivingState, nowMs: number, params: P): number;
  /** When it reached the limit, given that it has passed it at `nowMs`. */
  reachedAtMs(state: DrivingState, nowMs: number, params: P): number;
  /** How long finished periods are kept; 0 = not needed. */
  keepMs: number;
  severity?: Severity;
}

function severityOf(vehicleClass: VehicleClass): Severity {
  // R3: 9 points for coaches and dangerous goods, 3 for trucks.
  return isCoach(vehicleClass) || vehicleClass === 'dangerous' ? 'critical' : 'major';
}

function statement<P extends DrivingParams>(
  rule: DrivingRule<P>,
  state: DrivingState,
  context: RuleContext<P>,
  period: { startMs: number; estimated: boolean },
): Pick<EpisodeFacts, 'severity' | 'measured' | 'limit' | 'unit' | 'explanation' | 'facts'> {
  const { limitMs, minRestMs } = context.params;
  const vehicleClass = context.subject.class;
  const excessMs = state.drivenMs - limitMs;
  const driven = clockText(state.drivenMs);
  const limit = clockText(limitMs);
  const restMinutes = Math.round(minRestMs / 60_000);
  const since = shanghaiText(period.startMs);
  const { zh, en } = CLASS_NAMES[vehicleClass];
  return {
    severity: rule.severity ?? severityOf(vehicleClass),
    measured: Math.floor(state.drivenMs / 1000),
    limit: Math.floor(limitMs / 1000),
    unit: 's',
    explanation: {
      zh: `${zh}${rule.what.zh} ${driven}，限值 ${limit}；本次驾驶自 ${since} 起，其间没有不少于 ${restMinutes} 分钟的停车休息${period.estimated ? '（部分时段由位移推算）' : ''}。`,
      en: `${en}: ${rule.what.en} ${driven}, limit ${limit}; driving since ${since} without a rest of ${restMinutes} min${period.estimated ? ' (partly inferred from displacement)' : ''}.`,
    },
    facts: {
      drivingStartMs: period.startMs,
      estimated: period.estimated,
      // Escalates at +30 and +60 minutes (domain 1.4 item 6).
      escalation: Math.max(0, Math.min(2, Math.floor(excessMs / ESCALATION_STEP_MS))),
    },
  };
}

function onRest<P extends DrivingParams>(
  rule: DrivingRule<P>,
  state: DrivingState,
  context: RuleContext<P>,
): void {
  const { clock } = state;
  keepPeriod(state.periods, clock, rule.keepMs);
  if (state.openedAtMs !== 0) {
    context.update(
      '',
      statement(rule, state, context, {
        startMs: clock.endedStartMs,
        estimated: clock.endedEstimated,
      }),
    );
    context.close('', Math.max(clock.endedRestMs, state.openedAtMs));
  }
  state.openedAtMs = 0;
  state.drivenMs = 0;
  state.restatedMs = 0;
}

function onMoving<P extends DrivingParams>(
  rule: DrivingRule<P>,
  state: DrivingState,
  observation: Observation,
  context: RuleContext<P>,
): void {
  const { clock } = state;
  const { params } = context;
  const nowMs = observation.eventTimeMs;
  state.drivenMs = rule.drivenMs(state, nowMs, params);
  if (state.drivenMs <= params.limitMs) return;
  if (state.openedAtMs === 0) {
    state.openedAtMs = rule.reachedAtMs(state, nowMs, params);
    state.restatedMs = state.drivenMs;
    context.open('', {
      ...statement(rule, state, context, clock),
      openedAtMs: state.openedAtMs,
      raisedAtMs: nowMs,
      latitudeDeg: observation.latitudeDeg,
      longitudeDeg: observation.longitudeDeg,
    });
    citePeriod(clock, { sinceMs: 0, nowMs }, '', context);
    state.citedMs = nowMs;
  } else if (state.drivenMs - state.restatedMs >= RESTATE_MS) {
    state.restatedMs = state.drivenMs;
    context.update('', statement(rule, state, context, clock));
    citePeriod(clock, { sinceMs: state.citedMs, nowMs }, '', context);
    state.citedMs = nowMs;
  }
}

/**
 * As evidence: the start of the period at hand and both sides of each silence it is inferred across, as far as they lie
 * behind `sinceMs`, and the observation at hand.
 */
export function citePeriod(
  clock: DrivingClock,
  { sinceMs, nowMs }: { sinceMs: number; nowMs: number },
  slot: string,
  context: Pick<RuleContext<unknown>, 'evidence'>,
): void {
  const { silences } = clock;
  let citedMs = sinceMs;
  // One report may end a silence and begin the next; the one at hand comes last.
  const cite = (eventTimeMs: number, partition: number, offset: number): void => {
    if (eventTimeMs <= citedMs || eventTimeMs === nowMs) return;
    citedMs = eventTimeMs;
    context.evidence(slot, { partition, offset, eventTimeMs });
  };
  cite(clock.startMs, clock.startPartition, clock.startOffset);
  for (let at = 0; at < silences.length; at += SILENCE_NUMBERS) {
    const [fromMs, fromPartition, fromOffset, toMs, toPartition, toOffset] = silences.slice(at);
    cite(fromMs!, fromPartition!, fromOffset!);
    cite(toMs!, toPartition!, toOffset!);
  }
  context.evidence(slot);
}

/** One clock for all rules that go by it: the first to see a report moves it on. */
export function moveClock(
  clock: DrivingClock,
  observation: Observation,
  { findings, params }: RuleContext<ClockParams>,
): number {
  let verdict = findings.of(clock);
  if (verdict === null) {
    verdict = advance(clock, observation, params);
    findings.note(clock, verdict);
  }
  return verdict;
}

export function defineDrivingRule<P extends DrivingParams>(
  rule: DrivingRule<P>,
): Rule<P, DrivingState> {
  return defineRule<P, DrivingState>({
    type: rule.type,
    version: 3,
    shape: {
      version: clockShape.version,
      carryOver: (state) => {
        const { clock, ...rest } = state as Omit<DrivingState, 'clock' | 'citedMs'> & {
          clock: FirstClock;
        };
        return { clock: clockShape.carryOver(clock), citedMs: 0, ...rest };
      },
    },
    sharedPart: { member: 'clock', isAlike: isSameClock },
    summary: rule.summary,
    clause: rule.clause,
    order: 'settled',
    key: 'driver',
    params: rule.params,
    classes: rule.classes,
    initial: () => ({
      clock: newClock(),
      openedAtMs: 0,
      drivenMs: 0,
      restatedMs: 0,
      citedMs: 0,
      periods: [],
    }),
    onObservation(state, observation, context) {
      if ((observation.flags & FLAGS.released) !== 0) {
        release(state.clock, observation.eventTimeMs, observation.subjectKey);
        return;
      }
      const verdict = moveClock(state.clock, observation, context);
      if (verdict === CLOCK.nothing) return;
      if ((verdict & CLOCK.rested) !== 0) onRest(rule, state, context);
      if ((verdict & CLOCK.moving) !== 0) onMoving(rule, state, observation, context);
    },
  });
}
