/** Whose card is in the terminal: drivers take turns leg by leg, a script belongs to the first. */
import type { Driver } from '#core/registry.ts';
import type { SimVehicle } from './fleet.ts';
import type { Place } from './motion.ts';

export function driverAt(vehicle: SimVehicle, place: Place): Driver {
  const { drivers } = vehicle;
  const turn = (place.legNumber + 1) % drivers.length;
  return drivers[turn < 0 ? turn + drivers.length : turn]!;
}
