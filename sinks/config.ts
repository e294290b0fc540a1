/** Every setting of the sinks. */
import { type Static, Type } from 'typebox';

export const clickhouseSettings = Type.Object(
  {
    batchRecordsMax: Type.Integer({
      minimum: 1,
      maximum: 200_000,
      default: 100_000,
      description:
        'log records of one partition after which a batch is cut; a batch costs the store some 20 ms of processor time whatever its size',
    }),
    batchBytesMax: Type.Integer({
      minimum: 65_536,
      maximum: 33_554_432,
      default: 16_777_216,
      description:
        'bytes of rows after which a batch is cut, below the body limit of the store front',
    }),
    flushMs: Type.Integer({
      minimum: 10,
      maximum: 60_000,
      default: 1_000,
      description:
        'how long a record waits for its batch to fill while little arrives; how soon a row can be queried',
    }),
    busyRecords: Type.Integer({
      minimum: 1,
      default: 5_000,
      description:
        'records within flushMs from which a partition is busy and waits longer for a larger batch',
    }),
    busyFlushMs: Type.Integer({
      minimum: 10,
      maximum: 60_000,
      default: 4_000,
      description: 'longest time a record of a busy partition waits for its batch to fill',
    }),
    requestMsMax: Type.Integer({
      minimum: 1_000,
      default: 60_000,
      description: 'an insert unanswered for longer is sent again under the same token',
    }),
    frames: Type.Union([Type.Literal('stored'), Type.Literal('off')], {
      default: 'stored',
      description: 'whether raw frames are copied into ods.frames; off = they are in the log only',
    }),
    framesDays: Type.Integer({
      minimum: 1,
      default: 7,
      description: 'days that raw frames are kept',
    }),
    quarantinedDays: Type.Integer({
      minimum: 1,
      default: 90,
      description: 'days that unreadable input is kept',
    }),
    positionsDays: Type.Integer({
      minimum: 184,
      default: 184,
      description:
        'days that positions, sensor readings and device events are kept; dynamic-supervision rules ask for six months',
    }),
    indicatorsDays: Type.Integer({
      minimum: 1,
      default: 1_096,
      description:
        'days that indicator values are kept; three years, so that a month can be compared with the same month of the years before',
    }),
    alertsDays: Type.Integer({
      minimum: 1_096,
      default: 1_096,
      description: 'days that alerts and their handling are kept; the rules ask for three years',
    }),
  },
  { default: {}, additionalProperties: false },
);
export type ClickhouseSettings = Static<typeof clickhouseSettings>;

export const sinkSettings = Type.Object(
  { clickhouse: clickhouseSettings },
  { default: {}, additionalProperties: false },
);
export type SinkSettings = Static<typeof sinkSettings>;

/** Where the store answers. Made at start, so not a setting. */
export interface StoreAddress {
  url: string;
  username: string;
  password: string;
}
