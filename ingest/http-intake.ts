/**
 * The payloads of the MQTT topics by HTTP: `POST /tz/1/<kind>/<message>`, one payload or a line each.
 * The device is the one that signs in, so no URL carries an id. Answered when the log holds all of it.
 */
import type { IncomingMessage } from 'node:http';
import { WireFault } from '#proto/codec/fault.ts';
import { NO_ANSWER } from './answers.ts';
import { FailureLimit } from './authentication.ts';
import { passwordMatches } from './device-password.ts';
import type { DeviceEntry } from './devices.ts';
import type { MqttParts } from './mqtt-door.ts';
import { maskPlates } from './plates.ts';
import type { ProtocolFault } from './protocol.ts';
import { isFault, type Said } from './protocols/tz/payload.ts';
import { mayBeSaidBy, productTopics, type Route } from './protocols/tz/router.ts';
import { isDeviceId } from './protocols/tz/topic.ts';
import { RateTable } from './rate-table.ts';
import { readingOf, tellEverywhere } from './spoken.ts';
import {
  type Admitted,
  BUSY,
  type HttpAnswer,
  type HttpHandler,
  problem,
} from './transports/http.ts';

const PATH = /^\/tz\/1\/([a-z]+)\/([a-z]+)$/;
const LINES = new Set(['application/x-ndjson', 'application/jsonl']);
const SINGLE = new Set(['application/json', 'application/x-protobuf', 'application/protobuf']);
/** Faults named in an answer; all are counted and quarantined. */
const FAULTS_NAMED_MAX = 100;
const NEWLINE = 0x0a;

type HttpParts = Omit<MqttParts, 'mqtt' | 'sessions' | 'router'>;

export class HttpIntake implements HttpHandler {
  readonly #parts: HttpParts;
  readonly #failures: FailureLimit;
  readonly #rates: RateTable;

  constructor(parts: HttpParts) {
    this.#parts = parts;
    const { settings } = parts;
    this.#failures = new FailureLimit(settings.authenticationFailuresMax);
    this.#rates = new RateTable(settings.rateMessagesPerSecond, settings.rateBurst);
  }

  admit(request: IncomingMessage): Admitted | HttpAnswer {
    const { publisher, wheel, counters } = this.#parts;
    const path = PATH.exec(request.url ?? '');
    if (path === null) return problem(404, 'NOT_FOUND', 'Post to /tz/1/<kind>/<message>.');
    if (request.method !== 'POST')
      return problem(405, 'METHOD', 'Readings are posted.', { allow: 'POST' });
    const contentType = (request.headers['content-type'] ?? '').split(';', 1)[0]!.trim();
    const isLines = LINES.has(contentType.toLowerCase());
    if (!isLines && !SINGLE.has(contentType.toLowerCase()))
      return problem(
        415,
        'CONTENT_TYPE',
        'Send application/json, application/x-protobuf or application/x-ndjson.',
      );
    const address = request.socket.remoteAddress ?? '';
    const device = this.#signIn(request.headers.authorization ?? '', address);
    if ('status' in device) return device;
    const route = productTopics.route(`tz/1/-/${path[1]}/${device.deviceId}/${path[2]}`);
    if (route === null || !('decode' in route))
      return problem(404, route?.code ?? 'TOPIC_UNKNOWN', 'There is no such kind or message.');
    if (!mayBeSaidBy(route, device.kind))
      return problem(403, 'DEVICE_KIND', 'The registry says that this device is of another kind.');
    publisher.measure();
    if (publisher.overloaded()) {
      counters.pauses++;
      return BUSY;
    }
    const waitMs = this.#rates.waitMs(device.deviceId, wheel.now());
    if (waitMs > 0) {
      counters.rateDelays++;
      return problem(429, 'RATE', 'This device sends faster than it may.', {
        'retry-after': String(Math.ceil(waitMs / 1_000)),
      });
    }
    return {
      take: (body) =>
        isLines
          ? this.#takeLines(device, route, body, address)
          : this.#takeOne(device, route, body, contentType, address),
    };
  }

