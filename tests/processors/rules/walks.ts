/**
 * Walks: seeded random drives whose episodes are kept, a line each, in `tests/vectors/walks/<type>.txt`. A vector says
 * what a rule is for; a walk holds the rest of it still. Steps are drawn from where rules change their mind: seconds that add
 * up to whole settings, speeds and distances at, just below and just above limits.
 */
import { readFileSync } from 'node:fs';
import { NO_ALARM_ITEMS, SAFETY_ITEMS } from '#core/alarm-items.ts';
import { METRES_PER_DEGREE } from '#core/geo/distance.ts';
import type { SubjectKey } from '#core/identity.ts';
import { FLAGS, type VehicleClass } from '#core/report.ts';
import type { Rule } from '#processors/rule.ts';
import {
  type Episode,
  type Item,
  observation,
  type RunOptions,
  run,
  safetyAlarm,
  weighing,
} from './harness.ts';
import { BRISK, corridor, SURROUNDINGS, thereAndBack, world } from './surroundings.ts';
import { subjectOf, type Vector } from './vectors.ts';

// biome-ignore lint/suspicious/noExplicitAny: rules of every parameter and state type are driven alike.
type AnyRule = Rule<any, any>;
export interface Walk {
  seed: number;
  baseMs: number;
  items: Item[];
  /** Place of an observation in the walk, by its offset. */
  order: ReadonlyMap<number, number>;
  options: RunOptions;
}

const FOLDER = new URL('../../vectors/walks/', import.meta.url);
const WALKS = 40;
/** Of each walk. */
const EPISODES_KEPT = 4;
const PHASES = 22;
/** Evenings, nights, and the edges of bans and of the night. */
const BASES = [
  '20T21:00:00',
  '20T21:58:00',
  '21T01:57:00',
  '21T04:52:00',
  '21T05:50:00',
  '20T23:40:00',
];

export function walkFile(type: string): URL {
  return new URL(`${type}.txt`, FOLDER);
}

export function keptLines(type: string): string {
  return readFileSync(walkFile(type), 'utf8');
}

/** Episodes of all walks, a line each. */
export function linesOf(rule: AnyRule, walks: readonly Walk[]): string {
  let text = '';
  for (const walk of walks) {
    const { seed, items, options } = walk;
    const episodes = run(rule, items, options);
    for (const episode of episodes.slice(0, EPISODES_KEPT)) text += `${lineOf(episode, walk)}\n`;
    if (episodes.length > EPISODES_KEPT) text += `${seed} and so on: ${episodes.length} episodes\n`;
  }
  return text;
}

export function walksOf(rule: AnyRule): Walk[] {
  return Array.from({ length: WALKS }, (_, seed) => {
    const random = randomOf(seed + 1);
    const baseMs = Date.parse(`2026-11-${BASES[seed % BASES.length]}+08:00`);
    const brisk = seed % 3 !== 0;
    const vehicleClass = (rule.classes[seed % rule.classes.length] ?? 'charter') as VehicleClass;
    const items = drive(random, baseMs, {
      seconds: brisk ? QUICK_S : SLOW_S,
      manner: seed % 4 === 3 ? 'steady' : seed % 4 === 2 ? 'crawling' : 'wild',
    });
    const last = items.findLast((item) => 'eventTimeMs' in item)! as { eventTimeMs: number };
    const surroundings = seed % 2 === 1 ? SURROUNDINGS[rule.type] : undefined;
    return {
      seed,
      baseMs,
      items,
      order: new Map(
        items.flatMap((item, index) => ('inputOffset' in item ? [[item.inputOffset, index]] : [])),
      ),
      options: {
        params: brisk ? (BRISK[rule.type] ?? {}) : {},
        ticksUntilMs: last.eventTimeMs + 4_000_000,
        world,
        ...surroundings,
        class: vehicleClass,
        subject: {
          ...subjectOf(papersFrom(baseMs, seed)),
          corridors: [0, 1, 3].includes(seed % 16)
            ? []
            : [seed % 8 === 3 ? thereAndBack : corridor],
          ...surroundings?.subject,
        },
      },
    };
  });
}

