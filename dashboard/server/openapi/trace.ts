/** Where a vehicle was, and what became of it there. */
import { Type } from 'typebox';
import { alertFields, episode, work } from './alert-fields.ts';
import { type Operations, orNull } from './operation.ts';

const span = { fromMs: Type.Integer(), toMs: Type.Integer() };
const VEHICLE = '9f0a1b2c3d4e5f60';

export const traceOperations: Operations = {
  'GET /api/vehicles/:vehicle/trace': {
    ...{
      tag: 'vitals',
      summary: 'Track, stops, drivers, trips and alerts of a vehicle in a period',
    },
    description:
      '`vehicle` is a pseudonym, or `h` and the number of the live feed; at most 31 days. Of more than 100,000 reports every n-th is looked at; 5,000 points of the track are told.',
    parameters: {
      vehicle: VEHICLE,
      ...{ from: 1_795_190_400_000, to: 1_795_276_800_000 },
    },
    answers: {
      200: {
        description:
          'Points `[timeMs, lon, lat, speedKmh, courseDeg, flags]`; stops from 3 min, silences from 5 min; trips planned before `tripsSinceMs` are not told',
        schema: Type.Object({
          vehicle: Type.Record(Type.String(), Type.Unknown()),
          ...span,
          /** Reports of the period. */
          points: Type.Integer(),
          track: Type.Array(Type.Array(orNull(Type.Number()))),
          stops: Type.Array(
            Type.Object({
              fromMs: Type.Integer(),
              /** Null = it stands at the end of the period. */
              toMs: orNull(Type.Number()),
              longitudeDeg: Type.Number(),
              latitudeDeg: Type.Number(),
            }),
          ),
          gaps: Type.Array(Type.Object({ ...span, km: Type.Number() })),
          distanceKm: orNull(Type.Number()),
          drivers: Type.Array(
            Type.Object({ driver: Type.String(), name: orNull(Type.String()), ...span }),
          ),
          trips: Type.Array(Type.Record(Type.String(), Type.Unknown())),
          tripsSinceMs: Type.Integer(),
          alerts: Type.Array(
            Type.Object({
              ...alertFields,
              state: episode,
              /** Null = the duty room's list does not hold it any more. */
              work: orNull(work),
            }),
          ),
        }),
        example: {
          vehicle: { vehicle: VEHICLE, handle: 3, vehicleId: '粤B00001-2', plate: '粤B00001' },
          ...{ fromMs: 1_795_190_400_000, toMs: 1_795_276_800_000, points: 8_640 },
          track: [[1_795_190_400_000, 114.12, 22.57, 62.5, 90, 0]],
          stops: [
            {
              ...{ fromMs: 1_795_201_200_000, toMs: 1_795_203_000_000 },
              ...{ longitudeDeg: 114.2, latitudeDeg: 22.6 },
            },
          ],
          gaps: [{ fromMs: 1_795_210_000_000, toMs: 1_795_211_000_000, km: 4.2 }],
          distanceKm: 512.4,
          drivers: [
            {
              ...{ driver: '0011223344556677', name: '张*' },
              ...{ fromMs: 1_795_190_400_000, toMs: 1_795_203_000_000 },
            },
          ],
          ...{ trips: [], tripsSinceMs: 1_792_540_800_000, alerts: [] },
        },
      },
    },
    problems: [404, 422],
  },
};
