import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Header, isPart, newHeader } from '#ingest/protocols/jt808/header.ts';
import { REASSEMBLY_DEFAULTS, Reassembly } from '#ingest/protocols/jt808/reassembly.ts';

function packet(fields: Partial<Header>): Header {
  return { ...newHeader(), messageId: 0x0801, phone: '013800138000', subPackaged: true, ...fields };
}

/** Adds packet `number` of `total` with a body of one byte that repeats the number. */
function add(reassembly: Reassembly, number: number, total: number, serial: number, nowMs = 0) {
  const body = Uint8Array.of(0xee, number & 0xff, 0xee);
  return reassembly.add(
    packet({ packetNumber: number, packetTotal: total, serial }),
    body,
    1,
    2,
    nowMs,
  );
}

describe('reassembly', () => {
  test('packets in any order, with repeats, give the body once; the serial may wrap', () => {
    const orders = fc.integer({ min: 2, max: 12 }).chain((total) => {
      const numbers = Array.from({ length: total }, (_, k) => k + 1);
      return fc.record({
        total: fc.constant(total),
        base: fc.integer({ min: 0, max: 0xffff }),
        order: fc.shuffledSubarray(numbers, { minLength: total }),
        repeats: fc.array(fc.nat(total - 1), { maxLength: 5 }),
      });
    });
    fc.assert(
      fc.property(orders, ({ total, base, order, repeats }) => {
        const reassembly = new Reassembly();
        const last = order.at(-1)!;
        const sent = [
          ...order.slice(0, -1),
          ...repeats.map((k) => order[k]!).filter((n) => n !== last),
          last,
        ];
        const results = sent.map((n) => add(reassembly, n, total, (base + n - 1) & 0xffff));
        expect(results.slice(0, -1).every((r) => r.kind === 'held')).toBe(true);
        expect(results.at(-1)).toEqual({
          kind: 'complete',
          serial: base,
          body: Uint8Array.from({ length: total }, (_, k) => k + 1),
        });
        expect(reassembly.heldBytes).toBe(0);
      }),
    );
  });

  test('two uploads with the same total do not mix', () => {
    const reassembly = new Reassembly();
    add(reassembly, 1, 2, 100);
    add(reassembly, 1, 2, 200);
    expect(reassembly.openSets).toBe(2);
    expect(add(reassembly, 2, 2, 201)).toMatchObject({ kind: 'complete', serial: 200 });
    expect(add(reassembly, 2, 2, 101)).toMatchObject({ kind: 'complete', serial: 100 });
  });

  test('one serial for all packets', () => {
    const reassembly = new Reassembly();
    add(reassembly, 1, 3, 77);
    add(reassembly, 2, 3, 77);
    expect(add(reassembly, 2, 3, 77).kind).toBe('held');
    expect(add(reassembly, 3, 3, 77)).toMatchObject({
      kind: 'complete',
      serial: 77,
      body: Uint8Array.of(1, 2, 3),
    });
  });

  test('serials with other messages in between', () => {
    const reassembly = new Reassembly();
    add(reassembly, 1, 2, 1233);
    expect(add(reassembly, 2, 2, 1250)).toMatchObject({ kind: 'complete', serial: 1233 });
  });

  test('number 0 and numbers beyond the total are dropped; total 1 is a plain message', () => {
    const reassembly = new Reassembly();
    expect(add(reassembly, 0, 3, 1)).toEqual({ kind: 'dropped', reason: 'number-out-of-range' });
    expect(add(reassembly, 4, 3, 1)).toEqual({ kind: 'dropped', reason: 'number-out-of-range' });
    expect(reassembly.openSets).toBe(0);
    expect(isPart(packet({ packetTotal: 1, packetNumber: 1 }))).toBe(false);
    expect(isPart(packet({ packetTotal: 0, packetNumber: 0 }))).toBe(false);
  });

  test('a set that grows too large is refused until it is forgotten, empty packets included', () => {
    const reassembly = new Reassembly({ ...REASSEMBLY_DEFAULTS, setBytesMaxRefuse: 20_000 });
    let refused = 0;
    for (let n = 1; n <= 1_000; n++) {
      if (add(reassembly, n, 60_000, n).kind === 'dropped') refused++;
      expect(reassembly.heldBytes).toBeLessThanOrEqual(20_000);
    }
    expect(refused).toBeGreaterThan(800);
    expect(reassembly.due(60_000)).toEqual([]);
    expect(add(reassembly, 1, 60_000, 1, 500_000).kind).toBe('held');
  });

  test('more sets than allowed evict the one that was silent longest', () => {
    const reassembly = new Reassembly({ ...REASSEMBLY_DEFAULTS, setsMaxEvictSilent: 2 });
    add(reassembly, 1, 3, 100, 0);
    add(reassembly, 1, 3, 200, 10);
    add(reassembly, 2, 3, 101, 20);
    add(reassembly, 1, 3, 300, 30);
    expect(reassembly.openSets).toBe(2);
    expect(reassembly.forgottenSets).toBe(1);
    expect(add(reassembly, 3, 3, 102, 40)).toMatchObject({ kind: 'complete', serial: 100 });
  });

  test('missing packets are asked for after silence, a bounded number of times, then forgotten', () => {
    const reassembly = new Reassembly();
    add(reassembly, 2, 4, 501, 0);
    add(reassembly, 3, 4, 502, 1_000);
    expect(reassembly.due(10_999)).toEqual([]);
    const wanted = { messageId: 0x0801, originalSerial: 500, head: null, packetIds: [1, 4] };
    for (let ask = 1; ask <= 5; ask++) {
      expect(reassembly.due(1_000 + ask * 10_000)).toEqual([wanted]);
      expect(reassembly.due(1_000 + ask * 10_000)).toEqual([]);
    }
    expect(reassembly.due(100_000)).toEqual([]);
    expect(reassembly.openSets).toBe(1);
    expect(reassembly.due(121_000)).toEqual([]);
    expect(reassembly.openSets).toBe(0);
    expect(reassembly.forgottenSets).toBe(1);
  });

  test('never more than 255 numbers in one request', () => {
    const reassembly = new Reassembly();
    add(reassembly, 1, 1_000, 1, 0);
    expect(reassembly.due(20_000)[0]!.packetIds).toHaveLength(255);
  });
});
