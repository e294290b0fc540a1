/** Files of alarms end to end: asked for, received however badly they are sent, durable before they are acknowledged. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TizhengError } from '#core/errors.ts';
import type { ContentHash } from '#core/media.ts';
import { Ranges } from '#ingest/attachments/ranges.ts';
import { BodyReader, BodyWriter } from '#ingest/protocols/jt808/bytes.ts';
import { decodeLocationBase } from '#ingest/protocols/jt808/messages/location.ts';
import { multimediaData } from '#ingest/protocols/jt808/messages/multimedia-data.ts';
import { MediaReader } from '#runtime/media/media-store.ts';
import { alarmBody, asked, type DeviceFile, sha256, Uploader } from './attachment-device.ts';
import { deviceKeyOf, type Harness, startHarness } from './harness.ts';
import { locationBody, Terminal, until } from './terminal.ts';

const PHONE = '13800000001';
type Kept = Harness & { directory: string };
let root: string;
const running: Harness[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tizheng-attachments-'));
});
// A stop waits for reads of the log that wait themselves: all of them wait at once.
afterAll(async () => {
  await Promise.all(running.map((harness) => harness.stop()));
  await rm(root, { recursive: true, force: true });
});

type Given = Parameters<typeof startHarness>;
async function start(overrides: Given[0] = {}, given: Given[1] = {}): Promise<Kept> {
  const directory = given.mediaDir ?? (await mkdtemp(join(root, 'case-')));
  const harness = await startHarness(overrides, { ...given, mediaDir: directory });
  running.push(harness);
  return { ...harness, directory };
}
async function metric(harness: Harness, name: string): Promise<number> {
  const found = await harness.metrics.getSingleMetric(`tizheng_media_${name}`)!.get();
  return found.values.reduce((sum, { value }) => sum + value, 0);
}
async function refusals(harness: Harness, reason: string): Promise<number> {
  const found = await harness.metrics.getSingleMetric('tizheng_media_refusals_total')!.get();
  return found.values.find(({ labels }) => labels.reason === reason)!.value;
}
async function untilAsync(condition: () => Promise<boolean>): Promise<void> {
  let met = false;
  while (!met) {
    met = await condition();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
/** Seeded: the same seed misbehaves in the same way. */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return (state >>> 0) % below;
  };
}
function content(seed: number, length: number): Uint8Array {
  const random = randomOf(seed);
  const bytes = Uint8Array.from({ length }, () => random(256));
  bytes.set([0xff, 0xd8, 0xff].slice(0, length));
  return bytes;
}
const file = (name: string, length: number, fileType = 0): DeviceFile => ({
  ...{ name, fileType },
  content: content(name.length + length, length),
});
/** A device on line whose alarms were asked about. */
async function alarmed(harness: Harness, files: number, alarms = 1, profile?: string) {
  const device = await Terminal.connect(harness.tcpPort, PHONE);
  await device.signOn();
  for (let seq = 0; seq < alarms; seq++)
    device.send(device.frame(0x0200, alarmBody(seq, files, profile)));
  const commands = await asked(device, alarms);
  return { device, commands, alarmNo: commands[0]?.alarmNo ?? '' };
}
async function storedHashes(harness: Harness): Promise<string[]> {
  const hashes: string[] = [];
  for (const { step } of await harness.media()) if (step.kind === 'stored') hashes.push(step.hash);
  return hashes.sort();
}

