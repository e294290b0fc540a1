/**
 * From episodes to published alerts. Going forward, each visible change is one transition. After a
 * re-run, what the rules say now is matched with what was published: an episode that is still there
 * keeps its identity, and only differences are published.
 *
 * Identity. A settled episode is named by its start as first published. A speculative one (arrival
 * rules, driver rules) may still change its start while the buffer fills, so it is named by its
 * ordinal in its slot: whatever order the same facts arrive in, the same names result.
 */
import { createHash } from 'node:crypto';
import type { Alert, AlertChange } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import { compareKey } from './entry.ts';
import type { Episode, Shown } from './episode.ts';
import type { Lane } from './lane.ts';
import type { LaneState } from './lane-state.ts';
import { equalPlain } from './plain.ts';

export interface AlertSink {
  alert(change: AlertChange, alert: Alert): void;
}

export interface Published {
  rule: number;
  slot: string;
  ordinal: number;
  openMs: number;
  openTie: number;
  closeMs: number | null;
  closeTie: number;
  alert: Alert;
}

/** Why a re-run happened decides how its differences are told. */
export interface Rerun {
  /** A settled fact was amended by late data: changed alerts are `corrected`. */
  corrected: boolean;
  /** New alerts are history: listed, never annunciated. */
  late: boolean;
  /** How far apart starts may lie for one identity. */
  matchMs: number;
}

export class Publisher {
  /** Open alerts and those closed within the history. */
  published: Published[] = [];
  /** `published` is not as the last snapshot has it. */
  dirty = true;
  private readonly owner: SubjectKey;
  /** Names ordinals of this life of the state apart from those of an earlier one that was lost. */
  private readonly genesisMs: number;
  private readonly lane: Lane;
  /** The time line lies before the history: everything on it is late. */
  private readonly isLate: boolean;

  constructor(owner: SubjectKey, genesisMs: number, lane: Lane, isLate: boolean) {
    this.owner = owner;
    this.genesisMs = genesisMs;
    this.lane = lane;
    this.isLate = isLate;
  }

  /** Publishes what the last steps changed. */
  flush(sink: AlertSink): void {
    if (this.lane.changes.length === 0) return;
    for (const episode of this.lane.takeChanges()) {
      const known = episode.identity.alertId === '' ? null : this.byId(episode.identity.alertId);
      if (known === null) this.publishNew(episode, this.isLate, this.isLate, sink);
      else this.publishChange(known, episode, false, sink);
    }
  }

  /** @param from the checkpoint the lane went back to; @param before counts when the re-run began */
  reconcile(from: LaneState, before: LaneState['counts'], rerun: Rerun, sink: AlertSink): void {
    const old = this.published.filter(({ openMs, openTie, closeMs, closeTie, alert }) =>
      alert.state === 'withdrawn'
        ? compareKey(openMs, openTie, from.keyMs, from.keyTie) > 0
        : closeMs === null || compareKey(closeMs, closeTie, from.keyMs, from.keyTie) > 0,
    );
    const now = this.lane.takeChanges();
    for (const open of this.lane.state.episodes) if (!now.includes(open)) now.push(open);
    const matches = matchEpisodes(old, now, rerun, this.lane.kind === 'settled');
    for (const known of old) if (!matches.has(known)) this.withdraw(known, rerun.corrected, sink);
    const byEpisode = new Map([...matches].map(([known, episode]) => [episode, known]));
    for (const episode of now) {
      const known = byEpisode.get(episode);
      if (known !== undefined) {
        episode.identity.alertId = known.alert.alertId;
        this.publishChange(known, episode, rerun.corrected, sink);
      } else this.publishNew(episode, this.isLate || rerun.late, this.isLate || rerun.late, sink);
    }
    if (rerun.corrected) this.keepOrdinalsFree(from, before);
  }

  /** Forgets alerts that ended before `keptMs`. */
  trim(keptMs: number): void {
    if (this.published.length === 0) return;
    this.dirty = true;
    this.published = this.published.filter(({ closeMs, openMs, alert }) =>
      alert.state === 'withdrawn' ? openMs >= keptMs : closeMs === null || closeMs >= keptMs,
    );
  }

  private publishNew(episode: Episode, late: boolean, corrected: boolean, sink: AlertSink): void {
    const name = this.nameOf(episode);
    const known = this.byId(name);
    if (known !== null && known.alert.state === 'withdrawn' && !known.alert.corrected) {
      // Taken back inside the buffer and there again: the same one, or the name would tell of the order.
      episode.identity.alertId = name;
      this.publishChange(known, episode, false, sink);
      return;
    }
    episode.identity.alertId = known === null ? name : this.furtherNameOf(episode);
    const alert = alertOf(episode, episode.identity.alertId, corrected, late);
    this.dirty = true;
    this.published.push({ ...placeOf(episode), alert });
    sink.alert('opened', alert);
  }

  private publishChange(
    known: Published,
    episode: Episode,
    corrected: boolean,
    sink: AlertSink,
  ): void {
    const before = known.alert;
    const alert = alertOf(episode, before.alertId, before.corrected, before.late);
    this.dirty = true;
    Object.assign(known, placeOf(episode));
    if (equalPlain(alert, before)) return;
    if (corrected) alert.corrected = true;
    known.alert = alert;
    sink.alert(corrected ? 'corrected' : alert.state === 'closed' ? 'closed' : 'updated', alert);
  }

