/**
 * `kill -9` of the sending process between a request and its record, over and over: what the receiver
 * counts after dropping repeated webhook-ids is exactly what was written, every repeat is the same
 * bytes, and every alert's transitions arrive in order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { LogPlace } from '#tests/faults/log-place.ts';
import { openLog } from '#tools/platform/open-log.ts';
import { until } from '../platform.ts';
import { endpointOf, expectOrder, makeBed, seeded, sleep, webhookSettingsWith } from './harness.ts';
import { answer, type Received, SECRETS, startReceiver } from './receiver.ts';

const CHILD = fileURLToPath(new URL('./killed-child.ts', import.meta.url));
/** Transitions per kill, so that there is always something under way. */
const PER_KILL = 12;

/**
 * @param keepsOutbox whether the process of that start finds the outbox of the one before; else it
 * begins with an empty disk, as a standby elsewhere does
 * @returns transitions written, and requests the receiver got
 */
export async function killedWhileSending(
  place: LogPlace,
  kills: number,
  keepsOutbox: (start: number) => boolean = () => true,
): Promise<{ written: number; requests: number }> {
  const random = seeded(Date.now());
  const bed = await makeBed(await openLog(place));
  const receiver = await startReceiver(SECRETS);
  const { secretFile } = bed;
  const endpoint = endpointOf({ url: receiver.url, secretFile, startAt: 'earliest' });
  const baseMs = String(Date.now());
  const settings = JSON.stringify(webhookSettingsWith([endpoint]));
  let starts = 0;
  const load = async () => {
    const dataDir = keepsOutbox(starts++) ? bed.dir : mkdtempSync(join(bed.dir, 'fresh-'));
    const args = [CHILD, JSON.stringify(place), dataDir, baseMs, settings];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    return child;
  };

  let written = 0;
  const write = async () => {
    for (const partition of [0, 1]) {
      const first = partition * 1_000_000 + written;
      const opened = Array.from({ length: PER_KILL / 4 }, (_, i) => first + i);
      await bed.writer.write(partition, [
        ...opened.map((index) => ({ index, change: 'opened' as const })),
        ...opened.map((index) => ({ index, change: 'closed' as const })),
      ]);
    }
    written += PER_KILL;
  };

  /** What was under way when the process died. */
  const cut: Received[] = [];
  let standby: Promise<ChildProcess> = load();
  for (let kill = 0; kill < kills; kill++) {
    const child = await standby;
    await write();
    const exited = once(child, 'exit');
    // Which of the run's requests is the last, and whether its answer leaves in time to be read.
    let left = 1 + Math.floor(random() * (PER_KILL / 2));
    const afterAnswer = random() < 0.5;
    receiver.behaviour = (response, received, request) => {
      left--;
      if (left > 0) return answer(204)(response, received, request);
      if (left === 0) {
        cut.push(received);
        if (afterAnswer) response.writeHead(204).end();
        // The bytes of the answer are with the kernel; the process dies within its next milliseconds.
        setTimeout(() => child.kill('SIGKILL'), afterAnswer ? random() * 3 : 0);
      }
      return 0;
    };
    child.stdin?.write('go\n');
    standby = load();
    await exited;
  }
  receiver.behaviour = answer(204);
  const last = await standby;
  last.stdin?.write('go\n');
  const distinct = () => new Set(receiver.received.map(({ id }) => id)).size;
  await until('everything was delivered', () => distinct() === written);
  // Nothing more comes.
  await sleep(150);
  last.kill('SIGKILL');
  await once(last, 'exit');

  expect(receiver.refused).toEqual([]);
  expect(distinct()).toBe(written);
  const facts = new Map<string, string>();
  for (const { id, body } of receiver.received) {
    expect(facts.get(id) ?? body, id).toBe(body);
    facts.set(id, body);
  }
  const alerts = new Set(receiver.received.map(({ alertId, change }) => `${alertId} ${change}`));
  expect(alerts.size).toBe(written);
  expectOrder(receiver.received);
  // A kill that met no unrecorded request proves nothing.
  const repeated = cut.filter(({ id, at }) =>
    receiver.received.some((r) => r.id === id && r.at > at),
  );
  expect(cut.length).toBe(kills);
  expect(repeated.length).toBeGreaterThanOrEqual(Math.floor(kills / 3));

  await receiver.close();
  await bed.close();
  return { written, requests: receiver.received.length };
}
