/** What a ledger device drives: seeded, one fix a second of its own time, with speeding and calls for help in it. */
import type { Fix } from './device.ts';

/** Small seeded generator (mulberry32): the same seed gives the same drive. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const CRUISE_KMH = 70;
const SPEEDING_KMH = 118;
const EMERGENCY_BIT = 1;

export function* drive(seed: number, startMs: number): Generator<Fix> {
  const random = seeded(seed);
  let latitudeDeg = 22.6 + random() * 0.8;
  let longitudeDeg = 113 + random();
  let speedingUntil = 0;
  let emergencyUntil = 0;
  for (let second = 0; ; second++) {
    if (random() < 0.004) speedingUntil = second + 40 + Math.floor(random() * 20);
    if (random() < 0.002) emergencyUntil = second + 3;
    const speedKmh =
      second < speedingUntil ? SPEEDING_KMH : CRUISE_KMH + Math.floor(random() * 40) / 10;
    longitudeDeg += speedKmh / 3.6 / 102_700;
    latitudeDeg += (random() - 0.5) * 1e-5;
    yield {
      fixTimeMs: startMs + second * 1_000,
      latitudeDeg,
      longitudeDeg,
      speedKmh,
      alarmFlag: second < emergencyUntil ? EMERGENCY_BIT : 0,
    };
  }
}
