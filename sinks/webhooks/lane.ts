/**
 * One endpoint's lane: note what is to be sent, send what is due, rest until something changes.
 * *Back pressure:* at most `inFlightMax` attempts under way and `waitingMax` rows noted; the rest
 * stays in the log. A slow endpoint delays nobody but itself.
 * *Delivery:* at least once under one webhook-id, in order per alert; what the ladder gives up is a
 * dead letter.
 */
import type { DeliveryCommand, EndpointState } from '#core/delivery.ts';
import { MINUTE_MS, SECOND_MS } from '#core/time.ts';
import type { WebhookSettings } from '../config.ts';
import { type Attempted, type Courier, type CourierParts, settlementOf } from './courier.ts';
import type { DeafAlerts } from './deaf-alerts.ts';
import type { Intake } from './intake.ts';
import type { DeliveryRow, EndpointRow } from './outbox.ts';

export interface LaneParts extends CourierParts {
  settings: WebhookSettings;
  intake: Intake;
  courier: Courier;
  deaf: DeafAlerts;
}

/** After trouble of our own (disk, log). */
const TROUBLE_MS = 5 * SECOND_MS;
/** Attempts under way at a stop may take this long; then they are left to their webhook-id. */
const STOP_GRACE_MS = 3 * SECOND_MS;
/** An endpoint that took nothing for so long was away. */
const AWAY_MS = MINUTE_MS;
const STATUS_EVERY_MS = MINUTE_MS;
/** A status that only differs in its counts is told at most this often. */
const STATUS_CALM_MS = 2 * SECOND_MS;
/** Answers after which the endpoint is asked for one thing at a time, until it takes one. */
const THROTTLING = new Set([429, 502, 503, 504]);

export class Lane {
  readonly #parts: LaneParts;
  readonly #id: string;
  readonly #row: EndpointRow;
  readonly #stop = new AbortController();
  readonly #cut = new AbortController();
  /** By `partition/offset`. */
  readonly #inFlight = new Map<string, DeliveryRow>();
  #width: number;
  #waiting: number;
  #dead: number;
  #wakeUp: () => void = () => {};
  #woken = false;
  #resting = false;
  #troubledUntilMs = 0;
  /** Whether rows may be due ahead of their ladder; an earlier run may have left such. */
  #hastened = true;
  #told = { atMs: Number.NEGATIVE_INFINITY, state: '', counts: '' };
  #running: Promise<void> = Promise.resolve();

