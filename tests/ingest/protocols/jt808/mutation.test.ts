/*
 * Grammar-aware mutation: good frames of every message are damaged the way networks, firmware and
 * enemies damage them. Goal: no throw, no frame slower than 10 ms, nothing grows, and the next good
 * frame is always delivered. MUTATIONS=1000000 for the long run; a failure names its seed and number.
 */
import { expect, test } from 'vitest';
import type { SubjectKey } from '#core/identity.ts';
import { BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { checksumOf, ESCAPE, FLAG, Framer } from '#ingest/protocols/jt808/framing.ts';
import { isPart, newHeader, readHeader } from '#ingest/protocols/jt808/header.ts';
import { messageById } from '#ingest/protocols/jt808/messages/index.ts';
import { Reassembly } from '#ingest/protocols/jt808/reassembly.ts';
import { buildFrame } from '#ingest/protocols/jt808/replies.ts';
import { type ReportContext, toReadings } from '#ingest/protocols/jt808/to-report.ts';
import { sizeOf } from '#tests/faults/size.ts';
import { everySample } from './every-sample.ts';

const MUTATIONS = sizeOf('MUTATIONS', { small: 200_000, full: 600_000 });
const SEED = Number(process.env.SEED ?? 808);
const FRAME_MS_MAX = 10;
/** Growth of the heap over the run; the run itself allocates gigabytes. */
const HEAP_GROWTH_MIB_MAX = 48;

let state = SEED;
function below(limit: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
}
const byte = (): number => below(256);
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;

/** Content with a right checksum behind it, escaped: damage below the framing layer gets past it. */
function reframed(content: number[]): number[] {
  const checked = [...content, checksumOf(Uint8Array.from(content), 0, content.length)];
  const escaped = checked.flatMap((b) =>
    b === FLAG ? [ESCAPE, 2] : b === ESCAPE ? [ESCAPE, 1] : [b],
  );
  return [FLAG, ...escaped, FLAG];
}

function contentOf(frame: Uint8Array): number[] {
  const content: number[] = [];
  for (let i = 1; i < frame.length - 1; i++) {
    if (frame[i] === ESCAPE) content.push(frame[++i] === 2 ? FLAG : ESCAPE);
    else content.push(frame[i]!);
  }
  return content.slice(0, -1);
}

/** Declares the length that the body has, so that the body decoders see it. */
function relength(content: number[]): number[] {
  const head =
    (((content[2] ?? 0) & 0x40) === 0 ? 12 : 17) + (((content[2] ?? 0) & 0x20) === 0 ? 0 : 4);
  const length = Math.max(0, Math.min(1023, content.length - head));
  content[2] = ((content[2] ?? 0) & 0xfc) | (length >> 8);
  content[3] = length & 0xff;
  return content.slice(0, head + length);
}

/** One per kind of damage; each takes content and gives wire bytes. */
const DAMAGES: readonly ((content: number[]) => number[])[] = [
  // A field anywhere gets an extreme or a random value; framing stays right.
  (c) => {
    const at = below(c.length);
    c[at] = pick([0, 1, 0x7d, 0x7e, 0x7f, 0x80, 0xff, byte()]);
    return reframed(c);
  },
  // The body gets several wrong bytes and an honest length.
  (c) => {
    for (let k = below(6); k >= 0; k--) c[Math.min(c.length - 1, 12 + below(c.length))] = byte();
    return reframed(relength(c));
  },
  // The body is cut, or goes on.
  (c) => reframed(relength(c.slice(0, 4 + below(c.length)))),
  (c) => reframed(relength([...c, ...Array.from({ length: below(60) }, byte)])),
  // A piece of the body is repeated or removed: lengths inside shift.
  (c) => {
    const at = 12 + below(Math.max(1, c.length - 12));
    const piece = c.slice(at, at + 1 + below(8));
    c.splice(at, below(2) === 0 ? 0 : piece.length, ...(below(2) === 0 ? piece : []));
    return reframed(relength(c));
  },
  // Header bits lie: sub-packages, encryption, version.
  (c) => {
    c[2] = byte();
    return reframed(below(2) === 0 ? c : relength(c));
  },
  // Another message's id on this body.
  (c) => {
    const [id] = pick(everySample);
    c[0] = id >> 8;
    c[1] = id & 0xff;
    return reframed(c);
  },
  // Damage on the wire: bits, lost bytes, doubled bytes, wrong escapes.
  (c) => {
    const wire = reframed(c);
    const at = below(wire.length);
    wire[at] = wire[at]! ^ (1 << below(8));
    return wire;
  },
  (c) => {
    const wire = reframed(c);
    wire.splice(below(wire.length), 1 + below(4));
    return wire;
  },
  (c) => {
    const wire = reframed(c);
    wire.splice(below(wire.length), 0, ESCAPE, byte());
    return wire;
  },
  // Noise, now and then longer than any frame.
  () => Array.from({ length: below(50) === 0 ? 2_000 + below(400) : below(90) }, byte),
];

test(`R12: ${MUTATIONS} damaged frames: no throw, no hang, flat memory, the next good frame arrives`, () => {
  const contents = everySample.flatMap(([id, message]) =>
    (['2013', '2019'] as const).map((version) => {
      const writer = new BodyWriter();
      messageById.get(id)!.encode(writer, message, version);
      const header = { messageId: id, version, phone: '13800138000', serial: 7 };
      return contentOf(buildFrame(header, writer.finish()));
    }),
  );
  const beacon = buildFrame(
    { messageId: 0x0002, version: '2013', phone: '19900000001', serial: 4711 },
    new Uint8Array(),
  );
  const context: ReportContext = {
    subjectKey: '00000000000000aa' as SubjectKey,
    deviceKey: '00000000000000bb' as SubjectKey,
    edition: '2013',
    receivedTimeMs: 0,
    driverKeyOf: () => '00000000000000cc' as SubjectKey,
  };

  const framer = new Framer();
  const reassembly = new Reassembly();
  const header = newHeader();
  let beacons = 0;
  let messages = 0;
  let bodyFaults = 0;
  let frameFaults = 0;
  let nowMs = 0;
  const onFrame = (bytes: Uint8Array, start: number, end: number): void => {
    readHeader(bytes, start, end, header);
    if (header.messageId === 2 && header.serial === 4711 && header.phone === '019900000001') {
      beacons++;
      return;
    }
    if (isPart(header)) reassembly.add(header, bytes, start + header.length, end, nowMs);
    const readings = toReadings(header, bytes, start, end, context);
    const described = decodeFrame(bytes, start, end);
    // What can be told in words can be told as a reading and the other way round.
    const readable = !(described instanceof DecodeFault);
    if (readings instanceof DecodeFault && readable)
      throw new Error(`readings refused: ${readings.code}`);
    if (readable) messages++;
    else bodyFaults++;
  };
  const onFault = (fault: DecodeFault): void => {
    if (fault.offset < 0) throw new Error(`offset ${fault.offset}`);
    frameFaults++;
  };

  // Processor time of this thread: what the machine does meanwhile is no slowness of ours.
  const cpuUs = (): number => {
    const { user, system } = process.threadCpuUsage();
    return user + system;
  };
  let slowestMs = 0;
  let heapAfterWarmUp = 0;
  const heapMiB = (): number => process.memoryUsage().heapUsed / 2 ** 20;
  let heapMin = Number.POSITIVE_INFINITY;
  for (let k = 0; k < MUTATIONS; k++) {
    const wire = Uint8Array.from(pick(DAMAGES)([...pick(contents)]));
    const cut = below(wire.length + 1);
    nowMs += 5;
    const startUs = cpuUs();
    try {
      framer.push(wire.subarray(0, cut), onFrame, onFault);
      framer.push(wire.subarray(cut), onFrame, onFault);
      framer.push(beacon, onFrame, onFault);
    } catch (error) {
      throw new Error(`seed ${SEED}, mutation ${k}: ${Buffer.from(wire).toString('hex')}`, {
        cause: error,
      });
    }
    // The first frames pay for compilation.
    if (k > 2_000) slowestMs = Math.max(slowestMs, (cpuUs() - startUs) / 1_000);
    if (beacons !== k + 1)
      throw new Error(`seed ${SEED}, mutation ${k}: the good frame behind it was lost.`);
    if (k % 1_000 === 0) {
      const heap = heapMiB();
      if (k === 20_000) heapAfterWarmUp = heapMin;
      if (k === 20_000 || k % 50_000 === 0) heapMin = Number.POSITIVE_INFINITY;
      heapMin = Math.min(heapMin, heap);
    }
  }
  const figures = {
    mutations: MUTATIONS,
    messages,
    bodyFaults,
    frameFaults,
    slowestMs,
    heapGrowthMiB: heapMin - heapAfterWarmUp,
  };
  if (process.env.MUTATIONS !== undefined) console.log(figures);

  // Interesting cases must be met, or the run proves nothing.
  expect(messages).toBeGreaterThan(MUTATIONS * 0.2);
  expect(bodyFaults).toBeGreaterThan(MUTATIONS * 0.02);
  expect(frameFaults).toBeGreaterThan(MUTATIONS * 0.2);
  expect(figures.heapGrowthMiB).toBeLessThan(HEAP_GROWTH_MIB_MAX);
  expect(slowestMs).toBeLessThan(FRAME_MS_MAX * (process.env.MUTATIONS === undefined ? 10 : 1));
}, 600_000);
