/**
 * How fast does a position report pass the wire format? One core, one process, seeded inputs.
 *
 *   node bench/model-codec.bench.ts            table for people, bench/results/model-codec.json
 *
 * How it can mislead: 20,000 subjects fit the key cache; beyond 262,144 nearly every decode makes new key
 * strings. The peer is protobufjs' generated code on the same bytes in the same process.
 */
import Long from 'long';
import type { SubjectKey } from '#core/identity.ts';
import { type Reading, SOURCE_PROTOCOLS } from '#core/report.ts';
import {
  decodeObservation,
  encodeObservation,
  type NumberedObservation,
} from '#proto/codec/observation.ts';
import { decodeReading, encodeReading } from '#proto/codec/reading.ts';
import { tizheng } from '#proto/generated/reading.gen.js';
import { measure, seededRandom, writeResults } from './harness.ts';

const SEED = 42;
const SUBJECTS = 20_000;
const ROUNDS = 5;
const OPS = 200_000;

const random = seededRandom(SEED);
const readings = Array.from({ length: SUBJECTS }, () => readingOf());
const observations = readings.map(observationOf);
const encodedReadings = readings.map((reading) => encodeReading(reading));
const encodedObservations = observations.map((observation) => encodeObservation(observation));
const generated = readings.map(generatedOf);

let sink = 0;
const results = [
  await rounds('reading encode', (i) => {
    sink += encodeReading(readings[i]!).length;
  }),
  await rounds('reading decode', (i) => {
    sink += decodeReading(encodedReadings[i]!).serial;
  }),
  await rounds('reading round trip', (i) => {
    sink += decodeReading(encodeReading(readings[i]!)).serial;
  }),
  await rounds('observation decode', (i) => {
    sink += decodeObservation(encodedObservations[i]!).flags;
  }),
  await rounds('observation round trip', (i) => {
    sink += decodeObservation(encodeObservation(observations[i]!)).flags;
  }),
  await rounds('peer: protobufjs generated code, reading round trip', (i) => {
    const type = tizheng.reading.v1.Reading;
    sink += type.decode(type.encode(generated[i]!).finish()).serial;
  }),
];
if (sink === 0) throw new Error('The work was optimised away.');
const bytes = (values: Uint8Array[]) =>
  Math.round(values.reduce((sum, value) => sum + value.length, 0) / values.length);
writeResults('model-codec', results, {
  seed: SEED,
  notes: `${SUBJECTS} subjects; ${bytes(encodedReadings)} bytes per reading with 62 raw ones, ${bytes(encodedObservations)} per observation`,
});

function rounds(name: string, once: (i: number) => void) {
  const round = () => {
    for (let i = 0; i < OPS; i++) once(i % SUBJECTS);
    return OPS;
  };
  return measure(name, round, { rounds: ROUNDS, unit: 'messages' });
}

function readingOf(): Reading {
  return {
    subjectKey: keyOf(),
    deviceKey: keyOf(),
    protocol: 'jt808_2019',
    receivedTimeMs: 1_795_000_000_000 + Math.floor(random() * 1e6),
    serial: Math.floor(random() * 65_536),
    raw: Uint8Array.from({ length: 62 }, () => Math.floor(random() * 256)),
    body: {
      kind: 'position',
      position: {
        fixTimeMs: 1_795_000_000_000 + Math.floor(random() * 1e6) * 1_000,
        latitudeDeg: Math.round((20 + random() * 5) * 1e6) / 1e6,
        longitudeDeg: Math.round((110 + random() * 6) * 1e6) / 1e6,
        altitudeM: Math.floor(random() * 300),
        speedKmh: Math.floor(random() * 1_200) / 10,
        courseDeg: Math.floor(random() * 360),
        recorderSpeedKmh: Math.floor(random() * 1_200) / 10,
        mileageKm: Math.floor(random() * 5e6) / 10,
        satellites: 12,
        alarmFlag: 0,
        statusFlag: 3,
        videoAlarmFlag: null,
        alarmItems: null,
        backlog: false,
        driverKey: null,
      },
    },
  };
}

function observationOf(reading: Reading, index: number): NumberedObservation {
  if (reading.body.kind !== 'position') throw new Error('The bench makes positions only.');
  const {
    latitudeDeg,
    longitudeDeg,
    altitudeM,
    speedKmh,
    courseDeg,
    mileageKm,
    statusFlag,
    fixTimeMs,
  } = reading.body.position;
  return {
    subjectKey: reading.subjectKey,
    deviceKey: reading.deviceKey,
    protocol: reading.protocol,
    eventTimeMs: fixTimeMs ?? 0,
    receivedTimeMs: reading.receivedTimeMs,
    latitudeDeg,
    longitudeDeg,
    altitudeM,
    speedKmh,
    courseDeg,
    mileageKm,
    alarmFlag: 0,
    statusFlag,
    videoAlarmFlag: 0,
    alarmItems: null,
    flags: 1,
    driverKey: keyOf(),
    inputPartition: 3,
    inputOffset: 12_345_678 + index,
    task: 'stage1-3',
    epoch: 7,
    number: 9_876_543 + index,
  };
}

function generatedOf(reading: Reading): tizheng.reading.v1.Reading.$Properties {
  if (reading.body.kind !== 'position') throw new Error('The bench makes positions only.');
  const p = reading.body.position;
  return {
    subjectKey: Long.fromString(reading.subjectKey, true, 16),
    deviceKey: Long.fromString(reading.deviceKey, true, 16),
    protocol: SOURCE_PROTOCOLS[reading.protocol],
    receivedTimeMs: reading.receivedTimeMs,
    serial: reading.serial,
    raw: reading.raw,
    position: {
      fixTimeMs: p.fixTimeMs,
      latitudeE7: Math.round((p.latitudeDeg ?? 0) * 1e7),
      longitudeE7: Math.round((p.longitudeDeg ?? 0) * 1e7),
      altitudeM: p.altitudeM,
      speedDkmh: Math.round((p.speedKmh ?? 0) * 10),
      courseDeg: p.courseDeg,
      recorderSpeedDkmh: Math.round((p.recorderSpeedKmh ?? 0) * 10),
      mileageHm: Math.round((p.mileageKm ?? 0) * 10),
      satellites: p.satellites,
      alarmFlag: p.alarmFlag,
      statusFlag: p.statusFlag,
      backlog: false,
    },
  };
}

function keyOf(): SubjectKey {
  let key = '';
  for (let i = 0; i < 16; i++) key += Math.floor(random() * 16).toString(16);
  return key as SubjectKey;
}
