/** Child process: the ClickHouse sink. Arguments: place of the log, store, both as JSON. A line on stdin is answered with its memory; `stop` ends it in order. */
import { createInterface } from 'node:readline';
import { Registry } from 'prom-client';
import { clickhouseSink } from '#sinks/clickhouse/sink.ts';
import { say } from '#tests/say.ts';
import { NO_FILES, settingsWith, silent } from '#tests/sinks/platform.ts';
import { openLog } from '#tools/platform/open-log.ts';

const [place, store] = process.argv.slice(2) as [string, string];
const log = await openLog(JSON.parse(place));
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
