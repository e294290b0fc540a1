/**
 * load.overweight (货车超限): a scale in the road weighed the vehicle above what its axles allow by more than the
 * margins of a moving scale. The next weighing within the limit ends the episode; without one it ends
 * `episodeMs` after the last that was not, at that. Vehicles the registry does not know are judged like any other.
 */
import { type Static, Type } from 'typebox';
import type { Severity } from '#core/alert.ts';
import type { Weighing } from '#core/load.ts';
import { defineRule, type EpisodeFacts } from '../rule.ts';
import { numberText } from './evidence.ts';
import { type WeightLimit, weightLimitOf } from './weight-limits.ts';

const Params = Type.Object({
  marginShare: Type.Number({
    minimum: 0,
    default: 0.05,
    description: 'share of the limit within which a moving scale proves nothing',
  }),
  marginKg: Type.Integer({
    minimum: 0,
    default: 1_000,
    description: 'kg within which a moving scale proves nothing; both margins must be passed',
  }),
  majorOver: Type.Number({
    minimum: 0,
    default: 0.3,
    description: 'share above the limit from which it is major (记分管理办法: 3 points)',
  }),
  criticalOver: Type.Number({
    minimum: 0,
    default: 0.5,
    description: 'share above the limit beyond which it is critical (记分管理办法: 6 points)',
  }),
  episodeMs: Type.Integer({
    minimum: 60_000,
    default: 21_600_000,
    description: 'ms; weighings this near each other are of one load',
  }),
});
type Params = Static<typeof Params>;

interface State {
  /** Latest weighing above the limit; 0 = none. */
  lastMs: number;
  /** When the load is taken as another. */
  dueMs: number;
  worstOver: number;
}

function severityOf(over: number, { majorOver, criticalOver }: Params): Severity {
  if (over > criticalOver) return 'critical';
  return over >= majorOver ? 'major' : 'minor';
}

const tonnes = (kg: number) => numberText(kg / 1_000);

function statement(
  weighing: Weighing,
  limit: WeightLimit,
  { over, atMs, params }: { over: number; atMs: number; params: Params },
): EpisodeFacts {
  const { grossKg, axles, combination, speedKmh, lengthM, lane } = weighing;
  const { latitudeDeg, longitudeDeg } = weighing;
  const percent = numberText(over * 100);
  const less = limit.singleTyres;
  const bear = limit.by === 'axle-loads';
  return {
    severity: severityOf(over, params),
    openedAtMs: atMs,
    raisedAtMs: atMs,
    measured: grossKg,
    limit: limit.limitKg,
    unit: 'kg',
    ...{ latitudeDeg, longitudeDeg },
    explanation: {
      zh: `动态称重总质量 ${tonnes(grossKg)} 吨，${axles.length} 轴限 ${tonnes(limit.limitKg)} 吨${bear ? '（各轴允许载荷之和）' : ''}${less ? '（单胎减 3 吨）' : ''}，超 ${percent}%。`,
      en: `Weighed ${tonnes(grossKg)} t in motion; ${axles.length} axles may weigh ${tonnes(limit.limitKg)} t${bear ? ' (sum of permitted axle loads)' : ''}${less ? ' (3 t less for single tyres)' : ''}: ${percent} % over.`,
    },
    facts: {
      ...{ axles: axles.length, combination, limitBy: limit.by, singleTyres: less },
      ...{ overPercent: Math.round(over * 1_000) / 10, speedKmh, lengthM, lane },
      axleLoadsKg: axles.map(({ loadKg }) => loadKg),
    },
  };
}

export const loadOverweight = defineRule<Params, State>({
  type: 'load.overweight',
  version: 1,
  summary: {
    zh: '动态称重总质量超过按轴数的限值 5% 且 1 吨以上；超 30% 较重，超 50% 严重',
    en: 'Weighed in motion above the limit of its axles by more than 5 % and 1 t; from 30 % over major, beyond 50 % critical',
  },
  clause: '超限运输车辆行驶公路管理规定 第3条; GB 1589; 道路交通安全违法行为记分管理办法',
  order: 'arrival',
  key: 'vehicle',
  params: Params,
  // `other` is also what the registry does not know; no car comes near a limit of 18 t.
  classes: ['dangerous', 'heavy', 'other'],
  initial: () => ({ lastMs: 0, dueMs: 0, worstOver: 0 }),
  wakes: () => false,
  onObservation() {},
  onEvent(state, event, at, context) {
    const { params, subject } = context;
    if (event.kind !== 'weighing') {
      if (state.lastMs === 0) context.rest();
      return;
    }
    const { weighing } = event;
    const atMs = at.eventTimeMs;
    const limit = weightLimitOf(weighing, subject.vehicle);
    const overKg = limit === null ? 0 : weighing.grossKg - limit.limitKg;
    if (limit === null || overKg <= Math.max(limit.limitKg * params.marginShare, params.marginKg)) {
      context.close('', atMs);
      context.rest();
      return;
    }
    state.lastMs = atMs;
    state.dueMs = atMs + params.episodeMs + 1;
    const over = overKg / limit.limitKg;
    const isWorse = over > state.worstOver;
    if (isWorse) {
      state.worstOver = over;
      const facts = statement(weighing, limit, { over, atMs, params });
      if (!context.isOpen('')) context.open('', facts);
      else {
        const { openedAtMs: _, raisedAtMs: __, ...changed } = facts;
        context.update('', changed);
      }
    }
    context.evidence('');
  },
  onTick(state, _tickMs, context) {
    context.close('', state.lastMs);
    context.rest();
  },
  wakeAtMs: ({ dueMs }) => (dueMs === 0 ? null : dueMs),
});
