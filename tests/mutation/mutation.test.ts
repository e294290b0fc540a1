/** Whether the tests of rules notice small mistakes; a sample here, every file in `tests/engines/mutation.test.ts`, all by `npm run -s mutate`. */
import { expect, test } from 'vitest';
import { judge, mutantsOfFile } from './judge.ts';
import { applied, mutantsOf } from './mutants.ts';
import { SHARE_MIN, tally } from './tally.ts';

test('a mutant has one small mistake, where a verdict hangs on it', () => {
  const source = [
    "const Params = { most: Type.Integer({ minimum: 0, default: 5, description: 'up to 7' }) };",
    'const far = (a: number, b: number | null): boolean =>',
    '  b !== null && !(a < b) && Math.max(a, 1.5) - 0 > 3_000;',
    "const text = (n: number) => 'n ' + n;",
  ].join('\n');
  const { program, mutants } = mutantsOf(source);
  expect(mutants.map(({ line, change }) => `${line}:${change}`)).toEqual([
    '1:60: 5 → (6)',
    '1:60: 5 → (4)',
    '3:14: && → ||',
    '3:26: && → ||',
    '3:5: !== → ===',
    '3:17: ! → ',
    '3:21: < → <=',
    '3:21: < → >=',
    '3:34: max → min',
    '3:41: 1.5 → (1.65)',
    '3:41: 1.5 → (1.35)',
    '3:46: - → +',
    '3:48: 0 → 1',
    '3:50: > → >=',
    '3:50: > → <=',
    '3:52: 3_000 → (4000)',
    '3:52: 3_000 → (2000)',
  ]);
  const twice = mutantsOf('let a = 1;\na = 2;\na = 2;\n').mutants.map(({ change }) => change);
  expect(twice.slice(2)).toEqual(['5: 2 → (3)', '5: 2 → (1)', '5: 2 → (3) (2)', '5: 2 → (1) (2)']);
  const edge = mutants.find(({ change }) => change.endsWith('< → <='))!;
  expect(applied(program, edge)).toContain('!(a <= b)');
});

test.each(['zone-left.ts'])('of %s most are noticed', async (file) => {
  const indices = mutantsOfFile(file)
    .map((_, index) => index)
    .filter((index) => index % 3 === 0);
  const { share, survivors } = tally(await judge(file, indices));
  expect(share, JSON.stringify(survivors)).toBeGreaterThanOrEqual(SHARE_MIN);
});
