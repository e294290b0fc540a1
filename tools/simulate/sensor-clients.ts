/**
 * The sensors on line: each an MQTT client of its own that signs in with its own password, leaves a
 * last will, publishes with QoS 1 on its interval and comes back after a lost link.
 */
import mqtt, { type MqttClient } from 'mqtt';
import { type Clock, systemClock } from '#core/time.ts';
import { devicePassword } from '#ingest/device-password.ts';
import { encodeWeighing } from '#proto/codec/load-bodies.ts';
import { encodeTraffic, encodeWeather } from '#proto/codec/sensor-bodies.ts';
import {
  DETECTOR_INTERVAL_S,
  type SimSensors,
  STATION_INTERVAL_S,
  trafficAt,
  weatherAt,
} from './sensors.ts';

export interface SensorClientsOptions {
  host: string;
  port: number;
  sensors: SimSensors;
  /** The platform's key of device passwords. */
  deviceKey: Uint8Array;
  /** Aborting switches every sensor off. */
  signal: AbortSignal;
  clock?: Clock;
}

export interface SensorProgress {
  sensors: number;
  connected: number;
  sent: number;
  acked: number;
  refused: number;
}

interface Speaker {
  sensorId: string;
  regionCode: string;
  kind: 'road' | 'wim';
  message: 'traffic' | 'weather' | 'weighing';
  intervalS: number;
  /** What it says at the end of an interval; null = nothing. */
  payload(endMs: number): Payload | null;
}

interface Payload {
  bytes: Buffer;
  contentType: string;
}

const RECONNECT_MS = 5_000;
/** A scale speaks when it has weighed somebody; so often it looks. */
const SCALE_LOOKS_S = 5;

/** Starts them all; `progress` may be asked at any time, `ended` resolves after the signal. */
export function startSensors(options: SensorClientsOptions): {
  progress: () => SensorProgress;
  ended: Promise<void>;
} {
  const clock = options.clock ?? systemClock;
  const speakers = speakersOf(options.sensors, clock.now());
  const counts = { connected: 0, sent: 0, acked: 0, refused: 0 };
  const timers = new Set<NodeJS.Timeout>();
  const clients = speakers.map((speaker) => connect(options, speaker, counts));

  speakers.forEach((speaker, index) => {
    const client = clients[index]!;
    const intervalMs = speaker.intervalS * 1_000;
    const speak = () => {
      const now = clock.now();
      if (client.connected) publish(client, speaker, now - (now % intervalMs), counts);
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          speak();
        },
        intervalMs - (now % intervalMs) + (index % 20) * 100,
      );
      timers.add(timer);
    };
    client.once('connect', speak);
  });

  const ended = new Promise<void>((resolve) => {
    const stop = async () => {
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(clients.map((client) => client.endAsync(true)));
      resolve();
    };
    if (options.signal.aborted) void stop();
    else options.signal.addEventListener('abort', () => void stop(), { once: true });
  });
  return { progress: () => ({ sensors: speakers.length, ...counts }), ended };
}

function connect(
  { host, port, deviceKey }: SensorClientsOptions,
  { sensorId, regionCode, kind }: Speaker,
  counts: { connected: number },
): MqttClient {
  const client = mqtt.connect({
    host,
    port,
    protocolVersion: 5,
    clientId: sensorId,
    username: sensorId,
    password: devicePassword(deviceKey, sensorId, 0),
    reconnectPeriod: RECONNECT_MS,
    will: {
      topic: `tz/1/${regionCode}/${kind}/${sensorId}/state`,
      payload: Buffer.from('{"online":false}'),
      qos: 1,
      retain: false,
    },
  });
  let connected = false;
  client.on('connect', () => {
    connected = true;
    counts.connected++;
  });
  client.on('close', () => {
    if (connected) counts.connected--;
    connected = false;
  });
  // What went wrong does not matter to a sensor: it tries again later.
  client.on('error', () => {});
  return client;
}

function publish(
  client: MqttClient,
  { sensorId, regionCode, kind, message, payload }: Speaker,
  endMs: number,
  counts: { sent: number; acked: number; refused: number },
): void {
  const said = payload(endMs);
  if (said === null) return;
  const { bytes, contentType } = said;
  counts.sent++;
  client.publish(
    `tz/1/${regionCode}/${kind}/${sensorId}/${message}`,
    bytes,
    { qos: 1, properties: { contentType } },
    (error) => {
      counts[error ? 'refused' : 'acked']++;
    },
  );
}

/** Every second detector and station speaks protobuf, the others JSON. */
function speakersOf({ detectors, stations, scales }: SimSensors, startMs: number): Speaker[] {
  const json = (value: object) => ({
    bytes: Buffer.from(JSON.stringify(value)),
    contentType: 'application/json',
  });
  const protobuf = (bytes: Uint8Array) => ({
    bytes: Buffer.from(bytes),
    contentType: 'application/x-protobuf',
  });
  return [
    ...detectors.map(
      (detector): Speaker => ({
        sensorId: detector.sensor.sensorId,
        regionCode: detector.sensor.regionCode,
        kind: 'road',
        message: 'traffic',
        intervalS: DETECTOR_INTERVAL_S,
        payload(endMs) {
          const sample = trafficAt(detector, endMs);
          if (detector.index % 2 === 1) return protobuf(encodeTraffic(sample));
          const { endTimeMs, ...rest } = sample;
          return json({ timeMs: endTimeMs, ...rest });
        },
      }),
    ),
    ...stations.map(
      (station): Speaker => ({
        sensorId: station.sensor.sensorId,
        regionCode: station.sensor.regionCode,
        kind: 'road',
        message: 'weather',
        intervalS: STATION_INTERVAL_S,
        payload(endMs) {
          const sample = weatherAt(station, endMs, startMs);
          return station.index % 2 === 1 ? protobuf(encodeWeather(sample)) : json(sample);
        },
      }),
    ),
    ...scales.map(({ sensor, weighed }): Speaker => {
      const waiting = [...weighed];
      return {
        sensorId: sensor.sensorId,
        regionCode: sensor.regionCode,
        kind: 'wim',
        message: 'weighing',
        intervalS: SCALE_LOOKS_S,
        // One it could not tell at once, because it was not connected yet, it tells later.
        payload(endMs) {
          const [next] = waiting;
          if (next === undefined || next.timeMs > endMs) return null;
          waiting.shift();
          return protobuf(encodeWeighing(next, next));
        },
      };
    }),
  ];
}
