/**
 * Topics of the product: `tz/1/<region>/<kind>/<deviceId>/<message>`. The region is for people and
 * filters only; what counts is the registry's.
 */

/** What may be said under which kind of sender. */
export const MESSAGES = {
  veh: ['pos', 'hb', 'state'],
  road: ['traffic', 'weather', 'hb', 'state'],
  port: ['weather', 'hb', 'state'],
  wim: ['weighing', 'hb', 'state'],
} as const satisfies Record<string, readonly Message[]>;
export type SenderKind = keyof typeof MESSAGES;

/** Position, detector interval, weather station, vehicle on a scale in the road, sign of life, online or offline (also as last will). */
export type Message = 'pos' | 'traffic' | 'weather' | 'weighing' | 'hb' | 'state';

export const TOPIC_FAULTS = [
  /** Not six levels, or not `tz/1/…`. */
  'TOPIC_UNKNOWN',
  /** A kind other than veh, road, port, wim. */
  'TOPIC_KIND',
  /** A message that its kind does not send. */
  'TOPIC_MESSAGE',
  /** A device id that no registry could hold. */
  'TOPIC_DEVICE',
] as const;
export type TopicFault = (typeof TOPIC_FAULTS)[number];

export interface TzTopic {
  region: string;
  kind: SenderKind;
  deviceId: string;
  message: Message;
}

const DEVICE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** A registry code, or `-` for who does not know it. */
const REGION = /^[A-Za-z0-9-]{1,16}$/;

export function isDeviceId(text: string): boolean {
  return DEVICE_ID.test(text);
}

export function parseTopic(topic: string): TzTopic | TopicFault {
  const [root, version, region, kind, deviceId, message, ...more] = topic.split('/');
  if (root !== 'tz' || version !== '1' || message === undefined || more.length > 0)
    return 'TOPIC_UNKNOWN';
  if (!REGION.test(region!)) return 'TOPIC_UNKNOWN';
  if (!Object.hasOwn(MESSAGES, kind!)) return 'TOPIC_KIND';
  if (!isDeviceId(deviceId!)) return 'TOPIC_DEVICE';
  const senderKind = kind as SenderKind;
  if (!(MESSAGES[senderKind] as readonly string[]).includes(message)) return 'TOPIC_MESSAGE';
  return { region: region!, kind: senderKind, deviceId: deviceId!, message: message as Message };
}
