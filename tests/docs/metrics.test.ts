/** A started platform exposes exactly what docs/generated/metrics.md lists, by the same types. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadSettings } from '#runtime/settings.ts';
import { startPlatform } from '#tools/platform/platform.ts';
import { platformSettings } from '#tools/platform/settings.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tizheng-metrics-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('every exposed metric is on the page, and every metric of the page is exposed', async () => {
  const settings = loadSettings(platformSettings, {
    file: null,
    env: {},
    overrides: {
      dataDir,
      logLevel: 'silent',
      'ingest.tcpPort': 0,
      'ingest.udpPort': 0,
      'ingest.attachments.port': 0,
      'ingest.mqtt.port': 0,
      'ingest.http.port': 0,
      'dashboard.port': 0,
      'ops.port': 0,
      // A role that only runs where alerts are sent somewhere.
      'sinks.webhooks.endpoints': [{ id: 'nobody', url: 'https://192.0.2.1/' }],
    },
  });
  const platform = await startPlatform(settings);
  const text = await (await fetch(platform.addresses.Metrics ?? '')).text();
  await platform.stop();

  const exposed = new Map<string, string>();
  for (const [, name, type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm))
    exposed.set(name ?? '', type ?? '');
  const page = readFileSync(new URL('../../docs/generated/metrics.md', import.meta.url), 'utf8');
  const listed = new Map<string, string>();
  for (const [, name, type] of page.matchAll(/^\| `(\w+)` \| (\w+) \|/gm))
    listed.set(name ?? '', type ?? '');

  expect(exposed.size).toBeGreaterThan(80);
  // The log of this platform is the embedded one.
  const ofThisLog = [...listed].filter(([name]) => !name.startsWith('tizheng_kafka_'));
  expect(ofThisLog.length).toBeLessThan(listed.size);
  expect([...exposed].sort()).toEqual(ofThisLog.sort());
  // Values beside the figures would be a person's or a vehicle's.
  expect(text).not.toMatch(/[一-鿿]/);
}, 60_000);
