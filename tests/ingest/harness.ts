/** Ingest on a log in memory, with real ports; the log can be made slow or broken. */
import pino from 'pino';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { MediaEvent } from '#core/media.ts';
import type { Reading, ReadingKind } from '#core/report.ts';
import { type Clock, systemClock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { type IngestSettings, ingestSettings } from '#ingest/config.ts';
import { FRAME_OUTCOMES } from '#ingest/counters.ts';
import { type Ingest, startIngest } from '#ingest/main.ts';
import { decodeMediaEvent } from '#proto/codec/media.ts';
import { decodeQuarantined, type Quarantined } from '#proto/codec/quarantined.ts';
import { decodeReading } from '#proto/codec/reading.ts';
import type { AppendRecord, EventLog, TopicOptions } from '#runtime/log/event-log.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';

export const SECRETS = { pseudonymKey: Buffer.alloc(32, 1), deviceKey: Buffer.alloc(32, 2) };
export const PARTITIONS = 4;

export const deviceKeyOf = (deviceId: string): SubjectKey =>
  subjectKeyOf(SECRETS.pseudonymKey, 'device', deviceId);

/** Stands before a log and delays or rejects appends to reports.v1. */
export class FaultyLog implements EventLog {
  readonly inner: EventLog;
  /** Called before each append to reports.v1 and media.v1; may wait or throw. */
  before: (partition: number, records: readonly AppendRecord[]) => Promise<void> = async () => {};

  beforeMedia: () => Promise<void> = async () => {};

  constructor(inner: EventLog) {
    this.inner = inner;
  }
  async append(
    topic: string,
    partition: number,
    records: readonly AppendRecord[],
  ): Promise<number> {
    if (topic === TOPICS.reports) await this.before(partition, records);
    if (topic === TOPICS.media) await this.beforeMedia();
    return this.inner.append(topic, partition, records);
  }
  ensureTopic = (topic: string, options: TopicOptions) => this.inner.ensureTopic(topic, options);
  partitions = (topic: string) => this.inner.partitions(topic);
  read: EventLog['read'] = (...args) => this.inner.read(...args);
  ends: EventLog['ends'] = (...args) => this.inner.ends(...args);
  committed: EventLog['committed'] = (...args) => this.inner.committed(...args);
  commit: EventLog['commit'] = (...args) => this.inner.commit(...args);
  clean: EventLog['clean'] = (...args) => this.inner.clean(...args);
  close = () => this.inner.close();
}

export interface Harness extends Ingest {
  log: FaultyLog;
  metrics: Registry;
  /** Every reading in the log, partition by partition, without ticks unless asked for. */
  readings(kind?: ReadingKind): Promise<(Reading & { partition: number })[]>;
  quarantined(): Promise<Quarantined[]>;
  media(): Promise<MediaEvent[]>;
  /** frames = outcomes + held, always. */
  frameBalance(): number;
}

export async function openTopics(): Promise<FaultyLog> {
  const log = new FaultyLog(openMemoryLog());
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPICS.reports, { ...kept, partitions: PARTITIONS });
  await log.ensureTopic(TOPICS.quarantine, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.alertActions, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.media, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.commands, { ...kept, partitions: PARTITIONS });
  await log.ensureTopic(TOPICS.commandResults, { ...kept, partitions: PARTITIONS });
  await log.ensureTopic(TOPICS.registry, { ...kept, partitions: 1, compacted: true });
  await log.ensureTopic(TOPICS.registryChanges, { ...kept, partitions: 1 });
  return log;
}

export type Overrides = Partial<
  Omit<IngestSettings, 'mqtt' | 'http' | 'attachments' | 'commands'>
> & {
  attachments?: Partial<IngestSettings['attachments']>;
  commands?: Partial<IngestSettings['commands']>;
  http?: Partial<IngestSettings['http']>;
  mqtt?: Partial<IngestSettings['mqtt']>;
};

export async function startHarness(
  overrides: Overrides = {},
  given: { log?: FaultyLog; clock?: Clock; pressure?: () => boolean; mediaDir?: string } = {},
): Promise<Harness> {
  const log = given.log ?? (await openTopics());
  const metrics = new Registry();
  const settings = Value.Default(ingestSettings, {
    tcpPort: 0,
    tlsPort: 0,
    udpPort: 0,
    ...overrides,
    commands: { ...overrides.commands },
    mqtt: { port: 0, tlsPort: 0, ...overrides.mqtt },
    http: { port: 0, ...overrides.http },
    attachments: { port: 0, ...overrides.attachments },
  }) as IngestSettings;
  const ingest = await startIngest({
    log,
    settings,
    secrets: SECRETS,
    logger: pino({ level: 'silent' }),
    metrics,
    clock: given.clock ?? systemClock,
    ...(given.pressure === undefined ? {} : { pressure: given.pressure }),
    ...(given.mediaDir === undefined ? {} : { mediaDir: given.mediaDir }),
  });
  return {
    ...ingest,
    log,
    metrics,
    async readings(kind) {
      const found: (Reading & { partition: number })[] = [];
      for (let partition = 0; partition < PARTITIONS; partition++) {
        for (const value of await values(log, TOPICS.reports, partition)) {
          const reading = decodeReading(value);
          const wanted =
            kind === undefined ? reading.body.kind !== 'tick' : reading.body.kind === kind;
          if (wanted) found.push({ ...reading, partition });
        }
      }
      return found;
    },
    media: async () => (await values(log, TOPICS.media, 0)).map(decodeMediaEvent),
    quarantined: async () => (await values(log, TOPICS.quarantine, 0)).map(decodeQuarantined),
    frameBalance() {
      const { frames, outcomes, held } = ingest.counters;
      return frames - held - FRAME_OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);
    },
  };
}

async function values(log: EventLog, topic: string, partition: number): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  let { low: offset } = await log.ends(topic, partition);
  for (;;) {
    const batch = await log.read(topic, partition, offset, {
      maxRecords: 10_000,
      maxBytes: 1e8,
      waitMs: 0,
    });
    if (batch.records.length === 0) return all;
    for (const record of batch.records) all.push(record.value);
    offset = batch.nextOffset;
  }
}
