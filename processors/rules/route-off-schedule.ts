/**
 * route.off-schedule (偏离班次时间): a timed stretch of the filed route took less than its shortest time or takes more
 * than its longest (路段行驶时间不足或过长, JT/T 808 0x8606).
 *
 * A stretch is entered and left where progress along the route passes its ends, at an instant between two reports.
 * Too long opens at entry + longest and is shown by a report inside; it closes on leaving. Too short is known
 * on leaving and over by then. Only driving with the route is timed, and a hole longer than `gapMaxMs` ends the timing.
 */
import { type Static, Type } from 'typebox';
import type { EvidenceRef } from '#core/alert.ts';
import type { Observation } from '#core/report.ts';
import type { Corridor, TimedSegment } from '../corridor.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { clockText, evidenceOf } from './evidence.ts';
import {
  followRoute,
  newProgress,
  ON_ROUTE,
  PROGRESS_PART,
  type Progress,
  routeOf,
} from './progress.ts';

const Params = Type.Object({
  gapMaxMs: Type.Integer({
    minimum: 1_000,
    default: 300_000,
    description:
      'ms; a longer hole between positions on the route ends the timing without a verdict',
  }),
});
type Params = Static<typeof Params>;

/** Instants: 0 = none. */
interface State {
  progress: Progress;
  /** Stretch it is in, by index; −1 = none whose entry was seen. */
  segment: number;
  enteredMs: number;
  entered: EvidenceRef | null;
  open: boolean;
}

function leave(state: State): void {
  state.segment = -1;
  state.enteredMs = 0;
  state.entered = null;
  state.open = false;
}

/** When progress passed `atM`, between the report before and the one at hand. */
function passedMs({ beforeMs, beforeM, ms, progressM }: Progress, atM: number): number {
  return Math.round(beforeMs + ((atM - beforeM) / (progressM - beforeM)) * (ms - beforeMs));
}

function statement(
  route: Corridor,
  { segmentId }: TimedSegment,
  tookMs: number,
  { limitMs, isLong }: { limitMs: number; isLong: boolean },
) {
  const took = clockText(tookMs);
  const limit = clockText(limitMs);
  return {
    measured: Math.round(tookMs / 1000),
    limit: Math.round(limitMs / 1000),
    unit: 's',
    explanation: isLong
      ? {
          zh: `限时路段行驶 ${took}，最长允许 ${limit}。`,
          en: `A timed stretch of the route has taken ${took}, at most ${limit} is allowed.`,
        }
      : {
          zh: `限时路段行驶 ${took}，不足最短时间 ${limit}。`,
          en: `A timed stretch of the route took ${took}, at least ${limit} is required.`,
        },
    facts: { routeId: route.routeId, segmentId, kind: isLong ? 'long' : 'short' },
  };
}

const severityOf = (context: RuleContext<Params>) =>
  context.subject.class === 'dangerous' ? ('major' as const) : ('minor' as const);

/** The stretch has been left at `leftMs`. */
function judge(
  state: State,
  route: Corridor,
  leftMs: number,
  observation: Observation,
  context: RuleContext<Params>,
): void {
  const segment = route.segments[state.segment]!;
  const tookMs = leftMs - state.enteredMs;
  const tooLong = segment.longestMs !== null && tookMs > segment.longestMs;
  if (tooLong && !state.open) openLong(state, route, tookMs, observation, context);
  if (tooLong) {
    const limits = { limitMs: segment.longestMs!, isLong: true };
    context.update('', statement(route, segment, tookMs, limits));
    context.evidence('');
    context.close('', leftMs);
  } else if (tookMs < segment.shortestMs) {
    context.open('', {
      severity: severityOf(context),
      openedAtMs: state.enteredMs,
      raisedAtMs: observation.eventTimeMs,
      latitudeDeg: observation.latitudeDeg,
      longitudeDeg: observation.longitudeDeg,
      ...statement(route, segment, tookMs, { limitMs: segment.shortestMs, isLong: false }),
    });
    if (state.entered !== null) context.evidence('', state.entered);
    context.evidence('');
    context.close('', leftMs);
  }
  leave(state);
}

function openLong(
  state: State,
  route: Corridor,
  tookMs: number,
  observation: Observation,
  context: RuleContext<Params>,
): void {
  const segment = route.segments[state.segment]!;
  const limitMs = segment.longestMs!;
  state.open = true;
  context.open('', {
    severity: severityOf(context),
    openedAtMs: state.enteredMs + limitMs,
    raisedAtMs: observation.eventTimeMs,
    latitudeDeg: observation.latitudeDeg,
    longitudeDeg: observation.longitudeDeg,
    ...statement(route, segment, tookMs, { limitMs, isLong: true }),
  });
  if (state.entered !== null) context.evidence('', state.entered);
  context.evidence('');
}

function endWithoutVerdict(state: State, closedAtMs: number, context: RuleContext<Params>): void {
  if (state.open) context.close('', closedAtMs);
  if (state.segment >= 0) leave(state);
}

export const routeOffSchedule = defineRule<Params, State>({
  type: 'route.off-schedule',
  version: 1,
  sharedPart: PROGRESS_PART,
  summary: {
    zh: '限时路段行驶时间不足或过长',
    en: 'A timed stretch of the filed route took too short or takes too long',
  },
  clause: 'JT/T 808 0x8606（路段行驶过长/不足阈值）; 道路旅客运输及客运站管理规定',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial: () => ({
    progress: newProgress(),
    segment: -1,
    enteredMs: 0,
    entered: null,
    open: false,
  }),
  onObservation(state, observation, context) {
    const { progress } = state;
    const { corridors } = context.subject;
    if (corridors.length === 0 && progress.routeId === '') return;
    const found = followRoute(progress, observation, context);
    if (found === ON_ROUTE.begun) {
      endWithoutVerdict(state, observation.eventTimeMs, context);
      return;
    }
    const route = routeOf(progress, corridors, observation.eventTimeMs);
    if (route === null) {
      endWithoutVerdict(state, observation.eventTimeMs, context);
      return;
    }
    if (found === ON_ROUTE.off || route.segments.length === 0) return;
    const { beforeMs, beforeM, ms, progressM } = progress;
    if (ms - beforeMs > context.params.gapMaxMs) {
      endWithoutVerdict(state, beforeMs, context);
      return;
    }
    if (state.segment >= 0) {
      const { fromM, toM } = route.segments[state.segment]!;
      if (progressM >= toM) judge(state, route, passedMs(progress, toM), observation, context);
      else if (progressM < fromM) endWithoutVerdict(state, ms, context);
    }
    if (progressM > beforeM) enter(state, route, observation, context);
    if (state.segment < 0 || state.open) return;
    const { longestMs } = route.segments[state.segment]!;
    const tookMs = ms - state.enteredMs;
    if (longestMs !== null && tookMs > longestMs)
      openLong(state, route, tookMs, observation, context);
  },
});

/** Takes every stretch whose beginning has been passed since the report before; those left again already are judged. */
function enter(
  state: State,
  route: Corridor,
  observation: Observation,
  context: RuleContext<Params>,
): void {
  const { progress } = state;
  const { segments } = route;
  for (let i = 0; i < segments.length; i++) {
    const { fromM, toM } = segments[i]!;
    if (progress.beforeM > fromM || progress.progressM <= fromM || state.segment >= 0) continue;
    state.segment = i;
    state.enteredMs = passedMs(progress, fromM);
    state.entered = evidenceOf(observation);
    if (progress.progressM >= toM)
      judge(state, route, passedMs(progress, toM), observation, context);
  }
}
