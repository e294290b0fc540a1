/**
 * Goal (R20): the same log gives the same bytes, whatever the batch size, the number of workers, the
 * host's time zone, a wall clock that jumps, and the version of Node. Method: child processes, one
 * per host setting, each processing one log in every way.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Child } from './child.ts';
import { isFull } from './size.ts';

const SCRIPT = join(import.meta.dirname, 'matrix-child.ts');
const BATCHES = isFull ? '1,97,10000' : '3,10000';
const WORKERS = '1,4';
const HOSTS: [zone: string, clock: string][] = isFull
  ? [
      ['UTC', 'true'],
      ['Asia/Shanghai', 'true'],
      ['America/St_Johns', 'true'],
      ['Pacific/Chatham', 'steps'],
    ]
  : [['America/St_Johns', 'steps']];
const CELLS = HOSTS.length * BATCHES.split(',').length * WORKERS.split(',').length;

/** Names a Node 22 to be tried as well. */
const NODE_22 = process.env.TIZHENG_NODE22;

async function cells(zone: string, clock: string, node?: string): Promise<string[]> {
  const child = new Child(SCRIPT, [clock, BATCHES, WORKERS], { TZ: zone }, node);
  await child.ended();
  return child.lines.map((line) => line.split(' ').slice(2).join(' '));
}

test(`R20: ${CELLS} cells of batch size, workers, time zone and clock: one sha-256`, {
  timeout: 180_000,
}, async () => {
  const results: string[] = [];
  for (const [zone, clock] of HOSTS) results.push(...(await cells(zone, clock)));
  expect(results).toHaveLength(CELLS);
  expect(new Set(results).size, results.join('\n')).toBe(1);
  const [, records, misnumbered] = results[0]!.split(' ');
  expect(Number(records)).toBeGreaterThan(5_000);
  expect(misnumbered).toBe('0');
});

const title = `R20 on Node 22${NODE_22 === undefined ? ': skipped: TIZHENG_NODE22 names none' : ''}`;
test.skipIf(NODE_22 === undefined)(title, { timeout: 180_000 }, async () => {
  const own = await cells('UTC', 'true');
  expect(new Set([...own, ...(await cells('UTC', 'true', NODE_22))]).size).toBe(1);
});
