/** Who may publish over MQTT: CONNECT, and what is recorded when a device comes and goes. */
import type { ReadingBody } from '#core/report.ts';
import type { Clock } from '#core/time.ts';
import { NO_ANSWER } from './answers.ts';
import { FailureLimit } from './authentication.ts';
import type { IngestSettings } from './config.ts';
import type { CloseReason, IngestCounters, Refusal } from './counters.ts';
import { passwordMatches } from './device-password.ts';
import type { DeviceEntry, DeviceTable } from './devices.ts';
import type { Link } from './link.ts';
import { MqttSession } from './mqtt-session.ts';
import { AckQueue, type Acks } from './protocols/mqtt/ack-queue.ts';
import type { MqttFramer } from './protocols/mqtt/framing.ts';
import {
  type Connect,
  type MqttVersion,
  readConnect,
  type Will,
} from './protocols/mqtt/packets.ts';
import {
  connackOk,
  connackRefused,
  goodbye,
  type RefusedBecause,
} from './protocols/mqtt/replies.ts';
import { isFault } from './protocols/tz/payload.ts';
import { mayBeSaidBy, type Router } from './protocols/tz/router.ts';
import { isDeviceId } from './protocols/tz/topic.ts';
import type { Publisher } from './publish.ts';
import type { Quarantine } from './quarantine.ts';
import type { SessionTable } from './session.ts';
import { readingOf } from './spoken.ts';
import type { TimerWheel } from './timer-wheel.ts';

export interface MqttParts {
  settings: IngestSettings;
  mqtt: IngestSettings['mqtt'];
  secrets: { deviceKey: Uint8Array };
  clock: Clock;
  wheel: TimerWheel;
  counters: IngestCounters;
  devices: DeviceTable;
  sessions: SessionTable<MqttSession>;
  publisher: Publisher;
  quarantine: Quarantine;
  router: Router;
}

/** A link may be silent for one and a half times its keep-alive [MQTT-3.1.2-24]. */
const SILENCE_PER_KEEP_ALIVE_S = 1_500;
const EMPTY = new Uint8Array(0);

/** Who speaks to the devices once they are admitted. */
export interface DoorKeeping {
  /** Whether the door itself says that a CONNECT is accepted. */
  greets: boolean;
  newest: MqttVersion;
  newAcks(link: Link): Acks;
  /** Hears what a device left to be said when it goes without a word. */
  onWill?(session: MqttSession, will: Will): void;
}

const OWN: DoorKeeping = {
  greets: true,
  newest: 5,
  newAcks: (link) => new AckQueue((ready) => link.send(ready)),
};

export class MqttDoor {
  readonly #parts: MqttParts;
  readonly #failures: FailureLimit;
  readonly #keeping: DoorKeeping;

  constructor(parts: MqttParts, keeping = OWN) {
    this.#parts = parts;
    this.#keeping = keeping;
    this.#failures = new FailureLimit(parts.settings.authenticationFailuresMax);
  }

