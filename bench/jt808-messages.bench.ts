/**
 * Decoding by type of message, one core, beside a peer: `node bench/jt808-messages.bench.ts`.
 *
 * The stream is cut (64 KiB segments), unescaped and verified, header and body become fields. Ours are told twice where the gateway
 * has a shorter way: `named` = the object with names that `decode` prints, in house units, times and text as strings;
 * `reading` = what goes to the log. The peer is go-jt808 (Go, MIT): the same bytes through its frame reader, its message and its model
 * of the body, one thread. Skipped with its reason when it cannot be fetched.
 *
 * How the figures can mislead: the input is warm in the cache; neither side converts quite the same (the peer splits the alarm and status
 * words into bools and leaves text, times and units nearer to the wire; ours makes text of GB18030 and keeps every item's bytes).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SubjectKey } from '#core/identity.ts';
import { BodyWriter, idText } from '#ingest/protocols/jt808/bytes.ts';
import { decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { newHeader, readHeader } from '#ingest/protocols/jt808/header.ts';
import { messageById } from '#ingest/protocols/jt808/messages/index.ts';
import { itemsOf } from '#ingest/protocols/jt808/messages/location-items.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import { type ReportContext, toReadings } from '#ingest/protocols/jt808/to-report.ts';
import { type BenchResult, measure, seededRandom, writeResults } from './harness.ts';
import { buildPeer, PEER_VERSION, runPeer } from './peers/go-jt808.ts';

const SEED = 808;
const FRAMES = 20_000;
const ROUNDS = 7;
const SEGMENT_BYTES = 64 * 1024;
const random = seededRandom(SEED);
const below = (limit: number): number => Math.floor(random() * limit);

const TIME = '2026-11-21T08:00:05+08:00';
const location = (items: object) => ({
  alarmFlag: random() < 0.02 ? (1 << below(29)) >>> 0 : 0,
  statusFlag: 0x000c0003,
  latitudeDeg: 22 + below(1_000_000) / 1e6,
  longitudeDeg: 113 + below(1_000_000) / 1e6,
  altitudeM: below(1_000),
  speedKmh: below(1_200) / 10,
  directionDeg: below(360),
  time: TIME,
  additional: { items: itemsOf(items) },
});
const five = () => ({
  mileageKm: below(5_000_000) / 10,
  fuelL: below(4_000) / 10,
  recorderSpeedKmh: below(1_200) / 10,
  signalStrength: below(32),
  satellites: 4 + below(20),
});
const adas = () => ({
  adas: {
    profile: 'T/JSATL 12-2017',
    alarmId: below(1_000),
    flagState: 1,
    type: 2,
    level: 2,
    frontVehicleSpeedKmh: 50,
    frontDistanceSec: 1.2,
    deviation: 1,
    roadSignType: 0,
    roadSignValue: 0,
    speedKmh: 60,
    altitudeM: 20,
    latitudeDeg: 22.5,
    longitudeDeg: 113.9,
    time: TIME,
    vehicleStatus: 1,
    alarmIdentifier: { terminalId: '1234567', time: TIME, seq: 0, attachmentCount: 3 },
  },
});
const parameters = () => {
  const ids = [
    0x0001, 0x0002, 0x0013, 0x0018, 0x0020, 0x0027, 0x0029, 0x0055, 0x0056, 0x0057, 0x0059, 0x0083,
  ];
  return ids.map((id) => {
    const text = id === 0x0013 ? '127.0.0.1' : '粤B12345';
    const isText = id === 0x0013 || id === 0x0083;
    const value = isText ? text : below(1_000);
    return { id: idText(id), length: id === 0x0083 ? 8 : isText ? text.length : 4, value };
  });
};

/** By name: the message and how one is drawn. */
const WORKLOADS: readonly [name: string, id: number, draw: () => unknown][] = [
  ['0x0200 five items', 0x0200, () => location(five())],
  ['0x0200 five items and ADAS', 0x0200, () => location({ ...five(), ...adas() })],
  [
    '0x0704 ten points',
    0x0704,
    () => ({
      count: 10,
      batchType: 1,
      locations: Array.from({ length: 10 }, () => location(five())),
    }),
  ],
  [
    '0x0001 general ack',
    0x0001,
    () => ({ replySerial: below(65_536), replyId: '0x8300', result: 0 }),
  ],
  [
    '0x0100 registration',
    0x0100,
    () => ({
      provinceId: 44,
      cityId: 300,
      manufacturerId: '70111',
      terminalModel: 'TZ-1',
      terminalId: '1234567',
      plateColor: 2,
      plateNumber: `粤B${10_000 + below(90_000)}`,
    }),
  ],
  [
    '0x0102 authentication',
    0x0102,
    () => ({ authCode: `code-${below(1e6)}`, imei: '860000000000001', softwareVersion: '1.2' }),
  ],
  [
    '0x0104 twelve parameters',
    0x0104,
    () => ({ replySerial: 1, paramCount: 12, params: parameters() }),
  ],
];
const HAS_READING = new Set([0x0200, 0x0704]);

