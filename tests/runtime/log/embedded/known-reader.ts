/** Worker thread: follows one partition of known records to its end and reports what it saw. */
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { wrongness } from './known-records.ts';

const { dir, topic, partition, end } = workerData as {
  dir: string;
  topic: string;
  partition: number;
  end: number;
};
const log = await openEmbeddedLog({ dir });
let wrong = 0;
let next = 0;
while (next < end) {
  const batch = await log.read(topic, partition, next, {
    maxRecords: 333,
    maxBytes: 1e6,
    waitMs: 1_000,
  });
  for (const record of batch.records) {
    if (record.offset !== next++ || wrongness(topic, partition, record) !== null) wrong++;
  }
}
await log.close();
parentPort!.postMessage({ read: next, wrong });
