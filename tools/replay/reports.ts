/** Lines of a recording as readings. */
import { NO_SUBJECT } from '#core/identity.ts';
import { type PositionFix, type Reading, STATUS } from '#core/report.ts';
import type { Directory } from './inputs.ts';
import { parseInstant } from './instant.ts';
import { Names } from './names.ts';
import { GIVEN, QuickLine } from './quick-line.ts';

const NO_RAW = new Uint8Array(0);

interface ReportLine {
  vehicleId?: unknown;
  fixTime?: unknown;
  receivedTime?: unknown;
  latitudeDeg?: unknown;
  longitudeDeg?: unknown;
  speedKmh?: unknown;
  courseDeg?: unknown;
  altitudeM?: unknown;
  mileageKm?: unknown;
  alarmFlag?: unknown;
  statusFlag?: unknown;
  driverId?: unknown;
}

/** Values at the resolution of the wire, so that a replay sees what a live run would have logged. */
export class ReportReader {
  private readonly directory: Directory;
  private readonly quick = new QuickLine();
  private readonly vehicles: Names;
  private readonly drivers: Names;
  private readonly position: PositionFix = {
    fixTimeMs: null,
    latitudeDeg: null,
    longitudeDeg: null,
    altitudeM: null,
    speedKmh: null,
    courseDeg: null,
    recorderSpeedKmh: null,
    mileageKm: null,
    satellites: null,
    alarmFlag: 0,
    statusFlag: 0,
    videoAlarmFlag: null,
    alarmItems: null,
    backlog: false,
    driverKey: null,
  };
  private readonly reading: Reading = {
    subjectKey: NO_SUBJECT,
    deviceKey: NO_SUBJECT,
    protocol: 'replay',
    receivedTimeMs: 0,
    serial: 0,
    raw: NO_RAW,
    body: { kind: 'position', position: this.position },
  };

  constructor(directory: Directory) {
    this.directory = directory;
    this.vehicles = new Names((id) => directory.vehicle(id));
    this.drivers = new Names((id) => directory.driver(id));
  }

  /**
   * The reading of the line at `[at, end)`, said anew next time; null = a blank line; or one sentence that says what is
   * wrong with it. The usual spelling is read from its bytes; what is spelled otherwise, or wrong, as JSON.
   */
  read(bytes: Buffer, at: number, end: number): Reading | string | null {
    if (end === at || (end === at + 1 && bytes[at] === 13)) return null;
    if (this.quick.read(bytes, at, end) && this.take(bytes)) return this.reading;
    return this.readJson(bytes.toString('utf8', at, end));
  }

  /** Takes what the quick line says; false = something of it is wrong or missing, which the slow way names. */
  private take(bytes: Buffer): boolean {
    const { quick, position, reading } = this;
    if (quick.vehicleEnd === quick.vehicleAt) return false;
    const fixTimeMs = quick.given & GIVEN.fixTime ? quick.fixTimeMs : null;
    const receivedTimeMs = quick.given & GIVEN.receivedTime ? quick.receivedTimeMs : fixTimeMs;
    if (receivedTimeMs === null) return false;
    const latitudeDeg = rounded(quick.latitudeDeg, 90, 1e7);
    const longitudeDeg = rounded(quick.longitudeDeg, 180, 1e7);
    const speedKmh = rounded(quick.speedKmh, 6_553, 10);
    const courseDeg = rounded(quick.courseDeg, 360, 1);
    const altitudeM = rounded(quick.altitudeM, 32_767, 1);
    const mileageKm = rounded(quick.mileageKm, 100_000_000, 10);
    if (
      latitudeDeg === undefined ||
      longitudeDeg === undefined ||
      altitudeM === undefined ||
      isNotMeasure(speedKmh) ||
      isNotMeasure(courseDeg) ||
      isNotMeasure(mileageKm)
    )
      return false;
    const alarms = flagsOf(quick.alarmFlag, 0);
    const status = flagsOf(quick.statusFlag, STATUS.located);
    if (alarms === undefined || status === undefined) return false;
    reading.subjectKey = this.vehicles.keyOf(bytes, quick.vehicleAt, quick.vehicleEnd);
    reading.receivedTimeMs = receivedTimeMs;
    position.fixTimeMs = fixTimeMs;
    position.latitudeDeg = latitudeDeg;
    position.longitudeDeg = longitudeDeg;
    position.altitudeM = altitudeM;
    position.speedKmh = speedKmh;
    position.courseDeg = courseDeg === 360 ? 0 : courseDeg;
    position.mileageKm = mileageKm;
    position.alarmFlag = alarms;
    position.statusFlag = status;
    position.driverKey =
      quick.driverEnd === quick.driverAt
        ? null
        : this.drivers.keyOf(bytes, quick.driverAt, quick.driverEnd);
    return true;
  }

