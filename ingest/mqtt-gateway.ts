/**
 * Devices over MQTT: they sign in, publish under their own prefix and are acknowledged once the log
 * holds what they said. Nothing is ever handed out, so there are no subscriptions, no retained
 * messages and no sessions between connections.
 *
 * *Back pressure:* links are paused while the log lags; nothing is acknowledged meanwhile.
 */
import { WireFault } from '#proto/codec/fault.ts';
import { NO_ANSWER } from './answers.ts';
import type { CloseReason } from './counters.ts';
import type { DeviceEntry } from './devices.ts';
import { type Link, type LinkHandler, PAUSE } from './link.ts';
import { LinkWatch } from './link-watch.ts';
import { MqttDoor, type MqttParts } from './mqtt-door.ts';
import type { MqttSession } from './mqtt-session.ts';
import type { ProtocolFault } from './protocol.ts';
import { ackOf } from './protocols/mqtt/ack-queue.ts';
import { bodyStart, MqttFramer } from './protocols/mqtt/framing.ts';
import {
  newPublish,
  type Publish,
  readDisconnectReason,
  readPacketId,
  readPublish,
  readTopics,
  TYPE,
} from './protocols/mqtt/packets.ts';
import { MqttFault } from './protocols/mqtt/reader.ts';
import {
  ack,
  ackRefused,
  type GOODBYE,
  goodbye,
  PINGRESP,
  subackRefused,
  unsuback,
} from './protocols/mqtt/replies.ts';
import { isFault } from './protocols/tz/payload.ts';
import { mayBeSaidBy } from './protocols/tz/router.ts';
import { readingOf } from './spoken.ts';

/** DISCONNECT reason of MQTT 5: the will is wanted all the same. */
const WITH_WILL = 0x04;
const PUBACK_NOT_AUTHORIZED = 0x87;

export class MqttGateway implements LinkHandler {
  readonly #parts: MqttParts;
  readonly #door: MqttDoor;
  readonly #watch: LinkWatch;
  readonly #publish: Publish = newPublish();
  readonly #waitingForRelief = new Set<Link>();
  /** What the segment being read belongs to. */
  #link: Link | null = null;
  #nowMs = 0;
  #receivedTimeMs = 0;

  constructor(parts: MqttParts) {
    this.#parts = parts;
    this.#door = new MqttDoor(parts);
    this.#watch = new LinkWatch(parts);
  }

  onOpen(link: Link): void {
    this.#watch.arm(link, this.#parts.wheel.now());
  }

