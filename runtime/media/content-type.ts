/** What a file is by its first bytes. What its sender calls it is never believed. */
import type { ContentType } from '#core/media.ts';

/** Enough for every rule below. */
export const SNIFF_BYTES = 16;

const RULES: readonly { type: ContentType; at: number; bytes: readonly number[] }[] = [
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/bmp', at: 0, bytes: [0x42, 0x4d] },
  { type: 'audio/wav', at: 8, bytes: [0x57, 0x41, 0x56, 0x45] },
  { type: 'audio/mpeg', at: 0, bytes: [0x49, 0x44, 0x33] },
  { type: 'audio/mpeg', at: 0, bytes: [0xff, 0xfb] },
  { type: 'video/mp4', at: 4, bytes: [0x66, 0x74, 0x79, 0x70] },
  // A start code and a sequence parameter set: a bare H.264 stream.
  { type: 'video/h264', at: 0, bytes: [0, 0, 0, 1, 0x67] },
  { type: 'video/h264', at: 0, bytes: [0, 0, 0, 1, 0x27] },
  { type: 'video/h264', at: 0, bytes: [0, 0, 1, 0x67] },
];

export function contentTypeOf(head: Uint8Array): ContentType {
  const rule = RULES.find(({ at, bytes }) => bytes.every((byte, k) => head[at + k] === byte));
  return rule?.type ?? 'application/octet-stream';
}
