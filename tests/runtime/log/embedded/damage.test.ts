/**
 * Goal: damaged files are named, never served and never crash the process. Method: seeded mutations of
 * the files a killed writer left (store, write-ahead file, marks), judged in child processes.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { repairTopic } from '#runtime/log/embedded/repair.ts';
import { readAll } from '#tests/conformance/event-log.ts';
import { sizeOf } from '#tests/faults/size.ts';

const APPENDER = join(import.meta.dirname, 'known-appender.ts');
const EXAMINER = join(import.meta.dirname, 'known-examiner.ts');
const MUTATIONS = sizeOf('TIZHENG_LOG_MUTATIONS', { small: 120, full: 1_000 });
const TOPIC = 'damage.v1';
/** Last multiple of the appender's 38 records per round at or above 600. */
const END = 608;
const ends = { [TOPIC]: [END, END, 0, 0] };

let base: string;
let original: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'tizheng-log-damage-'));
  original = join(base, 'original');
  // First part is closed well and so lies in the store, the second only in the write-ahead file.
  const append = (most: number) =>
    spawnSync(process.execPath, [APPENDER, original, TOPIC, '01', `${most}`]);
  append(300);
  const settle = `import { openEmbeddedLog } from ${JSON.stringify(join(import.meta.dirname, '../../../../runtime/log/embedded/index.ts'))};
    const log = await openEmbeddedLog({ dir: ${JSON.stringify(original)} });
    await log.ends('${TOPIC}', 0); await log.close();`;
  spawnSync(process.execPath, ['--input-type=module-typescript', '-e', settle]);
  append(600);
  expect(statSync(join(original, `${TOPIC}.sqlite`)).size).toBeGreaterThan(50_000);
  expect(statSync(join(original, `${TOPIC}.sqlite-wal`)).size).toBeGreaterThan(50_000);
});
afterAll(() => rmSync(base, { recursive: true }));

