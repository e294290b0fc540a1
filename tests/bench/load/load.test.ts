/** The load generator itself: its frames are frames, its counts are counts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeFrame } from '#ingest/protocols/jt808/decode-frame.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { runLoad } from '../../../bench/load/ingest-load.ts';
import { LatencyHistogram } from '../../../bench/load/latency.ts';
import { FrameRing } from '../../../bench/load/load-frames.ts';

let sink: ChildProcess;
let port: number;

beforeAll(async () => {
  const script = fileURLToPath(new URL('../../../bench/load/ack-sink.ts', import.meta.url));
  sink = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  port = await new Promise<number>((resolve) =>
    sink.stdout!.once('data', (line: Buffer) => resolve(Number(line))),
  );
});
afterAll(() => {
  sink.kill();
});

test('patched frames decode, keep their length, and never repeat a serial within a second', () => {
  const start = Math.floor(Date.parse('2026-11-21T12:00:00+08:00') / 1_000);
  const framer = new Framer();
  const slots = 8;
  for (const index of [0, 1, 125, 126, 2_345, 18_999]) {
    const phone = String(20_000_000_001 + index);
    const ring = new FrameRing(phone, index, slots);
    const serials = new Set<number>();
    let frames = 0;
    // More than one turn of the serial would repeat it: 63,000 frames, a new second every hundred.
    for (let i = 0; i < 63_000; i++) {
      const second = start + Math.floor(i / 100);
      const serial = ring.prepare(i % slots, second);
      serials.add(serial);
      const at = (i % slots) * ring.frameBytes;
      if (i % 50 !== 0) continue;
      framer.push(
        ring.bytes.subarray(at, at + ring.frameBytes),
        (bytes, from, to) => {
          const frame = decodeFrame(bytes, from, to);
          if (frame instanceof DecodeFault) throw new Error(frame.code);
          frames++;
          expect(frame).toMatchObject({
            messageId: '0x0200',
            serial,
            phone: `0${phone}`,
            speedKmh: 36,
          });
          expect(Date.parse(frame.time as string)).toBe(second * 1_000);
        },
        (fault) => {
          throw new Error(fault.code);
        },
      );
    }
    expect(frames).toBe(63_000 / 50);
    expect(serials.size).toBe(63_000);
  }
});

test.each([
  ['closed loop', { depth: 1, rate: null }],
  ['pipelined', { depth: 7, rate: null }],
  ['paced', { depth: 4, rate: 2_000 }],
])('%s: every frame sent is answered and in the ledger once', async (_, mode) => {
  const directory = mkdtempSync(join(tmpdir(), 'tizheng-load-'));
  try {
    const ledgerFile = join(directory, 'ledger');
    const result = await runLoad({
      host: '127.0.0.1',
      port,
      connections: 20,
      seconds: 1,
      sources: 3,
      firstPhone: 20_000_000_001,
      connectRate: 1_000,
      ledgerFile,
      ...mode,
    });
    expect(result).toMatchObject({
      online: 20,
      refused: 0,
      unexpected: 0,
      unanswered: 0,
      linksLost: 0,
    });
    expect(result.acked).toBeGreaterThan(500);
    if (mode.rate !== null)
      expect(Math.abs(result.framesPerSecond - mode.rate)).toBeLessThan(mode.rate * 0.2);
    const lines = readFileSync(ledgerFile, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(result.acked);
    expect(new Set(lines).size).toBe(lines.length);
    for (const line of lines.slice(0, 50)) expect(line).toMatch(/^200000000\d\d \d+ \d{13} acked$/);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('quantiles are within a table step of the truth', () => {
  const histogram = new LatencyHistogram();
  for (let i = 1; i <= 10_000; i++) histogram.add(i / 100);
  for (const share of [0.5, 0.95, 0.99]) {
    expect(Math.abs(histogram.quantile(share) / (share * 100) - 1)).toBeLessThan(0.03);
  }
  expect(histogram.summary()).toMatchObject({ count: 10_000, maxMs: 100 });
});
