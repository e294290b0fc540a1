/**
 * Goal: a file that its device was told to be complete (0x9212) is in log and store, whole, whatever
 * instant ingest is killed at; and every file arrives in the end. Method: ingest in a child process on
 * the embedded log, a device that sends the files of its alarms over several connections and goes on
 * after each SIGKILL. FAULT_ATTACHMENT_KILLS=50 for the long run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { ContentHash } from '#core/media.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeMediaEvent } from '#proto/codec/media.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { MediaReader } from '#runtime/media/media-store.ts';
import {
  alarmBody,
  asked,
  type DeviceFile,
  sha256,
  Uploader,
} from '#tests/ingest/attachment-device.ts';
import { Terminal } from '#tests/ingest/terminal.ts';
import { randomOf } from '#tests/simulation/random.ts';
import { Child } from './child.ts';
import { ONLY_FULL, sizeOf } from './size.ts';

const KILLS = sizeOf('FAULT_ATTACHMENT_KILLS', { small: 0, full: 8 });
const ALARMS = 4 * KILLS;
const SCRIPT = join(import.meta.dirname, 'ingest-child.ts');
const PHONE = '13500000001';
const LANES = 3;

const dir = mkdtempSync(join(tmpdir(), 'tizheng-attachments-kill-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const NAME = `${KILLS} kills: every file that was told complete is in log and store`;

test.skipIf(KILLS === 0)(
  KILLS === 0 ? ONLY_FULL : NAME,
  {
    timeout: 60_000 + KILLS * 20_000,
  },
  async () => {
    const random = randomOf(11);
    let child = new Child(SCRIPT, [dir, '0', '{}']);
    const port = await child.said('ready');
    const device = await Terminal.connect(Number(port), PHONE);
    await device.signOn();
    for (let seq = 0; seq < ALARMS; seq++) device.send(device.frame(0x0200, alarmBody(seq, 2)));
    const commands = await asked(device, ALARMS);
    const { tcpPort } = commands[0]!;
    const work = commands.map(({ alarmNo }, k) => ({
      alarmNo,
      seq: k,
      files: [0, 1].map((n): DeviceFile => {
        const bytes = new Uint8Array(20_000 + random.int(0, 400_000)).map(
          (_, i) => i * 31 + k * 7 + n,
        );
        return { name: `0${n}_65_6501_${n}_${alarmNo}.bin`, fileType: n, content: bytes };
      }),
    }));
    const complete = new Map<string, DeviceFile>();
    let broken = 0;
    const lanes = Array.from({ length: LANES }, async () => {
      for (let one = work.shift(); one !== undefined; one = work.shift()) {
        const open = one.files.filter(({ name }) => !complete.has(name));
        const uploader = await Uploader.connect(tcpPort, PHONE).catch(() => null);
        try {
          if (uploader === null) throw new Error('Nobody listens.');
          await uploader.info(one.alarmNo, open, one.seq);
          for (const file of open) {
            const { result } = await uploader.send(file, 16_384);
            if (result === 0) complete.set(file.name, file);
          }
        } catch {
          broken++;
          await sleep(50);
        }
        uploader?.close();
        if (one.files.some(({ name }) => !complete.has(name))) work.push(one);
      }
    });
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(random.int(5, 120));
      await child.kill();
      child = new Child(SCRIPT, [dir, port, JSON.stringify({ attachments: { port: tcpPort } })]);
      await child.said('ready');
    }
    await Promise.all(lanes);
    await child.kill();

    const log = await openEmbeddedLog({ dir: join(dir, 'log') });
    const { low, high } = await log.ends(TOPICS.media, 0);
    const { records } = await log.read(TOPICS.media, 0, low, {
      ...{ maxRecords: high - low + 1, maxBytes: 1e8, waitMs: 0 },
    });
    const stored = new Map<string, string>();
    for (const { value } of records) {
      const { step } = decodeMediaEvent(value);
      if (step.kind === 'stored') stored.set(step.name, step.hash);
    }
    expect(complete.size).toBe(2 * ALARMS);
    const reader = new MediaReader(join(dir, 'media'));
    for (const { name, content } of complete.values()) {
      const hash = sha256(content) as ContentHash;
      expect(stored.get(name)).toBe(hash);
      expect(await reader.isWhole(hash)).toBe(true);
    }
    console.log('attachments', JSON.stringify({ kills: KILLS, files: complete.size, broken }));
    await log.close();
  },
);
