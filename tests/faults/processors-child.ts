/**
 * Child process: the processors on an embedded log and snapshots on disk. Arguments: directory, and
 * settings as JSON. Prints `started`, then `done` when it has caught up, and stops in order.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { type ProcessorSettings, processorSettings } from '#processors/config.ts';
import { startProcessors } from '#processors/main.ts';
import { SqliteStateStore } from '#processors/state/sqlite-store.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { createLogger } from '#runtime/logger.ts';
import { say } from '#tests/say.ts';
import { testRules } from '#tests/simulation/rules.ts';

const [dir, settings] = process.argv.slice(2) as [string, string];
const log = await openEmbeddedLog({ dir: join(dir, 'log') });
const store = new SqliteStateStore(join(dir, 'state'));
const processors = startProcessors({
  log,
  store,
  settings: Value.Default(processorSettings, JSON.parse(settings)) as ProcessorSettings,
  logger: createLogger('processors', 'error'),
  metrics: new Registry(),
  rules: testRules,
});
say('started');
let quiet = 0;
while (quiet < 5) {
  await sleep(20);
  quiet = processors.lag() === 0 ? quiet + 1 : 0;
}
await processors.stop();
store.close();
await log.close();
say('done');
