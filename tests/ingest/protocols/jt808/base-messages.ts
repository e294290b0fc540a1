/** Messages of JT/T 808 itself beyond the reports: how to draw them, and one sample of each. */
import fc from 'fast-check';
import { messageById } from '#ingest/protocols/jt808/messages/index.ts';
import type { MessageCodec } from '#ingest/protocols/jt808/messages/message.ts';
import { PARAMETERS } from '#ingest/protocols/jt808/messages/parameter-table.ts';
import type { Parameter } from '#ingest/protocols/jt808/messages/parameters.ts';
import { locationWith, shortText, text, u8, u16, u32 } from './arbitraries.ts';

type Editions = readonly ('2011' | '2013' | '2019')[];
const EVERY: Editions = ['2011', '2013', '2019'];
const digits = fc.stringMatching(/^[0-9]{12}$/);
const hex = (min: number, max: number) =>
  fc
    .uint8Array({ minLength: min, maxLength: max })
    .map((bytes) => Buffer.from(bytes).toString('hex'));
const locationBody = locationWith(fc.constant({ items: [] }));

const address = fc.stringMatching(/^([a-z0-9.:]{1,20})?$/);
const structure = hex(0, 30);
/** A parameter of the table with a value of its type, or of a structure or a vendor with bytes. */
const parameter: fc.Arbitrary<Parameter> = fc.oneof(
  fc.constantFrom(...PARAMETERS.values()).chain(({ id, type }): fc.Arbitrary<Parameter> => {
    const idText = `0x${id.toString(16).padStart(4, '0')}`;
    if (type === 'u8') return u8.map((value) => ({ id: idText, length: 1, value }));
    if (type === 'u16') return u16.map((value) => ({ id: idText, length: 2, value }));
    if (type === 'u32') return u32.map((value) => ({ id: idText, length: 4, value }));
    if (type === 'text') {
      return address.map((value) => ({ id: idText, length: value.length, value }));
    }
    return structure.map((bytes) => ({ id: idText, length: bytes.length / 2, hex: bytes }));
  }),
  hex(3, 3).map((bytes) => ({
    id: '0x0001',
    length: 3,
    hex: bytes,
    lengthMismatch: true as const,
  })),
  fc
    .tuple(fc.integer({ min: 0xf000, max: 0xf300 }), hex(0, 40))
    .map(([id, bytes]) => ({ id: `0x${id.toString(16)}`, length: bytes.length / 2, hex: bytes })),
);
const parameters = { paramCount: u8, params: fc.array(parameter, { maxLength: 6 }) };
const properties = {
  terminalType: u16,
  manufacturerId: fc.stringMatching(/^[A-Z0-9]{0,5}$/),
  terminalModel: fc.stringMatching(/^[A-Z0-9]{0,20}$/),
  terminalId: shortText,
  iccid: fc.stringMatching(/^[0-9]{20}$/),
  hardwareVersion: text,
  firmwareVersion: text,
  gnssProperty: u8,
  networkProperty: u8,
};
const packets = fc.record({ originalSerial: u16, packetIds: fc.array(u16, { maxLength: 20 }) });

const degrees = fc.integer({ min: 1, max: 90_000_000 }).map((raw) => raw / 1e6);
const ids = fc.record({ ids: fc.array(u32, { maxLength: 9 }) });
/** Bits that add no field and turn no coordinate. */
const plainBits = u16.map((bits) => bits & ~0xc3);
const timed = { startTimeBcd: digits, endTimeBcd: digits };
const limited = { maxSpeedKmh: u16, overspeedDurationSec: u8 };
const limited2019 = { ...limited, nightMaxSpeedKmh: u16 };
const signed = (value: number, negative: boolean): number => (negative ? -value : value);
const SIDES = [0, 0x40, 0x80, 0xc0];

