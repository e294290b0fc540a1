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
import { maskPlates } from './plates.ts';
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
import { mayBeSaidBy, type Route } from './protocols/tz/router.ts';
import { readingOf, tellEverywhere } from './spoken.ts';

/** DISCONNECT reason of MQTT 5: the will is wanted all the same. */
const WITH_WILL = 0x04;
const PUBACK_NOT_AUTHORIZED = 0x87;

export class MqttGateway implements LinkHandler {
  protected readonly parts: MqttParts;
  protected readonly door: MqttDoor;
  readonly #watch: LinkWatch;
  readonly #publish: Publish = newPublish();
  readonly #waitingForRelief = new Set<Link>();
  /** What the segment being read belongs to. */
  #link: Link | null = null;
  #nowMs = 0;
  #receivedTimeMs = 0;

  constructor(parts: MqttParts, door = new MqttDoor(parts)) {
    this.parts = parts;
    this.door = door;
    this.#watch = new LinkWatch(parts);
  }

  /** Asked before the first connection. */
  async start(): Promise<void> {}

  /** Asked when every link is closed. */
  async stop(): Promise<void> {}

  onOpen(link: Link): void {
    this.#watch.arm(link, this.parts.wheel.now());
  }

  onBytes(link: Link, chunk: Buffer): void {
    const { counters, publisher, settings, clock, wheel } = this.parts;
    counters.bytesIn += chunk.length;
    this.#link = link;
    this.#nowMs = wheel.now();
    this.#receivedTimeMs = clock.now();
    link.framer ??= new MqttFramer(settings.beforeAuthenticationBytesMax);
    link.framer.push(chunk, this.#onPacket, this.#onFault);
    if (link.closed) return;
    if (!link.admitted) {
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
    const { counters, wheel } = this.parts;
    counters.closes[reason]++;
    wheel.clear(link);
    this.#waitingForRelief.delete(link);
    link.framer = null;
    const session = link.session as MqttSession | null;
    if (session !== null) this.door.leave(session, reason);
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
    const session = this.parts.sessions.get(entry.deviceId);
    if (session === undefined) return;
    const refused = !entry.known && this.parts.settings.unknownDevices === 'refuse';
    if (refused || entry.credentialVersion !== session.credentialVersion) {
      this.part(session.link, 'administrative', 'revoked');
      return;
    }
    session.rebind(entry);
  }

  /** Tells everybody goodbye. */
  closeAll(): void {
    for (const { link } of [...this.parts.sessions.all()])
      this.part(link, 'shuttingDown', 'stopped');
  }

  readonly #onPacket = (bytes: Uint8Array, start: number, end: number): void => {
    const link = this.#link!;
    if (link.closed) return;
    link.lastFrameMs = this.#nowMs;
    const type = bytes[start]! >> 4;
    this.parts.counters.mqttPacket(type);
    const session = link.session as MqttSession | null;
    try {
      if (session !== null) this.packet(session, type, bytes, start, end);
      else if (link.admitted) this.subscriberPacket(link, type, bytes, start, end);
      else if (type === TYPE.connect) this.#connect(link, bytes, start, end);
      else this.part(link, 'protocolError', 'protocol-error');
    } catch (error) {
      if (!(error instanceof MqttFault)) throw error;
      this.#malformed(link, error, bytes.slice(start, end));
    }
  };

  #connect(link: Link, bytes: Uint8Array, start: number, end: number): void {
    this.admit(link, bytes, start, end, this.#nowMs);
    // Its silence is measured by its own keep-alive from now on.
    if (link.admitted) this.#watch.arm(link, this.#nowMs);
  }

  /** Answers a CONNECT. Throws MqttFault. */
  protected admit(link: Link, bytes: Uint8Array, start: number, end: number, nowMs: number): void {
    this.door.connect(link, bytes, start, end, nowMs);
  }

  /** One packet of somebody who only listens; there is nobody such here. */
  protected subscriberPacket(
    link: Link,
    _type: number,
    _bytes: Uint8Array,
    _start: number,
    _end: number,
  ): void {
    this.part(link, 'protocolError', 'protocol-error');
  }

  /** One packet of a device that has signed in. Throws MqttFault. */
  protected packet(
    session: MqttSession,
    type: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    const { link, version } = session;
    const { counters } = this.parts;
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
        this.part(link, 'protocolError', 'protocol-error');
    }
  }