test.concurrent('an alarm with files is asked about, and its files are linked to it', async () => {
  const harness = await start();
  const { commands, alarmNo } = await alarmed(harness, 2);
  expect(commands[0]).toMatchObject({
    ...{ serverIp: '127.0.0.1', tcpPort: harness.attachmentPort },
    alarmIdentifier: { terminalId: 'ID12345', seq: 0, attachmentCount: 2 },
  });
  expect(alarmNo).toMatch(/^[0-9a-f]{32}$/);
  const picture = file(`00_65_6501_0_${alarmNo}.jpg`, 3_000);
  const video = file(`02_65_6501_1_${alarmNo}.h264`, 100_000, 2);
  const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
  expect((await uploader.info(alarmNo, [picture, video])).body).toMatchObject({
    ...{ replyId: '0x1210', result: 0 },
  });
  expect(await uploader.send(picture)).toEqual({
    ...{ name: picture.name, fileType: 0, result: 0, retransmit: [] },
  });
  // What was acknowledged is in log and store before anything else happens.
  expect(await storedHashes(harness)).toEqual([sha256(picture.content)]);
  expect(await uploader.send(video)).toMatchObject({ result: 0 });

  const events = await harness.media();
  expect(events.map(({ step }) => step.kind)).toEqual(['asked', 'stored', 'stored']);
  const timeMs = Date.parse('2026-11-21T12:00:00+08:00');
  for (const { deviceKey, alarm } of events) {
    expect(deviceKey).toBe(deviceKeyOf(PHONE));
    expect(alarm).toEqual({ timeMs, itemId: 0x65, type: 1, level: 2 });
  }
  expect(events[1]!.step).toMatchObject({
    ...{ media: 'picture', channel: 65, contentType: 'image/jpeg', sizeBytes: 3_000 },
  });
  const { path } = (await new MediaReader(harness.directory).find(
    sha256(video.content) as ContentHash,
  ))!;
  expect(await readFile(path)).toEqual(Buffer.from(video.content));
  expect(await metric(harness, 'requests_completed_total')).toBe(1);
  // The same alarm again is known, also in another frame.
  const before = harness.counters.records;
  const { device } = await alarmed(harness, 0, 0);
  device.send(device.frame(0x0200, alarmBody(0, 2)), device.frame(0x0002));
  await until(() => harness.counters.records >= before + 3);
  expect(await metric(harness, 'requests_total')).toBe(1);
});

test.concurrent('identifiers of Guangdong and alarms within a batch are asked about with their own bytes', async () => {
  const harness = await start();
  const { device } = await alarmed(harness, 1, 1, 'T/GDRTA 002-2020');
  const late = alarmBody(5, 1);
  const batch = new BodyWriter();
  batch.u16(1);
  batch.u8(1);
  batch.u16(late.length);
  batch.raw(late);
  device.send(device.frame(0x0704, batch.finish()));
  const [guangdong, stored] = await asked(device, 2);
  const { step } = (await harness.media())[0]!;
  expect(step.kind === 'asked' && step.identifier.length).toBe(40);
  expect(guangdong!.alarmIdentifier).toMatchObject({ terminalId: 'ID12345', seq: 0 });
  expect(stored!.alarmIdentifier).toMatchObject({ seq: 5 });
});