/** An area of a shape on one side of 0°, with and without what its bits add. */
function area(
  shape: (south: boolean, west: boolean) => Record<string, fc.Arbitrary<unknown>>,
  edition: 'old' | '2019',
): fc.Arbitrary<unknown> {
  const night = edition === '2019';
  return fc
    .record({
      plain: plainBits,
      side: fc.constantFrom(...SIDES),
      time: fc.boolean(),
      speed: fc.boolean(),
    })
    .chain(({ plain, side, time: hasTime, speed }) =>
      fc.record({
        id: u32,
        attributes: fc.constant(plain | side | (hasTime ? 1 : 0) | (speed ? 2 : 0)),
        ...shape((side & 0x40) !== 0, (side & 0x80) !== 0),
        ...(hasTime ? timed : {}),
        ...(speed ? (night ? limited2019 : limited) : {}),
        ...(night ? { name: text } : {}),
      }),
    );
}
const circle = (south: boolean, west: boolean) => ({
  centerLatitudeDeg: degrees.map((d) => signed(d, south)),
  centerLongitudeDeg: degrees.map((d) => signed(d, west)),
  radiusM: u32,
});
const rectangle = (south: boolean, west: boolean) => ({
  topLeftLatitudeDeg: degrees.map((d) => signed(d, south)),
  topLeftLongitudeDeg: degrees.map((d) => signed(d, west)),
  bottomRightLatitudeDeg: degrees.map((d) => signed(d, south)),
  bottomRightLongitudeDeg: degrees.map((d) => signed(d, west)),
});
const polygon = (south: boolean, west: boolean) => ({
  vertices: fc.array(
    fc.record({
      latitudeDeg: degrees.map((d) => signed(d, south)),
      longitudeDeg: degrees.map((d) => signed(d, west)),
    }),
    { maxLength: 5 },
  ),
});
const areasOf = (shape: Parameters<typeof area>[0], edition: 'old' | '2019') =>
  fc.record({ settingType: u8, areas: fc.array(area(shape, edition), { maxLength: 3 }) });

const routePoint = (night: boolean) =>
  u8
    .map((bits) => bits & 0x0f)
    .chain((bits) =>
      fc.record({
        pointId: u32,
        segmentId: u32,
        widthM: u8,
        segmentAttributes: fc.constant(bits),
        latitudeDeg: degrees.map((d) => signed(d, (bits & 4) !== 0)),
        longitudeDeg: degrees.map((d) => signed(d, (bits & 8) !== 0)),
        ...((bits & 1) === 0 ? {} : { driveTooLongSec: u16, driveTooShortSec: u16 }),
        ...((bits & 2) === 0 ? {} : night ? limited2019 : limited),
      }),
    );
const routeOf = (night: boolean) =>
  fc.boolean().chain((hasTime) =>
    fc.record({
      id: u32,
      attributes: fc.constant(hasTime ? 0x3d : 0x3c),
      ...(hasTime ? timed : {}),
      points: fc.array(routePoint(night), { maxLength: 4 }),
      ...(night ? { name: text } : {}),
    }),
  );

const head = { multimediaId: u32, mediaType: u8, mediaFormat: u8, eventCode: u8, channelId: u8 };
const locationBase = locationBody.map(({ additional: _, ...base }) => base);
const data = hex(0, 40);
const search = { mediaType: u8, channelId: u8, eventCode: u8, ...timed };
const stored = { mediaType: u8, channelId: u8, eventCode: u8, location: locationBase };
const rsa = fc.record({ e: u32, nHex: hex(128, 128) });
const through = fc.record({ type: hex(1, 1).map((one) => `0x${one}`), dataHex: data });
const OLD: Editions = ['2011', '2013'];
const AFTER_2011: Editions = ['2013', '2019'];

interface Drawn {
  id: number;
  codec: MessageCodec<unknown>;
  message: fc.Arbitrary<unknown>;
  /** Those that can carry every field. */
  editions: Editions;
}

function of(id: number, message: fc.Arbitrary<unknown>, editions: Editions = EVERY): Drawn {
  return { id, codec: messageById.get(id)!, message, editions };
}

