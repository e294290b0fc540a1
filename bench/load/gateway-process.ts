/**
 * Ingest on a durable log, a process of its own: `fork(this file, [dir, settings as JSON])`. Answers `start` {port}, `state`
 * and `count` (positions in the log by device and second) and `stop`.
 */
import pino from 'pino';
import { Registry } from 'prom-client';
import { Value } from 'typebox/value';
import { subjectKeyOf } from '#core/identity.ts';
import { systemClock } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { type IngestSettings, ingestSettings } from '#ingest/config.ts';
import { startIngest } from '#ingest/main.ts';
import { decodeReading } from '#proto/codec/reading.ts';
import { openEmbeddedLog } from '#runtime/log/embedded/index.ts';
import { answer, SECRETS, sleepMs } from './child.ts';

const PARTITIONS = 4;

export interface GatewayState {
  rssBytes: number;
  cpuMs: number;
  connectionsOpen: number;
  sessionsOpen: number;
  acknowledged: number;
  outcomes: Record<string, number>;
  closes: Record<string, number>;
  refusals: Record<string, number>;
  impersonations: number;
  rateDelays: number;
  /** frames − outcomes − held: 0 unless a frame was lost from the books. */
  imbalance: number;
}

async function serve(dir: string, overrides: object): Promise<void> {
  const log = await openEmbeddedLog({ dir });
  const kept = { retentionMs: null, retentionBytes: null, compacted: false };
  await log.ensureTopic(TOPICS.reports, { ...kept, partitions: PARTITIONS });
  await log.ensureTopic(TOPICS.quarantine, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.commands, { ...kept, partitions: PARTITIONS });
  await log.ensureTopic(TOPICS.commandResults, { ...kept, partitions: PARTITIONS });
  await log.ensureTopic(TOPICS.media, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.registry, { ...kept, partitions: 1, compacted: true });
  await log.ensureTopic(TOPICS.registryChanges, { ...kept, partitions: 1 });
  await log.ensureTopic(TOPICS.alertActions, { ...kept, partitions: 1 });
  const ingest = await startIngest({
    log,
    settings: Value.Default(ingestSettings, {
      tcpPort: 0,
      udp: 'off',
      mqtt: { listen: 'off' },
      http: { listen: 'off' },
      ...overrides,
    }) as IngestSettings,
    secrets: SECRETS,
    logger: pino({ level: 'warn' }),
    metrics: new Registry(),
    clock: systemClock,
  });

  /** Which seconds from `baseMs` on each of the devices has a position for, one bit each. */
  async function positions(phones: readonly string[], baseMs: number, seconds: number) {
    const keys = new Map(
      phones.map((phone, index) => [
        subjectKeyOf(SECRETS.pseudonymKey, 'device', phone.replace(/^0+/, '')),
        index,
      ]),
    );
    const bytesEach = Math.ceil(seconds / 8);
    const seen = new Uint8Array(bytesEach * phones.length);
    for (let partition = 0; partition < PARTITIONS; partition++) {
      let { low: offset } = await log.ends(TOPICS.reports, partition);
      const bounds = { maxRecords: 10_000, maxBytes: 1e8, waitMs: 0 };
      for (;;) {
        const { records, nextOffset } = await log.read(TOPICS.reports, partition, offset, bounds);
        if (records.length === 0) break;
        offset = nextOffset;
        for (const { value } of records) {
          const { deviceKey, body } = decodeReading(value);
          if (body.kind !== 'position' || body.position.fixTimeMs === null) continue;
          const index = keys.get(deviceKey);
          const second = (body.position.fixTimeMs - baseMs) / 1_000;
          if (index === undefined || second < 0 || second >= seconds) continue;
          const at = index * bytesEach + (second >> 3);
          seen[at] = seen[at]! | (1 << (second & 7));
        }
      }
    }
    return seen;
  }

  answer({
    start: () => ({ port: ingest.tcpPort }),
    async state({ collect }: { collect?: boolean }): Promise<GatewayState> {
      for (let round = 0; collect === true && round < 3; round++) {
        globalThis.gc?.();
        await sleepMs(50);
      }
      const { user, system } = process.cpuUsage();
      const { counters } = ingest;
      const { outcomes, closes, refusals, frames, held, connectionsOpen, sessionsOpen } = counters;
      return {
        rssBytes: process.memoryUsage.rss(),
        cpuMs: (user + system) / 1_000,
        connectionsOpen,
        sessionsOpen,
        acknowledged: outcomes.acknowledged,
        outcomes: { ...outcomes },
        closes: { ...closes },
        refusals: { ...refusals },
        impersonations: counters.impersonations.takeovers + counters.impersonations.imei,
        rateDelays: counters.rateDelays,
        imbalance: frames - held - Object.values(outcomes).reduce((sum, n) => sum + n, 0),
      };
    },
    /** Acknowledged reports (bits as in `positions`, base64) that are not in the log: has to be 0. */
    async lost(asked: { phones: string[]; baseMs: number; seconds: number; acked: string }) {
      const acked = Buffer.from(asked.acked, 'base64');
      const seen = await positions(asked.phones, asked.baseMs, asked.seconds);
      let lost = 0;
      let acknowledged = 0;
      for (let at = 0; at < acked.length; at++) {
        acknowledged += bits(acked[at]!);
        lost += bits(acked[at]! & ~seen[at]!);
      }
      return { lost, acknowledged };
    },
    async stop() {
      await ingest.stop();
      await log.close();
    },
  });
}

function bits(byte: number): number {
  let count = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) count++;
  return count;
}

await serve(process.argv[2]!, JSON.parse(process.argv[3]!));
