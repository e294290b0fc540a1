/** Four small rules, one of each kind, whose verdicts a few lines of oracle can repeat. */
import { Type } from 'typebox';
import { FLAGS } from '#core/report.ts';
import type { AnyRule } from '#processors/plan.ts';
import { defineRule, type EpisodeFacts } from '#processors/rule.ts';

const ALL = ['charter', 'scheduled', 'dangerous', 'heavy', 'other'] as const;
const base = { version: 1, summary: { zh: '', en: '' }, clause: '', classes: ALL };

function facts(
  openedAtMs: number,
  raisedAtMs: number,
  measured: number | null,
  limit: number | null,
): EpisodeFacts {
  return {
    severity: 'minor',
    openedAtMs,
    raisedAtMs,
    measured,
    limit,
    unit: '',
    latitudeDeg: null,
    longitudeDeg: null,
    explanation: { zh: '', en: '' },
  };
}

function wakeAfter(silentMs: number) {
  return ({ lastMs, isSilent }: { lastMs: number | null; isSilent: boolean }): number | null =>
    lastMs === null || isSilent ? null : lastMs + silentMs;
}

/** Arrival: bit 0 is set, of the alarm bits or of the item of abnormal driving. */
export const bit = defineRule<Record<string, never>, { reports: number }>({
  ...base,
  type: 'test.bit',
  order: 'arrival',
  key: 'vehicle',
  params: Type.Object({}),
  initial: () => ({ reports: 0 }),
  onObservation(state, observation, context) {
    const { alarmFlag, alarmItems } = observation;
    if (((alarmFlag | (alarmItems?.abnormal?.bits ?? 0)) & 1) === 0) {
      context.close('', observation.eventTimeMs);
      state.reports = 0;
      return;
    }
    state.reports++;
    if (context.isOpen('')) context.update('', { measured: state.reports });
    else context.open('', facts(observation.eventTimeMs, observation.eventTimeMs, 1, null));
    context.evidence('');
  },
});

/** Settled, dormant: above `limitKmh` for longer than `sustainMs`; measured is the maximum. */
export const fast = defineRule<
  { limitKmh: number; sustainMs: number },
  { sinceMs: number | null; maxKmh: number }
>({
  ...base,
  type: 'test.fast',
  order: 'settled',
  key: 'vehicle',
  params: Type.Object({
    limitKmh: Type.Number({ default: 80 }),
    sustainMs: Type.Integer({ default: 30_000 }),
  }),
  initial: () => ({ sinceMs: null, maxKmh: 0 }),
  wakes: ({ speedKmh }, _subject, { limitKmh }) => speedKmh !== null && speedKmh > limitKmh,
  onObservation(state, { speedKmh, eventTimeMs }, context) {
    if (speedKmh === null) return;
    if (speedKmh <= context.params.limitKmh) {
      context.close('', eventTimeMs);
      context.rest();
      return;
    }
    if (state.sinceMs === null) {
      state.sinceMs = eventTimeMs;
      state.maxKmh = speedKmh;
    }
    state.maxKmh = Math.max(state.maxKmh, speedKmh);
    if (context.isOpen('')) context.update('', { measured: state.maxKmh });
    else if (eventTimeMs - state.sinceMs > context.params.sustainMs) {
      context.open('', facts(state.sinceMs, eventTimeMs, state.maxKmh, context.params.limitKmh));
    }
  },
});

/** By tick: nothing for 60 s. */
export const silent = defineRule<
  Record<string, never>,
  { lastMs: number | null; isSilent: boolean }
>({
  ...base,
  type: 'test.silent',
  order: 'settled',
  key: 'vehicle',
  params: Type.Object({}),
  initial: () => ({ lastMs: null, isSilent: false }),
  onObservation(state, { eventTimeMs }, context) {
    context.close('', eventTimeMs);
    state.lastMs = eventTimeMs;
    state.isSilent = false;
  },
  onTick(state, tickMs, context) {
    state.isSilent = true;
    context.open('', facts(state.lastMs!, tickMs, null, null));
  },
  wakeAtMs: wakeAfter(60_000),
});

/** By driver: moving without a stop for longer than five minutes. */
export const driving = defineRule<Record<string, never>, { sinceMs: number | null }>({
  ...base,
  type: 'test.driving',
  order: 'settled',
  key: 'driver',
  params: Type.Object({}),
  initial: () => ({ sinceMs: null }),
  onObservation(state, { speedKmh, eventTimeMs, flags }, context) {
    const isMoving = (flags & FLAGS.released) === 0 && speedKmh !== null && speedKmh > 5;
    if (!isMoving) {
      context.close('', eventTimeMs);
      state.sinceMs = null;
      return;
    }
    state.sinceMs ??= eventTimeMs;
    const drivenMs = eventTimeMs - state.sinceMs;
    if (context.isOpen('')) context.update('', { measured: drivenMs });
    else if (drivenMs > 300_000)
      context.open('', facts(state.sinceMs, eventTimeMs, drivenMs, 300_000));
    context.evidence('');
  },
});

export const testRules: readonly AnyRule[] = [bit, fast, silent, driving];

/** Arrival, dormant: faster than `limitKmh`; measured counts the reports. */
export const rush = defineRule<{ limitKmh: number }, { reports: number }>({
  ...base,
  type: 'test.rush',
  order: 'arrival',
  key: 'vehicle',
  params: Type.Object({ limitKmh: Type.Number({ default: 80 }) }),
  initial: () => ({ reports: 0 }),
  wakes: ({ speedKmh }, _subject, { limitKmh }) => speedKmh !== null && speedKmh > limitKmh,
  onObservation(state, { speedKmh, eventTimeMs }, context) {
    const { limitKmh } = context.params;
    if (speedKmh === null || speedKmh <= limitKmh) {
      context.close('', eventTimeMs);
      context.rest();
      return;
    }
    state.reports++;
    if (context.isOpen('')) context.update('', { measured: state.reports, limit: limitKmh });
    else context.open('', facts(eventTimeMs, eventTimeMs, 1, limitKmh));
  },
});

/** Arrival, by tick: nothing for 15 s, so that displaced reports come after ticks that missed them. */
export const quiet: AnyRule = {
  ...silent,
  type: 'test.quiet',
  order: 'arrival',
  wakeAtMs: wakeAfter(15_000),
};

/** Arrival: on none of the roads on file; the vehicle's class is told. */
export const astray = defineRule<Record<string, never>, Record<string, never>>({
  ...base,
  type: 'test.astray',
  order: 'arrival',
  key: 'vehicle',
  params: Type.Object({}),
  initial: () => ({}),
  onObservation(_state, { latitudeDeg, longitudeDeg, eventTimeMs }, context) {
    const { corridors, class: vehicleClass } = context.subject;
    const isOff =
      corridors.length > 0 &&
      !corridors.some((c) => c.distanceM(latitudeDeg!, longitudeDeg!) <= c.halfWidthM);
    if (!isOff) context.close('', eventTimeMs);
    else {
      const said = { ...facts(eventTimeMs, eventTimeMs, null, null), facts: { vehicleClass } };
      if (context.isOpen('')) context.update('', { facts: { vehicleClass } });
      else context.open('', said);
    }
  },
});

/** Rules that follow the settings and the registry closely. */
export const versionRules: readonly AnyRule[] = [rush, quiet, astray];
