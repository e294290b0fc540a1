import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { runDecode } from '#tools/decode.ts';
import { bytesOf } from './shared-vectors.ts';

async function run(argv: string[], chunks: (string | Uint8Array)[] = []) {
  const output = new PassThrough();
  const complaints = new PassThrough();
  const code = await runDecode(
    argv,
    Readable.from(chunks.map((c) => Buffer.from(c))),
    output,
    complaints,
  );
  output.end();
  complaints.end();
  const text = Buffer.concat(await output.toArray()).toString();
  return { code, text, complaint: Buffer.concat(await complaints.toArray()).toString() };
}

const lines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const HEARTBEAT = '7e000200000123456789017fff0a7e';
const HEARTBEAT_DECODED = {
  ok: true,
  messageId: '0x0002',
  version: '2013',
  phone: '012345678901',
  serial: 32767,
  bodyLength: 0,
  encryption: 0,
};
const fault = (code: string, offset: number) => ({ ok: false, fault: { code, offset } });

describe('decode -- jt808', () => {
  test('one object per line, in order, blank and unframed lines included', async () => {
    const input = [
      HEARTBEAT,
      '',
      '   ',
      `  ${HEARTBEAT.toUpperCase()}\r`,
      '7e 0002 0000 012345678901 7fff 0a 7e',
      `7e${HEARTBEAT}7e`,
      'hello',
      '7e0',
      '000200000123456789017fff0a',
      '7e000200000123456789017fff0a',
      '7e',
      '7e7e',
      HEARTBEAT + HEARTBEAT,
      '7e000200000123456789017fff0b7e',
      '7e02007d037e',
      '7e800100000144199999990002467e',
    ];
    const { code, text } = await run(['jt808'], [`${input.join('\n')}\n`]);
    expect(code).toBe(0);
    expect(lines(text)).toEqual([
      HEARTBEAT_DECODED,
      fault('LINE_BLANK', 0),
      fault('LINE_BLANK', 0),
      HEARTBEAT_DECODED,
      HEARTBEAT_DECODED,
      HEARTBEAT_DECODED,
      fault('LINE_NOT_HEX', 0),
      fault('LINE_NOT_HEX', 3),
      fault('LINE_UNFRAMED', 0),
      fault('FRAME_UNTERMINATED', 13),
      fault('FRAME_UNTERMINATED', 0),
      fault('FRAME_TOO_SHORT', 0),
      fault('LINE_MULTIPLE_FRAMES', 14),
      fault('CHECKSUM_MISMATCH', 12),
      fault('ESCAPE_UNKNOWN', 2),
      fault('BODY_TRUNCATED', 12),
    ]);
  });

  test('chunks cut lines anywhere; the last line needs no line feed', async () => {
    const text = `${HEARTBEAT}\n\n${HEARTBEAT}`;
    const whole = await run(['jt808'], [text]);
    expect(lines(whole.text)).toEqual([
      HEARTBEAT_DECODED,
      fault('LINE_BLANK', 0),
      HEARTBEAT_DECODED,
    ]);
    expect((await run(['jt808'], [...text])).text).toBe(whole.text);
  });

  test('a line too long for any frame is one fault', async () => {
    const { text } = await run(
      ['jt808'],
      ['7e'.repeat(50_000), '7e'.repeat(50_000), `\n${HEARTBEAT}\n`],
    );
    expect(lines(text)).toEqual([fault('FRAME_TOO_LONG', 2092), HEARTBEAT_DECODED]);
  });

  test('--raw reads a byte stream', async () => {
    const bytes = bytesOf(`ff00${HEARTBEAT}${HEARTBEAT.slice(2)}0102`);
    const { text } = await run(['jt808', '--raw'], [bytes.subarray(0, 9), bytes.subarray(9)]);
    expect(lines(text)).toEqual([
      fault('FRAME_TOO_SHORT', 2),
      HEARTBEAT_DECODED,
      HEARTBEAT_DECODED,
      fault('FRAME_UNTERMINATED', 2),
    ]);
  });

  test('wrong command lines are exit 2 with one sentence', async () => {
    for (const argv of [[], ['ais'], ['jt808', '--fast'], ['jt808', 'file.txt']]) {
      const { code, text, complaint } = await run(argv);
      expect(code).toBe(2);
      expect(text).toBe('');
      expect(complaint.trim().split('\n')).toHaveLength(1);
    }
    const help = await run(['jt808', '--help']);
    expect(help).toMatchObject({ code: 0, complaint: '' });
    expect(help.text).toContain('--raw');
  });
});
