/**
 * Reads ahead. A report of one vehicle among thousands finds nothing of that vehicle in the
 * processor's caches, and a time line is a chain of objects: followed alone, every link waits for
 * memory in turn, a third of what a report costs. So the links are followed for several time lines
 * side by side, one link of all before the next: the waits overlap, and the rules find it all at hand.
 *
 * Nothing is changed and nothing concluded here; leaving it out changes no output.
 */
import type { Lane } from './lane.ts';
import type { Timeline } from './timeline.ts';

/** Time lines read ahead together: enough for the waits to overlap, few enough to be there still when their turn comes. */
export const AHEAD = 16;

/** Where the sums go: reads whose values go nowhere would be optimized away. */
const read = new Float64Array(1);

/** Time lines whose turn comes soon; at most AHEAD of them, more are left out. */
export class Foresight {
  private readonly lines: Timeline[] = [];
  private count = 0;

  add(timeline: Timeline): void {
    if (this.count < AHEAD) this.lines[this.count++] = timeline;
  }

  /** Reads ahead for the time lines at `from` and behind it. */
  readFrom(timelines: readonly Timeline[], from: number): void {
    const until = Math.min(timelines.length, from + AHEAD);
    for (let at = from; at < until; at++) this.add(timelines[at]!);
    this.read();
  }

  /** Reads what has been added, and begins anew. */
  read(): void {
    const { lines, count } = this;
    this.count = 0;
    let sum = 0;
    for (let i = 0; i < count; i++) sum += readLine(lines[i]!);
    for (let i = 0; i < count; i++) sum += lines[i]!.history.readAhead();
    for (let i = 0; i < count; i++) sum += readLane(lines[i]!.front);
    for (let i = 0; i < count; i++) sum += readLane(lines[i]!.settledLane);
    for (let i = 0; i < count; i++) sum += readRules(lines[i]!.front);
    for (let i = 0; i < count; i++) sum += readRules(lines[i]!.settledLane);
    read[0] = sum;
  }
}

function readLine({ dueSecond, usedMs, clock, history, front, settledLane }: Timeline): number {
  const settledRules = settledLane === null ? 0 : settledLane.changes.length;
  return dueSecond + usedMs + clock.behindMs + history.tail + front.changes.length + settledRules;
}

function readLane(lane: Lane | null): number {
  if (lane === null) return 0;
  const { numbers, states, episodes } = lane.state;
  return (
    numbers[0]! + numbers[8]! + states.length + episodes.length + lane.subject.corridors.length
  );
}

/** The rules' memory. Of what shape it is they alone know, but what kind of thing it is can be asked of anything. */
function readRules(lane: Lane | null): number {
  if (lane === null) return 0;
  const { states } = lane.state;
  let sum = 0;
  // The road it was on when last asked; more than one at a time is rare.
  if (lane.kind === 'settled' && lane.subject.corridors.length > 0)
    sum += lane.subject.corridors[0]!.readAhead();
  for (let i = 0; i < states.length; i++) {
    const state = states[i];
    // Rows of numbers are longer than what comes with their head.
    if (Array.isArray(state) && state[0] === state[state.length - 1]) sum++;
  }
  return sum;
}
