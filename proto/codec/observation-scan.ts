/**
 * An observation read without making anything: its fields as the wire has them, in one object that
 * is filled again for each record. For readers of every report that keep only columns of it (the
 * store's rows, the live map). What it accepts and refuses is what `decodeObservation` does;
 * tests/proto compares the two on any bytes.
 */
import { decodeAlarmItems } from './alarm-items.ts';
import { WireReader } from './wire.ts';

/** Which optional fields a record had, as bits of `has`. */
export const HAS = {
  latitude: 1,
  longitude: 2,
  altitude: 4,
  speed: 8,
  course: 16,
  mileage: 32,
} as const;

const reader = new WireReader();

export class ObservationScan {
  /** The bytes scanned last; places below count from their start. */
  bytes: Uint8Array = new Uint8Array(0);
  /** Where the 8 bytes of a key lie, little-endian; −1 = absent. */
  subjectAt = -1;
  deviceAt = -1;
  driverAt = -1;
  /** core/report.ts SOURCE_PROTOCOLS. */
  protocol = 0;
  /** Milliseconds since 1970 UTC. */
  eventTimeMs = 0;
  receivedTimeMs = 0;
  has = 0;
  /** 1e-7 degree. */
  latitudeE7 = 0;
  longitudeE7 = 0;
  altitudeM = 0;
  /** 0.1 km/h. */
  speedDkmh = 0;
  courseDeg = 0;
  /** 0.1 km. */
  mileageHm = 0;
  alarmFlag = 0;
  statusFlag = 0;
  flags = 0;
  inputPartition = 0;
  inputOffset = 0;
  epoch = 0;
  number = 0;

  /** @throws WireFault */
  scan(bytes: Uint8Array): void {
    this.#clear(bytes);
    const r = reader;
    r.reset(bytes);
    const { end } = r;
    while (r.more(end)) {
      const tag = r.u32();
      switch (tag) {
        case 0x09:
          this.subjectAt = r.pos;
          r.pos += 8;
          break;
        case 0x11:
          this.deviceAt = r.pos;
          r.pos += 8;
          break;
        case 0x18:
          this.protocol = r.u32();
          break;
        case 0x20:
          this.eventTimeMs = r.u64();
          break;
        case 0x28:
          this.receivedTimeMs = r.u64();
          break;
        case 0x30:
          this.latitudeE7 = r.s32();
          this.has |= HAS.latitude;
          break;
        case 0x38:
          this.longitudeE7 = r.s32();
          this.has |= HAS.longitude;
          break;
        case 0x40:
          this.altitudeM = r.s32();
          this.has |= HAS.altitude;
          break;
        case 0x48:
          this.speedDkmh = r.u32();
          this.has |= HAS.speed;
          break;
        case 0x50:
          this.courseDeg = r.u32();
          this.has |= HAS.course;
          break;
        case 0x58:
          this.mileageHm = r.u32();
          this.has |= HAS.mileage;
          break;
        case 0x65:
          this.alarmFlag = r.fixed32();
          break;
        case 0x6d:
          this.statusFlag = r.fixed32();
          break;
        case 0x70:
          this.flags = r.u32();
          break;
        case 0x79:
          this.driverAt = r.pos;
          r.pos += 8;
          break;
        case 0x80:
          this.inputPartition = r.u32();
          break;
        case 0x88:
          this.inputOffset = r.u64();
          break;
        case 0x98:
          this.epoch = r.u32();
          break;
        case 0xa0:
          this.number = r.u64();
          break;
        case 0xb2:
          // Read for what would be refused alone; nearly no record has it.
          decodeAlarmItems(r.bytes(end));
          break;
        default:
          // The task's name among them.
          r.skip(tag, end);
      }
    }
  }

  #clear(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.subjectAt = -1;
    this.deviceAt = -1;
    this.driverAt = -1;
    this.protocol = 0;
    this.eventTimeMs = 0;
    this.receivedTimeMs = 0;
    this.has = 0;
    this.alarmFlag = 0;
    this.statusFlag = 0;
    this.flags = 0;
    this.inputPartition = 0;
    this.inputOffset = 0;
    this.epoch = 0;
    this.number = 0;
  }
}
