/** When a terminal reports, and which answered-for alarms its reports carry. */
import type { SimVehicle } from './fleet.ts';
import { chanceAt } from './random.ts';

const PARKED_REPORT_MAX_MS = 90_000;
/** An alarm that began while the terminal was still off is raised at power-on when it is no older. */
const POWER_ON_LOOK_BACK_MS = 120_000;

export class ReportSchedule {
  /** Next report. */
  atMs = 0;
  /** Ack-kind alarm bits the platform has not answered yet. */
  alarmBits = 0;
  readonly #vehicle: SimVehicle;
  readonly #everyMs: number;
  #lastMs = 0;

  /** @param everyMs interval of an ordinary vehicle that drives */
  constructor(vehicle: SimVehicle, everyMs: number) {
    this.#vehicle = vehicle;
    this.#everyMs = Math.min(everyMs, vehicle.scenario?.plan.reportEveryMs ?? everyMs);
  }

  start(now: number): void {
    this.#lastMs = now - POWER_ON_LOOK_BACK_MS;
    this.atMs = this.#nextTurnMs(now, this.#everyMs);
  }

  /** Raises the ack-kind alarms that began since the last report; returns when the last camera alarm among them began, null = none did. */
  begin(now: number): number | null {
    let cameraMs: number | null = null;
    for (const { bit, kind, fromMs, camera } of this.#vehicle.scenario?.plan.alarms ?? []) {
      if (fromMs <= this.#lastMs || fromMs > now) continue;
      if (kind === 'ack') this.alarmBits |= 1 << bit;
      if (camera) cameraMs = fromMs;
    }
    this.#lastMs = now;
    return cameraMs;
  }

  /** Sets the next report: by interval, slower while parked, at once when an alarm begins or ends. */
  next(now: number, moving: boolean): void {
    const parkedMs = Math.max(this.#everyMs, Math.min(PARKED_REPORT_MAX_MS, 3 * this.#everyMs));
    let next = this.#nextTurnMs(now, moving ? this.#everyMs : parkedMs);
    for (const { fromMs, toMs } of this.#vehicle.scenario?.plan.alarms ?? []) {
      if (fromMs > now) next = Math.min(next, fromMs);
      if (toMs > now) next = Math.min(next, toMs);
    }
    this.atMs = next;
  }

  /** Reports stand on a grid of the vehicle's own, so that a fleet that starts at once does not report at once. */
  #nextTurnMs(now: number, everyMs: number): number {
    const phaseMs = chanceAt(this.#vehicle.seed, 3, 0) * everyMs;
    return phaseMs + (Math.floor((now - phaseMs) / everyMs) + 1) * everyMs;
  }
}
