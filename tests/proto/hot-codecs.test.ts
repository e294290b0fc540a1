/** The hand-written codecs against the generated code, both ways, on values drawn from the wire. */
import fc from 'fast-check';
import Long from 'long';
import { describe, expect, test } from 'vitest';
import type { AlarmItems } from '#core/alarm-items.ts';
import type { SubjectKey } from '#core/identity.ts';
import { type Reading, SOURCE_PROTOCOLS } from '#core/report.ts';
import { WireFault } from '#proto/codec/fault.ts';
import {
  decodeObservation,
  encodeObservation,
  type NumberedObservation,
} from '#proto/codec/observation.ts';
import { decodePartial, encodePartial, type PartialRecord } from '#proto/codec/partial.ts';
import { decodeReading, encodeReading, peekSubject } from '#proto/codec/reading.ts';
import { tizheng as observationRoot } from '#proto/generated/observation.gen.js';
import { tizheng as partialRoot } from '#proto/generated/partial.gen.js';
import { tizheng as readingRoot } from '#proto/generated/reading.gen.js';
import * as arb from './arbitraries.ts';

const GeneratedReading = readingRoot.reading.v1.Reading;
const GeneratedAlarmItems = readingRoot.reading.v1.AlarmItems;
const GeneratedObservation = observationRoot.observation.v1.Observation;
const GeneratedPartial = partialRoot.partial.v1.Partial;

const long = (key: SubjectKey) => Long.fromString(key, true, 16);
const longOrNull = (key: SubjectKey | null) => (key === null ? null : long(key));
const scaled = (value: number | null, factor: number) =>
  value === null ? null : Math.round(value * factor);

const hotReading: fc.Arbitrary<Reading> = fc.record({
  subjectKey: arb.key,
  deviceKey: arb.key,
  protocol: arb.protocol,
  receivedTimeMs: arb.u64,
  serial: fc.nat(65_535),
  raw: fc.uint8Array({ maxLength: 300 }),
  body: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant('position' as const), position: arb.position }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('tick' as const), timeMs: arb.u64 }) },
  ),
});

function generatedReading(reading: Reading): Uint8Array {
  const { body } = reading;
  const inner =
    body.kind === 'tick'
      ? { tick: { timeMs: body.timeMs } }
      : body.kind === 'position'
        ? {
            position: {
              fixTimeMs: body.position.fixTimeMs,
              latitudeE7: scaled(body.position.latitudeDeg, 1e7),
              longitudeE7: scaled(body.position.longitudeDeg, 1e7),
              altitudeM: body.position.altitudeM,
              speedDkmh: scaled(body.position.speedKmh, 10),
              courseDeg: body.position.courseDeg,
              recorderSpeedDkmh: scaled(body.position.recorderSpeedKmh, 10),
              mileageHm: scaled(body.position.mileageKm, 10),
              satellites: body.position.satellites,
              alarmFlag: body.position.alarmFlag,
              statusFlag: body.position.statusFlag,
              videoAlarmFlag: body.position.videoAlarmFlag,
              backlog: body.position.backlog,
              driverKey: longOrNull(body.position.driverKey),
              ...(body.position.alarmItems === null
                ? {}
                : { alarmItems: wireItems(body.position.alarmItems) }),
            },
          }
        : {};
  return GeneratedReading.encode({
    subjectKey: long(reading.subjectKey),
    deviceKey: long(reading.deviceKey),
    protocol: SOURCE_PROTOCOLS[reading.protocol],
    receivedTimeMs: reading.receivedTimeMs,
    serial: reading.serial,
    raw: reading.raw,
    ...inner,
  }).finish();
}