  onBytes(link: Link, chunk: Buffer): void {
    const { counters, publisher, settings, clock, wheel } = this.#parts;
    counters.bytesIn += chunk.length;
    this.#link = link;
    this.#nowMs = wheel.now();
    this.#receivedTimeMs = clock.now();
    link.framer ??= new MqttFramer(settings.beforeAuthenticationBytesMax);
    link.framer.push(chunk, this.#onPacket, this.#onFault);
    if (link.closed) return;
    if (link.session === null) {
      link.bytesBeforeAuthentication += chunk.length;
      if (link.bytesBeforeAuthentication > settings.beforeAuthenticationBytesMax) {
        link.close('authentication-bytes');
        return;
      }
    }
    this.#watch.onSegment(link, link.framer.pendingBytes > 0, this.#nowMs);
    if (link.session !== null) this.#watch.limitRate(link, link.session, this.#nowMs);
    publisher.measure();
    if (publisher.overloaded() && !this.#waitingForRelief.has(link)) {
      counters.pauses++;
      this.#waitingForRelief.add(link);
      link.pause(PAUSE.pressure);
    }
  }

  onClosed(link: Link, reason: CloseReason): void {
    const { counters, wheel } = this.#parts;
    counters.closes[reason]++;
    wheel.clear(link);
    this.#waitingForRelief.delete(link);
    link.framer = null;
    const session = link.session as MqttSession | null;
    if (session !== null) this.#door.leave(session, reason);
  }

  onLinkDeadline(link: Link, nowMs: number): void {
    this.#watch.onDeadline(link, nowMs);
  }

  onRelief(): void {
    for (const link of this.#waitingForRelief) link.resume(PAUSE.pressure);
    this.#waitingForRelief.clear();
  }

  /** The registry says something else about a device. */
  onDevice(entry: DeviceEntry): void {
    const session = this.#parts.sessions.get(entry.deviceId);
    if (session === undefined) return;
    const refused = !entry.known && this.#parts.settings.unknownDevices === 'refuse';
    if (refused || entry.credentialVersion !== session.credentialVersion) {
      this.#part(session.link, 'administrative', 'revoked');
      return;
    }
    session.rebind(entry);
  }

  /** Tells everybody goodbye. */
  closeAll(): void {
    for (const { link } of [...this.#parts.sessions.all()])
      this.#part(link, 'shuttingDown', 'stopped');
  }

  readonly #onPacket = (bytes: Uint8Array, start: number, end: number): void => {
    const link = this.#link!;
    if (link.closed) return;
    link.lastFrameMs = this.#nowMs;
    const type = bytes[start]! >> 4;
    this.#parts.counters.mqttPacket(type);
    const session = link.session as MqttSession | null;
    try {
      if (session !== null) this.#packet(session, type, bytes, start, end);
      else if (type === TYPE.connect) this.#connect(link, bytes, start, end);
      else this.#part(link, 'protocolError', 'protocol-error');
    } catch (error) {
      if (!(error instanceof MqttFault)) throw error;
      this.#malformed(link, error, bytes.slice(start, end));
    }
  };

  #connect(link: Link, bytes: Uint8Array, start: number, end: number): void {
    this.#door.connect(link, bytes, start, end, this.#nowMs);
    // Its silence is measured by its own keep-alive from now on.
    if (link.session !== null) this.#watch.arm(link, this.#nowMs);
  }

  #packet(session: MqttSession, type: number, bytes: Uint8Array, start: number, end: number): void {
    const { link, version } = session;
    const { counters } = this.#parts;
    switch (type) {
      case TYPE.publish:
        this.#onPublish(session, bytes, start, end);
        return;
      case TYPE.pubrel: {
        const packetId = readPacketId(bytes, start, end);
        session.received?.delete(packetId);
        link.send(ack(TYPE.pubcomp, packetId));
        return;
      }
      case TYPE.pingreq:
        link.send(PINGRESP);
        return;
      case TYPE.subscribe: {
        const { packetId, topics } = readTopics(bytes, start, end, version);
        counters.refusals.subscription++;
        link.send(subackRefused(version, packetId, topics));
        return;
      }
      case TYPE.unsubscribe: {
        const { packetId, topics } = readTopics(bytes, start, end, version);
        link.send(unsuback(version, packetId, topics));
        return;
      }
      case TYPE.disconnect:
        if (version === 4 || readDisconnectReason(bytes, start, end) !== WITH_WILL)
          session.will = null;
        link.close('disconnect');
        return;
      default:
        this.#part(link, 'protocolError', 'protocol-error');
    }
  }

  #onPublish(session: MqttSession, bytes: Uint8Array, start: number, end: number): void {
    const { counters, publisher, router, mqtt } = this.#parts;
    const { link, acks } = session;
    const publish = readPublish(bytes, start, end, session.version, this.#publish);
    const { qos, packetId } = publish;
    counters.frames++;
    session.tokens--;
    if (!session.known) counters.pendingDeviceMessages++;
    if (publish.topicAlias !== 0) {
      this.#refusePublish(session, 'topicAlias', 'protocol-error');
      return;
    }
    const answer = qos === 0 ? NO_ANSWER : ackOf(qos === 1 ? TYPE.puback : TYPE.pubrec, packetId);
    if (qos === 2 && this.#isRepeated(session, packetId, answer)) return;
    if (acks.inFlight >= mqtt.receiveMaximum && session.version === 5) {
      this.#refusePublish(session, 'receiveMaximum', 'protocol-error');
      return;
    }
    const route = session.routeOf(router, bytes, publish.topicStart, publish.topicEnd);
    if (!('decode' in route)) {
      this.#quarantine(session, answer, route, bytes.slice(start, end));
      return;
    }
    if (route.deviceId !== session.deviceId) {
      this.#notOwnTopic(session, qos, packetId);
      return;
    }
    const payload = bytes.subarray(publish.payloadStart, end);
    const body = mayBeSaidBy(route, session.kind)
      ? route.decode(payload, publish.contentType)
      : { code: 'DEVICE_KIND', offset: 0 };
    if (isFault(body)) {
      this.#quarantine(session, answer, body, bytes.slice(start, end));
      return;
    }
    try {
      const reading = readingOf(session, 'mqtt', this.#receivedTimeMs, payload, body);
      publisher.add(session.partition, reading, link, answer, 0, this.#nowMs);
      if (qos !== 0) acks.expect(answer);
    } catch (error) {
      // A value our own wire cannot carry must not stop the others.
      if (!(error instanceof WireFault)) throw error;
      const fault = { code: 'NOT_REPRESENTABLE', offset: 0 };
      this.#quarantine(session, answer, fault, bytes.slice(start, end));
    }
  }

  /** QoS 2: a publish whose PUBREL has not come yet has been taken already. */
  #isRepeated(session: MqttSession, packetId: number, answer: number): boolean {
    const { counters, mqtt } = this.#parts;
    session.received ??= new Set();
    if (!session.received.has(packetId)) {
      if (session.received.size >= mqtt.receiveMaximum) {
        this.#refusePublish(session, 'receiveMaximum', 'protocol-error');
        return true;
      }
      session.received.add(packetId);
      return false;
    }
    counters.resends++;
    counters.outcomes.acknowledged++;
    // While the first one waits for the log its answer is under way.
    if (!session.acks.isExpected(answer)) session.link.send(ack(TYPE.pubrec, packetId));
    return true;
  }

  /** Bad input is ordinary: it is kept with its reason and bytes, then acknowledged like any other. */
  #quarantine(session: MqttSession, answer: number, fault: ProtocolFault, raw: Uint8Array): void {
    const { acks, link, deviceKey } = session;
    if (answer !== NO_ANSWER) acks.expect(answer);
    this.#parts.quarantine.put(
      {
        fault,
        raw,
        source: 'mqtt/tz',
        address: link.remoteAddress,
        deviceKey,
        receivedTimeMs: this.#receivedTimeMs,
      },
      answer === NO_ANSWER ? undefined : () => acks.ready(answer),
    );
  }

  /** Somebody else's topic. MQTT 5 can say so; 3.1.1 leaves only the end of the connection [MQTT-3.3.5-2]. */
  #notOwnTopic(session: MqttSession, qos: number, packetId: number): void {
    const { counters } = this.#parts;
    counters.refusals['other-device']++;
    if (session.version === 4) {
      this.#refusePublish(session, 'notAuthorized', 'not-allowed');
      return;
    }
    counters.outcomes.refused++;
    if (qos === 0) return;
    if (qos === 2) session.received?.delete(packetId);
    const type = qos === 1 ? TYPE.puback : TYPE.pubrec;
    session.link.send(ackRefused(type, packetId, PUBACK_NOT_AUTHORIZED));
  }

