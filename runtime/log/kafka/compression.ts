/** Compression of record batches. zstd and gzip are Node's own; lz4 and snappy come with @platformatic/kafka. */
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

export const COMPRESSIONS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

export interface Codec {
  /** As in the attributes of a batch. */
  id: number;
  compress(bytes: Uint8Array): Uint8Array;
  decompress(bytes: Uint8Array): Uint8Array;
}

/** A batch that unpacks to more than this is damaged or hostile. */
const unpackedBytesMax = 256 * 2 ** 20;

/** By id, once it was asked for. */
const loaded = new Map<number, Codec>([
  [
    1,
    {
      id: 1,
      compress: (bytes) => gzipSync(bytes, { level: 1 }),
      decompress: (bytes) => gunzipSync(bytes, { maxOutputLength: unpackedBytesMax }),
    },
  ],
  [
    4,
    {
      id: 4,
      compress: (bytes) => zstdCompressSync(bytes),
      decompress: (bytes) => zstdDecompressSync(bytes, { maxOutputLength: unpackedBytesMax }),
    },
  ],
]);

/** null = not compressed. */
export async function codecOf(compression: Compression): Promise<Codec | null> {
  const id = COMPRESSIONS.indexOf(compression);
  if (id === 0) return null;
  return loaded.get(id) ?? loadCodec(id);
}

/** The codec of a batch, when it is at hand; `loadCodec` brings it otherwise. */
export function codecAtHand(id: number): Codec | null {
  return loaded.get(id) ?? null;
}

export async function loadCodec(id: number): Promise<Codec> {
  const name = COMPRESSIONS[id];
  if (name === undefined || id === 0) throw new Error(`Compression ${id} is not known.`);
  const { compressionsAlgorithms } = await import('@platformatic/kafka');
  const { compressSync, decompressSync } = compressionsAlgorithms[name];
  const codec: Codec = {
    id,
    compress: (bytes) => compressSync(asBuffer(bytes)),
    decompress: (bytes) => decompressSync(asBuffer(bytes)),
  };
  loaded.set(id, codec);
  return codec;
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
