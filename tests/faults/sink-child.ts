/** Child process: the ClickHouse sink on an embedded log. Arguments: directory, store as JSON. A line on stdin is answered with its memory; `stop` ends it in order. */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Registry } from 'prom-client';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { clickhouseSink } from '#sinks/clickhouse/sink.ts';
import { say } from '#tests/say.ts';
import { NO_FILES, settingsWith, silent } from '#tests/sinks/platform.ts';

const [dir, store] = process.argv.slice(2) as [string, string];
const log = await openEmbeddedLog({ dir: join(dir, 'log') });
const sink = await clickhouseSink.start({
  ...NO_FILES,
  log,
  settings: settingsWith({ flushMs: 500 }),
  store: JSON.parse(store),
  logger: silent,
  metrics: new Registry(),
});
say('ready');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop') break;
  say(`${line} ${process.memoryUsage().rss / 2 ** 20}`);
}
await sink.stop();
await log.close();
process.exit(0);
