/**
 * JT/T 808 decoding on one core: `node bench/jt808-decode.bench.ts`.
 *
 * What is counted: cutting the stream (64 KiB segments, so frames are cut too), unescape, checksum,
 * header, body. `fields` = location in wire units in a reused object; `readings` = the objects that go to the log.
 * W1 is the fixed mix: 85 % 0x0200 with five items, 5 % with all items, 5 % 0x0704 with ten
 * points, 3 % heartbeat, 2 % registration and authentication; headers 2013 and 2019 half and half, 3 % needing
 * unescape, 0.1 % broken checksum. Misleading: the input is in memory and warm in the cache, so a socket's cost is not in it.
 */
import { pathToFileURL } from 'node:url';
import type { SubjectKey } from '#core/identity.ts';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeBody } from '#ingest/protocols/jt808/decode-frame.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { ESCAPE, Framer } from '#ingest/protocols/jt808/framing.ts';
import { newHeader, readHeader } from '#ingest/protocols/jt808/header.ts';
import {
  ABSENT,
  decodeLocationFast,
  type LocationFast,
  newLocationFast,
  writeLocationFast,
} from '#ingest/protocols/jt808/location-fast.ts';
import { authentication } from '#ingest/protocols/jt808/messages/authentication.ts';
import { itemsOf } from '#ingest/protocols/jt808/messages/location-items.ts';
import { registration } from '#ingest/protocols/jt808/messages/registration.ts';
import { ACK_FRAME_BYTES_MAX, buildFrame, writeAck } from '#ingest/protocols/jt808/replies.ts';
import { type ReportContext, toReadings } from '#ingest/protocols/jt808/to-report.ts';
import {
  allocatedBytesPerUnit,
  type BenchResult,
  measure,
  seededRandom,
  writeResults,
} from './harness.ts';

const SEED = 808;
const FRAMES = 100_000;
const SEGMENT_BYTES = 64 * 1024;
const ROUNDS = 7;

const random = seededRandom(SEED);
const below = (limit: number): number => Math.floor(random() * limit);

interface Workload {
  segments: Uint8Array[];
  good: number;
  broken: number;
}

/** Everything the bench is about, in the order of the table. */
export async function run(): Promise<BenchResult[]> {
  const pure = workload(() => fiveItems());
  const mix = workload(() => {
    const dice = random();
    if (dice < 0.85) return fiveItems();
    if (dice < 0.9) return allItems();
    if (dice < 0.95) return batch();
    if (dice < 0.98) return { messageId: 0x0002, body: new Uint8Array() };
    return dice < 0.99 ? register() : authenticate();
  }, 0.001);

  const results = [
    await decoding('0x0200 ×5 items: framing', pure, () => {}),
    await decoding('0x0200 ×5 items: fields', pure, fields),
    await decoding('0x0200 ×5 items: readings', pure, readings),
    await decoding('W1 mix: readings', mix, readings),
    await acknowledging(),
  ];
  writeResults('jt808-decode', results, { seed: SEED });
  return results;
}

async function decoding(
  name: string,
  load: Workload,
  consume: (bytes: Uint8Array, start: number, end: number) => void,
) {
  const pass = (segments: readonly Uint8Array[]): number => {
    const framer = new Framer();
    let frames = 0;
    let faults = 0;
    const onFrame = (bytes: Uint8Array, start: number, end: number): void => {
      frames++;
      consume(bytes, start, end);
    };
    for (const segment of segments) framer.push(segment, onFrame, () => faults++);
    if (segments === load.segments && (frames !== load.good || faults !== load.broken)) {
      throw new Error(
        `${frames} frames and ${faults} faults instead of ${load.good} and ${load.broken}.`,
      );
    }
    return frames + faults;
  };
  const result = await measure(name, () => pass(load.segments) + pass(load.segments), {
    rounds: ROUNDS,
    unit: 'frames',
  });
  const few = load.segments.slice(0, 4);
  result.figures = {
    'frame bytes': Math.round(load.segments.reduce((sum, s) => sum + s.length, 0) / FRAMES),
    'bytes allocated': Math.round(allocatedBytesPerUnit(() => pass(few))),
  };
  return result;
}

const header = newHeader();
const location = newLocationFast();
let sink = 0;

function fields(bytes: Uint8Array, start: number, end: number): void {
  readHeader(bytes, start, end, header);
  decodeLocationFast(bytes, start + header.length, end, location);
  sink += header.serial + location.satellites;
}

const context: ReportContext = {
  subjectKey: '00000000000000aa' as SubjectKey,
  deviceKey: '00000000000000bb' as SubjectKey,
  edition: '2013',
  receivedTimeMs: 1_795_000_000_000,
  driverKeyOf: () => '00000000000000cc' as SubjectKey,
};

function readings(bytes: Uint8Array, start: number, end: number): void {
  readHeader(bytes, start, end, header);
  if (header.messageId === 0x0100 || header.messageId === 0x0102) {
    const body = decodeBody(header.messageId, header.version, bytes, start + header.length, end);
    sink += Object.keys(body).length;
    return;
  }
  const made = toReadings(header, bytes, start, end, context);
  if (made instanceof DecodeFault) throw new Error(made.code);
  sink += made.length;
}

/** The gateway's side of the same frames: one 0x8001 each. */
async function acknowledging() {
  const received = {
    ...newHeader(),
    messageId: 0x0200,
    version: '2019' as const,
    versionFlag: true,
    protocolVersion: 1,
    phone: '00000000013800138000',
  };
  const out = new Uint8Array(64 * ACK_FRAME_BYTES_MAX);
  return measure(
    '0x8001 written',
    () => {
      for (let k = 0, at = 0; k < 2 * FRAMES; k++) {
        received.serial = k & 0xffff;
        at = writeAck(out, k % 64 === 0 ? 0 : at, received, 0, k & 0xffff);
      }
      return 2 * FRAMES;
    },
    { rounds: ROUNDS, unit: 'frames' },
  );
}

