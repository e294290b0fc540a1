/** Blocks of GB/T 19056 within 0x0700, 0x8700 and 0x8701: published packets, both directions, any bytes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyReader, BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import {
  type RecorderCommand,
  type RecorderData,
  recorderData,
  recorderFields,
  recorderQuery,
  recorderSetting,
} from '#ingest/protocols/jt808/messages/recorder-data.ts';
import {
  buildPacket,
  type Direction,
  RECORDER_FAULTS,
  type RecorderContent,
  readPacket,
} from '#ingest/protocols/jt808/recorder/packet.ts';
import { bytesOf, hexOf, vectorsOf } from './shared-vectors.ts';

type Encode = (writer: BodyWriter, message: RecorderData, edition: '2013') => void;
const read = (hex: string, command: number, direction: Direction = 'up') => {
  const bytes = bytesOf(hex);
  return readPacket(bytes, 0, bytes.length, command, direction);
};

describe('published packets', () => {
  const bodies = [recorderData, recorderQuery, recorderSetting].flatMap((codec) => {
    const messageId = `0x${codec.id.toString(16).padStart(4, '0')}`;
    return vectorsOf('body')
      .filter(({ expect: wanted }) => wanted?.messageId === messageId)
      .map((vector) => ({ ...vector, codec }));
  });

  test.each(bodies)('$id', ({ bodyHex, codec, expect: wanted }) => {
    const bytes = bytesOf(bodyHex!);
    const message: RecorderCommand = codec.decode(new BodyReader(bytes, 0, bytes.length), '2013');
    expect(message.dataHex).toBe(wanted.dataHex);
    const { recorder, recorderFault } = recorderFields(codec.id, bytes, 0, bytes.length);
    // Bare numbers that are no recorder's block, and a plate class two bytes short, are named and kept.
    if (!/^(557a|aa75)/.test(wanted.dataHex)) {
      expect(recorderFault).toBe('RECORDER_HEAD');
      return;
    }
    const { command } = message;
    expect(recorderFault).toBeUndefined();
    if (recorder === undefined || recorder.kind === 'vehicle' || recorder.kind === 'refused')
      return;
    // Written again it says the same; the head follows the direction.
    const direction = codec === recorderData ? 'up' : 'down';
    const again = buildPacket(command, recorder, direction);
    expect(readPacket(again, 0, again.length, command, direction)).toEqual(recorder);
  });

  test('say what is in them', () => {
    expect(read('557a03001400200322101010200323101010000010000000500079', 3)).toEqual({
      kind: 'mileage',
      time: '2020-03-22T10:10:10+08:00',
      installedAt: '2020-03-23T10:10:10+08:00',
      initialKm: 100,
      totalKm: 500,
    });
    expect(read('557a12001900200323000000343330323233313939303039323033363938012f', 0x12)).toEqual({
      kind: 'driver-changes',
      events: [{ time: '2020-03-23T00:00:00+08:00', licence: '430223199009203698', event: 1 }],
    });
    expect(read('557a08000e00200322101010200323101010000129', 8, 'down')).toEqual({
      kind: 'query',
      from: '2020-03-22T10:10:10+08:00',
      to: '2020-03-23T10:10:10+08:00',
      unitsMax: 1,
    });
    const speeds = read(`557a08007e00200323000000${'0a14'}${'ff'.repeat(118)}47`, 8);
    expect(speeds).toMatchObject({
      kind: 'speed-history',
      minutes: [{ from: '2020-03-23T00:00:00+08:00' }],
    });
    const [minute] = (speeds as Extract<RecorderContent, { kind: 'speed-history' }>).minutes;
    expect(minute!.seconds.slice(0, 2)).toEqual([
      { speedKmh: 10, status: 20 },
      { speedKmh: null, status: null },
    ]);
    expect(read('557afa00d5', 8)).toEqual({ kind: 'refused' });
    expect(read('557a82000000ad', 0x82)).toEqual({ kind: 'empty' });
  });
});

test('positions are signed parts of a minute', () => {
  const position = { longitudeDeg: 113.25, latitudeDeg: -23.125, altitudeM: -12 };
  const record = { licence: 'A', from: null, to: '2026-01-02T03:04:05+08:00' };
  const content: RecorderContent = {
    kind: 'over-time',
    records: [{ ...record, startPosition: position, endPosition: null }],
  };
  const bytes = buildPacket(0x11, content, 'up');
  expect(hexOf(bytes.subarray(0, 6))).toBe('557a11003200');
  expect(new DataView(bytes.buffer, bytes.byteOffset).getInt32(36)).toBe(113.25 * 600_000);
  expect(new DataView(bytes.buffer, bytes.byteOffset).getInt32(40)).toBe(-23.125 * 600_000);
  expect(readPacket(bytes, 0, bytes.length, 0x11, 'up')).toEqual(content);
});

test('what does not fit is named, and never fatal', () => {
  const good = '557a13000700200323000000013a';
  expect(read(good, 0x13)).toMatchObject({ kind: 'power' });
  expect(read(`${good.slice(0, -2)}00`, 0x13)).toBe('RECORDER_CHECKSUM');
  expect(read(good.slice(0, -2), 0x13)).toBe('RECORDER_LENGTH');
  expect(read('0102', 0x13)).toBe('RECORDER_HEAD');
  expect(read('557a13000100003d', 0x13)).toBe('RECORDER_LAYOUT');
  // The block alone, as some devices send it.
  expect(read('20032300000002', 0x13)).toEqual({
    kind: 'power',
    events: [{ time: '2020-03-23T00:00:00+08:00', event: 2 }],
  });
  expect(read('557a77000100abf2', 0x77)).toEqual({ kind: 'unknown', blockHex: 'ab' });
});

const time = fc.option(
  fc.integer({ min: 0, max: 3_000_000_000 }).map((seconds) => {
    const shifted = new Date(Date.UTC(2001, 0, 1) + seconds * 1_000);
    return `${shifted.toISOString().slice(0, 19)}+08:00`;
  }),
  { nil: null },
);
const byte = fc.option(fc.nat(254), { nil: null });
const part = (degrees: number) =>
  fc
    .integer({ min: -degrees * 600_000, max: degrees * 600_000 })
    .filter((v) => v !== -1)
    .map((v) => v / 600_000);
const position = fc.option(
  fc.record({
    longitudeDeg: part(180),
    latitudeDeg: part(90),
    altitudeM: fc.integer({ min: -500, max: 9_000 }),
  }),
  { nil: null },
);
const licence = fc.stringMatching(/^[0-9X]{1,18}$/);
const many = <T>(count: number, one: fc.Arbitrary<T>) =>
  fc.array(one, { minLength: count, maxLength: count });
const sample = fc.record({ speedKmh: byte, status: byte });
const units = <T>(unit: fc.Arbitrary<T>) => fc.array(unit, { minLength: 1, maxLength: 3 });
const kind = <const K extends string>(name: K) => fc.constant(name);
const events = units(fc.record({ time, event: fc.nat(255) }));
const contents: [number, Direction, fc.Arbitrary<RecorderContent>][] = [
  [0x00, 'up', fc.record({ kind: kind('standard'), year: fc.nat(99), amendment: fc.nat(255) })],
  [0x01, 'up', fc.record({ kind: kind('driver'), licence })],
  [0xc2, 'down', fc.record({ kind: kind('clock'), time })],
  [
    0x03,
    'up',
    fc.record({
      ...{ kind: kind('mileage'), time, installedAt: time },
      initialKm: fc.nat(99_999_999).map((v) => v / 10),
      totalKm: fc.nat(99_999_999).map((v) => v / 10),
    }),
  ],
  [0x04, 'up', fc.record({ kind: kind('pulses'), time, pulsesPerKm: fc.nat(65_535) })],
  [
    0x05,
    'up',
    fc.record({
      kind: kind('vehicle'),
      vin: fc.stringMatching(/^[A-Z0-9]{17}$/),
      plate: fc.constantFrom('粤B12345', '京A00001'),
      plateClass: fc.constantFrom('大型汽车', '挂车'),
    }),
  ],
  [
    0x84,
    'down',
    fc.record({
      kind: kind('signals'),
      time,
      statusBytes: fc.nat(2),
      names: many(8, fc.constantFrom('', '制动', '左转向', 'D0')),
    }),
  ],
  [
    0x07,
    'up',
    fc.record({
      kind: kind('recorder'),
      certificationCode: fc.stringMatching(/^[A-Z0-9]{1,7}$/),
      model: fc.stringMatching(/^[A-Z0-9-]{1,16}$/),
      madeOn: fc.constantFrom('200323', '260101'),
      productionNumberHex: fc.constantFrom('00000001', '12341234'),
    }),
  ],
  [0x83, 'down', fc.record({ kind: kind('installed'), time })],
  [
    0x08,
    'up',
    fc.record({
      kind: kind('speed-history'),
      minutes: units(fc.record({ from: time, seconds: many(60, sample) })),
    }),
  ],
  [
    0x09,
    'up',
    fc.record({
      kind: kind('positions'),
      hours: units(
        fc.record({ from: time, minutes: many(60, fc.record({ position, speedKmh: byte })) }),
      ),
    }),
  ],
  [
    0x10,
    'up',
    fc.record({
      kind: kind('accidents'),
      records: units(fc.record({ endedAt: time, licence, samples: many(100, sample), position })),
    }),
  ],
  [
    0x11,
    'up',
    fc.record({
      kind: kind('over-time'),
      records: units(
        fc.record({
          licence,
          from: time,
          to: time,
          startPosition: position,
          endPosition: position,
        }),
      ),
    }),
  ],
  [
    0x12,
    'up',
    fc.record({
      kind: kind('driver-changes'),
      events: units(fc.record({ time, licence, event: fc.nat(255) })),
    }),
  ],
  [0x13, 'up', fc.record({ kind: kind('power'), events })],
  [0x14, 'up', fc.record({ kind: kind('parameter-changes'), events })],
  [
    0x15,
    'up',
    fc.record({
      kind: kind('speed-log'),
      records: units(
        fc.record({
          ...{ state: fc.nat(255), from: time, to: time },
          seconds: many(60, fc.record({ recorderSpeedKmh: byte, referenceSpeedKmh: byte })),
        }),
      ),
    }),
  ],
  [
    0x15,
    'down',
    fc.record({ kind: kind('query'), from: time, to: time, unitsMax: fc.nat(65_535) }),
  ],
];

test.each(contents)('command %i %s: what is written is read', (command, direction, content) => {
  fc.assert(
    fc.property(content, (recorder) => {
      const codec =
        direction === 'up' ? recorderData : command > 0x80 ? recorderSetting : recorderQuery;
      const writer = new BodyWriter();
      (codec.encode as Encode)(writer, { replySerial: 7, command, recorder }, '2013');
      const bytes = writer.finish();
      const message = codec.decode(new BodyReader(bytes, 0, bytes.length), '2013');
      expect(recorderFields(codec.id, bytes, 0, bytes.length)).toEqual({ recorder });
      // What was read is written to the same bytes.
      const again = new BodyWriter();
      (codec.encode as Encode)(again, { replySerial: 7, ...message }, '2013');
      expect(again.finish()).toEqual(bytes);
    }),
    { numRuns: 15 },
  );
});

test('any bytes are a block or a named fault', () => {
  let blocks = 0;
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(255),
      fc.boolean(),
      (data, command, framed) => {
        const head = Uint8Array.of(0x55, 0x7a, command, data.length >> 8, data.length, 0);
        const bytes = framed ? Buffer.concat([head, data, Uint8Array.of(0)]) : data;
        if (framed) bytes[bytes.length - 1] = bytes.reduce((sum, value) => sum ^ value, 0);
        for (const direction of ['up', 'down'] as const) {
          const content = readPacket(bytes, 0, bytes.length, command, direction);
          if (typeof content === 'string') expect(RECORDER_FAULTS).toContain(content);
          else if (content.kind !== 'unknown' && content.kind !== 'empty') blocks++;
        }
      },
    ),
    { numRuns: 2_000 },
  );
  expect(blocks).toBeGreaterThan(0);
});
