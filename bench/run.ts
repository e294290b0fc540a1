/**
 * `npm run bench`: every bench there is, one after the other, each in a process of its own, then
 * one table. Each bench also writes bench/results/<name>.json; what its figures mean and how they
 * can mislead stands at its top and in bench/README.md.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machineLoad } from './platform-run.ts';
import { printTable, readFigures, rowsOf } from './table.ts';

const RESULTS = join(import.meta.dirname, 'results');

interface Bench {
  name: string;
  /** Name of its file, without `.bench.ts`, and of its result. */
  file: string;
  measures: string;
}

/** In the order of a report's way, the whole way behind its parts. */
const BENCHES: readonly Bench[] = [
  { name: 'decode', file: 'jt808-decode', measures: 'JT/T 808 frames to readings, one core' },
  {
    name: 'messages',
    file: 'jt808-messages',
    measures: 'JT/T 808 messages by type, against go-jt808',
  },
  { name: 'codec', file: 'model-codec', measures: 'readings and observations to bytes and back' },
  { name: 'geo', file: 'geo', measures: 'distance from a corridor, against turf' },
  { name: 'log', file: 'log', measures: 'the embedded log: append, read, wake-up' },
  {
    name: 'kafka-log',
    file: 'kafka-log',
    measures: 'the log on a real Kafka broker, by two client libraries',
  },
  { name: 'processors', file: 'processors', measures: 'reports to alerts from the log, one core' },
  {
    name: 'processors-size',
    file: 'processors-size',
    measures:
      'memory per vehicle, corridor and zone, and reports from a fleet as cold as it is large',
  },
  { name: 'replay', file: 'replay', measures: 'a recording to its alerts, start-up included' },
  { name: 'ingest-to-ack', file: 'ingest', measures: 'socket to durable acknowledgement' },
  {
    name: 'mixed-fleet',
    file: 'mixed-fleet',
    measures: 'editions and vendors mixed, 5 % of the devices misbehaving',
  },
  {
    name: 'connections',
    file: 'connections',
    measures: '50,000 connections held with heartbeats on four gateways',
  },
  { name: 'mqtt', file: 'mqtt', measures: 'MQTT QoS 1 to durable acknowledgement, against aedes' },
  {
    name: 'socket-to-row',
    file: 'socket-to-row',
    measures: 'socket to queryable row, whole platform',
  },
  {
    name: 'socket-to-row-kafka',
    file: 'socket-to-row-kafka',
    measures: 'the same with the log on a real Kafka broker',
  },
  {
    name: 'frame-to-viewer',
    file: 'frame-to-viewer',
    measures: 'frame to alert on a viewer, 20 k reports/s beside it',
  },
  { name: 'restart', file: 'restart', measures: 'kill -9 at full load until it serves again' },
  {
    name: 'trace',
    file: 'trace',
    measures: 'a vehicle’s day from the store: track, stops, alerts',
  },
  { name: 'store', file: 'store', measures: 'rows into the store, bytes per row' },
];

const HELP = `npm run bench -- [options]

Runs the benches one after the other; figures go to bench/results/<file>.json.

  --only NAME    this one; may be given several times
  --table        runs nothing: the table of the results that are there, each of its own day and machine
  --help         this text

${BENCHES.map(({ name, measures }) => `  ${name.padEnd(16)} ${measures}`).join('\n')}`;

interface Outcome {
  bench: Bench;
  state: 'done' | 'failed' | 'not there';
  seconds: number;
}

async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      only: { type: 'string', multiple: true },
      table: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.table) {
    printTable(rowsOf(readFigures(RESULTS)));
    return 0;
  }
  const unknown = (values.only ?? []).filter(
    (name) => !BENCHES.some((bench) => bench.name === name),
  );
  if (unknown.length > 0) {
    console.error(`There is no bench ${unknown.join(', ')}; --help lists them.`);
    return 2;
  }
  const { loadAverage1Min, cores } = machineLoad();
  if (loadAverage1Min > cores / 2) {
    console.error(
      `The load average is ${loadAverage1Min} on ${cores} cores: others use this machine, and the figures will be low.`,
    );
  }
  const outcomes: Outcome[] = [];
  for (const bench of BENCHES) {
    if (values.only !== undefined && !values.only.includes(bench.name)) continue;
    console.log(`\n${bench.name}: ${bench.measures}`);
    outcomes.push(await runOne(bench));
  }
  console.log('');
  for (const { bench, state, seconds } of outcomes)
    console.log(`${state.padEnd(9)} ${bench.name} (${seconds} s)`);
  const done = outcomes.filter(({ state }) => state === 'done').map(({ bench }) => bench.file);
  printTable(rowsOf(readFigures(RESULTS, done)));
  return outcomes.some(({ state }) => state === 'failed') ? 1 : 0;
}

async function runOne(bench: Bench): Promise<Outcome> {
  const path = join(import.meta.dirname, `${bench.file}.bench.ts`);
  if (!existsSync(path)) return { bench, state: 'not there', seconds: 0 };
  const startMs = performance.now();
  const child = spawn(process.execPath, [path], { stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  const seconds = Math.round((performance.now() - startMs) / 1_000);
  return { bench, state: code === 0 ? 'done' : 'failed', seconds };
}

process.exitCode = await main(process.argv.slice(2));
