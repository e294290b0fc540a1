/** 403 recorded delivery rounds with the label of every fix: driving, or on foot (shared data set; not part of the repository). */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { METRES_PER_DEGREE, RADIANS_PER_DEGREE } from '#core/geo/distance.ts';
import type { Observation } from '#core/report.ts';
import { advance, CLOCK, newClock } from '#processors/rules/driving-clock.ts';
import { observation } from '../processors/rules/harness.ts';

export interface LabelledFix {
  ms: number;
  latitudeDeg: number;
  longitudeDeg: number;
  /** By its step from the fix before; 0 at the first. */
  stepKmh: number;
  isDriving: boolean;
}

const SHARED =
  process.env.TIZHENG_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const FILE = `${SHARED}/data/vehicle/delivery-driving-labels/points.csv.gz`;
export const labelsPresent = existsSync(FILE);

const BASE_MS = Date.parse('2026-11-20T08:00:00+08:00');
/** The data set says no more than metres from somewhere. */
const LATITUDE_DEG = 23;
const LONGITUDE_DEG = 113;
const LONGITUDE_M = METRES_PER_DEGREE * Math.cos(LATITUDE_DEG * RADIANS_PER_DEGREE);

export function readRounds(): LabelledFix[][] {
  const rounds = new Map<string, LabelledFix[]>();
  let before = { x: 0, y: 0, s: 0 };
  for (const line of gunzipSync(readFileSync(FILE)).toString('utf8').split('\n').slice(1)) {
    if (line === '') continue;
    const [track, t, east, north, label] = line.split(',') as [string, ...string[]];
    const [s, x, y] = [Number(t), Number(east), Number(north)];
    let round = rounds.get(track);
    if (round === undefined) {
      round = [];
      rounds.set(track, round);
      before = { x, y, s };
    }
    const dt = s - before.s;
    round.push({
      ms: BASE_MS + Math.round(s * 1_000),
      latitudeDeg: LATITUDE_DEG + y / METRES_PER_DEGREE,
      longitudeDeg: LONGITUDE_DEG + x / LONGITUDE_M,
      stepKmh: dt > 0 ? (Math.hypot(x - before.x, y - before.y) / dt) * 3.6 : 0,
      isDriving: label === 'Driving',
    });
    before = { x, y, s };
  }
  return [...rounds.values()];
}

const PARAMS = { minRestMs: 1_200_000, movingKmh: 5, movingSustainMs: 10_000, gapMaxMs: 300_000 };

/** What the driving clock says of every fix in the end: a run is driving from its first fix on, a stop from its first. */
export function drivingByClock(
  round: readonly LabelledFix[],
  speeds: 'none' | 'of-steps',
): boolean[] {
  const clock = newClock();
  const driving: boolean[] = [];
  const mark = (fromMs: number, upTo: number, value: boolean) => {
    for (let i = upTo; i >= 0 && round[i]!.ms >= fromMs; i--) driving[i] = value;
  };
  round.forEach(({ ms, latitudeDeg, longitudeDeg, stepKmh }, i) => {
    const speedKmh = speeds === 'none' ? null : Math.round(stepKmh * 10) / 10;
    const one: Observation = observation({ eventTimeMs: ms, latitudeDeg, longitudeDeg, speedKmh });
    const { moving: was, runMs, stopMs } = clock;
    const verdict = advance(clock, one, PARAMS);
    driving[i] = clock.moving;
    if ((verdict & CLOCK.moving) !== 0 && !was) {
      mark(runMs !== 0 ? runMs : clock.startMs > stopMs ? clock.startMs : ms, i, true);
    } else if (was && !clock.moving && clock.stopMs !== 0) mark(clock.stopMs, i, false);
  });
  return driving;
}
