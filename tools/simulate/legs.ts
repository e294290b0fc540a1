/** Shapes of a leg: share of the top speed over 90 minutes, seeded, shared by the whole fleet. */
import { MINUTE_MS } from '#core/time.ts';
import { Profile } from './motion.ts';
import { createRandom } from './random.ts';

const SHAPES = 32;
const LEG_MS = 90 * MINUTE_MS;

/** Speeds between 70 and 100 % of the top speed, and now and then some minutes of dense traffic. */
export const legShapes: readonly Profile[] = Array.from({ length: SHAPES }, (_, shape) => {
  const random = createRandom(4_747, shape);
  const knots: [number, number][] = [
    [0, 0],
    [25_000, 0.45],
    [60_000, 0.8],
  ];
  let atMs = 60_000;
  for (;;) {
    atMs += random.between(1.5, 6) * MINUTE_MS;
    if (atMs > LEG_MS - 8 * MINUTE_MS) break;
    if (random.next() < 0.08) {
      const slow = random.between(0.25, 0.45);
      knots.push([atMs, 0.85], [atMs + 30_000, slow]);
      atMs += random.between(2, 5) * MINUTE_MS;
      knots.push([atMs, slow], [atMs + 40_000, 0.8]);
      atMs += 40_000;
    } else knots.push([atMs, random.between(0.7, 1)]);
  }
  knots.push([LEG_MS - 60_000, 0.7], [LEG_MS - 25_000, 0.3], [LEG_MS, 0]);
  return new Profile(knots);
});
