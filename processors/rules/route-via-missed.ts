/**
 * route.via-missed (未经途经点): a later place of the trip is entered before a via place.
 *
 * A trip by places (`places.ts`) has its via places in order and its destination. When one of them is entered, every
 * via place before it that was not entered is missed; the episode opens there. It closes when the place is
 * entered after all, or when the trip's validity ends. Being at a place takes one valid point inside it, and a
 * point outside proves nothing: what lies between two reports is not known. Two things are no arrival: to be at
 * the destination before ever having been elsewhere, since round trips end where they begin; and to reach
 * a place that a via place itself lies in, as a stop in the city of destination does.
 */
import { Type } from 'typebox';
import type { Severity } from '#core/alert.ts';
import { defineRule, type EpisodeFacts, type RuleContext } from '../rule.ts';
import { CLASS_NAMES, hasPosition } from './evidence.ts';
import { type Fix, isAt, liesIn, type PlaceTrip, tripAt } from './places.ts';

const Params = Type.Object({});
type Params = Record<string, never>;

interface State {
  tripId: string;
  /** End of its validity. */
  endsMs: number;
  /** Per via place: entered, missed, or neither yet. */
  via: ('ahead' | 'entered' | 'missed')[];
  /** It has been away from the destination. */
  isAway: boolean;
}

function initial(): State {
  return { tripId: '', endsMs: 0, via: [], isAway: false };
}

/** Dangerous goods off their route weigh most (记分管理办法). */
function severityOf(vehicleClass: string): Severity {
  return vehicleClass === 'dangerous' ? 'critical' : 'major';
}

function statement(
  index: number,
  count: number,
  fix: Fix,
  context: RuleContext<Params>,
): EpisodeFacts {
  const { subject } = context;
  const { zh, en } = CLASS_NAMES[subject.class];
  return {
    severity: severityOf(subject.class),
    openedAtMs: fix.eventTimeMs,
    raisedAtMs: fix.eventTimeMs,
    measured: null,
    limit: null,
    unit: '',
    latitudeDeg: fix.latitudeDeg,
    longitudeDeg: fix.longitudeDeg,
    explanation: {
      zh: `${zh}未经过第 ${index + 1} 个途经点（共 ${count} 个），已到达其后的地点。`,
      en: `A ${en} reached a later place without passing via place ${index + 1} of ${count}.`,
    },
    facts: { via: index + 1, vias: count },
  };
}

function end(state: State, closedAtMs: number, context: RuleContext<Params>): void {
  state.via.forEach((was, index) => {
    if (was === 'missed') context.close(String(index), closedAtMs);
  });
}

/** How far along the trip the point is: index of the last of its places that holds it, −1 = none. */
function placeAt(state: State, trip: PlaceTrip, fix: Fix, context: RuleContext<Params>): number {
  if (!isAt(trip.destination, fix, context.world)) state.isAway = true;
  else if (state.isAway) return trip.via.length;
  for (let index = trip.via.length - 1; index >= 0; index--)
    if (isAt(trip.via[index]!, fix, context.world)) return index;
  return -1;
}

export const routeViaMissed = defineRule<Params, State>({
  type: 'route.via-missed',
  version: 1,
  summary: {
    zh: '未经过路线、包车牌或运单上的途经点而到达其后的地点',
    en: 'A later place of route, ticket or waybill is reached without passing a via place',
  },
  clause: '道路旅客运输及客运站管理规定 第57条; 道路运输条例',
  order: 'settled',
  key: 'vehicle',
  params: Params,
  classes: ['charter', 'scheduled', 'dangerous'],
  initial,
  wakes: (_observation, { placeRoutes, tickets, waybills }) =>
    placeRoutes.length + tickets.length + waybills.length > 0,
  onObservation(state, observation, context) {
    const nowMs = observation.eventTimeMs;
    const trip = tripAt(context.subject, nowMs);
    if (state.tripId !== '' && trip?.id !== state.tripId) {
      end(state, Math.min(nowMs, state.endsMs), context);
      Object.assign(state, initial());
    }
    if (trip === null) {
      context.rest();
      return;
    }
    if (state.tripId === '' || state.via.length !== trip.via.length) {
      end(state, nowMs, context);
      state.tripId = trip.id;
      state.via = trip.via.map(() => 'ahead');
      state.isAway = false;
    }
    state.endsMs = trip.validToMs;
    if (!hasPosition(observation)) return;
    const at = placeAt(state, trip, observation, context);
    if (at < 0) return;
    const reached = trip.via[at] ?? trip.destination;
    if (at < state.via.length) {
      if (state.via[at] === 'missed') {
        context.evidence(String(at));
        context.close(String(at), nowMs);
      }
      state.via[at] = 'entered';
    }
    for (let index = 0; index < at; index++) {
      if (state.via[index] !== 'ahead') continue;
      if (liesIn(trip.via[index]!, reached, observation, context.world)) continue;
      state.via[index] = 'missed';
      context.open(String(index), statement(index, state.via.length, observation, context));
      context.evidence(String(index));
    }
  },
  onTick(state, tickMs, context) {
    if (tickMs < state.endsMs) return;
    end(state, state.endsMs, context);
    state.via = state.via.map((was) => (was === 'missed' ? 'entered' : was));
  },
  wakeAtMs: (state) => (state.via.includes('missed') ? state.endsMs : null),
});
