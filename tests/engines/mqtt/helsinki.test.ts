/**
 * Three seconds of Helsinki's traffic as a broker delivered them (2018-10-09, half of the vehicles),
 * through Mosquitto at their own pace, with a mapping of their topic. Real duplicates, real disorder,
 * clocks that are up to four seconds ahead.
 */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import mqtt from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { LocalNetwork } from '#processors/network.ts';
import type { Entry } from '#processors/timeline/entry.ts';
import { deviceKeyOf, PARTITIONS, startHarness } from '#tests/ingest/harness.ts';
import { until } from '#tests/ingest/terminal.ts';
import { mosquittoIsThere, startMosquitto } from '#tests/services/mosquitto.ts';
import { silent } from '#tests/simulation/rules.ts';

const SHARED =
  process.env.TIZHENG_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const FILE = `${SHARED}/data/mqtt/hfp-capture-2018-10-09.txt.gz`;
const isThere = mosquittoIsThere && existsSync(FILE);
if (!existsSync(FILE)) console.log('skipped: the Helsinki capture is not in the shared data.');

const MAPPING = {
  topic: '/hfp/v1/+/+/{mode}/{operator}/{vehicle}/#',
  deviceId: 'hfp-{operator}-{vehicle}',
  fields: {
    timeMs: { pointer: '/VP/tsi', factor: 1_000 },
    latitudeDeg: { pointer: '/VP/lat' },
    longitudeDeg: { pointer: '/VP/long' },
    speedKmh: { pointer: '/VP/spd', factor: 3.6 },
    courseDeg: { pointer: '/VP/hdg' },
    mileageKm: { pointer: '/VP/odo', factor: 0.001 },
  },
};

interface Message {
  arrivedMs: number;
  topic: string;
  payload: string;
  deviceId: string;
  timeMs: number;
  /** What makes it the same fact as another of its vehicle. */
  fact: string;
}

function capture(): Message[] {
  const lines = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n');
  return lines.map((line) => {
    const space = line.indexOf(' ');
    const brace = line.indexOf(' {');
    const topic = line.slice(space + 1, brace);
    const payload = line.slice(brace + 1);
    const [, , , , , , operator, vehicle] = topic.split('/');
    const { tsi, lat, long, spd, hdg } = (
      JSON.parse(payload) as { VP: Record<string, number | null> }
    ).VP;
    return {
      arrivedMs: Date.parse(line.slice(0, space).replace('+0000', 'Z')),
      topic,
      payload,
      deviceId: `hfp-${operator}-${vehicle}`,
      timeMs: tsi! * 1_000,
      fact: [tsi, lat, long, spd == null ? null : Math.round(spd * 36), hdg].join(),
    };
  });
}

test.skipIf(!isThere)(
  'the capture replayed through a broker ends where the vehicles were',
  async () => {
    const messages = capture();
    const startMs = messages[0]!.arrivedMs;
    const beganMs = performance.now();
    const clock = { now: () => Math.floor(startMs + performance.now() - beganMs) };
    const mosquitto = await startMosquitto();
    onTestFinished(() => mosquitto.stop());
    const ingest = await startHarness(
      { mqtt: { listen: 'off', url: mosquitto.url, mappings: [MAPPING] } },
      { clock },
    );
    await until(() => ingest.counters.brokerConnected === 1);
    const device = await mqtt.connectAsync(mosquitto.url);
    const sent: Promise<unknown>[] = [];
    const offsetMs = clock.now() - startMs;
    for (const { arrivedMs, topic, payload } of messages) {
      const waitMs = arrivedMs + offsetMs - clock.now();
      if (waitMs > 2) await sleep(waitMs);
      sent.push(device.publishAsync(topic, payload, { qos: 1 }));
    }
    await Promise.all(sent);
    await until(() => ingest.counters.outcomes.acknowledged === messages.length);
    expect(await ingest.quarantined()).toEqual([]);

    // Judged from the log, as processors do; then two minutes of silence: one until it is seen, half of one until it has settled.
    const readings = (await ingest.readings()).concat(await ingest.readings('tick'));
    const silences = new Map<string, Alert>();
    const latest = new Map<string, number>();
    const network = new LocalNetwork(PARTITIONS, [silent], {
      alert: (_change, alert) => silences.set(alert.subjectKey, structuredClone(alert)),
      observation: ({ subjectKey, eventTimeMs }: Entry) =>
        latest.set(subjectKey, Math.max(eventTimeMs, latest.get(subjectKey) ?? 0)),
    });
    for (const reading of inTime(readings)) network.feed(reading);
    const endMs = clock.now();
    for (let second = 0; second <= 120; second++) network.feed(tick(endMs + second * 1_000));

    const expected = new Map<string, number>();
    const facts = new Set<string>();
    for (const { deviceId, timeMs, fact } of messages) {
      expected.set(deviceId, Math.max(timeMs, expected.get(deviceId) ?? 0));
      facts.add(`${deviceId} ${fact}`);
    }
    expect(latest.size).toBe(expected.size);
    for (const [deviceId, timeMs] of expected) {
      const key = deviceKeyOf(deviceId);
      expect(latest.get(key), deviceId).toBe(timeMs);
      // The watermark went on for those ahead of their time, too: a minute later each is silent.
      expect(silences.get(key)?.openedAtMs, deviceId).toBe(timeMs);
    }
    const sum = (name: 'duplicates' | 'observations' | 'clockWrong') =>
      network.vehicleTasks.reduce((total, { counters }) => total + counters[name], 0);
    expect(sum('observations')).toBe(facts.size);
    expect(sum('duplicates')).toBe(messages.length - facts.size);
    expect(sum('duplicates')).toBeGreaterThanOrEqual(11);
    expect(sum('clockWrong')).toBe(0);
    expect(messages.filter((m) => m.timeMs - m.arrivedMs > 1_000).length).toBe(28);
    await device.endAsync();
    await ingest.stop();
  },
);

/** Partitions interleaved by the time of receipt; within each the log's order stays. */
function inTime(readings: readonly Reading[]): Reading[] {
  const ticks = new Set<number>();
  return readings
    .filter(({ body }) => {
      // The network hands one tick to all partitions.
      if (body.kind !== 'tick') return true;
      if (ticks.has(body.timeMs)) return false;
      ticks.add(body.timeMs);
      return true;
    })
    .sort((a, b) => a.receivedTimeMs - b.receivedTimeMs);
}

function tick(timeMs: number): Reading {
  return {
    subjectKey: NO_SUBJECT,
    deviceKey: NO_SUBJECT,
    protocol: 'unknown',
    receivedTimeMs: timeMs,
    serial: 0,
    raw: new Uint8Array(0),
    body: { kind: 'tick', timeMs: timeMs - (timeMs % 1_000) },
  };
}
