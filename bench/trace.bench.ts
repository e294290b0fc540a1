/**
 * How long does the trace of a vehicle's day take? The real store with a fleet's reports of some days, the real reads,
 * and what is made of them: track, stops, silences, drivers, alerts, as the text that is sent.
 *
 *   node bench/trace.bench.ts [--vehicles N] [--days N]      table for people, bench/results/trace.json
 *
 * How it can mislead: the rows are made by the engine itself, regular to the second, so a day of a vehicle is 8,640 reports
 * in few granules; files lie in the page cache; HTTP is not in it. Vehicles and days are asked in a seeded order, each once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pino from 'pino';
import { Registry } from 'prom-client';
import type { SubjectKey } from '#core/identity.ts';
import { DAY_MS } from '#core/time.ts';
import { TraceReads } from '#dashboard/server/trace/reads.ts';
import { factsOf, thinned } from '#dashboard/server/trace/track.ts';
import { openStoreClient } from '#runtime/store/client.ts';
import { startStore } from '#runtime/store/supervisor.ts';
import { migrate } from '#sinks/clickhouse/migrate.ts';
import { measure, seededRandom, writeResults } from './harness.ts';
import { machineLoad } from './platform-run.ts';

const SEED = 23;
const START_MS = Date.UTC(2026, 10, 1);
const INTERVAL_S = 10;
const REPORTS_A_DAY = 86_400 / INTERVAL_S;
const ASKED = 100;
const ROUNDS = 5;

const { values } = parseArgs({
  options: {
    vehicles: { type: 'string', default: '2000' },
    days: { type: 'string', default: '3' },
  },
});
const vehicles = Number(values.vehicles);
const days = Number(values.days);
const load = machineLoad();
const dir = mkdtempSync(join(tmpdir(), 'tizheng-trace-bench-'));
const store = await startStore({
  ...{ dataDir: dir, logger: pino({ level: 'silent' }), metrics: new Registry() },
});
try {
  await fill();
  const reads = new TraceReads(openStoreClient(store, { requestMsMax: 60_000, connectionsMax: 2 }));
  const random = seededRandom(SEED);
  const latencies: number[] = [];
  let points = 0;
  const result = await measure(
    `trace of a day, ${((vehicles * days * REPORTS_A_DAY) / 1e6).toFixed(0)} M positions in the store`,
    async () => {
      for (let i = 0; i < ASKED; i++) {
        const subject = subjectOf(Math.floor(random() * vehicles));
        const fromMs = START_MS + Math.floor(random() * days) * DAY_MS;
        const startedMs = performance.now();
        const period = { fromMs, toMs: fromMs + DAY_MS };
        const [{ track }, alerts] = await Promise.all([
          reads.track(subject, period),
          reads.alerts(subject, period),
        ]);
        const text = JSON.stringify({ ...factsOf(track), track: thinned(track, 5_000), alerts });
        latencies.push(performance.now() - startedMs);
        if (text.length === 0) throw new Error('nothing was told');
        points = track.length;
      }
      return ASKED;
    },
    { rounds: ROUNDS, unit: 'traces' },
  );
  const sorted = latencies.slice(ASKED).sort((a, b) => a - b);
  const share = (part: number) => sorted[Math.floor(sorted.length * part)]!;
  result.figures = {
    ...{ p50Ms: share(0.5), p95Ms: share(0.95), p99Ms: share(0.99), maxMs: sorted.at(-1)! },
    ...{ positions: vehicles * days * REPORTS_A_DAY, pointsOfADay: points },
  };
  console.log(result.figures);
  writeResults('trace', [result], {
    seed: SEED,
    notes: `load average before: ${load.loadAverage1Min}; files in the page cache`,
  });
} finally {
  await store.stop();
  rmSync(dir, { recursive: true, force: true });
}

function subjectOf(vehicle: number): SubjectKey {
  return ((BigInt(vehicle + 1) * 0x9e3779b97f4a7c15n) & 0xffff_ffff_ffff_ffffn)
    .toString(16)
    .padStart(16, '0') as SubjectKey;
}

/** A report of every vehicle every ten seconds, a day per statement, and twenty alerts of each vehicle a day. */
async function fill(): Promise<void> {
  const { url, username, password } = store;
  const client = createClient({
    ...{ url, username, password, request_timeout: 3_600_000 },
    log: { level: ClickHouseLogLevel.OFF },
  });
  await migrate(client);
  const subject = (number: string) =>
    `reinterpretAsUInt64(toUInt64(${number} + 1) * toUInt64(11400714819323198485))`;
  for (let day = 0; day < days; day++) {
    const startedMs = performance.now();
    await client.command({
      query: `INSERT INTO dw.positions
          (subject, event_time, received_delay, latitude, longitude, altitude, speed, course, mileage, alarm, status,
           flags, device, driver, protocol, input_partition, input_offset)
        SELECT ${subject('v')}, fromUnixTimestamp64Milli(toInt64(${START_MS + day * DAY_MS} + s * ${INTERVAL_S * 1_000})),
          300 + cityHash64(number) % 700, 225000000 + v * 1000 + s * 300 + cityHash64(number, 1) % 400,
          1130000000 + v * 1000 + s * 400 + cityHash64(number, 2) % 400, 20 + cityHash64(number, 3) % 9,
          if(intDiv(s, 180) % 6 = 0, 0, 400 + cityHash64(number, 4) % 300), cityHash64(number, 5) % 360, s, 0, 3, 0,
          v, intDiv(s, 1440), 'jt808_2019', v % 4, number
        FROM (SELECT number, number % ${vehicles} AS v, intDiv(number, ${vehicles}) AS s
          FROM numbers(${vehicles * REPORTS_A_DAY}))`,
      clickhouse_settings: { max_insert_block_size: '1000000' },
    });
    console.log(`day ${day + 1}: ${Math.round((performance.now() - startedMs) / 1_000)} s`);
  }
  await client.command({
    query: `INSERT INTO dw.alerts
        (alert_id, version, type, rule_version, subject, severity, state, opened_at, raised_at, closed_at, unit, body)
      SELECT lower(hex(MD5(toString(number)))), 1, 'speed.over', 1, ${subject(`number % ${vehicles}`)}, 'major', 'closed',
        fromUnixTimestamp64Milli(toInt64(${START_MS} + cityHash64(number) % ${days * DAY_MS})) AS opened, opened,
        opened + INTERVAL 1 MINUTE, 'km/h', concat('{"alertId":"', toString(number), '"}')
      FROM numbers(${vehicles * days * 20})`,
  });
  await client.close();
}
