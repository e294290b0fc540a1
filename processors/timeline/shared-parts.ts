/**
 * Parts of states that several rules keep alike (`Rule.sharedPart`): while they agree, one object
 * stands in all of their states. Nothing follows from that but less work and less memory: what is
 * shared is equal, and whoever goes another way, by other parameters or by not running, gets his own.
 */
import type { AnyRule, PlannedRule } from '../plan.ts';
import { clonePlain, equalPlain } from './plain.ts';

type State = Record<string, object>;

/** To be called whenever other rules run than before, by other parameters, or on states that were just made or copied; a rule at rest has no part. */
export function shareParts(
  rules: readonly AnyRule[],
  running: readonly PlannedRule[],
  states: readonly unknown[],
): void {
  for (let index = 0; index < rules.length; index++) {
    const part = rules[index]!.sharedPart;
    if (part === undefined || states[index] === null || states[index] === undefined) continue;
    const own = states[index] as State;
    const planned = running.find((rule) => rule.index === index);
    const like =
      planned === undefined ? undefined : running.find((other) => isLike(planned, other, states));
    const shared = like === undefined ? null : (states[like.index] as State)[part.member]!;
    if (shared !== null) own[part.member] = shared;
    else if (isElsewhere(own[part.member]!, index, rules, states))
      own[part.member] = clonePlain(own[part.member]!);
  }
}

const members = new WeakMap<readonly AnyRule[], readonly (string | null)[]>();

/** By index of the rule: the member of its state that it may share; null = none. */
export function sharedMembersOf(rules: readonly AnyRule[]): readonly (string | null)[] {
  let found = members.get(rules);
  if (found === undefined) {
    found = rules.map(({ sharedPart }) => sharedPart?.member ?? null);
    members.set(rules, found);
  }
  return found;
}

/** True when `other` runs before this one and their parts go alike. */
function isLike(planned: PlannedRule, other: PlannedRule, states: readonly unknown[]): boolean {
  const part = planned.rule.sharedPart!;
  const theirs = states[other.index] as State | null;
  return (
    other.index < planned.index &&
    theirs !== null &&
    other.rule.sharedPart?.member === part.member &&
    part.isAlike(planned.params, other.params) &&
    equalPlain((states[planned.index] as State)[part.member], theirs[part.member])
  );
}

/** True when a rule before this one has the very same object. */
function isElsewhere(
  part: object,
  index: number,
  rules: readonly AnyRule[],
  states: readonly unknown[],
): boolean {
  for (let other = 0; other < index; other++) {
    const member = rules[other]!.sharedPart?.member;
    const state = states[other] as State | null | undefined;
    if (member !== undefined && state != null && state[member] === part) return true;
  }
  return false;
}
