/**
 * Goal (R5, R23): a snapshot is whole or not there. Method: the files of a store as they lie on disk
 * when its process dies in mid-snapshot, and the same with torn and flipped bytes.
 * FAULT_SNAPSHOT_CRASHES and FAULT_SNAPSHOT_MUTATIONS for other sizes.
 */
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqliteStateStore } from '#processors/state/sqlite-store.ts';
import type { SnapshotMeta } from '#processors/state/store.ts';
import { type Random, randomOf } from '#tests/simulation/random.ts';
import { sizeOf } from './size.ts';

const CRASHES = sizeOf('FAULT_SNAPSHOT_CRASHES', { small: 50, full: 200 });
const MUTATIONS = sizeOf('FAULT_SNAPSHOT_MUTATIONS', { small: 150, full: 9_000 });
const TASK = 'vehicle-0';
const KEYS = 60;

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'tizheng-snapshot-'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const metaOf = (n: number): SnapshotMeta => ({
  format: 2,
  codeVersion: 'c',
  epoch: 1,
  inputs: { 'reports.v1/0': n },
  numbers: {},
  outputs: {},
  task: { n },
});

/** What snapshot `n` says of a key: large enough for several pages, and different each time. */
function contentOf(key: number, n: number): Uint8Array {
  const value = new Uint8Array(40 + ((key * 977) % 3_000));
  for (let i = 0; i < value.length; i++) value[i] = key * 31 + n * 7 + i;
  return value;
}

/** The newest snapshot that wrote the key, at or before `n`. */
const writtenAt = (key: number, n: number): number => n - ((n + key) % 3);

/** Null = what was loaded is exactly snapshot `n`; else what is wrong. */
function wrongness(store: SqliteStateStore): { n: number; wrong: string | null } | null {
  const snapshot = store.load(TASK);
  if (snapshot === null) return null;
  const { n } = snapshot.meta.task as { n: number };
  const entries = new Map(snapshot.entries);
  if (snapshot.meta.inputs['reports.v1/0'] !== n) return { n, wrong: 'inputs' };
  if (entries.size !== KEYS) return { n, wrong: `${entries.size} entries` };
  for (let key = 0; key < KEYS; key++) {
    const value = entries.get(`k${key}/subject`);
    const expected = contentOf(key, Math.max(0, writtenAt(key, n)));
    if (value === undefined || Buffer.compare(value, expected) !== 0)
      return { n, wrong: `k${key}` };
  }
  return { n, wrong: null };
}

/** Writes snapshot `n`; a third of the keys change with each. Stops after `putsMax` entries without a commit. */
function write(store: SqliteStateStore, n: number, putsMax = Number.POSITIVE_INFINITY): void {
  const writer = store.begin(TASK);
  let puts = 0;
  for (let key = 0; key < KEYS; key++) {
    if (n > 0 && (n + key) % 3 !== 0) continue;
    if (puts++ >= putsMax) return;
    writer.put(`k${key}/subject`, contentOf(key, n));
  }
  if (putsMax === Number.POSITIVE_INFINITY) writer.commit(metaOf(n));
}

test(`R23: ${CRASHES} crashes in the middle of a snapshot: the last whole one is used`, {
  timeout: 120_000,
}, () => {
  const random = randomOf(23);
  let inMiddle = 0;
  for (let crash = 0; crash < CRASHES; crash++) {
    const dir = join(base, `crash-${crash}`);
    const store = new SqliteStateStore(join(dir, 'live'));
    const whole = random.int(1, 6);
    for (let n = 0; n <= whole; n++) write(store, n);
    const puts = random.int(0, KEYS / 3 - 1);
    write(store, whole + 1, puts);
    if (puts > 0) inMiddle++;
    // What another process finds: the files as they are, nothing closed.
    cpSync(join(dir, 'live'), join(dir, 'dead'), { recursive: true });
    const found = new SqliteStateStore(join(dir, 'dead'));
    expect(wrongness(found)).toEqual({ n: whole, wrong: null });
    // And it goes on from there.
    write(found, whole + 1);
    expect(wrongness(found)).toEqual({ n: whole + 1, wrong: null });
    found.close();
    store.close();
    rmSync(dir, { recursive: true });
  }
  expect(inMiddle).toBeGreaterThan(CRASHES / 2);
});

/** Cuts, zeroes or flips something of the store's files. */
function mutate(dir: string, random: Random): void {
  const files = readdirSync(dir).filter((name) => !name.endsWith('-shm'));
  const path = join(dir, random.pick(files));
  const bytes = readFileSync(path);
  const kind = random.int(0, 9);
  if (kind === 0) {
    truncateSync(path, random.int(0, bytes.length));
    return;
  }
  if (kind === 1) bytes.fill(0, random.int(0, bytes.length), random.int(0, bytes.length));
  else
    for (let flips = random.int(1, 4); flips > 0; flips--)
      bytes[random.int(0, bytes.length - 1)]! ^= 1 << random.int(0, 7);
  writeFileSync(path, bytes);
}

test(`R5: ${MUTATIONS} torn or flipped snapshots: never a wrong one, refused by name`, {
  timeout: 120_000 + MUTATIONS * 40,
}, () => {
  const original = join(base, 'original');
  // The older snapshots lie in the file itself, the newest only in the write-ahead file.
  const before = new SqliteStateStore(original);
  for (let n = 0; n <= 4; n++) write(before, n);
  before.close();
  const live = new SqliteStateStore(original);
  write(live, 5);
  const image = join(base, 'image');
  cpSync(original, image, { recursive: true });
  live.close();
  const random = randomOf(5);
  const wrong: string[] = [];
  const tally = { whole: 0, older: 0, none: 0, named: 0 };
  for (let mutation = 0; mutation < MUTATIONS; mutation++) {
    const dir = join(base, 'mutated');
    cpSync(image, dir, { recursive: true });
    mutate(dir, random);
    const store = new SqliteStateStore(dir);
    let found: ReturnType<typeof wrongness> = null;
    let named: unknown = null;
    try {
      found = wrongness(store);
    } catch (error) {
      named = error;
    }
    if (named !== null) {
      expect(named, `mutation ${mutation}`).toMatchObject({ code: 'STATE_DAMAGED' });
      tally.named++;
    } else if (found === null) {
      tally.none++;
    } else {
      if (found.wrong !== null) wrong.push(`mutation ${mutation}: ${found.wrong}`);
      else if (found.n === 5) tally.whole++;
      else tally.older++;
    }
    store.close();
    rmSync(dir, { recursive: true });
  }
  if (process.env.FAULT_SNAPSHOT_MUTATIONS !== undefined) console.log(tally);
  expect(wrong).toEqual([]);
  expect(tally.named).toBeGreaterThan(MUTATIONS / 50);
  expect(tally.whole).toBeGreaterThan(MUTATIONS / 50);
});