  private readJson(line: string): Reading | string {
    let report: ReportLine;
    try {
      report = JSON.parse(line) as ReportLine;
    } catch {
      return 'not JSON';
    }
    if (typeof report !== 'object' || report === null) return 'not an object';
    const { vehicleId, driverId, statusFlag, alarmFlag } = report;
    if (typeof vehicleId !== 'string' || vehicleId === '') return 'vehicleId is missing';
    const fixTimeMs = parseInstant(report.fixTime);
    if (fixTimeMs === undefined) return 'fixTime is not an instant';
    const receivedTimeMs =
      report.receivedTime === undefined ? fixTimeMs : parseInstant(report.receivedTime);
    if (receivedTimeMs === undefined) return 'receivedTime is not an instant';
    if (receivedTimeMs === null) return 'neither fixTime nor receivedTime is given';
    const latitudeDeg = rounded(report.latitudeDeg, 90, 1e7);
    const longitudeDeg = rounded(report.longitudeDeg, 180, 1e7);
    if (latitudeDeg === undefined) return 'latitudeDeg is not a latitude';
    if (longitudeDeg === undefined) return 'longitudeDeg is not a longitude';
    const speedKmh = rounded(report.speedKmh, 6_553, 10);
    if (speedKmh === undefined || (speedKmh !== null && speedKmh < 0))
      return 'speedKmh is not a speed';
    const courseDeg = rounded(report.courseDeg, 360, 1);
    if (courseDeg === undefined || (courseDeg !== null && courseDeg < 0))
      return 'courseDeg is not a course';
    const altitudeM = rounded(report.altitudeM, 32_767, 1);
    if (altitudeM === undefined) return 'altitudeM is not an altitude';
    const mileageKm = rounded(report.mileageKm, 100_000_000, 10);
    if (mileageKm === undefined || (mileageKm !== null && mileageKm < 0))
      return 'mileageKm is not a distance';
    const alarms = flagsOf(alarmFlag, 0);
    if (alarms === undefined) return 'alarmFlag is not a 32-bit number';
    const status = flagsOf(statusFlag, STATUS.located);
    if (status === undefined) return 'statusFlag is not a 32-bit number';
    if (driverId !== undefined && driverId !== null && typeof driverId !== 'string')
      return 'driverId is not a text';
    return {
      subjectKey: this.directory.vehicle(vehicleId),
      deviceKey: NO_SUBJECT,
      protocol: 'replay',
      receivedTimeMs,
      serial: 0,
      raw: NO_RAW,
      body: {
        kind: 'position',
        position: {
          fixTimeMs,
          latitudeDeg,
          longitudeDeg,
          altitudeM,
          speedKmh,
          courseDeg: courseDeg === 360 ? 0 : courseDeg,
          recorderSpeedKmh: null,
          mileageKm,
          satellites: null,
          alarmFlag: alarms,
          statusFlag: status,
          videoAlarmFlag: null,
          alarmItems: null,
          backlog: false,
          driverKey:
            driverId === undefined || driverId === null || driverId === ''
              ? null
              : this.directory.driver(driverId),
        },
      },
    };
  }
}

/** Neither not available nor a number from 0 on. */
function isNotMeasure(value: number | null | undefined): value is undefined {
  return value === undefined || (value !== null && value < 0);
}

/** null = not available, undefined = not a number of this range. */
function rounded(value: unknown, limit: number, scale: number): number | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !(value >= -limit && value <= limit)) return undefined;
  return scale === 1 ? Math.round(value) : Math.round(value * scale) / scale;
}

function flagsOf(value: unknown, missing: number): number | undefined {
  if (value === undefined || value === null) return missing;
  if (
    typeof value !== 'number' ||
    !Number.isInteger(value) ||
    value < -2_147_483_648 ||
    value > 4_294_967_295
  )
    return undefined;
  return value >>> 0;
}
