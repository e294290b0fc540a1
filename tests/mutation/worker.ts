/**
 * Judges mutants of one file, in a thread of its own so that one which never ends can be ended. A mutant is loaded as
 * `<module>?mutant=<n>`, and so is every module of the rules that reaches the mutated one; the rest is shared.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Rule } from '#processors/rule.ts';
import { type Item, type RunOptions, run } from '../processors/rules/harness.ts';
import {
  itemsOf,
  optionsOf,
  statedOf,
  type Vector,
  vectorsOf,
} from '../processors/rules/vectors.ts';
import { keptLines, linesOf, type Walk, walksOf } from '../processors/rules/walks.ts';
import { reachingOf } from './modules.ts';
import { applied, mutantsOf } from './mutants.ts';

export interface Work {
  /** Of the mutated module. */
  url: string;
  indices: readonly number[];
}
export type Told = { ready: true } | { index: number; killedBy: string | null };

// biome-ignore lint/suspicious/noExplicitAny: rules of every parameter and state type are judged alike.
type AnyRule = Rule<any, any>;
interface Known {
  url: string;
  exported: string;
  type: string;
  walks: Walk[];
  /** What it says of them. */
  lines: string;
}
interface Case {
  rule: Known;
  name: string;
  vector: Vector;
  items: Item[];
  options: RunOptions;
}

const { url, indices } = workerData as Work;
const { program, mutants } = mutantsOf(readFileSync(fileURLToPath(url), 'utf8'));
const reaching = reachingOf(url);
const known = await knownRules();
/** The short ones first. */
const cases = (await Promise.all(known.map(casesOf)))
  .flat()
  .sort((a, b) => a.items.length - b.items.length);
parentPort!.postMessage({ ready: true } satisfies Told);

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const mutant = /\?mutant=\d+$/.exec(context.parentURL ?? '');
    if (mutant === null || !reaching.has(resolved.url)) return resolved;
    return { ...resolved, url: resolved.url + mutant[0] };
  },
  load(given, context, next) {
    const mutant = /^(.*)\?mutant=(\d+)$/.exec(given);
    if (mutant === null || mutant[1] !== url) return next(given, context);
    return {
      format: 'module',
      source: applied(program, mutants[Number(mutant[2])]!),
      shortCircuit: true,
    };
  },
});

for (const index of indices) {
  parentPort!.postMessage({ index, killedBy: await judge(index) } satisfies Told);
}

/** What tells the mutant from the rule; null = nothing does. */
async function judge(index: number): Promise<string | null> {
  const mutated = new Map<Known, AnyRule>();
  try {
    for (const rule of known) {
      const module = (await import(`${rule.url}?mutant=${index}`)) as Record<string, AnyRule>;
      mutated.set(rule, module[rule.exported]!);
    }
    for (const rule of known)
      if (linesOf(mutated.get(rule)!, rule.walks) !== rule.lines) return `walks of ${rule.type}`;
    for (const [place, item] of cases.entries()) {
      const said = complaint(mutated.get(item.rule)!, item);
      if (said === null) continue;
      // Neighbours often die of the same vector.
      cases.splice(place, 1);
      cases.unshift(item);
      return `${item.name}: ${said}`;
    }
    for (const rule of known)
      if (sleepsDifferently(mutated.get(rule)!, rule)) return `walks of ${rule.type} without sleep`;
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function complaint(rule: AnyRule, { vector, items, options }: Case): string | null {
  const episodes = run(rule, items, options);
  if (vector.class !== undefined && !rule.classes.includes(vector.class))
    return episodes.length > 0 ? null : 'says nothing';
  const stated = statedOf(vector, episodes);
  return stated.length === vector.alerts.length && agrees(stated, vector.alerts)
    ? null
    : JSON.stringify(stated);
}

/** A dormant rule says the same when it is never let sleep. */
function sleepsDifferently(rule: AnyRule, { walks, lines }: Known): boolean {
  if (rule.wakes === undefined) return false;
  const awake = walks.map((walk) => ({ ...walk, options: { ...walk.options, sleepless: true } }));
  return linesOf(rule, awake) !== lines;
}

/** Every member that is written holds, as `toMatchObject` has it. */
function agrees(got: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return Object.is(got, wanted);
  if (typeof got !== 'object' || got === null) return false;
  if (Array.isArray(wanted) && (!Array.isArray(got) || got.length !== wanted.length)) return false;
  return Object.entries(wanted).every(([name, value]) =>
    agrees((got as Record<string, unknown>)[name], value),
  );
}

/** Every rule that reaches the mutated module. */
async function knownRules(): Promise<Known[]> {
  const found: Known[] = [];
  for (const ruleUrl of reaching) {
    const module = (await import(ruleUrl)) as Record<string, Partial<AnyRule>>;
    for (const [exported, rule] of Object.entries(module)) {
      if (typeof rule?.onObservation !== 'function' || typeof rule.type !== 'string') continue;
      const { type } = rule;
      found.push({
        url: ruleUrl,
        exported,
        type,
        walks: walksOf(rule as AnyRule),
        lines: keptLines(type),
      });
    }
  }
  return found;
}

async function casesOf(rule: Known): Promise<Case[]> {
  const module = (await import(rule.url)) as Record<string, AnyRule>;
  return vectorsOf(rule.type).map(({ name, vector }) => {
    const item = {
      ...{ rule, name: `${rule.type}/${name}`, vector },
      ...{ items: itemsOf(vector), options: optionsOf(vector) },
    };
    const said = complaint(module[rule.exported]!, item);
    if (said !== null) throw new Error(`Vector ${item.name} fails without a mutant: ${said}`);
    return item;
  });
}
