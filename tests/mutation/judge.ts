/** Has mutants of one file judged, a thread at a time; a thread that stands still is ended and the next one goes on behind. */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { RULES } from './modules.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import type { Told, Work } from './worker.ts';

export interface Verdict {
  file: string;
  mutant: Mutant;
  /** Vector and what it saw; null = the mutant survived. */
  killedBy: string | null;
}

/** Processor time without a verdict; more than any mutant takes that ends. */
const STANDSTILL_MS = 4_000;
const LOOK_MS = 500;
/** Modules are never unloaded, so a thread judges this many at most. */
const MUTANTS_PER_THREAD = 250;

export function mutantsOfFile(file: string): Mutant[] {
  return mutantsOf(readFileSync(new URL(file, RULES), 'utf8')).mutants;
}

/** `indices` absent = all of them. */
export async function judge(file: string, indices?: readonly number[]): Promise<Verdict[]> {
  const mutants = mutantsOfFile(file);
  const verdicts: Verdict[] = [];
  let left = indices ?? mutants.map((_, index) => index);
  while (left.length > 0) {
    const told = await thread({
      url: new URL(file, RULES).href,
      indices: left.slice(0, MUTANTS_PER_THREAD),
    });
    for (const { index, killedBy } of told)
      verdicts.push({ file, mutant: mutants[index]!, killedBy });
    left = left.slice(told.length);
  }
  return verdicts;
}

interface Judged {
  index: number;
  killedBy: string | null;
}

/** Verdicts in order; the last one may be of a mutant that never ends. */
function thread(work: Work): Promise<Judged[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Judged[]>();
  const judged: Judged[] = [];
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: work });
  let isReady = false;
  let seen = 0;
  let seenAtMs = 0;
  const look = async () => {
    if (!isReady) return;
    const { user } = await worker.cpuUsage();
    const usedMs = user / 1_000;
    if (judged.length !== seen || seenAtMs === 0) {
      seen = judged.length;
      seenAtMs = usedMs;
    } else if (usedMs - seenAtMs > STANDSTILL_MS) {
      judged.push({ index: work.indices[judged.length]!, killedBy: 'never ends' });
      end();
    }
  };
  const watch = setInterval(() => void look().catch(() => undefined), LOOK_MS);
  const end = () => {
    clearInterval(watch);
    void worker.terminate().then(() => resolve(judged));
  };
  worker.on('message', (told: Told) => {
    if ('ready' in told) isReady = true;
    else judged.push(told);
    if (judged.length === work.indices.length) end();
  });
  worker.on('error', (error) => {
    clearInterval(watch);
    reject(error);
  });
  return promise;
}
