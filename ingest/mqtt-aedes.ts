/**
 * Devices over aedes, a full broker in the process, for sites that want to subscribe to what devices
 * say. Connections pass the same door, bounds and deadlines as at the endpoint before aedes hears of
 * them; each publish is appended in `authorizePublish`, which aedes asks before it acknowledges.
 *
 * Subscribers have credentials of their own, may only listen, and only within their filters. Nothing
 * is kept for anybody: no retained messages, no sessions between connections.
 *
 * *Back pressure:* a link is not read while aedes has not read what came before. A subscriber that
 * does not read is closed at its bound; aedes never waits for it.
 */
import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Aedes, Client } from 'aedes';
import { TizhengError } from '#core/errors.ts';
import { NO_ANSWER } from './answers.ts';
import { FailureLimit } from './authentication.ts';
import type { CloseReason } from './counters.ts';
import type { Link } from './link.ts';
import { MqttDoor, type MqttParts } from './mqtt-door.ts';
import { MqttGateway } from './mqtt-gateway.ts';
import { AedesPipe } from './mqtt-pipe.ts';
import type { MqttSession } from './mqtt-session.ts';
import { ackOf } from './protocols/mqtt/ack-queue.ts';
import { covers } from './protocols/mqtt/filters.ts';
import type { MqttFramer } from './protocols/mqtt/framing.ts';
import { readConnect, readPacketId, TYPE } from './protocols/mqtt/packets.ts';
import { publishPacket } from './protocols/mqtt/publish-packet.ts';
import { ReleaseQueue } from './protocols/mqtt/release-queue.ts';

interface Subscriber {
  secret: Buffer;
  filters: readonly string[];
}
/** What aedes lets be authorised: a publish as `mqtt-packet` read it. */
type Authorize = Aedes['authorizePublish'];
type PublishPacket = Parameters<Authorize>[1] & { messageId?: number };
type Done = Parameters<Authorize>[2];

/** Nobody may subscribe to it: what goes here has been kept in quarantine and is passed on to no one. */
const NOWHERE = '$quarantined';
const SECRET_CHARACTERS_MIN = 16;
const EMPTY = Buffer.alloc(0);

export class AedesGateway extends MqttGateway {
  readonly #pipes = new Map<Link, AedesPipe>();
  readonly #subscribers = new Map<string, Subscriber>();
  readonly #failures: FailureLimit;
  #broker: Aedes | null = null;
  #subscriberSerial = 0;

  constructor(parts: MqttParts) {
    super(
      parts,
      new MqttDoor(parts, {
        greets: false,
        newest: 4,
        newAcks: () => new ReleaseQueue(),
        onWill: (_session, { topic, payload }) => this.#passOn(topic, Buffer.from(payload)),
      }),
    );
    this.#failures = new FailureLimit(parts.settings.authenticationFailuresMax);
  }

