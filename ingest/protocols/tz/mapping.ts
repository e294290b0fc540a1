/**
 * Foreign topics as positions, by declaration: a topic template with captures, JSON pointers into the
 * payload, factors for units. For sources whose senders cannot be changed.
 *
 *   topic     `/hfp/v1/+/+/{mode}/{operator}/{vehicle}/#`   `{name}` captures a level, `+` any, `#` the rest
 *   deviceId  `hfp-{operator}-{vehicle}`
 *   fields    { "latitudeDeg": { "pointer": "/VP/lat" }, "speedKmh": { "pointer": "/VP/spd", "factor": 3.6 } }
 */
import { type Static, Type } from 'typebox';
import { TizhengError } from '#core/errors.ts';
import type { ProtocolFault } from '../../protocol.ts';
import { fault } from './faults.ts';
import { bodyOf, type Said } from './payload.ts';
import type { Route, TopicStyle } from './router.ts';
import { positionSchema } from './schemas.ts';
import { isDeviceId } from './topic.ts';

const field = Type.Object(
  {
    pointer: Type.String({ pattern: '^(/[^/]*)+$', description: 'JSON pointer (RFC 6901)' }),
    factor: Type.Optional(Type.Number({ description: 'what the value is multiplied by' })),
  },
  { additionalProperties: false },
);
type Field = Static<typeof field>;
type PositionField = keyof typeof positionSchema.properties;
const POSITION_FIELDS = Object.keys(positionSchema.properties) as PositionField[];

export const mappingSchema = Type.Object(
  {
    topic: Type.String({ minLength: 1, maxLength: 512 }),
    deviceId: Type.String({ minLength: 1, maxLength: 128 }),
    fields: Type.Object(
      Object.fromEntries(POSITION_FIELDS.map((name) => [name, Type.Optional(field)])),
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type Mapping = Static<typeof mappingSchema>;

type Reader = { name: PositionField; path: readonly string[]; factor: number | null };

/** The filter under which a broker hands out the topics of a mapping. */
export function filterOf({ topic }: Mapping): string {
  return topic
    .split('/')
    .map((level) => (isCapture(level) ? '+' : level))
    .join('/');
}

/** Throws SETTINGS_INVALID when the mapping contradicts itself. */
export function mappedTopics(mapping: Mapping): TopicStyle {
  const levels = mapping.topic.split('/');
  const captures = levels.filter(isCapture).map((level) => level.slice(1, -1));
  for (const [, name] of mapping.deviceId.matchAll(/\{([^}]*)\}/g)) {
    if (!captures.includes(name!))
      throw contradiction(`A topic mapping names {${name}}, which its topic does not capture.`);
  }
  if (levels.slice(0, -1).includes('#'))
    throw contradiction('In a topic mapping # stands at the end or not at all.');
  const readers = readersOf(mapping.fields as Partial<Record<PositionField, Field>>);
  return {
    route(topic) {
      const captured = capture(levels, topic.split('/'));
      if (captured === null) return null;
      const deviceId = mapping.deviceId.replace(
        /\{([^}]*)\}/g,
        (_, name: string) => captured[name]!,
      );
      if (!isDeviceId(deviceId)) return fault('TOPIC_DEVICE');
      const route: Route = {
        deviceId,
        only: 'vehicle',
        decode: (payload) => decodeMapped(payload, readers),
      };
      return route;
    },
  };
}

function contradiction(sentence: string): TizhengError {
  return new TizhengError('SETTINGS_INVALID', 'settings', sentence);
}

function isCapture(level: string): boolean {
  return level.startsWith('{') && level.endsWith('}');
}

/** Levels captured by name; null = the topic is not of this template. */
function capture(
  template: readonly string[],
  topic: readonly string[],
): Record<string, string> | null {
  const captured: Record<string, string> = {};
  for (const [index, level] of template.entries()) {
    if (level === '#') return captured;
    const given = topic[index];
    if (given === undefined) return null;
    if (isCapture(level)) captured[level.slice(1, -1)] = given;
    else if (level !== '+' && level !== given) return null;
  }
  return topic.length === template.length ? captured : null;
}

function readersOf(fields: Partial<Record<PositionField, Field>>): Reader[] {
  return Object.entries(fields).map(([name, { pointer, factor }]) => ({
    name: name as PositionField,
    path: pointer
      .slice(1)
      .split('/')
      .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')),
    factor: factor ?? null,
  }));
}

function decodeMapped(payload: Uint8Array, readers: readonly Reader[]): Said | ProtocolFault {
  if (payload.length === 0) return fault('PAYLOAD_EMPTY');
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return fault('JSON_SYNTAX');
  }
  const position: Record<string, unknown> = {};
  for (const { name, path, factor } of readers) {
    const found = at(value, path);
    // Absent means "not available", as in our own payloads; what is there must be possible.
    if (found === undefined || found === null) continue;
    position[name] =
      factor === null || typeof found !== 'number' ? found : rounded(name, found * factor);
  }
  return bodyOf('pos', position);
}

function rounded(name: PositionField, value: number): number {
  // A factor leaves fractions of a millisecond; the field takes none.
  return name === 'timeMs' || name === 'satellites' ? Math.round(value) : value;
}

function at(value: unknown, path: readonly string[]): unknown {
  let node = value;
  for (const token of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token)) return undefined;
    node = (node as Record<string, unknown>)[token];
  }
  return node;
}
