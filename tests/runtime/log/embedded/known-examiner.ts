/**
 * Child process: opens logs of known records, one per line of arguments after the first, and prints for
 * each what it was served: `exact`, `named <codes>` or `WRONG <what>`. First argument: JSON with the
 * end of every partition by topic.
 */
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { say } from '#tests/say.ts';
import { knownRecord, wrongness } from './known-records.ts';

const ends = JSON.parse(process.argv[2]!) as Record<string, number[]>;

class Wrong extends Error {}

async function readPartition(log: EventLog, topic: string, partition: number, end: number) {
  let next = 0;
  while (next < end) {
    const batch = await log.read(topic, partition, next, {
      maxRecords: 500,
      maxBytes: 1e5,
      waitMs: 0,
    });
    for (const record of batch.records) {
      if (record.offset !== next)
        throw new Wrong(`${topic} ${partition}: offset ${record.offset} for ${next}`);
      const wrong = wrongness(topic, partition, record);
      if (wrong !== null) throw new Wrong(`${topic} ${partition} ${next}: ${wrong}`);
      next++;
    }
    if (batch.records.length === 0)
      throw new Wrong(`${topic} ${partition}: ends at ${next}, not ${end}`);
  }
  const tail = await log.ends(topic, partition);
  if (tail.high !== end || tail.low !== 0)
    throw new Wrong(`${topic} ${partition}: ends ${JSON.stringify(tail)}`);
}

async function examine(dir: string, appends: boolean): Promise<string> {
  const named = new Set<string>();
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (
        error instanceof Wrong ||
        code === undefined ||
        !/^LOG_(DAMAGED|UNAVAILABLE)$/.test(code)
      ) {
        throw new Wrong(`${code ?? 'uncoded'} ${message}`);
      }
      if (!message.includes('Topic ')) throw new Wrong(`unnamed: ${message}`);
      named.add(code);
    }
  };
  try {
    const log = await openEmbeddedLog({ dir });
    for (const [topic, partitions] of Object.entries(ends)) {
      for (const [partition, end] of partitions.entries()) {
        await attempt(() => readPartition(log, topic, partition, end));
        // Appending starts a thread per log, so only some of the logs try it.
        if (!appends) continue;
        await attempt(async () => {
          const record = knownRecord(topic, partition, end);
          const offset = await log.append(topic, partition, [record]);
          if (offset !== end)
            throw new Wrong(`${topic} ${partition}: appended at ${offset}, not ${end}`);
        });
      }
    }
    await log.close();
  } catch (error) {
    return `WRONG ${(error as Error).message}`;
  }
  return named.size === 0 ? 'exact' : `named ${[...named].sort().join(' ')}`;
}

for (const [i, dir] of process.argv.slice(3).entries()) {
  say(`${await examine(dir, i % 4 === 0)}`);
}
process.exit(0);
