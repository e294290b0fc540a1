/** What tasks say. A sink numbers and encodes at once: entries change when late data amends them. */
import type { Alert, AlertChange } from '#core/alert.ts';
import type { SensorObservation } from '#core/sensor.ts';
import type { DriverSample, Introduction } from '#proto/codec/partial.ts';
import type { PartsOut } from './indicators/parts.ts';
import type { Entry } from './timeline/entry.ts';

export interface AlertOut {
  alert(change: AlertChange, alert: Alert): void;
}

/** Outputs of a vehicle task (stage 1). */
export interface VehicleOut extends AlertOut, PartsOut {
  /** `observations.v1` */
  observation(entry: Entry): void;
  /** `late.v1`: older than the vehicle's history. */
  late(entry: Entry): void;
  /** `partials.v1`, to the driver's partition; the sample is said anew next time. */
  sample(tickMs: number, sample: DriverSample): void;
  /** `sensors.v1` */
  sensor(observation: SensorObservation): void;
  /** `partials.v1`, to the driver's partition: whose the vehicle is that he drives. */
  introduce(tickMs: number, introduction: Introduction): void;
  /** `partials.v1` and `window-parts.v1`, to every partition: rule settings that hold there too. */
  rules(tickMs: number, registryOffset: number, json: string): void;
  /** `partials.v1`, to every partition: nothing of `tickMs` or before follows. */
  mark(tickMs: number): void;
}

/** Outputs of a driver task. */
export interface DriverOut extends AlertOut, PartsOut {}