function examine(dirs: string[]): string[] {
  const child = spawnSync(process.execPath, [EXAMINER, JSON.stringify(ends), ...dirs], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  const verdicts = child.stdout.split('\n').filter((line) => line !== '');
  if (child.status !== 0) verdicts.push(`CRASHED ${child.signal ?? child.status} ${child.stderr}`);
  return verdicts;
}

let seed = 20_240_607;
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

/** Flips bits, zeroes a stretch or cuts the end of one file. */
function mutate(dir: string): void {
  const files = readdirSync(dir).filter((name) => name.startsWith(TOPIC) && !name.endsWith('-shm'));
  const path = join(dir, files[random(files.length)]!);
  const kind = random(10);
  if (kind === 0) {
    truncateSync(path, random(statSync(path).size));
    return;
  }
  const bytes = readFileSync(path);
  if (kind === 1) bytes.fill(0, random(bytes.length), random(bytes.length));
  // A third of the flips hit the head of a page, where the structure is.
  else
    for (let n = 1 + random(4); n > 0; n--) {
      const page = random(Math.ceil(bytes.length / 8_192)) * 8_192;
      const at =
        random(3) === 0 ? Math.min(page + random(120), bytes.length - 1) : random(bytes.length);
      bytes[at]! ^= 1 << random(8);
    }
  writeFileSync(path, bytes);
}

test('the undamaged log is exact', () => {
  const copy = join(base, 'copy');
  cpSync(original, copy, { recursive: true });
  expect(examine([copy])).toEqual(['exact']);
});

test(`R5: ${MUTATIONS} damaged logs serve exact records or name the damage`, () => {
  const verdicts: string[] = [];
  for (let done = 0; done < MUTATIONS; done += 40) {
    const dirs = Array.from({ length: Math.min(40, MUTATIONS - done) }, (_, i) =>
      join(base, `m${done + i}`),
    );
    for (const dir of dirs) {
      cpSync(original, dir, { recursive: true });
      mutate(dir);
    }
    verdicts.push(...examine(dirs));
    for (const dir of dirs) rmSync(dir, { recursive: true });
  }
  const tally: Record<string, number> = {};
  for (const verdict of verdicts) tally[verdict] = (tally[verdict] ?? 0) + 1;
  if (process.env.TIZHENG_LOG_MUTATIONS) console.log(tally);
  const known = Object.keys(tally).filter((verdict) => /^(exact|named)/.test(verdict));
  expect(Object.keys(tally)).toEqual(known);
  expect(verdicts).toHaveLength(MUTATIONS);
  // A run that never hits anything, or hits everything, proves nothing.
  expect(tally.exact).toBeGreaterThan(MUTATIONS / 20);
  expect(tally['named LOG_DAMAGED']).toBeGreaterThan(MUTATIONS / 4);
}, 600_000);

test('acknowledged records that vanished from the tail are named; nothing is appended over them', async () => {
  const dir = join(base, 'no-tail');
  cpSync(original, dir, { recursive: true });
  rmSync(join(dir, `${TOPIC}.sqlite-wal`));
  const log = await openEmbeddedLog({ dir });
  const kept = await log.read(TOPIC, 0, 0, { maxRecords: 10, maxBytes: 1e6, waitMs: 0 });
  expect(kept.records).toHaveLength(10);
  const named = {
    code: 'LOG_DAMAGED',
    message: expect.stringMatching(/^Topic damage\.v1, partition 0, offset 304: .*608/),
  };
  await expect(readAll(log, TOPIC, 0)).rejects.toMatchObject(named);
  await expect(log.ends(TOPIC, 0)).rejects.toMatchObject(named);
  const record = { key: 'k', timeMs: 0, value: new Uint8Array(1) };
  await expect(log.append(TOPIC, 0, [record])).rejects.toMatchObject(named);
  // The partition beside it was never written: it goes on.
  expect(await log.append(TOPIC, 2, [record])).toBe(0);
  await log.close();
});

test('what lies before the damage is served; repair gives up exactly what cannot be read, and the partition goes on behind it', async () => {
  const dir = join(base, 'repair');
  cpSync(original, dir, { recursive: true });
  rmSync(join(dir, `${TOPIC}.sqlite-wal`));
  const db = new DatabaseSync(join(dir, `${TOPIC}.sqlite`));
  const hit = db.prepare('SELECT base, head FROM p1 ORDER BY base LIMIT 1 OFFSET 1').get() as {
    base: number;
    head: Uint8Array;
  };
  const span = new DataView(hit.head.buffer, hit.head.byteOffset).getUint32(16, true);
  db.exec(`UPDATE p1 SET data = zeroblob(length(data)) WHERE base = ${hit.base}`);
  db.close();
  const damagedLog = await openEmbeddedLog({ dir });
  const bound = { maxRecords: 1_000, maxBytes: 1e9, waitMs: 0 };
  const before = await damagedLog.read(TOPIC, 1, 0, bound);
  expect(before).toMatchObject({ nextOffset: hit.base });
  expect(before.records).toHaveLength(hit.base);
  const named = { code: 'LOG_DAMAGED', message: expect.stringContaining(`offset ${hit.base}:`) };
  await expect(damagedLog.read(TOPIC, 1, hit.base, bound)).rejects.toMatchObject(named);
  await damagedLog.close();
  expect(repairTopic(dir, TOPIC)).toEqual([
    { partition: 0, from: 304, to: END },
    { partition: 1, from: hit.base, to: hit.base + span },
    { partition: 1, from: 304, to: END },
  ]);
  expect(repairTopic(dir, TOPIC)).toEqual([]);
  const log = await openEmbeddedLog({ dir });
  const record = { key: 'k', timeMs: 0, value: new Uint8Array(1) };
  expect(await log.append(TOPIC, 1, [record])).toBe(END);
  const offsets = (await readAll(log, TOPIC, 1)).map(({ offset }) => offset);
  const kept = Array.from({ length: 304 }, (_, i) => i).filter(
    (o) => o < hit.base || o >= hit.base + span,
  );
  expect(offsets).toEqual([...kept, END]);
  await log.close();
});

test('a position that cannot be read is named, a torn write falls back to the one before', async () => {
  const dir = join(base, 'positions');
  const log = await openEmbeddedLog({ dir });
  await log.ensureTopic(TOPIC, {
    partitions: 1,
    retentionMs: null,
    retentionBytes: null,
    compacted: false,
  });
  for (const offset of [10, 20, 30]) await log.commit('g', TOPIC, 0, offset);
  const path = join(dir, 'committed', `g@${TOPIC}@0`);
  const bytes = readFileSync(path);
  // The newest of the two slots lies at stamp % 2; the third commit has stamp 3.
  bytes[16 + 9]! ^= 4;
  writeFileSync(path, bytes);
  expect(await log.committed('g', TOPIC, 0)).toBe(20);
  bytes[9]! ^= 4;
  writeFileSync(path, bytes);
  await expect(log.committed('g', TOPIC, 0)).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
  await log.close();
});

test('a first commit cut off before its end is no commit; the next one is whole', async () => {
  const dir = join(base, 'first-position');
  const log = await openEmbeddedLog({ dir });
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPIC, { ...kept, partitions: 1 });
  const path = join(dir, 'committed', `g@${TOPIC}@0`);
  // What a process killed between making the file and writing it leaves.
  writeFileSync(`${path}.new`, '');
  expect(await log.committed('g', TOPIC, 0)).toBeNull();
  await log.commit('g', TOPIC, 0, 7);
  expect(readdirSync(join(dir, 'committed'))).toEqual([`g@${TOPIC}@0`]);
  expect(statSync(path).size).toBe(32);
  expect(await log.committed('g', TOPIC, 0)).toBe(7);
  await log.close();
});
