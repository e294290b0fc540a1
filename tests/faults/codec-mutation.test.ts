/**
 * Goal (R12): bytes of the log or of a page that are no message are refused with a fault: no other
 * error, no hang, no growth, and the next good message is read. Method: messages of every codec of
 * proto/, damaged along their own grammar (tags, lengths, numbers, order) and blindly.
 * FAULT_CODEC_MUTATIONS for other sizes, FAULT_CODEC_SEED for another seed. The frames of JT/T 808
 * have their own: tests/ingest/protocols/jt808/mutation.test.ts.
 */
import { expect, test } from 'vitest';
import { NO_SUBJECT } from '#core/identity.ts';
import {
  decodeAlertAction,
  decodeAlertTransition,
  encodeAlertAction,
  encodeAlertTransition,
} from '#proto/codec/alert.ts';
import { WireFault } from '#proto/codec/fault.ts';
import {
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeServerMessage,
} from '#proto/codec/live.ts';
import { decodeObservation, encodeObservation } from '#proto/codec/observation.ts';
import { type DriverSample, decodePartial, encodePartial } from '#proto/codec/partial.ts';
import { decodeQuarantined, encodeQuarantined } from '#proto/codec/quarantined.ts';
import { decodeReading, encodeReading } from '#proto/codec/reading.ts';
import { decodeRegistryEntity, encodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import { alertOf, observationOf, transitionOf } from '#tests/dashboard/server/support.ts';
import { type Random, randomOf } from '#tests/simulation/random.ts';
import { readingOf, rulesReading, tickReading, vehicleKey } from '#tests/simulation/world.ts';
import { sizeOf } from './size.ts';

const MUTATIONS = sizeOf('FAULT_CODEC_MUTATIONS', { small: 100_000, full: 400_000 });
const SEED = Number(process.env.FAULT_CODEC_SEED ?? 12);
const MESSAGE_MS_MAX = 10;
const HEAP_GROWTH_MIB_MAX = 32;

interface Codec {
  name: string;
  decode: (bytes: Uint8Array) => unknown;
  samples: Uint8Array[];
}

const driver = vehicleKey(3);
const fact = {
  vehicle: vehicleKey(1),
  fixMs: 1_772_337_600_000,
  speedKmh: 71.5,
  alarm: true,
  driver,
};
const at = { task: 'vehicle-1', epoch: 2, number: 123_456 };
const sample: DriverSample = {
  driverKey: driver,
  subjectKey: vehicleKey(1),
  eventTimeMs: fact.fixMs,
  latitudeDeg: 23.1,
  longitudeDeg: null,
  speedKmh: 71.5,
  flags: 3,
  inputOffset: 77,
  released: false,
  sequence: 9,
  vehicleClass: 'charter',
  retracted: true,
  statusFlag: 3,
};

const codecs: Codec[] = [
  {
    name: 'reading',
    decode: decodeReading,
    samples: [
      readingOf(fact),
      { ...readingOf(fact), raw: new Uint8Array(60).fill(0x7e), serial: 4_711 },
      tickReading(fact.fixMs),
      rulesReading(12, { 'speed.over': { sustainMs: 10_000 } }),
    ].map(encodeReading),
  },
  {
    name: 'observation',
    decode: decodeObservation,
    samples: [1, 2_000_000].map((n) => encodeObservation(observationOf(n, { driverKey: driver }))),
  },
  {
    name: 'alert transition',
    decode: decodeAlertTransition,
    samples: [
      encodeAlertTransition(transitionOf(7, alertOf(9, { driverKey: driver, closedAtMs: 1 }))),
    ],
  },
  {
    name: 'alert action',
    decode: decodeAlertAction,
    samples: [
      encodeAlertAction({
        alertId: alertOf(1).alertId,
        baseVersion: 3,
        atMs: fact.fixMs,
        actor: 'admin',
        action: 'close',
        outcome: 'confirmed',
        cause: null,
        note: '已处置',
        untilMs: null,
      }),
    ],
  },
  {
    name: 'partial',
    decode: decodePartial,
    samples: [
      encodePartial({ ...at, partition: 1, tickMs: fact.fixMs, body: { kind: 'mark' } }),
      encodePartial({ ...at, partition: 1, tickMs: fact.fixMs, body: { kind: 'sample', sample } }),
      encodePartial({
        ...at,
        partition: 1,
        tickMs: fact.fixMs,
        body: { kind: 'rules', registryOffset: 4, json: '{"a":{}}' },
      }),
    ],
  },
  {
    name: 'quarantined',
    decode: decodeQuarantined,
    samples: [
      encodeQuarantined({
        receivedTimeMs: fact.fixMs,
        source: 'tcp/jt808',
        faultCode: 'CHECKSUM_MISMATCH',
        faultOffset: 17,
        raw: new Uint8Array(40).fill(9),
        deviceKey: NO_SUBJECT,
      }),
    ],
  },
  {
    name: 'registry entity',
    decode: decodeRegistryEntity,
    samples: [
      encodeRegistryEntity({
        entity: 'vehicle',
        id: '粤B12345-2',
        json: '{"vehicleId":"粤B12345-2"}',
        changedAtMs: fact.fixMs,
        actor: 'import',
      }),
    ],
  },
  {
    name: 'message of a page',
    decode: decodeClientMessage,
    samples: [
      encodeClientMessage({ kind: 'ping', t: 5 }),
      encodeClientMessage({
        kind: 'subscribe',
        west: 113,
        south: 22,
        east: 114,
        north: 23,
        zoom: 11,
        follow: [1, 2, 3],
        alertEpoch: 'e',
        alertSeq: 77,
      }),
    ],
  },
  {
    name: 'message to a page',
    decode: decodeServerMessage,
    samples: [
      encodeServerMessage({ kind: 'pong', t: 9 }),
      encodeServerMessage({ kind: 'resync', reason: 'history is gone' }),
    ],
  },
];

const LONG_VARINT = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];

