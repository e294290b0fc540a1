/** A simulated terminal's frames as the readings ingest would make of them. */
import { subjectKeyOf } from '#core/identity.ts';
import type { Reading } from '#core/report.ts';
import { DecodeFault } from '#ingest/protocols/jt808/fault.ts';
import { Framer } from '#ingest/protocols/jt808/framing.ts';
import { newHeader, readHeader } from '#ingest/protocols/jt808/header.ts';
import { type ReportContext, toReadings } from '#ingest/protocols/jt808/to-report.ts';
import type { SimVehicle } from './fleet.ts';

const header = newHeader();
const framer = new Framer();

/** What a session of this vehicle's terminal would know; `receivedTimeMs` is the caller's to set. */
export function contextOf(vehicle: SimVehicle, secret: Uint8Array): ReportContext {
  return {
    subjectKey: subjectKeyOf(secret, 'vehicle', vehicle.vehicle.vehicleId),
    deviceKey: subjectKeyOf(secret, 'device', vehicle.deviceId),
    edition: vehicle.edition,
    receivedTimeMs: 0,
    driverKeyOf: (certificateNo) => subjectKeyOf(secret, 'driver', certificateNo),
  };
}

/** Framing, decoding and to-report of one frame of ours; a frame that ingest refuses is our mistake. */
export function readingsOf(frame: Buffer, context: ReportContext): Reading[] {
  let readings: Reading[] = [];
  framer.push(
    frame,
    (bytes, start, end) => {
      const decoded = toReadings(readHeader(bytes, start, end, header), bytes, start, end, context);
      if (decoded instanceof DecodeFault)
        throw new Error(`Our own frame is refused: ${decoded.code}.`);
      readings = decoded;
    },
    (fault) => {
      throw new Error(`Our own frame is refused: ${fault.code}.`);
    },
  );
  return readings;
}
