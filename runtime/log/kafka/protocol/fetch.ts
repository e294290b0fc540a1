/** Fetch, version 11: many partitions in one request that waits at the broker until one has something. */
import { ByteReader, ByteWriter } from './bytes.ts';
import { check } from './errors.ts';

export const FETCH = { name: 'Fetch', key: 1, version: 11 } as const;

export interface FetchPart {
  topic: string;
  partition: number;
  offset: number;
  /** Beyond this only a single batch is answered. */
  maxBytes: number;
}
export interface FetchQuestion {
  /** How long the broker may wait for the first record. */
  waitMs: number;
  maxBytes: number;
  parts: readonly FetchPart[];
}
export interface FetchedPart {
  topic: string;
  partition: number;
  error: number;
  /** One past the newest record that readers may see; -1 with an error. */
  high: number;
  /** Record batches as stored; the last may be cut off. */
  records: Buffer | null;
}

export function encodeFetch({ waitMs, maxBytes, parts }: FetchQuestion): Buffer {
  const writer = new ByteWriter(64 + parts.length * 64);
  const noSession = [0, -1] as const;
  writer.int32(-1).int32(waitMs).int32(1).int32(maxBytes).int8(0);
  writer.int32(noSession[0]).int32(noSession[1]);
  writer.array([...Map.groupBy(parts, ({ topic }) => topic)], ([topic, ofTopic]) => {
    writer.string(topic).array(ofTopic, (part) => {
      writer.int32(part.partition).int32(-1).int64(part.offset).int64(-1).int32(part.maxBytes);
    });
  });
  return writer
    .array([], () => {})
    .string('')
    .take();
}

/** Records are views of the answer. */
export function decodeFetch(answer: Buffer): FetchedPart[] {
  const reader = new ByteReader(answer);
  reader.int32();
  check(reader.int16(), 'Fetch');
  reader.int32();
  return reader
    .array(() => {
      const topic = reader.string();
      return reader.array(() => {
        const partition = reader.int32();
        const error = reader.int16();
        const high = reader.int64();
        reader.int64();
        reader.int64();
        reader.array(() => {
          reader.int64();
          reader.int64();
        });
        reader.int32();
        return { topic, partition, error, high, records: reader.bytes() };
      });
    })
    .flat();
}