function generatedObservation(o: NumberedObservation): Uint8Array {
  return GeneratedObservation.encode({
    subjectKey: long(o.subjectKey),
    deviceKey: long(o.deviceKey),
    protocol: SOURCE_PROTOCOLS[o.protocol],
    eventTimeMs: o.eventTimeMs,
    receivedTimeMs: o.receivedTimeMs,
    latitudeE7: scaled(o.latitudeDeg, 1e7),
    longitudeE7: scaled(o.longitudeDeg, 1e7),
    altitudeM: o.altitudeM,
    speedDkmh: scaled(o.speedKmh, 10),
    courseDeg: o.courseDeg,
    mileageHm: scaled(o.mileageKm, 10),
    alarmFlag: o.alarmFlag,
    statusFlag: o.statusFlag,
    flags: o.flags,
    driverKey: longOrNull(o.driverKey),
    inputPartition: o.inputPartition,
    inputOffset: o.inputOffset,
    task: o.task,
    epoch: o.epoch,
    number: o.number,
    videoAlarmFlag: o.videoAlarmFlag,
    ...(o.alarmItems === null
      ? {}
      : { alarmItems: GeneratedAlarmItems.encode(wireItems(o.alarmItems)).finish() }),
  }).finish();
}

function wireItems(items: AlarmItems): readingRoot.reading.v1.IAlarmItems {
  const { overspeed, area, segment, abnormal, safety, ...numbers } = items;
  return {
    ...numbers,
    ...(overspeed && { overspeed }),
    ...(area && { area }),
    ...(segment && { segment }),
    ...(abnormal && { abnormal }),
    safety: safety.map(({ layout, frontS, tyres, ...same }) => ({
      ...same,
      layout: { other: 0, jsatl: 1, gdrta: 2 }[layout],
      frontDs: Math.round(frontS * 10),
      tyres: [...tyres],
    })),
  };
}

function generatedPartial(partial: PartialRecord): Uint8Array {
  const { task, epoch, number, partition, tickMs, body } = partial;
  const inner =
    body.kind === 'mark'
      ? { mark: {} }
      : body.kind === 'rules'
        ? { rules: { registryOffset: body.registryOffset, json: body.json } }
        : body.kind === 'introduction'
          ? {
              introduction: {
                ...body.introduction,
                driverKey: long(body.introduction.driverKey),
                subjectKey: long(body.introduction.subjectKey),
              },
            }
          : {
              sample: {
                driverKey: long(body.sample.driverKey),
                subjectKey: long(body.sample.subjectKey),
                eventTimeMs: body.sample.eventTimeMs,
                latitudeE7: scaled(body.sample.latitudeDeg, 1e7),
                longitudeE7: scaled(body.sample.longitudeDeg, 1e7),
                speedDkmh: scaled(body.sample.speedKmh, 10),
                flags: body.sample.flags,
                inputOffset: body.sample.inputOffset,
                released: body.sample.released,
                sequence: body.sample.sequence,
                vehicleClass: body.sample.vehicleClass,
                retracted: body.sample.retracted,
                statusFlag: body.sample.statusFlag,
              },
            };
  return GeneratedPartial.encode({ task, epoch, number, partition, tickMs, ...inner }).finish();
}

/** What the generated code makes of our bytes, written again by the generated code in field order. */
interface Generated<M> {
  decode(bytes: Uint8Array): M;
  encode(message: M): { finish(): Uint8Array };
}

interface Pair<T> {
  name: string;
  values: fc.Arbitrary<T>;
  encode(value: T): Uint8Array;
  decode(bytes: Uint8Array): T;
  encodeGenerated(value: T): Uint8Array;
  recode(bytes: Uint8Array): Uint8Array;
}

const recoder =
  <M>(type: Generated<M>) =>
  (bytes: Uint8Array) =>
    type.encode(type.decode(bytes)).finish();

