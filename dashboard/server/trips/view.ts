/** A trip as a caller reads it: who is meant in words, what may be done with it now. */
import { stepsFrom } from '#core/trip/life.ts';
import type { Sight } from '../access/sight.ts';
import type { HttpParts } from '../http-parts.ts';
import type { RegistryTable } from '../registry/table.ts';
import type { TripEntry } from './book.ts';

export function tripView(
  { trip }: TripEntry,
  {
    registry,
    tripWatch,
    sight,
  }: Pick<HttpParts, 'tripWatch'> & { registry: Pick<RegistryTable, 'get'>; sight: Sight },
) {
  const { plan, check, ...rest } = trip;
  const { vehicleKey, driverKeys, ...stated } = plan;
  const vehicleId = registry.get(`vehicle:${vehicleKey}`)?.id;
  return {
    ...rest,
    steps: stepsFrom(trip.state).filter((step) => step !== 'plan'),
    plan: {
      vehicleKey,
      vehicleId: vehicleId === undefined ? null : sight.plate(vehicleId),
      handle: sight.vehicle(vehicleKey).handle,
      /** Masked: the whole name is the registry's. */
      drivers: driverKeys.map((key) => ({ key, name: sight.driverName(key) })),
      ...stated,
    },
    check,
    /** null = not under way. */
    live: tripWatch.live(trip.tripId),
  };
}
export type TripView = ReturnType<typeof tripView>;
