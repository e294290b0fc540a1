/** Stage 1 of the indicators inside a driver task: what drivers' alerts contribute. Part of the task's state. */
import type { Alert } from '#core/alert.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { DriverSubject } from '../driver-task.ts';
import { countAlert } from './episodes.ts';
import { STRANGER } from './groups.ts';
import { type PartsOut, WindowParts } from './parts.ts';

/** Vehicles remembered of a driver; the one introduced longest ago is forgotten. */
export const VEHICLES_MAX = 16;

export class DriverIndicators {
  readonly parts = new WindowParts();

  introduce(
    driver: DriverSubject,
    vehicle: SubjectKey,
    whose: { region: string; enterprise: string; vehicleClass: string },
  ): void {
    const { region, enterprise, vehicleClass } = whose;
    const others = driver.vehicles.filter(([key]) => key !== vehicle);
    others.push([vehicle, ['vehicle', region, enterprise, vehicleClass]]);
    driver.vehicles = others.slice(-VEHICLES_MAX);
  }

  /** Counts for whom the vehicle belongs to on which the alert is shown. */
  alert(driver: DriverSubject, alert: Alert): void {
    const whose = driver.vehicles.find(([key]) => key === alert.subjectKey)?.[1] ?? STRANGER;
    countAlert(driver.episodes, alert, () => whose, this.parts);
    this.parts.risk.alert(alert, whose);
  }

  tick(beforeMs: number, tickMs: number, out: PartsOut): void {
    this.parts.tick(beforeMs, tickMs, out);
  }
}

/** Where nobody asks for indicators. */
export class NoDriverIndicators extends DriverIndicators {
  override introduce(): void {}
  override alert(): void {}
}