  #onPublish(session: MqttSession, bytes: Uint8Array, start: number, end: number): void {
    const { counters, router, mqtt } = this.parts;
    const { acks } = session;
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
    if ('decode' in route && route.deviceId !== session.deviceId) {
      this.notOwnTopic(session, qos, packetId);
      return;
    }
    if (qos !== 0) acks.expect(answer);
    const payload = bytes.subarray(publish.payloadStart, end);
    const fault =
      'decode' in route
        ? this.take(session, route, payload, publish.contentType, answer, this.#receivedTimeMs)
        : route;
    if (fault !== null)
      this.quarantine(session, answer, fault, bytes.slice(start, end), this.#receivedTimeMs);
  }

  /** Puts a publish into the log, to be answered from there; or says why it cannot. */
  protected take(
    session: MqttSession,
    route: Route,
    payload: Uint8Array,
    contentType: string | null,
    answer: number,
    receivedTimeMs: number,
  ): ProtocolFault | null {
    if (!mayBeSaidBy(route, session.kind)) return { code: 'DEVICE_KIND', offset: 0 };
    const body = route.decode(payload, contentType);
    if (isFault(body)) return body;
    try {
      const { publisher, wheel, devices } = this.parts;
      const said = readingOf(session, 'mqtt', receivedTimeMs, payload, body, devices);
      const nowMs = wheel.now();
      tellEverywhere(session, receivedTimeMs, body, { devices, publisher, nowMs });
      publisher.add(said.partition, said.reading, session.link, answer, 0, nowMs);
      return null;
    } catch (error) {
      // A value our own wire cannot carry must not stop the others.
      if (!(error instanceof WireFault)) throw error;
      return { code: 'NOT_REPRESENTABLE', offset: 0 };
    }
  }

  /** QoS 2: a publish whose PUBREL has not come yet has been taken already. */
  #isRepeated(session: MqttSession, packetId: number, answer: number): boolean {
    const { counters, mqtt } = this.parts;
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
  protected quarantine(
    session: MqttSession,
    answer: number,
    fault: ProtocolFault,
    raw: Uint8Array,
    receivedTimeMs: number,
  ): void {
    const { acks, link, deviceKey } = session;
    this.parts.quarantine.put(
      {
        fault,
        raw: maskPlates(raw),
        source: 'mqtt/tz',
        address: link.remoteAddress,
        deviceKey,
        receivedTimeMs,
      },
      answer === NO_ANSWER ? undefined : () => acks.ready(answer),
    );
  }

  /** Somebody else's topic. MQTT 5 can say so; 3.1.1 leaves only the end of the connection [MQTT-3.3.5-2]. */
  protected notOwnTopic(session: MqttSession, qos: number, packetId: number): void {
    const { counters } = this.parts;
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
    this.parts.counters.outcomes.refused++;
    this.part(session.link, reason, because);
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
    this.parts.counters.frames++;
    this.parts.quarantine.put({
      fault,
      raw: withoutPassword(raw),
      source: 'mqtt/packet',
      address: link.remoteAddress,
      deviceKey: link.session?.deviceKey ?? null,
      receivedTimeMs: this.#receivedTimeMs,
    });
    const tooLong = fault.code === 'MQTT_TOO_LONG';
    this.part(link, tooLong ? 'tooLong' : 'malformed', tooLong ? 'oversize' : 'malformed');
  }

  protected part(link: Link, reason: keyof typeof GOODBYE, because: CloseReason): void {
    if ((link.session as MqttSession | null)?.version === 5) link.send(goodbye(reason));
    link.close(because);
  }
}

/** A CONNECT carries a password at a place we could not make out: only its fixed header is kept. */
function withoutPassword(packet: Uint8Array): Uint8Array {
  const isConnect = packet.length > 0 && packet[0]! >> 4 === TYPE.connect;
  return isConnect ? packet.slice(0, Math.min(packet.length, bodyStart(packet, 0))) : packet;
}
