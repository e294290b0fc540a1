/** The byte-by-byte view: every byte has its place, every field of the message its row, for every message there is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeBody, decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { dialects } from '#ingest/protocols/jt808/dialects/index.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { INSPECT_BYTES_MAX, inspect } from '#ingest/protocols/jt808/inspect/inspect.ts';
import { chineseOf, fieldOf } from '#ingest/protocols/jt808/inspect/labels.ts';
import { leavesOf } from '#ingest/protocols/jt808/inspect/naming.ts';
import { renderInspection } from '#ingest/protocols/jt808/inspect/render.ts';
import type { Inspection } from '#ingest/protocols/jt808/inspect/rows.ts';
import { messageById, messages } from '#ingest/protocols/jt808/messages/index.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import { sizeOf } from '#tests/faults/size.ts';
import { everySample } from './every-sample.ts';
import { contentOf, feed } from './feed.ts';
import { bytesOf, sharedVectors, vectorsOf } from './shared-vectors.ts';

/** What a decoder makes of lengths and layouts; no bytes of its own. */
const DERIVED = new Set([
  'profile',
  'layout',
  'manufacturerIdLength',
  'lengthMismatch',
  'declaredLength',
  'length',
  'dataLength',
]);

/** Rows lie side by side from the first byte to the last. */
function expectTiled({ rows }: Inspection, from: number, to: number): void {
  let at = from;
  for (const row of rows) {
    expect(row.offset).toBe(at);
    expect(row.hex.length).toBe(2 * row.length);
    at += row.length;
  }
  expect(at).toBe(to);
}

/** Rows say what the decoder says, and leave nothing out. */
function expectComplete({ rows }: Inspection, decoded: Record<string, unknown>): number {
  const leaves = leavesOf(decoded);
  const paths = new Set(rows.flatMap((row) => [row.path, ...row.others.map(({ path }) => path)]));
  for (const row of rows) {
    if (row.path === null) continue;
    expect(leaves.get(row.path)).toEqual(row.value);
    expect(chineseOf(fieldOf(row.path)), row.path).not.toBeNull();
  }
  const missing = [...leaves.entries()].filter(([path, value]) => {
    // Empty text has no bytes; items that have names of their own are under these.
    if (paths.has(path) || value === '' || DERIVED.has(fieldOf(path))) return false;
    return !/items\.\d+\.hex$/.test(path);
  });
  expect(missing).toEqual([]);
  return paths.size;
}

/** Of the published frames and bodies, one of so many. */
const EVERY = sizeOf('INSPECT_EVERY', { small: 8, full: 1 });

const editionOf = (version: string) => (version === '2019' ? '2019' : '2013');

describe('every message there is', () => {
  test('has a sample', () => {
    expect(new Set(everySample.map(([id]) => id))).toEqual(new Set(messages.map(({ id }) => id)));
  });

  test('each byte has a row and each field its bytes, in the editions that have it', () => {
    const shown = new Set<number>();
    for (const [id, message] of everySample) {
      for (const edition of ['2011', '2013', '2019'] as const) {
        const writer = new BodyWriter();
        messageById.get(id)!.encode(writer, message, edition);
        const body = writer.finish();
        const found = inspect(body, { bodyOf: { messageId: id, edition } });
        // A sample of the other edition's fields.
        if (found.fault !== null) continue;
        expectTiled(found, 0, body.length);
        expectComplete(found, decodeBody(id, edition, body, 0, body.length));
        shown.add(id);
      }
    }
    expect(shown).toEqual(new Set(messageById.keys()));
  });
});

describe.skipIf(sharedVectors === null)('published frames', () => {
  test('are shown as they are decoded, whole', () => {
    let fields = 0;
    const good = vectorsOf('frame').filter((v) => v.valid && v.bodyValid !== false);
    for (const vector of good.filter((_, index) => index % EVERY === 0)) {
      const bytes = bytesOf(vector.hex!);
      const content = contentOf(bytes);
      const decoded = decodeFrame(content, 0, content.length);
      if (decoded instanceof DecodeFault) throw new Error(decoded.code);
      const found = inspect(bytes);
      expect(found.fault).toBe(null);
      expectTiled(found, 0, content.length + 1);
      const {
        messageId,
        version,
        phone,
        serial,
        encryption,
        encrypted,
        bodyHex,
        unknownBodyHex,
        // What the data of a recorder says; its bytes are one row.
        recorder,
        recorderFault,
        paramsOutOfRange,
        ...body
      } = decoded;
      const inBody = { ...found, rows: found.rows.filter((row) => row.part === 'body') };
      const { bodyLength, protocolVersion, subPackage, ...fieldsOfBody } = body;
      // The phone's, unless an authentication names one.
      if (messageId !== '0x0102') delete fieldsOfBody.imei;
      fields += expectComplete(inBody, fieldsOfBody);
      // Records keep header and body alone.
      expect(inspect(content).rows).toEqual(found.rows.filter((row) => row.part !== 'checksum'));
    }
    expect(fields).toBeGreaterThan(2_000 / EVERY);
  });

  test('bodies likewise', () => {
    for (const vector of vectorsOf('body').filter((_, index) => index % EVERY === 0)) {
      const body = bytesOf(vector.bodyHex!);
      const messageId = Number(vector.expect.messageId);
      const edition = editionOf(vector.version);
      if (!messageById.has(messageId)) continue;
      const found = inspect(body, { bodyOf: { messageId, edition } });
      expectTiled(found, 0, body.length);
      expectComplete(found, decodeBody(messageId, edition, body, 0, body.length));
    }
  });

  test('that are refused show their fault', () => {
    for (const vector of vectorsOf('frame').filter((v) => !v.valid || v.bodyValid === false)) {
      const bytes = bytesOf(vector.hex!);
      const { faults, frames } = feed([bytes], true);
      const found = inspect(bytes);
      const decoded =
        frames.length === 1 ? decodeFrame(frames[0]!, 0, frames[0]!.length) : faults[0]!;
      if (decoded instanceof DecodeFault && !vector.hex!.slice(2, -2).includes('7e'))
        expect(found.fault).toEqual({ code: decoded.code, offset: decoded.offset });
    }
  });
});

