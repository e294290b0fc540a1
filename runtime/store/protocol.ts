/** What the supervisor and the store child say to each other over the IPC channel, and the bounds both know. */

/** Bounds of the front; each is refused with a ClickHouse exception, never by hanging. */
export interface StoreLimits {
  /** Request body after decompression; above it: 413 and `Code: 307`. A sink batch is about 3 MB. */
  bodyBytesMax: number;
  /** Result of one query; above it the engine throws `Code: 396`, because results are buffered in the child. */
  resultBytesMax: number;
  /** Time of one read; above it the engine throws `Code: 159`. Inserts and schema changes are not cut. */
  readSecondsMax: number;
  /** Memory of one statement; above it the engine throws `Code: 241`. */
  statementMemoryBytesMax: number;
  /** Memory of the whole engine; above it the engine throws `Code: 241`. */
  engineMemoryBytesMax: number;
  /** Statements waiting for an engine connection; above it: 503 and `Code: 202`. */
  waitingMax: number;
}

export const DEFAULT_STORE_LIMITS: StoreLimits = {
  bodyBytesMax: 64 * 1024 * 1024,
  resultBytesMax: 256 * 1024 * 1024,
  readSecondsMax: 60,
  statementMemoryBytesMax: 2 * 1024 ** 3,
  engineMemoryBytesMax: 4 * 1024 ** 3,
  waitingMax: 256,
};

/** First message to the child. The token travels here, never in arguments or the environment. */
export interface StartMessage {
  kind: 'start';
  /** Directory of the engine; one process at a time may hold it. */
  dataDir: string;
  host: string;
  /** 0 = any free one; the supervisor asks for the same again after a restart. */
  port: number;
  username: string;
  password: string;
  limits: StoreLimits;
}

export type ChildMessage =
  | { kind: 'listening'; port: number; engineVersion: string }
  /** `held` = another process still has the directory (it waits); everything else is `failed`. */
  | { kind: 'refused'; reason: 'held' | 'listen' | 'failed'; message: string };
