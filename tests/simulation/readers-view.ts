/** What readers see of processors' outputs: numbers above the last of their epoch, epochs not older than the last. */
import { expect } from 'vitest';
import type { AlertTransition } from '#core/alert.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { fenceOf } from '#proto/codec/fence.ts';
import { decodeIndicatorValue, decodeWindowPart } from '#proto/codec/indicator.ts';
import { decodeObservation } from '#proto/codec/observation.ts';
import { decodePartial } from '#proto/codec/partial.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import { SeenOutputs } from '#sinks/seen-outputs.ts';

export const OUTPUTS = [
  [TOPICS.observations, decodeObservation],
  [TOPICS.alerts, decodeAlertTransition],
  [TOPICS.partials, decodePartial],
  [TOPICS.windowParts, decodeWindowPart],
  [TOPICS.indicators, decodeIndicatorValue],
] as const;

export interface View {
  /** By stream and epoch, what readers admit, in order. */
  streams: Record<string, string[]>;
  transitions: AlertTransition[];
  facts: string[];
  /** Records that readers dropped. */
  dropped: number;
  /** Numbers of an epoch that are missing. */
  gaps: number;
}

export async function viewOf(log: EventLog): Promise<View> {
  const view: View = { streams: {}, transitions: [], facts: [], dropped: 0, gaps: 0 };
  for (const [topic, decode] of OUTPUTS) {
    for (let p = 0; p < log.partitions(topic); p++) {
      const seen = new Map<string, SeenOutputs>();
      for (const record of await allOf(log, topic, p)) {
        const fence = fenceOf(record);
        const output = fence === null ? decode(record.value) : { ...fence, number: 0 };
        const last = seen.get(output.task) ?? new SeenOutputs();
        seen.set(output.task, last);
        const before = { epoch: last.epoch, number: last.number };
        if (!last.admit(output.epoch, output.number)) {
          view.dropped++;
          continue;
        }
        if (fence !== null) continue;
        if (output.epoch === before.epoch && output.number !== before.number + 1) view.gaps++;
        const name = `${topic}/${p} ${output.task}`;
        const stream = view.streams[name] ?? [];
        view.streams[name] = stream;
        stream.push(Buffer.from(record.value).toString('base64'));
        if (topic === TOPICS.alerts) view.transitions.push(decodeAlertTransition(record.value));
        if (topic === TOPICS.observations) {
          const { inputPartition, inputOffset } = decodeObservation(record.value);
          view.facts.push(`${inputPartition}@${inputOffset}`);
        }
      }
    }
  }
  return view;
}

/** Throws unless readers see the same streams, byte for byte, without a gap. */
export function expectSameView(view: View, expected: View): void {
  expect(view.gaps).toBe(0);
  for (const [stream, records] of Object.entries(expected.streams)) {
    expect(view.streams[stream]?.length, stream).toBe(records.length);
    expect(view.streams[stream]?.join('\n') === records.join('\n'), stream).toBe(true);
  }
  expect(Object.keys(view.streams).sort()).toEqual(Object.keys(expected.streams).sort());
}

async function allOf(log: EventLog, topic: string, partition: number): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  let { low: at, high } = await log.ends(topic, partition);
  while (at < high) {
    const bounds = { maxRecords: 100_000, maxBytes: 1 << 26, waitMs: 1_000 };
    const batch = await log.read(topic, partition, at, bounds);
    records.push(...batch.records);
    at = batch.nextOffset;
    high = Math.max(high, batch.highOffset);
  }
  return records;
}
