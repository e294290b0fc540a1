/** Records whose every byte follows from where they stand, so that any reader can tell a wrong one. */
import type { AppendRecord, LogRecord } from '#runtime/log/event-log.ts';

export function knownRecord(topic: string, partition: number, offset: number): AppendRecord {
  const seed = (offset * 2_654_435_761 + partition * 97 + topic.length) >>> 0;
  // Mostly small; one in fifty spans many pages.
  const size = seed % 50 === 0 ? 20_000 : seed % 200;
  const value = new Uint8Array(size + 8);
  for (let i = 0; i < value.length; i++) value[i] = (seed >>> (i % 24)) + i;
  return { key: `k${seed % 37}`, timeMs: 1_700_000_000_000 + offset, value };
}

/** null when the record is exactly what was appended there; otherwise what is wrong. */
export function wrongness(topic: string, partition: number, record: LogRecord): string | null {
  const expected = knownRecord(topic, partition, record.offset);
  if (record.key !== expected.key) return 'key';
  if (record.timeMs !== expected.timeMs) return 'time';
  return Buffer.compare(record.value, expected.value) === 0 ? null : 'value';
}
