/** A trip as a caller reads it: who is meant in words, what may be done with it now. */
import { stepsFrom } from '#core/trip/life.ts';
import type { HttpParts } from '../http-parts.ts';
import type { TripEntry } from './book.ts';

export function tripView(
  { trip }: TripEntry,
  { registry, roster, tripWatch }: Pick<HttpParts, 'registry' | 'roster' | 'tripWatch'>,
) {
  const { plan, check, ...rest } = trip;
  const { vehicleKey, driverKeys, ...stated } = plan;
  return {
    ...rest,
    steps: stepsFrom(trip.state).filter((step) => step !== 'plan'),
    plan: {
      vehicleKey,
      vehicleId: registry.get(`vehicle:${vehicleKey}`)?.id ?? null,
      handle: roster.handleOf(vehicleKey),
      /** Masked: the whole name is the registry's. */
      drivers: driverKeys.map((key) => ({ key, name: roster.driverName(key) })),
      ...stated,
    },
    check,
    /** null = not under way. */
    live: tripWatch.live(trip.tripId),
  };
}
export type TripView = ReturnType<typeof tripView>;
