import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { runDecode } from '#tools/decode.ts';

const HEARTBEAT = '7e0002000001380013800000018 17e'.replace(' ', '');
const frame = '7e 00 02 00 00 01 38 00 13 80 00 00 01 a9 7e';

async function table(line: string, ...options: string[]): Promise<string> {
  const output = new PassThrough();
  const input = Readable.from([Buffer.from(line)]);
  expect(await runDecode(['jt808', '--inspect', ...options], input, output, output)).toBe(0);
  output.end();
  return Buffer.concat(await output.toArray()).toString();
}

test('a frame as a table, in both languages', async () => {
  const english = await table(`${frame}\n`, '--lang', 'en');
  expect(
    english
      .split('\n')
      .slice(0, 3)
      .map((line) => line.trimEnd()),
  ).toEqual([
    '0x0002 · terminal heartbeat 终端心跳 · 2013',
    'offset  bytes              type    name             value   clause         notes',
    '0       00 02              WORD    message id       0x0002  JT/T 808-2013  terminal heartbeat 终端心跳',
  ]);
  expect(english).toContain('terminal phone');
  expect(await table(frame, '--lang', 'zh')).toContain('终端手机号');
  // Colours are for terminals.
  expect(english).not.toContain('\u001b');
});

test('every line has its answer, also those without bytes, and frames that are broken', async () => {
  const text = await table(`\nnothing\n${HEARTBEAT}\n`, '--lang', 'en');
  expect(text).toContain('✗ a blank line');
  expect(text).toContain('✗ not hexadecimal');
  expect(text).toContain('✗ CHECKSUM_MISMATCH at offset 12');
});

test('a language that is not known is refused', async () => {
  const output = new PassThrough();
  const argv = ['jt808', '--inspect', '--lang', 'tlh'];
  expect(await runDecode(argv, Readable.from([]), output, output)).toBe(2);
});
