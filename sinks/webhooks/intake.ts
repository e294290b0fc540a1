/**
 * Reads alerts.v1, or alert-steps.v1 for whom policies tell, for one endpoint and notes what it is to be sent. Place and rows move in one
 * transaction, so a crash neither loses a transition nor notes it twice.
 */
import type { AlertTransition } from '#core/alert.ts';
import { TizhengError } from '#core/errors.ts';
import type { LoopStep } from '#core/loop/step.ts';
import { decodeAlertTransition } from '#proto/codec/alert.ts';
import { WireFault } from '#proto/codec/fault.ts';
import { fenceOf } from '#proto/codec/fence.ts';
import { decodeLoopStep } from '#proto/codec/step.ts';
import type { EventLog, LogBatch, LogRecord } from '#runtime/log/event-log.ts';
import type { Logger } from '#runtime/logger.ts';
import type { WebhookEndpointSettings } from '../config.ts';
import { changeOf, NOTICE_PARTITION, placeOf } from '../notices.ts';
import { SeenOutputs } from '../seen-outputs.ts';
import type { AlertTail } from './alert-tail.ts';
import { isWanted } from './filter.ts';
import type { WebhookMetrics } from './metrics.ts';
import type { Outbox } from './outbox.ts';
import { noticeIdOf, webhookIdOf } from './payload.ts';
import type { DeliveryReports } from './reports.ts';
import type { Timing } from './timing.ts';
import type { Vehicles } from './vehicles.ts';

const READ = { maxRecords: 200, maxBytes: 1_000_000, waitMs: 0 };
/** Whoever alerts are shared with hears of them this late (domain.md 9). */
const SHARE_DELAY_MS = 300_000;
/** A damaged partition is looked at again this often; the others go on. */
const DAMAGED_MS = 60_000;
/** The settled place is told to the log this often: for whoever watches lag, and in case the outbox is lost. */
const COMMIT_EVERY_MS = 5_000;

interface Place {
  next: number;
  seen: SeenOutputs;
  pausedUntilMs: number;
  committed: number;
}

export interface IntakeParts {
  log: EventLog;
  outbox: Outbox;
  endpoint: WebhookEndpointSettings;
  waitingMax: number;
  tail: AlertTail;
  vehicles: Vehicles;
  reports: DeliveryReports;
  metrics: WebhookMetrics;
  timing: Timing;
  logger: Logger;
}

