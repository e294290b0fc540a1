/**
 * Goal (R15): pages that stop reading cost the others nothing, keep no queue, and lose no alert.
 * Method: the real server with many live pages, some of which pause their socket in the middle of a
 * long history of alerts while positions and alerts keep coming. FAULT_VIEWERS for other sizes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  appendObservations,
  appendTransitions,
  startServer,
  TestViewer,
} from '#tests/dashboard/server/harness.ts';
import { alertOf, observationOf, transitionOf } from '#tests/dashboard/server/support.ts';
import { ONLY_FULL, sizeOf } from './size.ts';

const VIEWERS = sizeOf('FAULT_VIEWERS', { small: 0, full: 100 });
const STALLED = VIEWERS / 10;
const HISTORY = 4_000;
const VEHICLES = 2_000;
const WATCHED_MS = 16_000;

describe.skipIf(VIEWERS === 0)(VIEWERS === 0 ? ONLY_FULL : 'viewers', () => {
  test(`R15: ${VIEWERS} pages, ${STALLED} of them stalled`, { timeout: 120_000 }, async () => {
    const server = await startServer();
    let number = 0;
    const raise = (count: number, changes = {}) =>
      appendTransitions(
        server.log,
        Array.from({ length: count }, () => transitionOf(++number, alertOf(number, changes))),
      );
    const probe = await TestViewer.subscribed(server);
    const { alertEpoch: epoch, alertSeq: startSeq } = probe.of('hello')[0]!;
    probe.socket.terminate();
    const text = { zh: '超速'.repeat(300), en: 'x'.repeat(1_500) };
    for (let n = 0; n < HISTORY; n += 500) await raise(500, { explanation: text });
    while ((await server.metric('tizheng_dashboard_lag_records')) > 0) await sleep(20);
    const endOfHistory = startSeq + HISTORY;

    const healthy: TestViewer[] = [];
    while (healthy.length < VIEWERS - STALLED)
      healthy.push(
        ...(await Promise.all(
          Array.from({ length: 10 }, () =>
            TestViewer.subscribed(server, { epoch, seq: endOfHistory }),
          ),
        )),
      );
    const closedMs: number[] = [];
    const stalled = await Promise.all(
      Array.from({ length: STALLED }, async () => {
        const viewer = await TestViewer.subscribed(server, { epoch, seq: startSeq });
        await viewer.until(() => viewer.seqs.length > 0);
        viewer.socket.pause();
        return viewer;
      }),
    );
    const stalledMs = performance.now();

    const latencies: number[] = [];
    let waitingMax = 0;
    let viewersLeft = VIEWERS;
    for (let round = 0; performance.now() - stalledMs < WATCHED_MS; round++) {
      const seen = healthy.map(({ seqs }) => seqs.length);
      const startMs = performance.now();
      await appendObservations(
        server.log,
        Array.from({ length: VEHICLES / 4 }, (_, i) =>
          observationOf((round * 500 + i) % VEHICLES, { eventTimeMs: Date.now() }),
        ),
      );
      await raise(1);
      await Promise.all(
        healthy.map(async (viewer, n) => {
          await viewer.until(() => viewer.seqs.length > seen[n]!, 15_000);
          latencies.push(performance.now() - startMs);
        }),
      );
      waitingMax = Math.max(waitingMax, await server.metric('tizheng_dashboard_waiting_bytes'));
      const left = await server.metric('tizheng_dashboard_viewers');
      while (viewersLeft > left) {
        closedMs.push(performance.now() - stalledMs);
        viewersLeft--;
      }
      await sleep(200);
    }

    // A stalled page comes back with the last number it knows, and misses nothing.
    const back = stalled[0]!;
    const known = back.seqs.at(-1)!;
    const again = await TestViewer.subscribed(server, { epoch, seq: known });
    const last = healthy[0]!.seqs.at(-1)!;
    await again.until(() => again.seqs.at(-1) === last, 20_000);
    const all = [...back.seqs.filter((seq) => seq <= known), ...again.seqs];
    expect(all).toEqual(Array.from({ length: last - startSeq }, (_, i) => startSeq + 1 + i));

    latencies.sort((a, b) => a - b);
    const figures = {
      viewers: VIEWERS,
      stalled: STALLED,
      p50Ms: Math.round(latencies[Math.floor(latencies.length / 2)]!),
      p99Ms: Math.round(latencies[Math.floor(latencies.length * 0.99)]!),
      waitingMiBPerStalled: Math.round((waitingMax / STALLED / 2 ** 20) * 100) / 100,
      closedAfterMs: closedMs.map(Math.round),
    };
    console.log('R15', JSON.stringify(figures));
    for (const viewer of [...healthy, ...stalled, again]) viewer.socket.terminate();
    await server.stop();
    expect(figures.p99Ms).toBeLessThan(1_000);
    // The bound stops the next message, the one that crosses it is still handed over.
    expect(figures.waitingMiBPerStalled).toBeLessThan(1.02);
    expect(figures.waitingMiBPerStalled).toBeGreaterThan(0.5);
    expect(closedMs).toHaveLength(STALLED);
    expect(Math.max(...closedMs)).toBeLessThan(15_000);
    // Positions are conflated: nobody was sent more than a frame a second.
    expect(healthy[0]!.of('positions').length).toBeLessThan(WATCHED_MS / 1_000 + 8);
  });
});
