import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { runDecode } from '#tools/decode.ts';
import vectors from '../../../vectors/jt808/standard.json' with { type: 'json' };

/** Made from the standards' layout tables; each says why it is here and where it is written. */
describe('vectors made from the standards', () => {
  test.each(vectors)('$why', async ({ hex, expect: wanted }) => {
    const output = new PassThrough();
    await runDecode(['jt808'], Readable.from([Buffer.from(`${hex}\n`)]), output, new PassThrough());
    output.end();
    expect(JSON.parse(Buffer.concat(await output.toArray()).toString())).toEqual(wanted);
  });

  test('each names its source and its reason once', () => {
    expect(new Set(vectors.map((v) => `${v.why} ${v.hex}`)).size).toBe(vectors.length);
    expect(vectors.every((v) => v.source.length > 0)).toBe(true);
  });
});
