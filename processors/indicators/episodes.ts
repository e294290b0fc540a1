/**
 * What the alerts of one owner (a vehicle, or a driver across vehicles) contribute to `conduct`:
 * speeding events, driving over time, alerts due and handled. Each counts in the hour in which it
 * opened; driving over time is spread over the hours in which it was driven, once where the
 * continuous and the night limit overlap. A changed alert takes back what it had told.
 */
import type { Alert } from '#core/alert.ts';
import type { AlertWork } from '#core/report.ts';
import { HOUR_MS } from '#core/time.ts';
import type { GroupId } from './groups.ts';
import { CONDUCT, conduct } from './measures.ts';
import type { WindowParts } from './parts.ts';
import { alignedStartMs } from './windows.ts';

/** What of an alert is counted; plain data. */
export interface Episode {
  alertId: string;
  openedAtMs: number;
  group: GroupId;
  /** The owner's own task raised it; false = all that is known is that a person worked on it. */
  isOwn: boolean;
  /** Somebody has to handle it. */
  isDue: boolean;
  isSpeeding: boolean;
  /** Driving over time [openedAt, overtimeEnd); equal = none. */
  overtimeEndMs: number;
  isHandled: boolean;
  /** Newest action seen, as it lies in `alert-actions.v1`; −1 = none. */
  actionsOffset: number;
}

/** Alerts this much older than an owner's newest are let go; what they told stays. */
const EPISODES_KEPT_MS = 48 * HOUR_MS;
/** Alerts of one owner above which the oldest are let go. */
export const EPISODES_MAX = 512;
/** No driver drives longer than this; a longer claim is cut. */
const OVERTIME_MAX_MS = 24 * HOUR_MS;
const SPEEDING = 'speed.over';
const OVERTIME: readonly string[] = ['driving-time.continuous', 'driving-time.night'];

/** @param groupAt group of the alert's vehicle at the beginning of a window */
export function countAlert(
  episodes: Episode[],
  alert: Alert,
  groupAt: (ms: number) => GroupId,
  parts: WindowParts,
): void {
  const known = episodes.find(({ alertId }) => alertId === alert.alertId);
  const isStanding = alert.state !== 'withdrawn';
  const overtimeMs =
    isStanding && OVERTIME.includes(alert.type) && alert.measured !== null && alert.limit !== null
      ? Math.min(OVERTIME_MAX_MS, Math.max(0, Math.round((alert.measured - alert.limit) * 1_000)))
      : 0;
  const next = {
    openedAtMs: alert.openedAtMs,
    isOwn: true,
    isDue: isStanding && alert.severity !== 'info',
    isSpeeding: isStanding && alert.type === SPEEDING,
    overtimeEndMs: alert.openedAtMs + overtimeMs,
  };
  if (known === undefined) {
    if (!isStanding) return;
    const group = groupAt(alignedStartMs(alert.openedAtMs, HOUR_MS));
    const episode = { alertId: alert.alertId, group, isHandled: false, actionsOffset: -1, ...next };
    change(episodes, parts, () => keep(episodes, episode));
  } else if (
    !known.isOwn ||
    known.openedAtMs !== next.openedAtMs ||
    known.isDue !== next.isDue ||
    known.isSpeeding !== next.isSpeeding ||
    known.overtimeEndMs !== next.overtimeEndMs
  ) {
    change(episodes, parts, () => Object.assign(known, next));
  }
}

/** A person did something. An alert of another task (the driver's) is counted here as handled only. */
export function countWork(
  episodes: Episode[],
  work: AlertWork,
  groupAt: (ms: number) => GroupId,
  parts: WindowParts,
): void {
  const known = episodes.find(({ alertId }) => alertId === work.alertId);
  if (known !== undefined && known.actionsOffset >= work.actionsOffset) return;
  const isHandled = work.state === 'closed';
  change(episodes, parts, () => {
    if (known !== undefined) {
      known.isHandled = isHandled;
      known.actionsOffset = work.actionsOffset;
      return;
    }
    const { alertId, openedAtMs, actionsOffset } = work;
    keep(episodes, {
      alertId,
      openedAtMs,
      group: groupAt(alignedStartMs(openedAtMs, HOUR_MS)),
      isOwn: false,
      isDue: false,
      isSpeeding: false,
      overtimeEndMs: openedAtMs,
      isHandled,
      actionsOffset,
    });
  });
}

function change(episodes: Episode[], parts: WindowParts, apply: () => void): void {
  tell(episodes, parts, -1);
  apply();
  tell(episodes, parts, 1);
  const newestMs = episodes.reduce((ms, { openedAtMs }) => Math.max(ms, openedAtMs), 0);
  while (
    episodes.length > EPISODES_MAX ||
    (episodes.length > 0 && episodes[0]!.openedAtMs < newestMs - EPISODES_KEPT_MS)
  )
    episodes.shift();
}

function keep(episodes: Episode[], episode: Episode): void {
  episodes.push(episode);
  episodes.sort((a, b) => a.openedAtMs - b.openedAtMs || (a.alertId < b.alertId ? -1 : 1));
}

function tell(episodes: readonly Episode[], parts: WindowParts, sign: 1 | -1): void {
  let untilMs = 0;
  for (const episode of episodes) {
    const { openedAtMs, overtimeEndMs } = episode;
    const group = parts.group(episode.group);
    const sums = parts.sums(conduct, group, alignedStartMs(openedAtMs, HOUR_MS));
    if (episode.isSpeeding) sums[CONDUCT.speeding]! += sign;
    if (episode.isDue) sums[CONDUCT.due]! += sign;
    if (episode.isHandled && (episode.isDue || !episode.isOwn)) sums[CONDUCT.handled]! += sign;
    if (overtimeEndMs > openedAtMs) sums[CONDUCT.overtimes]! += sign;
    let fromMs = Math.max(openedAtMs, untilMs);
    while (fromMs < overtimeEndMs) {
      const hourMs = alignedStartMs(fromMs, HOUR_MS);
      const toMs = Math.min(overtimeEndMs, hourMs + HOUR_MS);
      parts.sums(conduct, group, hourMs)[CONDUCT.overtimeMs]! += sign * (toMs - fromMs);
      fromMs = toMs;
    }
    untilMs = Math.max(untilMs, overtimeEndMs);
  }
}
