/** What every bench shares: rounds, spread, the machine, a table for people and a file for later. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface BenchResult {
  name: string;
  /** What one unit of work is, e.g. `frames`. */
  unit: string;
  rounds: number;
  /** Units a second of wall time over the rounds. */
  meanPerSecond: number;
  /** Standard deviation of the rounds, units a second. */
  deviationPerSecond: number;
  minPerSecond: number;
  maxPerSecond: number;
  /** Units a second of this process's CPU time: what one core does when others use the machine. */
  meanPerCpuSecond: number;
  /** Each round, units a second. */
  values: number[];
  /** Each round, units a second of this process's CPU time; absent = measured otherwise. */
  cpuValues?: number[];
  /** Further figures of this bench by name, with the unit in the name. */
  figures?: Record<string, number>;
}

export interface MeasureOptions {
  /** Rounds that count, at least 5; one more warms up. */
  rounds: number;
  unit: string;
}

/** Runs `fn` once to warm up and `rounds` times for the record; `fn` does a round's work and returns its units. */
export async function measure(
  name: string,
  fn: () => number | Promise<number>,
  { rounds, unit }: MeasureOptions,
): Promise<BenchResult> {
  await fn();
  const values: number[] = [];
  const cpuValues: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const cpuBefore = process.cpuUsage();
    const startMs = performance.now();
    const units = await fn();
    const wallMs = performance.now() - startMs;
    const cpu = process.cpuUsage(cpuBefore);
    values.push((units / wallMs) * 1_000);
    cpuValues.push((units / (cpu.user + cpu.system)) * 1_000_000);
  }
  const meanPerSecond = mean(values);
  return {
    name,
    unit,
    rounds,
    meanPerSecond,
    deviationPerSecond: Math.sqrt(mean(values.map((value) => (value - meanPerSecond) ** 2))),
    minPerSecond: Math.min(...values),
    maxPerSecond: Math.max(...values),
    meanPerCpuSecond: mean(cpuValues),
    values,
    cpuValues,
  };
}

/** Heap bytes one unit allocates: `fn` must do little enough work (a few MB) that no collection interferes. */
export function allocatedBytesPerUnit(fn: () => number): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const runs: number[] = [];
  for (let run = 0; run < 5; run++) {
    collect();
    const before = process.memoryUsage().heapUsed;
    const units = fn();
    runs.push(Math.max(0, process.memoryUsage().heapUsed - before) / units);
  }
  return runs.sort((a, b) => a - b)[2]!;
}

/** The quickest round by processor time, units a second: the one that others on the machine disturbed least. */
export function bestPerCpuSecond({ cpuValues }: BenchResult): number {
  return Math.round(Math.max(0, ...(cpuValues ?? [])));
}

/** Bytes of the heap and of what hangs on it, after a full collection. */
export function keptBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  // What hung on the collected goes with the next one.
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Prints the table and writes `bench/results/<file>.json`. */
export function writeResults(
  file: string,
  results: readonly BenchResult[],
  context: { seed: number; notes?: string },
): void {
  const report = {
    date: new Date().toISOString(),
    commit: commit(),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
    },
    ...context,
    results,
  };
  const { machine } = report;
  console.log(
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${report.commit}, seed ${context.seed}`,
  );
  console.table(
    Object.fromEntries(
      results.map((result) => [
        result.name,
        {
          'per second': short(result.meanPerSecond),
          '±': short(result.deviationPerSecond),
          'per CPU second': short(result.meanPerCpuSecond),
          unit: result.unit,
          rounds: result.rounds,
          ...result.figures,
        },
      ]),
    ),
  );
  const directory = join(import.meta.dirname, 'results');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${file}.json`), `${JSON.stringify(report, null, 2)}\n`);
}

/** Deterministic numbers in `[0, 1)` (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
    const dirty = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+changes';
    return git('rev-parse', '--short', 'HEAD') + dirty;
  } catch {
    return 'unknown';
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function short(perSecond: number): string {
  if (perSecond >= 1e6) return `${(perSecond / 1e6).toFixed(2)} M`;
  return perSecond >= 1e3 ? `${(perSecond / 1e3).toFixed(1)} k` : perSecond.toFixed(1);
}
