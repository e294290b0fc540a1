/** Produce, version 7: batches of several partitions in one request, acknowledged by all replicas in sync. */
import { ByteReader } from './bytes.ts';

export const PRODUCE = { name: 'Produce', key: 0, version: 7 } as const;

export interface ProducedBatch {
  topic: string;
  partition: number;
  /** Finished record batch. */
  bytes: Uint8Array;
}
export interface ProduceResult {
  topic: string;
  partition: number;
  error: number;
  /** Offset of the batch's first record; -1 with an error. */
  baseOffset: number;
}

/** Bytes that are copied once into the request. @param timeoutMs for the replicas to follow */
export function encodeProduce(batches: readonly ProducedBatch[], timeoutMs: number): Buffer {
  const topics = [...Map.groupBy(batches, ({ topic }) => topic)];
  let bytes = 12;
  for (const [topic, parts] of topics) {
    bytes += 6 + Buffer.byteLength(topic);
    for (const { bytes: batch } of parts) bytes += 8 + batch.byteLength;
  }
  const body = Buffer.allocUnsafe(bytes);
  let at = body.writeInt16BE(-1, 0);
  at = body.writeInt16BE(-1, at);
  at = body.writeInt32BE(timeoutMs, at);
  at = body.writeInt32BE(topics.length, at);
  for (const [topic, parts] of topics) {
    at = body.writeInt16BE(Buffer.byteLength(topic), at);
    at += body.write(topic, at, 'utf8');
    at = body.writeInt32BE(parts.length, at);
    for (const { partition, bytes: batch } of parts) {
      at = body.writeInt32BE(partition, at);
      at = body.writeInt32BE(batch.byteLength, at);
      body.set(batch, at);
      at += batch.byteLength;
    }
  }
  return body;
}

export function decodeProduce(answer: Buffer): ProduceResult[] {
  const reader = new ByteReader(answer);
  return reader
    .array(() => {
      const topic = reader.string();
      return reader.array(() => {
        const partition = reader.int32();
        const error = reader.int16();
        const baseOffset = reader.int64();
        reader.int64();
        reader.int64();
        return { topic, partition, error, baseOffset };
      });
    })
    .flat();
}