  #signIn(authorization: string, address: string): DeviceEntry | HttpAnswer {
    const { devices, secrets, settings, wheel, counters } = this.#parts;
    const given = credentialsOf(authorization);
    if (given === null || !isDeviceId(given.deviceId)) return this.#unauthorized();
    const { deviceId, password } = given;
    const source = `${deviceId} ${address}`;
    const nowMs = wheel.now();
    if (this.#failures.exhausted(source, nowMs)) {
      counters.refusals['wrong-code']++;
      return problem(429, 'WRONG_PASSWORDS', 'Too many wrong passwords.', { 'retry-after': '60' });
    }
    const known = devices.find(deviceId);
    const version = known?.credentialVersion ?? 0;
    if (!passwordMatches(secrets.deviceKey, deviceId, version, password)) {
      this.#failures.failed(source, nowMs);
      return this.#unauthorized();
    }
    this.#failures.succeeded(source);
    if (known !== null) return known;
    if (settings.unknownDevices === 'pending') return devices.pending(deviceId);
    counters.refusals['unknown-device']++;
    return problem(403, 'UNKNOWN_DEVICE', 'The registry does not know this device.');
  }

  #unauthorized(): HttpAnswer {
    this.#parts.counters.refusals['wrong-code']++;
    return problem(401, 'CREDENTIALS', 'Basic deviceId:password, or Bearer deviceId:password.', {
      'www-authenticate': 'Basic realm="devices", charset="UTF-8"',
    });
  }

  async #takeOne(
    device: DeviceEntry,
    route: Route,
    body: Buffer,
    contentType: string,
    address: string,
  ): Promise<HttpAnswer> {
    const decoded = route.decode(body, contentType);
    if (isFault(decoded)) {
      await this.#quarantine(device, decoded, body, address);
      return problem(422, decoded.code, 'The payload was not understood; it was kept for a look.');
    }
    const { answer, faults } = await this.#record(
      device,
      [{ raw: body, body: decoded, line: 1 }],
      address,
    );
    if (answer !== null) return answer;
    const [fault] = faults;
    return fault === undefined
      ? { status: 200, body: { accepted: 1 } }
      : problem(422, fault.code, 'The payload has a value that cannot be kept.');
  }

  async #takeLines(
    device: DeviceEntry,
    route: Route,
    body: Buffer,
    address: string,
  ): Promise<HttpAnswer> {
    const { linesMax } = this.#parts.settings.http;
    const lines = linesOf(body, linesMax);
    if (lines === null)
      return problem(413, 'TOO_MANY_LINES', `A batch has at most ${linesMax} lines.`);
    const good: Spoken[] = [];
    const bad: { line: number; code: string }[] = [];
    const kept: Promise<void>[] = [];
    for (const { raw, line } of lines) {
      const decoded = route.decode(raw, 'application/json');
      if (!isFault(decoded)) good.push({ raw, body: decoded, line });
      else {
        bad.push({ line, code: decoded.code });
        kept.push(this.#quarantine(device, decoded, raw, address));
      }
    }
    const { answer, faults } = await this.#record(device, good, address);
    await Promise.all(kept);
    if (answer !== null) return answer;
    bad.push(...faults);
    return {
      status: 200,
      body: {
        accepted: good.length - faults.length,
        refused: bad.length,
        faults: bad.slice(0, FAULTS_NAMED_MAX),
      },
    };
  }

  /** Appends; an answer is given when the log refuses, else null. */
  async #record(
    device: DeviceEntry,
    spoken: readonly Spoken[],
    address: string,
  ): Promise<{ answer: HttpAnswer | null; faults: { line: number; code: string }[] }> {
    const { publisher, counters, clock, wheel, devices } = this.#parts;
    const nowMs = wheel.now();
    const receivedTimeMs = clock.now();
    this.#rates.spend(device.deviceId, spoken.length, nowMs);
    if (!device.known) counters.pendingDeviceMessages += spoken.length;
    // Weighings lie with their vehicles, everything else with the device.
    const partitions = new Set<number>();
    const faults: { line: number; code: string }[] = [];
    let waiting = 0;
    for (const { raw, body, line } of spoken) {
      try {
        const { partition, reading } = readingOf(
          ...([device, 'http', receivedTimeMs, raw, body, devices] as const),
        );
        tellEverywhere(device, receivedTimeMs, body, { devices, publisher, nowMs });
        // One append for all of a partition, so that the answer holds for each of them.
        publisher.add(partition, reading, null, NO_ANSWER, 0, nowMs, partitions.has(partition));
        partitions.add(partition);
        waiting++;
      } catch (error) {
        // A value our own wire cannot carry must not stop the others.
        if (!(error instanceof WireFault)) throw error;
        const code = 'NOT_REPRESENTABLE';
        faults.push({ line, code });
        void this.#quarantine(device, { code, offset: 0 }, raw, address);
      }
    }
    if (waiting === 0) return { answer: null, faults };
    counters.frames += waiting;
    counters.held += waiting;
    const settled = await Promise.all([...partitions].map((p) => publisher.settled(p)));
    const durable = settled.every((isDurable) => isDurable);
    counters.held -= waiting;
    counters.outcomes[durable ? 'acknowledged' : 'unpublished'] += waiting;
    counters.latency(wheel.now() - nowMs);
    const gone = problem(503, 'LOG_REFUSED', 'Nothing of it was kept; send again.', {
      'retry-after': '5',
    });
    return { answer: durable ? null : gone, faults };
  }

  #quarantine(
    { deviceKey }: DeviceEntry,
    fault: ProtocolFault,
    raw: Uint8Array,
    address: string,
  ): Promise<void> {
    const { counters, clock, quarantine } = this.#parts;
    counters.frames++;
    return new Promise((resolve) => {
      const receivedTimeMs = clock.now();
      quarantine.put(
        { fault, raw: maskPlates(raw), source: 'http/tz', address, deviceKey, receivedTimeMs },
        resolve,
      );
    });
  }
}

interface Spoken {
  raw: Uint8Array;
  body: Said;
  /** From 1. */
  line: number;
}

function credentialsOf(authorization: string): { deviceId: string; password: Buffer } | null {
  const space = authorization.indexOf(' ');
  const scheme = authorization.slice(0, space).toLowerCase();
  const rest = authorization.slice(space + 1).trim();
  const pair =
    scheme === 'basic'
      ? Buffer.from(rest, 'base64').toString('utf8')
      : scheme === 'bearer'
        ? rest
        : '';
  const colon = pair.indexOf(':');
  if (colon < 1) return null;
  return { deviceId: pair.slice(0, colon), password: Buffer.from(pair.slice(colon + 1)) };
}

/** Lines that are not blank, by their number; null = more than the bound. */
function linesOf(body: Buffer, linesMax: number): { raw: Buffer; line: number }[] | null {
  const lines: { raw: Buffer; line: number }[] = [];
  let line = 0;
  for (let start = 0; start < body.length; ) {
    const newline = body.indexOf(NEWLINE, start);
    const end = newline === -1 ? body.length : newline;
    line++;
    const raw = body.subarray(start, body[end - 1] === 0x0d ? end - 1 : end);
    if (raw.length > 0) lines.push({ raw, line });
    if (lines.length > linesMax) return null;
    start = end + 1;
  }
  return lines;
}
