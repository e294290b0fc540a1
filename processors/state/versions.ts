/**
 * What a snapshot was made by, and what this program may do with it. Two things are told apart:
 *
 * - **Shape**: how state looks. The runtime's is `STATE_FORMAT`; a rule's is `Rule.shape`. State of a
 *   known older shape is carried over; a newer one, or a rule this program does not have, is refused.
 * - **Behaviour**: what would be concluded. It is part of `codeVersion` (`RUNTIME_VERSION`, every
 *   rule's `version`). Another behaviour goes on from the same state, under a new epoch.
 */
import { TizhengError } from '#core/errors.ts';
import type { AnyRule } from '../plan.ts';
import type { LaneRecord } from '../timeline/lane-state.ts';
import type { Published } from '../timeline/publish.ts';
import { type SavedRule, type SnapshotMeta, STATE_FORMAT } from './store.ts';

export function savedRules(rules: readonly AnyRule[]): SavedRule[] {
  return rules.map(({ type, shape }) => ({ type, shape: shape?.version ?? 1 }));
}

/** @throws TizhengError DATA_NEWER for state only a newer version of the product can understand */
export function refuseNewer(task: string, meta: SnapshotMeta, rules: readonly AnyRule[]): void {
  const newer =
    (meta.format ?? 1) > STATE_FORMAT
      ? `it has format ${meta.format}, this version knows ${STATE_FORMAT}`
      : unknownRule(meta.rules ?? [], rules);
  if (newer === null) return;
  throw new TizhengError(
    'DATA_NEWER',
    'processors',
    `The state of task ${task} was written by a newer version of the product: ${newer}. Start that version again, or restore a backup of this one.`,
  );
}

function unknownRule(saved: readonly SavedRule[], rules: readonly AnyRule[]): string | null {
  for (const { type, shape } of saved) {
    const rule = rules.find((candidate) => candidate.type === type);
    if (rule === undefined) return `it holds the rule ${type}`;
    const known = rule.shape?.version ?? 1;
    if (shape > known) return `its rule ${type} has shape ${shape}, this version knows ${known}`;
  }
  return null;
}

/** Brings the rules' parts of saved state to this program's list and shapes. */
export class RuleTable {
  /** Nothing to do: every part is as this program writes it. */
  readonly isSame: boolean;
  /** By index at the time of writing. */
  private readonly parts: { index: number; bring: (state: unknown) => unknown }[];

  /** `saved` must have passed `refuseNewer`. */
  constructor(saved: readonly SavedRule[], rules: readonly AnyRule[]) {
    this.isSame = saved.every(
      ({ type, shape }, index) =>
        rules[index]?.type === type && (rules[index].shape?.version ?? 1) === shape,
    );
    this.parts = saved.map(({ type, shape }) => {
      const index = rules.findIndex((rule) => rule.type === type);
      const wanted = rules[index]?.shape;
      const isOld = wanted !== undefined && shape < wanted.version;
      // null = as the rule begins, whatever its shape.
      return {
        index,
        bring: (state) =>
          state === null || state === undefined || !isOld ? state : wanted.carryOver(state, shape),
      };
    });
  }

  lane(state: LaneRecord): LaneRecord {
    if (this.isSame) return state;
    const states: unknown[] = [];
    state.states.forEach((value, index) => {
      const { index: to, bring } = this.parts[index]!;
      states[to] = bring(value);
    });
    // No holes: JSON and loops over states want a value at every index.
    for (let index = 0; index < states.length; index++) states[index] ??= null;
    const counts = Object.entries(state.counts).map(([name, count]) => {
      const slash = name.indexOf('/');
      const { index } = this.parts[Number(name.slice(0, slash))]!;
      return [`${index}${name.slice(slash)}`, count] as const;
    });
    return {
      ...state,
      states,
      counts: Object.fromEntries(counts),
      episodes: state.episodes.map((episode) => ({ ...episode, ...this.moved(episode) })),
    };
  }

  published(list: Published[]): Published[] {
    return this.isSame ? list : list.map((known) => ({ ...known, ...this.moved(known) }));
  }

  private moved({ rule }: { rule: number }): { rule: number } {
    return { rule: this.parts[rule]!.index };
  }
}
