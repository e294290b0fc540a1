import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { applyDialects } from '#ingest/protocols/jt808/dialects/apply.ts';
import { dialects } from '#ingest/protocols/jt808/dialects/index.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import { runDecode } from '#tools/decode.ts';
import cases from '../../../vectors/jt808/dialects.json' with { type: 'json' };
import { contentOf } from './feed.ts';
import { bytesOf } from './shared-vectors.ts';

const BASE = '00000000000000030157faf806cc6289001f0325010f261121080005';

function frameOf(messageId: number, bodyHex: string, phone = '13800138000'): Uint8Array {
  return buildFrame({ messageId, version: '2013', phone, serial: 7 }, bytesOf(bodyHex));
}

async function decode(frame: Uint8Array, ...names: string[]): Promise<Record<string, unknown>> {
  const output = new PassThrough();
  const complaints = new PassThrough();
  const argv = names.length === 0 ? ['jt808'] : ['jt808', '--dialect', names.join(',')];
  const input = Readable.from([Buffer.from(`${Buffer.from(frame).toString('hex')}\n`)]);
  expect(await runDecode(argv, input, output, complaints)).toBe(0);
  output.end();
  return JSON.parse(Buffer.concat(await output.toArray()).toString());
}

describe('cases', () => {
  test.each(cases)('$why', async ({ dialect, messageId, bodyHex, expect: wanted }) => {
    const frame = frameOf(Number(messageId), bodyHex.replace('BASE', BASE));
    const plain = await decode(frame);
    const read = await decode(frame, dialect);
    expect(JSON.stringify(plain)).not.toContain('vendor');
    expect(read).toMatchObject(wanted);
    // The bytes of every item stay, whatever is made of them.
    const items = (message: Record<string, unknown>) =>
      (message.additional as { items: unknown } | undefined)?.items;
    expect(items(read)).toEqual(items(plain));
  });

  test('there is one for every dialect', () => {
    const seen = cases.map(({ dialect }) => dialect);
    expect(new Set(seen)).toEqual(new Set(dialects.map(({ name }) => name)));
  });
});

test('bytes in another shape are left alone: any items, all dialects, no throw', () => {
  let read = 0;
  const item = fc.record({
    id: fc.constantFrom(0xeb, 0xf3, 0x80, 0x61, 0x69, 0x06, 0x2b),
    value: fc.oneof(
      fc.uint8Array({ maxLength: 24 }),
      fc.constant(bytesOf('000300a850')),
      fc.constant(bytesOf('00010178')),
    ),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 5 }), fc.constantFrom(0x0200, 0x0002), (items, id) => {
      const itemBytes = items.flatMap((i) => [i.id, i.value.length, ...i.value]);
      const body = [...(id === 0x0200 ? bytesOf(BASE) : []), ...itemBytes];
      const content = contentOf(frameOf(id, Buffer.from(body).toString('hex')));
      const decoded = decodeFrame(content, 0, content.length);
      if (decoded instanceof DecodeFault) throw new Error(decoded.code);
      const message = applyDialects(decoded, dialects);
      expect(JSON.parse(JSON.stringify(message))).toEqual(message);
      if (JSON.stringify(message).includes('"vendor"')) read++;
    }),
    { numRuns: 400 },
  );
  expect(read).toBeGreaterThan(50);
});

describe('found by themselves', () => {
  test('a number in the phone field is an IMEI without its check digit', async () => {
    // 35209900176148 as WORD and DWORD; 3 is the check digit of ISO/IEC 7812-1.
    const phone = (35209900176148).toString(16).padStart(12, '0');
    expect(phone).toMatch(/[a-f]/);
    expect(await decode(frameOf(0x0002, '', phone))).toMatchObject({
      phone,
      imei: '352099001761481',
    });
  });

  test('digits, numbers that are too short, and numbers that begin like no IMEI, are none', async () => {
    expect(await decode(frameOf(0x0002, '', '013800138000'))).not.toHaveProperty('imei');
    expect(await decode(frameOf(0x0002, '', '0000000000ff'))).not.toHaveProperty('imei');
    expect(await decode(frameOf(0x0002, '', '0a1b2c3d4e5f'))).not.toHaveProperty('imei');
  });
});

test('an unknown dialect is refused by name', async () => {
  const complaints = new PassThrough();
  const code = await runDecode(
    ['jt808', '--dialect', 'klingon'],
    Readable.from([]),
    new PassThrough(),
    complaints,
  );
  complaints.end();
  expect(code).toBe(2);
  expect(Buffer.concat(await complaints.toArray()).toString()).toContain('klingon');
});
