/** What the registry says of a subject, as far as endpoints ask: filled from registry.v1, read at any time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TizhengError } from '#core/errors.ts';
import { type SubjectKey, subjectKeyOf } from '#core/identity.ts';
import type { Device, Vehicle } from '#core/registry.ts';
import { TOPICS } from '#core/topics.ts';
import { WireFault } from '#proto/codec/fault.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { EventLog, LogRecord } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';

export type VehicleFacts = Pick<Vehicle, 'vehicleId' | 'class' | 'enterpriseId' | 'regionCode'>;

const READ = { maxRecords: 4_000, maxBytes: 4_000_000, waitMs: 250 };
const RETRY_MS = 500;

export class Vehicles {
  readonly #log: EventLog;
  readonly #secret: Uint8Array;
  readonly #logger: Logger;
  readonly #facts = new Map<SubjectKey, VehicleFacts>();
  /** Terminals of each vehicle, in the order in which the registry named them. */
  readonly #terminals = new Map<SubjectKey, readonly SubjectKey[]>();
  /** What a record brought, by its key: a deletion carries nothing else. */
  readonly #removers = new Map<string, () => void>();
  #stopped = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(log: EventLog, secret: Uint8Array, logger: Logger) {
    this.#log = log;
    this.#secret = secret;
    this.#logger = logger;
  }

  /** Undefined = not registered. */
  of(subjectKey: SubjectKey): VehicleFacts | undefined {
    return this.#facts.get(subjectKey);
  }

  /** Terminal that speaks to the driver: the first that the registry names; null = it names none. */
  terminalOf(subjectKey: SubjectKey): SubjectKey | null {
    const [first] = this.#terminals.get(subjectKey) ?? [];
    // One that the registry does not know reports under its own key.
    return first ?? (this.#facts.has(subjectKey) ? null : subjectKey);
  }

  /** Resolves when all that the registry held at the start is known here. */
  async start(): Promise<void> {
    const partitions = Array.from({ length: this.#log.partitions(TOPICS.registry) }, (_, p) => p);
    const followed = await Promise.all(
      partitions.map(async (partition) => {
        const { low, high } = await this.#log.ends(TOPICS.registry, partition);
        const { promise: caughtUp, resolve } = Promise.withResolvers<void>();
        return { caughtUp, running: this.#follow(partition, { low, high, onCaughtUp: resolve }) };
      }),
    );
    this.#running = Promise.all(followed.map(({ running }) => running));
    await Promise.all(followed.map(({ caughtUp }) => caughtUp));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #follow(
    partition: number,
    { low, high, onCaughtUp }: { low: number; high: number; onCaughtUp: () => void },
  ): Promise<void> {
    for (let offset = low; !this.#stopped; ) {
      if (offset >= high) onCaughtUp();
      try {
        const batch = await this.#log.read(TOPICS.registry, partition, offset, READ);
        for (const record of batch.records) this.#apply(record);
        offset = batch.nextOffset;
      } catch (error) {
        if (this.#stopped) return;
        const gone = error instanceof TizhengError && error.code === 'LOG_OFFSET_GONE';
        if (gone) offset = (await this.#log.ends(TOPICS.registry, partition)).low;
        else {
          this.#logger.error({ err: error, partition, offset }, 'The registry cannot be read.');
          await sleep(RETRY_MS);
        }
      }
    }
  }

  #apply({ key, value, offset }: LogRecord): void {
    try {
      this.#removers.get(key)?.();
      this.#removers.delete(key);
      if (value.byteLength === 0) return;
      const { entity, json } = decodeRegistryEntity(value);
      if (entity === 'vehicle') this.#removers.set(key, this.#putVehicle(JSON.parse(json)));
      if (entity === 'device') this.#removers.set(key, this.#putTerminal(JSON.parse(json)));
    } catch (error) {
      if (!(error instanceof WireFault) && !(error instanceof SyntaxError)) throw error;
      this.#logger.warn({ offset }, 'A registry record was passed over.');
    }
  }

  #putVehicle({ vehicleId, class: kind, enterpriseId, regionCode }: Vehicle): () => void {
    const subjectKey = subjectKeyOf(this.#secret, 'vehicle', vehicleId);
    this.#facts.set(subjectKey, { vehicleId, class: kind, enterpriseId, regionCode });
    return () => this.#facts.delete(subjectKey);
  }

  #putTerminal({ deviceId, vehicleId }: Device): () => void {
    const deviceKey = subjectKeyOf(this.#secret, 'device', deviceId);
    const subjectKey = subjectKeyOf(this.#secret, 'vehicle', vehicleId);
    const others = () => (this.#terminals.get(subjectKey) ?? []).filter((one) => one !== deviceKey);
    this.#terminals.set(subjectKey, [...others(), deviceKey]);
    return () => {
      const left = others();
      if (left.length === 0) this.#terminals.delete(subjectKey);
      else this.#terminals.set(subjectKey, left);
    };
  }
}
