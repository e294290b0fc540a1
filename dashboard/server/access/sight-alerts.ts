/**
 * The alerts one scope holds, numbered by themselves: numbers of the whole list would tell how much happens
 * elsewhere. A number means something within one epoch only; when an alert leaves the scope a new epoch
 * begins, and pages load their list anew.
 */
import { randomBytes } from 'node:crypto';
import type { Alert } from '#core/alert.ts';
import type { AlertBook, BookEntry } from '../alert-book.ts';
import { ChangeLog } from '../change-log.ts';

/** A row of the list with its number. */
export interface FedAlert {
  seq: number;
  entry: BookEntry;
}

/** What lists and live pages follow. */
export interface AlertFeed {
  readonly epoch: string;
  readonly seq: number;
  readonly forgottenSeq: number;
  nextAfter(seq: number): FedAlert | undefined;
  changedSince(seq: number): Iterable<FedAlert>;
  /** Null = not in this feed. */
  of(alertId: string): FedAlert | null;
  openCount(): number;
}

/** Every alert there is. */
export class WholeFeed implements AlertFeed {
  readonly epoch: string;
  readonly #book: AlertBook;

  constructor(book: AlertBook, epoch: string) {
    this.#book = book;
    this.epoch = epoch;
  }

  get seq(): number {
    return this.#book.seq;
  }

  get forgottenSeq(): number {
    return this.#book.forgottenSeq;
  }

  nextAfter(seq: number): FedAlert | undefined {
    const entry = this.#book.nextAfter(seq);
    return entry && { seq: entry.seq, entry };
  }

  *changedSince(seq: number): IterableIterator<FedAlert> {
    for (const entry of this.#book.changedSince(seq)) yield { seq: entry.seq, entry };
  }

  of(alertId: string): FedAlert | null {
    const entry = this.#book.get(alertId);
    return entry === undefined ? null : { seq: entry.seq, entry };
  }

  openCount(): number {
    return this.#book.openCount;
  }
}

export class NarrowedFeed implements AlertFeed {
  epoch = newEpoch();
  seq = 0;
  forgottenSeq = 0;
  readonly #book: AlertBook;
  readonly #holds: (alert: Alert) => boolean;
  #fed = new Map<string, FedAlert>();
  #changes = new ChangeLog<FedAlert>();

  constructor(book: AlertBook, holds: (alert: Alert) => boolean) {
    this.#book = book;
    this.#holds = holds;
    this.lookAgain();
  }

  /** An alert has changed, wherever it is. */
  changed(entry: BookEntry): void {
    if (!this.#holds(entry.alert)) {
      if (this.#fed.has(entry.alert.alertId)) this.#beginAnew();
      return;
    }
    let fed = this.#fed.get(entry.alert.alertId);
    if (fed === undefined) {
      fed = { seq: 0, entry };
      this.#fed.set(entry.alert.alertId, fed);
    }
    fed.entry = entry;
    fed.seq = ++this.seq;
    this.#changes.add(fed);
  }

  /** It has left the list. */
  forgotten(alertId: string): void {
    const fed = this.#fed.get(alertId);
    if (fed === undefined) return;
    this.#fed.delete(alertId);
    this.forgottenSeq = Math.max(this.forgottenSeq, fed.seq);
    fed.seq = 0;
  }

  /** The registry has changed: vehicles may lie elsewhere now. */
  lookAgain(): void {
    for (const { entry } of this.#fed.values()) {
      if (this.#holds(entry.alert)) continue;
      this.#beginAnew();
      return;
    }
    for (const entry of this.#book.changedSince(0))
      if (!this.#fed.has(entry.alert.alertId) && this.#holds(entry.alert)) this.changed(entry);
  }

  nextAfter(seq: number): FedAlert | undefined {
    return this.#changes.nextAfter(seq);
  }

  changedSince(seq: number): Iterable<FedAlert> {
    return this.#changes.since(seq);
  }

  of(alertId: string): FedAlert | null {
    return this.#fed.get(alertId) ?? null;
  }

  openCount(): number {
    let open = 0;
    for (const { entry } of this.#fed.values()) if (entry.alert.state === 'open') open++;
    return open;
  }

  #beginAnew(): void {
    this.epoch = newEpoch();
    this.seq = 0;
    this.forgottenSeq = 0;
    this.#fed = new Map();
    this.#changes = new ChangeLog();
    for (const entry of this.#book.changedSince(0))
      if (this.#holds(entry.alert)) this.changed(entry);
  }
}

export function newEpoch(): string {
  return randomBytes(8).toString('hex');
}