describe.concurrent('who may send', () => {
  test.concurrent('a number that was not given, or was given to another, is refused; the third time closes', async () => {
    const harness = await start();
    const { alarmNo } = await alarmed(harness, 1);
    const picture = file('00_64_6401_0_x.jpg', 100);
    const stranger = await Uploader.connect(harness.attachmentPort!, '13900000009');
    for (const number of [alarmNo, 'f'.repeat(32), '']) {
      expect((await stranger.info(number, [picture])).body).toMatchObject({ result: 1 });
    }
    await stranger.terminal.whenClosed();
    expect(harness.counters.closes['not-allowed']).toBe(1);
    expect(await refusals(harness, 'not-asked')).toBe(3);
    expect(await storedHashes(harness)).toEqual([]);
    expect(harness.frameBalance()).toBe(0);
  });

  test.concurrent('a file named by its alarm number needs no 0x1210', async () => {
    const harness = await start();
    const { alarmNo } = await alarmed(harness, 1);
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    expect(await uploader.send(file(`00_64_6401_0_${alarmNo}.jpg`, 500))).toMatchObject({
      result: 0,
    });
  });

  test.concurrent('an expired number is refused, and what was missing is recorded as failed', async () => {
    let aheadMs = 0;
    const clock = { now: () => Date.now() + aheadMs };
    const harness = await start({}, { clock });
    const { alarmNo } = await alarmed(harness, 2);
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    const files = [file('a.jpg', 100), file('b.jpg', 100)];
    await uploader.info(alarmNo, files);
    await uploader.send(files[0]!);
    await uploader.announce(files[1]!);
    uploader.data(files[1]!, 0, 50);
    aheadMs = 25 * 3_600_000;
    expect(
      (await (await Uploader.connect(harness.attachmentPort!, PHONE)).info(alarmNo, files)).body,
    ).toMatchObject({ result: 1 });
    await untilAsync(async () => (await harness.media()).at(-1)!.step.kind === 'failed');
    expect((await harness.media()).at(-1)!.step).toEqual({
      kind: 'failed',
      alarmNo,
      name: '',
      reason: 'expired',
    });
    expect(await metric(harness, 'files_failed_total')).toBe(1);
    expect(await metric(harness, 'files_open')).toBe(0);
    expect(await metric(harness, 'kept_bytes')).toBe(100);
  });

  test.concurrent('silence, dripping and too many connections are closed', async () => {
    const harness = await start({
      attachments: { admissionMs: 150, idleMs: 200, connectionsMax: 2 },
    });
    const { alarmNo } = await alarmed(harness, 1);
    const silent = await Uploader.connect(harness.attachmentPort!, PHONE);
    const slow = await Uploader.connect(harness.attachmentPort!, PHONE);
    const third = await Uploader.connect(harness.attachmentPort!, PHONE);
    await third.terminal.whenClosed();
    await slow.info(alarmNo, [file('a.jpg', 100)]);
    await silent.terminal.whenClosed();
    await slow.terminal.whenClosed();
    const { closes } = harness.counters;
    expect(closes['connections-max']).toBe(1);
    expect(closes['authentication-timeout']).toBe(1);
    expect(closes.silence).toBe(1);
  });
});

describe.concurrent('bounds', () => {
  test.concurrent('a file too large is refused and recorded, the others come', async () => {
    const harness = await start({ attachments: { fileBytesMax: 2_000 } });
    const { alarmNo } = await alarmed(harness, 2);
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    const [large, small] = [file('large.mp4', 2_001, 2), file('small.jpg', 2_000)];
    await uploader.info(alarmNo, [large, small]);
    expect((await uploader.announce(large)).body).toMatchObject({ result: 1 });
    expect(await uploader.send(small)).toMatchObject({ result: 0 });
    const steps = (await harness.media()).map(({ step }) => step);
    expect(steps).toContainEqual({
      kind: 'failed',
      alarmNo,
      name: 'large.mp4',
      reason: 'too-large',
    });
    expect(await metric(harness, 'requests_completed_total')).toBe(1);
  });

  test.concurrent('a full store refuses what is new and keeps what it has', async () => {
    const harness = await start({ attachments: { keepGigabytesMax: 0.001 } });
    const { alarmNo } = await alarmed(harness, 2);
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    const [first, second] = [file('a.jpg', 600_000), file('b.jpg', 600_000)];
    await uploader.info(alarmNo, [first, second]);
    expect(await uploader.send(first)).toMatchObject({ result: 0 });
    expect((await uploader.announce(second)).body).toMatchObject({ result: 1 });
    expect(await refusals(harness, 'store-full')).toBe(1);
    expect(await metric(harness, 'kept_bytes')).toBe(600_000);
  });

  test.concurrent('more files than the bound, more alarms than a device may have open', async () => {
    const harness = await start({ attachments: { filesMax: 2, requestsPerDeviceMax: 2 } });
    const device = await Terminal.connect(harness.tcpPort, PHONE);
    await device.signOn();
    for (let seq = 0; seq < 4; seq++) device.send(device.frame(0x0200, alarmBody(seq, 1)));
    const [{ alarmNo }] = (await asked(device, 2)) as [{ alarmNo: string }, unknown];
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    const files = ['a', 'b', 'c'].map((name) => file(name, 10));
    expect((await uploader.info(alarmNo, files)).body).toMatchObject({ result: 1 });
    expect(await metric(harness, 'requests_omitted_total')).toBe(2);
    expect(await refusals(harness, 'files-max')).toBe(1);
  });
});

