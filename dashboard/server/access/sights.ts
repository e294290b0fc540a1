/** One sight per scope and masking, shared by everybody who has them. */
import { type AccessScope, holdsPlace, isWhole, type Standing } from '#core/access.ts';
import type { Alert } from '#core/alert.ts';
import type { EscalationPolicy } from '#core/alert-life/timers.ts';
import { DELIVERY_DEAF } from '#core/delivery.ts';
import { maskingOf } from '#core/masking.ts';
import type { BookEntry } from '../alert-book.ts';
import { Sight, type SightWorld } from './sight.ts';
import { NarrowedFeed } from './sight-alerts.ts';

export class Sights {
  readonly #world: SightWorld;
  readonly #sightsMax: number;
  /** Asked for longest ago first. */
  readonly #byKey = new Map<string, Sight>();

  /** @param sightsMax beyond it the one not asked for longest goes, and is made anew for whoever comes back to it */
  constructor({ sightsMax, ...world }: SightWorld & { sightsMax: number }) {
    this.#world = world;
    this.#sightsMax = sightsMax;
  }

  of({ scope, ...standing }: Standing & { scope: AccessScope }): Sight {
    const masking = maskingOf(standing);
    const { regions, enterprises } = scope;
    const key = JSON.stringify([masking, regions, enterprises]);
    let sight = this.#byKey.get(key);
    if (sight === undefined) {
      sight = new Sight(scope, masking, this.#world);
      if (this.#byKey.size >= this.#sightsMax)
        this.#byKey.delete(this.#byKey.keys().next().value as string);
    } else this.#byKey.delete(key);
    this.#byKey.set(key, sight);
    return sight;
  }

  /** When alerts are due, the same for everybody. */
  get escalation(): EscalationPolicy {
    return this.#world.escalation;
  }

  /** Whether an account of this scope sees an alert, without making its list. */
  holds(scope: AccessScope, { type, subjectKey }: Alert): boolean {
    const { places } = this.#world;
    return (
      isWhole(scope) || (type !== DELIVERY_DEAF && holdsPlace(scope, places.ofSubject(subjectKey)))
    );
  }

  alertChanged(entry: BookEntry): void {
    for (const { feed } of this.#byKey.values())
      if (feed instanceof NarrowedFeed) feed.changed(entry);
  }

  alertForgotten(alertId: string): void {
    for (const { feed } of this.#byKey.values())
      if (feed instanceof NarrowedFeed) feed.forgotten(alertId);
  }
}
