/** Prometheus' own promtool reads the alert rules and fires them on drawn-up series. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const promtool = (...args: string[]) =>
  spawnSync('promtool', args, { cwd: root, encoding: 'utf8', timeout: 60_000 });

const isThere = promtool('--version').status === 0;
if (!isThere) console.log('skipped: promtool is not installed (Debian package prometheus).');

test.skipIf(!isThere)('promtool reads the rules and the scrape configuration', () => {
  const rules = promtool('check', 'config', 'ops/prometheus/prometheus.yml');
  expect(rules.status, rules.stderr).toBe(0);
});

test.skipIf(!isThere)('alerts fire on what they are for, and on nothing else', () => {
  const fired = promtool('test', 'rules', 'tests/engines/ops/rules.test.yml');
  expect(fired.status, fired.stdout + fired.stderr).toBe(0);
});
