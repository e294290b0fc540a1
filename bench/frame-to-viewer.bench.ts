/**
 * Frame at the socket to an alert on a viewer's WebSocket, while the platform takes 20,000 reports
 * a second: a terminal sends a report with the SOS bit (0x0200, alarm bit 0), the clock runs from
 * the socket write to the AlertEvent of the opened episode.
 *
 *   node bench/frame-to-viewer.bench.ts               120 samples, 20,000 reports/s, 2,000 vehicles
 *   node bench/frame-to-viewer.bench.ts --rate 5000 --samples 50
 *
 * Every sample is the first SOS of a vehicle of its own, so each opens an episode. The viewer sees
 * the whole fleet (positions share its socket). How it can mislead: viewer, generator and platform
 * share two cores; drawing on the screen is not in it.
 */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import { writeFrame } from '#ingest/protocols/jt808/framing.ts';
import { writeHeader } from '#ingest/protocols/jt808/header.ts';
import { ABSENT, writeLocationFast } from '#ingest/protocols/jt808/location-fast.ts';
import { decodeServerMessage, encodeClientMessage } from '#proto/codec/live.ts';
import { FleetProcess } from './fleet-process.ts';
import { type BenchResult, writeResults } from './harness.ts';
import { authenticationFrame, fleetRegistry, phoneOf } from './pipelined-fleet.ts';
import { machineLoad, PlatformRun } from './platform-run.ts';

export interface FrameToViewerOptions {
  vehicles: number;
  rate: number;
  samples: number;
}
const DEFAULTS: FrameToViewerOptions = { vehicles: 2_000, rate: 20_000, samples: 120 };
/** Code that runs for the first time is slow; a duty room has been up for days. */
const WARM_UP_MS = 5_000;
const BETWEEN_SAMPLES_MS = 50;
const SAMPLE_MS_MAX = 10_000;
const FLOOR_P99_MS = 1_000;
const GOAL_P99_MS = 100;
const SOS = 1;

export async function run(changes: Partial<FrameToViewerOptions> = {}): Promise<BenchResult[]> {
  const options = { ...DEFAULTS, ...changes };
  const load = machineLoad();
  // The fleet's vehicles come first, one more per sample behind them.
  const registry = fleetRegistry(options.vehicles + options.samples);
  const platform = await PlatformRun.start({ registry, profileDir: null });
  try {
    const fleet = await FleetProcess.start({
      port: platform.tcpPort,
      vehicles: options.vehicles,
      depth: 16,
      rate: options.rate,
      deviceKey: platform.secrets.deviceKey,
    });
    const viewer = await Viewer.open(platform);
    const started = await fleet.go();
    await sleep(WARM_UP_MS);
    const latencies: number[] = [];
    for (let n = 0; n < options.samples; n++) {
      latencies.push(await sample(platform, viewer, options.vehicles + n));
      await sleep(BETWEEN_SAMPLES_MS);
    }
    const state = await fleet.state();
    fleet.stop();
    viewer.close();
    const seconds = (performance.timeOrigin + performance.now() - started.firstSentMs) / 1_000;
    const result = resultOf(latencies, state.acknowledged / seconds, load.loadAverage1Min);
    writeResults('frame-to-viewer', [result], {
      seed: 0,
      notes: `${options.rate} reports/s of ${options.vehicles} vehicles asked for; floor p99 ${FLOOR_P99_MS} ms, goal ${GOAL_P99_MS} ms; load average ${load.loadAverage1Min} before the start`,
    });
    return [result];
  } finally {
    await platform.stop();
    platform.discard();
  }
}

function resultOf(latencies: number[], reportsPerSecond: number, loadBefore: number): BenchResult {
  const sorted = latencies.toSorted((a, b) => a - b);
  const percentile = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! * 10) / 10;
  return {
    name: 'frame to alert on a viewer',
    unit: 'reports beside it',
    rounds: latencies.length,
    meanPerSecond: reportsPerSecond,
    deviationPerSecond: 0,
    minPerSecond: reportsPerSecond,
    maxPerSecond: reportsPerSecond,
    meanPerCpuSecond: 0,
    values: latencies.map((ms) => Math.round(ms * 10) / 10),
    figures: {
      p50Ms: percentile(0.5),
      p95Ms: percentile(0.95),
      p99Ms: percentile(0.99),
      maxMs: percentile(1),
      loadAverageBefore: loadBefore,
    },
  };
}

