/**
 * Goal: every alert type shows within two minutes of the demo's start, at any hour it is started.
 * Method: the preloaded history through ingest's encoding and decoding, then a hundred virtual seconds of
 * the scenario vehicles' reports and ticks, all into the processors' own network.
 */
import { describe, expect, test } from 'vitest';
import type { Alert } from '#core/alert.ts';
import { NO_SUBJECT, subjectKeyOf } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { HOUR_MS, SECOND_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { newLocationFast } from '#ingest/protocols/jt808/location-fast.ts';
import { decodePayload } from '#ingest/protocols/tz/payload.ts';
import { importRegistry } from '#ingest/registry-import.ts';
import { LocalNetwork } from '#processors/network.ts';
import { rules } from '#processors/rules/index.ts';
import { encodeWeighing } from '#proto/codec/load-bodies.ts';
import { decodeReading } from '#proto/codec/reading.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { type Fleet, makeFleet, type SimVehicle } from '#tools/simulate/fleet.ts';
import { locationFrame } from '#tools/simulate/frames.ts';
import { preloadHistory } from '#tools/simulate/history.ts';
import { observe } from '#tools/simulate/observe.ts';
import type { SimWeighing } from '#tools/simulate/scales.ts';
import { scenarios } from '#tools/simulate/scenarios/index.ts';
import { contextOf, readingsOf } from '#tools/simulate/through-ingest.ts';

const MIDNIGHT = Date.parse('2026-11-21T00:00:00+08:00');
const SECRET = Buffer.alloc(32, 1);
const known = new Set(rules.map(({ type }) => type));
/** Twenty seconds are left for the platform to start. */
const LIVE_MS = 100 * SECOND_MS;
const VEHICLES = 3 * scenarios.length + 3;

const location = newLocationFast();

async function history(fleet: Fleet): Promise<Reading[]> {
  const log = openMemoryLog();
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPICS.reports, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.registry, { ...kept, partitions: 1, compacted: true });
  await log.ensureTopic(TOPICS.registryChanges, { ...kept, partitions: 1 });
  await importRegistry(log, fleet.registry, { pseudonymKey: SECRET, nowMs: fleet.nowMs });
  await preloadHistory({ log, partitions: 1, fleet, now: fleet.nowMs, secret: SECRET });
  const readings: Reading[] = [];
  const { high } = await log.ends(TOPICS.reports, 0);
  for (let offset = 0; offset < high; ) {
    const batch = await log.read(TOPICS.reports, 0, offset, {
      maxRecords: 10_000,
      maxBytes: 1e8,
      waitMs: 0,
    });
    for (const { value } of batch.records) readings.push(decodeReading(value));
    offset = batch.nextOffset;
  }
  return readings;
}

/** All vehicles, each every five seconds, an ack-kind alarm set in one report. */
function live(fleet: Fleet): Reading[] {
  const readings: Reading[] = [];
  let serial = 30_000;
  for (let t = fleet.nowMs; t < fleet.nowMs + LIVE_MS; t += SECOND_MS) {
    for (const vehicle of fleet.vehicles) {
      if ((t / SECOND_MS + vehicle.index) % 5 === 0)
        readings.push(...reportOf(vehicle, t, serial++ & 0xffff));
    }
    for (const weighing of fleet.scales.flatMap(({ weighed }) => weighed))
      if (weighing.timeMs === t) readings.push(weighingOf(weighing));
    readings.push({
      subjectKey: NO_SUBJECT,
      deviceKey: NO_SUBJECT,
      protocol: 'unknown',
      receivedTimeMs: t + 999,
      serial: 0,
      raw: new Uint8Array(0),
      body: { kind: 'tick', timeMs: t },
    });
  }
  return readings;
}

function reportOf(vehicle: SimVehicle, t: number, serial: number): Reading[] {
  const plan = vehicle.scenario?.plan;
  if (plan?.outages.some(({ fromMs, toMs }) => t >= fromMs && t < toMs)) return [];
  observe(vehicle, t, location);
  for (const { bit, kind, fromMs } of plan?.alarms ?? []) {
    if (kind === 'ack' && fromMs > t - 5 * SECOND_MS && fromMs <= t)
      location.alarmFlag = (location.alarmFlag | (1 << bit)) >>> 0;
  }
  const context = contextOf(vehicle, SECRET);
  context.receivedTimeMs = t + 400;
  return readingsOf(locationFrame(vehicle, serial, location), context);
}

/** As ingest makes it of what the scale sends. */
function weighingOf(weighing: SimWeighing): Reading {
  const bytes = encodeWeighing(weighing, weighing);
  const said = decodePayload('weighing', bytes, 'application/x-protobuf');
  if (!('kind' in said) || said.kind !== 'weighed') throw new Error('Our own weighing is refused.');
  return {
    subjectKey: subjectKeyOf(SECRET, 'vehicle', said.vehicleId),
    deviceKey: NO_SUBJECT,
    protocol: 'mqtt',
    receivedTimeMs: weighing.timeMs + 400,
    serial: 0,
    raw: bytes,
    body: { kind: 'weighing', weighing: said.weighing },
  };
}

describe.each([0.01, 2.5, 5, 5.8, 12.4, 21, 22.5, 23.9])('started at %s o’clock', (hour) => {
  test('each scenario raises its alerts within two minutes, on its own vehicle', {
    timeout: 120_000,
  }, async () => {
    const now = MIDNIGHT + Math.round(hour * HOUR_MS);
    const fleet = makeFleet({ vehicles: VEHICLES, seed: 4, now });
    const opened: Alert[] = [];
    const network = new LocalNetwork(1, rules, {
      alert: (change, alert) => {
        if (change === 'opened') opened.push(structuredClone(alert));
      },
    });
    for (const reading of await history(fleet)) network.feed(reading);
    for (const reading of live(fleet)) network.feed(reading);
    network.finish();

    const wrong: string[] = [];
    for (const vehicle of fleet.vehicles) {
      const { subjectKey } = contextOf(vehicle, SECRET);
      const types = new Set(
        opened.filter((alert) => alert.subjectKey === subjectKey).map(({ type }) => type),
      );
      // Its alerts are those of the vehicle whose plate it carries.
      if (vehicle.twinOf !== null) continue;
      const name = vehicle.scenario?.name;
      const wanted = scenarios.find((scenario) => scenario.name === name)?.alertTypes ?? [];
      for (const type of wanted) {
        if ((known.has(type) || type.startsWith('terminal.')) && !types.has(type))
          wrong.push(`${name} raised no ${type}`);
      }
      // Nobody else has anything to hide: an alert there is a mistake of ours or of a rule.
      if (wanted.length === 0)
        for (const type of types) wrong.push(`${name ?? 'an ordinary vehicle'} raised ${type}`);
    }
    expect(wrong).toEqual([]);
  });
});
