/**
 * position.drift (定位漂移): positions that jump away and back, as domain 4.3 has it; the time line flags them
 * with both neighbours known (timeline/track.ts), here they become an episode.
 *
 * It opens at the first point of drift, as a remark; from `minPoints` on it is minor. It closes at the
 * first good position after the last such point, once no other has followed for `quietMs`.
 */
import { type Static, Type } from 'typebox';
import { FLAGS, type Observation } from '#core/report.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import { clockText, hasPosition } from './evidence.ts';

const Params = Type.Object({
  minPoints: Type.Integer({
    minimum: 1,
    default: 3,
    description: 'points of drift in an episode from which on it is minor (domain 4.3)',
  }),
  quietMs: Type.Integer({
    minimum: 1_000,
    default: 300_000,
    description: 'ms; drift again within this time belongs to the same episode',
  }),
});
type Params = Static<typeof Params>;

/** Instants: 0 = none. */
interface State {
  openedAtMs: number;
  lastMs: number;
  points: number;
  /** First good position since the latest point of drift. */
  goodMs: number;
  /** When silence alone proves the episode over. */
  dueMs: number;
}

const initial = (): State => ({ openedAtMs: 0, lastMs: 0, points: 0, goodMs: 0, dueMs: 0 });

const isDrift = ({ flags }: Observation): boolean => (flags & FLAGS.drift) !== 0;

function statement(
  { openedAtMs, lastMs, points }: State,
  { minPoints }: Params,
): Pick<EpisodeFacts, 'severity' | 'measured' | 'explanation' | 'facts'> {
  const lasted = clockText(lastMs - openedAtMs);
  return {
    severity: points >= minPoints ? 'minor' : 'info',
    measured: points,
    explanation: {
      zh: `定位漂移 ${points} 点，历时 ${lasted}：位置突然离开又返回，道路车辆不可能做到。`,
      en: `${points} points of drift within ${lasted}: the position went away and came back as no road vehicle can.`,
    },
    facts: { points },
  };
}

function end(state: State, context: RuleContext<Params>): void {
  context.update('', statement(state, context.params));
  context.close('', state.goodMs === 0 ? state.lastMs : state.goodMs);
}

export const positionDrift = defineRule<Params, State>({
  type: 'position.drift',
  version: 1,
  summary: {
    zh: '定位漂移：位置突然离开又返回，前后推算车速均超过 160 km/h',
    en: 'Drift: the position goes away and comes back at more than 160 km/h each way',
  },
  clause: '联网联控考核 卫星定位漂移车辆率; JT/T 808 0x0200（位置数据质量）',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous', 'heavy'],
  initial,
  wakes: isDrift,
  onObservation(state, observation, context) {
    const { params } = context;
    const nowMs = observation.eventTimeMs;
    if (state.openedAtMs !== 0 && nowMs >= state.dueMs) {
      end(state, context);
      Object.assign(state, initial());
    }
    if (!isDrift(observation)) {
      if (state.openedAtMs === 0) context.rest();
      else if (state.goodMs === 0 && hasPosition(observation)) state.goodMs = nowMs;
      return;
    }
    state.lastMs = nowMs;
    state.goodMs = 0;
    state.dueMs = nowMs + params.quietMs + 1;
    state.points++;
    if (state.openedAtMs === 0) {
      state.openedAtMs = nowMs;
      context.open('', {
        ...statement(state, params),
        openedAtMs: nowMs,
        raisedAtMs: nowMs,
        limit: null,
        unit: '',
        latitudeDeg: observation.latitudeDeg,
        longitudeDeg: observation.longitudeDeg,
      });
    } else if (state.points === params.minPoints) {
      context.update('', statement(state, params));
    }
    context.evidence('');
  },
  onTick(state, tickMs, context) {
    if (tickMs < state.dueMs) return;
    end(state, context);
    context.rest();
  },
  wakeAtMs: (state) => (state.openedAtMs === 0 ? null : state.dueMs),
});
