/**
 * Child process: ingest on the embedded log. Arguments: directory, TCP port (0 = any), settings as
 * JSON. Prints `ready <port>`; a line on stdin is answered with counters and memory as JSON.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { systemClock } from '#core/time.ts';
import { type IngestSettings, ingestSettings } from '#ingest/config.ts';
import { startIngest } from '#ingest/main.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { createLogger } from '#runtime/logger.ts';
import { SECRETS } from '#tests/ingest/harness.ts';
import { say } from '#tests/say.ts';
import type { PlatformSettings } from '#tools/platform/settings.ts';
import { platformSettings } from '#tools/platform/settings.ts';
import { ensureTopics } from '#tools/platform/topics.ts';

const [dir, port, overrides] = process.argv.slice(2) as [string, string, string];
const log = await openEmbeddedLog({ dir: join(dir, 'log') });
const platform = Value.Default(platformSettings, {}) as PlatformSettings;
await ensureTopics(log, platform.log);
const settings = Value.Default(ingestSettings, {
  tcpPort: Number(port),
  udp: 'off',
  mqtt: { port: 0, tlsPort: 0 },
  http: { port: 0 },
  attachments: { port: 0 },
  ...JSON.parse(overrides),
}) as IngestSettings;
const ingest = await startIngest({
  log,
  settings,
  secrets: SECRETS,
  logger: createLogger('ingest', 'error'),
  metrics: new Registry(),
  clock: systemClock,
  mediaDir: join(dir, 'media'),
});
say(`ready ${ingest.tcpPort}`);
createInterface({ input: process.stdin }).on('line', (line) => {
  const { outcomes, closes, connectionsOpen, sessionsOpen, held, resends } = ingest.counters;
  const rssMiB = process.memoryUsage().rss / 2 ** 20;
  const told = { outcomes, closes, connectionsOpen, sessionsOpen, held, resends, rssMiB };
  say(`${line} ${JSON.stringify(told)}`);
});