function describePair<T>(pair: Pair<T>): void {
  describe(pair.name, () => {
    test('decode returns what encode was given', () => {
      fc.assert(
        fc.property(pair.values, (value) => {
          expect(pair.decode(pair.encode(value))).toEqual(value);
        }),
        { numRuns: 400 },
      );
    });

    test('reads what the generated code writes, unknown fields skipped', () => {
      fc.assert(
        fc.property(pair.values, arb.unknownFields, (value, unknown) => {
          const bytes = Buffer.concat([unknown, pair.encodeGenerated(value), unknown]);
          expect(plain(pair.decode(bytes))).toEqual(plain(value));
        }),
        { numRuns: 400 },
      );
    });

    test('the generated code reads what we write', () => {
      fc.assert(
        fc.property(pair.values, (value) => {
          // Two protobuf writers may differ in writing zero values; after one reader they may not.
          const ours = Buffer.from(pair.recode(pair.encode(value))).toString('hex');
          const theirs = Buffer.from(pair.recode(pair.encodeGenerated(value))).toString('hex');
          expect(ours).toBe(theirs);
        }),
        { numRuns: 400 },
      );
    });

    test('any bytes give a value or a WireFault, and a cut inside a field always the fault', () => {
      let faults = 0;
      fc.assert(
        fc.property(pair.values, fc.nat(), fc.nat(), fc.nat(255), (value, cut, at, byte) => {
          const bytes = Buffer.from(pair.encode(value));
          if (bytes.length === 0) return;
          bytes[at % bytes.length] = byte;
          try {
            pair.decode(bytes.subarray(0, cut % (bytes.length + 1)));
          } catch (error) {
            expect(error).toBeInstanceOf(WireFault);
            faults += 1;
          }
        }),
        { numRuns: 600 },
      );
      expect(faults).toBeGreaterThan(100);
    });
  });
}

/** `raw` is a view of whatever the input was: compare its bytes. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, v) =>
      v instanceof Uint8Array ? [...v] : v?.type === 'Buffer' ? v.data : v,
    ),
  );
}

describePair<Reading>({
  name: 'Reading with position or tick',
  values: hotReading,
  encode: encodeReading,
  decode: decodeReading,
  encodeGenerated: generatedReading,
  recode: recoder(GeneratedReading),
});
describePair<NumberedObservation>({
  name: 'Observation',
  values: arb.observation,
  encode: encodeObservation,
  decode: decodeObservation,
  encodeGenerated: generatedObservation,
  recode: recoder(GeneratedObservation),
});
describePair<PartialRecord>({
  name: 'Partial',
  values: arb.partial,
  encode: encodePartial,
  decode: decodePartial,
  encodeGenerated: generatedPartial,
  recode: recoder(GeneratedPartial),
});

test('results of one encoder do not overwrite each other, across many slabs', () => {
  const values = fc.sample(hotReading, { numRuns: 2_000, seed: 7 });
  const encoded = values.map(encodeReading);
  encoded.forEach((bytes, i) => {
    expect(decodeReading(bytes)).toEqual(values[i]);
  });
});

test('values without a place on the wire are refused', () => {
  const [value] = fc.sample(hotReading, { numRuns: 1, seed: 1 });
  const reading = value!;
  const refused: Partial<Reading>[] = [
    { receivedTimeMs: -1 },
    { receivedTimeMs: 0.5 },
    { receivedTimeMs: 2 ** 53 },
    { receivedTimeMs: Number.NaN },
    { serial: -1 },
    { subjectKey: 'ABCDEF0123456789' as SubjectKey },
    { subjectKey: 'abc' as SubjectKey },
    { body: { kind: 'tick', timeMs: Number.POSITIVE_INFINITY } },
  ];
  for (const change of refused)
    expect(() => encodeReading({ ...reading, ...change })).toThrow(WireFault);
  // A refusal leaves the writer usable.
  expect(decodeReading(encodeReading(reading))).toEqual(reading);
});

test('64-bit values beyond the safe integers are refused, not rounded', () => {
  for (const value of [2n ** 53n, 2n ** 56n, 2n ** 60n, 2n ** 64n - 1n]) {
    const bytes = GeneratedObservation.encode({
      eventTimeMs: Long.fromString(value.toString(), true),
    }).finish();
    expect(() => decodeObservation(bytes)).toThrow(WireFault);
  }
});

test('a protocol of a later version is unknown, not a fault', () => {
  const bytes = Uint8Array.of(0x18, 99, 0xa2, 0x01, 0x02, 0x08, 0x01);
  expect(decodeReading(bytes).protocol).toBe('unknown');
});

test('the subject of a reading is told by its first bytes alone', () => {
  fc.assert(
    fc.property(hotReading, (value) => {
      expect(peekSubject(encodeReading(value))).toBe(value.subjectKey);
    }),
  );
});
