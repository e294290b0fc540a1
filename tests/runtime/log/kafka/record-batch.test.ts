/** Our record batches are Kafka's: two other implementations read what we write, and we what they write. */
import { createRequire } from 'node:module';
import { createRecordsBatch, Reader, readRecordsBatch } from '@platformatic/kafka';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AppendRecord } from '#runtime/log/event-log.ts';
import { COMPRESSIONS, codecOf } from '#runtime/log/kafka/compression.ts';
import { crc32c } from '#runtime/log/kafka/crc32c.ts';
import {
  BatchReader,
  BatchWriter,
  compressionOf,
  cutBatchBytes,
  isWhole,
  placeOf,
} from '#runtime/log/kafka/record-batch.ts';

const load = createRequire(import.meta.url);
const Decoder = load('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => unknown;
const decodeByKafkajs = load('kafkajs/src/protocol/recordBatch/v0/decoder') as (
  decoder: unknown,
) => Promise<{
  producerId: string;
  firstSequence: number;
  records: { offset: string; timestamp: string; key: Buffer; value: Buffer | null }[];
}>;

const PRODUCER = { id: 123_456_789_012n, epoch: 7 };
const anyRecord = fc.record({
  key: fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  timeMs: fc.oneof(
    fc.integer({ min: 0, max: 4e12 }),
    fc.constantFrom(0, 2 ** 30, 2 ** 31, 2 ** 41),
  ),
  value: fc.uint8Array({ maxLength: 300 }),
});

function write(records: readonly AppendRecord[]): BatchWriter {
  const writer = new BatchWriter(16);
  for (const record of records) writer.add(record);
  return writer;
}

async function read(bytes: Buffer): Promise<string[]> {
  const place = placeOf(bytes, 0)!;
  expect(isWhole(bytes, place)).toBe(true);
  const codec = await codecOf(COMPRESSIONS[compressionOf(bytes, place)]!);
  const reader = new BatchReader(bytes, place, codec);
  const records: string[] = [];
  while (reader.hasRecord) {
    const { offset, timeMs, key, value } = reader.take();
    records.push(show(offset, timeMs, key, value));
  }
  expect(reader.offset).toBe(place.endOffset);
  return records;
}

const show = (offset: number, timeMs: number, key: string, value: Uint8Array | null) =>
  `${offset} ${timeMs} ${key} ${Buffer.from(value ?? []).toString('hex')}`;
const shown = (records: readonly AppendRecord[]) =>
  records.map(({ timeMs, key, value }, offset) => show(offset, timeMs, key, value));

test('the checksum is CRC-32C', () => {
  const digits = Buffer.from('x123456789');
  expect(crc32c(digits, 1, 10)).toBe(0xe3069283);
  expect(crc32c(Buffer.alloc(32, 0xff), 0, 32)).toBe(0x62a8ab43);
  expect(crc32c(Buffer.alloc(0), 0, 0)).toBe(0);
});

test('any batch reads back, by us, by kafkajs and by @platformatic/kafka', async () => {
  let seen = 0;
  const records = fc.array(anyRecord, { minLength: 1, maxLength: 30 });
  const compression = fc.constantFrom('none' as const, 'gzip' as const, 'zstd' as const);
  await fc.assert(
    fc.asyncProperty(records, compression, async (given, name) => {
      const bytes = write(given).seal(PRODUCER, 41, await codecOf(name));
      const expected = shown(given);
      expect(await read(bytes)).toEqual(expected);

      const theirs = readRecordsBatch(Reader.from(bytes));
      expect(theirs).toMatchObject({
        producerId: PRODUCER.id,
        producerEpoch: 7,
        firstSequence: 41,
      });
      const byPlatformatic = theirs.records.map((record) =>
        show(
          Number(theirs.firstOffset) + record.offsetDelta,
          Number(theirs.firstTimestamp + record.timestampDelta),
          record.key?.toString('latin1') ?? '',
          record.value,
        ),
      );
      expect(byPlatformatic).toEqual(expected);
      seen += given.length;
      if (name === 'zstd') return;
      const batch = await decodeByKafkajs(new Decoder(bytes));
      expect(batch).toMatchObject({ producerId: String(PRODUCER.id), firstSequence: 41 });
      const byKafkajs = batch.records.map(({ offset, timestamp, key, value }) =>
        show(Number(offset), Number(timestamp), key.toString('latin1'), value),
      );
      expect(byKafkajs).toEqual(expected);
    }),
    { numRuns: 60 },
  );
  expect(seen).toBeGreaterThan(200);
});

describe.each(COMPRESSIONS)('%s', (compression) => {
  const records = Array.from({ length: 50 }, (_, i) => ({
    key: `key-${i % 5}`,
    timeMs: 1_700_000_000_000 + i,
    value: Buffer.from(`value ${i} `.repeat(20)),
  }));

  test('reads what another client wrote, headers and all', async () => {
    const messages = records.map(({ key, timeMs, value }) => ({
      topic: 't',
      key: Buffer.from(key),
      value,
      timestamp: BigInt(timeMs),
      headers: new Map([[Buffer.from('trace'), Buffer.from('42')]]),
    }));
    const { buffer } = createRecordsBatch(messages, { compression });
    expect(await read(buffer)).toEqual(shown(records));
  });

  test('another client reads what we wrote', async () => {
    const bytes = write(records).seal(PRODUCER, 0, await codecOf(compression));
    const theirs = readRecordsBatch(Reader.from(bytes));
    expect(theirs.records.map(({ value }) => value!.toString())).toEqual(
      records.map(({ value }) => value.toString()),
    );
    if (compression !== 'none') expect(bytes.length).toBeLessThan(2_000);
  });
});

test('one writer seals the same records under another number', async () => {
  const writer = write([{ key: 'k', timeMs: 5, value: Buffer.from('v') }]);
  const first = Buffer.from(writer.seal(PRODUCER, 9, null));
  const second = writer.seal({ id: 1n, epoch: 0 }, 0, null);
  expect(await read(second)).toEqual(await read(first));
  expect(first.readBigInt64BE(43)).toBe(PRODUCER.id);
  expect(second.readBigInt64BE(43)).toBe(1n);
});

test('a flipped bit anywhere behind the offset is noticed, a cut batch is not read', () => {
  const bytes = write(
    Array.from({ length: 9 }, (_, i) => ({ key: `${i}`, timeMs: i, value: Buffer.alloc(20, i) })),
  ).seal(PRODUCER, 0, null);
  for (let at = 17; at < bytes.length; at++) {
    const damaged = Buffer.from(bytes);
    damaged[at] = damaged[at]! ^ (1 << (at % 8));
    expect(isWhole(damaged, placeOf(damaged, 0)!), `byte ${at}`).toBe(false);
  }
  for (const length of [0, 11, 60, bytes.length - 1])
    expect(placeOf(bytes.subarray(0, length), 0)).toBeNull();
  expect(cutBatchBytes(bytes.subarray(0, 40), 0)).toBe(bytes.length);
});

test('offsets of a compacted batch keep their holes, and a marker of a transaction is passed over', async () => {
  const records = Array.from({ length: 4 }, (_, i) => ({
    key: 'k',
    timeMs: 1_000,
    value: Buffer.from([i + 1]),
  }));
  const bytes = Buffer.from(write(records).seal(PRODUCER, 0, null));
  bytes.writeInt32BE(90, 23);
  bytes.writeBigInt64BE(1_000_000_000_000n, 0);
  bytes.writeUInt32BE(crc32c(bytes, 21, bytes.length), 17);
  const place = placeOf(bytes, 0)!;
  expect(place).toMatchObject({ baseOffset: 1e12, endOffset: 1e12 + 91 });
  const reader = new BatchReader(bytes, place, null);
  reader.skip();
  expect(reader.take().offset).toBe(1e12 + 1);
  bytes.writeInt16BE(0x20, 21);
  expect(new BatchReader(bytes, place, null)).toMatchObject({
    hasRecord: false,
    offset: 1e12 + 91,
  });
});
