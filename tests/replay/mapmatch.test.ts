/**
 * The rules on 49 recorded tracks with a known right answer: a vehicle on its own road stays quiet,
 * the same vehicle against another road alarms, and holes, parked drift and wandering prove nothing.
 */
import * as turf from '@turf/turf';
import { beforeAll, describe, expect, test } from 'vitest';
import { haversineM } from '#core/geo/distance.ts';
import { FLAGS, type Observation } from '#core/report.ts';
import type { Corridor } from '#processors/corridor.ts';
import { drivingTimeContinuous } from '#processors/rules/driving-time-continuous.ts';
import { drivingTimeNight } from '#processors/rules/driving-time-night.ts';
import { drivingTimeRolling24h } from '#processors/rules/driving-time-rolling-24h.ts';
import { routeDeviation } from '#processors/rules/route-deviation.ts';
import { observation, run } from '../processors/rules/harness.ts';
import {
  corridorOf,
  type Fix,
  mapmatchPresent,
  readTracks,
  shiftedStretch,
  type Track,
} from './mapmatch-data.ts';

const BASE_MS = Date.parse('2026-11-20T22:00:00+08:00');
const WIDTH_M = 150;
type Speeds = 'null' | 'derived';

/** `derived`: from step to step, with all the scatter of the fixes, as a careless sender would. */
function observationsOf(fixes: Fix[], speeds: Speeds): Observation[] {
  return fixes.map((fix, i) => {
    const before = fixes[i - 1];
    let speedKmh: number | null = null;
    if (speeds === 'derived') {
      const dt = before === undefined ? 0 : fix.t - before.t;
      speedKmh =
        dt > 0
          ? Math.round((haversineM(before!.lat, before!.lon, fix.lat, fix.lon) / dt) * 36) / 10
          : 0;
    }
    return observation({
      eventTimeMs: BASE_MS + Math.round(fix.t * 1000),
      latitudeDeg: fix.lat,
      longitudeDeg: fix.lon,
      speedKmh,
    });
  });
}

/** Longest run of fixes beyond the outer edge, seconds; a hole of two minutes ends a run. */
function longestBeyondS(fixes: Fix[], corridor: Corridor): number {
  let longest = 0;
  let start: number | null = null;
  let last = 0;
  for (const { t, lat, lon } of fixes) {
    if (corridor.distanceM(lat, lon) <= WIDTH_M || t - last > 120) start = null;
    if (corridor.distanceM(lat, lon) > WIDTH_M) {
      start ??= t;
      longest = Math.max(longest, t - start);
    }
    last = t;
  }
  return longest;
}