  /** Answers a CONNECT. Throws MqttFault. */
  connect(link: Link, bytes: Uint8Array, start: number, end: number, nowMs: number): void {
    const { sessions, mqtt, settings } = this.#parts;
    const connect = readConnect(bytes, start, end);
    const { version } = connect;
    const entry = this.#admit(link, connect, nowMs);
    if (entry === null || version === null) return;

    const { deviceId } = entry;
    const before = sessions.get(deviceId);
    if (before?.version === 5 && before.link !== link) before.link.send(goodbye('takenOver'));
    const acks = this.#keeping.newAcks(link);
    const { will } = connect;
    const session = new MqttSession(entry, link, nowMs, settings.rateBurst, {
      version,
      will,
      acks,
    });
    link.acks = acks;
    sessions.open(session);
    (link.framer as MqttFramer).packetBytesMax = mqtt.packetBytesMax;
    const keepAliveS = this.keepAlive(link, connect.keepAliveS);
    this.#record(session, { kind: 'session', online: true, reason: 'authenticated' });
    if (!this.#keeping.greets) return;
    link.send(
      connackOk(version, {
        keepAliveS,
        keepAliveDiffers: keepAliveS !== connect.keepAliveS,
        receiveMax: mqtt.receiveMaximum,
        packetBytesMax: mqtt.packetBytesMax,
        assignedClientId: connect.clientId === '' ? deviceId : null,
      }),
    );
  }

  /** Records that a device has gone, in the words of its will if it left one. */
  leave(session: MqttSession, reason: CloseReason): void {
    this.#parts.sessions.remove(session);
    const body = session.will === null ? null : this.#bodyOf(session, session.will);
    if (session.will !== null) this.#keeping.onWill?.(session, session.will);
    session.will = null;
    const offline = body?.kind === 'session' && !body.online;
    if (body !== null && !offline) this.#record(session, body);
    this.#record(session, {
      kind: 'session',
      online: false,
      reason: offline ? 'last-will' : reason,
    });
  }

  /** Null = it has been refused and told so. */
  #admit(link: Link, connect: Connect, nowMs: number): DeviceEntry | null {
    const { devices, settings, secrets } = this.#parts;
    const { version, username, password, clientId } = connect;
    if (version === null || version > this.#keeping.newest)
      return this.refuse(link, connect, 'version', 'not-supported');
    if (connect.authenticationMethod !== null)
      return this.refuse(link, connect, 'authenticationMethod', 'not-supported');
    if (username === null || password === null || !isDeviceId(username))
      return this.refuse(link, connect, 'credentials', 'wrong-code');
    const source = `${username} ${link.remoteAddress}`;
    if (this.#failures.exhausted(source, nowMs)) {
      this.refuse(link, connect, 'credentials', 'wrong-code', 'authentication-failures');
      return null;
    }
    const known = devices.find(username);
    const passwordVersion = known?.credentialVersion ?? 0;
    if (!passwordMatches(secrets.deviceKey, username, passwordVersion, password)) {
      this.#failures.failed(source, nowMs);
      return this.refuse(link, connect, 'credentials', 'wrong-code');
    }
    this.#failures.succeeded(source);
    if (known === null && settings.unknownDevices === 'refuse')
      return this.refuse(link, connect, 'notAllowed', 'unknown-device');
    if (clientId !== '' && clientId !== username)
      return this.refuse(link, connect, 'clientId', 'other-device');
    const entry = known ?? devices.pending(username);
    // A will that could not be said later is refused now, while somebody hears it.
    if (connect.will !== null && this.#bodyOf(entry, connect.will) === null)
      return this.refuse(link, connect, 'topic', 'other-device');
    return entry;
  }

  refuse(
    link: Link,
    { version }: Connect,
    because: RefusedBecause,
    refusal: Refusal,
    close: CloseReason = 'not-allowed',
  ): null {
    this.#parts.counters.refusals[refusal]++;
    link.send(connackRefused(version, because));
    link.close(close);
    return null;
  }

  /** What the will says; null = it is not this device's to say, or cannot be read. */
  #bodyOf(device: Pick<DeviceEntry, 'deviceId' | 'kind'>, will: Will): ReadingBody | null {
    const route = this.#parts.router.route(will.topic);
    if (!('decode' in route) || route.deviceId !== device.deviceId) return null;
    if (!mayBeSaidBy(route, device.kind)) return null;
    const body = route.decode(will.payload, will.contentType);
    // Nobody is weighed by a farewell.
    return isFault(body) || body.kind === 'weighed' ? null : body;
  }

  /** Sets the keep-alive that counts, s: never below the floor, never without end. */
  keepAlive(link: Link, askedS: number): number {
    const { mqtt, settings } = this.#parts;
    const keepAliveS =
      askedS === 0
        ? Math.ceil(settings.silenceMs / SILENCE_PER_KEEP_ALIVE_S)
        : Math.max(askedS, mqtt.keepAliveFloorS);
    link.silenceMs = keepAliveS * SILENCE_PER_KEEP_ALIVE_S;
    return keepAliveS;
  }

  #record(session: MqttSession, body: ReadingBody): void {
    const { publisher, clock, wheel, devices } = this.#parts;
    const { reading } = readingOf(session, 'mqtt', clock.now(), EMPTY, body, devices);
    publisher.add(session.partition, reading, null, NO_ANSWER, 0, wheel.now());
  }
}
