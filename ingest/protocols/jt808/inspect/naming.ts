/*
 * Which field of the decoded message a run of bytes becomes: the bytes are changed and the message is
 * decoded again; what differs is what they mean. So names come from the decoders and cannot drift from them.
 */
import { DecodeFault } from '../fault.ts';
import type { Step } from './trace.ts';

/** A decoded value and where it stands: `additional.items.0.hex`. */
export type Leaves = ReadonlyMap<string, unknown>;

export type DecodeAgain = (bytes: Uint8Array) => Record<string, unknown>;

export type Naming =
  /** `others`: further fields in bits of the same word. */
  | { path: string; others: readonly string[] }
  /** Bytes that say how many, how long or which: changing them changes what there is. Fields that hold just this value. */
  | { shapes: readonly string[] }
  /** Bytes that no field depends on. */
  | { reserved: true }
  /** Not looked for. */
  | { unnamed: true };

export interface NamedStep extends Step {
  naming: Naming;
}

const ITEM_ID = /^(.*items)\.(\d+)\.id$/;
/** What fields of a type are overwritten with: something else that can be read. */
const WRITTEN: Partial<Record<Step['type'], readonly string[]>> = {
  'BCD[6]': ['250102030405', '260607080910'],
  'BCD[4]': ['20250102', '20260304'],
  STRING: ['41', '42'],
};
const LOW = [0x01];
/** Flags of a word stand in its highest bits. */
const HIGH = [0x80, 0x40, 0x20];
const REST = [0x10, 0x02, 0x40, 0x80];
/** Changes that change what there is, after which no other is tried. */
const SHAPES_MAX = 3;
/** Decodings of one inspection; bytes beyond them stay without a name. */
const DECODINGS_MAX = 1_500;
/** Longer runs are one field: a picture, a record of its own. */
const SPLIT_BYTES_MAX = 64;
const COUNTS = /(count|total|length)$/i;
const RAW_ITEM = /^(.*\.)?items\.\d+\.(hex|id)$/;

export function leavesOf(value: unknown, path = '', into = new Map<string, unknown>()): Leaves {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      leavesOf(inner, path === '' ? key : `${path}.${key}`, into);
  } else if (value !== undefined) into.set(path, value);
  return into;
}

/** Names every step; raw runs that hold several fields are split between them. */
export function nameSteps(
  steps: readonly Step[],
  bytes: Uint8Array,
  base: Leaves,
  decodeAgain: DecodeAgain,
): NamedStep[] {
  const named: NamedStep[] = [];
  let decodings = 0;
  const decodeCounted: DecodeAgain = (changed) => {
    decodings++;
    return decodeAgain(changed);
  };
  for (const step of steps) {
    const length = step.end - step.start;
    if (decodings > DECODINGS_MAX) {
      named.push({ ...step, naming: { unnamed: true } });
      continue;
    }
    if (step.type !== 'BYTE[]' || length === 1 || length > SPLIT_BYTES_MAX)
      named.push({ ...step, naming: nameOf(step, bytes, base, decodeCounted) });
    else named.push(...split(step, bytes, base, decodeCounted));
  }
  return settled(named, bytes, base);
}

function split(
  { start, end }: Step,
  bytes: Uint8Array,
  base: Leaves,
  decodeAgain: DecodeAgain,
): NamedStep[] {
  const runs: NamedStep[] = [];
  for (let at = start; at < end; at++) {
    const one: Step = { start: at, end: at + 1, type: 'BYTE[]' };
    const naming = nameOf(one, bytes, base, decodeAgain);
    const run = runs.at(-1);
    if (run !== undefined && sameName(run.naming, naming)) run.end = at + 1;
    else runs.push({ ...one, naming });
  }
  return runs;
}

function sameName(a: Naming, b: Naming): boolean {
  if ('path' in a) return 'path' in b && a.path === b.path;
  return 'path' in b ? false : 'shapes' in a === 'shapes' in b;
}

function nameOf(step: Step, bytes: Uint8Array, base: Leaves, decodeAgain: DecodeAgain): Naming {
  const paths = new Set<string>();
  const shaped = new Set<string>();
  let shapes = 0;
  for (const { changed, further } of variants(step, bytes)) {
    if (paths.size > 0 ? !further : shapes === SHAPES_MAX) break;
    let leaves: Leaves;
    try {
      leaves = leavesOf(decodeAgain(changed));
    } catch (error) {
      if (!(error instanceof DecodeFault)) throw error;
      shapes++;
      continue;
    }
    const differ = [...base.keys()].filter((key) => leaves.get(key) !== base.get(key));
    const sameShape = leaves.size === base.size && [...base.keys()].every((key) => leaves.has(key));
    if (sameShape) {
      if (differ.length > 0) paths.add(best(differ));
      continue;
    }
    shapes++;
    for (const key of differ) shaped.add(key);
  }
  const [path, ...others] = paths;
  if (path !== undefined) return { path, others };
  if (shapes === 0) return { reserved: true };
  const value = numberAt(step, bytes);
  // Where nothing can be read after the change, any field may be it.
  const candidates =
    shaped.size === 0 ? [...base.keys()] : [...base.keys()].filter((key) => shaped.has(key));
  return { shapes: candidates.filter((key) => isValue(base.get(key), value)) };
}

