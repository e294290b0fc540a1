/** Which partition a key belongs to: murmur2 as Apache Kafka's default partitioner, so that other clients agree. */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions;
}

function murmur2(key: string): number {
  const length = key.length;
  let h = 0x9747b28c ^ length;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    let k =
      key.charCodeAt(i) |
      (key.charCodeAt(i + 1) << 8) |
      (key.charCodeAt(i + 2) << 16) |
      (key.charCodeAt(i + 3) << 24);
    k = Math.imul(k, 0x5bd1e995);
    k ^= k >>> 24;
    k = Math.imul(k, 0x5bd1e995);
    h = Math.imul(h, 0x5bd1e995) ^ k;
  }
  const rest = length - i;
  if (rest === 3) h ^= key.charCodeAt(i + 2) << 16;
  if (rest >= 2) h ^= key.charCodeAt(i + 1) << 8;
  if (rest >= 1) {
    h ^= key.charCodeAt(i);
    h = Math.imul(h, 0x5bd1e995);
  }
  h ^= h >>> 13;
  h = Math.imul(h, 0x5bd1e995);
  h ^= h >>> 15;
  return h;
}
