/**
 * The alert that an endpoint hears nothing: the duty room must know that enforcement is deaf. Written
 * to alerts.v1 like every task's output, numbered, in a partition of its own (the last one), so that
 * list, store and work flow are those of every alert. Which alerts are open is read back from there.
 */
import { createHash } from 'node:crypto';
import type { Alert, AlertChange } from '#core/alert.ts';
import { DELIVERY_DEAF, type DeliveryReason } from '#core/delivery.ts';
import { subjectKeyOf } from '#core/identity.ts';
import { formatShanghai, MINUTE_MS } from '#core/time.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeAlertTransition, encodeAlertTransition } from '#proto/codec/alert.ts';
import type { EventLog } from '#runtime/log/event-log.ts';

const TASK = 'deliveries';
const EPOCH = 1;
const READ = { maxRecords: 4_000, maxBytes: 4_000_000, waitMs: 0 };

export interface Deafness {
  endpoint: string;
  sinceMs: number;
  nowMs: number;
  /** How long nothing may arrive before it is an alert. */
  limitMs: number;
  reason: DeliveryReason | null;
  status: number | null;
}

export class DeafAlerts {
  readonly #log: EventLog;
  readonly #secret: Uint8Array;
  /** By endpoint. */
  readonly #open = new Map<string, Alert>();
  #next = 0;
  /** One append at a time: numbers and order go together. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(log: EventLog, secret: Uint8Array) {
    this.#log = log;
    this.#secret = secret;
  }

  /** Takes up numbering and open alerts from the own partition. */
  async load(): Promise<void> {
    const partition = this.#partition();
    const { low, high } = await this.#log.ends(TOPICS.alerts, partition);
    for (let offset = low; offset < high; ) {
      const batch = await this.#log.read(TOPICS.alerts, partition, offset, READ);
      for (const { value } of batch.records) {
        const { task, number, alert } = decodeAlertTransition(value);
        if (task !== TASK) continue;
        this.#next = Math.max(this.#next, number + 1);
        const endpoint = String(alert.facts.endpoint);
        if (alert.state === 'open') this.#open.set(endpoint, alert);
        else this.#open.delete(endpoint);
      }
      offset = batch.nextOffset;
    }
  }

  /** Endpoints with an open alert. */
  get endpoints(): string[] {
    return [...this.#open.keys()];
  }

  isOpen(endpoint: string): boolean {
    return this.#open.has(endpoint);
  }

  /** Opens the alert unless it is open. Resolves when it is durable. */
  raise(deafness: Deafness): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#open.has(deafness.endpoint)) return;
      const alert = this.#alertOf(deafness);
      await this.#append('opened', alert, deafness.nowMs);
      this.#open.set(deafness.endpoint, alert);
    });
  }

  /** Closes the alert when one is open. */
  settle(endpoint: string, nowMs: number): Promise<void> {
    return this.#inTurn(async () => {
      const open = this.#open.get(endpoint);
      if (open === undefined) return;
      const measured = Math.round((nowMs - open.openedAtMs) / 1_000);
      const closed: Alert = { ...open, state: 'closed', closedAtMs: nowMs, measured };
      await this.#append('closed', closed, nowMs);
      this.#open.delete(endpoint);
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #append(change: AlertChange, alert: Alert, nowMs: number): Promise<void> {
    const transition = { task: TASK, epoch: EPOCH, number: this.#next, change, alert };
    const value = encodeAlertTransition(transition);
    await this.#log.append(TOPICS.alerts, this.#partition(), [
      { key: alert.alertId, timeMs: nowMs, value },
    ]);
    this.#next++;
  }

  #partition(): number {
    return this.#log.partitions(TOPICS.alerts) - 1;
  }

  #alertOf({ endpoint, sinceMs, nowMs, limitMs, reason, status }: Deafness): Alert {
    const id = createHash('sha256').update(`${DELIVERY_DEAF}\n${endpoint}\n${sinceMs}`);
    const answer = status === null ? reason : `HTTP ${status}`;
    const since = formatShanghai(sinceMs).slice(11, 19);
    const minutes = Math.round(limitMs / MINUTE_MS);
    return {
      alertId: id.digest('hex').slice(0, 32),
      type: DELIVERY_DEAF,
      ruleVersion: 1,
      subjectKey: subjectKeyOf(this.#secret, 'endpoint', endpoint),
      driverKey: null,
      severity: 'major',
      state: 'open',
      corrected: false,
      late: false,
      openedAtMs: sinceMs,
      raisedAtMs: nowMs,
      closedAtMs: null,
      measured: Math.round((nowMs - sinceMs) / 1_000),
      limit: Math.round(limitMs / 1_000),
      unit: 's',
      latitudeDeg: null,
      longitudeDeg: null,
      explanation: {
        zh: `推送端点 ${endpoint} 自 ${since} 起收不到预警(${answer}),对方系统处于失聪状态;预警留在日志中,恢复后按序补推。`,
        en: `Endpoint ${endpoint} has taken no alert since ${since} (${answer}): the system behind it is deaf. The alerts stay in the log and follow in order once it answers.`,
      },
      clause: `推送可用性:${minutes} 分钟 / delivery availability: ${minutes} min`,
      params: { limitMs },
      facts: { endpoint, reason, status },
      evidence: [],
    };
  }
}