export class Intake {
  readonly #parts: IntakeParts;
  /** By partition of alerts.v1, or `NOTICE_PARTITION`. */
  readonly #places = new Map<number, Place>();
  #committedAtMs = 0;
  /** Whether the outbox may hold something to be sent once more. */
  #sendsAgain = true;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** Takes up where the last run ended. */
  async resume(): Promise<void> {
    const { log, outbox, endpoint, tail } = this.#parts;
    for (const p of tail.partitionsFor(endpoint)) {
      let place = outbox.place(endpoint.id, p);
      if (place === null) {
        // Not met before, or the outbox was lost: then the log knows up to where all was settled.
        const committed = await log.committed(this.#group, ...placeOf(p));
        const { low, high } = await log.ends(...placeOf(p));
        const next = committed ?? (endpoint.startAt === 'now' ? high : low);
        place = { next, epoch: -1, number: -1 };
        outbox.setPlace(endpoint.id, p, place);
      }
      const seen = new SeenOutputs(place.epoch, place.number);
      this.#places.set(p, { next: place.next, seen, pausedUntilMs: 0, committed: -1 });
    }
  }

  /** Records not read yet. */
  get lag(): number {
    const { tail } = this.#parts;
    let lag = 0;
    for (const [p, { next }] of this.#places) lag += Math.max(0, tail.highOf(p) - next);
    return lag;
  }

  /** When a damaged partition is looked at again; null = none is. */
  get pausedUntilMs(): number | null {
    const now = this.#parts.timing.now();
    const times = [...this.#places.values()]
      .map((place) => place.pausedUntilMs)
      .filter((ms) => ms > now);
    return times.length === 0 ? null : Math.min(...times);
  }

  /**
   * One read of each partition that has more, unless `waitingMax` rows wait already. `more` = there is
   * more to read at once: a long backlog must not keep what was read from being sent.
   */
  async fill(waiting: number): Promise<{ added: number; more: boolean }> {
    const { tail, waitingMax, timing } = this.#parts;
    let added = 0;
    let more = false;
    for (const [p, place] of this.#places) {
      if (place.next >= tail.highOf(p) || place.pausedUntilMs > timing.now()) continue;
      if (waiting + added >= waitingMax) break;
      added += await this.#readOnce(p);
      more ||= place.next < tail.highOf(p) && place.pausedUntilMs <= timing.now();
    }
    if (waiting + added < waitingMax) {
      const again = await this.#readAgain();
      added += again.added;
      more ||= again.more;
    }
    return { added, more: more && waiting + added < waitingMax };
  }

  /** Runs inside the transaction of the command: what the log holds now, by the records' time, is noted again. */
  sendAgain({ fromMs, toMs }: { fromMs: number | null; toMs: number | null }): void {
    const { outbox, endpoint } = this.#parts;
    this.#sendsAgain = true;
    for (const [partition, { next: high }] of this.#places)
      outbox.setResend(endpoint.id, {
        ...{ partition, next: 0, high },
        ...{ fromMs: fromMs ?? 0, toMs: toMs ?? Number.MAX_SAFE_INTEGER },
      });
  }

  /** One read of what is to be sent once more. */
  async #readAgain(): Promise<{ added: number; more: boolean }> {
    const { log, outbox, endpoint, metrics, logger } = this.#parts;
    const wish = this.#sendsAgain ? outbox.resend(endpoint.id) : null;
    if (wish === null) {
      this.#sendsAgain = false;
      return { added: 0, more: false };
    }
    const { partition, high, fromMs, toMs } = wish;
    const giveUp = () => outbox.setResend(endpoint.id, { ...wish, next: high });
    const { low } = await log.ends(...placeOf(partition));
    const from = Math.max(wish.next, low);
    if (from >= high) {
      giveUp();
      return { added: 0, more: true };
    }
    let batch: LogBatch;
    try {
      batch = await log.read(...placeOf(partition), from, READ);
    } catch (error) {
      if (!(error instanceof TizhengError)) throw error;
      logger.error({ err: error, partition, offset: from }, 'Not all could be sent once more.');
      if (!error.retryable) giveUp();
      return { added: 0, more: false };
    }
    const { records, nextOffset } = batch;
    let added = 0;
    outbox.together(() => {
      for (const record of records) {
        const { offset, timeMs } = record;
        if (offset >= high || timeMs < fromMs || timeMs >= toMs || fenceOf(record) !== null)
          continue;
        if (this.#noteAgain(partition, record)) added++;
      }
      outbox.setResend(endpoint.id, { ...wish, next: Math.max(nextOffset, from + 1) });
    });
    metrics.transitions.inc({ endpoint: endpoint.id, outcome: 'queued-again' }, added);
    return { added, more: true };
  }

  /** False = not wanted, or it waits or is a dead letter already. */
  #noteAgain(partition: number, record: LogRecord): boolean {
    const { offset, value, timeMs } = record;
    const { outbox, endpoint, vehicles } = this.#parts;
    try {
      if (partition === NOTICE_PARTITION) {
        const step = decodeLoopStep(value);
        if (!isNoticeFor(step, endpoint.id)) return false;
        return outbox.add(endpoint.id, this.#noticeRow(step, record));
      }
      const transition = decodeAlertTransition(value);
      if (!isWanted(endpoint, transition, vehicles.of(transition.alert.subjectKey))) return false;
      return outbox.add(endpoint.id, this.#rowOf(transition, { partition, offset, timeMs }));
    } catch (error) {
      // It became a dead letter when it was read first.
      if (error instanceof WireFault) return false;
      throw error;
    }
  }

  #rowOf(
    transition: AlertTransition,
    { partition, offset, timeMs }: { partition: number; offset: number; timeMs: number },
  ): Parameters<Outbox['add']>[1] {
    const { endpoint } = this.#parts;
    const { change, alert } = transition;
    return {
      ...{ partition, offset, change, ...this.#dueAt(timeMs) },
      webhookId: webhookIdOf(endpoint.id, transition),
      alertId: alert.alertId,
      alertType: alert.type,
    };
  }

  #dueAt(timeMs: number): { readMs: number; dueMs: number } {
    const { endpoint, timing } = this.#parts;
    const readMs = timing.now();
    const dueMs =
      endpoint.clearance === 'share' ? Math.max(readMs, timeMs + SHARE_DELAY_MS) : readMs;
    return { readMs, dueMs };
  }

  /** Tells the log up to where everything is settled. */
  async commit(now: 'due' | 'always'): Promise<void> {
    const { log, outbox, endpoint, timing } = this.#parts;
    const nowMs = timing.now();
    if (now === 'due' && nowMs - this.#committedAtMs < COMMIT_EVERY_MS) return;
    this.#committedAtMs = nowMs;
    for (const [p, place] of this.#places) {
      const settled = outbox.earliestWaiting(endpoint.id, p) ?? place.next;
      if (settled === place.committed) continue;
      await log.commit(this.#group, ...placeOf(p), settled);
      place.committed = settled;
    }
  }

  get #group(): string {
    return `sink-webhooks-${this.#parts.endpoint.id}`;
  }

  async #readOnce(partition: number): Promise<number> {
    const { log, outbox, endpoint, metrics, logger, timing } = this.#parts;
    const place = this.#places.get(partition)!;
    const count = (outcome: string, by = 1) =>
      metrics.transitions.inc({ endpoint: endpoint.id, outcome }, by);
    try {
      const batch = await log.read(...placeOf(partition), place.next, READ);
      const before = { epoch: place.seen.epoch, number: place.seen.number };
      const outcomes: Record<string, number> = {};
      try {
        outbox.together(() => {
          for (const record of batch.records) {
            const outcome = this.#note(partition, record);
            outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
          }
          const { epoch, number } = place.seen;
          outbox.setPlace(endpoint.id, partition, { next: batch.nextOffset, epoch, number });
        });
      } catch (error) {
        place.seen = new SeenOutputs(before.epoch, before.number);
        throw error;
      }
      place.next = batch.nextOffset;
      for (const [outcome, by] of Object.entries(outcomes)) count(outcome, by);
      return outcomes.queued ?? 0;
    } catch (error) {
      const code = error instanceof TizhengError ? error.code : null;
      if (code === 'LOG_OFFSET_GONE') {
        const { low } = await log.ends(...placeOf(partition));
        logger.error(
          { partition, from: place.next, to: low },
          'Alerts were removed before they were read.',
        );
        count('lost', low - place.next);
        place.next = low;
      } else if (code === 'LOG_DAMAGED') {
        logger.error(
          { err: error, partition, offset: place.next },
          'Alerts cannot be read; looking again.',
        );
        place.pausedUntilMs = timing.now() + DAMAGED_MS;
      } else throw error;
      return 0;
    }
  }

  /** Runs inside the transaction. */
  #note(partition: number, record: LogRecord): 'queued' | 'filtered' | 'doubled' | 'unreadable' {
    const { outbox, endpoint, vehicles } = this.#parts;
    try {
      if (partition === NOTICE_PARTITION) return this.#noteStep(record);
      const { seen } = this.#places.get(partition)!;
      const fence = fenceOf(record);
      if (fence !== null) return seen.admit(fence.epoch, 0) ? 'filtered' : 'doubled';
      const transition = decodeAlertTransition(record.value);
      const { epoch, number, alert } = transition;
      if (!seen.admit(epoch, number)) return 'doubled';
      if (!isWanted(endpoint, transition, vehicles.of(alert.subjectKey))) return 'filtered';
      const { offset, timeMs } = record;
      outbox.add(endpoint.id, this.#rowOf(transition, { partition, offset, timeMs }));
      return 'queued';
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      this.#setAside(partition, record);
      return 'unreadable';
    }
  }

  /** Of records with one id the first counts. */
  #noteStep(record: LogRecord): 'queued' | 'filtered' | 'doubled' {
    const { outbox, endpoint, timing } = this.#parts;
    const step = decodeLoopStep(record.value);
    if (!isNoticeFor(step, endpoint.id)) return 'filtered';
    if (!outbox.admitCommand(`${endpoint.id}/${step.stepId}`, timing.now())) return 'doubled';
    outbox.add(endpoint.id, this.#noticeRow(step, record));
    return 'queued';
  }

  #noticeRow(step: LoopStep, { offset, timeMs }: LogRecord): Parameters<Outbox['add']>[1] {
    const { endpoint } = this.#parts;
    const { alertId, alertType } = step;
    return {
      ...{ partition: NOTICE_PARTITION, offset, alertId, alertType, ...this.#dueAt(timeMs) },
      change: changeOf(step) ?? '',
      webhookId: noticeIdOf(endpoint.id, step.stepId),
    };
  }

  /** Never deliverable, so a dead letter at once, with its place in the log. */
  #setAside(partition: number, { offset }: LogRecord): void {
    const { endpoint, reports, logger, timing } = this.#parts;
    const webhookId = `unreadable_${partition}_${offset}`;
    logger.error({ partition, offset }, 'An alert record cannot be read; it is a dead letter.');
    const letter = { endpoint: endpoint.id, webhookId, state: 'dead', partition, offset } as const;
    const rest = { alertId: '', alertType: '', change: '', attempts: 0, status: null } as const;
    reports
      .tellDead([{ ...letter, ...rest, reason: 'unreadable', atMs: timing.now() }])
      .catch((error: unknown) =>
        logger.error({ err: error, webhookId }, 'A dead letter was not told.'),
      );
  }
}

function isNoticeFor(step: LoopStep, endpoint: string): boolean {
  return (step.kind === 'notified' || step.kind === 'ended') && step.endpoints.includes(endpoint);
}
