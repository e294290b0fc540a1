/**
 * A webhook sink in a process of its own: loads, waits for a line on stdin, then delivers until it is
 * killed. Imports little: how long a kill takes is how long this takes to load.
 */
import { once } from 'node:events';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

module.enableCompileCache(
  fileURLToPath(new URL('../../../node_modules/.cache/compile', import.meta.url)),
);
const { pino } = await import('pino');
const { Registry } = await import('prom-client');
const { openLog } = await import('#tools/platform/open-log.ts');
const { startWebhooks } = await import('#sinks/webhooks/sink.ts');
const { hurried } = await import('./hurried.ts');

const [place = '', dataDir = '', baseMs = '', settings = ''] = process.argv.slice(2);
process.stdout.write('loaded\n');
await once(process.stdin, 'data');
await startWebhooks(
  {
    log: await openLog(JSON.parse(place)),
    settings: JSON.parse(settings),
    store: { url: '', username: '', password: '' },
    dataDir,
    pseudonymKey: Buffer.alloc(32, 7),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
  },
  { timing: hurried(100, Number(baseMs)) },
);