/** Ids are decoded as `0x0001`. */
function isValue(decoded: unknown, value: number): boolean {
  return (
    decoded === value ||
    (typeof decoded === 'string' && /^0x/.test(decoded) && Number(decoded) === value)
  );
}

/** Says of the bytes that shape the message whether they are an item's id, a length, or a field that decides. */
function settled(steps: NamedStep[], bytes: Uint8Array, base: Leaves): NamedStep[] {
  /** Items seen by the path of their list. */
  const items = new Map<string, number>();
  let behindId = false;
  for (const [index, step] of steps.entries()) {
    const { naming } = step;
    if (!('shapes' in naming)) {
      const item = 'path' in naming ? ITEM_ID.exec(naming.path) : null;
      behindId = item !== null;
      if (item !== null) items.set(item[1]!, Number(item[2]) + 1);
      continue;
    }
    const id: string | undefined = behindId
      ? undefined
      : naming.shapes.find((key) => isNextItem(key, items));
    behindId = id !== undefined;
    if (id !== undefined) {
      const list = listOf(id);
      items.set(list, (items.get(list) ?? 0) + 1);
      step.naming = { path: id, others: [] };
      continue;
    }
    const neighbours = [pathOf(steps, index, 1), pathOf(steps, index, -1)] as const;
    const candidates = candidatesOf(
      naming.shapes,
      steps,
      index,
      bytes,
      [...base.keys()],
      neighbours,
    );
    const path = nearest(candidates, neighbours);
    step.naming = path === null ? { shapes: [] } : { path, others: [] };
  }
  return base.size === 0 ? [] : steps;
}

function isNextItem(key: string, items: ReadonlyMap<string, number>): boolean {
  const list = listOf(key);
  return RAW_ITEM.test(key) && key === `${list}.${items.get(list) ?? 0}.id`;
}

const listOf = (key: string) => key.replace(/\.\d+\.\w+$/, '');

function candidatesOf(
  shapes: readonly string[],
  steps: readonly NamedStep[],
  index: number,
  bytes: Uint8Array,
  order: readonly string[],
  [next, before]: readonly [next: string, before: string],
): readonly string[] {
  const counts = shapes.filter((key) => COUNTS.test(key));
  if (counts.length > 0) return counts;
  const fields = shapes.filter((key) => !RAW_ITEM.test(key));
  const { end } = steps[index]!;
  const value = numberAt(steps[index]!, bytes);
  // What has its place among its neighbours is a field, whatever else its value may count.
  const from = order.indexOf(before);
  const to = next === '' ? order.length : order.indexOf(next);
  const between = fields.filter((key) => order.indexOf(key) > from && order.indexOf(key) < to);
  if (between.length > 0 || value === 0) return between;
  const isLength = steps.slice(index + 1).some((step) => step.end === end + value);
  return isLength ? [] : fields;
}

/** Path of the nearest step in one direction that has one; '' = none. */
function pathOf(steps: readonly NamedStep[], index: number, direction: 1 | -1): string {
  for (let at = index + direction; at >= 0 && at < steps.length; at += direction) {
    const { naming } = steps[at]!;
    if ('path' in naming) return naming.path;
  }
  return '';
}

/** Of several fields with one value the one that stands beside its neighbours. */
function nearest(candidates: readonly string[], neighbours: readonly string[]): string | null {
  let found: string | null = null;
  let most = -1;
  for (const key of candidates) {
    const shared = Math.max(...neighbours.map((path) => sharedNames(key, path)));
    if (shared > most) {
      most = shared;
      found = key;
    }
  }
  return found;
}

function sharedNames(a: string, b: string): number {
  const names = b.split('.');
  const differs = a.split('.').findIndex((name, index) => names[index] !== name);
  return differs === -1 ? names.length : differs;
}

/** What has a name of its own comes before the bytes it is kept in; of several, the first. */
function best(differ: readonly string[]): string {
  return differ.find((key) => !RAW_ITEM.test(key)) ?? differ[0]!;
}

function numberAt({ start, end }: Step, bytes: Uint8Array): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 256 + bytes[i]!;
  return value;
}

/** `further` = worth a look although a field has been found: other bits may be another's. */
interface Variant {
  changed: Uint8Array;
  further: boolean;
}

function* variants({ start, end, type }: Step, bytes: Uint8Array): Generator<Variant> {
  const written = WRITTEN[type] ?? [];
  for (const hex of written) {
    const changed = Uint8Array.from(bytes);
    changed.set(Buffer.from(hex, 'hex'), start);
    yield { changed, further: false };
  }
  const isWord = type === 'WORD' || type === 'DWORD';
  const flipped = function* (at: number, masks: readonly number[], further: boolean) {
    for (const mask of masks) {
      const changed = Uint8Array.from(bytes);
      changed[at] = changed[at]! ^ mask;
      yield { changed, further };
    }
  };
  yield* flipped(end - 1, LOW, false);
  if (isWord) yield* flipped(start, HIGH, true);
  yield* flipped(end - 1, REST, false);
  if (end - 1 > start) yield* flipped(start, REST, false);
}
