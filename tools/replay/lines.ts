/** The bytes of a recording, perhaps gzipped, in blocks of whole lines. */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { TizhengError } from '#core/errors.ts';

const READ_BYTES = 1 << 20;
/** How many times smaller gzip makes a recording, as a rule. */
const PACKED_TIMES = 12;
export const NEWLINE = 10;

/** The last line needs no newline. Throws FILE_UNREADABLE. */
export async function* lineBlocks(file: string): AsyncGenerator<Buffer> {
  try {
    const isPacked = isGzip(file);
    const raw = createReadStream(file, { highWaterMark: READ_BYTES });
    const stream = isPacked ? raw.compose(createGunzip({ chunkSize: READ_BYTES })) : raw;
    let begun: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(NEWLINE) + 1;
      if (end === 0) {
        begun.push(chunk);
        continue;
      }
      const whole = chunk.subarray(0, end);
      yield begun.length === 0 ? whole : Buffer.concat([...begun, whole]);
      begun = end === chunk.length ? [] : [chunk.subarray(end)];
    }
    if (begun.length > 0) yield Buffer.concat(begun);
  } catch (cause) {
    if (typeof (cause as NodeJS.ErrnoException).code !== 'string') throw cause;
    throw new TizhengError(
      'FILE_UNREADABLE',
      'replay',
      `The reports file ${file} cannot be read: ${(cause as Error).message}.`,
      cause,
    );
  }
}

/** About how many bytes of lines there are; 0 where nothing can be read, which reading will say. */
export function aboutBytes(file: string): number {
  try {
    return statSync(file).size * (isGzip(file) ? PACKED_TIMES : 1);
  } catch {
    return 0;
  }
}

function isGzip(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const magic = new Uint8Array(2);
    return readSync(handle, magic, 0, 2, 0) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
  } finally {
    closeSync(handle);
  }
}
