/** What trips ask of the store: whole tracks with the offsets they lie at, and the alerts of a vehicle with their handling. */
import type { Alert, AlertAction } from '#core/alert.ts';
import type { EscalationLevel } from '#core/alert-life/work.ts';
import type { SubjectKey } from '#core/identity.ts';
import type { Observation, SourceProtocol } from '#core/report.ts';
import { decimalKey, hexKey } from '#runtime/evidence/rows.ts';
import type { StoreClient, StoreStatement } from '#runtime/store/client.ts';
import { ofSubject, type Period, StoreReads } from '../store-reads.ts';

/** A trip of a week at one report in three seconds; what goes beyond is left out, and the report says so. */
export const TRACK_POINTS_MAX = 200_000;
/** Alerts of one trip; the oldest are told. */
export const TRIP_ALERTS_MAX = 500;

const COLUMNS = `
  toString(subject), toString(device), toUnixTimestamp64Milli(event_time), received_delay, latitude,
  longitude, altitude, speed, course, mileage, alarm, status, flags, toString(driver),
  toString(protocol), input_partition, input_offset`;

/** What came up to an offset of `reports.v1`, so that a report can be made again from the same rows. */
const TRACK = `
  SELECT ${COLUMNS} FROM dw.positions
  WHERE subject = {subject:UInt64}
    AND event_time >= fromUnixTimestamp64Milli({from:Int64})
    AND event_time < fromUnixTimestamp64Milli({to:Int64})
    AND input_offset <= {upTo:UInt64}
  ORDER BY event_time, input_partition, input_offset
  LIMIT 1 BY event_time, input_partition, input_offset
  LIMIT {max:UInt32}`;

/** The vehicles are those in which the driver signed in, and the one given. */
const DRIVER = `
  SELECT ${COLUMNS} FROM dw.positions
  WHERE event_time >= fromUnixTimestamp64Milli({from:Int64})
    AND event_time < fromUnixTimestamp64Milli({to:Int64})
    AND (subject = {subject:UInt64} OR subject GLOBAL IN (
      SELECT subject FROM dw.device_events
      WHERE driver = {driver:UInt64}
        AND event_time >= fromUnixTimestamp64Milli({from:Int64}) - INTERVAL 1 DAY
        AND event_time < fromUnixTimestamp64Milli({to:Int64})))
    AND driver = {driver:UInt64}
  ORDER BY event_time, input_partition, input_offset
  LIMIT 1 BY event_time, input_partition, input_offset
  LIMIT {max:UInt32}`;

const ALERTS = `
  SELECT body, toString(version) FROM dw.alerts FINAL
  WHERE subject = {subject:UInt64}
    AND opened_at < fromUnixTimestamp64Milli({to:Int64})
    AND (closed_at IS NULL OR closed_at >= fromUnixTimestamp64Milli({from:Int64}))
  ORDER BY opened_at, alert_id
  LIMIT {max:UInt32}`;

const ACTIONS = `
  SELECT alert_id, toUnixTimestamp64Milli(at), actor, action, base_version, outcome, cause,
    assignee, level, action_id, log_offset
  FROM dw.alert_actions FINAL
  WHERE alert_id IN ({ids:Array(String)})
  ORDER BY log_partition, log_offset`;

type Row = [
  ...[subject: string, device: string, timeMs: string | number, delayMs: string | number],
  ...[latitude: number | null, longitude: number | null, altitude: number | null],
  ...[speed: number | null, course: number | null, mileage: number | null],
  ...[alarm: number, status: number, flags: number, driver: string | null],
  ...[protocol: string, partition: number, offset: string | number],
];

export interface TripAlert {
  alert: Alert;
  /** Epoch and number of the newest transition: `epoch * 2^40 + number`. */
  version: string;
  /** What the state of the work follows from. */
  actions: (Pick<
    AlertAction,
    | 'atMs'
    | 'actor'
    | 'action'
    | 'baseVersion'
    | 'outcome'
    | 'cause'
    | 'assignee'
    | 'level'
    | 'actionId'
  > & {
    /** In `alert-actions.v1`. */
    offset: number;
  })[];
}

export class TripTracks {
  readonly #reads: StoreReads;

