/**
 * Stage 1 of the indicators inside a vehicle task: turns what the task learns of its vehicles into
 * parts of windows. Part of the task's state; never looks at a clock.
 */
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { AlertWork } from '#core/report.ts';
import type { Introduction } from '#proto/codec/partial.ts';
import type { RegistryBody } from '../control.ts';
import type { Subject } from '../subject.ts';
import type { Entry } from '../timeline/entry.ts';
import type { History } from '../timeline/history.ts';
import type { World } from '../world/world.ts';
import { countAlert, countWork } from './episodes.ts';
import { type GroupId, STRANGER, vehicleGroupId } from './groups.ts';
import { REGISTERED, registered } from './measures.ts';
import { type PartsOut, WindowParts } from './parts.ts';
import { Vitals } from './vitals.ts';

export class VehicleIndicators {
  readonly parts = new WindowParts();
  /** Of `foresee`; nobody asks for it. */
  protected seen = 0;

  settled(subject: Subject, entry: Entry): void {
    this.vitalsOf(subject).settled(entry);
  }

  /** Reads ahead, as timeline/foresee.ts does, for the first `count` of these. */
  foresee(subjects: readonly Subject[], count: number): void {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += subjects[i]!.vitals?.readAhead() ?? 0;
    this.seen = sum;
  }

  amended(
    subject: Subject,
    history: History,
    position: number,
    before: readonly Entry[],
    after: readonly Entry[],
  ): void {
    this.vitalsOf(subject).amended(history, position, before, after);
  }

  alert(subject: Subject, alert: Alert): void {
    const vitals = this.vitalsOf(subject);
    countAlert(subject.episodes, alert, (ms) => vitals.groupAt(ms).id, this.parts);
    this.parts.risk.alert(alert, vitals.groupAt(alert.openedAtMs).id);
  }

  work(subject: Subject, work: AlertWork): void {
    const vitals = this.vitalsOf(subject);
    countWork(subject.episodes, work, (ms) => vitals.groupAt(ms).id, this.parts);
    this.parts.risk.work(subject.key, work);
  }

  /** The registry's word on a vehicle holds: from `fromMs` on, or ever since when it has no facts yet. */
  registryHolds(subject: Subject, fromMs: number): void {
    const { info } = subject.infos.at(-1)!;
    const isRegistered = subject.vehicle.json !== '';
    const id = isRegistered
      ? vehicleGroupId(info.regionCode, info.enterpriseId, info.class)
      : STRANGER;
    const vitals = this.vitalsOf(subject);
    subject.introducedTo = '';
    if (subject.hasFacts) vitals.belongsFrom(fromMs, id, subject.timeline.history);
    else vitals.belongs(id);
    this.register(vitals, isRegistered ? id : null);
    this.parts.risk.vehicle(subject.key, subject.vehicle.json, id);
  }

  /** A vehicle from a time before there were indicators. */
  takeUp(subject: Subject): void {
    if (subject.vehicle.json === '') return;
    const { info } = subject.infos.at(-1)!;
    const id = vehicleGroupId(info.regionCode, info.enterpriseId, info.class);
    const vitals = this.vitalsOf(subject);
    vitals.belongs(id);
    this.register(vitals, id);
    this.parts.risk.vehicle(subject.key, subject.vehicle.json, id);
  }

  /** Places the risk of a section is told by. */
  useWorld(world: World): void {
    this.parts.risk.world = world;
  }

  /** Papers of drivers and enterprises, which no rule asks for. */
  papers(body: RegistryBody): void {
    this.parts.risk.papers(body);
  }

  /** What stage 2 has to know of a driver's vehicle before the next sample of it; null = it knows. */
  introduction(subject: Subject, driverKey: SubjectKey): Introduction | null {
    if (subject.introducedTo === driverKey) return null;
    subject.introducedTo = driverKey;
    const [, id] = this.vitalsOf(subject).state.scopes.at(-1)!;
    const [, region, enterprise, vehicleClass = ''] = id;
    return { driverKey, subjectKey: subject.key, region, enterprise, vehicleClass };
  }

  tick(beforeMs: number, tickMs: number, out: PartsOut): void {
    this.parts.tick(beforeMs, tickMs, out);
  }

  private register(vitals: Vitals, id: GroupId | null): void {
    const { state } = vitals;
    if (state.registered?.join('|') === id?.join('|')) return;
    if (state.registered !== null) this.count(state.registered, -1);
    if (id !== null) this.count(id, 1);
    state.registered = id;
  }

  private count(id: GroupId, by: number): void {
    this.parts.sums(registered, this.parts.group(id), 0)[REGISTERED.vehicles]! += by;
  }

  private vitalsOf(subject: Subject): Vitals {
    subject.vitals ??= new Vitals(this.parts, subject.key);
    return subject.vitals;
  }
}

/** Where nobody asks for indicators: nothing is counted, and nothing is told of whose the vehicles are. */
export class NoVehicleIndicators extends VehicleIndicators {
  override settled(): void {}
  override foresee(): void {}
  override amended(): void {}
  override alert(): void {}
  override work(): void {}
  override registryHolds(): void {}
  override papers(): void {}
  override introduction(): null {
    return null;
  }
}
