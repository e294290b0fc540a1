/** The simulated camera against the real attachment service. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MINUTE_MS } from '#core/time.ts';
import { MediaReader } from '#runtime/media/media-store.ts';
import { makeFleet } from '#tools/simulate/fleet.ts';
import { startSimulator } from '#tools/simulate/simulator.ts';
import { startHarness } from '../../ingest/harness.ts';

test('a camera alarm of the fleet ends in a picture and a video that its alert can show', async () => {
  const mediaDir = await mkdtemp(join(tmpdir(), 'tizheng-evidence-'));
  const ingest = await startHarness({}, { mediaDir });
  const nowMs = Date.now();
  // The camera sees its driver twenty seconds after the fleet's now.
  const now = nowMs - 19_000;
  const fleet = makeFleet({ vehicles: 1, seed: 3, now, scenarios: ['terminal.fatigue'] });
  const stop = new AbortController();
  let confirmed = 0;
  const done = startSimulator({
    ...{ host: '127.0.0.1', port: ingest.tcpPort, fleet, rate: 1, seed: 3, signal: stop.signal },
    onProgress: ({ files }) => {
      confirmed = files;
    },
  });
  for (let k = 0; k < 300 && confirmed < 2; k++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  stop.abort();
  await done;
  const events = await ingest.media();
  expect(events.map(({ step }) => step.kind)).toEqual(['asked', 'stored', 'stored']);
  const types: string[] = [];
  for (const { step, alarm } of events) {
    expect(Math.abs(alarm.timeMs! - nowMs)).toBeLessThan(MINUTE_MS);
    expect(alarm).toMatchObject({ itemId: 0x65, type: 1, level: 2 });
    if (step.kind !== 'stored') continue;
    types.push(step.contentType);
    const found = await new MediaReader(mediaDir).find(step.hash);
    expect((await readFile(found!.path)).length).toBe(step.sizeBytes);
  }
  expect(types).toEqual(['image/png', 'video/h264']);
  await ingest.stop();
  await rm(mediaDir, { recursive: true });
}, 60_000);