interface Drawn {
  messageId: number;
  body: Uint8Array;
  /** Layout differs by edition: drawn for one. */
  version?: '2013' | '2019';
}

/** FRAMES frames of `draw`, exactly 3 % with escapes, `brokenShare` with a wrong checksum. */
function workload(draw: () => Drawn, brokenShare = 0): Workload {
  const frames: Uint8Array[] = [];
  let broken = 0;
  for (let k = 0; k < FRAMES; k++) {
    const escaped = k % 100 < 3;
    let frame: Uint8Array;
    do {
      const { messageId, body, version } = draw();
      const v = version ?? (k % 2 === 0 ? '2013' : '2019');
      const phone = `138${String(below(2_000)).padStart(8, '0')}`;
      frame = buildFrame({ messageId, version: v, phone, serial: below(0x10000) }, body);
    } while (frame.includes(ESCAPE) !== escaped);
    if (random() < brokenShare) {
      // Flipping bit 6 of a digit of the phone breaks the checksum and makes no flag.
      frame[8] = frame[8]! ^ 0x40;
      broken++;
    }
    frames.push(frame);
  }
  const stream = Buffer.concat(frames);
  const segments: Uint8Array[] = [];
  for (let at = 0; at < stream.length; at += SEGMENT_BYTES)
    segments.push(stream.subarray(at, at + SEGMENT_BYTES));
  return { segments, good: FRAMES - broken, broken };
}

const bodyBytes = new Uint8Array(100);

function drawLocation(): LocationFast {
  return {
    ...newLocationFast(),
    alarmFlag: random() < 0.02 ? (1 << below(32)) >>> 0 : 0,
    statusFlag: 0x000c0003,
    latitudeE6: 20_000_000 + below(20_000_000),
    longitudeE6: 100_000_000 + below(20_000_000),
    altitudeM: below(1_000),
    speedTenthKmh: below(1_200),
    directionDeg: below(360),
    fixTimeMs: Date.UTC(2026, 10, 21) + below(86_400) * 1_000,
    mileageTenthKm: below(5_000_000),
    recorderSpeedTenthKmh: below(1_200),
    extendedSignal: below(1 << 15),
    signalStrength: below(32),
    satellites: 4 + below(20),
  };
}

function fiveItems(): Drawn {
  return {
    messageId: 0x0200,
    body: bodyBytes.slice(0, writeLocationFast(bodyBytes, 0, drawLocation())),
  };
}

function allItems(): Drawn {
  const base = writeLocationFast(bodyBytes, 0, {
    ...drawLocation(),
    mileageTenthKm: ABSENT,
    recorderSpeedTenthKmh: ABSENT,
    extendedSignal: ABSENT,
    signalStrength: ABSENT,
    satellites: ABSENT,
  });
  const writer = new BodyWriter();
  writer.raw(bodyBytes.subarray(0, base));
  const items = itemsOf({
    mileageKm: below(5_000_000) / 10,
    fuelL: below(4_000) / 10,
    recorderSpeedKmh: below(1_200) / 10,
    manualAlarmEventId: below(0x10000),
    tyrePressureRaw: Array.from({ length: 30 }, () => below(256)),
    carriageTemperatureC: below(60) - 20,
    overspeed: { areaType: 1, areaId: below(1_000) },
    areaAlarm: { areaType: 4, areaId: below(1_000), direction: below(2) },
    routeTimeAlarm: { routeSegmentId: below(1_000), driveTimeSec: below(3_600), result: below(2) },
    videoAlarmFlag: below(128),
    videoLossChannels: below(16),
    videoBlockedChannels: below(16),
    storageFaults: below(16),
    abnormalDriving: { type: below(8), fatigueDegree: below(101) },
    extendedSignal: below(1 << 15),
    ioStatus: below(4),
    analog: { ad1: below(0x10000), ad0: below(0x10000) },
    signalStrength: below(32),
    satellites: below(24),
  });
  for (const item of items) {
    writer.u8(Number(item.id));
    writer.u8(item.hex.length / 2);
    writer.hex(item.hex);
  }
  return { messageId: 0x0200, body: writer.finish() };
}

function batch(): Drawn {
  const writer = new BodyWriter();
  writer.u16(10);
  writer.u8(below(2));
  for (let k = 0; k < 10; k++) {
    const { body } = fiveItems();
    writer.u16(body.length);
    writer.raw(body);
  }
  return { messageId: 0x0704, body: writer.finish() };
}

function register(): Drawn {
  const version = below(2) === 0 ? '2013' : '2019';
  const writer = new BodyWriter();
  registration.encode(
    writer,
    {
      provinceId: 44,
      cityId: 300,
      manufacturerId: '70111',
      terminalModel: `TZ-${below(100)}`,
      terminalId: String(1_000_000 + below(9_000_000)),
      plateColor: 2,
      plateNumber: `粤B${10_000 + below(90_000)}`,
    },
    version,
  );
  return { messageId: 0x0100, body: writer.finish(), version };
}

function authenticate(): Drawn {
  const version = below(2) === 0 ? '2013' : '2019';
  const writer = new BodyWriter();
  authentication.encode(
    writer,
    { authCode: `code-${below(1_000_000)}`, imei: '860000000000001', softwareVersion: '1.2.3' },
    version,
  );
  return { messageId: 0x0102, body: writer.finish(), version };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run();
  if (Number.isNaN(sink)) throw new Error('The readings were not used.');
}
