/**
 * The risk book: adds up the facts of all vehicle and driver tasks and tells verdicts. One task keeps
 * it (that of partition 0), because the median of a class is over all its vehicles, and a driver or an
 * enterprise has vehicles in many partitions (ADR 0017). It is fed in the order of labels by the
 * indicator task, whose partition it shares, and looks only at the ticks behind them:
 *
 * - every 10 s what changed is judged again and told when a reader would see a difference;
 * - at midnight in Shanghai the oldest day leaves, medians are taken, and every subject is told;
 * - on the hour sections are told, and medians of classes that have none yet are taken.
 *
 * Bounds: 31 days of sums; `ALERTS_MAX` alerts of a vehicle (above it, and after 31 days when nobody has to
 * correct them, the oldest leave); `OPEN_MAX` named uncorrected alerts (the count goes on).
 */
import type { RiskFact } from '#core/risk/facts.ts';
import { DEFAULT_RISK_PARAMS, type RiskParams } from '#core/risk/params.ts';
import { medianOf, pointsRate } from '#core/risk/score.ts';
import type { RiskTold } from '#core/risk/verdict.ts';
import { isViolation } from '#core/risk/violations.ts';
import { DAY_MS, HOUR_MS, shanghaiTimeOfDayMs } from '#core/time.ts';
import { alignedStartMs } from '../indicators/windows.ts';
import { incidence } from './incidence.ts';
import { judge, sumsOf, textKey } from './judge.ts';
import {
  type BookKind,
  CLASSES,
  classSlot,
  DAY,
  type LedgerAlert,
  RiskSubject,
  subjectName,
} from './risk-subject.ts';

export const ALERTS_MAX = 2_048;
export const OPEN_MAX = 64;
/** Verdicts are told at whole multiples of this, event time. */
export const STEP_MS = 10_000;
const KEPT_MS = 31 * DAY_MS;
/** All vehicles anywhere, by hour. */
const EVERYWHERE = '';

export interface RiskBookOut {
  /** `risk.v1` */
  risk(told: RiskTold): void;
}

export interface RiskBookState {
  /** Last step at which verdicts were told; 0 = none. */
  stepMs: number;
  /** Points per 1,000 km in the middle, by class; absent = none yet. */
  medians: Record<string, number>;
}

export class RiskBook {
  readonly subjects = new Map<string, RiskSubject>();
  state: RiskBookState = { stepMs: 0, medians: {} };
  params: RiskParams = DEFAULT_RISK_PARAMS;
  /** Alerts that left before their time. */
  forgotten = 0;
  private readonly changed = new Set<RiskSubject>();
  private readonly touch: (subject: RiskSubject) => void;

  /** @param touch called before a subject changes */
  constructor(touch: (subject: RiskSubject) => void) {
    this.touch = touch;
  }

  apply(fact: RiskFact): void {
    switch (fact.kind) {
      case 'vehicle': {
        const vehicle = this.of('vehicle', fact.vehicle);
        vehicle.isRegistered = fact.isRegistered;
        vehicle.vehicleClass = fact.vehicleClass;
        vehicle.enterpriseId = fact.enterprise;
        vehicle.licencesToMs = fact.licenceToMs === null ? [] : [fact.licenceToMs];
        vehicle.inspectionToMs = fact.inspectionToMs;
        return;
      }
      case 'driver':
        this.papers(this.of('driver', fact.driver), fact.registryOffset, fact.licencesToMs);
        return;
      case 'enterprise': {
        const ends = fact.licenceToMs === null ? [] : [fact.licenceToMs];
        this.papers(this.of('enterprise', fact.enterprise), fact.registryOffset, ends);
        return;
      }
      case 'driven':
        this.driven(fact);
        return;
      case 'way':
        this.way(fact.section, fact.hourMs, fact.wayDm);
        return;
      case 'alert':
        this.alert(fact);
        return;
      case 'work':
        this.work(fact);
    }
  }

  /** Time has come to `limitMs`, and all facts of before are in: tells every step that has not been told. */
  tellThrough(limitMs: number, out: RiskBookOut): void {
    const lastMs = Math.floor(limitMs / STEP_MS) * STEP_MS;
    const { state } = this;
    if (state.stepMs === 0) state.stepMs = lastMs - STEP_MS;
    while (state.stepMs < lastMs) {
      const before = state.stepMs;
      // Without changes the next thing to happen is an hour.
      const hourMs = alignedStartMs(before, HOUR_MS) + HOUR_MS;
      state.stepMs =
        this.changed.size > 0 ? before + STEP_MS : Math.min(lastMs, Math.max(hourMs, before));
      this.step(state.stepMs, out);
    }
  }

  /** The input ends: what has changed is told as it stands. */
  finish(nowMs: number, out: RiskBookOut): void {
    this.tellChanged(nowMs, false, out);
    for (const section of this.ordered(this.subjects.values()))
      if (section.kind === 'section' && section.isWaiting) this.tellSection(section, nowMs, out);
  }