  #refusePublish(session: MqttSession, reason: keyof typeof GOODBYE, because: CloseReason): void {
    this.#parts.counters.outcomes.refused++;
    this.#part(session.link, reason, because);
  }

  readonly #onFault = (
    fault: ProtocolFault,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void => {
    const link = this.#link!;
    if (!link.closed) this.#malformed(link, fault, bytes.slice(start, end));
  };

  /** After a malformed packet nothing can be trusted: it is kept, and the connection ends (chapter 4.13). */
  #malformed(link: Link, fault: ProtocolFault, raw: Uint8Array): void {
    this.#parts.counters.frames++;
    this.#parts.quarantine.put({
      fault,
      raw: withoutPassword(raw),
      source: 'mqtt/packet',
      address: link.remoteAddress,
      deviceKey: link.session?.deviceKey ?? null,
      receivedTimeMs: this.#receivedTimeMs,
    });
    const tooLong = fault.code === 'MQTT_TOO_LONG';
    this.#part(link, tooLong ? 'tooLong' : 'malformed', tooLong ? 'oversize' : 'malformed');
  }

  #part(link: Link, reason: keyof typeof GOODBYE, because: CloseReason): void {
    if ((link.session as MqttSession | null)?.version === 5) link.send(goodbye(reason));
    link.close(because);
  }
}

/** A CONNECT carries a password at a place we could not make out: only its fixed header is kept. */
function withoutPassword(packet: Uint8Array): Uint8Array {
  const isConnect = packet.length > 0 && packet[0]! >> 4 === TYPE.connect;
  return isConnect ? packet.slice(0, Math.min(packet.length, bodyStart(packet, 0))) : packet;
}
