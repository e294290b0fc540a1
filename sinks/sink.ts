/**
 * What a sink is: a reader of the log that brings records to a place outside and never loses its
 * own. It keeps its place in the log under a group of its own, moves it only after the outside has
 * confirmed, tells apart "not now" (retry for ever, the log keeps the data) from "not this" (halt
 * with a clear error, never skip), and makes a repeated delivery harmless.
 */
import type { Registry } from 'prom-client';
import type { EventLog } from '#runtime/log/event-log.ts';
import type { Membership } from '#runtime/log/membership.ts';
import type { Logger } from '#runtime/logger.ts';
import type { StoreAddress } from '#runtime/store/client.ts';
import type { SinkSettings } from './config.ts';

export interface SinkParts {
  log: EventLog;
  settings: SinkSettings;
  store: StoreAddress;
  /** Where a sink may keep files of its own, in a folder by its name. */
  dataDir: string;
  /** Derives subject keys, as everywhere in the installation. */
  pseudonymKey: Uint8Array;
  logger: Logger;
  metrics: Registry;
  /** Who else runs this sink, by partitions of the reports; undefined = nobody. */
  membership?: Membership;
}

export interface RunningSink {
  /** Ends after what is in flight was answered or given up; nothing confirmed is forgotten. */
  stop(): Promise<void>;
}

export interface Sink {
  /** Part of its consumer groups and metric labels. */
  name: string;
  summary: string;
  start(parts: SinkParts): Promise<RunningSink>;
}