  private step(nowMs: number, out: RiskBookOut): void {
    const isMidnight = shanghaiTimeOfDayMs(nowMs) === 0;
    if (isMidnight) this.forget(nowMs);
    if (nowMs % HOUR_MS === 0) {
      if (this.takeMedians(nowMs, isMidnight) || isMidnight)
        for (const subject of this.subjects.values())
          if (subject.kind !== 'section') this.changed.add(subject);
      for (const section of this.ordered(this.subjects.values()))
        if (section.kind === 'section' && (section.isWaiting || isMidnight))
          this.tellSection(section, nowMs, out);
    }
    this.tellChanged(nowMs, isMidnight, out);
  }

  private tellChanged(nowMs: number, isAlways: boolean, out: RiskBookOut): void {
    if (this.changed.size === 0) return;
    const due = this.ordered(this.changed);
    this.changed.clear();
    for (const subject of due) {
      if (subject.isGone) continue;
      const told = judge(subject, nowMs, this.params, this.state.medians, isAlways);
      if (told === null) continue;
      this.touch(subject);
      subject.last = told.last;
      subject.history = told.verdict.history;
      out.risk(told.verdict);
    }
  }

  private driven(fact: Extract<RiskFact, { kind: 'driven' }>): void {
    const { vehicle, driver, enterprise, vehicleClass, fromMs } = fact;
    if (this.isForgotten(fromMs)) return;
    const dayMs = alignedStartMs(fromMs, DAY_MS);
    const slot = classSlot(vehicleClass);
    const of: RiskSubject[] = [this.of('vehicle', vehicle), this.of('enterprise', enterprise)];
    if (driver !== null) of.push(this.of('driver', driver));
    for (const subject of of) {
      const { sums } = subject.day(dayMs);
      sums[slot]! += fact.wayDm;
      sums[DAY.drivingMs]! += fact.drivingMs;
      sums[DAY.positions]! += fact.positions;
      sums[DAY.qualified]! += fact.qualified;
    }
    this.way(EVERYWHERE, fromMs, fact.wayDm);
  }

  private way(id: string, fromMs: number, wayDm: number): void {
    if (wayDm === 0 || this.isForgotten(fromMs)) return;
    const section = this.of('section', id);
    const { hourDm } = section.day(alignedStartMs(fromMs, DAY_MS));
    while (hourDm.length < 24) hourDm.push(0);
    hourDm[hourOf(fromMs)]! += wayDm;
  }

  private alert(fact: Extract<RiskFact, { kind: 'alert' }>): void {
    const { alertId, vehicle: id, kind: _, ...facts } = fact;
    const vehicle = this.of('vehicle', id);
    const known = vehicle.alerts.get(alertId);
    if (known === undefined && (!fact.isStanding || this.isForgotten(fact.openedAtMs))) return;
    const work = {
      isHandled: known?.isHandled ?? false,
      isDismissed: known?.isDismissed ?? false,
      actionsOffset: known?.actionsOffset ?? -1,
    };
    // Whose it was is settled when it is first told, as in the indicators.
    const whose = known?.isStanding
      ? { enterprise: known.enterprise, vehicleClass: known.vehicleClass }
      : {};
    this.replace(vehicle, alertId, { ...facts, ...work, ...whose });
  }

  private work(fact: Extract<RiskFact, { kind: 'work' }>): void {
    const { alertId, vehicle: id, openedAtMs, actionsOffset, isHandled } = fact;
    const isDismissed = fact.isDismissed ?? false;
    const vehicle = this.of('vehicle', id);
    const known = vehicle.alerts.get(alertId);
    if (known !== undefined && known.actionsOffset >= actionsOffset) return;
    if (known === undefined && this.isForgotten(openedAtMs)) return;
    const unknown: Omit<LedgerAlert, 'isHandled' | 'isDismissed' | 'actionsOffset'> = {
      ...{ type: '', severity: 'info', openedAtMs, isStanding: false, driver: null, section: null },
      ...{ enterprise: '', vehicleClass: '' },
    };
    this.replace(vehicle, alertId, {
      ...(known ?? unknown),
      ...{ isHandled, isDismissed, actionsOffset },
    });
  }

  private replace(vehicle: RiskSubject, alertId: string, alert: LedgerAlert): void {
    const known = vehicle.alerts.get(alertId);
    if (known !== undefined) this.count(vehicle, alertId, known, -1);
    vehicle.alerts.set(alertId, alert);
    this.count(vehicle, alertId, alert, 1);
    if (vehicle.alerts.size <= ALERTS_MAX) return;
    const oldest = [...vehicle.alerts].reduce((a, b) => (older(a, b) ? a : b));
    this.count(vehicle, ...oldest, -1);
    vehicle.alerts.delete(oldest[0]);
    this.forgotten++;
  }