describe('a fault', () => {
  const location = buildFrame(
    { messageId: 0x0200, version: '2013', phone: '13800138000', serial: 1 },
    Buffer.from('00000000000000030157552006ca3f68000f025800', 'hex'),
  );

  test('in the body: what is there is named, and the place is shown', () => {
    const found = inspect(location);
    expect(found.fault).toEqual({ code: 'BODY_TRUNCATED', offset: 12 + 20 });
    const body = found.rows.filter((row) => row.part === 'body');
    expect(body.slice(0, 6).map((row) => row.path)).toEqual([
      'alarmFlag',
      'statusFlag',
      'latitudeDeg',
      'longitudeDeg',
      'altitudeM',
      'speedKmh',
    ]);
    const text = renderInspection(found, 'en', false).split('\n');
    const at = text.findIndex((line) => line.startsWith('✗ BODY_TRUNCATED at offset 32'));
    expect(text[at - 1]).toContain('speed');
  });

  test('in the checksum: the frame is shown all the same', () => {
    const broken = Uint8Array.from(location);
    broken[broken.length - 2]! ^= 1;
    const found = inspect(broken);
    expect(found.fault?.code).toBe('CHECKSUM_MISMATCH');
    expect(found.rows.at(-1)).toMatchObject({ part: 'checksum' });
    expect(found.rows.at(-1)!.notes[0]!.en).toMatch(/^should be 0x/);
  });
});

describe('notes', () => {
  const notesOf = (bytes: Uint8Array, options = {}) =>
    inspect(bytes, options).rows.flatMap((row) => row.notes.map((note) => note.en));
  const located = (tail: string, status = '00000003') =>
    buildFrame(
      { messageId: 0x0200, version: '2013', phone: '13800138000', serial: 1 },
      Buffer.from(`00000001${status}0157552006ca3f68fff0025800${'5a'}261121120000${tail}`, 'hex'),
    );

  test('tell bits by name, by edition', () => {
    expect(notesOf(located(''))).toEqual(
      expect.arrayContaining(['emergency button', 'ACC on', 'fixed']),
    );
  });

  test('tell what is read beside the standard', () => {
    expect(notesOf(located(''))).toContain('read as signed: below the sea');
    const bit = buildFrame(
      { messageId: 0x0002, version: '2013', versionFlag: true, phone: '13800138000', serial: 1 },
      new Uint8Array(),
    );
    expect(notesOf(bit)).toContain('version bit set over an old header: read as old');
  });

  test('tell vendors’ items by the dialects that are named', () => {
    const frame = located('6102052d');
    expect(notesOf(frame)).toContain('a vendor’s, or not of the standard’s length: kept as bytes');
    expect(notesOf(frame, { dialects })).toContain('tracker-power: {"powerV":13.25}');
  });

  test('tell of encryption and packets', () => {
    const header = { messageId: 0x0200, version: '2013' as const, phone: '1', serial: 1 };
    const encrypted = inspect(buildFrame({ ...header, encryption: 1 }, Uint8Array.of(1, 2)));
    expect(encrypted.notes[0]!.en).toBe('encrypted: not read');
    const part = inspect(
      buildFrame({ ...header, packetTotal: 2, packetNumber: 1 }, Uint8Array.of(1)),
    );
    expect(part.notes[0]!.en).toContain('one packet of several');
    expect(part.rows.find((row) => row.path === 'subPackage.seq')?.value).toBe(1);
  });
});

test('any bytes are shown or refused, never thrown at, and never twice', () => {
  const ids = fc.constantFrom(...messageById.keys());
  let faults = 0;
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), ids, fc.boolean(), (bytes, id, framed) => {
      const header = { messageId: id, version: '2019' as const, phone: '1', serial: 1 };
      const found = inspect(framed ? buildFrame(header, bytes) : bytes, { dialects });
      if (found.fault !== null) faults++;
      let at = 0;
      for (const row of found.rows) {
        expect(row.offset).toBeGreaterThanOrEqual(at);
        at = row.offset + row.length;
      }
      for (const language of ['zh', 'en'] as const)
        expect(renderInspection(found, language, true).length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
  expect(faults).toBeGreaterThan(50);
  expect(inspect(new Uint8Array(100_000)).rows.at(-1)!.length).toBeLessThanOrEqual(
    INSPECT_BYTES_MAX,
  );
});
