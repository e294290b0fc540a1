/**
 * `npm run bench`: every bench there is, one after the other, each in a process of its own, then
 * one table. Each bench also writes bench/results/<name>.json; what its figures mean and how they
 * can mislead stands at its top and in bench/README.md.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machineLoad } from './platform-run.ts';

interface Bench {
  name: string;
  /** Name of its file, without `.bench.ts`, and of its result. */
  file: string;
  measures: string;
}

/** In the order of a report's way, the whole way behind its parts. */
const BENCHES: readonly Bench[] = [
  { name: 'decode', file: 'jt808-decode', measures: 'JT/T 808 frames to readings, one core' },
  { name: 'codec', file: 'model-codec', measures: 'readings and observations to bytes and back' },
  { name: 'geo', file: 'geo', measures: 'distance from a corridor, against turf' },
  { name: 'log', file: 'log', measures: 'the embedded log: append, read, wake-up' },
  { name: 'processors', file: 'processors', measures: 'reports to alerts from the log, one core' },
  { name: 'ingest-to-ack', file: 'ingest', measures: 'socket to durable acknowledgement' },
  { name: 'mqtt', file: 'mqtt', measures: 'MQTT QoS 1 to durable acknowledgement, against aedes' },
  {
    name: 'socket-to-row',
    file: 'socket-to-row',
    measures: 'socket to queryable row, whole platform',
  },
  {
    name: 'frame-to-viewer',
    file: 'frame-to-viewer',
    measures: 'frame to alert on a viewer, 20 k reports/s beside it',
  },
  { name: 'restart', file: 'restart', measures: 'kill -9 at full load until it serves again' },
  { name: 'store', file: 'store', measures: 'rows into the store, bytes per row' },
];

const HELP = `npm run bench -- [options]

Runs the benches one after the other; figures go to bench/results/<file>.json.

  --only NAME    this one; may be given several times
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
    options: { only: { type: 'string', multiple: true }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(HELP);
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
  console.table(outcomes.flatMap(rowsOf));
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

type Row = Record<string, string | number>;

/** What the result file of this run says, in one shape; a bench with a shape of its own is named only. */
function rowsOf({ bench, state, seconds }: Outcome): Row[] {
  const plain = [{ bench: bench.name, what: state === 'done' ? 'see above' : state, seconds }];
  const path = join(import.meta.dirname, 'results', `${bench.file}.json`);
  const fresh =
    state === 'done' &&
    existsSync(path) &&
    Date.now() - statSync(path).mtimeMs < (seconds + 5) * 1_000;
  if (!fresh) return plain;
  const { results } = JSON.parse(readFileSync(path, 'utf8')) as { results?: unknown };
  if (!Array.isArray(results)) return plain;
  return (results as Partial<ResultShape>[]).map((result) => ({
    bench: bench.name,
    what: result.name ?? '',
    'per second': Math.round(result.meanPerSecond ?? Number.NaN),
    '±': Math.round(result.deviationPerSecond ?? Number.NaN),
    unit: result.unit ?? '',
    figures: Object.entries(result.figures ?? {})
      .filter(([name]) => !name.includes(' '))
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
    seconds,
  }));
}

interface ResultShape {
  name: string;
  unit: string;
  meanPerSecond: number;
  deviationPerSecond: number;
  figures: Record<string, number>;
}

process.exitCode = await main(process.argv.slice(2));