describe.concurrent('quirks', () => {
  test.concurrent('no size is believed twice: the last one stated holds, and ranges out of order meet', async () => {
    const harness = await start();
    const { alarmNo } = await alarmed(harness, 1);
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    const real = file('a.jpg', 5_000);
    await uploader.info(alarmNo, [{ ...real, content: real.content.subarray(0, 4_000) }]);
    await uploader.announce(real);
    uploader.data(real, 3_000, 2_000, 65_536);
    uploader.data(real, 500, 1_500);
    uploader.data(real, 500, 1_500);
    const missing = [
      { offset: 0, length: 500 },
      { offset: 2_000, length: 1_000 },
    ];
    expect((await uploader.complete(real)).body).toMatchObject({ result: 1, retransmit: missing });
    for (const { offset, length } of missing) uploader.data(real, offset, length);
    expect((await uploader.complete(real)).body).toMatchObject({ result: 0 });
    expect(await storedHashes(harness)).toEqual([sha256(real.content)]);
    expect(await metric(harness, 'repeated_bytes_total')).toBe(1_500);
  });

  test.concurrent('names too long for the data head, and paths, reach their file and nothing else', async () => {
    const harness = await start();
    const { alarmNo } = await alarmed(harness, 2);
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    const long = file(`00_64_6401_0_${alarmNo}_${'x'.repeat(20)}.jpg`, 700);
    const path = file('../../../etc/粤B12345.jpg', 300);
    await uploader.info(alarmNo, [long, path]);
    expect(await uploader.send(long)).toMatchObject({ result: 0 });
    // In the data head the device leaves the path out.
    await uploader.announce(path);
    uploader.data({ ...path, name: '粤B12345.jpg' }, 0, 300);
    expect((await uploader.complete(path)).body).toMatchObject({ name: path.name, result: 0 });
    const hashes = [long, path].map(({ content }) => sha256(content)).sort();
    expect(await storedHashes(harness)).toEqual(hashes);
  });

  test.concurrent('a stored file sent all over again, many times, cuts nobody off', async () => {
    const harness = await start();
    const { alarmNo } = await alarmed(harness, 2);
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    const [first, second] = [file('a.bin', 900_000, 4), file('b.bin', 100, 4)];
    await uploader.info(alarmNo, [first, second]);
    for (let k = 0; k < 6; k++) expect(await uploader.send(first)).toMatchObject({ result: 0 });
    expect(await uploader.send(second)).toMatchObject({ result: 0 });
    expect(await metric(harness, 'repeated_bytes_total')).toBe(5 * 900_000);
    expect(await metric(harness, 'files_stored_total')).toBe(2);
  });

  test.concurrent('an empty file and a completion said twice', async () => {
    const harness = await start();
    const { alarmNo } = await alarmed(harness, 1);
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    const empty = { ...file('a.bin', 0, 4), content: new Uint8Array(0) };
    await uploader.info(alarmNo, [empty]);
    expect(await uploader.send(empty)).toMatchObject({ result: 0 });
    expect((await uploader.complete(empty)).body).toMatchObject({ result: 0 });
    expect(await metric(harness, 'files_stored_total')).toBe(1);
  });

  test.concurrent('garbage closes the connection, not the request', async () => {
    const harness = await start();
    const { alarmNo } = await alarmed(harness, 1);
    const real = file('a.jpg', 2_000);
    const broken = await Uploader.connect(harness.attachmentPort!, PHONE);
    await broken.info(alarmNo, [real]);
    broken.data(real, 0, 1_000);
    for (let k = 0; k < 12; k++) broken.terminal.send(Buffer.from('7e0102037e', 'hex'));
    await broken.terminal.whenClosed();
    expect(harness.counters.closes.strikes).toBe(1);
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    await uploader.info(alarmNo, [real]);
    // The first half is still there.
    expect((await uploader.complete(real)).body).toMatchObject({
      retransmit: [{ offset: 1_000, length: 1_000 }],
    });
    uploader.data(real, 1_000, 1_000);
    expect((await uploader.complete(real)).body).toMatchObject({ result: 0 });
    await untilAsync(async () => (await harness.quarantined()).length > 0);
    await until(() => harness.frameBalance() === 0);
  });
});

