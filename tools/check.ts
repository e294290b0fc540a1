/** `npm run check`: format, lint, types, generated files, tests; the same command everywhere. */
import { spawnSync } from 'node:child_process';

const STEPS: [name: string, command: string, ...args: string[]][] = [
  ['format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the page', 'tsc', '-p', 'dashboard/web/tsconfig.json'],
  ['generated protobuf code', process.execPath, 'proto/generate.ts', '--check'],
  ['generated pages', process.execPath, 'docs/generate.ts', '--check'],
  ['tests', 'vitest', 'run'],
];

if (process.argv.includes('--help')) {
  console.log(
    `npm run check [-- --fast]\n\nRuns, and stops at the first that fails (--fast: without the tests):\n${STEPS.map(([name]) => `  ${name}`).join('\n')}`,
  );
  process.exit(0);
}
const isFast = process.argv.includes('--fast');
for (const [name, command, ...args] of STEPS) {
  if (isFast && name === 'tests') continue;
  const startedMs = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: false });
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) process.exit(status ?? 1);
}