  constructor(parts: LaneParts) {
    this.#parts = parts;
    this.#id = parts.endpoint.id;
    this.#width = parts.settings.inFlightMax;
    this.#row = parts.outbox.endpoint(this.#id);
    const { waiting, dead } = parts.outbox.counts(this.#id);
    this.#waiting = waiting;
    this.#dead = dead;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    const cut = setTimeout(() => this.#cut.abort(), STOP_GRACE_MS);
    await this.#running;
    clearTimeout(cut);
  }

  wake(): void {
    this.#woken = true;
    this.#wakeUp();
  }

  /** Nothing under way and nothing to do before some later time: a test may turn the clock. */
  get isResting(): boolean {
    return this.#resting && !this.#woken && this.#inFlight.size === 0;
  }

  /** Runs inside the transaction that notes the command as done; answers what to tell afterwards. */
  obey(command: DeliveryCommand): DeliveryRow[] {
    const { outbox, timing } = this.#parts;
    const nowMs = timing.now();
    let revived: DeliveryRow[] = [];
    if (command.action === 'redeliver') {
      revived = outbox.dead(this.#id, command);
      for (const row of revived) outbox.revive(this.#id, row, nowMs);
      this.#dead -= revived.length;
      this.#waiting += revived.length;
    } else if (command.action === 'resend') {
      this.#parts.intake.sendAgain(command);
    } else if (command.action === 'test') {
      void this.#test(command.commandId);
    } else if (command.action === 'disable') {
      this.#row.disabled = true;
      // Asked for, so not an endpoint that fell silent.
      this.#row.failingSinceMs = null;
    } else {
      if (command.action === 'enable') this.#row.disabled = false;
      this.#row.heldUntilMs = null;
      this.#hasten(nowMs);
    }
    outbox.saveEndpoint(this.#id, this.#row);
    return revived;
  }

  async #run(): Promise<void> {
    const { intake, logger } = this.#parts;
    while (!this.#stopped) {
      this.#woken = false;
      try {
        if (!this.#row.disabled) {
          const { added, more } = await intake.fill(this.#waiting);
          this.#waiting += added;
          if (more) this.#woken = true;
          if (this.#parts.timing.now() >= this.#troubledUntilMs) this.#launch();
        }
        await this.#minding();
        await intake.commit('due');
      } catch (error) {
        if (!this.#stopped)
          this.#trouble(error, 'The lane of an endpoint met trouble; trying again.');
      }
      await this.#rest();
    }
    while (this.#inFlight.size > 0) await this.#rest();
    await intake
      .commit('always')
      .catch((error: unknown) => logger.warn({ err: error }, 'The place was not told to the log.'));
    await this.#parts.courier.close();
  }

  #launch(): void {
    const { outbox, timing } = this.#parts;
    const nowMs = timing.now();
    if ((this.#row.heldUntilMs ?? 0) > nowMs) return;
    for (const row of outbox.due(this.#id, nowMs, this.#width + this.#inFlight.size)) {
      if (this.#inFlight.size >= this.#width) return;
      if (!this.#isUnderWay(row)) void this.#deliver(row);
    }
  }

  async #deliver(row: DeliveryRow): Promise<void> {
    const { courier } = this.#parts;
    const key = `${row.partition}/${row.offset}`;
    this.#inFlight.set(key, row);
    try {
      const attempted = await courier.attempt(row, this.#cut.signal);
      if (attempted !== null) await this.#settle(attempted);
    } catch (error) {
      this.#trouble(error, 'What became of an attempt could not be recorded; it is repeated.');
    } finally {
      this.#inFlight.delete(key);
      this.wake();
    }
  }

  async #test(commandId: string): Promise<void> {
    try {
      await this.#parts.courier.test(commandId, this.#cut.signal);
    } catch (error) {
      if (!this.#cut.signal.aborted)
        this.#parts.logger.error({ err: error }, 'A test message could not be sent.');
    }
  }

  /** Until the next failure, nothing waits for its step of the ladder. */
  #hasten(nowMs: number): void {
    this.#parts.outbox.hasten(this.#id, nowMs);
    this.#hastened = true;
  }

  /** Records what an attempt came to, and draws the conclusions for the endpoint. */
  async #settle(attempted: Attempted): Promise<void> {
    const { outbox, courier, settings, timing } = this.#parts;
    const { answer, startedMs } = attempted;
    const state = this.#row;
    const nowMs = timing.now();
    const settlement = settlementOf(attempted, { nowMs, random: timing.random });
    if (settlement.kind === 'dead') await courier.tellDead(settlement.row, answer, nowMs);
    outbox.together(() => {
      const row = settlement.row;
      Object.assign(state, {
        lastAtMs: nowMs,
        lastReason: answer.reason,
        lastStatus: answer.status,
      });
      if (settlement.kind === 'delivered') {
        outbox.delivered(this.#id, row);
        // It is back: what waits for a late rung need not wait any longer. An endpoint that refuses
        // some alerts and takes others was never away; those keep to their ladder.
        if (nowMs - (state.failingSinceMs ?? nowMs) >= AWAY_MS) this.#hasten(nowMs);
        state.failingSinceMs = null;
        state.heldUntilMs = null;
        state.deliveredTotal++;
      } else {
        if (settlement.kind === 'dead') outbox.bury(this.#id, row, nowMs);
        else outbox.postpone(this.#id, row);
        if (settlement.isEndpointsFault) {
          if (this.#hastened) outbox.calm(this.#id);
          this.#hastened = false;
          state.failingSinceMs ??= startedMs;
          if (answer.retryAfterMs !== null) state.heldUntilMs = nowMs + answer.retryAfterMs;
          if (answer.reason === 'gone') state.disabled = true;
        }
      }
      outbox.saveEndpoint(this.#id, state);
    });
    if (settlement.kind === 'delivered')
      this.#width = Math.min(this.#width * 2, settings.inFlightMax);
    else if (THROTTLING.has(answer.status ?? 0)) this.#width = 1;
    if (settlement.kind !== 'postponed') this.#waiting--;
    if (settlement.kind === 'dead') this.#dead++;
    await courier.tell(attempted, settlement, nowMs);
  }

  /** The alert about ourselves, and the report on how the endpoint stands. */
  async #minding(): Promise<void> {
    const { deaf, settings, timing, reports, metrics, intake } = this.#parts;
    const { failingSinceMs, lastReason, lastStatus, heldUntilMs } = this.#row;
    const nowMs = timing.now();
    const state = this.#state(nowMs);
    if (state === 'deaf' || (state === 'disabled' && failingSinceMs !== null)) {
      const sinceMs = failingSinceMs ?? nowMs;
      const { deafAfterMs: limitMs } = settings;
      const answer = { reason: lastReason, status: lastStatus };
      if (!deaf.isOpen(this.#id))
        await deaf.raise({ endpoint: this.#id, sinceMs, nowMs, limitMs, ...answer });
    } else if (deaf.isOpen(this.#id) && failingSinceMs === null) await deaf.settle(this.#id, nowMs);

    const lagRecords = intake.lag;
    const labels = { endpoint: this.#id };
    metrics.waiting.set(labels, this.#waiting);
    metrics.dead.set(labels, this.#dead);
    metrics.lag.set(labels, lagRecords);
    for (const each of ['healthy', 'retrying', 'deaf', 'disabled'] as const)
      metrics.state.set({ ...labels, state: each }, each === state ? 1 : 0);
    const counts = `${this.#waiting} ${this.#dead} ${lagRecords} ${this.#row.deliveredTotal}`;
    const sinceToldMs = nowMs - this.#told.atMs;
    const isDue =
      state !== this.#told.state ||
      sinceToldMs >= STATUS_EVERY_MS ||
      (counts !== this.#told.counts && sinceToldMs >= STATUS_CALM_MS);
    if (!isDue) return;
    this.#told = { atMs: nowMs, state, counts };
    reports.tell({
      kind: 'status',
      endpoint: this.#id,
      atMs: nowMs,
      state,
      failingSinceMs,
      waiting: this.#waiting - this.#inFlight.size,
      lagRecords,
      dead: this.#dead,
      deliveredTotal: this.#row.deliveredTotal,
      lastAtMs: this.#row.lastAtMs,
      lastReason,
      lastStatus,
      heldUntilMs,
      nextAtMs: state === 'disabled' ? null : this.#nextMs(),
    });
  }

  #state(nowMs: number): EndpointState {
    const { disabled, failingSinceMs } = this.#row;
    if (disabled) return 'disabled';
    if (failingSinceMs === null) return 'healthy';
    return nowMs - failingSinceMs >= this.#parts.settings.deafAfterMs ? 'deaf' : 'retrying';
  }

  async #rest(): Promise<void> {
    if (this.#woken && !this.#stopped) return;
    const woken = new AbortController();
    this.#wakeUp = () => woken.abort();
    if (this.#stopped) {
      // Only what is under way is waited for.
      const done = new Promise<void>((resolve) => {
        this.#wakeUp = resolve;
      });
      await (this.#inFlight.size > 0 ? done : Promise.resolve());
      return;
    }
    const stop = () => woken.abort();
    this.#stop.signal.addEventListener('abort', stop, { once: true });
    this.#resting = true;
    await this.#parts.timing.sleep(this.#restMs(), woken.signal);
    this.#resting = false;
    this.#stop.signal.removeEventListener('abort', stop);
  }

  #restMs(): number {
    const { timing, intake, settings } = this.#parts;
    const nowMs = timing.now();
    const times = [this.#told.atMs + STATUS_EVERY_MS];
    const { disabled, failingSinceMs, heldUntilMs } = this.#row;
    const counts = `${this.#waiting} ${this.#dead} ${intake.lag} ${this.#row.deliveredTotal}`;
    if (counts !== this.#told.counts) times.push(this.#told.atMs + STATUS_CALM_MS);
    const paused = intake.pausedUntilMs;
    if (paused !== null) times.push(paused);
    if (failingSinceMs !== null && this.#told.state === 'retrying')
      times.push(failingSinceMs + settings.deafAfterMs);
    if (!disabled && this.#inFlight.size < this.#width) {
      const nextMs = this.#nextMs();
      if (nextMs !== null) times.push(Math.max(nextMs, heldUntilMs ?? 0));
    }
    return Math.max(0, Math.max(Math.min(...times), this.#troubledUntilMs) - nowMs);
  }

  /** When the next row that is not under way is due; null = there is none. */
  #nextMs(): number | null {
    // As many rows as are under way may come first.
    const limit = this.#inFlight.size + 1;
    const rows = this.#parts.outbox.due(this.#id, Number.MAX_SAFE_INTEGER, limit);
    return rows.find((row) => !this.#isUnderWay(row))?.nextMs ?? null;
  }

  /** The transition itself, or another one of its alert (a dead letter asked for again). */
  #isUnderWay(row: DeliveryRow): boolean {
    for (const each of this.#inFlight.values()) if (each.alertId === row.alertId) return true;
    return false;
  }

  #trouble(error: unknown, sentence: string): void {
    this.#troubledUntilMs = this.#parts.timing.now() + TROUBLE_MS;
    this.#parts.logger.error({ err: error }, sentence);
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted;
  }
}