  /** Throws FILE_UNREADABLE when a subscriber's secret cannot be used. */
  override async start(): Promise<void> {
    const { mqtt } = this.parts;
    for (const { name, secretFile, filters } of mqtt.subscribers)
      this.#subscribers.set(name, { secret: secretOf(name, secretFile), filters });
    const { Aedes } = await import('aedes');
    this.#broker = await Aedes.createBroker({
      maxInflightInbound: mqtt.receiveMaximum,
      // Who connects has passed our door; deadlines are ours, and nothing is kept between connections.
      preConnect: (client, packet, done) => {
        const { link, pipe } = linkOf(client);
        const { session } = link;
        packet.clientId = session === null ? pipe.clientId : `device:${session.deviceId}`;
        packet.clean = true;
        packet.keepalive = 0;
        delete packet.will;
        done(null, link.admitted);
      },
      authenticate: (client, _name, _password, done) => done(null, linkOf(client).link.admitted),
      authorizePublish: (client, packet, done) => this.#authorizePublish(client, packet, done),
      authorizeSubscribe: (client, subscription, done) => {
        const { subscriber } = linkOf(client).link;
        const filters = this.#subscribers.get(subscriber ?? '')?.filters ?? [];
        if (filters.some((filter) => covers(filter, subscription.topic))) {
          done(null, subscription);
          return;
        }
        this.parts.counters.refusals.subscription++;
        done(null, null);
      },
    });
    // A connection aedes gave up has ended its pipe; there is nothing more to say about it.
    this.#broker.on('clientError', () => {});
    this.#broker.on('connectionError', () => {});
  }

  override async stop(): Promise<void> {
    const broker = this.#broker;
    if (broker !== null) await new Promise<void>((resolve) => broker.close(() => resolve()));
  }

  override onClosed(link: Link, reason: CloseReason): void {
    super.onClosed(link, reason);
    this.#pipes.get(link)?.finish(reason);
    this.#pipes.delete(link);
  }

  protected override admit(
    link: Link,
    bytes: Uint8Array,
    start: number,
    end: number,
    nowMs: number,
  ): void {
    const name = readConnect(bytes, start, end).username ?? '';
    const subscriber = this.#subscribers.get(name);
    if (subscriber === undefined) this.door.connect(link, bytes, start, end, nowMs);
    else this.#admitSubscriber(link, name, subscriber, bytes, start, end, nowMs);
    if (!link.admitted) return;
    const pipe = new AedesPipe(link, `subscriber:${this.#subscriberSerial++}`);
    this.#pipes.set(link, pipe);
    this.#broker!.handle(pipe);
    pipe.feed(bytes, start, end);
  }

  protected override packet(
    session: MqttSession,
    type: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    const pipe = this.#pipes.get(session.link);
    if (type === TYPE.publish) session.tokens--;
    else if (type === TYPE.pubrel) session.received?.delete(readPacketId(bytes, start, end));
    else if (type === TYPE.disconnect) {
      session.will = null;
      if (pipe !== undefined) pipe.reason = 'disconnect';
    }
    pipe?.feed(bytes, start, end);
  }

  protected override subscriberPacket(
    link: Link,
    type: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    const pipe = this.#pipes.get(link);
    if (type === TYPE.publish) {
      this.parts.counters.refusals['other-device']++;
      link.close('not-allowed');
      return;
    }
    if (type === TYPE.disconnect && pipe !== undefined) pipe.reason = 'disconnect';
    pipe?.feed(bytes, start, end);
  }

  #admitSubscriber(
    link: Link,
    name: string,
    { secret }: Subscriber,
    bytes: Uint8Array,
    start: number,
    end: number,
    nowMs: number,
  ): void {
    const { mqtt } = this.parts;
    const connect = readConnect(bytes, start, end);
    if (connect.version !== 4) {
      this.door.refuse(link, connect, 'version', 'not-supported');
      return;
    }
    const source = `${name} ${link.remoteAddress}`;
    if (this.#failures.exhausted(source, nowMs)) {
      this.door.refuse(link, connect, 'credentials', 'wrong-code', 'authentication-failures');
      return;
    }
    const given = Buffer.from(connect.password ?? EMPTY);
    if (given.length !== secret.length || !timingSafeEqual(given, secret)) {
      this.#failures.failed(source, nowMs);
      this.door.refuse(link, connect, 'credentials', 'wrong-code');
      return;
    }
    this.#failures.succeeded(source);
    link.subscriber = name;
    link.answerBytesMax = mqtt.subscriberUnreadBytesMax;
    (link.framer as MqttFramer).packetBytesMax = mqtt.packetBytesMax;
    this.door.keepAlive(link, connect.keepAliveS);
  }

  #authorizePublish(client: Client | null, packet: PublishPacket, done: Done): void {
    const session = client === null ? null : (linkOf(client).link.session as MqttSession | null);
    if (session === null) {
      done(new Error('Only devices publish.'));
      return;
    }
    const { counters, router, clock } = this.parts;
    const { qos, messageId = 0 } = packet;
    const acks = session.acks as ReleaseQueue;
    counters.frames++;
    if (!session.known) counters.pendingDeviceMessages++;
    // Kept, it would be memory that a device can fill.
    packet.retain = false;
    const answer = qos === 0 ? NO_ANSWER : ackOf(qos === 1 ? TYPE.puback : TYPE.pubrec, messageId);
    if (qos === 2 && isRepeated(session, messageId)) {
      counters.resends++;
      counters.outcomes.acknowledged++;
      acks.release(answer, done);
      return;
    }
    const route = router.route(packet.topic);
    if ('decode' in route && route.deviceId !== session.deviceId) {
      this.notOwnTopic(session, qos, messageId);
      done(new Error('Not its own topic.'));
      return;
    }
    if (qos !== 0) acks.hold(answer, done);
    const payload = packet.payload as Buffer;
    const nowMs = clock.now();
    const fault =
      'decode' in route ? this.take(session, route, payload, null, answer, nowMs) : route;
    if (fault !== null) {
      this.quarantine(session, answer, fault, publishPacket(packet.topic, payload, packet), nowMs);
      packet.topic = NOWHERE;
      packet.payload = EMPTY;
    }
    if (qos === 0) done(null);
  }

  /** Lets subscribers hear what we say in a device's name. */
  #passOn(topic: string, payload: Buffer): void {
    const packet = { cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false } as const;
    this.#broker?.publish(packet, () => {});
  }
}

function linkOf(client: Client): { link: Link; pipe: AedesPipe } {
  const pipe = client.conn as AedesPipe;
  return { link: pipe.link, pipe };
}

/** QoS 2: a publish whose PUBREL has not come yet has been taken already. */
function isRepeated(session: MqttSession, packetId: number): boolean {
  session.received ??= new Set();
  if (session.received.has(packetId)) return true;
  session.received.add(packetId);
  return false;
}

function secretOf(name: string, file: string): Buffer {
  let cause: unknown;
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= SECRET_CHARACTERS_MIN) return Buffer.from(secret);
  } catch (error) {
    cause = error;
  }
  throw new TizhengError(
    'FILE_UNREADABLE',
    'ingest',
    `${file} holds no password of at least ${SECRET_CHARACTERS_MIN} characters for subscriber ${name}.`,
    cause,
  );
}
