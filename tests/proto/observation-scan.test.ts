/** The scan of an observation says what the decoder says, on messages and on any bytes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { WireFault } from '#proto/codec/fault.ts';
import {
  decodeObservation,
  encodeObservation,
  type NumberedObservation,
} from '#proto/codec/observation.ts';
import { HAS, ObservationScan } from '#proto/codec/observation-scan.ts';
import { protocolOfNumber } from '#proto/codec/protocol.ts';
import { observation } from './arbitraries.ts';

/** One for all runs: nothing of one record may be left for the next. */
const scan = new ObservationScan();

function keyIn(at: number): SubjectKey | null {
  if (at < 0) return null;
  const digits = Buffer.from(scan.bytes.slice(at, at + 8)).reverse();
  return digits.toString('hex') as SubjectKey;
}

/** Nobody who scans shows them. */
type LeftOut = 'task' | 'videoAlarmFlag' | 'alarmItems';

function scanned(bytes: Uint8Array): Omit<NumberedObservation, LeftOut> {
  scan.scan(bytes);
  const where = (bit: number, value: number) => ((scan.has & bit) === 0 ? null : value);
  return {
    subjectKey: keyIn(scan.subjectAt) ?? NO_SUBJECT,
    deviceKey: keyIn(scan.deviceAt) ?? NO_SUBJECT,
    protocol: protocolOfNumber(scan.protocol),
    eventTimeMs: scan.eventTimeMs,
    receivedTimeMs: scan.receivedTimeMs,
    latitudeDeg: where(HAS.latitude, scan.latitudeE7 / 1e7),
    longitudeDeg: where(HAS.longitude, scan.longitudeE7 / 1e7),
    altitudeM: where(HAS.altitude, scan.altitudeM),
    speedKmh: where(HAS.speed, scan.speedDkmh / 10),
    courseDeg: where(HAS.course, scan.courseDeg),
    mileageKm: where(HAS.mileage, scan.mileageHm / 10),
    alarmFlag: scan.alarmFlag,
    statusFlag: scan.statusFlag,
    flags: scan.flags,
    driverKey: keyIn(scan.driverAt),
    inputPartition: scan.inputPartition,
    inputOffset: scan.inputOffset,
    epoch: scan.epoch,
    number: scan.number,
  };
}

/** What reading gives: the fields, or the fault's code. */
function outcome<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireFault) return error.code;
    throw error;
  }
}

function decoded(bytes: Uint8Array) {
  const { task: _, videoAlarmFlag: __, alarmItems: ___, ...rest } = decodeObservation(bytes);
  return rest;
}

test('a scan and a decode of one message agree in every field', () => {
  fc.assert(
    fc.property(observation, (o) => {
      const bytes = encodeObservation(o).slice();
      expect(scanned(bytes)).toEqual(decoded(bytes));
    }),
  );
});

test('a scan and a decode of damaged bytes agree in fields or fault', () => {
  let faults = 0;
  let whole = 0;
  const damage = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 4 });
  fc.assert(
    fc.property(observation, damage, fc.nat(200), (o, hits, cut) => {
      const bytes = encodeObservation(o).slice(0, cut);
      for (const [at, value] of hits) if (at < bytes.length) bytes[at] = value;
      const expected = outcome(() => decoded(bytes));
      if (typeof expected === 'string') faults++;
      else whole++;
      expect(outcome(() => scanned(bytes))).toEqual(expected);
    }),
    { numRuns: 1_000 },
  );
  expect(faults).toBeGreaterThan(50);
  expect(whole).toBeGreaterThan(50);
});
