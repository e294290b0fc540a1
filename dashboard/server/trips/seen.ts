/** The trip somebody asks for, if they see its vehicle. */
import type { FastifyRequest } from 'fastify';
import { type HttpParts, sightOf } from '../http-parts.ts';
import type { TripEntry } from './book.ts';

/** Undefined = there is none, or of a vehicle that whoever asks does not see. */
export function tripSeen(
  parts: HttpParts,
  request: FastifyRequest,
  tripId: string,
): TripEntry | undefined {
  const entry = parts.trips.get(tripId);
  if (entry === undefined) return undefined;
  return sightOf(parts, request).holdsSubject(entry.trip.plan.vehicleKey) ? entry : undefined;
}