const QUICK_S = [1, 2, 5, 5, 10, 10, 15, 20, 20, 30, 60, 120];
const SLOW_S = [1, 5, 10, 20, 30, 30, 60, 60, 120, 120, 300, 600, 1_200];
/** Up to more than the 30 s that motion is judged by. */
const CRAWL_S = [1, 1, 2, 3, 5, 10];
/** 0.1 km/h. */
const CRAWLS = [0, 0, 29, 30, 31, 49, 50, 51, 60, 100, 200];
const SPEEDS = [
  0, 0, 0, 40, 50, 51, 59, 100, 150, 200, 300, 400, 480, 481, 600, 640, 720, 800, 801, 960, 1_000,
  1_001, 1_200, 1_500, 1_600, 1_601,
];
const NORTHS_M = [0, 0, 0, 0, 99, 100, 101, 130, 149.9, 150.1, 160, 220, 240, 330, 400, 501, 3_000];
const FLAGGED = [
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  FLAGS.noFix,
  FLAGS.drift,
  FLAGS.frozen,
  FLAGS.backlog,
  FLAGS.clockWrong,
  FLAGS.speedMismatch,
];

type Random = { of<T>(items: readonly T[]): T; oneIn(n: number): boolean; upTo(n: number): number };

interface Manner {
  /** From report to report. */
  seconds: readonly number[];
  /** Along its road, mostly; or beside it, about as fast as what still counts as standing. */
  manner: 'wild' | 'steady' | 'crawling';
}

function drive(random: Random, baseMs: number, { seconds, manner }: Manner): Item[] {
  const steady = manner === 'steady';
  const crawls = manner === 'crawling';
  const items: Item[] = [];
  let nowMs = baseMs;
  let eastM = steady ? 0 : random.of([0, 200, 3_000, 5_000]);
  let driver: string | null = null;
  let northM = 0;
  for (let phase = 0; phase < PHASES; phase++) {
    const often = crawls ? CRAWLS : [0, 200, 400, 600];
    const raw = manner !== 'wild' && !random.oneIn(3) ? random.of(often) : random.of(SPEEDS);
    const everyS = steady ? random.of(QUICK_S) : random.of(crawls ? CRAWL_S : seconds);
    if (steady) northM = random.oneIn(6) ? random.of(NORTHS_M) : 0;
    else if (crawls) northM = random.oneIn(4) ? random.of(NORTHS_M) : northM || 400;
    else if (random.oneIn(2)) northM = random.of(NORTHS_M);
    if (random.oneIn(4)) driver = random.of([null, 'e000000000000001', 'e000000000000002']);
    const flags = manner !== 'wild' ? 0 : random.of(FLAGGED);
    const way = random.oneIn(steady ? 6 : 3) ? -1 : 1;
    const hangs = random.oneIn(6);
    const silent = random.oneIn(9);
    const twin = random.oneIn(7);
    const alarmFlag = random.of([0, 0, 0, 1, 2, 1 << 8, 1 << 29, 0x8000_0001]);
    const statusFlag = random.of([0b11, 0b11, 0b10, 0b11 | (1 << 8), 0b11 | (3 << 8)]);
    const protocol = random.of(['replay', 'jt808_2011', 'jt808_2013', 'jt808_2019'] as const);
    const lagMs = random.of([0, 0, 0, 2_000, 60_000, 61_000, 120_000, 90_000_000]);
    const times = 1 + random.upTo(crawls ? 30 : 9);
    const safety = random.oneIn(3);
    for (let i = 0; i < times; i++) {
      const stepS = i === 0 && manner === 'wild' ? random.of(SLOW_S) : everyS;
      const thrownM =
        manner === 'wild' && random.oneIn(40) ? random.of([-30_000, 600, 2_000, 30_000]) : 0;
      nowMs += stepS * 1000;
      if (!hangs) eastM += (raw / 36) * stepS * way;
      const other = twin && i % 2 === 1;
      const timeMs = nowMs + random.of([0, 0, -1_000, 1_000]);
      const alarm = {
        itemId: random.of(Object.values(SAFETY_ITEMS)),
        layout: random.of(['jsatl', 'gdrta'] as const),
        alarmId: random.upTo(3),
        phase: random.upTo(3),
        type: random.upTo(20),
        level: random.upTo(3),
        speedKmh: random.of([30, 50, 51]),
        fatigueDegree: random.upTo(11),
        timeMs,
        markTimeMs: timeMs,
        markSeq: random.upTo(2),
      };
      items.push(
        observation({
          eventTimeMs: nowMs,
          receivedTimeMs: nowMs + lagMs,
          deviceKey: (other ? '00000000000000d2' : '00000000000000d1') as SubjectKey,
          latitudeDeg: 22.5 + (northM + (other ? 6_000 : 0)) / METRES_PER_DEGREE,
          longitudeDeg: 113 + (eastM + thrownM) / 102_847,
          speedKmh: silent ? null : raw / 10,
          courseDeg: way > 0 ? 90 : 270,
          alarmFlag,
          videoAlarmFlag: random.of([0, 0, 0, 1 << 4, 0b10_0001]),
          alarmItems:
            safety && i % 3 === 0 ? { ...NO_ALARM_ITEMS, safety: [safetyAlarm(alarm)] } : null,
          statusFlag,
          flags,
          driverKey: driver as SubjectKey | null,
          protocol,
        }),
      );
      const at = observation({ eventTimeMs: nowMs });
      if (random.oneIn(12)) items.push({ aliveMs: nowMs, subjectKey: at.subjectKey });
      if (random.oneIn(12)) {
        const passengers = {
          ...{ startTimeMs: null, endTimeMs: nowMs },
          ...{ boarding: random.upTo(40), alighting: random.upTo(30) },
        };
        items.push({ event: { kind: 'passengers', passengers }, at });
      }
      if (random.oneIn(12)) {
        const grossKg = random.of([18_000, 18_001, 19_001, 21_000, 23_400, 24_000, 27_000, 30_000]);
        items.push({
          event: { kind: 'weighing', weighing: weighing({ grossKg, timeMs: nowMs }) },
          at,
        });
      }
    }
  }
  return items;
}

