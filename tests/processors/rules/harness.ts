/**
 * Drives one rule over observations without the runtime: event-time order is given, ticks fall
 * between the observations as `Rule.onTick` promises, drivers have their own time lines, and the
 * state may go through JSON anywhere.
 */
import { Value } from 'typebox/value';
import { SAFETY_ITEMS, type SafetyAlarm } from '#core/alarm-items.ts';
import type { EvidenceRef } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { VehicleEvent, Weighing } from '#core/load.ts';
import { FLAGS, type Observation, type VehicleClass } from '#core/report.ts';
import {
  type Before,
  type EpisodeFacts,
  Findings,
  type Rule,
  type RuleContext,
} from '#processors/rule.ts';
import { type SubjectInfo, unknownSubject } from '#processors/subject-info.ts';
import type { World } from '#processors/world/world.ts';
import { worldOf } from '../world/worlds.ts';

/** A sign of life of the link without a position. */
export interface Alive {
  aliveMs: number;
  subjectKey: SubjectKey;
}
/** Another fact of the vehicle. */
export interface Told {
  event: VehicleEvent;
  at: Observation;
}
export type Item = Observation | Alive | Told;

export interface Episode extends EpisodeFacts {
  type: string;
  slot: string;
  subjectKey: SubjectKey;
  driverKey: SubjectKey | null;
  closedAtMs: number | null;
  evidence: EvidenceRef[];
  updates: number;
}

// biome-ignore lint/suspicious/noExplicitAny: rules of every parameter and state type are driven alike.
type AnyRule = Rule<any, any>;

export interface RunOptions {
  params?: Record<string, unknown>;
  class?: VehicleClass;
  /** What the registry says beside the class; absent = nothing. */
  subject?: Partial<SubjectInfo>;
  /** undefined = an empty one. */
  world?: World;
  /** Ticks go on until here after the last item; absent = none after it. */
  ticksUntilMs?: number;
  /** Every state goes through JSON before the item of this index. */
  restartAt?: number;
  /** A dormant rule is not let sleep: at rest it is called with a state just begun, or just woken. */
  sleepless?: boolean;
}

interface TimeLine {
  /** null = the rule is at rest. */
  state: unknown;
  before: Before;
  open: Map<string, Episode>;
}

export function paramsOf(rule: AnyRule, given: Record<string, unknown> = {}): unknown {
  const params = Value.Default(rule.params, structuredClone(given));
  if (!Value.Check(rule.params, params)) {
    throw new Error(`${rule.type}: ${JSON.stringify(Value.Errors(rule.params, params))}`);
  }
  return params;
}

/** Episodes in the order in which they opened, each in its final state. */
export function run(rule: AnyRule, items: readonly Item[], options: RunOptions = {}): Episode[] {
  const params = paramsOf(rule, options.params);
  const world = options.world ?? worldOf({});
  const episodes: Episode[] = [];
  const lines = new Map<string, TimeLine>();
  const { sleepless = false } = options;
  const rest =
    rule.wakes === undefined || (sleepless && rule.wake === undefined) ? rule.initial : () => null;
  /** Per vehicle: time line its latest observation went to. */
  const followed = new Map<SubjectKey, { line: string; driver: SubjectKey | null }>();

  const lineOf = (key: string): TimeLine => {
    let line = lines.get(key);
    if (line === undefined) {
      const state = rule.wake === undefined ? rest() : rule.initial();
      line = { state, before: NOWHERE, open: new Map() };
      lines.set(key, line);
    }
    return line;
  };

  const contextOf = (
    line: TimeLine,
    subjectKey: SubjectKey,
    driverKey: SubjectKey | null,
    observation: Observation | null,
  ): RuleContext<unknown> => {
    const subject: SubjectInfo = {
      ...unknownSubject(subjectKey),
      class: options.class ?? 'charter',
      ...options.subject,
    };
    return {
      params,
      subject,
      world,
      driverKey,
      findings: new Findings(),
      open(slot, facts) {
        if (line.open.has(slot)) return;
        if (line.state === null) throw new Error(`${rule.type} opens at rest.`);
        const episode: Episode = {
          ...facts,
          type: facts.type ?? rule.type,
          slot,
          subjectKey,
          driverKey,
          closedAtMs: null,
          evidence: [],
          updates: 0,
        };
        line.open.set(slot, episode);
        episodes.push(episode);
      },
      update(slot, facts) {
        const episode = line.open.get(slot);
        if (episode === undefined) return;
        Object.assign(episode, facts);
        episode.updates++;
      },
      close(slot, closedAtMs) {
        const episode = line.open.get(slot);
        if (episode === undefined) return;
        episode.closedAtMs = closedAtMs;
        line.open.delete(slot);
      },
      rest() {
        if (rule.wakes === undefined) throw new Error(`${rule.type} rests, and nothing wakes it.`);
        if (line.open.size > 0) throw new Error(`${rule.type} rests with an episode open.`);
        line.state = rest();
      },
      isOpen: (slot) => line.open.has(slot),
      evidence(slot, ref) {
        const episode = line.open.get(slot);
        if (episode === undefined) return;
        if (ref !== undefined) episode.evidence.push(ref);
        else if (observation !== null) {
          episode.evidence.push({
            partition: observation.inputPartition,
            offset: observation.inputOffset,
            eventTimeMs: observation.eventTimeMs,
          });
        }
      },
    };
  };

  const observe = (line: TimeLine, item: Observation, context: RuleContext<unknown>): void => {
    const { before } = line;
    line.before = moveOn(before, item);
    if (line.state === null) {
      if (!sleepless && !rule.wakes!(item, context.subject, params, context.world, before)) return;
      line.state = rule.wake === undefined ? rule.initial() : rule.wake(before);
    }
    rule.onObservation(line.state, item, context);
  };

  const tickTo = (beforeMs: number): void => {
    if (rule.onTick === undefined || rule.wakeAtMs === undefined) return;
    for (const [key, line] of lines) {
      const subjectKey = key.slice(key.indexOf(':') + 1) as SubjectKey;
      for (let turns = 0; line.state !== null; turns++) {
        const wakeMs = rule.wakeAtMs(line.state);
        if (wakeMs === null) break;
        const tickMs = Math.ceil(wakeMs / 1000) * 1000;
        if (tickMs >= beforeMs) break;
        if (turns > 10_000) throw new Error(`${rule.type} asks for ticks without end.`);
        rule.onTick(line.state, tickMs, contextOf(line, subjectKey, null, null));
      }
    }
  };

  let index = 0;
  for (const item of items) {
    if (index++ === options.restartAt) {
      for (const line of lines.values()) line.state = JSON.parse(JSON.stringify(line.state));
    }
    if ('aliveMs' in item) {
      tickTo(item.aliveMs);
      const line = lineOf(`vehicle:${item.subjectKey}`);
      if (line.state !== null)
        rule.onAlive?.(line.state, item.aliveMs, contextOf(line, item.subjectKey, null, null));
      continue;
    }
    if ('event' in item) {
      const { event, at } = item;
      tickTo(at.eventTimeMs);
      if (rule.onEvent === undefined) continue;
      const line = lineOf(`vehicle:${at.subjectKey}`);
      line.state ??= rule.initial();
      rule.onEvent(line.state, event, at, contextOf(line, at.subjectKey, null, at));
      continue;
    }
    tickTo(item.eventTimeMs);
    const driver = rule.key === 'driver' ? item.driverKey : null;
    const key = driver === null ? `vehicle:${item.subjectKey}` : `driver:${driver}`;
    const before = followed.get(item.subjectKey);
    if (rule.key === 'driver' && before !== undefined && before.line !== key) {
      const old = lineOf(before.line);
      const released: Observation = {
        ...item,
        driverKey: before.driver,
        latitudeDeg: null,
        longitudeDeg: null,
        speedKmh: 0,
        flags: FLAGS.released,
      };
      observe(old, released, contextOf(old, item.subjectKey, before.driver, released));
    }
    followed.set(item.subjectKey, { line: key, driver });
    const line = lineOf(key);
    observe(line, item, contextOf(line, item.subjectKey, driver, item));
  }
  if (options.ticksUntilMs !== undefined) tickTo(options.ticksUntilMs + 1);
  return episodes;
}

