/** What brokers answer when they do not do what they were asked. */

/**
 * What to do about an error: `retry` the same after a while, ask for the `leader` again and retry,
 * get a new `producer` number, or give the caller the `fail`ure.
 */
export type Remedy = 'retry' | 'leader' | 'producer' | 'fail';

/** Codes of https://kafka.apache.org/protocol#protocol_error_codes that a remedy depends on. */
const KNOWN: Record<number, readonly [name: string, remedy: Remedy]> = {
  1: ['OFFSET_OUT_OF_RANGE', 'fail'],
  2: ['CORRUPT_MESSAGE', 'retry'],
  3: ['UNKNOWN_TOPIC_OR_PARTITION', 'leader'],
  5: ['LEADER_NOT_AVAILABLE', 'leader'],
  6: ['NOT_LEADER_OR_FOLLOWER', 'leader'],
  7: ['REQUEST_TIMED_OUT', 'retry'],
  8: ['BROKER_NOT_AVAILABLE', 'leader'],
  9: ['REPLICA_NOT_AVAILABLE', 'leader'],
  10: ['MESSAGE_TOO_LARGE', 'fail'],
  13: ['NETWORK_EXCEPTION', 'leader'],
  14: ['COORDINATOR_LOAD_IN_PROGRESS', 'retry'],
  15: ['COORDINATOR_NOT_AVAILABLE', 'leader'],
  16: ['NOT_COORDINATOR', 'leader'],
  17: ['INVALID_TOPIC_EXCEPTION', 'fail'],
  19: ['NOT_ENOUGH_REPLICAS', 'retry'],
  20: ['NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'retry'],
  22: ['ILLEGAL_GENERATION', 'fail'],
  25: ['UNKNOWN_MEMBER_ID', 'fail'],
  27: ['REBALANCE_IN_PROGRESS', 'fail'],
  29: ['TOPIC_AUTHORIZATION_FAILED', 'fail'],
  30: ['GROUP_AUTHORIZATION_FAILED', 'fail'],
  31: ['CLUSTER_AUTHORIZATION_FAILED', 'fail'],
  32: ['INVALID_TIMESTAMP', 'fail'],
  35: ['UNSUPPORTED_VERSION', 'fail'],
  36: ['TOPIC_ALREADY_EXISTS', 'fail'],
  37: ['INVALID_PARTITIONS', 'fail'],
  38: ['INVALID_REPLICATION_FACTOR', 'fail'],
  40: ['INVALID_CONFIG', 'fail'],
  41: ['NOT_CONTROLLER', 'leader'],
  44: ['POLICY_VIOLATION', 'fail'],
  45: ['OUT_OF_ORDER_SEQUENCE_NUMBER', 'producer'],
  46: ['DUPLICATE_SEQUENCE_NUMBER', 'fail'],
  47: ['INVALID_PRODUCER_EPOCH', 'producer'],
  51: ['CONCURRENT_TRANSACTIONS', 'retry'],
  53: ['TRANSACTIONAL_ID_AUTHORIZATION_FAILED', 'fail'],
  56: ['KAFKA_STORAGE_ERROR', 'leader'],
  59: ['UNKNOWN_PRODUCER_ID', 'producer'],
  72: ['LISTENER_NOT_FOUND', 'leader'],
  74: ['FENCED_LEADER_EPOCH', 'leader'],
  75: ['UNKNOWN_LEADER_EPOCH', 'retry'],
  78: ['OFFSET_NOT_AVAILABLE', 'retry'],
  79: ['MEMBER_ID_REQUIRED', 'fail'],
  87: ['INVALID_RECORD', 'fail'],
  89: ['THROTTLING_QUOTA_EXCEEDED', 'retry'],
  90: ['PRODUCER_FENCED', 'producer'],
  100: ['UNKNOWN_TOPIC_ID', 'leader'],
};

export const OFFSET_OUT_OF_RANGE = 1;
export const UNKNOWN_TOPIC = 3;
export const TOPIC_EXISTS = 36;
export const INVALID_PARTITIONS = 37;
export const DUPLICATE_SEQUENCE = 46;

/** An error code of a broker's answer. */
export class BrokerRefusal extends Error {
  readonly code: number;
  readonly remedy: Remedy;

  /** @param what What was asked, for people: `Topic reports.v1, partition 3` */
  constructor(code: number, what: string, detail: string | null = null) {
    const [name, remedy] = KNOWN[code] ?? [`error ${code}`, 'fail'];
    super(`${what}: ${name}${detail ? ` (${detail})` : ''}`);
    this.name = 'BrokerRefusal';
    this.code = code;
    this.remedy = remedy;
  }

  /** Name of the code, of a closed list: `error 123` for those that matter nowhere is `other`. */
  get label(): string {
    return KNOWN[this.code]?.[0] ?? 'other';
  }
}

/** Throws unless the code is 0. */
export function check(code: number, what: string, detail: string | null = null): void {
  if (code !== 0) throw new BrokerRefusal(code, what, detail);
}
