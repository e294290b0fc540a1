/** The table of alarm bits as the editions print it. */
import { expect, test } from 'vitest';
import { ALARM_BITS, alarmTableOf } from '#processors/rules/terminal-bits.ts';
import { EXTRA_BITS } from '#processors/rules/terminal-extras.ts';

const bitsOf = (protocol: 'jt808_2011' | 'jt808_2013' | 'jt808_2019') =>
  alarmTableOf(protocol)!.bits.flatMap((bit) => (bit === null ? [] : [bit.bit]));

test('reserved bits are left out, every other one is there once', () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
  expect(bitsOf('jt808_2011')).toEqual(upTo(29).filter((bit) => bit < 12 || bit > 17));
  expect(bitsOf('jt808_2013')).toEqual(upTo(32).filter((bit) => bit < 15 || bit > 17));
  expect(bitsOf('jt808_2019')).toEqual(upTo(31));
});

test('the mask names exactly the bits of the table', () => {
  for (const protocol of ['jt808_2011', 'jt808_2013', 'jt808_2019'] as const) {
    const table = alarmTableOf(protocol)!;
    for (let bit = 0; bit < 32; bit++) {
      expect(((table.mask >>> bit) & 1) === 1).toBe(table.bits[bit] !== null);
    }
  }
});

test('which bits the platform must acknowledge', () => {
  const ack = (protocol: 'jt808_2011' | 'jt808_2013' | 'jt808_2019') =>
    alarmTableOf(protocol)!.bits.flatMap((bit) => (bit?.kind === 'ack' ? [bit.bit] : []));
  expect(ack('jt808_2011')).toEqual([0, 3, 20, 21, 22, 27, 28]);
  expect(ack('jt808_2013')).toEqual([0, 3, 20, 21, 22, 27, 28, 31]);
  expect(ack('jt808_2019')).toEqual([0, 20, 21, 22, 27, 28]);
});

test('recordings follow the current edition, other sources have no alarm bits', () => {
  expect(alarmTableOf('replay')!.edition).toBe('2019');
  expect(alarmTableOf('ais')).toBeNull();
  expect(alarmTableOf('unknown')).toBeNull();
});

test('extra bits stand where they are told, over-occupancy and vendors’ own not among them', () => {
  const shown = EXTRA_BITS.flatMap((row) => (row === null ? [] : [[row.bit, row.kind]]));
  expect(shown).toEqual(
    [0, 1, 2, 3, 5, 6, 8, 9, 10, 12].map((bit) => [bit, bit === 6 ? 'ack' : 'hold']),
  );
});

test('names are alert types, in both languages, faults say which module', () => {
  const extras = EXTRA_BITS.flatMap((row) => row ?? []);
  for (const { type, zh, en, which } of [...ALARM_BITS, ...extras]) {
    expect(type).toMatch(/^terminal\.[a-z-]+$/);
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en).toMatch(/^[A-Za-z]/);
    expect(which !== null).toBe(type === 'terminal.fault');
  }
});
