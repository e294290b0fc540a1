/** The recording: lines of JSON, perhaps gzipped, as readings. */
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { TizhengError } from '#core/errors.ts';
import { NO_SUBJECT } from '#core/identity.ts';
import { type Reading, STATUS } from '#core/report.ts';
import type { Directory } from './inputs.ts';
import { parseInstant } from './instant.ts';

const READ_BYTES = 1 << 20;
const NO_RAW = new Uint8Array(0);

/** Lines in blocks; the last line needs no newline. Throws FILE_UNREADABLE. */
export async function* reportLines(file: string): AsyncGenerator<string[]> {
  try {
    const isPacked = isGzip(file);
    const raw = createReadStream(file, { highWaterMark: READ_BYTES });
    const stream = isPacked ? raw.compose(createGunzip({ chunkSize: READ_BYTES })) : raw;
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for await (const chunk of stream) {
      const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
      rest = lines.pop()!;
      yield lines;
    }
    rest += decoder.end();
    if (rest !== '') yield [rest];
  } catch (cause) {
    if (typeof (cause as NodeJS.ErrnoException).code !== 'string') throw cause;
    throw new TizhengError(
      'FILE_UNREADABLE',
      'replay',
      `The reports file ${file} cannot be read: ${(cause as Error).message}.`,
      cause,
    );
  }
}

function isGzip(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const magic = new Uint8Array(2);
    return readSync(handle, magic, 0, 2, 0) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
  } finally {
    closeSync(handle);
  }
}

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

  constructor(directory: Directory) {
    this.directory = directory;
  }

  /** A reading, or one sentence that says what is wrong with the line. */
  read(line: string): Reading | string {
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