/** Milliseconds from the write of an SOS frame to its alert. */
async function sample(platform: PlatformRun, viewer: Viewer, index: number): Promise<number> {
  const phone = phoneOf(index);
  const socket = connect({ port: platform.tcpPort, host: '127.0.0.1', noDelay: true });
  const online = new Promise<void>((resolve, reject) => {
    socket.once('data', () => resolve());
    socket.once('error', reject);
  });
  socket.write(authenticationFrame(phone, platform.secrets.deviceKey));
  await online;
  socket.resume();
  const arrived = viewer.nextAlert('terminal.sos');
  const startMs = performance.now();
  socket.write(sosFrame(phone, index));
  try {
    return (await arrived) - startMs;
  } catch (cause) {
    const metrics = await platform.metrics();
    const lags = ['processor', 'sink', 'dashboard'].map(
      (name) => `${name} ${metrics.sum(`tizheng_${name}_lag_records`)}`,
    );
    throw new Error(`No alert came; records behind: ${lags.join(', ')}.`, { cause });
  } finally {
    socket.destroy();
  }
}

function sosFrame(phone: string, index: number): Uint8Array {
  const content = new Uint8Array(128);
  const location = {
    alarmFlag: SOS,
    statusFlag: 3,
    latitudeE6: 22_500_000 + index,
    longitudeE6: 113_500_000,
    altitudeM: 20,
    speedTenthKmh: 360,
    directionDeg: 0,
    fixTimeMs: Math.floor(Date.now() / 1_000) * 1_000,
    mileageTenthKm: 1_000,
    fuelTenthL: 800,
    recorderSpeedTenthKmh: 360,
    videoAlarmFlag: ABSENT,
    extendedSignal: ABSENT,
    signalStrength: 24,
    satellites: 12,
    alarmItemsAt: ABSENT,
  };
  const header = { messageId: 0x0200, version: '2013' as const, phone, serial: 1 };
  const body = writeHeader(content, 0, header, 0);
  const end = writeLocationFast(content, body, location);
  writeHeader(content, 0, header, end - body);
  const frame = new Uint8Array(256);
  return frame.subarray(0, writeFrame(content, end, frame, 0));
}

/** A page that looks at the whole fleet. */
class Viewer {
  readonly #socket: WebSocket;
  #wanted: { type: string; resolve: (atMs: number) => void } | null = null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const atMs = performance.now();
      const message = decodeServerMessage(data as Buffer);
      if (message.kind !== 'alert' || this.#wanted === null) return;
      const { type } = JSON.parse(message.rowJson) as { type: string };
      if (type !== this.#wanted.type) return;
      this.#wanted.resolve(atMs);
      this.#wanted = null;
    });
    const pings = setInterval(
      () => socket.send(encodeClientMessage({ kind: 'ping', t: 1 })),
      10_000,
    );
    socket.on('close', () => clearInterval(pings));
  }

  static async open(platform: PlatformRun): Promise<Viewer> {
    const headers = { cookie: await platform.signIn(), origin: platform.dashboardUrl };
    const socket = new WebSocket(`${platform.dashboardUrl.replace('http', 'ws')}/ws`, { headers });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const view = { west: 112, south: 22, east: 115, north: 26, zoom: 9, follow: [] };
    socket.send(encodeClientMessage({ kind: 'subscribe', ...view, alertEpoch: '', alertSeq: 0 }));
    return new Viewer(socket);
  }

  /** When the next alert of a type arrives; rejects when none comes. */
  nextAlert(type: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No ${type} came.`)), SAMPLE_MS_MAX);
      this.#wanted = {
        type,
        resolve: (atMs) => {
          clearTimeout(timer);
          resolve(atMs);
        },
      };
    });
  }

  close(): void {
    this.#socket.terminate();
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { vehicles: text, rate: text, samples: text } });
  const wishes = Object.entries(values).map(([name, value]) => [name, Number(value)]);
  await run(Object.fromEntries(wishes));
}