describe.concurrent('durability', () => {
  test.concurrent('no completion while the log refuses; the file sent again is complete', async () => {
    const harness = await start();
    const { alarmNo } = await alarmed(harness, 1);
    harness.log.beforeMedia = async () => {
      throw new TizhengError('LOG_CLOSED', 'log', 'The log was closed.');
    };
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    const real = file('a.jpg', 2_000);
    await uploader.info(alarmNo, [real]);
    await uploader.announce(real);
    uploader.data(real, 0, 2_000);
    const refused = await uploader.complete(real);
    expect(refused).toMatchObject({ messageId: 0x8001, body: { result: 1 } });
    harness.log.beforeMedia = async () => {};
    expect(await uploader.send(real)).toMatchObject({ result: 0 });
    expect(await storedHashes(harness)).toEqual([sha256(real.content)]);
  });

  test.concurrent('after a restart the device is asked again, and only for what is not there', async () => {
    const first = await start();
    const { alarmNo, device } = await alarmed(first, 2);
    const files = [file('a.jpg', 900), file('b.jpg', 900)];
    const uploader = await Uploader.connect(first.attachmentPort!, PHONE);
    await uploader.info(alarmNo, files);
    await uploader.send(files[0]!);
    await uploader.announce(files[1]!);
    uploader.data(files[1]!, 0, 500);
    await first.stop();
    device.socket.destroy();

    let aheadMs = 0;
    const clock = { now: () => Date.now() + aheadMs };
    const second = await start({}, { log: first.log, clock, mediaDir: first.directory });
    expect(await metric(second, 'requests_resumed_total')).toBe(1);
    const back = await Terminal.connect(second.tcpPort, PHONE);
    await back.signOn();
    aheadMs = 3_000;
    const [again] = await asked(back, 1);
    expect(again!.alarmNo).toBe(alarmNo);
    const next = await Uploader.connect(second.attachmentPort!, PHONE);
    await next.info(alarmNo, files);
    // Stored before the restart: complete at once. The other one begins anew.
    expect((await next.complete(files[0]!)).body).toMatchObject({ result: 0 });
    expect(await next.send(files[1]!)).toMatchObject({ result: 0 });
    expect(await storedHashes(second)).toEqual(files.map(({ content }) => sha256(content)).sort());
    expect(await metric(second, 'requests_completed_total')).toBe(1);
    await second.stop();
    // Nothing is open any more, so nothing is read again.
    const third = await start({}, { log: first.log, mediaDir: first.directory });
    expect(await metric(third, 'requests_resumed_total')).toBe(0);
  });
});

