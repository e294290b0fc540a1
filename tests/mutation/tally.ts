/** What verdicts add up to. */
import { readFileSync } from 'node:fs';
import type { Verdict } from './judge.ts';

/** Share of the mutants of a file that a test must notice. */
export const SHARE_MIN = 0.85;

/** A mutant no test can tell from the rule. */
interface Equivalent {
  file: string;
  code: string;
  change: string;
  reason: string;
}

const known = JSON.parse(
  readFileSync(new URL('./equivalent.json', import.meta.url), 'utf8'),
) as Equivalent[];

export interface Tally {
  mutants: number;
  equivalent: number;
  killed: number;
  survivors: Verdict[];
  /** Of those that are not equivalent; 1 when there is none. */
  share: number;
}

export function tally(verdicts: readonly Verdict[]): Tally {
  const alive = verdicts.filter(({ killedBy }) => killedBy === null);
  const survivors = alive.filter((verdict) => !isKnown(verdict));
  const killed = verdicts.length - alive.length;
  const counted = killed + survivors.length;
  return {
    mutants: verdicts.length,
    equivalent: alive.length - survivors.length,
    killed,
    survivors,
    share: counted === 0 ? 1 : killed / counted,
  };
}

function isKnown({ file, mutant }: Verdict): boolean {
  return known.some(
    (each) => each.file === file && each.code === mutant.code && each.change === mutant.change,
  );
}
