/**
 * Stage 1 of risk, inside vehicle and driver tasks: collects what is to be told at the next flush.
 * Alerts and papers: the last word of the interval. Amounts: integers, so corrections cancel.
 *
 * Way on a section is sampled: where a pair of points passes a whole minute, the vehicle counts with
 * the way of that minute at the pair's speed on the section it is on then. Asking for the section at
 * every report would cost more than everything else here; over an hour of vehicles the sum is the same.
 */
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { AlertWork } from '#core/report.ts';
import type { RiskFact } from '#core/risk/facts.ts';
import { HOUR_MS, MINUTE_MS } from '#core/time.ts';
import type { RegistryBody } from '../control.ts';
import type { GroupId } from '../indicators/groups.ts';
import { UNKNOWN } from '../indicators/groups.ts';
import { alignedStartMs } from '../indicators/windows.ts';
import { dayAfterMs } from '../papers.ts';
import type { Entry } from '../timeline/entry.ts';
import type { World } from '../world/world.ts';

/** Tells stage 2. */
export interface RiskOut {
  /** `window-parts.v1`, to the partition that keeps the risk book. */
  riskFact(labelMs: number, fact: RiskFact): void;
}

type Driven = Extract<RiskFact, { kind: 'driven' }>;
/** What one vehicle did in a quarter of an hour with one driver. */
export type Did = Omit<Driven, 'kind' | 'enterprise' | 'vehicleClass'>;
type Way = Extract<RiskFact, { kind: 'way' }>;
/** Slower than this a course means nothing (domain.md 3.2). */
const COURSE_KMH_MIN = 15;

export class RiskParts {
  /** Where sections are found; null = this task knows no places. */
  world: World | null = null;
  /** By what a fact is about. */
  private readonly words = new Map<string, RiskFact>();
  private readonly amounts = new Map<string, Driven | Way>();

  alert(alert: Alert, whose: GroupId): void {
    const { alertId, type, severity, openedAtMs, latitudeDeg, longitudeDeg } = alert;
    const section =
      this.world === null || latitudeDeg === null || longitudeDeg === null
        ? null
        : (this.world.sectionsNear(latitudeDeg, longitudeDeg, null, openedAtMs)[0]?.section.id ??
          null);
    this.words.set(`alert ${alertId}`, {
      ...{ kind: 'alert', alertId, type, severity, openedAtMs, section },
      isStanding: alert.state !== 'withdrawn',
      vehicle: alert.subjectKey,
      driver: alert.driverKey,
      ...whoseOf(whose),
    });
  }

  work(
    vehicle: SubjectKey,
    { alertId, openedAtMs, actionsOffset, state, outcome }: AlertWork,
  ): void {
    const name = `work ${alertId}`;
    const before = this.words.get(name);
    if (before?.kind === 'work' && before.actionsOffset >= actionsOffset) return;
    const isHandled = state === 'closed';
    const isDismissed = outcome === 'false-alarm' || outcome === 'duplicate';
    this.words.set(name, {
      ...{ kind: 'work', alertId, vehicle, openedAtMs, actionsOffset, isHandled, isDismissed },
    });
  }

  /** @param json the vehicle as logged; '' = withdrawn */
  vehicle(vehicle: SubjectKey, json: string, whose: GroupId): void {
    const record = json === '' ? {} : (JSON.parse(json) as Record<string, unknown>);
    this.words.set(`vehicle ${vehicle}`, {
      ...{ kind: 'vehicle', vehicle, isRegistered: json !== '' },
      licenceToMs: endOf(record.certificateValidTo),
      inspectionToMs: endOf(record.inspectionValidTo),
      ...whoseOf(whose),
    });
  }

  /** Papers of drivers and enterprises; false = the record is not of these. */
  papers({ entity, id, json, registryOffset }: RegistryBody): boolean {
    if (entity !== 'driver' && entity !== 'enterprise') return false;
    const record = json === '' ? {} : (JSON.parse(json) as Record<string, unknown>);
    const name = `${entity} ${id}`;
    if (entity === 'enterprise') {
      const licenceToMs = endOf(record.licenceValidTo);
      this.words.set(name, { kind: entity, enterprise: id, registryOffset, licenceToMs });
      return true;
    }
    const licencesToMs = [record.licences, record.certificates]
      .flatMap((list) => (Array.isArray(list) ? (list as { validTo?: unknown }[]) : []))
      .flatMap(({ validTo }) => endOf(validTo) ?? []);
    const driver = id as SubjectKey;
    this.words.set(name, { kind: entity, driver, registryOffset, licencesToMs });
    return true;
  }

