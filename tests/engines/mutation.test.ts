/** The tests of every rule notice small mistakes in it: a twelfth of the mutants of each file. */
import { expect, test } from 'vitest';
import { judge, mutantsOfFile, type Verdict } from '../mutation/judge.ts';
import { ruleFiles } from '../mutation/modules.ts';
import { SHARE_MIN, tally } from '../mutation/tally.ts';

const EVERY = 12;

test('of the mutants of all rules most are noticed', { timeout: 600_000 }, async () => {
  const verdicts: Verdict[] = [];
  for (const file of ruleFiles()) {
    const indices = mutantsOfFile(file).map((_, index) => index);
    verdicts.push(
      ...(await judge(
        file,
        indices.filter((index) => index % EVERY === 5),
      )),
    );
  }
  expect(verdicts.length).toBeGreaterThan(200);
  const { share, survivors } = tally(verdicts);
  const missed = survivors.map(({ file, mutant }) => `${file}:${mutant.line} ${mutant.change}`);
  expect(share, missed.join('\n')).toBeGreaterThanOrEqual(SHARE_MIN);
});
