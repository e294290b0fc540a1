/** Files that devices of some vehicles sent, from `media.v1` as far back as the log keeps it. */
import type { SubjectKey } from '#core/identity.ts';
import type { DeviceFile, MediaEvent } from '#core/media.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeMediaEvent } from '#proto/codec/media.ts';
import type { EventLog } from '../log/event-log.ts';

const READ = { maxRecords: 10_000, maxBytes: 16_000_000, waitMs: 0 };

/** In the order of the log, a file that came twice once. The device's time counts, and where it told none that of its arrival. */
export async function storedMedia(
  log: EventLog,
  subjects: ReadonlySet<SubjectKey>,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<DeviceFile[]> {
  const found = new Map<string, DeviceFile>();
  for await (const { subjectKey, atMs, alarm, step } of mediaEvents(log)) {
    if (step.kind !== 'stored' || !subjects.has(subjectKey)) continue;
    const timeMs = alarm.timeMs ?? atMs;
    if (timeMs < fromMs || timeMs >= toMs) continue;
    const { hash, name, media, contentType, sizeBytes, channel } = step;
    found.set(`${subjectKey}/${hash}/${name}`, {
      ...{ subjectKey, hash, name, media, contentType, sizeBytes, channel, alarm, storedMs: atMs },
    });
  }
  return [...found.values()];
}

async function* mediaEvents(log: EventLog): AsyncGenerator<MediaEvent> {
  for (let partition = 0; partition < log.partitions(TOPICS.media); partition++) {
    const { low, high } = await log.ends(TOPICS.media, partition);
    for (let offset = low; offset < high; ) {
      const { records, nextOffset } = await log.read(TOPICS.media, partition, offset, READ);
      if (nextOffset <= offset) break;
      for (const { value } of records) yield decodeMediaEvent(value);
      offset = nextOffset;
    }
  }
}
