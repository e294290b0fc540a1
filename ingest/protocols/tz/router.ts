/** From a topic to who speaks and how the payload is read. */
import type { DeviceKind } from '../../devices.ts';
import type { ProtocolFault } from '../../protocol.ts';
import { fault } from './faults.ts';
import { decodePayload, type Said } from './payload.ts';
import { type Message, parseTopic } from './topic.ts';

export interface Route {
  deviceId: string;
  /** What only such a device may say; null = everybody. */
  only: DeviceKind | null;
  decode(payload: Uint8Array, contentType: string | null): Said | ProtocolFault;
}

/** One way of writing topics; null = this topic is not written that way. */
export interface TopicStyle {
  route(topic: string): Route | ProtocolFault | null;
}

const ONLY: Record<Message, DeviceKind | null> = {
  pos: 'vehicle',
  traffic: 'detector',
  weather: 'weather',
  weighing: 'scale',
  hb: null,
  state: null,
};

export const productTopics: TopicStyle = {
  route(topic) {
    const parsed = parseTopic(topic);
    if (typeof parsed === 'string') return fault(parsed);
    const { deviceId, message } = parsed;
    return {
      deviceId,
      only: ONLY[message],
      decode: (payload, contentType) => decodePayload(message, payload, contentType),
    };
  },
};

/** Routes of topics met before; the oldest gives way. */
const ROUTES_MAX = 100_000;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export class Router {
  readonly #styles: readonly TopicStyle[];
  readonly #routes = new Map<string, Route>();

  /** The first style that knows a topic has it; the product's own comes last. */
  constructor(styles: readonly TopicStyle[] = []) {
    this.#styles = [...styles, productTopics];
  }

  route(topic: string): Route | ProtocolFault {
    const met = this.#routes.get(topic);
    if (met !== undefined) return met;
    for (const style of this.#styles) {
      const route = style.route(topic);
      if (route === null) continue;
      if ('decode' in route) this.#remember(topic, route);
      return route;
    }
    return fault('TOPIC_UNKNOWN');
  }

  /** A topic as it lies in a packet. */
  routeOf(bytes: Uint8Array, start: number, end: number): Route | ProtocolFault {
    try {
      return this.route(utf8.decode(bytes.subarray(start, end)));
    } catch {
      return fault('TOPIC_UNKNOWN');
    }
  }

  #remember(topic: string, route: Route): void {
    if (this.#routes.size >= ROUTES_MAX) {
      const oldest = this.#routes.keys().next();
      if (!oldest.done) this.#routes.delete(oldest.value);
    }
    this.#routes.set(topic, route);
  }
}

/** Whether a device of this kind may say it. */
export function mayBeSaidBy(route: Route, kind: DeviceKind): boolean {
  return route.only === null || kind === 'unknown' || kind === route.only;
}
