/** Values as they lie on the wire, so that properties meet ordinary numbers and not only extremes. */
import fc from 'fast-check';
import {
  type AlarmItems,
  SAFETY_ITEMS,
  SAFETY_LAYOUTS,
  type SafetyAlarm,
  type SafetyLayout,
} from '#core/alarm-items.ts';
import type { SubjectKey } from '#core/identity.ts';
import {
  type PositionFix,
  SOURCE_PROTOCOLS,
  type SourceProtocol,
  VEHICLE_CLASSES,
} from '#core/report.ts';
import type { NumberedObservation } from '#proto/codec/observation.ts';
import type { PartialRecord } from '#proto/codec/partial.ts';

export const u32 = fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 0xffffffff }));
export const u64 = fc.oneof(
  fc.nat(300),
  fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
  fc.maxSafeNat(),
  fc.constantFrom(2 ** 28 - 1, 2 ** 28, 2 ** 32 - 1, 2 ** 32, 2 ** 35, Number.MAX_SAFE_INTEGER),
);
export const key = fc.oneof(
  fc
    .uint8Array({ minLength: 8, maxLength: 8 })
    .map((b) => Buffer.from(b).toString('hex') as SubjectKey),
  fc
    .constantFrom('0000000000000001', '8000000000000000', 'ffffffffffffffff', '0000000100000000')
    .map((k) => k as SubjectKey),
);
export const flag32 = fc.oneof(
  fc.constantFrom(0, 1, 0x80000000, 0xffffffff),
  fc.integer({ min: 0, max: 0xffffffff }),
);
export const latitudeE7 = fc.integer({ min: -900_000_000, max: 900_000_000 });
export const longitudeE7 = fc.integer({ min: -1_800_000_000, max: 1_800_000_000 });
export const name = fc.oneof(
  fc.constantFrom('stage1-0', 'stage2-3'),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
export const protocol = fc.constantFrom(...(Object.keys(SOURCE_PROTOCOLS) as SourceProtocol[]));

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const byte = fc.nat(255);
const word = fc.nat(65_535);

const safetyAlarm: fc.Arbitrary<SafetyAlarm> = fc.record({
  itemId: fc.constantFrom(...Object.values(SAFETY_ITEMS)),
  layout: fc.constantFrom(...(Object.keys(SAFETY_LAYOUTS) as SafetyLayout[])),
  alarmId: u32,
  phase: byte,
  type: byte,
  level: byte,
  speedKmh: byte,
  timeMs: orNull(u64),
  markTimeMs: orNull(u64),
  markSeq: byte,
  files: byte,
  fatigueDegree: byte,
  frontSpeedKmh: byte,
  frontS: byte.map((v) => v / 10),
  deviation: byte,
  signKind: byte,
  signValue: byte,
  tyres: fc.array(
    fc.record({
      position: word,
      bits: word,
      pressureKpa: word,
      temperatureC: fc.integer({ min: -32_768, max: 32_767 }),
      batteryPct: word,
    }),
    { maxLength: 3 },
  ),
});

export const alarmItems: fc.Arbitrary<AlarmItems> = fc.record({
  overspeed: orNull(fc.record({ kind: byte, id: orNull(u32) })),
  area: orNull(fc.record({ kind: byte, id: u32, direction: byte })),
  segment: orNull(fc.record({ id: u32, seconds: word, result: word })),
  abnormal: orNull(fc.record({ bits: word, fatigueDegree: orNull(byte) })),
  lostChannels: u32,
  coveredChannels: u32,
  storageFaults: word,
  safety: fc.array(safetyAlarm, { maxLength: 3 }),
});

export const position: fc.Arbitrary<PositionFix> = fc.record({
  fixTimeMs: orNull(u64),
  latitudeDeg: orNull(latitudeE7.map((v) => v / 1e7)),
  longitudeDeg: orNull(longitudeE7.map((v) => v / 1e7)),
  altitudeM: orNull(fc.integer({ min: -32_768, max: 65_535 })),
  speedKmh: orNull(fc.nat(65_535).map((v) => v / 10)),
  courseDeg: orNull(fc.nat(359)),
  recorderSpeedKmh: orNull(fc.nat(65_535).map((v) => v / 10)),
  mileageKm: orNull(u32.map((v) => v / 10)),
  satellites: orNull(fc.nat(255)),
  alarmFlag: flag32,
  statusFlag: flag32,
  videoAlarmFlag: orNull(flag32),
  alarmItems: orNull(alarmItems),
  backlog: fc.boolean(),
  driverKey: orNull(key),
});

export const observation: fc.Arbitrary<NumberedObservation> = fc.record({
  subjectKey: key,
  deviceKey: key,
  protocol,
  eventTimeMs: u64,
  receivedTimeMs: u64,
  latitudeDeg: orNull(latitudeE7.map((v) => v / 1e7)),
  longitudeDeg: orNull(longitudeE7.map((v) => v / 1e7)),
  altitudeM: orNull(fc.integer({ min: -32_768, max: 65_535 })),
  speedKmh: orNull(fc.nat(65_535).map((v) => v / 10)),
  courseDeg: orNull(fc.nat(359)),
  mileageKm: orNull(u32.map((v) => v / 10)),
  alarmFlag: flag32,
  statusFlag: flag32,
  videoAlarmFlag: flag32,
  alarmItems: orNull(alarmItems),
  flags: fc.nat(511),
  driverKey: orNull(key),
  inputPartition: u32,
  inputOffset: u64,
  task: name,
  epoch: u32,
  number: u64,
});

export const partial: fc.Arbitrary<PartialRecord> = fc.record({
  task: name,
  epoch: u32,
  number: u64,
  partition: u32,
  tickMs: u64,
  body: fc.oneof(
    { weight: 1, arbitrary: fc.constant({ kind: 'mark' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('rules' as const),
        registryOffset: u64,
        json: fc.json(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('introduction' as const),
        introduction: fc.record({
          driverKey: key,
          subjectKey: key,
          region: name,
          enterprise: name,
          vehicleClass: name,
        }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('sample' as const),
        sample: fc.record({
          driverKey: key,
          subjectKey: key,
          eventTimeMs: u64,
          latitudeDeg: orNull(latitudeE7.map((v) => v / 1e7)),
          longitudeDeg: orNull(longitudeE7.map((v) => v / 1e7)),
          speedKmh: orNull(fc.nat(65_535).map((v) => v / 10)),
          flags: fc.nat(511),
          inputOffset: u64,
          released: fc.boolean(),
          sequence: u64,
          vehicleClass: fc.constantFrom(...VEHICLE_CLASSES),
          retracted: fc.boolean(),
          statusFlag: flag32,
        }),
      }),
    },
  ),
});

/** Well-formed fields with numbers no schema of ours uses (1000 and up), of every wire type in use. */
export const unknownFields: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      u64.map((v) => Buffer.concat([varint(1000 * 8), varint(v)])),
      fc
        .uint8Array({ minLength: 8, maxLength: 8 })
        .map((b) => Buffer.concat([varint(1001 * 8 + 1), b])),
      fc
        .uint8Array({ maxLength: 300 })
        .map((b) => Buffer.concat([varint(1002 * 8 + 2), varint(b.length), b])),
      fc
        .uint8Array({ minLength: 4, maxLength: 4 })
        .map((b) => Buffer.concat([varint(1003 * 8 + 5), b])),
    ),
    { maxLength: 3 },
  )
  .map((parts) => new Uint8Array(Buffer.concat(parts)));

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
