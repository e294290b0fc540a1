import { expect, test } from 'vitest';
import { makeFleet } from '#tools/simulate/fleet.ts';
import { heeds, planAfter } from '#tools/simulate/heed.ts';
import { placeAt } from '#tools/simulate/motion.ts';

test('who heeds a warning slows down within seconds, drove before as before, and goes on without a jump', () => {
  const now = Date.UTC(2026, 10, 21, 4);
  const { vehicles } = makeFleet({ vehicles: 500, seed: 1, now });
  const fast = vehicles.filter((each) => each.scenario?.name === 'speed.over');
  expect(fast.length).toBeGreaterThan(0);
  const [driver] = fast;
  const heeding = { index: 1, plan: driver!.plan };
  expect(heeds(heeding)).toBe(true);
  const atMs = now + 60_000;
  const before = placeAt(driver!.plan, atMs);
  expect(before.speedKmh).toBeGreaterThan(100);

  const plan = planAfter(heeding, '您已超速,请减速慢行', atMs);
  expect(placeAt(plan, atMs - 30_000)).toEqual(placeAt(driver!.plan, atMs - 30_000));
  expect(placeAt(plan, atMs).drivenM).toBeCloseTo(before.drivenM, 3);
  expect(placeAt(plan, atMs + 8_000).speedKmh).toBeCloseTo(60, 5);
  const metres = placeAt(plan, atMs + 68_000).drivenM - placeAt(plan, atMs + 8_000).drivenM;
  expect(metres).toBeCloseTo(1_000, 0);

  expect(planAfter({ index: 3, plan: driver!.plan }, '请减速', atMs)).toBe(driver!.plan);
  expect(planAfter(heeding, '请提前选择服务区休息', atMs)).toBe(driver!.plan);
});
