/**
 * Writes proto/generated from the schemas: `node proto/generate.ts [directory]` (`npm run proto`).
 * The result is committed; `--check` (part of `npm run check`) regenerates it elsewhere and compares.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, 'node_modules/protobufjs-cli/bin');
const GENERATED = join(ROOT, 'proto/generated');

/** One module per schema, so that a page that needs `live` does not load the rest. */
export const SCHEMAS = [
  'reading',
  'observation',
  'partial',
  'indicator',
  'alert',
  'live',
  'delivery',
  'media',
  'command',
  'trip',
  'audit',
  'step',
  'seal',
] as const;

/** Writes `<name>.gen.js` and `<name>.gen.d.ts` for every schema into `directory`. */
export async function generate(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await Promise.all(SCHEMAS.map((name) => generateOne(name, directory)));
}

async function generateOne(name: string, directory: string): Promise<void> {
  const javascript = join(directory, `${name}.gen.js`);
  const types = join(directory, `${name}.gen.d.ts`);
  const schema = join('proto', name, 'v1', `${name}.proto`);
  await node('pbjs', [
    ...['--target', 'static-module', '--wrap', 'esm', '--root', `tizheng-${name}`],
    // Absent optional fields are undefined, not zero values: absence is our null.
    '--null-semantics',
    ...[
      '--no-create',
      '--no-verify',
      '--no-convert',
      '--no-delimited',
      '--no-typeurl',
      '--no-service',
    ],
    ...['--out', javascript, schema],
  ]);
  await node('pbts', ['--out', types, javascript]);
  // `import x = require()` is not erasable syntax; the default import means the same type.
  const text = await readFile(types, 'utf8');
  await writeFile(
    types,
    text.replace('import Long = require("long");', 'import type Long from "long";'),
  );
}

async function node(command: 'pbjs' | 'pbts', args: readonly string[]): Promise<void> {
  await run(process.execPath, [join(CLI, command), ...args], { cwd: ROOT });
}

/** Names of the generated files that do not say what the schemas say. */
async function findStale(): Promise<string[]> {
  const fresh = await mkdtemp(join(tmpdir(), 'tizheng-proto-'));
  try {
    await generate(fresh);
    const names = await readdir(fresh);
    const stale = await Promise.all(
      names.map(async (name) => {
        const committed = await readFile(join(GENERATED, name), 'utf8').catch(() => '');
        return committed === (await readFile(join(fresh, name), 'utf8')) ? [] : [name];
      }),
    );
    return stale.flat();
  } finally {
    await rm(fresh, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === '--check') {
    const stale = await findStale();
    if (stale.length > 0) {
      console.error(`Run \`npm run proto\`: ${stale.join(', ')} in proto/generated is stale.`);
      process.exitCode = 1;
    }
  } else {
    await generate(process.argv[2] ?? GENERATED);
  }
}
