/** Goal: `isWithin` says what `displacementM` would. Method: random pairs near and far, on both sides of its short cuts. */
import { expect, test } from 'vitest';
import { displacementM, isWithin } from '#core/geo/distance.ts';
import { randomOf } from '#tests/simulation/random.ts';

test('says of every pair what the distance says', () => {
  const random = randomOf(11);
  const between = (low: number, high: number) => low + random.next() * (high - low);
  let within = 0;
  for (let n = 0; n < 20_000; n++) {
    const latA = between(-85, 85);
    const lonA = between(-179, 179);
    const scale = 10 ** between(-5, 1);
    const latB = Math.max(-90, Math.min(90, latA + between(-scale, scale)));
    const lonB = lonA + between(-scale, scale);
    const metres = displacementM(latA, lonA, latB, lonB) * between(0.9, 1.1);
    const expected = displacementM(latA, lonA, latB, lonB) <= metres;
    if (expected) within++;
    expect(isWithin(latA, lonA, latB, lonB, metres), `${latA} ${lonA} ${latB} ${lonB}`).toBe(
      expected,
    );
  }
  expect(within).toBeGreaterThan(8_000);
});

test('takes the edge for within', () => {
  const metres = displacementM(22.5, 113, 22.51, 113.01);
  expect(isWithin(22.5, 113, 22.51, 113.01, metres)).toBe(true);
  expect(isWithin(22.5, 113, 22.51, 113.01, metres - 0.001)).toBe(false);
});
