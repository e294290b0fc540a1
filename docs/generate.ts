/** Writes docs/generated/ and docs/sizing.md from code: settings, metrics, errors, rules, indicators. `--check` only compares and fails on a difference. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { errorsPage } from './pages/errors.ts';
import { indicatorsPage } from './pages/indicators.ts';
import { metricsPage } from './pages/metrics.ts';
import { openApiPage } from './pages/openapi.ts';
import { rulesPage } from './pages/rules.ts';
import { settingsPage } from './pages/settings.ts';
import { sizingPage } from './pages/sizing.ts';

const directory = new URL('./generated/', import.meta.url);

const pages: Record<string, string> = {
  'settings.md': settingsPage(),
  'metrics.md': metricsPage(),
  'errors.md': errorsPage(),
  'rules.md': rulesPage(),
  'indicators.md': indicatorsPage(),
  'openapi.json': await openApiPage(),
  // From bench/results; a page that people look for beside the others they read.
  '../sizing.md': sizingPage(),
};

const check = process.argv.includes('--check');
mkdirSync(directory, { recursive: true });
for (const [name, text] of Object.entries(pages)) {
  const file = new URL(name, directory);
  if (!check) {
    writeFileSync(file, text);
    continue;
  }
  let current = '';
  try {
    current = readFileSync(file, 'utf8');
  } catch {
    // A missing page differs like any other.
  }
  if (current !== text) {
    console.error(`docs/generated/${name} is not what the code says; run \`npm run docs\`.`);
    process.exitCode = 1;
  }
}
