/**
 * Order and conclude. The time line holds a report back until nothing older is to be expected,
 * and runs the rules: arrival rules at once, settled rules in their turn. A report older than the
 * vehicle's history goes to `late.v1` and to a small time line of its own, whose alerts are listed
 * as late and never annunciated.
 */
import { FLAGS } from '#core/report.ts';
import { PLACED } from '../timeline/timeline.ts';
import type { Passage } from './passage.ts';

export function order(passage: Passage): boolean {
  const { subject, entry, runtime, tickMs, sink, counters } = passage;
  const placed = subject.timeline.add(entry, tickMs, runtime, sink);
  if (placed === PLACED.ahead) return true;
  counters.late++;
  if (placed !== PLACED.beforeHistory) return true;
  entry.flags |= FLAGS.late;
  counters.beforeHistory++;
  sink.late(entry);
  const past = subject.openPast();
  if (past.add(entry, tickMs, runtime, sink) === PLACED.beforeHistory) counters.beforePast++;
  return true;
}
