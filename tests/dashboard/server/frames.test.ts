import { describe, expect, test } from 'vitest';
import { FLAGS } from '#core/report.ts';
import { Fleet } from '#dashboard/server/fleet.ts';
import { gridOf, positionsOf } from '#dashboard/server/frames.ts';
import { Roster } from '#dashboard/server/roster.ts';
import { RowSet } from '#dashboard/server/row-set.ts';
import { observationOf, subject } from './support.ts';

const EVERYWHERE = { west: -180, south: -90, east: 180, north: 90 };

function fleetOf(count: number): Fleet {
  const fleet = new Fleet(new Roster(new Uint8Array(32)), 300_000);
  for (let n = 0; n < count; n++) fleet.apply(observationOf(n));
  return fleet;
}
const all = (zoom: number) => ({ view: EVERYWHERE, zoom, follow: new Set<number>() });

describe('frames', () => {
  test('a slow viewer gets the newest value of every vehicle that changed, once', () => {
    const fleet = fleetOf(10);
    const seen = fleet.revision;
    for (const speedKmh of [10, 20, 30])
      fleet.apply(observationOf(4, { speedKmh, eventTimeMs: Date.now() + speedKmh }));
    const frame = positionsOf(fleet, all(10), {
      sinceRevision: seen,
      reset: false,
      alertsOnly: false,
      now: Date.now(),
      held: new RowSet(),
    });
    expect([...frame.handle]).toEqual([4]);
    expect(frame.speedKmh[0]).toBe(30);
  });

  test('an older observation never overwrites the shown one, nor does one without a usable place', () => {
    const fleet = fleetOf(1);
    const before = fleet.longitudeDeg[0];
    fleet.apply(observationOf(0, { longitudeDeg: 99, eventTimeMs: 1 }));
    fleet.apply(
      observationOf(0, { longitudeDeg: 98, flags: FLAGS.noFix, eventTimeMs: Date.now() + 1_000 }),
    );
    fleet.apply(observationOf(0, { longitudeDeg: null, eventTimeMs: Date.now() + 1_000 }));
    expect(fleet.longitudeDeg[0]).toBe(before);
  });

  test('only the viewport and the followed vehicles are sent', () => {
    const fleet = fleetOf(100);
    const view = { west: 113, south: 23, east: 113.0105, north: 24 };
    const frame = positionsOf(
      fleet,
      { view, zoom: 12, follow: new Set([50]) },
      { sinceRevision: 0, reset: true, alertsOnly: false, now: Date.now(), held: new RowSet() },
    );
    expect([...frame.handle]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50]);
  });

  test('far out, many vehicles become a grid that counts each once, and alert vehicles stay single', () => {
    const fleet = fleetOf(5_000);
    fleet.setAlert(subject(77), 'critical');
    const now = Date.now();
    const grid = gridOf(fleet, all(6), { now, gridBefore: false });
    expect(grid?.count.reduce((sum, count) => sum + count, 0)).toBe(5_000);
    const [x, y] = [grid?.cellX[0] ?? 0, grid?.cellY[0] ?? 0];
    expect(x).toBe(Math.floor(113 / (grid?.cellDeg ?? 1)));
    expect(y).toBe(Math.floor(23 / (grid?.cellDeg ?? 1)));
    const singles = positionsOf(fleet, all(6), {
      sinceRevision: 0,
      reset: true,
      alertsOnly: true,
      now,
      held: new RowSet(),
    });
    expect([...singles.handle]).toEqual([77]);
    expect(gridOf(fleet, all(8), { now, gridBefore: false })).toBeNull();
  });

  test('cells west and south of zero keep their numbers', () => {
    const fleet = new Fleet(new Roster(new Uint8Array(32)), 300_000);
    for (let n = 0; n < 3_001; n++)
      fleet.apply(observationOf(n, { longitudeDeg: -70.5, latitudeDeg: -33.5 }));
    const grid = gridOf(fleet, all(3), { now: Date.now(), gridBefore: false });
    expect([...(grid?.cellX ?? [])]).toEqual([Math.floor(-70.5 / (grid?.cellDeg ?? 1))]);
    expect([...(grid?.cellY ?? [])]).toEqual([Math.floor(-33.5 / (grid?.cellDeg ?? 1))]);
  });

  test('a vehicle that falls silent changes its look without a report', () => {
    const fleet = fleetOf(2);
    const seen = fleet.revision;
    fleet.markSilent(Date.now() + 300_001);
    const frame = positionsOf(fleet, all(10), {
      sinceRevision: seen,
      reset: false,
      alertsOnly: false,
      now: Date.now(),
      held: new RowSet(),
    });
    expect([...frame.state].map((state) => state & 3)).toEqual([2, 2]);
    expect(fleet.counts()).toEqual({ vehicles: 2, moving: 0, silent: 2 });
  });

  test('a vehicle that drives out of the view is sent once more, and then no longer', () => {
    const fleet = fleetOf(1);
    const view = { west: 112, south: 22, east: 114, north: 24 };
    const choice = { view, zoom: 12, follow: new Set<number>() };
    const held = new RowSet();
    const frame = (reset: boolean, sinceRevision: number) =>
      positionsOf(fleet, choice, {
        sinceRevision,
        reset,
        alertsOnly: false,
        now: Date.now(),
        held,
      });
    expect([...frame(true, 0).handle]).toEqual([0]);
    const handles: number[][] = [];
    for (const longitudeDeg of [115, 116, 113]) {
      const seen = fleet.revision;
      fleet.apply(observationOf(0, { longitudeDeg, eventTimeMs: Date.now() + longitudeDeg }));
      handles.push([...frame(false, seen).handle]);
    }
    expect(handles).toEqual([[0], [], []]);
  });

  test('on a grid, a vehicle whose alert ended is taken from the page by starting anew', () => {
    const fleet = fleetOf(10);
    fleet.setAlert(subject(3), 'critical');
    fleet.setAlert(subject(4), 'minor');
    const held = new RowSet();
    const wish = { reset: true, sinceRevision: 0, alertsOnly: true, now: Date.now(), held };
    expect([...positionsOf(fleet, all(6), wish).handle]).toEqual([3, 4]);
    const seen = fleet.revision;
    fleet.setAlert(subject(3), null);
    const after = positionsOf(fleet, all(6), { ...wish, reset: false, sinceRevision: seen });
    expect([after.reset, ...after.handle]).toEqual([true, 4]);
  });

  test('a view near the limit does not flicker between grid and single vehicles', () => {
    const fleet = fleetOf(2_900);
    const now = Date.now();
    expect(gridOf(fleet, all(6), { now, gridBefore: false })).toBeNull();
    expect(gridOf(fleet, all(6), { now, gridBefore: true })).not.toBeNull();
  });

  test('subjects beyond the bound are not shown, and counted', () => {
    const fleet = new Fleet(new Roster(new Uint8Array(32)), 300_000, 3);
    for (let n = 0; n < 5; n++) fleet.apply(observationOf(n));
    expect([fleet.positioned, fleet.notShown]).toEqual([3, 2]);
  });
});