describe.skipIf(!mapmatchPresent)('recorded tracks (skipped without the shared data set)', () => {
  let tracks: Track[] = [];
  const corridors = new Map<number, Corridor>();
  const trackOf = (number: number) => tracks.find(({ track }) => track === number)!;

  beforeAll(() => {
    tracks = readTracks();
    for (const track of tracks) corridors.set(track.track, corridorOf(track));
  });

  test('all tracks are there', () => {
    expect(tracks).toHaveLength(49);
    expect(tracks.reduce((sum, { fixes }) => sum + fixes.length, 0)).toBe(130_392);
  });

  test('distances on real roads agree with turf within 0.2 m and 0.1 %', () => {
    for (const { track, fixes, corridor: line } of tracks) {
      const corridor = corridors.get(track)!;
      const parts = line.type === 'LineString' ? [line.coordinates] : line.coordinates;
      for (const share of [0.1, 0.45, 0.8]) {
        const { lat, lon } = fixes[Math.floor(fixes.length * share)]!;
        const truthM = Math.min(
          ...parts.map((part) =>
            turf.pointToLineDistance([lon, lat], turf.lineString(part), { units: 'meters' }),
          ),
        );
        const gotM = corridor.distanceM(lat, lon);
        expect(Math.abs(gotM - truthM), `track ${track}`).toBeLessThanOrEqual(0.2 + truthM * 0.001);
      }
    }
  });

  test.each<Speeds>(['null', 'derived'])('own road: silent on every track, speeds %s', (speeds) => {
    const beyond: number[] = [];
    for (const track of tracks) {
      const corridor = corridors.get(track.track)!;
      if (longestBeyondS(track.fixes, corridor) >= 120) beyond.push(track.track);
      const episodes = run(routeDeviation, observationsOf(track.fixes, speeds), {
        class: 'dangerous',
        subject: { corridors: [corridor] },
      });
      expect(episodes, `track ${track.track}`).toEqual([]);
    }
    // These two stand or wander beside their road; every other one is within two minutes of it.
    expect(beyond).toEqual([2, 54]);
  });

  test.each<Speeds>(['null', 'derived'])(
    'holes, parked drift and wandering: no fatigue, speeds %s',
    (speeds) => {
      for (const track of tracks) {
        const observations = observationsOf(track.fixes, speeds);
        for (const rule of [drivingTimeContinuous, drivingTimeRolling24h]) {
          expect(run(rule, observations, { class: 'charter' }), `track ${track.track}`).toEqual([]);
        }
        const night = run(drivingTimeNight, observations, { class: 'charter' });
        // 92 is 2.2 h of unbroken driving, here from 22:00 on: the one true night alert; 98 drives for just under 2 h.
        expect(night.length, `track ${track.track}`).toBe(track.track === 92 ? 1 : 0);
      }
    },
  );

  test.each<Speeds>(['null', 'derived'])(
    'a stretch shifted by 300 m is found in time, speeds %s',
    (speeds) => {
      let found = 0;
      for (const track of tracks) {
        const corridor = corridors.get(track.track)!;
        const shift = shiftedStretch(track, corridor);
        if (shift === null) continue;
        const { fixes: shifted, fromS, toS } = shift;
        const episodes = run(routeDeviation, observationsOf(shifted, speeds), {
          class: 'charter',
          subject: { corridors: [corridor] },
        });
        expect(episodes, `track ${track.track}`).toHaveLength(1);
        const [episode] = episodes;
        const seconds = (ms: number) => (ms - BASE_MS) / 1000;
        expect(Math.abs(seconds(episode!.openedAtMs) - fromS)).toBeLessThanOrEqual(1);
        expect(Math.abs(seconds(episode!.closedAtMs!) - toS)).toBeLessThanOrEqual(1);
        expect(seconds(episode!.raisedAtMs) - fromS).toBeLessThanOrEqual(180);
        found++;
      }
      expect(found).toBeGreaterThanOrEqual(5);
    },
  );

  test('a foreign road alarms while driving', () => {
    for (const track of tracks) {
      // Two that hardly move, and those with less than four minutes of reports.
      if ([2, 54].includes(track.track)) continue;
      const foreign = corridors.get(track.track === 0 ? 4 : 0)!;
      const episodes = run(routeDeviation, observationsOf(track.fixes, 'null'), {
        class: 'charter',
        subject: { corridors: [foreign] },
      });
      expect(episodes.length, `track ${track.track}`).toBe(1);
      expect(episodes[0]!.closedAtMs).toBeNull();
      expect(episodes[0]!.severity).toBe('critical');
    }
  });

  test('a hole is no deviation even when its far end lies off the road', () => {
    for (const number of [78, 90]) {
      const track = trackOf(number);
      const at = track.fixes.findIndex((fix, i) => i > 0 && fix.t - track.fixes[i - 1]!.t > 50_000);
      expect(at).toBeGreaterThan(0);
      const two = observationsOf(track.fixes, 'derived').map((one, i) =>
        i === at - 1 || i === at ? { ...one, latitudeDeg: one.latitudeDeg! + 0.01 } : one,
      );
      const episodes = run(routeDeviation, two, {
        class: 'dangerous',
        subject: { corridors: [corridors.get(number)!] },
      });
      expect(episodes).toEqual([]);
    }
  });

  test('flagged fixes are passed over', () => {
    const track = trackOf(92);
    const wild = observationsOf(track.fixes, 'derived').map((one, i) =>
      i % 7 === 0 ? { ...one, latitudeDeg: one.latitudeDeg! + 0.5, flags: FLAGS.drift } : one,
    );
    expect(run(routeDeviation, wild, { subject: { corridors: [corridors.get(92)!] } })).toEqual([]);
  });
});
