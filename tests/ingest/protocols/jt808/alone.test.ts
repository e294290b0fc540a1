/** The codec folder can be taken out of the house: it imports itself, core and Node, and nothing else. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../..');
const FOLDER = 'ingest/protocols/jt808';

function outside(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const specifiers = [
    ...text.matchAll(/^(?:import|export|\}).* from '([^']+)';|\bimport\('([^']+)'\)/gm),
  ].map((match) => (match[1] ?? match[2])!);
  return specifiers.filter((specifier) => {
    if (/^(#core\/|node:)/.test(specifier)) return false;
    if (!specifier.startsWith('.')) return true;
    return relative(FOLDER, join(dirname(file), specifier)).startsWith('..');
  });
}

test('no import leaves core and the folder itself', () => {
  const files = globSync(`${FOLDER}/**/*.ts`, { cwd: ROOT });
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap((file) => outside(file).map((to) => `${file} → ${to}`))).toEqual([]);
  // The check sees what it is about.
  expect(outside('ingest/gateway.ts')).toContain('#proto/codec/fault.ts');
});
