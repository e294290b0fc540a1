import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeBody } from '#ingest/protocols/jt808/decode-frame.ts';
import { type Edition, parseHeader } from '#ingest/protocols/jt808/header.ts';
import { messageById, messages } from '#ingest/protocols/jt808/messages/index.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import { runDecode } from '#tools/decode.ts';
import { contentOf } from './feed.ts';
import { type BodyVector, folders, frameVectors, isFrame, vectorFiles } from './own-vectors.ts';
import { bytesOf, hexOf } from './shared-vectors.ts';

const idText = (id: number): string => `0x${id.toString(16).padStart(4, '0')}`;

/** Since JT/T 808-2013, its Annex B; JT/T 1078 (0x1003…, 0x9…) and T/JSATL 12 (0x1210…, 0x9208…) are later still. */
const SINCE_2013 = [
  ...[0x0107, 0x0108, 0x0704, 0x0705, 0x0805],
  ...[0x8003, 0x8106, 0x8107, 0x8108, 0x8203, 0x8702, 0x8805],
];
/** JT/T 808-2011 lays these out otherwise, and no source says how in full: they are read as in 2013. */
const NOT_READ_IN_2011 = [0x0700, 0x0900, 0x8606, 0x8900];
const SINCE_2019 = [0x0004, 0x0005, 0x0608, 0x8004, 0x8204, 0x8608];
/** JT/T 808-2019 keeps these ids and drops their bodies. */
const UNTIL_2013 = [0x0301, 0x0302, 0x0303, 0x8301, 0x8302, 0x8303, 0x8304];

function editionsOf(id: number): Edition[] {
  if (SINCE_2019.includes(id)) return ['2019'];
  if (UNTIL_2013.includes(id)) return ['2011', '2013'];
  const family = id & 0xf000;
  const later = family === 0x1000 || family === 0x9000;
  return later || SINCE_2013.includes(id) || NOT_READ_IN_2011.includes(id)
    ? ['2013', '2019']
    : ['2011', '2013', '2019'];
}

function written(id: number, message: unknown, edition: Edition): string {
  const writer = new BodyWriter();
  messageById.get(id)!.encode(writer, message, edition);
  return hexOf(writer.finish());
}

/** What the command line prints for each frame, in order. */
async function printed(frames: readonly string[]): Promise<unknown[]> {
  const output = new PassThrough();
  const input = Readable.from([Buffer.from(`${frames.join('\n')}\n`)]);
  const collected = output.toArray();
  await runDecode(['jt808'], input, output, new PassThrough());
  output.end();
  return Buffer.concat(await collected)
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const bodies = vectorFiles.flatMap(({ name, messageId, editions, vectors }) =>
  vectors.flatMap((vector) =>
    isFrame(vector)
      ? []
      : editions.map((edition) => ({ name, messageId, edition, vector: vector as BodyVector })),
  ),
);
const frames = [
  ...vectorFiles.flatMap(({ name, editions, vectors }) =>
    vectors.filter(isFrame).map((vector) => ({ name, editions, vector })),
  ),
  ...frameVectors.map((vector) => ({ name: 'frames.json', editions: [], vector })),
];

describe('bodies', () => {
  test.each(bodies)('$name in $edition: $vector.why', ({ messageId, edition, vector }) => {
    const body = bytesOf(vector.bodyHex);
    expect(decodeBody(messageId, edition, body, 0, body.length)).toEqual(vector.expect);
    expect(written(messageId, vector.expect, edition)).toBe(vector.bodyHex);
  });

  test('each is printed within a frame by the command line', async () => {
    // Headers do not tell 2011 from 2013.
    const sent = bodies.filter(({ edition }) => edition !== '2011');
    const lines = await printed(
      sent.map(({ messageId, edition, vector }) =>
        hexOf(
          buildFrame(
            { messageId, version: edition as '2013' | '2019', phone: '13800138000', serial: 1 },
            bytesOf(vector.bodyHex),
          ),
        ),
      ),
    );
    expect(lines).toHaveLength(sent.length);
    for (const [k, { name, messageId, edition, vector }] of sent.entries())
      expect(lines[k], `${name} ${vector.why}`).toMatchObject({
        ok: true,
        messageId: idText(messageId),
        version: edition,
        ...vector.expect,
      });
  });
});

describe('frames', () => {
  let lines: unknown[];
  beforeAll(async () => {
    lines = await printed(frames.map(({ vector }) => vector.hex));
  });

  test.each(frames.map((frame, k) => ({ ...frame, k })))('$name: $vector.why', (frame) => {
    const { editions, k, vector } = frame;
    const wanted = vector.expect;
    expect(lines[k]).toEqual(wanted);
    if (editions.length > 0 && wanted.ok) expect(editions).toContain(wanted.version);
    const id = Number(wanted.messageId);
    // Bodies that are not read (encrypted, one packet of several) have nothing to be written from.
    if (!wanted.ok || !messageById.has(id) || wanted.bodyHex !== undefined) return;
    const content = contentOf(bytesOf(vector.hex));
    const header = parseHeader(content, 0, content.length);
    const body = hexOf(content.subarray(header.length, header.length + header.bodyLength));
    const again = written(id, wanted, wanted.version);
    if (vector.readOnly === undefined) expect(again).toBe(body);
    else expect(again, 'written back after all: drop readOnly').not.toBe(body);
  });
});

describe('folders', () => {
  test('every message has one, and every one has a message', () => {
    expect([...folders].sort()).toEqual(messages.map(({ id }) => idText(id)).sort());
  });

  test.each(messages.map(({ id, name }) => [idText(id), name, id] as const))(
    '%s %s has a vector for every edition it exists in',
    (_, _name, id) => {
      const seen = vectorFiles
        .filter(({ messageId }) => messageId === id)
        .flatMap(({ editions, vectors }) =>
          vectors.flatMap((vector) =>
            isFrame(vector) ? [vector.expect.version as string] : [...editions],
          ),
        );
      expect(seen).toEqual(expect.arrayContaining(editionsOf(id)));
    },
  );

  test('every vector is about the message of its folder and says why it is there, once', () => {
    for (const { name, messageId, editions, vectors } of vectorFiles) {
      expect(vectors.length, name).toBeGreaterThan(0);
      for (const vector of vectors) {
        if (isFrame(vector))
          expect(vector.expect.messageId ?? idText(messageId), name).toBe(idText(messageId));
        else
          expect(editions.length, `${name}: a body needs the edition of its file`).toBeGreaterThan(
            0,
          );
        expect(vector.source, name).toMatch(/\S/);
      }
    }
    const reasons = [...vectorFiles, { name: 'frames.json', vectors: frameVectors }].flatMap(
      ({ name, vectors }) => vectors.map(({ why }) => `${name} ${why}`),
    );
    expect(new Set(reasons).size).toBe(reasons.length);
  });
});

test('every message is defined in one file, its layout table on top', () => {
  const folder = join(import.meta.dirname, '../../../../ingest/protocols/jt808/messages');
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  for (const { id } of messages) {
    const text = idText(id);
    const definition = new RegExp(`(id: |\\(\\s*)${text},`);
    const defining = files.filter((file) => definition.test(file));
    expect(defining, text).toHaveLength(1);
    const [head] = defining[0]!.split('*/');
    // 0x8A00, as the standard writes it.
    expect(head).toContain(`0x${text.slice(2).toUpperCase()}`);
    expect(head, text).toMatch(/^\/\*\n( \*.*\n)*? \*.*(\| type +\| field|: empty bod)/);
  }
});
