/**
 * Child process: appends known records as the one writer of its partitions until it is killed, and
 * prints every acknowledgement. Arguments: directory, topic, partitions it writes, most records or 0.
 */
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { say } from '#tests/say.ts';
import { knownRecord } from './known-records.ts';

const [dir, topic, partitions, most] = process.argv.slice(2) as [string, string, string, string];
const log = await openEmbeddedLog({ dir });
await log.ensureTopic(topic, {
  partitions: 4,
  retentionMs: null,
  retentionBytes: null,
  compacted: false,
});

async function fill(partition: number): Promise<void> {
  let next = (await log.ends(topic, partition)).high;
  while (Number(most) === 0 || next < Number(most)) {
    // Several appends under way at once, as a busy ingest has them.
    const appends = [1, 7, 30].map((count) => {
      const records = Array.from({ length: count }, (_, i) =>
        knownRecord(topic, partition, next + i),
      );
      const first = next;
      next += count;
      return log.append(topic, partition, records).then((offset) => {
        if (offset !== first) throw new Error(`Appended at ${offset}, not at ${first}.`);
        say(`${partition} ${offset + count}`);
      });
    });
    await Promise.all(appends);
  }
}
await Promise.all([...partitions].map((p) => fill(Number(p))));
say('done');
// Leaves as a killed process would: write-ahead file and all.
process.kill(process.pid, 'SIGKILL');
