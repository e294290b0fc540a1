/**
 * load.over-occupied (客车超员): more people aboard than a coach is approved for. Two witnesses, one episode:
 * the terminal's own verdict (JT/T 1078 item 0x14 bit 4), and passengers counted at the doors (0x1005) against
 * the approved seats of the registry. A count says how many are too many, so it decides the severity.
 *
 * Who is aboard is a sum of flows: it never falls below nobody, and is worth nothing once the doors have been
 * silent for `emptyAfterMs`: a trip is over, or the counter is. Vehicles without seats in the registry are
 * judged by the terminal alone.
 */
import { type Static, Type } from 'typebox';
import type { Severity } from '#core/alert.ts';
import type { Observation } from '#core/report.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import { CLASS_NAMES, numberText } from './evidence.ts';

const Params = Type.Object({
  criticalOver: Type.Number({
    minimum: 0,
    default: 0.2,
    description:
      'share above the approved seats from which it is critical (道路交通安全违法行为记分管理办法: 12 points), below it is major (6)',
  }),
  emptyAfterMs: Type.Integer({
    minimum: 60_000,
    default: 14_400_000,
    description: 'ms; without a count for this long nobody knows who is aboard',
  }),
  terminalStaleMs: Type.Integer({
    minimum: 60_000,
    default: 600_000,
    description: 'ms; a terminal unheard for longer no longer holds its verdict',
  }),
});
type Params = Static<typeof Params>;

interface State {
  /** Terminal that says so now; '' = none. */
  device: string;
  /** When it last said so. */
  deviceMs: number;
  /** By the counts. */
  aboard: number;
  /** End of the latest count; 0 = none. */
  countedMs: number;
  /** From when on nobody knows who is aboard. */
  emptyMs: number;
}

const OVER_OCCUPIED = 1 << 4;

function initial(): State {
  return { device: '', deviceMs: 0, aboard: 0, countedMs: 0, emptyMs: 0 };
}

/** Opens, restates or closes by what both witnesses say now. */
function judge(state: State, at: Observation, atMs: number, context: RuleContext<Params>): void {
  const facts = statement(state, at, atMs, context);
  if (facts === null) {
    context.close('', atMs);
    if (state.aboard === 0) context.rest();
    return;
  }
  if (!context.isOpen('')) context.open('', facts);
  else {
    const {
      openedAtMs: _,
      raisedAtMs: __,
      latitudeDeg: ___,
      longitudeDeg: ____,
      ...changed
    } = facts;
    context.update('', changed);
  }
}

/** null = nobody says that it is over-occupied. */
function statement(
  state: State,
  { latitudeDeg, longitudeDeg }: Observation,
  atMs: number,
  { subject, params }: RuleContext<Params>,
): EpisodeFacts | null {
  const { seats } = subject.vehicle;
  const over = seats === null ? 0 : (state.aboard - seats) / seats;
  const counted = over > 0;
  if (!counted && state.device === '') return null;
  const severity: Severity = over >= params.criticalOver && counted ? 'critical' : 'major';
  const name = CLASS_NAMES[subject.class];
  const percent = numberText(over * 100);
  const by = state.device === '' ? 'count' : counted ? 'both' : 'terminal';
  return {
    severity,
    openedAtMs: atMs,
    raisedAtMs: atMs,
    measured: counted ? state.aboard : null,
    limit: counted ? seats : null,
    unit: counted ? '人' : '',
    ...{ latitudeDeg, longitudeDeg },
    explanation: counted
      ? {
          zh: `${name.zh}车内计数 ${state.aboard} 人，超过核定 ${seats} 人 ${percent}%${by === 'both' ? '，终端同时上报客车超员' : ''}。`,
          en: `A ${name.en} has ${state.aboard} people aboard by count, ${percent} % above its ${seats} seats${by === 'both' ? '; the terminal says so too' : ''}.`,
        }
      : {
          zh: `${name.zh}的终端上报客车超员（JT/T 1078-2016 0x14 视频相关报警位 4）。`,
          en: `The terminal of a ${name.en} reports over-occupancy (JT/T 1078-2016 item 0x14 bit 4).`,
        },
    facts: { by, overPercent: counted ? Math.round(over * 1000) / 10 : null },
  };
}

export const loadOverOccupied = defineRule<Params, State>({
  type: 'load.over-occupied',
  version: 1,
  summary: {
    zh: '客车超员：终端视频报警（JT/T 1078），或上下车计数（0x1005）超过核定座位；超过 20% 为严重',
    en: 'A coach carries more than its seats: by the terminal (JT/T 1078), or by passengers counted (0x1005); from 20 % above critical',
  },
  clause: '道路交通安全法 第49条; 道路交通安全违法行为记分管理办法; JT/T 1078-2016',
  order: 'arrival',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled'],
  initial,
  wakes: ({ videoAlarmFlag }) => (videoAlarmFlag & OVER_OCCUPIED) !== 0,
  onObservation(state, observation, context) {
    const { eventTimeMs, deviceKey } = observation;
    const isSet = (observation.videoAlarmFlag & OVER_OCCUPIED) !== 0;
    if (isSet) {
      const isNew = state.device === '';
      state.device = deviceKey;
      state.deviceMs = eventTimeMs;
      if (!isNew) return;
    } else if (state.device === '') return;
    else if (
      state.device === deviceKey ||
      eventTimeMs - state.deviceMs > context.params.terminalStaleMs
    )
      state.device = '';
    else return;
    judge(state, observation, eventTimeMs, context);
    if (context.isOpen('')) context.evidence('');
  },
  onEvent(state, event, at, context) {
    if (event.kind !== 'passengers') {
      if (state.device === '' && state.aboard === 0) context.rest();
      return;
    }
    const { boarding, alighting } = event.passengers;
    state.aboard = Math.max(0, state.aboard + boarding - alighting);
    state.countedMs = at.eventTimeMs;
    state.emptyMs = at.eventTimeMs + context.params.emptyAfterMs;
    judge(state, at, at.eventTimeMs, context);
    if (context.isOpen('')) context.evidence('');
  },
  onTick(state, _tickMs, context) {
    state.aboard = 0;
    // What the terminal says holds on by itself.
    if (state.device !== '') return;
    // What was known last.
    context.close('', state.countedMs);
    context.rest();
  },
  wakeAtMs: ({ aboard, emptyMs }) => (aboard === 0 ? null : emptyMs),
});
