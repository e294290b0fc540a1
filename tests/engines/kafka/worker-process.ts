/** Workers of a group as child processes, and how far they are. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TOPICS } from '#core/topics.ts';
import { PROCESSORS_GROUP } from '#processors/runner.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { Child } from '#tests/faults/child.ts';
import { OUTPUTS } from '#tests/simulation/readers-view.ts';
import type { WorkerSettings } from './worker.ts';

const SCRIPT = join(import.meta.dirname, 'worker.ts');

/** A worker and what it says it has. */
export class Worker {
  readonly child: Child;

  constructor(settings: WorkerSettings, env: NodeJS.ProcessEnv = {}) {
    this.child = new Child(SCRIPT, [JSON.stringify(settings)], env);
  }

  get owned(): Set<number> {
    const owned = new Set<number>();
    for (const line of this.child.lines) {
      if (!line.startsWith('member ')) continue;
      const { gained = [], lost = [] } = JSON.parse(line.slice(7)) as Record<string, number[]>;
      for (const partition of gained) owned.add(partition);
      for (const partition of lost) owned.delete(partition);
    }
    return owned;
  }
}

/** How each of them stands, for who has waited in vain. */
export function standing(workers: readonly Worker[]): string {
  return workers
    .map(({ child, owned }) => {
      const { exitCode, signalCode } = child.process;
      return `[${[...owned]}] ${exitCode ?? signalCode ?? 'runs'}; ${child.lines.slice(-4).join(' ')} ${child.errors.slice(-1_000)}`;
    })
    .join('\n');
}

/** What tasks read, each after those that write it. */
const INPUTS = [TOPICS.reports, TOPICS.partials, TOPICS.windowParts];

/** True when the group has committed all there is of the readings, and of what came of them. */
export async function isProcessed(log: EventLog): Promise<boolean> {
  for (const topic of INPUTS)
    for (let p = 0; p < log.partitions(topic); p++) {
      const { high } = await log.ends(topic, p);
      if (((await log.committed(PROCESSORS_GROUP, topic, p)) ?? 0) !== high) return false;
    }
  return true;
}

async function endsOf(log: EventLog): Promise<string> {
  const ends: number[] = [];
  for (const [topic] of OUTPUTS)
    for (let p = 0; p < log.partitions(topic); p++) ends.push((await log.ends(topic, p)).high);
  return ends.join();
}

/** Resolves when no output has come for `stillMs`. */
export async function atRest(log: EventLog, stillMs = 300): Promise<void> {
  for (let seen = ''; ; ) {
    const ends = await endsOf(log);
    if (ends === seen && ends !== '') return;
    seen = ends;
    await sleep(stillMs);
  }
}
