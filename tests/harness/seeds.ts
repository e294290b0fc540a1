/** Runs worlds by seed and says how to repeat the one that failed. */
import { execFileSync } from 'node:child_process';
import { scenarioOf } from './scenario.ts';
import { type Outcome, type Plant, runWorld } from './world.ts';

export interface Failure {
  seed: number;
  violations: string[];
}

export interface Run {
  worlds: number;
  failures: Failure[];
  acked: number;
  alerts: number;
  kills: number;
  events: number;
}

/** From the environment; `usual` many when it is silent. */
export function seedsWanted(usual: number): { from: number; count: number } {
  const { HARNESS_SEED, HARNESS_SEEDS, HARNESS_FROM } = process.env;
  if (HARNESS_SEED !== undefined) return { from: Number(HARNESS_SEED), count: 1 };
  return { from: Number(HARNESS_FROM ?? 1), count: Number(HARNESS_SEEDS ?? usual) };
}

export async function runSeed(seed: number, plant: Plant = {}): Promise<Outcome> {
  try {
    return await runWorld(scenarioOf(seed), plant);
  } catch (error) {
    const violations = [`The world ended: ${String((error as Error).stack ?? error)}`];
    return {
      violations,
      facts: 0,
      acked: 0,
      alerts: 0,
      frames: 0,
      kills: 0,
      events: 0,
      fingerprint: 0,
    };
  }
}

export async function runSeeds(from: number, count: number, plant: Plant = {}): Promise<Run> {
  const run: Run = { worlds: 0, failures: [], acked: 0, alerts: 0, kills: 0, events: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const outcome = await runSeed(seed, plant);
    run.worlds++;
    run.acked += outcome.acked;
    run.alerts += outcome.alerts;
    run.kills += outcome.kills;
    run.events += outcome.events;
    if (outcome.violations.length === 0) continue;
    run.failures.push({ seed, violations: outcome.violations });
    if (run.failures.length >= 5) break;
  }
  return run;
}

export function reportOf({ seed, violations }: Failure): string {
  const command = `HARNESS_SEED=${seed} npx vitest run tests/harness`;
  return `seed ${seed} at commit ${commit()}, again with: ${command}\n${violations.join('\n')}`;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
