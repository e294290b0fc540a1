import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '#proto/generate.ts';

test('proto/generated is what the schemas give', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tizheng-proto-'));
  try {
    await generate(directory);
    const committed = new URL('../../proto/generated/', import.meta.url);
    const names = (await readdir(directory)).sort();
    expect((await readdir(committed)).sort()).toEqual(names);
    for (const name of names) {
      const [fresh, kept] = await Promise.all([
        readFile(join(directory, name), 'utf8'),
        readFile(new URL(name, committed), 'utf8'),
      ]);
      expect(kept === fresh, `${name} is stale: run npm run proto`).toBe(true);
    }
  } finally {
    await rm(directory, { recursive: true });
  }
});