  constructor(store: StoreClient) {
    this.#reads = new StoreReads(store, 'The store cannot be asked about trips now.');
  }

  /** Of a vehicle in `[fromMs, toMs)` by event time, oldest first. Throws STORE_UNAVAILABLE. */
  ofVehicle(
    vehicleKey: SubjectKey,
    { fromMs, toMs, upToOffset }: Period & { upToOffset?: number },
  ): Promise<Observation[]> {
    const upTo = upToOffset ?? Number.MAX_SAFE_INTEGER;
    const params = { ...ofSubject(vehicleKey, { fromMs, toMs }), upTo };
    return this.#observations('trips.track', TRACK, params);
  }

  /** Of a driver, in whatever vehicles the driver signed in; `vehicleKey` is one that is asked in any case. */
  ofDriver(driverKey: SubjectKey, vehicleKey: SubjectKey, period: Period): Promise<Observation[]> {
    const params = { ...ofSubject(vehicleKey, period), driver: decimalKey(driverKey) };
    return this.#observations('trips.driver', DRIVER, params);
  }

  /** Alerts that were open at some time of the period, oldest first, with what people did about them. */
  async alerts(vehicleKey: SubjectKey, period: Period): Promise<TripAlert[]> {
    const max = TRIP_ALERTS_MAX;
    const rows = await this.#reads.rows<[body: string, version: string]>('trips.alerts', ALERTS, {
      ...ofSubject(vehicleKey, period),
      max,
    });
    const alerts = rows.map(([body, version]): TripAlert => {
      return { alert: JSON.parse(body) as Alert, version, actions: [] };
    });
    if (alerts.length === 0) return alerts;
    const byId = new Map(alerts.map((each) => [each.alert.alertId, each]));
    const actions = await this.#reads.rows<ActionRow>('trips.actions', ACTIONS, {
      ids: [...byId.keys()],
    });
    for (const [alertId, atMs, actor, action, baseVersion, outcome, cause, ...more] of actions) {
      const [assignee, level, actionId, offset] = more;
      byId.get(alertId)?.actions.push({
        ...{ atMs: Number(atMs), actor, action, baseVersion, outcome, cause },
        ...(assignee === null ? {} : { assignee }),
        ...(level === null ? {} : { level }),
        ...(actionId === null ? {} : { actionId }),
        offset: Number(offset),
      });
    }
    return alerts;
  }

  async #observations(
    name: StoreStatement,
    query: string,
    params: Record<string, unknown>,
  ): Promise<Observation[]> {
    const rows = await this.#reads.rows<Row>(name, query, { ...params, max: TRACK_POINTS_MAX });
    return rows.map(observationOf);
  }
}

type ActionRow = [
  ...[alertId: string, atMs: string | number, actor: string, action: AlertAction['action']],
  ...[baseVersion: number, outcome: AlertAction['outcome'], cause: string | null],
  ...[assignee: string | null, level: EscalationLevel | null, actionId: string | null],
  ...[offset: string | number],
];

function observationOf(row: Row): Observation {
  const [subject, device, timeMs, delayMs, latitude, longitude, altitudeM, speed, course] = row;
  const [mileage, alarmFlag, statusFlag, flags, driver, protocol, partition, offset] = row.slice(
    9,
  ) as [number | null, number, number, number, string | null, string, number, string | number];
  return {
    subjectKey: hexKey(subject),
    deviceKey: hexKey(device),
    protocol: protocol as SourceProtocol,
    eventTimeMs: Number(timeMs),
    receivedTimeMs: Number(timeMs) + Number(delayMs),
    latitudeDeg: latitude === null ? null : latitude / 1e7,
    longitudeDeg: longitude === null ? null : longitude / 1e7,
    altitudeM,
    speedKmh: speed === null ? null : speed / 10,
    courseDeg: course,
    mileageKm: mileage === null ? null : mileage / 10,
    alarmFlag,
    statusFlag,
    // Not in the store, and no matter for a trip.
    videoAlarmFlag: 0,
    alarmItems: null,
    flags,
    driverKey: driver === null ? null : hexKey(driver),
    inputPartition: partition,
    inputOffset: Number(offset),
  };
}