  driven(driven: Did, whose: GroupId): void {
    const { vehicle, driver, fromMs } = driven;
    const { enterprise, vehicleClass } = whoseOf(whose);
    const name = `driven ${vehicle} ${driver} ${fromMs} ${enterprise} ${vehicleClass}`;
    const known = this.amounts.get(name) as Driven | undefined;
    if (known === undefined) {
      this.amounts.set(name, { kind: 'driven', ...driven, enterprise, vehicleClass });
      return;
    }
    addDid(known, driven);
  }

  /** A pair of points that ends at `entry`, `elapsedMs` after its first; positive both. `sign` −1 takes back. */
  pair(entry: Entry, metres: number, elapsedMs: number, sign: 1 | -1): void {
    const { eventTimeMs, latitudeDeg, longitudeDeg, speedKmh, courseDeg } = entry;
    const minutes =
      Math.floor(eventTimeMs / MINUTE_MS) - Math.floor((eventTimeMs - elapsedMs) / MINUTE_MS);
    if (minutes === 0 || this.world === null) return;
    const course = speedKmh !== null && speedKmh >= COURSE_KMH_MIN ? courseDeg : null;
    const near = this.world.sectionsNear(latitudeDeg!, longitudeDeg!, course, eventTimeMs)[0];
    if (near === undefined) return;
    const wayDm = sign * Math.round((metres * 10 * minutes * MINUTE_MS) / elapsedMs);
    const hourMs = alignedStartMs(eventTimeMs, HOUR_MS);
    const section = near.section.id;
    const name = `way ${section} ${hourMs}`;
    const known = this.amounts.get(name);
    if (known === undefined) this.amounts.set(name, { kind: 'way', section, hourMs, wayDm });
    else known.wayDm += wayDm;
  }

  flush(labelMs: number, out: RiskOut): void {
    for (const fact of this.state()) out.riskFact(labelMs, fact);
    this.words.clear();
    this.amounts.clear();
  }

  /** What waits, in an order that does not depend on a restart. */
  state(): RiskFact[] {
    const waiting = [...this.words, ...[...this.amounts].filter(([, fact]) => !isNothing(fact))];
    return waiting.sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, fact]) => fact);
  }

  load(state: readonly RiskFact[]): void {
    for (const fact of state) {
      if (fact.kind === 'driven') {
        const { enterprise, vehicleClass } = fact;
        const { vehicle, driver, fromMs } = fact;
        const name = `driven ${vehicle} ${driver} ${fromMs} ${enterprise} ${vehicleClass}`;
        this.amounts.set(name, { ...fact });
      } else if (fact.kind === 'way')
        this.amounts.set(`way ${fact.section} ${fact.hourMs}`, { ...fact });
      else this.words.set(`${fact.kind} ${subjectOf(fact)}`, fact);
    }
  }
}

export function addDid(sum: Did, did: Did): void {
  sum.wayDm += did.wayDm;
  sum.drivingMs += did.drivingMs;
  sum.positions += did.positions;
  sum.qualified += did.qualified;
}

function subjectOf(fact: Exclude<RiskFact, Driven | Way>): string {
  if (fact.kind === 'alert' || fact.kind === 'work') return fact.alertId;
  if (fact.kind === 'vehicle') return fact.vehicle;
  return fact.kind === 'driver' ? fact.driver : fact.enterprise;
}

function isNothing(fact: Driven | Way): boolean {
  if (fact.wayDm !== 0) return false;
  return (
    fact.kind === 'way' || (fact.drivingMs === 0 && fact.positions === 0 && fact.qualified === 0)
  );
}

function whoseOf(id: GroupId): { enterprise: string; vehicleClass: string } {
  const [, , enterprise, vehicleClass = UNKNOWN] = id;
  return { enterprise, vehicleClass };
}

/** End of the last day of a validity; null = it does not say. */
function endOf(day: unknown): number | null {
  const endMs = dayAfterMs(day);
  return Number.isNaN(endMs) ? null : endMs;
}