const NOWHERE: Before = {
  goodMs: 0,
  goodLatitudeDeg: 0,
  goodLongitudeDeg: 0,
  goodSpeedKmh: -1,
  goodPartition: 0,
  goodOffset: 0,
  goodDevice: '',
  drift: null,
};

/** What the time line remembers after an observation. */
function moveOn(before: Before, at: Observation): Before {
  const { latitudeDeg, longitudeDeg, flags } = at;
  if (latitudeDeg === null || longitudeDeg === null) return before;
  if ((flags & (FLAGS.noFix | FLAGS.encrypted)) !== 0) return before;
  const place = {
    timeMs: at.eventTimeMs,
    latitudeDeg,
    longitudeDeg,
    speedKmh: at.speedKmh ?? -1,
    partition: at.inputPartition,
    offset: at.inputOffset,
    deviceKey: at.deviceKey,
  };
  if ((flags & FLAGS.drift) !== 0) return { ...before, drift: place };
  return {
    goodMs: place.timeMs,
    goodLatitudeDeg: latitudeDeg,
    goodLongitudeDeg: longitudeDeg,
    goodSpeedKmh: place.speedKmh,
    goodPartition: place.partition,
    goodOffset: place.offset,
    goodDevice: place.deviceKey,
    drift: null,
  };
}

/** A truck of two axles on a scale that knows nothing else of it. */
export function weighing(part: Partial<Weighing>): Weighing {
  const axle = { tyres: 'unknown', group: null, drive: false } as const;
  return {
    timeMs: null,
    grossKg: 18_000,
    axles: [
      { loadKg: 6_000, ...axle },
      { loadKg: 12_000, ...axle },
    ],
    ...{ combination: null, speedKmh: null, lengthM: null, lane: null },
    ...{ latitudeDeg: null, longitudeDeg: null },
    ...part,
  };
}

/** A forward-collision alarm of level 2 at 60 km/h, at once, without files. */
export function safetyAlarm(part: Partial<SafetyAlarm>): SafetyAlarm {
  return {
    itemId: SAFETY_ITEMS.adas,
    layout: 'jsatl',
    ...{ alarmId: 0, phase: 0, type: 1, level: 2, speedKmh: 60, timeMs: null, markTimeMs: null },
    ...{ markSeq: 0, files: 0, fatigueDegree: 0, frontSpeedKmh: 0, frontS: 0, deviation: 0 },
    ...{ signKind: 0, signValue: 0, tyres: [] },
    ...part,
  };
}

let offsets = 0;
/** An observation with nothing special about it. */
export function observation(part: Partial<Observation> & { eventTimeMs: number }): Observation {
  return {
    subjectKey: '00000000000000a1' as SubjectKey,
    deviceKey: '00000000000000d1' as SubjectKey,
    protocol: 'replay',
    receivedTimeMs: part.eventTimeMs,
    latitudeDeg: null,
    longitudeDeg: null,
    altitudeM: null,
    speedKmh: null,
    courseDeg: null,
    mileageKm: null,
    alarmFlag: 0,
    statusFlag: 0,
    videoAlarmFlag: 0,
    alarmItems: null,
    flags: 0,
    driverKey: null,
    inputPartition: 0,
    inputOffset: offsets++,
    ...part,
  };
}
