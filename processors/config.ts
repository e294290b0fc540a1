/** Every setting of the processors. None of them can change a result; what can is logged (`runtime` rule settings). */
import { type Static, Type } from 'typebox';

export const processorSettings = Type.Object(
  {
    batchRecordsMax: Type.Integer({
      minimum: 1,
      default: 2_000,
      description: 'records of one slice, after which the event loop gets its turn',
    }),
    batchBytesMax: Type.Integer({
      minimum: 1_024,
      default: 1_048_576,
      description: 'bytes of one slice, after which the event loop gets its turn',
    }),
    idleWaitMs: Type.Integer({
      minimum: 1,
      default: 250,
      description: 'how long a read waits for the first new record',
    }),
    snapshotIntervalMs: Type.Integer({
      minimum: 100,
      default: 10_000,
      description:
        'age of a snapshot after which the next one begins; a restart repeats what came since',
    }),
    sharedSnapshotIntervalMs: Type.Integer({
      minimum: 100,
      default: 60_000,
      description:
        'the same where several processes share the partitions and snapshots lie in the log: each one writes some 1.4 kB per vehicle that reported, whatever the interval (ADR 0013)',
    }),
    snapshotRecordsMax: Type.Integer({
      minimum: 1,
      default: 200_000,
      description: 'records since a snapshot after which the next one begins, whatever its age',
    }),
    retryMs: Type.Integer({
      minimum: 10,
      default: 1_000,
      description: 'pause after a failed append or read before it is tried again',
    }),
  },
  { default: {}, additionalProperties: false },
);
export type ProcessorSettings = Omit<Static<typeof processorSettings>, 'sharedSnapshotIntervalMs'>;