  private withdraw(known: Published, corrected: boolean, sink: AlertSink): void {
    if (known.alert.state === 'withdrawn') return;
    this.dirty = true;
    known.alert = {
      ...known.alert,
      state: 'withdrawn',
      corrected: known.alert.corrected || corrected,
    };
    sink.alert('withdrawn', known.alert);
  }

  private byId(alertId: string): Published | null {
    const { published } = this;
    for (let i = published.length - 1; i >= 0; i--)
      if (published[i]!.alert.alertId === alertId) return published[i]!;
    return null;
  }

  private nameOf(episode: Episode): string {
    const { type, openedAtMs } = episode.shown!;
    const anchor =
      this.lane.kind === 'settled' ? `${openedAtMs}` : `${this.genesisMs}+${episode.ordinal}`;
    return alertIdOf(type, this.owner, episode.slot, this.isLate ? `late ${openedAtMs}` : anchor);
  }

  /** For an episode whose name another one has kept through a correction. */
  private furtherNameOf({ slot, shown }: Episode): string {
    const anchor = `late ${shown!.openedAtMs} ${this.published.length}`;
    return alertIdOf(shown!.type, this.owner, slot, anchor);
  }

  /** Late data may merge episodes; ordinals once published are not given out again. */
  private keepOrdinalsFree(from: LaneState, before: LaneState['counts']): void {
    const { state, checkpoints } = this.lane;
    for (const name in before) {
      const missing = before[name]! - (state.counts[name] ?? 0);
      if (missing <= 0) continue;
      state.counts = { ...state.counts, [name]: before[name]! };
      for (const checkpoint of checkpoints) {
        if (checkpoint.position <= from.position) continue;
        const { counts } = checkpoint;
        checkpoint.counts = { ...counts, [name]: (counts[name] ?? 0) + missing };
      }
    }
  }
}

/** 32 hex digits. */
export function alertIdOf(type: string, owner: SubjectKey, slot: string, anchor: string): string {
  return createHash('sha256')
    .update(`${type}|${owner}|${slot}|${anchor}`)
    .digest('hex')
    .slice(0, 32);
}

function placeOf(episode: Episode): Omit<Published, 'alert'> {
  const { rule, slot, ordinal, openMs, openTie, closeMs, closeTie } = episode;
  return { rule, slot, ordinal, openMs, openTie, closeMs, closeTie };
}

function alertOf(episode: Episode, alertId: string, corrected: boolean, late: boolean): Alert {
  const shown = episode.shown!;
  return {
    alertId,
    ...shown,
    state: shown.closedAtMs === null ? 'open' : 'closed',
    corrected,
    late,
  };
}

/** Pairs published alerts with episodes of a re-run; what is in no pair is gone or new. */
function matchEpisodes(
  old: readonly Published[],
  now: readonly Episode[],
  rerun: Rerun,
  isNamedByStart: boolean,
): Map<Published, Episode> {
  const matches = new Map<Published, Episode>();
  const taken = new Set<Episode>();
  const pair = (isSame: (known: Published, episode: Episode) => boolean): void => {
    for (const episode of now) {
      if (taken.has(episode)) continue;
      const known = old.find((candidate) => !matches.has(candidate) && isSame(candidate, episode));
      if (known === undefined) continue;
      matches.set(known, episode);
      taken.add(episode);
    }
  };
  pair((known, episode) => known.alert.alertId === episode.identity.alertId);
  const sameSlot = (known: Published, { rule, slot, shown }: Episode): boolean =>
    known.rule === rule && known.slot === slot && known.alert.type === shown!.type;
  const sameStart = (known: Published, episode: Episode): boolean =>
    sameSlot(known, episode) && known.alert.openedAtMs === episode.shown!.openedAtMs;
  if (!rerun.corrected) {
    // Only what would be named alike: the names then follow from the facts, not from their order.
    pair(
      isNamedByStart
        ? sameStart
        : (known, episode) =>
            known.rule === episode.rule &&
            known.slot === episode.slot &&
            known.ordinal === episode.ordinal,
    );
    return matches;
  }
  pair(sameStart);
  pair((known, episode) => sameSlot(known, episode) && overlap(known.alert, episode.shown!));
  const nearest = [...old]
    .flatMap((known) =>
      now.map((episode) => ({
        known,
        episode,
        gapMs: Math.abs(known.alert.openedAtMs - episode.shown!.openedAtMs),
      })),
    )
    .filter(({ known, episode, gapMs }) => gapMs <= rerun.matchMs && sameSlot(known, episode))
    .sort((a, b) => a.gapMs - b.gapMs);
  for (const { known, episode } of nearest) {
    if (matches.has(known) || taken.has(episode)) continue;
    matches.set(known, episode);
    taken.add(episode);
  }
  return matches;
}

function overlap(alert: Alert, shown: Shown): boolean {
  return (
    (alert.closedAtMs ?? Number.POSITIVE_INFINITY) >= shown.openedAtMs &&
    (shown.closedAtMs ?? Number.POSITIVE_INFINITY) >= alert.openedAtMs
  );
}
