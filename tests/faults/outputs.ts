/** What processors wrote, as one digest: every stream in the order of its numbers, byte for byte. */
import { createHash } from 'node:crypto';
import { NO_SUBJECT } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { decodeIndicatorValue, decodeWindowPart } from '#proto/codec/indicator.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import { decodePartial } from '#proto/codec/partial.ts';
import { encodeReading } from '#proto/codec/reading.ts';
import { decodeSensorObservation } from '#proto/codec/sensor-observation.ts';
import type { AppendRecord, EventLog } from '#runtime/log/event-log.ts';
import { partitionOf } from '#runtime/log/partition.ts';
import { randomOf } from '#tests/simulation/random.ts';
import { displaced, logOf, makeFacts } from '#tests/simulation/world.ts';

const decoders = {
  [TOPICS.observations]: decodeObservation,
  [TOPICS.alerts]: decodeAlertTransition,
  [TOPICS.late]: decodeObservation,
  [TOPICS.partials]: decodePartial,
  [TOPICS.sensors]: decodeSensorObservation,
  [TOPICS.windowParts]: decodeWindowPart,
  [TOPICS.indicators]: decodeIndicatorValue,
} as const;

export interface Outputs {
  sha256: string;
  records: number;
  /** Numbers that are missing, doubled or out of order. */
  misnumbered: number;
}

export async function outputsOf(log: EventLog): Promise<Outputs> {
  const streams = new Map<string, Uint8Array[]>();
  let records = 0;
  let misnumbered = 0;
  for (const [topic, decode] of Object.entries(decoders)) {
    for (let p = 0; p < log.partitions(topic); p++) {
      const { high } = await log.ends(topic, p);
      for (let at = 0; at < high; ) {
        const bounds = { maxRecords: 10_000, maxBytes: 1 << 26, waitMs: 0 };
        const batch = await log.read(topic, p, at, bounds);
        for (const { value } of batch.records) {
          const { task, epoch, number } = decode(value);
          const name = `${topic}/${p} ${task} ${epoch}`;
          const stream = streams.get(name) ?? [];
          if (number !== stream.length) misnumbered++;
          stream.push(value);
          streams.set(name, stream);
          records++;
        }
        at = batch.nextOffset;
      }
    }
  }
  const hash = createHash('sha256');
  for (const name of [...streams.keys()].sort()) {
    hash.update(name);
    for (const value of streams.get(name)!) hash.update(value);
  }
  return { sha256: hash.digest('hex'), records, misnumbered };
}

interface Fleet {
  seed: number;
  partitions: number;
  vehicles: number;
  minutes: number;
}

/** Topics with `partitions`, and a seeded fleet's reports in them. */
export async function fillReports(log: EventLog, fleet: Fleet): Promise<Reading[]> {
  await makeTopics(log, fleet.partitions);
  const input = fleetInput(fleet);
  for (let p = 0; p < fleet.partitions; p++)
    await log.append(TOPICS.reports, p, recordsOf(input, p, fleet.partitions));
  return input;
}

/** A seeded fleet's readings and ticks, in order. */
export function fleetInput({ seed, vehicles, minutes }: Fleet): Reading[] {
  const random = randomOf(seed);
  return logOf(displaced(makeFacts(random, { vehicles, minutes }), random, 27_000), []);
}

export function recordsOf(
  input: readonly Reading[],
  partition: number,
  partitions: number,
): AppendRecord[] {
  return input
    .filter(
      ({ subjectKey }) =>
        subjectKey === NO_SUBJECT || partitionOf(subjectKey, partitions) === partition,
    )
    .map((reading) => ({
      key: reading.subjectKey,
      timeMs: reading.receivedTimeMs,
      value: encodeReading(reading),
    }));
}

export async function makeTopics(log: EventLog, partitions: number): Promise<void> {
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  for (const topic of Object.values(TOPICS)) {
    const times = topic === TOPICS.alerts ? 2 : topic === TOPICS.state ? 3 : 1;
    const compacted = topic === TOPICS.state;
    await log.ensureTopic(topic, { ...kept, compacted, partitions: times * partitions });
  }
}
