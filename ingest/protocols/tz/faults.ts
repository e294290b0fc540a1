/** Why a payload is refused: a closed list that names fields, never values. */
import type { TObject } from 'typebox';
import type { ProtocolFault } from '../../protocol.ts';
import {
  positionSchema,
  stateSchema,
  trafficSchema,
  weatherSchema,
  weighingSchema,
} from './schemas.ts';
import { TOPIC_FAULTS } from './topic.ts';

/** `speedKmh` → `FIELD_SPEED_KMH`: missing, of the wrong type, or impossible. */
export function fieldFault(field: string): string {
  return `FIELD_${field.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()}`;
}

const PAYLOAD_FAULTS = [
  /** The device of the topic is not the one that signed in. */
  'DEVICE_OTHER',
  /** The registry says that this device is of another kind. */
  'DEVICE_KIND',
  /** A content type other than JSON and protobuf. */
  'CONTENT_TYPE',
  'PAYLOAD_EMPTY',
  'PAYLOAD_TOO_LONG',
  'JSON_SYNTAX',
  'PROTOBUF_SYNTAX',
  /** A field the schema does not know. */
  'FIELD_UNKNOWN',
  /** Something else than one JSON object. */
  'FIELD_NONE',
  /** A lane number that occurs twice. */
  'FIELD_LANE_TWICE',
] as const;

function fieldsOf(schema: TObject): string[] {
  return Object.entries(schema.properties).flatMap(([name, field]) => {
    const items = (field as { items?: TObject }).items;
    return items === undefined ? [name] : [name, ...fieldsOf(items)];
  });
}

export const TZ_FAULTS: readonly string[] = [
  ...TOPIC_FAULTS,
  ...PAYLOAD_FAULTS,
  ...new Set(
    [positionSchema, trafficSchema, weatherSchema, weighingSchema, stateSchema]
      .flatMap(fieldsOf)
      .map(fieldFault),
  ),
];

export function fault(code: string, offset = 0): ProtocolFault {
  return { code, offset };
}
