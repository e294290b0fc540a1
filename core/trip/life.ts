/**
 * The life of a trip, folded from `trips.v1` in log order:
 *
 *     planned ─▶ approved ─▶ running ─▶ finished ─▶ verified ─▶ verified (again, after late data)
 *        └─▶ rejected   └─▶ cancelled
 *
 * A changed plan is planned anew and needs a new approval. Every reader refuses a stale step, so of two
 * officers, or two servers, that act at once the first in the log wins everywhere and nobody overwrites.
 */
import type { TripBody, TripEvent, TripState, TripStep } from './trip.ts';

/** The newest state of a trip. */
export interface Trip extends TripBody {
  tripId: string;
  /** Steps accepted so far; an action based on an older one is refused. */
  version: number;
  state: TripState;
  changedAtMs: number;
  /** Who planned it, and when. Of a trip whose beginning is not kept: who took the first step that is. */
  plannedBy: string;
  plannedAtMs: number;
}

/** `stale` = somebody was faster; `impossible` = the trip is not in a state for it. */
export type StepVerdict = 'accepted' | 'stale' | 'impossible';

/** null = a trip that is not there yet. */
const LIFE: Record<TripStep, { from: readonly (TripState | null)[]; to: TripState }> = {
  plan: { from: [null], to: 'planned' },
  amend: { from: ['planned', 'approved', 'rejected'], to: 'planned' },
  approve: { from: ['planned'], to: 'approved' },
  reject: { from: ['planned'], to: 'rejected' },
  cancel: { from: ['planned', 'approved'], to: 'cancelled' },
  start: { from: ['approved'], to: 'running' },
  finish: { from: ['running'], to: 'finished' },
  verify: { from: ['finished', 'verified'], to: 'verified' },
};

/** Whether the step may be taken from this state; null = there is no such trip. */
export function isPossible(state: TripState | null, step: TripStep): boolean {
  return LIFE[step].from.includes(state);
}

/** Steps that may be taken from a state. */
export function stepsFrom(state: TripState): TripStep[] {
  return (Object.keys(LIFE) as TripStep[]).filter((step) => isPossible(state, step));
}

export function judgeStep(
  trip: Pick<Trip, 'version' | 'state'> | null,
  event: Pick<TripEvent, 'step' | 'baseVersion'>,
): StepVerdict {
  // The beginning is not kept any more: what the event says of it is all there is.
  if (trip === null && event.baseVersion > 0 && event.step !== 'plan') return 'accepted';
  if (event.baseVersion !== (trip?.version ?? 0)) return 'stale';
  return isPossible(trip?.state ?? null, event.step) ? 'accepted' : 'impossible';
}

/** The trip after the event; null = refused, the trip stays as it is. */
export function foldStep(trip: Trip | null, event: TripEvent): Trip | null {
  if (judgeStep(trip, event) !== 'accepted') return null;
  const { tripId, plan, departed, arrived, check, verdict, atMs, actor } = event;
  return {
    ...{ tripId, plan, departed, arrived, check, verdict },
    version: event.baseVersion + 1,
    state: LIFE[event.step].to,
    changedAtMs: atMs,
    plannedBy: trip?.plannedBy ?? actor,
    plannedAtMs: trip?.plannedAtMs ?? atMs,
  };
}

/** What a step makes of the rest: a new plan begins anew, everything else stays as it was. */
export function bodyAfter(trip: TripBody, step: TripStep, changes: Partial<TripBody>): TripBody {
  const { plan, departed, arrived, check, verdict } = trip;
  const kept = { plan, departed, arrived, verdict, check: step === 'amend' ? null : check };
  return { ...kept, ...changes };
}

/** Nothing more will happen to it by itself. */
export function isOver(state: TripState): boolean {
  return state === 'verified' || state === 'cancelled' || state === 'rejected';
}
