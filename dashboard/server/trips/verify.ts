/** Makes the verification report of a trip that has arrived, from the store's rows and the processors' clock. */
import { foldAction, freshWork } from '#core/alert-life/work.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Observation } from '#core/report.ts';
import type { Trip } from '#core/trip/life.ts';
import {
  type DriverTime,
  type ReportAlert,
  type TripReport,
  verifyTrip,
} from '#core/trip/report/report.ts';
import type { DrivingLedger, TripFacts } from './facts.ts';
import { TRACK_POINTS_MAX, TRIP_ALERTS_MAX, type TripAlert, type TripTracks } from './tracks.ts';

export class TripVerifier {
  readonly #tracks: TripTracks;
  readonly #facts: TripFacts;
  readonly #driving: DrivingLedger;

  constructor(parts: { tracks: TripTracks; facts: TripFacts; driving: DrivingLedger }) {
    this.#tracks = parts.tracks;
    this.#facts = parts.facts;
    this.#driving = parts.driving;
  }

  /**
   * `upToOffset`: only rows up to this offset of `reports.v1`, so that an earlier report can be made again.
   * Throws STORE_UNAVAILABLE, RangeError for a trip that has not arrived.
   */
  async report(trip: Trip, upToOffset?: number): Promise<TripReport> {
    const { plan, departed, arrived } = trip;
    if (departed === null || arrived === null)
      throw new RangeError('Only a trip that has departed and arrived can be verified.');
    const { vehicleKey } = plan;
    // The moment of arrival is part of the journey.
    const span = { fromMs: departed.timeMs, toMs: arrived.timeMs + 1 };
    const track = await this.#tracks.ofVehicle(
      vehicleKey,
      upToOffset === undefined ? span : { ...span, upToOffset },
    );
    const alerts = await this.#tracks.alerts(vehicleKey, span);
    return verifyTrip({
      ...{ tripId: trip.tripId, trip, ground: this.#facts.groundOf(plan), track },
      drivers: this.#drivers(track),
      alerts: alerts.map(alertOf),
      isCut: track.length >= TRACK_POINTS_MAX || alerts.length >= TRIP_ALERTS_MAX,
    });
  }

  /** By driver where the track names some, else the vehicle as one. */
  #drivers(track: readonly Observation[]): DriverTime[] {
    const keys = new Set<SubjectKey>();
    for (const { driverKey } of track) if (driverKey !== null) keys.add(driverKey);
    if (keys.size === 0) return [{ key: null, periods: this.#driving(track) }];
    return [...keys].map((key) => {
      return { key, periods: this.#driving(track.filter(({ driverKey }) => driverKey === key)) };
    });
  }
}

function alertOf({ alert, version, actions }: TripAlert): ReportAlert {
  const work = freshWork();
  for (const action of actions)
    foldAction(work, { ...action, alertId: alert.alertId, note: null, untilMs: null });
  const first = actions.find(({ actionId }) => actionId === undefined);
  return {
    alertId: alert.alertId,
    type: alert.type,
    severity: alert.severity,
    state: alert.state,
    openedAtMs: alert.openedAtMs,
    closedAtMs: alert.closedAtMs,
    ...alert.explanation,
    work: work.state,
    outcome: work.outcome,
    handledAfterMs: first === undefined ? null : first.atMs - alert.raisedAtMs,
    version,
    actionOffset: actions.at(-1)?.offset ?? null,
  };
}
