/** Chance that a seed fixes: the same seed gives the same fleet, trips and noise everywhere. */

export interface Random {
  /** [0, 1). */
  next(): number;
  /** Integer in [min, max]. */
  int(min: number, max: number): number;
  /** [min, max). */
  between(min: number, max: number): number;
  pick<T>(list: readonly T[]): T;
}

/** A stream of its own for (seed, purpose): adding one consumer does not change what others draw. */
export function createRandom(seed: number, purpose: number): Random {
  let state = mix(seed, purpose, 0x9e3779b9);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    between: (min, max) => min + next() * (max - min),
    pick: (list) => list[Math.floor(next() * list.length)]!,
  };
}

/** [0, 1) as a function of three integers: chance that needs no state, for instants drawn in any order. */
export function chanceAt(seed: number, a: number, b: number): number {
  return mix(seed, a, b) / 4_294_967_296;
}

/** Unsigned 32-bit mixture of three integers. */
function mix(a: number, b: number, c: number): number {
  let h = Math.imul(a ^ 0x2c1b3c6d, 0x297a2d39);
  h = Math.imul((h ^ (h >>> 15)) + (b | 0), 0x85ebca6b);
  h = Math.imul((h ^ (h >>> 13)) + (c | 0), 0xc2b2ae35);
  h ^= h >>> 16;
  h = Math.imul(h, 0x7feb352d);
  return (h ^ (h >>> 15)) >>> 0;
}