/** Sends files as badly as the seed says, over as many connections as it takes. */
async function misbehave(harness: Harness, seed: number, alarmNo: string, files: DeviceFile[]) {
  const random = randomOf(seed);
  const done = new Set<string>();
  const need = new Map(
    files.map((each) => [each.name, [{ offset: 0, length: each.content.length }]]),
  );
  for (let connection = 0; done.size < files.length; connection++) {
    if (connection > 40) throw new Error(`seed ${seed}: not complete after 40 connections`);
    const uploader = await Uploader.connect(harness.attachmentPort!, PHONE);
    const { terminal } = uploader;
    const calm = connection > 20;
    const open = files.filter(({ name }) => !done.has(name));
    if (random(4) === 0) await uploader.info('0'.repeat(32), open);
    await uploader.info(alarmNo, open);
    const pieces: { file: DeviceFile; offset: number; length: number }[] = [];
    for (const each of open) {
      if (random(5) > 0) await uploader.announce(each);
      for (const { offset, length } of need.get(each.name)!) {
        for (let at = offset; at < offset + length; ) {
          const size = Math.min(1 + random(4_000), offset + length - at);
          pieces.push({ file: each, offset: at, length: size });
          at += size;
        }
      }
    }
    for (let k = pieces.length - 1; k > 0 && random(2) === 0; k--) {
      const other = random(k + 1);
      [pieces[k], pieces[other]] = [pieces[other]!, pieces[k]!];
    }
    const cutAt = !calm && random(3) === 0 ? random(pieces.length + 1) : -1;
    for (const [k, piece] of pieces.entries()) {
      if (k === cutAt) break;
      const fate = calm ? 9 : random(12);
      const { length: size } = piece.file.content;
      if (fate === 0) continue;
      if (fate === 1) uploader.data(piece.file, piece.offset, piece.length);
      if (fate === 2) uploader.data(files[random(files.length)]!, 0, 10);
      if (fate === 3) uploader.data(piece.file, size + random(99), 0, random(2) * 4_294_967_295);
      if (fate === 4) terminal.send(Buffer.from(terminal.frame(0x0002)));
      const last = piece.offset + piece.length === size;
      uploader.data(
        piece.file,
        piece.offset,
        piece.length,
        last && fate === 5 ? 65_536 : piece.length,
      );
      // Bytes of nothing behind the data; no 7e and no 30 among them.
      if (fate === 6) terminal.send(new Uint8Array(random(50)).fill(0x11));
    }
    if (cutAt >= 0) {
      terminal.socket.write(Buffer.from('3031636461', 'hex').subarray(0, random(6)));
      terminal.socket.end();
      await terminal.whenClosed();
      continue;
    }
    for (const each of open) {
      const { messageId, body } = await uploader.complete(each).catch(() => ({
        ...{ messageId: 0, body: {} as Record<string, unknown> },
      }));
      if (messageId !== 0x9212) continue;
      if (body.result === 0) done.add(each.name);
      else need.set(each.name, body.retransmit as { offset: number; length: number }[]);
    }
    uploader.close();
  }
}

const SEEDS = Number(process.env.ATTACHMENT_SEEDS ?? 6);
const FIRST_SEED = Number(process.env.ATTACHMENT_SEED ?? 1);

test.concurrent(`files arrive whole from devices that lose, repeat, reorder, interleave and cut (${SEEDS} seeds)`, async () => {
  const harness = await start({ acceptPerSecondMax: 0, connectionsPerAddressMax: 0 });
  const { commands } = await alarmed(harness, 3, SEEDS);
  const hashes: string[] = [];
  await Promise.all(
    commands.map(async ({ alarmNo }, k) => {
      const random = randomOf(FIRST_SEED + k);
      const files = ['a', 'b', 'c'].map((name) => ({
        name: `00_64_6401_${name}_${alarmNo}.jpg`,
        fileType: 0,
        content: content(FIRST_SEED * 97 + k * 3 + name.charCodeAt(0), 1 + random(30_000)),
      }));
      hashes.push(...files.map((each) => sha256(each.content)));
      await misbehave(harness, FIRST_SEED + k, alarmNo, files).catch((cause: unknown) => {
        throw new Error(`ATTACHMENT_SEED=${FIRST_SEED + k}`, { cause });
      });
    }),
  );
  expect(await storedHashes(harness)).toEqual(hashes.sort());
  const reader = new MediaReader(harness.directory);
  for (const hash of hashes) expect(await reader.isWhole(hash as ContentHash)).toBe(true);
  const [requests, completed] = await Promise.all(
    ['requests_total', 'requests_completed_total'].map((name) => metric(harness, name)),
  );
  expect([requests, completed]).toEqual([SEEDS, SEEDS]);
  expect(await metric(harness, 'files_open')).toBe(0);
  expect(await metric(harness, 'files_stored_total')).toBe(3 * SEEDS);
  // A property that never meets the interesting case proves nothing.
  expect(await metric(harness, 'ranges_asked_again_total')).toBeGreaterThan(0);
  expect(await metric(harness, 'repeated_bytes_total')).toBeGreaterThan(0);
  expect(await metric(harness, 'skipped_bytes_total')).toBeGreaterThan(0);
  expect(harness.frameBalance()).toBe(0);
}, 60_000);