  /** What an alert adds to everybody concerned, or takes back. */
  private count(vehicle: RiskSubject, alertId: string, alert: LedgerAlert, sign: 1 | -1): void {
    const { type, severity, openedAtMs, isStanding, isHandled } = alert;
    if (!isStanding || severity === 'info') return;
    const of: RiskSubject[] = [vehicle, this.of('enterprise', alert.enterprise)];
    if (alert.driver !== null) of.push(this.of('driver', alert.driver));
    if (severity === 'critical' && !isHandled)
      for (const subject of of) {
        subject.uncorrected += sign;
        if (sign < 0) subject.open.delete(alertId);
        else if (subject.open.size < OPEN_MAX) subject.open.set(alertId, openedAtMs);
      }
    if (this.isForgotten(openedAtMs)) return;
    const dayMs = alignedStartMs(openedAtMs, DAY_MS);
    const counts = isViolation(type, severity) && !alert.isDismissed;
    const cell = `${type}|${hourOf(openedAtMs)}`;
    for (const subject of of) {
      const day = subject.day(dayMs);
      day.sums[DAY.due]! += sign;
      if (isHandled) day.sums[DAY.handled]! += sign;
      if (!counts) continue;
      day.sums[DAY[severity]]! += sign;
      add(day.counts, cell, sign);
    }
    if (!counts) return;
    for (const id of alert.section === null ? [EVERYWHERE] : [EVERYWHERE, alert.section])
      add(this.of('section', id).day(dayMs).counts, cell, sign);
  }

  private papers(subject: RiskSubject, registryOffset: number, endsMs: number[]): void {
    if (registryOffset <= subject.papersOffset) return;
    subject.papersOffset = registryOffset;
    subject.licencesToMs = endsMs;
  }

  /** The subject, about to change. */
  private of(kind: BookKind, id: string): RiskSubject {
    const name = subjectName(kind, id);
    let subject = this.subjects.get(name);
    if (subject === undefined) {
      subject = new RiskSubject(kind, id);
      this.subjects.set(name, subject);
    }
    this.touch(subject);
    if (kind === 'section') subject.isWaiting = true;
    else this.changed.add(subject);
    return subject;
  }

  private isForgotten(ms: number): boolean {
    return alignedStartMs(ms, DAY_MS) <= alignedStartMs(this.state.stepMs, DAY_MS) - KEPT_MS;
  }

  private forget(nowMs: number): void {
    const oldestMs = nowMs - KEPT_MS;
    for (const subject of this.subjects.values()) {
      const days = [...subject.days.keys()].filter((dayMs) => dayMs <= oldestMs);
      const alerts = [...subject.alerts].filter(
        ([, alert]) =>
          alert.openedAtMs < oldestMs + DAY_MS &&
          (alert.isHandled || !alert.isStanding || alert.severity !== 'critical'),
      );
      const isIdle = subject.days.size === days.length && subject.alerts.size === alerts.length;
      const isOver = isIdle && subject.uncorrected === 0 && !this.hasPapers(subject);
      if (days.length === 0 && alerts.length === 0 && !isOver) continue;
      this.touch(subject);
      for (const dayMs of days) subject.days.delete(dayMs);
      for (const [alertId] of alerts) subject.alerts.delete(alertId);
      if (!isOver) continue;
      subject.isGone = true;
      this.subjects.delete(subject.name);
    }
  }

  private hasPapers({ isRegistered, licencesToMs }: RiskSubject): boolean {
    return isRegistered || licencesToMs.length > 0;
  }

  /** True when one was taken. */
  private takeMedians(nowMs: number, isAll: boolean): boolean {
    const { medians } = this.state;
    const wanted = CLASSES.filter((name) => isAll || medians[name] === undefined);
    if (wanted.length === 0) return false;
    const rates = new Map<string, number[]>(wanted.map((name) => [name, []]));
    for (const subject of this.subjects.values()) {
      if (subject.kind !== 'vehicle') continue;
      const of = rates.get(CLASSES[classSlot(subject.vehicleClass)]!);
      if (of === undefined) continue;
      const rate = pointsRate(sumsOf(subject, nowMs, this.params), this.params);
      if (rate !== null) of.push(rate);
    }
    let isTaken = false;
    for (const [name, of] of rates) {
      const median = medianOf(of, this.params);
      if (median === null || median === medians[name]) continue;
      medians[name] = median;
      isTaken = true;
    }
    return isTaken;
  }

  private tellSection(section: RiskSubject, nowMs: number, out: RiskBookOut): void {
    this.touch(section);
    section.isWaiting = false;
    const told = incidence(section, nowMs, this.params);
    const text = textKey([told.cells, told.byType]);
    if (text === section.last.text) return;
    section.last = { ...section.last, version: section.last.version + 1, text };
    out.risk({ ...told, version: section.last.version });
  }

  /** By name: after a restart they stand in another order than they came in. */
  private ordered(subjects: Iterable<RiskSubject>): RiskSubject[] {
    return [...subjects].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

function older([aId, a]: [string, LedgerAlert], [bId, b]: [string, LedgerAlert]): boolean {
  return a.openedAtMs !== b.openedAtMs ? a.openedAtMs < b.openedAtMs : aId < bId;
}

function add(counts: Record<string, number>, cell: string, by: number): void {
  const sum = (counts[cell] ?? 0) + by;
  if (sum === 0) delete counts[cell];
  else counts[cell] = sum;
}

function hourOf(ms: number): number {
  return Math.floor(shanghaiTimeOfDayMs(ms) / HOUR_MS);
}
