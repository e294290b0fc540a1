/**
 * Where policies are changed: appended to `policies.v1`, judged when they come back, so that of two officers or two servers the first
 * counts and the second is told so.
 * *Delivery:* a change that was accepted is durable and holds for alerts that open after it.
 */
import { policyName } from '#core/loop/policy.ts';
import { TOPICS } from '#core/topics.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import {
  encodePolicyChange,
  type PolicyChange,
  type PolicyTable,
  type PolicyVerdict,
} from '#runtime/loop/policy-table.ts';
import { Verdicts } from '../verdicts.ts';

export class PolicyDesk {
  readonly #log: EventLog;
  readonly #table: PolicyTable;
  readonly #verdicts = new Verdicts<PolicyVerdict>();

  constructor(log: EventLog, table: PolicyTable) {
    this.#log = log;
    this.#table = table;
  }

  /** A record has come back from the log. Throws on an unreadable one. */
  settle(value: Uint8Array, offset: number): void {
    this.#verdicts.settle(offset, this.#table.apply(value));
  }

  /** `unknown` = appended, but not seen coming back in time. Rejects when the log refuses the append: nothing was done. */
  async change(change: PolicyChange): Promise<PolicyVerdict | 'unknown'> {
    const value = encodePolicyChange(change);
    const { changedAtMs: timeMs } = change;
    const key = policyName(change);
    return this.#verdicts.of(await this.#log.append(TOPICS.policies, 0, [{ key, timeMs, value }]));
  }
}