/** Every message with what may be in it. */
export const drawn: readonly Drawn[] = [
  of(0x0004, fc.constant({})),
  of(0x8004, fc.record({ timeBcd: digits })),
  of(0x0005, packets),
  of(0x8103, fc.record(parameters)),
  of(0x8104, fc.constant({})),
  of(0x0104, fc.record({ replySerial: u16, ...parameters })),
  of(
    0x8106,
    fc.record({
      paramIds: fc.array(
        u32.map((id) => `0x${id.toString(16).padStart(4, '0')}`),
        { maxLength: 20 },
      ),
    }),
  ),
  of(0x8105, fc.record({ command: u8, parameter: text })),
  of(0x8107, fc.constant({})),
  of(0x0107, fc.record(properties)),
  of(
    0x0107,
    fc.record({
      ...properties,
      // The other length must not fit by chance.
      iccid: fc.stringMatching(/^8986[0-9]{4}9[0-9]{11}$/),
      manufacturerId: fc.stringMatching(/^[A-Z0-9]{11}$/),
      manufacturerIdLength: fc.constant(11),
    }),
    ['2019'],
  ),
  of(
    0x8108,
    fc.record({
      upgradeType: u8,
      manufacturerId: fc.stringMatching(/^[A-Z0-9]{0,5}$/),
      firmwareVersion: text,
      packageHex: hex(0, 60),
    }),
  ),
  of(0x0108, fc.record({ upgradeType: u8, result: u8 })),
  of(0x8201, fc.constant({})),
  of(0x0201, locationBody, ['2011']),
  of(
    0x0201,
    fc.tuple(u16, locationBody).map(([replySerial, body]) => ({ replySerial, ...body })),
    ['2013', '2019'],
  ),
  of(
    0x8202,
    fc.oneof(fc.constant({ intervalSec: 0 }), fc.record({ intervalSec: u16, validitySec: u32 })),
  ),
  of(0x8203, fc.record({ alarmSerial: u16, alarmType: u32 })),
  of(0x8204, fc.constant({})),
  of(0x8702, fc.constant({})),
  of(
    0x0500,
    fc.tuple(u16, locationBody).map(([replySerial, body]) => ({ replySerial, ...body })),
  ),
  of(
    0x8301,
    fc.record({
      settingType: u8,
      events: fc.array(fc.record({ id: u8, content: text }), { maxLength: 5 }),
    }),
  ),
  of(0x0301, fc.record({ eventId: u8 })),
  of(
    0x8302,
    fc.record({
      flag: u8,
      question: text,
      answers: fc.array(fc.record({ id: u8, content: text }), { maxLength: 5 }),
    }),
  ),
  of(0x0302, fc.record({ replySerial: u16, answerId: u8 })),
  of(
    0x8303,
    fc.record({
      settingType: u8,
      items: fc.array(fc.record({ type: u8, name: text }), { maxLength: 5 }),
    }),
  ),
  of(0x0303, fc.record({ infoType: u8, flag: u8 })),
  of(0x8304, fc.record({ infoType: u8, content: text })),
  of(0x8400, fc.record({ flag: u8, phoneNumber: shortText })),
  of(
    0x8401,
    fc.record({
      settingType: u8,
      contacts: fc.array(fc.record({ flag: u8, phoneNumber: shortText, name: text }), {
        maxLength: 5,
      }),
    }),
  ),
  of(0x8500, fc.record({ flag: u8 }), OLD),
  of(
    0x8500,
    fc
      .tuple(fc.array(fc.record({ type: fc.constant(1), param: u8 }), { maxLength: 3 }), data)
      .map(([doors, bytes]) => ({
        controlCount: doors.length + 1,
        controls: [...doors, { type: 0xf001, hex: bytes }],
      })),
    ['2019'],
  ),
  of(0x8600, areasOf(circle, 'old'), OLD),
  of(0x8600, areasOf(circle, '2019'), ['2019']),
  of(0x8602, areasOf(rectangle, 'old'), OLD),
  of(0x8602, areasOf(rectangle, '2019'), ['2019']),
  of(0x8604, area(polygon, 'old'), OLD),
  of(0x8604, area(polygon, '2019'), ['2019']),
  of(0x8606, routeOf(false), OLD),
  of(0x8606, routeOf(true), ['2019']),
  of(0x8601, ids),
  of(0x8603, ids),
  of(0x8605, ids),
  of(0x8607, ids),
  of(0x8608, fc.record({ queryType: u8, ids: fc.array(u32, { maxLength: 9 }) })),
  of(0x0608, fc.record({ queryType: u8, count: u32, dataHex: data })),
  of(0x8700, fc.record({ command: u8, dataHex: data })),
  of(0x8701, fc.record({ command: u8, dataHex: data })),
  of(0x0700, fc.record({ replySerial: u16, command: u8, dataHex: data })),
  of(0x0701, fc.record({ waybillHex: data })),
  of(
    0x0705,
    fc
      .record({
        receiveTime: fc.stringMatching(/^[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{4}$/),
        frames: fc.array(
          fc.record({
            channel: fc.constantFrom(0, 1),
            frameType: fc.constantFrom(0, 1),
            dataMethod: fc.constantFrom(0, 1),
            canId: fc.integer({ min: 0, max: 0x1fff_ffff }),
            dataHex: hex(8, 8),
          }),
          { maxLength: 4 },
        ),
      })
      .map((message) => ({ ...message, count: message.frames.length })),
  ),
  of(0x0800, fc.record(head)),
  of(
    0x0801,
    fc
      .record({ ...head, dataHex: data })
      .map((message) => ({ ...message, dataLength: message.dataHex.length / 2 })),
    ['2011'],
  ),
  of(
    0x0801,
    fc
      .record({ ...head, location: locationBase, dataHex: data })
      .map((message) => ({ ...message, dataLength: message.dataHex.length / 2 })),
    AFTER_2011,
  ),
  of(
    0x8800,
    fc.record(
      { multimediaId: u32, packetIds: fc.array(u16, { maxLength: 9 }) },
      { requiredKeys: ['multimediaId'] },
    ),
    AFTER_2011,
  ),
  of(
    0x8801,
    fc.record({
      channelId: u8,
      command: u16,
      intervalSec: u16,
      saveFlag: u8,
      resolution: u8,
      quality: u8,
      brightness: u8,
      contrast: u8,
      saturation: u8,
      chroma: u8,
    }),
  ),
  of(
    0x0805,
    fc.record(
      { replySerial: u16, result: u8, multimediaIds: fc.array(u32, { maxLength: 9 }) },
      { requiredKeys: ['replySerial', 'result'] },
    ),
  ),
  of(0x8802, fc.record(search)),
  of(0x8803, fc.record({ ...search, deleteFlag: u8 })),
  of(
    0x0802,
    fc
      .record({
        replySerial: u16,
        items: fc.array(fc.record({ multimediaId: u32, ...stored }), { maxLength: 3 }),
      })
      .map((message) => ({ ...message, count: message.items.length })),
    AFTER_2011,
  ),
  of(0x8804, fc.record({ command: u8, durationSec: u16, saveFlag: u8, sampleRate: u8 })),
  of(0x8805, fc.record({ multimediaId: u32, deleteFlag: u8 })),
  of(0x8900, through),
  of(0x0900, through),
  of(
    0x0901,
    data.map((bytes) => ({ compressedLength: bytes.length / 2, compressedHex: bytes })),
  ),
  of(0x8a00, rsa),
  of(0x0a00, rsa),
];

const seed = 808;
/** One sample of each, for damage. */
export const samples: readonly [id: number, message: unknown][] = drawn.map(({ id, message }) => [
  id,
  fc.sample(message, { seed, numRuns: 4 }).at(-1)!,
]);
