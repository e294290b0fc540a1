/** Published vectors of the JT/T 808 family, read where they are present, never copied. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SharedVector {
  id: string;
  kind: 'frame' | 'body' | 'reply' | 'stream' | 'reassembly' | 'escape' | 'dataStream';
  version: string;
  valid: boolean;
  bodyValid?: boolean;
  hex?: string;
  bodyHex?: string;
  unescapedHex?: string;
  replyHex?: string;
  replyBodyValid?: boolean;
  segmentsHex?: string[];
  framesHex?: string[];
  // biome-ignore lint/suspicious/noExplicitAny: fields differ by message, tests compare them as data.
  expect?: any;
  tolerantExpect?: { framesHex: string[]; droppedFrames: number };
}

const path = join(process.env.TIZHENG_SHARED ?? '../shared', 'vectors/jt808.json');

export const sharedVectors: SharedVector[] | null = existsSync(path)
  ? (JSON.parse(readFileSync(path, 'utf8')) as SharedVector[])
  : null;
if (sharedVectors === null) console.warn(`skipped: ${path} is not present.`);

export function vectorsOf(kind: SharedVector['kind']): SharedVector[] {
  return (sharedVectors ?? []).filter((vector) => vector.kind === kind);
}

export const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