/** Where the fields of a message begin, as far as it is one. */
function fieldStarts(bytes: readonly number[]): number[] {
  const starts: number[] = [];
  let pos = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; pos < bytes.length; shift *= 128) {
      const byte = bytes[pos++]!;
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
    return value;
  };
  while (pos < bytes.length && starts.length < 100) {
    starts.push(pos);
    const type = varint() & 7;
    if (type === 0) varint();
    else if (type === 1) pos += 8;
    else if (type === 5) pos += 4;
    else if (type === 2) pos += varint();
    else break;
  }
  return starts;
}

function mutated(random: Random, good: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = [...good];
  for (let rounds = random.int(1, 3); rounds > 0; rounds--) {
    const starts = fieldStarts(bytes);
    const start = starts.length === 0 ? 0 : random.pick(starts);
    const next = starts.find((pos) => pos > start) ?? bytes.length;
    const where = bytes.length === 0 ? 0 : random.int(0, bytes.length - 1);
    switch (random.int(0, 10)) {
      case 0:
        // Another field number or wire type.
        bytes[start] = random.int(0, 255);
        break;
      case 1:
        // The length or value behind the tag lies.
        bytes[start + 1] = random.pick([0, 1, 0x7f, 0x80, 0xff]);
        break;
      case 2:
        bytes.splice(start + 1, 1, ...LONG_VARINT.slice(0, random.int(1, LONG_VARINT.length)));
        break;
      case 3:
        // A field twice, missing, or in another place.
        bytes.push(...bytes.slice(start, next));
        break;
      case 4:
        bytes.splice(start, next - start);
        break;
      case 5:
        bytes.splice(
          random.pick(starts.length === 0 ? [0] : starts),
          0,
          ...bytes.slice(start, next),
        );
        break;
      case 6:
        bytes.splice(where);
        break;
      case 7:
        // Fields of another message.
        bytes.splice(start, 0, ...other);
        break;
      case 8:
        bytes[where]! ^= 1 << random.int(0, 7);
        break;
      case 9:
        bytes.splice(
          where,
          0,
          ...Array.from({ length: random.int(1, 20) }, () => random.int(0, 255)),
        );
        break;
      default:
        // Texts that are no UTF-8, numbers of all ones.
        bytes.fill(0xff, where, Math.min(bytes.length, where + random.int(1, 9)));
    }
  }
  return Uint8Array.from(bytes);
}

test(`R12: ${MUTATIONS} damaged messages of ${codecs.length} codecs: a fault or a message, nothing else`, {
  timeout: 60_000 + MUTATIONS,
}, () => {
  const random = randomOf(SEED);
  const goodOnes = codecs.map(({ decode, samples }) => JSON.stringify(decode(samples[0]!)));
  const tally = { messages: 0, faults: 0, slowestMs: 0, heapGrowthMiB: 0 };
  const heap = (): number => process.memoryUsage().heapUsed / 2 ** 20;
  let lowest = Number.POSITIVE_INFINITY;
  let afterWarmUp = 0;
  for (let n = 0; n < MUTATIONS; n++) {
    const index = n % codecs.length;
    const { name, decode, samples } = codecs[index]!;
    const bytes = mutated(random, random.pick(samples), random.pick(random.pick(codecs).samples));
    const startMs = performance.now();
    try {
      decode(bytes);
      tally.messages++;
    } catch (error) {
      if (!(error instanceof WireFault)) {
        const what = `${name}, FAULT_CODEC_SEED=${SEED}, mutation ${n}: ${Buffer.from(bytes).toString('hex')}`;
        throw new Error(what, { cause: error });
      }
      tally.faults++;
    }
    // The first ones pay for compilation.
    if (n > 5_000) tally.slowestMs = Math.max(tally.slowestMs, performance.now() - startMs);
    if (n % 100 === 0) {
      expect(JSON.stringify(decode(samples[0]!)), `${name} behind mutation ${n}`).toBe(
        goodOnes[index],
      );
      lowest = Math.min(lowest, heap());
    }
    if (n === Math.floor(MUTATIONS / 4)) [afterWarmUp, lowest] = [lowest, Number.POSITIVE_INFINITY];
  }
  tally.heapGrowthMiB = lowest - afterWarmUp;
  if (process.env.FAULT_CODEC_MUTATIONS !== undefined) console.log(tally);
  expect(tally.messages).toBeGreaterThan(MUTATIONS / 10);
  expect(tally.faults).toBeGreaterThan(MUTATIONS / 10);
  expect(tally.heapGrowthMiB).toBeLessThan(HEAP_GROWTH_MIB_MAX);
  // Other tests share the machine: a time slice may be taken from any single message.
  expect(tally.slowestMs).toBeLessThan(MESSAGE_MS_MAX * 20);
});