function streamOf(id: number, draw: () => unknown): Buffer {
  const frames: Uint8Array[] = [];
  for (let k = 0; k < FRAMES; k++) {
    const version = k % 2 === 0 ? '2013' : '2019';
    const writer = new BodyWriter();
    messageById.get(id)!.encode(writer, draw(), version);
    const phone = `138${String(below(2_000)).padStart(8, '0')}`;
    frames.push(
      buildFrame({ messageId: id, version, phone, serial: below(0x10000) }, writer.finish()),
    );
  }
  return Buffer.concat(frames);
}

const header = newHeader();
const context: ReportContext = {
  subjectKey: '00000000000000aa' as SubjectKey,
  deviceKey: '00000000000000bb' as SubjectKey,
  edition: '2013',
  receivedTimeMs: 1_795_000_000_000,
  driverKeyOf: () => '00000000000000cc' as SubjectKey,
};
let sink = 0;

const CONSUME = {
  named(bytes: Uint8Array, start: number, end: number): void {
    const decoded = decodeFrame(bytes, start, end);
    if (decoded instanceof DecodeFault) throw new Error(decoded.code);
    sink += decoded.serial;
  },
  reading(bytes: Uint8Array, start: number, end: number): void {
    const made = toReadings(readHeader(bytes, start, end, header), bytes, start, end, context);
    if (made instanceof DecodeFault) throw new Error(made.code);
    sink += made.length;
  },
};

function ours(name: string, stream: Buffer, consume: typeof CONSUME.named): Promise<BenchResult> {
  return measure(
    name,
    () => {
      const framer = new Framer();
      let frames = 0;
      for (let at = 0; at < stream.length; at += SEGMENT_BYTES) {
        framer.push(
          stream.subarray(at, at + SEGMENT_BYTES),
          (bytes, start, end) => {
            frames++;
            consume(bytes, start, end);
          },
          ({ code }) => {
            throw new Error(code);
          },
        );
      }
      if (frames !== FRAMES) throw new Error(`${frames} frames instead of ${FRAMES}.`);
      return frames;
    },
    { rounds: ROUNDS, unit: 'frames' },
  );
}

async function main(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'tizheng-jt808-messages-'));
  try {
    const results: BenchResult[] = [];
    const peerArguments: string[] = [];
    for (const [name, id, draw] of WORKLOADS) {
      const stream = streamOf(id, draw);
      const file = join(dir, `${peerArguments.length}.bin`);
      writeFileSync(file, stream);
      peerArguments.push(`${name}:${idText(id)}:${FRAMES}:${file}`);
      results.push(await ours(`${name}, named`, stream, CONSUME.named));
      if (HAS_READING.has(id))
        results.push(await ours(`${name}, reading`, stream, CONSUME.reading));
    }
    const peer = buildPeer();
    if ('skipped' in peer) console.log(`peer go-jt808: skipped, ${peer.skipped}`);
    else {
      for (const { name, frames, wanted, faults, rates } of runPeer(
        peer.program,
        ROUNDS,
        peerArguments,
      )) {
        if (frames !== wanted || faults > 0)
          console.log(`peer: ${name}: ${frames} of ${wanted} frames, ${faults} refused`);
        results.push(peerResult(name, rates, faults));
      }
    }
    writeResults('jt808-messages', results, {
      seed: SEED,
      notes: `peer: go-jt808 protocol ${PEER_VERSION}, one thread`,
    });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function peerResult(name: string, rates: number[], faults: number): BenchResult {
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return {
    name: `${name}, peer go-jt808`,
    unit: 'frames',
    rounds: rates.length,
    meanPerSecond: mean,
    deviationPerSecond: Math.sqrt(
      rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / rates.length,
    ),
    minPerSecond: Math.min(...rates),
    maxPerSecond: Math.max(...rates),
    meanPerCpuSecond: mean,
    values: rates,
    figures: { refused: faults },
  };
}

await main();
if (Number.isNaN(sink)) throw new Error('What was decoded was not used.');
