/**
 * R6: the store's process is killed in the middle of inserts, on whatever log the platform has; now and then
 * somebody else has its port before it is back, and thanks for everything.
 */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { expect } from 'vitest';
import { TOPICS } from '#core/topics.ts';
import { clickhouseSink } from '#sinks/clickhouse/sink.ts';
import {
  appendObservations,
  caughtUp,
  EPOCH_MS,
  LEDGER,
  ledgerOf,
  NO_FILES,
  settingsWith,
  silent,
  type TestPlatform,
  until,
} from './platform.ts';
import { appendSensors, appendValues, range, sensorAt, valueAt, WINDOW_MS } from './readings.ts';

/**
 * Throws unless every record of an empty platform's log is in its store once.
 *
 * @returns observations written, per partition
 */
export async function storeKilledInInserts(
  { log, store, rows }: TestPlatform,
  kills: number,
): Promise<number[]> {
  const metrics = new Registry();
  const sink = await clickhouseSink.start({
    log,
    settings: settingsWith({ batchRecordsMax: 400, flushMs: 10 }),
    store,
    ...NO_FILES,
    logger: silent,
    metrics,
  });
  const written = [0, 0];
  let told = 0;
  let writing = true;
  const writer = (async () => {
    while (writing) {
      for (const partition of [0, 1]) {
        await appendObservations(log, partition, written[partition]!, 60);
        written[partition]! += 60;
      }
      // Sensor readings and indicator values beside the positions.
      const numbers = range(told, 10);
      for (const partition of [0, 1]) {
        await appendSensors(
          log,
          partition,
          numbers.map((n) => sensorAt(partition, n)),
        );
        await appendValues(
          log,
          partition,
          numbers.map((n) => valueAt(partition, n)),
        );
      }
      told += 10;
      await sleep(15);
    }
  })();
  // Instants differ from kill to kill, so that they fall into all parts of an insert.
  for (let kill = 0; kill < kills; kill++) {
    await until('the store is up', () => store.state() === 'up' && store.pid() !== null);
    await sleep(60 + ((kill * 37) % 113));
    process.kill(store.pid()!, 'SIGKILL');
    await until('it is down', () => store.state() !== 'up');
    if (kill % 3 === 0) await beStranger(store.url, 100);
  }
  writing = false;
  await writer;
  await until('the store is up', () => store.state() === 'up');
  for (const topic of [TOPICS.observations, TOPICS.sensors, TOPICS.indicators])
    await until(`all of ${topic} is confirmed`, () => caughtUp(log, topic));
  await sink.stop();
  expect(await rows(LEDGER)).toEqual(ledgerOf(written));
  expect(written[0]).toBeGreaterThan(100 * kills);
  expect(told).toBeGreaterThan(15 * kills);
  const lanes = String(told * 4);
  expect(
    await rows(
      'SELECT count() AS rows, uniqExact(input_partition, input_offset, lane) AS different FROM dw.traffic',
    ),
  ).toEqual([{ rows: lanes, different: lanes }]);
  // Five values are told of each window: it stands at the last of them, once.
  const windows = String(told / 5);
  const last = new Date(EPOCH_MS + (told / 5 - 1) * WINDOW_MS).toISOString();
  expect(
    await rows(
      'SELECT scope, count() AS windows, countIf(version = 5) AS finals, max(window_start) AS last FROM svc.indicators FINAL GROUP BY scope ORDER BY scope',
    ),
  ).toEqual(
    ['440300', '440301'].map((scope) => ({
      scope,
      windows,
      finals: windows,
      last: last.replace('T', ' ').replace('Z', ''),
    })),
  );
  // A kill that meets no insert proves nothing.
  const retries = await metrics.getSingleMetric('tizheng_sink_retries_total')!.get();
  expect(retries.values.reduce((sum, { value }) => sum + value, 0)).toBeGreaterThanOrEqual(kills);
  return written;
}

/** Answers "200 OK" on the port of the store for a while, if it is free. */
async function beStranger(url: string, forMs: number): Promise<void> {
  const stranger = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200).end());
  });
  await new Promise<void>((done) => {
    stranger.once('error', () => done());
    stranger.listen(Number(new URL(url).port), new URL(url).hostname, () => done());
  });
  await sleep(forMs);
  stranger.closeAllConnections();
  stranger.close();
}
