/** What happens to alerts on their way to endpoints outside: attempts, states, dead letters, commands. */

/** Why an attempt ended as it did: `delivered` = an answer of 2xx; the rest from near to far. */
export const DELIVERY_REASONS = [
  'delivered',
  /** 410: the receiver wants no more; the endpoint is disabled. */
  'gone',
  /** 3xx: never followed. */
  'redirect',
  /** 429. */
  'throttled',
  /** Any other 4xx. */
  'rejected',
  /** 5xx. */
  'receiver-error',
  /** No answer in time. */
  'timeout',
  /** Refused, reset, unreachable, or no HTTP spoken. */
  'connection',
  /** The name has no address. */
  'dns',
  /** The certificate or the handshake failed. */
  'tls',
  /** The address, port or scheme is not allowed (address-guard.ts). */
  'address-refused',
  /** The secret or certificate file of the endpoint cannot be used. */
  'secret',
  /** The payload would be larger than receivers must take. */
  'too-large',
  /** Retention removed the alert before it was delivered. */
  'expired',
  /** The record is not what its topic holds. */
  'unreadable',
] as const;
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];

export const DELIVERY_OUTCOMES = ['delivered', 'failed', 'dead'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

/** One attempt to deliver one alert transition to one endpoint. */
export interface DeliveryAttempt {
  kind: 'attempt';
  endpoint: string;
  /** Same on every attempt of the transition to the endpoint. */
  webhookId: string;
  alertId: string;
  /** Of the alert, e.g. `speed.over`. */
  alertType: string;
  change: string;
  /** Where the transition lies in `alerts.v1`. */
  partition: number;
  offset: number;
  /** 1 = the first. */
  attempt: number;
  atMs: number;
  /** From request to answer. */
  durationMs: number;
  /** `dead` = failed and given up. */
  outcome: DeliveryOutcome;
  reason: DeliveryReason;
  /** HTTP status; null = no answer. */
  status: number | null;
  /** When it is tried next; null = not again unasked. */
  nextAtMs: number | null;
}

export const ENDPOINT_STATES = ['healthy', 'retrying', 'deaf', 'disabled'] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** How an endpoint stands; told at every change and once a minute. */
export interface EndpointStatus {
  kind: 'status';
  endpoint: string;
  atMs: number;
  state: EndpointState;
  /** Since when nothing was delivered although it was tried; null = the last attempt was answered well. */
  failingSinceMs: number | null;
  /** Transitions that wait for an attempt; those under way are not among them. */
  waiting: number;
  /** Records of `alerts.v1` not looked at yet. */
  lagRecords: number;
  dead: number;
  deliveredTotal: number;
  /** Of the last attempt; null = none yet. */
  lastAtMs: number | null;
  lastReason: DeliveryReason | null;
  lastStatus: number | null;
  /** The receiver asked for quiet until then; null = it did not. */
  heldUntilMs: number | null;
  /** Next attempt; null = nothing waits. */
  nextAtMs: number | null;
}

/** One record of `deliveries.v1`. */
export type DeliveryRecord = DeliveryAttempt | EndpointStatus;

export const DEAD_LETTER_STATES = ['dead', 'waiting', 'delivered'] as const;
export type DeadLetterState = (typeof DEAD_LETTER_STATES)[number];

/** One record of `dead-letters.v1`; the newest of a (endpoint, webhookId) tells how it stands. */
export interface DeadLetter {
  endpoint: string;
  webhookId: string;
  /** `waiting` = sent again by command, `delivered` = and it arrived. */
  state: DeadLetterState;
  alertId: string;
  alertType: string;
  change: string;
  partition: number;
  offset: number;
  attempts: number;
  reason: DeliveryReason;
  status: number | null;
  atMs: number;
}

export const DELIVERY_ACTIONS = [
  /** Dead letters back into the queue, from the first rung. */
  'redeliver',
  /** All that the endpoint wants of a range of the alert log, delivered or not, from the first rung: a receiver has lost what it took. */
  'resend',
  /** One signed message without an alert, tried once, also to a disabled endpoint. */
  'test',
  /** What waits is tried now. */
  'hasten',
  'disable',
  'enable',
] as const;
export type DeliveryAction = (typeof DELIVERY_ACTIONS)[number];

/** One record of `delivery-commands.v1`: what a person asks of the webhook sink. Done once per `commandId`. */
export interface DeliveryCommand {
  commandId: string;
  action: DeliveryAction;
  endpoint: string;
  /** For `redeliver`; empty = all of the time range. */
  webhookIds: string[];
  /** Range `[fromMs, toMs)` of the time of death, for `resend` of the alert record; null = open. */
  fromMs: number | null;
  toMs: number | null;
  atMs: number;
  actor: string;
}

/** What stands for the alert in reports of a test message. */
export const DELIVERY_TEST = { alertId: '0'.repeat(32), alertType: 'webhook.test', change: 'test' };

/** Type of the alert about an endpoint that takes nothing (docs/adr). */
export const DELIVERY_DEAF = 'delivery.deaf';
