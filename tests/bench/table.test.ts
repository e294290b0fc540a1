/** One table from result files of every shape, and a verdict where something is promised. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { GOALS, PEERS } from '../../bench/goals.ts';
import { type Figure, readFigures, rowsOf } from '../../bench/table.ts';

const figures = readFigures(fileURLToPath(new URL('../../bench/results', import.meta.url)));
const rows = rowsOf(figures);

test('every result that is kept has a figure with a unit', () => {
  expect(new Set(figures.map(({ file }) => file)).size).toBeGreaterThan(6);
  for (const { file, name, value, unit } of figures)
    expect({ file, name, isFigure: Number.isFinite(value), unit: unit !== '' }).toEqual({
      file,
      name,
      isFigure: true,
      unit: true,
    });
});

test('every promise is found in the results of its bench, once', () => {
  for (const goal of GOALS) {
    if (!figures.some(({ file }) => file === goal.file)) continue;
    const judged = rows.filter(
      (row) => row.file === goal.file && row.floor === goal.floor && row.goal === goal.goal,
    );
    expect({ goal: `${goal.file} ${goal.name}`, rows: judged.length }).toEqual({
      goal: `${goal.file} ${goal.name}`,
      rows: 1,
    });
  }
});

test('every named peer is found beside what it is compared with', () => {
  for (const { file, name } of PEERS)
    expect({
      name,
      peer: rows.find((row) => row.file === file && row.name === name)?.peer,
    }).toEqual({
      name,
      peer: expect.any(Number),
    });
});

test('verdicts: a rate is better when higher, a cost when lower', () => {
  const figure = (file: string, name: string, value: number, unit: string): Figure => ({
    file,
    name,
    value,
    spread: null,
    unit,
  });
  const verdict = (row: Figure) => rowsOf([row])[0]?.verdict;
  const decode = (value: number) =>
    figure('jt808-decode', '0x0200 ×5 items: readings', value, 'frames/s');
  expect([4e6, 3.9e6, 1.5e6, 1.4e6].map((value) => verdict(decode(value)))).toEqual([
    'goal',
    'floor',
    'floor',
    'BELOW',
  ]);
  const bytes = (value: number) => figure('store', 'dw.positions, merged', value, 'bytes/row');
  expect([8, 8.1, 16, 17].map((value) => verdict(bytes(value)))).toEqual([
    'goal',
    'floor',
    'floor',
    'BELOW',
  ]);
  expect(verdict(figure('geo', 'anywhere', 1, 'points/s'))).toBe('');
});
