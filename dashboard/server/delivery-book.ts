/**
 * How alerts leave the house, folded from `deliveries.v1` and `dead-letters.v1`: each endpoint's
 * newest status, its last attempts, and what was given up and not delivered since.
 */
import type {
  DeadLetter,
  DeliveryAttempt,
  DeliveryRecord,
  EndpointStatus,
} from '#core/delivery.ts';

/** Attempts kept per endpoint: the newest ones. The store keeps all. */
const ATTEMPTS_MAX = 50;
/** Dead letters kept; beyond it the oldest leave the list (the topic and the sink keep them). */
const LETTERS_MAX = 20_000;
/** A sink tells each endpoint's status once a minute; one that is older tells of a sink that is not running. */
const STATUS_AGE_MS_MAX = 150_000;

export interface EndpointView extends Omit<EndpointStatus, 'kind'> {
  /** False = the status is too old to be believed. */
  isCurrent: boolean;
  /** Newest first. */
  attempts: Omit<DeliveryAttempt, 'kind' | 'endpoint'>[];
}

export class DeliveryBook {
  readonly #statuses = new Map<string, EndpointStatus>();
  readonly #attempts = new Map<string, DeliveryAttempt[]>();
  /** By endpoint and webhook-id, oldest change first. */
  readonly #letters = new Map<string, DeadLetter>();

  applyRecord(record: DeliveryRecord): void {
    const { endpoint } = record;
    if (record.kind === 'status') {
      this.#statuses.set(endpoint, record);
      return;
    }
    const attempts = this.#attempts.get(endpoint) ?? [];
    this.#attempts.set(endpoint, attempts);
    attempts.push(record);
    if (attempts.length > ATTEMPTS_MAX) attempts.shift();
  }

  applyLetter(letter: DeadLetter): void {
    const key = `${letter.endpoint}/${letter.webhookId}`;
    const before = this.#letters.get(key);
    this.#letters.delete(key);
    if (letter.state === 'delivered') return;
    // Asking for it again does not change why it had died.
    const { reason, status } = letter.state === 'dead' ? letter : (before ?? letter);
    this.#letters.set(key, { ...letter, reason, status });
    if (this.#letters.size > LETTERS_MAX)
      this.#letters.delete(this.#letters.keys().next().value as string);
  }

  has(endpoint: string): boolean {
    return this.#statuses.has(endpoint);
  }

  /** By name. */
  endpoints(nowMs: number): EndpointView[] {
    return [...this.#statuses.values()]
      .sort((a, b) => a.endpoint.localeCompare(b.endpoint))
      .map(({ kind: _, ...status }) => ({
        ...status,
        isCurrent: nowMs - status.atMs <= STATUS_AGE_MS_MAX,
        attempts: (this.#attempts.get(status.endpoint) ?? [])
          .map(({ kind: __, endpoint: ___, ...attempt }) => attempt)
          .reverse(),
      }));
  }

  /** Newest first, at most `limit`; `total` counts all. */
  letters(limit: number): { total: number; letters: DeadLetter[] } {
    const letters = [...this.#letters.values()];
    return { total: letters.length, letters: letters.reverse().slice(0, limit) };
  }
}
