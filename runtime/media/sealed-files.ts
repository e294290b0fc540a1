/** Which files of devices are under seal, from `seals.v1`. */
import type { ContentHash } from '#core/media.ts';
import { SealBook } from '#core/seal.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeSealEvent } from '#proto/codec/seal.ts';
import type { EventLog } from '../log/event-log.ts';

const READ = { maxRecords: 1_000, maxBytes: 16_000_000, waitMs: 0 };

/** Null = a seal is being made, so any file may be one it needs. Throws what the log throws. */
export async function sealedFilesOf(log: EventLog): Promise<Set<ContentHash> | null> {
  const book = new SealBook();
  const { low, high } = await log.ends(TOPICS.seals, 0);
  for (let offset = low; offset < high; ) {
    const { records, nextOffset } = await log.read(TOPICS.seals, 0, offset, READ);
    for (const { value } of records) book.apply(decodeSealEvent(value));
    offset = nextOffset;
  }
  return book.keptFiles();
}