/** Papers that begin and run out while the walk goes on. */
function papersFrom(baseMs: number, seed: number): Vector {
  const at = (minutes: number) => new Date(baseMs + minutes * 60_000).toISOString();
  const place = (eastKm: number) => ({
    latitudeDeg: 22.5,
    longitudeDeg: 113 + eastKm / 102.847,
    radiusM: 500,
  });
  const trip = { origin: place(0), destination: place(9), via: [place(3), place(6)] };
  return {
    ...{ why: '', base: '', observations: [], alerts: [] },
    vehicle: {
      ...{ regionCode: '440100', totalMassKg: 18_000, curbMassKg: 9_000, ratedLoadKg: 8_870 },
      ...{ axles: 2, seats: 40, certificateValidTo: '2027-01-01' },
    },
    permits: [{ kind: 'relay', validFrom: at(2), validTo: at(12) }],
    ...([0, 3].includes(seed % 8)
      ? { tickets: [{ ...trip, validFrom: at(1), validTo: at(20) }] }
      : {}),
    ...([1, 7].includes(seed % 8)
      ? { waybills: [{ ...trip, departsAt: at(1), validTo: at(20), goods: [{ class: '3' }] }] }
      : {}),
  };
}

function lineOf(episode: Episode, { seed, baseMs, order }: Walk): string {
  const s = (ms: number | null) => (ms === null ? '…' : `+${(ms - baseMs) / 1000}`);
  const { openedAtMs, raisedAtMs, closedAtMs, severity, type, slot, measured, limit, unit } =
    episode;
  const { latitudeDeg, longitudeDeg, explanation, facts = {}, evidence, updates } = episode;
  const seen = evidence.map(({ offset }) => order.get(offset) ?? 'event').slice(0, 8);
  return [
    `${seed} ${s(openedAtMs)} ${s(raisedAtMs)} ${s(closedAtMs)} ${type} ${slot} ${severity}`,
    `${measured}/${limit} ${unit} at ${latitudeDeg?.toFixed(5)},${longitudeDeg?.toFixed(5)}`,
    `evidence ${seen.join(',')} of ${evidence.length}, ${updates} updates`,
    `${explanation.zh} ${explanation.en}`,
    JSON.stringify(facts),
  ].join(' | ');
}

/** mulberry32: the same numbers everywhere and always. */
function randomOf(seed: number): Random {
  let state = seed * 0x9e37_79b9;
  const next = () => {
    state = (state + 0x6d2b_79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (n: number) => Math.floor(next() * n);
  return { upTo, of: (items) => items[upTo(items.length)]!, oneIn: (n) => upTo(n) === 0 };
}
