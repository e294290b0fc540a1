/** The world fails: one error type with a closed list of codes. Who can retry looks at `retryable`. */

/** Every operating error the product knows. `docs/generated/errors.md` is written from this table. */
export const errorCatalogue = {
  SETTINGS_INVALID: {
    retryable: false,
    summary: 'The settings do not fit their schema; the process does not start.',
  },
  FILE_UNREADABLE: {
    retryable: false,
    summary: 'A file named on the command line cannot be read.',
  },
  REGISTRY_INVALID: {
    retryable: false,
    summary: 'A registry file or change does not fit its schema.',
  },
  REGISTRY_BUSY: {
    retryable: true,
    summary: 'A large import is being written to the registry; nothing was changed.',
  },
  LOG_DAMAGED: {
    retryable: false,
    summary: 'A stored log record fails its checksum; it is named and never served.',
  },
  LOG_CLOSED: { retryable: false, summary: 'The log was used after close.' },
  LOG_TOPIC_UNKNOWN: { retryable: false, summary: 'The topic or partition does not exist.' },
  LOG_OFFSET_GONE: { retryable: false, summary: 'The requested offset was removed by retention.' },
  LOG_DISK_FULL: {
    retryable: true,
    summary: 'The log cannot grow; nothing is acknowledged until space returns.',
  },
  LOG_OVERLOADED: {
    retryable: true,
    summary:
      'More bytes wait for durability than the log holds in memory; nothing of the call was written.',
  },
  LOG_REFUSED: {
    retryable: false,
    summary: 'The broker refuses our user, certificate, rights or request.',
  },
  LOG_UNAVAILABLE: {
    retryable: true,
    summary:
      'The disk refused a log operation, another writer held the topic too long, or no broker answers.',
  },
  STORE_UNAVAILABLE: { retryable: true, summary: 'The store does not answer.' },
  STORE_REFUSED: { retryable: false, summary: 'The store refused a statement.' },
  STATE_DAMAGED: {
    retryable: false,
    summary: 'A snapshot fails its checksum; the previous whole one is used.',
  },
  TASK_REPLACED: {
    retryable: false,
    summary:
      'Another process has taken a processor task over; what this one still writes is dropped by every reader.',
  },
  DATA_NEWER: {
    retryable: false,
    summary:
      'Stored data was written by a newer version of the product; it is left as it is and the process does not start.',
  },
  BACKUP_INVALID: {
    retryable: false,
    summary: 'A backup cannot be made or put back there, or is not whole; nothing was changed.',
  },
  EVIDENCE_TOO_LARGE: {
    retryable: false,
    summary: 'An evidence bundle would be larger than its container can be.',
  },
  PLATFORM_BUSY: {
    retryable: true,
    summary: 'The running platform is starting, stopping or serving another such command.',
  },
  LISTEN_FAILED: { retryable: false, summary: 'A port cannot be opened.' },
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

export class TizhengError extends Error {
  readonly code: ErrorCode;
  readonly stage: string;
  readonly retryable: boolean;

  constructor(code: ErrorCode, stage: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'TizhengError';
    this.code = code;
    this.stage = stage;
    this.retryable = errorCatalogue[code].retryable;
  }
}

/** We are wrong: a broken assumption of ours stops the process; a restart replays. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${sentence}`);
}
