/** Child process on a small file system: fills it, frees it, prints what the log did. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { knownRecord, wrongness } from './known-records.ts';

const dir = process.argv[2]!;
const TOPIC = 'full.v1';
// Something else on the disk, which an operator removes later.
const ballast = join(dir, 'ballast');
writeFileSync(ballast, new Uint8Array(3 * 2 ** 20));

let log = await openEmbeddedLog({ dir: join(dir, 'log') });
await log.ensureTopic(TOPIC, {
  partitions: 1,
  retentionMs: null,
  retentionBytes: null,
  compacted: false,
});

let next = 0;
async function append(): Promise<string | null> {
  try {
    const records = Array.from({ length: 100 }, (_, i) => knownRecord(TOPIC, 0, next + i));
    if ((await log.append(TOPIC, 0, records)) !== next) return 'wrong offset';
    next += records.length;
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}
async function allThere(from: EventLog): Promise<boolean> {
  let seen = 0;
  while (seen < next) {
    const batch = await from.read(TOPIC, 0, seen, { maxRecords: 1_000, maxBytes: 1e6, waitMs: 0 });
    if (batch.records.length === 0 || batch.highOffset !== next) return false;
    for (const record of batch.records) {
      if (record.offset !== seen++ || wrongness(TOPIC, 0, record) !== null) return false;
    }
  }
  return true;
}

let refused: string | null = null;
while (refused === null) refused = await append();
for (let i = 0; i < 20; i++) await append();
const readable = await allThere(log);
rmSync(ballast);
const resumed = (await append()) === null && (await append()) === null && (await allThere(log));
await log.close();
log = await openEmbeddedLog({ dir: join(dir, 'log') });
const afterReopen = (await allThere(log)) && (await append()) === null;
await log.close();
process.stdout.write(JSON.stringify({ refused, readable, resumed, afterReopen }));
