/** A device that publishes over MQTT: its session, and the topic it published to last. */
import type { DeviceEntry } from './devices.ts';
import type { Link } from './link.ts';
import type { ProtocolFault } from './protocol.ts';
import type { Acks } from './protocols/mqtt/ack-queue.ts';
import type { MqttVersion, Will } from './protocols/mqtt/packets.ts';
import type { Route, Router } from './protocols/tz/router.ts';
import { DeviceSession } from './session.ts';

export class MqttSession extends DeviceSession {
  readonly version: MqttVersion;
  readonly acks: Acks;
  /** Said for the device when it goes without a word; null once it has said goodbye. */
  will: Will | null;
  kind: DeviceEntry['kind'];
  readonly credentialVersion: number;
  /** Packet ids of QoS 2 publishes that wait for their PUBREL; null = none so far. */
  received: Set<number> | null = null;
  #topic: Uint8Array = new Uint8Array(0);
  #route: Route | null = null;

  constructor(
    entry: DeviceEntry,
    link: Link,
    nowMs: number,
    burst: number,
    connect: { version: MqttVersion; will: Will | null; acks: Acks },
  ) {
    super(entry, link, nowMs, burst);
    this.version = connect.version;
    this.will = connect.will;
    this.acks = connect.acks;
    this.kind = entry.kind;
    this.credentialVersion = entry.credentialVersion;
    this.authenticated = true;
  }

  override rebind(entry: DeviceEntry): void {
    super.rebind(entry);
    this.kind = entry.kind;
  }

  /** Devices publish to the same topic again and again: it is compared, not read. */
  routeOf(router: Router, bytes: Uint8Array, start: number, end: number): Route | ProtocolFault {
    const topic = this.#topic;
    if (this.#route !== null && topic.length === end - start) {
      let i = 0;
      while (i < topic.length && topic[i] === bytes[start + i]) i++;
      if (i === topic.length) return this.#route;
    }
    const route = router.routeOf(bytes, start, end);
    if ('decode' in route) {
      // A copy: a view would keep the whole segment it came in.
      this.#topic = new Uint8Array(bytes.subarray(start, end));
      this.#route = route;
    }
    return route;
  }
}
