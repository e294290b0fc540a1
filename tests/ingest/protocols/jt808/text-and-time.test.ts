import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatDeviceTime,
  readBcdDate,
  readBcdTimeMs,
  writeBcdTime,
} from '#ingest/protocols/jt808/bcd.ts';
import { deviceIdOf } from '#ingest/protocols/jt808/header.ts';
import {
  decodeCountedText,
  decodeFixedText,
  decodeText,
  encodeText,
} from '#ingest/protocols/jt808/text.ts';
import { timeMs } from './arbitraries.ts';
import { bytesOf, hexOf } from './shared-vectors.ts';

const decoded = (bytes: Uint8Array) => decodeText(bytes, 0, bytes.length);

describe('text', () => {
  test('every character but unpaired surrogates is written and read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        // Private characters whose codes went to others (GB18030-2022), and U+FFFD, which marks what cannot be read.
        fc.pre(
          !/[\ue5e5\ue78d-\ue796\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864\ufffd]/.test(text),
        );
        expect(decoded(encodeText(text))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['粤A12345', 'd4c14131323334 35'],
    ['㐂', '8139ef31'],
    ['𠮷', '9534b235'],
    ['€', 'a2e3'],
  ])('%s', (text, hex) => {
    expect(hexOf(encodeText(text))).toBe(hex.replaceAll(' ', ''));
  });

  test('UTF-8 only where the bytes are no GB18030', () => {
    const utf8 = Buffer.from('测试员', 'utf8');
    expect(decoded(utf8)).toBe('测试员');
    expect(decoded(bytesOf('d5c5c8fd'))).toBe('张三');
    expect(decoded(bytesOf('41ff42'))).toContain('A');
  });

  test('padding: fixed fields lose 0x00 and spaces at both ends, counted ones only 0x00 behind', () => {
    const bytes = bytesOf('0020 41 20 42 2000'.replaceAll(' ', ''));
    expect(decodeFixedText(bytes, 0, bytes.length)).toBe('A B');
    expect(decodeCountedText(bytes, 0, bytes.length)).toBe('\0 A B ');
  });

  test('any bytes give text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60, size: 'max' }), (bytes) => {
        expect(typeof decoded(bytes)).toBe('string');
      }),
    );
  });
});

describe('time', () => {
  test('every second of the century is written and read back', () => {
    const bytes = new Uint8Array(6);
    fc.assert(
      fc.property(timeMs, (ms) => {
        writeBcdTime(bytes, 0, ms);
        expect(readBcdTimeMs(bytes, 0)).toBe(ms);
        expect(Date.parse(formatDeviceTime(ms)!)).toBe(ms);
      }),
    );
  });

  test('GMT+8 whatever the zone of the host', () => {
    expect(readBcdTimeMs(bytesOf('261121080005'), 0)).toBe(Date.UTC(2026, 10, 21, 0, 0, 5));
    expect(formatDeviceTime(Date.UTC(2026, 10, 21, 0, 0, 5))).toBe('2026-11-21T08:00:05+08:00');
  });

  test.each([
    '000000000000',
    '261321080005',
    '261100080005',
    '260230080005',
    '250229080005',
    '261121240000',
    '261121086000',
    '261121080060',
    '26112108000a',
    'a61121080005',
    'ffffffffffff',
  ])('%s is no time', (hex) => expect(readBcdTimeMs(bytesOf(hex), 0)).toBeNaN());

  test('leap days exist', () => {
    expect(formatDeviceTime(readBcdTimeMs(bytesOf('240229235959'), 0))).toBe(
      '2024-02-29T23:59:59+08:00',
    );
    expect(readBcdDate(bytesOf('20280229'), 0)).toBe('2028-02-29');
    expect(readBcdDate(bytesOf('20270229'), 0)).toBeNull();
    expect(readBcdDate(bytesOf('2034041a'), 0)).toBeNull();
  });
});

test('a terminal keeps its identity across editions', () => {
  expect(deviceIdOf('013800138000')).toBe('13800138000');
  expect(deviceIdOf('00000000013800138000')).toBe('13800138000');
  expect(deviceIdOf('000000000000')).toBe('0');
});
