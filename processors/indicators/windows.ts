/**
 * Kinds of windows, all half-open `[start, end)` in event time and aligned to midnight in
 * Asia/Shanghai. Stage 1 tells sums by *pane*, the finest piece of a kind; which windows a pane
 * counts for follows from its start alone, so the order of arrival leaves no trace.
 */
import { assert } from '#core/errors.ts';
import { SHANGHAI_OFFSET_MS } from '#core/time.ts';

export type WindowSpec =
  /** Windows of `sizeMs`, one after the other; a pane is a window. */
  | { kind: 'tumbling'; sizeMs: number }
  /** Windows of `sizeMs`, one every `hopMs`; a pane is a hop long. At most 60 panes to a window. */
  | { kind: 'hopping'; sizeMs: number; hopMs: number }
  /** Panes that lie no further than `gapMs` apart are one window, which ends `gapMs` after its last pane. */
  | { kind: 'session'; paneMs: number; gapMs: number };

const PANES_MAX = 60;

export function checkSpec(spec: WindowSpec): WindowSpec {
  if (spec.kind === 'hopping') {
    const panes = spec.sizeMs / spec.hopMs;
    assert(
      Number.isInteger(panes) && panes >= 1 && panes <= PANES_MAX,
      `a hopping window holds 1 to ${PANES_MAX} whole hops, not ${spec.sizeMs} / ${spec.hopMs}`,
    );
  }
  return spec;
}

export function paneMsOf(spec: WindowSpec): number {
  return spec.kind === 'tumbling'
    ? spec.sizeMs
    : spec.kind === 'hopping'
      ? spec.hopMs
      : spec.paneMs;
}

/** Start of the piece of `sizeMs` that holds the instant, counted from midnight in Asia/Shanghai. */
export function alignedStartMs(instantMs: number, sizeMs: number): number {
  return Math.floor((instantMs + SHANGHAI_OFFSET_MS) / sizeMs) * sizeMs - SHANGHAI_OFFSET_MS;
}

/** Starts of the tumbling or hopping windows a pane counts for, oldest first. */
export function windowStarts(
  spec: Exclude<WindowSpec, { kind: 'session' }>,
  paneStartMs: number,
): number[] {
  if (spec.kind === 'tumbling') return [paneStartMs];
  const starts: number[] = [];
  for (let ms = paneStartMs - spec.sizeMs + spec.hopMs; ms <= paneStartMs; ms += spec.hopMs)
    starts.push(ms);
  return starts;
}

export interface Session {
  startMs: number;
  /** End of the last pane plus the gap. */
  endMs: number;
  sums: number[];
}

/** Sums by pane start, the panes in any order; one of zeros counts for nothing. */
export function sessionsOf(
  spec: Extract<WindowSpec, { kind: 'session' }>,
  panes: Iterable<readonly [startMs: number, sums: readonly number[]]>,
): Session[] {
  const sorted = [...panes]
    .filter(([, sums]) => sums.some((sum) => sum !== 0))
    .sort((a, b) => a[0] - b[0]);
  const sessions: Session[] = [];
  for (const [startMs, sums] of sorted) {
    const last = sessions.at(-1);
    if (last !== undefined && startMs <= last.endMs) {
      last.endMs = startMs + spec.paneMs + spec.gapMs;
      sums.forEach((sum, i) => {
        last.sums[i]! += sum;
      });
    } else {
      sessions.push({ startMs, endMs: startMs + spec.paneMs + spec.gapMs, sums: [...sums] });
    }
  }
  return sessions;
}
