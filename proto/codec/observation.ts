/** Topics observations.v1 and late.v1: one encode and decode by hand, every report passes here. */
import type { AlarmItems } from '#core/alarm-items.ts';
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { type Observation, SOURCE_PROTOCOLS, type SourceProtocol } from '#core/report.ts';
import { decodeAlarmItems, encodeAlarmItems } from './alarm-items.ts';
import { protocolOfNumber } from './protocol.ts';
import { degOfE7, dkmhOfKmh, e7OfDeg, hmOfKm, kmhOfDkmh, kmOfHm } from './units.ts';
import { WireReader } from './wire.ts';
import { WireWriter } from './wire-writer.ts';

/** An observation as its task published it. Readers drop `number` ≤ last seen for (task, epoch). */
export interface NumberedObservation extends Observation {
  task: string;
  epoch: number;
  number: number;
}

/** Every field at its longest; the task name comes on top. */
const OBSERVATION_BYTES_MAX = 192;

const writer = new WireWriter();
const reader = new WireReader();

/** The result shares a slab: copy it before transferring its buffer (see wire-writer.ts). */
export function encodeObservation(o: NumberedObservation): Uint8Array {
  const items = o.alarmItems === null ? null : encodeAlarmItems(o.alarmItems);
  const w = writer;
  w.begin(OBSERVATION_BYTES_MAX + 3 * o.task.length + (items === null ? 0 : items.length));
  if (o.subjectKey !== NO_SUBJECT) {
    w.tag(0x09);
    w.key(o.subjectKey);
  }
  if (o.deviceKey !== NO_SUBJECT) {
    w.tag(0x11);
    w.key(o.deviceKey);
  }
  w.tag(0x18);
  w.u32(SOURCE_PROTOCOLS[o.protocol]);
  w.tag(0x20);
  w.u64(o.eventTimeMs);
  w.tag(0x28);
  w.u64(o.receivedTimeMs);
  if (o.latitudeDeg !== null) {
    w.tag(0x30);
    w.s32(e7OfDeg(o.latitudeDeg));
  }
  if (o.longitudeDeg !== null) {
    w.tag(0x38);
    w.s32(e7OfDeg(o.longitudeDeg));
  }
  if (o.altitudeM !== null) {
    w.tag(0x40);
    w.s32(Math.round(o.altitudeM));
  }
  if (o.speedKmh !== null) {
    w.tag(0x48);
    w.u32(dkmhOfKmh(o.speedKmh));
  }
  if (o.courseDeg !== null) {
    w.tag(0x50);
    w.u32(Math.round(o.courseDeg));
  }
  if (o.mileageKm !== null) {
    w.tag(0x58);
    w.u32(hmOfKm(o.mileageKm));
  }
  if (o.alarmFlag !== 0) {
    w.tag(0x65);
    w.fixed32(o.alarmFlag);
  }
  if (o.statusFlag !== 0) {
    w.tag(0x6d);
    w.fixed32(o.statusFlag);
  }
  if (o.flags !== 0) {
    w.tag(0x70);
    w.u32(o.flags);
  }
  if (o.driverKey !== null) {
    w.tag(0x79);
    w.key(o.driverKey);
  }
  if (o.inputPartition !== 0) {
    w.tag2(0x80, 0x01);
    w.u32(o.inputPartition);
  }
  if (o.inputOffset !== 0) {
    w.tag2(0x88, 0x01);
    w.u64(o.inputOffset);
  }
  if (o.task !== '') {
    w.tag2(0x92, 0x01);
    w.name(o.task);
  }
  if (o.epoch !== 0) {
    w.tag2(0x98, 0x01);
    w.u32(o.epoch);
  }
  if (o.number !== 0) {
    w.tag2(0xa0, 0x01);
    w.u64(o.number);
  }
  if (o.videoAlarmFlag !== 0) {
    w.tag2(0xad, 0x01);
    w.fixed32(o.videoAlarmFlag);
  }
  if (items !== null) {
    w.tag2(0xb2, 0x01);
    w.bytes(items);
  }
  return w.finish();
}

/** Throws WireFault. */
export function decodeObservation(bytes: Uint8Array): NumberedObservation {
  const r = reader;
  r.reset(bytes);
  const end = r.end;
  let subjectKey = NO_SUBJECT;
  let deviceKey = NO_SUBJECT;
  let protocol: SourceProtocol = 'unknown';
  let eventTimeMs = 0;
  let receivedTimeMs = 0;
  let latitudeDeg: number | null = null;
  let longitudeDeg: number | null = null;
  let altitudeM: number | null = null;
  let speedKmh: number | null = null;
  let courseDeg: number | null = null;
  let mileageKm: number | null = null;
  let alarmFlag = 0;
  let statusFlag = 0;
  let flags = 0;
  let driverKey: SubjectKey | null = null;
  let inputPartition = 0;
  let inputOffset = 0;
  let task = '';
  let epoch = 0;
  let number = 0;
  let videoAlarmFlag = 0;
  let alarmItems: AlarmItems | null = null;
  while (r.more(end)) {
    const tag = r.u32();
    switch (tag) {
      case 0x09:
        subjectKey = r.key();
        break;
      case 0x11:
        deviceKey = r.key();
        break;
      case 0x18:
        protocol = protocolOfNumber(r.u32());
        break;
      case 0x20:
        eventTimeMs = r.u64();
        break;
      case 0x28:
        receivedTimeMs = r.u64();
        break;
      case 0x30:
        latitudeDeg = degOfE7(r.s32());
        break;
      case 0x38:
        longitudeDeg = degOfE7(r.s32());
        break;
      case 0x40:
        altitudeM = r.s32();
        break;
      case 0x48:
        speedKmh = kmhOfDkmh(r.u32());
        break;
      case 0x50:
        courseDeg = r.u32();
        break;
      case 0x58:
        mileageKm = kmOfHm(r.u32());
        break;
      case 0x65:
        alarmFlag = r.fixed32();
        break;
      case 0x6d:
        statusFlag = r.fixed32();
        break;
      case 0x70:
        flags = r.u32();
        break;
      case 0x79:
        driverKey = r.key();
        break;
      case 0x80:
        inputPartition = r.u32();
        break;
      case 0x88:
        inputOffset = r.u64();
        break;
      case 0x92:
        task = r.name(end);
        break;
      case 0x98:
        epoch = r.u32();
        break;
      case 0xa0:
        number = r.u64();
        break;
      case 0xad:
        videoAlarmFlag = r.fixed32();
        break;
      case 0xb2:
        alarmItems = decodeAlarmItems(r.bytes(end));
        break;
      default:
        r.skip(tag, end);
    }
  }
  return {
    subjectKey,
    deviceKey,
    protocol,
    eventTimeMs,
    receivedTimeMs,
    latitudeDeg,
    longitudeDeg,
    altitudeM,
    speedKmh,
    courseDeg,
    mileageKm,
    alarmFlag,
    statusFlag,
    videoAlarmFlag,
    alarmItems,
    flags,
    driverKey,
    inputPartition,
    inputOffset,
    task,
    epoch,
    number,
  };
}
