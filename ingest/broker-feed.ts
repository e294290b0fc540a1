/**
 * What devices say through a broker of the operator's. The broker has checked who they are and what
 * they may publish to; the device named in the topic is believed. A publish is acknowledged to the
 * broker when the log holds it, so whatever was not recorded comes again.
 */
import type { IPublishPacket } from 'mqtt';
import { WireFault } from '#proto/codec/fault.ts';
import type { Logger } from '#runtime/logger.ts';
import { NO_ANSWER } from './answers.ts';
import type { CloseReason } from './counters.ts';
import type { DeviceEntry } from './devices.ts';
import { PAUSE } from './link.ts';
import type { MqttParts } from './mqtt-door.ts';
import { maskPlates } from './plates.ts';
import type { ProtocolFault } from './protocol.ts';
import { ackOf } from './protocols/mqtt/ack-queue.ts';
import { TYPE } from './protocols/mqtt/packets.ts';
import { isFault } from './protocols/tz/payload.ts';
import { mayBeSaidBy, type Route } from './protocols/tz/router.ts';
import { readingOf, tellEverywhere } from './spoken.ts';
import { BrokerClient, type BrokerHandler, type BrokerLink } from './transports/mqtt-client.ts';

export interface BrokerFeedParts extends MqttParts {
  logger: Logger;
  /** Topic filters beside the product's own. */
  foreignFilters: readonly string[];
}

const PRODUCT_FILTER = 'tz/1/#';

export class BrokerFeed implements BrokerHandler {
  readonly #parts: BrokerFeedParts;
  #client: BrokerClient | null = null;
  #pressed: BrokerLink | null = null;
  /** What was said last about the connection, so that the log tells changes only. */
  #told = '';

  constructor(parts: BrokerFeedParts) {
    this.#parts = parts;
  }

  /** Connects and keeps connected; a broker that is away is tried again for ever. */
  start(): void {
    const { mqtt, foreignFilters, wheel } = this.#parts;
    const group = mqtt.brokerGroup;
    const shared = (filter: string) => (group === '' ? filter : `$share/${group}/${filter}`);
    this.#client = new BrokerClient(
      {
        url: mqtt.url,
        clientId: mqtt.brokerClientId,
        protocolVersion: mqtt.brokerProtocol === '5' ? 5 : 4,
        filters: [PRODUCT_FILTER, ...foreignFilters].map(shared),
        receiveMaximum: mqtt.brokerReceiveMaximum,
        sessionExpiryS: mqtt.brokerSessionExpiryS,
      },
      this,
      () => wheel.now(),
    );
  }

  pause(): void {
    this.#client?.pause(PAUSE.pressure);
  }

  async stop(): Promise<void> {
    await this.#client?.stop();
    this.#client = null;
  }

  onRelief(): void {
    this.#pressed?.resume(PAUSE.pressure);
    this.#pressed = null;
  }

  onConnected(): void {
    this.#parts.counters.brokerConnected = 1;
    this.#tell('connected', () => this.#parts.logger.info({}, 'The MQTT broker is connected.'));
  }

  onLost(link: BrokerLink | null, reason: CloseReason): void {
    const { counters } = this.#parts;
    counters.brokerConnected = 0;
    if (link !== null) counters.closes[reason]++;
    if (this.#pressed === link) this.#pressed = null;
  }

  onError(error: Error): void {
    const code = (error as { code?: unknown }).code ?? error.message;
    this.#tell(String(code), () =>
      this.#parts.logger.warn({ code }, 'The MQTT broker cannot be used, trying again.'),
    );
  }

  onPublish(link: BrokerLink, packet: IPublishPacket): void {
    const { counters, publisher, clock } = this.#parts;
    counters.frames++;
    const payload = packet.payload as Buffer;
    counters.bytesIn += payload.length;
    const receivedTimeMs = clock.now();
    const { messageId = 0, qos } = packet;
    const answer = qos === 0 ? NO_ANSWER : ackOf(TYPE.puback, messageId);
    if (answer !== NO_ANSWER) link.queue.expect(answer);
    const route = this.#parts.router.route(packet.topic);
    if (!('decode' in route)) {
      this.#quarantine(link, answer, route, null, packet, receivedTimeMs);
    } else {
      const device = this.#deviceOf(route);
      if (device === null) this.#refuseUnknown(link, answer);
      else this.#take(link, answer, route, device, packet, receivedTimeMs);
    }
    publisher.measure();
    if (publisher.overloaded() && this.#pressed === null) {
      counters.pauses++;
      this.#pressed = link;
      link.pause(PAUSE.pressure);
    }
  }

  #take(
    link: BrokerLink,
    answer: number,
    route: Route,
    device: DeviceEntry,
    packet: IPublishPacket,
    receivedTimeMs: number,
  ): void {
    const { publisher, counters, wheel, devices } = this.#parts;
    if (!device.known) counters.pendingDeviceMessages++;
    const payload = packet.payload as Buffer;
    const body = mayBeSaidBy(route, device.kind)
      ? route.decode(payload, packet.properties?.contentType ?? null)
      : { code: 'DEVICE_KIND', offset: 0 };
    if (isFault(body)) {
      this.#quarantine(link, answer, body, device, packet, receivedTimeMs);
      return;
    }
    try {
      const said = readingOf(device, 'mqtt', receivedTimeMs, payload, body, devices);
      const nowMs = wheel.now();
      tellEverywhere(device, receivedTimeMs, body, { devices, publisher, nowMs });
      publisher.add(said.partition, said.reading, link, answer, 0, nowMs);
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      const fault = { code: 'NOT_REPRESENTABLE', offset: 0 };
      this.#quarantine(link, answer, fault, device, packet, receivedTimeMs);
    }
  }

  /** Null = the registry does not know it, and policy refuses it. */
  #deviceOf({ deviceId }: Route): DeviceEntry | null {
    const { devices, settings } = this.#parts;
    const known = devices.find(deviceId);
    if (known !== null || settings.unknownDevices === 'refuse') return known;
    return devices.pending(deviceId);
  }

  /** Taken off the broker's queue all the same: it would come again for ever. */
  #refuseUnknown(link: BrokerLink, answer: number): void {
    const { counters } = this.#parts;
    counters.outcomes.refused++;
    counters.refusals['unknown-device']++;
    if (answer !== NO_ANSWER) link.queue.ready(answer);
  }

  #quarantine(
    link: BrokerLink,
    answer: number,
    fault: ProtocolFault,
    device: DeviceEntry | null,
    { topic, payload }: IPublishPacket,
    receivedTimeMs: number,
  ): void {
    this.#parts.quarantine.put(
      {
        fault,
        raw: maskPlates(Buffer.concat([Buffer.from(`${topic}\n`), payload as Buffer])),
        source: 'broker/tz',
        // Bounds are per device here: all of them come through one connection.
        address: device?.deviceId ?? 'broker',
        deviceKey: device?.deviceKey ?? null,
        receivedTimeMs,
      },
      answer === NO_ANSWER ? undefined : () => link.queue.ready(answer),
    );
  }

  #tell(what: string, say: () => void): void {
    if (this.#told === what) return;
    this.#told = what;
    say();
  }
}
