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

/** A parameter of the table with a value of its type, or of a structure or a vendor with bytes. */
const parameter: fc.Arbitrary<Parameter> = fc.oneof(
  fc.constantFrom(...PARAMETERS.values()).chain(({ id, type }): fc.Arbitrary<Parameter> => {
    const idText = `0x${id.toString(16).padStart(4, '0')}`;
    if (type === 'u8') return u8.map((value) => ({ id: idText, length: 1, value }));
    if (type === 'u16') return u16.map((value) => ({ id: idText, length: 2, value }));
    if (type === 'u32') return u32.map((value) => ({ id: idText, length: 4, value }));
    if (type === 'text') {
      return fc
        .stringMatching(/^([a-z0-9.:]{1,20})?$/)
        .map((value) => ({ id: idText, length: value.length, value }));
    }
    return hex(0, 30).map((bytes) => ({ id: idText, length: bytes.length / 2, hex: bytes }));
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
];

const seed = 808;
/** One sample of each, for damage. */
export const samples: readonly [id: number, message: unknown][] = drawn.map(({ id, message }) => [
  id,
  fc.sample(message, { seed, numRuns: 4 }).at(-1)!,
]);