test.concurrent('ranges agree with a plain table of bytes', () => {
  const random = randomOf(5);
  for (let round = 0; round < 200; round++) {
    const size = 1 + random(60);
    const table = new Uint8Array(80);
    const ranges = new Ranges();
    for (let k = 0; k < 12; k++) {
      const start = random(size);
      const end = start + random(20);
      ranges.add(start, end);
      table.fill(1, start, end);
    }
    ranges.cut(size);
    table.fill(0, size);
    const missing = ranges.missing(size, 999);
    const filled = new Uint8Array(size).fill(1);
    for (const { offset, length } of missing) filled.fill(0, offset, offset + length);
    expect(filled).toEqual(table.subarray(0, size));
    expect(ranges.covered).toBe(table.reduce((sum, byte) => sum + byte, 0));
  }
});

describe.concurrent('0x0801', () => {
  const location = decodeLocationBase(new BodyReader(locationBody(7), 0, 28));
  const medium = (id: number, data: Uint8Array) => {
    const writer = new BodyWriter();
    const head = { multimediaId: id, mediaType: 0, mediaFormat: 0, eventCode: 3, channelId: 2 };
    const dataHex = Buffer.from(data).toString('hex');
    multimediaData.encode(writer, { ...head, location, dataLength: data.length, dataHex }, '2013');
    return writer.finish();
  };
  const replies = (device: Terminal) =>
    device.answers.filter(({ messageId }) => messageId === 0x8800);

  test.concurrent('a picture in packets is stored, missing packets are asked for by 0x8800', async () => {
    const harness = await start({ subPackageAskMs: 100 });
    const device = await Terminal.connect(harness.tcpPort, PHONE);
    await device.signOn();
    const picture = content(3, 2_500);
    const body = medium(77, picture);
    const packets = [body.subarray(0, 1_000), body.subarray(1_000, 2_000), body.subarray(2_000)];
    const send = (k: number) =>
      device.send(
        device.frame(0x0801, packets[k]!, { serial: 100 + k, packetTotal: 3, packetNumber: k + 1 }),
      );
    send(0);
    send(2);
    await until(() => replies(device).length === 1);
    expect(replies(device)[0]!.body).toMatchObject({ multimediaId: 77, packetIds: [2] });
    send(1);
    await until(() => replies(device).length === 2);
    expect(replies(device)[1]!.body).toEqual({ multimediaId: 77 });
    const [{ step, alarm }] = (await harness.media()) as [Awaited<ReturnType<Harness['media']>>[0]];
    expect(step).toMatchObject({
      ...{ kind: 'stored', alarmNo: '', name: '77.jpg', media: 'picture', channel: 2 },
      hash: sha256(picture),
    });
    expect(alarm).toEqual({ timeMs: Date.parse(location.time!), itemId: 0, type: 3, level: 0 });
  });

  test.concurrent('packets that each repeat the head, and a 2011 body without a location', async () => {
    const harness = await start();
    const device = await Terminal.connect(harness.tcpPort, PHONE);
    await device.signOn();
    const picture = content(4, 1_500);
    const whole = medium(5, picture);
    const head = whole.subarray(0, 36);
    const parts = [whole.subarray(36, 836), whole.subarray(836)];
    for (const [k, part] of parts.entries()) {
      const options = { packetTotal: 2, packetNumber: k + 1, serial: 50 + k };
      device.send(device.frame(0x0801, Buffer.concat([head, part]), options));
    }
    await until(() => replies(device).length === 1);
    const bare = content(6, 300);
    device.send(device.frame(0x0801, Buffer.concat([medium(6, bare).subarray(0, 8), bare])));
    await until(() => replies(device).length === 2);
    expect(await storedHashes(harness)).toEqual([sha256(picture), sha256(bare)].sort());
  });
});
