/**
 * The settings of rules that held one after the other, as a task remembers them: for facts that come late and for histories
 * that are judged again. Those nobody can need any more go when others take hold, so that what is remembered
 * follows from the log alone.
 */
import type { RuleSettings } from '#core/registry.ts';
import { type AnyRule, RulesVersion, type RuntimeParams } from './plan.ts';
import { BEFORE_ALL_MS } from './timeline/lane-state.ts';
import type { Timeline } from './timeline/timeline.ts';

/** Ascending, never empty; gaps are versions forgotten. */
export type RulesVersions = RulesVersion[];

/** What holds before anybody has set anything. */
export function firstVersions(rules: readonly AnyRule[]): RulesVersions {
  return [new RulesVersion(rules, {}, BEFORE_ALL_MS)];
}

export function newestVersion(versions: RulesVersions): RulesVersion {
  return versions[versions.length - 1]!;
}

/** Adds settings that hold from `fromMs` on, or in place of all there are where nothing has been judged. */
export function addVersion(
  versions: RulesVersions,
  rules: readonly AnyRule[],
  settings: RuleSettings,
  fromMs: number,
): void {
  if (fromMs === BEFORE_ALL_MS) versions.length = 0;
  const ordinal = versions.length === 0 ? 0 : newestVersion(versions).ordinal + 1;
  versions.push(new RulesVersion(rules, settings, fromMs, ordinal));
}

/** One round of forgetting: shown every time line of the task, then `done`. */
export class Forgetting {
  private readonly versions: RulesVersions;
  /** Version in force at `keptMs`: it stays, and those behind it. */
  private readonly oldest: RulesVersion;
  private readonly tickMs: number;
  private readonly keptMs: number;
  /** Ordinals before `oldest` that a history is judged again by. */
  private readonly needed = new Set<number>();

  private constructor(
    versions: RulesVersions,
    oldest: RulesVersion,
    times: { tickMs: number; keptMs: number },
  ) {
    this.versions = versions;
    this.oldest = oldest;
    this.tickMs = times.tickMs;
    this.keptMs = times.keptMs;
  }

  /** null = there is nothing old enough. */
  static begin(versions: RulesVersions, tickMs: number, runtime: RuntimeParams): Forgetting | null {
    const keptMs = tickMs - Math.max(runtime.versionsKeptMs, runtime.historyMs);
    const oldest = versions.findLast(({ fromMs }) => fromMs <= keptMs);
    if (oldest === undefined || oldest === versions[0]) return null;
    return new Forgetting(versions, oldest, { tickMs, keptMs });
  }

  /** Instant up to which the time line is to be closed, because it has said nothing for so long; null = it says what it needs. */
  closesAt(timeline: Timeline): number | null {
    const { oldest, versions } = this;
    if (!timeline.needsBefore(oldest.ordinal)) return null;
    if (timeline.isIdle(this.tickMs, this.keptMs)) return oldest.fromMs;
    for (const { ordinal } of versions)
      if (ordinal < oldest.ordinal && timeline.needs(ordinal)) this.needed.add(ordinal);
    return null;
  }

  /** Every time line has been asked, and closed where it is to be. */
  done(timelines: Iterable<Timeline>): void {
    const { versions, oldest, needed } = this;
    const kept = versions.filter(({ ordinal }) => ordinal >= oldest.ordinal || needed.has(ordinal));
    if (kept.length === versions.length) return;
    versions.splice(0, versions.length, ...kept);
    for (const { lanes } of timelines) for (const lane of lanes) lane.forgetVersions();
  }
}
