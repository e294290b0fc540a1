/** A fleet, its registry, and a platform's settings for it. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TOPICS } from '#core/topics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** Settings for `devices` devices and their registry, in `directory`; answers the settings file. */
export function writeSettings(
  directory: string,
  { dataDir, port, devices }: { dataDir: string; port: number; devices: number },
): string {
  const phones = Array.from({ length: devices }, (_, n) => `${13_300_000_000 + n}`);
  const vehicles = phones.map((_, n) => ({
    vehicleId: `粤B${10_000 + n}-2`,
    plate: `粤B${10_000 + n}`,
    plateColour: 2,
    class: n % 2 === 0 ? 'charter' : 'dangerous',
    enterpriseId: 'e1',
    regionCode: '440300',
  }));
  const registry = {
    vehicles,
    enterprises: [{ enterpriseId: 'e1', name: 'Ledger', regionCode: '440300' }],
    drivers: [],
    devices: phones.map((deviceId, n) => ({ deviceId, vehicleId: vehicles[n]?.vehicleId })),
    routes: [],
    zones: [],
    permits: [],
  };
  const registryFile = join(directory, 'registry.json');
  writeFileSync(registryFile, JSON.stringify(registry));
  const config = join(directory, 'settings.json');
  const settings = {
    dataDir,
    logLevel: 'error',
    registryFile,
    ingest: {
      tcpPort: port,
      udp: 'off',
      mqtt: { listen: 'off' },
      http: { listen: 'off' },
      attachments: { listen: 'off' },
      addressExceptions: ['127.0.0.1'],
      rateMessagesPerSecond: 0,
    },
    dashboard: { port: 0 },
    ops: { port: 0 },
  };
  writeFileSync(config, JSON.stringify(settings));
  return config;
}

/** Records the processors have not worked on yet, by their own metrics. */
async function processorLag(metricsUrl: string): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  const lags = [...text.matchAll(/^tizheng_processor_lag_records\{[^}]*\} (\d+)/gm)];
  return lags.length === 0 ? Number.NaN : lags.reduce((sum, [, lag]) => sum + Number(lag), 0);
}

/** Waits until the processors are through, everything observed is in the store and nothing more is observed. */
export async function drained(log: EventLog, metricsUrl: string): Promise<void> {
  let before = -1;
  let quiet = 0;
  while (quiet < 3) {
    let total = 0;
    let waiting = 0;
    for (const topic of [TOPICS.observations, TOPICS.alerts]) {
      for (let partition = 0; partition < log.partitions(topic); partition++) {
        const { high } = await log.ends(topic, partition);
        total += high;
        waiting += high - ((await log.committed('sink-clickhouse', topic, partition)) ?? 0);
      }
    }
    // Ticks keep coming, one per partition and second, through both stages.
    const behind = (await processorLag(metricsUrl)) > 4 * log.partitions(TOPICS.reports);
    quiet = !behind && waiting === 0 && total === before ? quiet + 1 : 0;
    before = total;
    await sleep(700);
  }
}
