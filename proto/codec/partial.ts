/** Topic partials.v1: stage-1 results re-keyed by driver, and the marks that order them. All by hand. */
import { NO_SUBJECT, type SubjectKey } from '#core/identity.ts';
import { VEHICLE_CLASSES, type VehicleClass } from '#core/report.ts';
import { WireFault } from './fault.ts';
import { degOfE7, dkmhOfKmh, e7OfDeg, kmhOfDkmh } from './units.ts';
import { WireReader } from './wire.ts';
import { WireWriter } from './wire-writer.ts';

/** One settled observation of a vehicle whose driver is known. */
export interface DriverSample {
  driverKey: SubjectKey;
  subjectKey: SubjectKey;
  eventTimeMs: number;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  speedKmh: number | null;
  /** Bits of FLAGS. */
  flags: number;
  /** Offset in `reports.v1` of the source partition. */
  inputOffset: number;
  /** The vehicle reports another driver from here on: this driver is not at the wheel. */
  released: boolean;
  /** Counts up per vehicle: orders samples of one instant. */
  sequence: number;
  vehicleClass: VehicleClass;
  /** Correction: this sample (driver, vehicle, time) no longer holds. */
  retracted: boolean;
  /** 808 status bits, as sent. */
  statusFlag: number;
}

/** Whose the vehicle is that this driver is at the wheel of; `unknown` where the registry does not say. */
export interface Introduction {
  driverKey: SubjectKey;
  subjectKey: SubjectKey;
  region: string;
  enterprise: string;
  vehicleClass: string;
}

export type PartialBody =
  /** Nothing with tickMs ≤ this record's follows from this source. */
  | { kind: 'mark' }
  | { kind: 'sample'; sample: DriverSample }
  | { kind: 'introduction'; introduction: Introduction }
  | { kind: 'rules'; registryOffset: number; json: string };

/** One record of `partials.v1`. Readers drop `number` ≤ last seen for (task, epoch). */
export interface PartialRecord {
  task: string;
  epoch: number;
  number: number;
  /** Source partition. */
  partition: number;
  /** Last tick the source task had seen when it wrote this. */
  tickMs: number;
  body: PartialBody;
}

const TAGS = { mark: 0x52, sample: 0x5a, rules: 0x62, introduction: 0x6a } as const;
/** Every field of envelope and sample at its longest; texts come on top. */
const PARTIAL_BYTES_MAX = 192;

const writer = new WireWriter();
const reader = new WireReader();

/** The result shares a slab: copy it before transferring its buffer (see wire-writer.ts). */
export function encodePartial(partial: PartialRecord): Uint8Array {
  const { body, task } = partial;
  const w = writer;
  w.begin(PARTIAL_BYTES_MAX + 3 * (task.length + textLength(body)));
  if (task !== '') {
    w.tag(0x0a);
    w.name(task);
  }
  if (partial.epoch !== 0) {
    w.tag(0x10);
    w.u32(partial.epoch);
  }
  if (partial.number !== 0) {
    w.tag(0x18);
    w.u64(partial.number);
  }
  if (partial.partition !== 0) {
    w.tag(0x20);
    w.u32(partial.partition);
  }
  if (partial.tickMs !== 0) {
    w.tag(0x28);
    w.u64(partial.tickMs);
  }
  w.tag(TAGS[body.kind]);
  const at = w.open();
  if (body.kind === 'sample') writeSample(w, body.sample);
  if (body.kind === 'introduction') writeIntroduction(w, body.introduction);
  if (body.kind === 'rules') {
    w.tag(0x08);
    w.u64(body.registryOffset);
    w.tag(0x12);
    w.text(body.json);
  }
  w.close(at);
  return w.finish();
}

/** Throws WireFault. */
export function decodePartial(bytes: Uint8Array): PartialRecord {
  const r = reader;
  r.reset(bytes);
  const end = r.end;
  let task = '';
  let epoch = 0;
  let number = 0;
  let partition = 0;
  let tickMs = 0;
  let body: PartialBody | null = null;
  while (r.more(end)) {
    const tag = r.u32();
    switch (tag) {
      case 0x0a:
        task = r.name(end);
        break;
      case 0x10:
        epoch = r.u32();
        break;
      case 0x18:
        number = r.u64();
        break;
      case 0x20:
        partition = r.u32();
        break;
      case 0x28:
        tickMs = r.u64();
        break;
      case 0x52:
        r.skip(tag, end);
        body = { kind: 'mark' };
        break;
      case 0x5a:
        body = { kind: 'sample', sample: readSample(r, r.limit(end)) };
        break;
      case 0x62:
        body = readRules(r, r.limit(end));
        break;
      case 0x6a:
        body = { kind: 'introduction', introduction: readIntroduction(r, r.limit(end)) };
        break;
      default:
        r.skip(tag, end);
    }
  }
  if (body === null) throw new WireFault('value', 'a partial has a body');
  return { task, epoch, number, partition, tickMs, body };
}

function textLength(body: PartialBody): number {
  if (body.kind === 'rules') return body.json.length;
  if (body.kind !== 'introduction') return 0;
  const { region, enterprise, vehicleClass } = body.introduction;
  return region.length + enterprise.length + vehicleClass.length;
}

function writeIntroduction(w: WireWriter, introduction: Introduction): void {
  w.tag(0x09);
  w.key(introduction.driverKey);
  w.tag(0x11);
  w.key(introduction.subjectKey);
  w.tag(0x1a);
  w.text(introduction.region);
  w.tag(0x22);
  w.text(introduction.enterprise);
  w.tag(0x2a);
  w.text(introduction.vehicleClass);
}

function readIntroduction(r: WireReader, end: number): Introduction {
  const introduction: Introduction = {
    driverKey: NO_SUBJECT,
    subjectKey: NO_SUBJECT,
    region: '',
    enterprise: '',
    vehicleClass: '',
  };
  while (r.more(end)) {
    const tag = r.u32();
    if (tag === 0x09) introduction.driverKey = r.key();
    else if (tag === 0x11) introduction.subjectKey = r.key();
    else if (tag === 0x1a) introduction.region = r.text(end);
    else if (tag === 0x22) introduction.enterprise = r.text(end);
    else if (tag === 0x2a) introduction.vehicleClass = r.text(end);
    else r.skip(tag, end);
  }
  return introduction;
}

function writeSample(w: WireWriter, s: DriverSample): void {
  w.tag(0x09);
  w.key(s.driverKey);
  w.tag(0x11);
  w.key(s.subjectKey);
  w.tag(0x18);
  w.u64(s.eventTimeMs);
  if (s.latitudeDeg !== null) {
    w.tag(0x20);
    w.s32(e7OfDeg(s.latitudeDeg));
  }
  if (s.longitudeDeg !== null) {
    w.tag(0x28);
    w.s32(e7OfDeg(s.longitudeDeg));
  }
  if (s.speedKmh !== null) {
    w.tag(0x30);
    w.u32(dkmhOfKmh(s.speedKmh));
  }
  if (s.flags !== 0) {
    w.tag(0x38);
    w.u32(s.flags);
  }
  if (s.inputOffset !== 0) {
    w.tag(0x40);
    w.u64(s.inputOffset);
  }
  if (s.released) {
    w.tag(0x48);
    w.u32(1);
  }
  if (s.sequence !== 0) {
    w.tag(0x50);
    w.u64(s.sequence);
  }
  w.tag(0x5a);
  w.name(s.vehicleClass);
  if (s.retracted) {
    w.tag(0x60);
    w.u32(1);
  }
  if (s.statusFlag !== 0) {
    w.tag(0x6d);
    w.fixed32(s.statusFlag);
  }
}

function readSample(r: WireReader, end: number): DriverSample {
  const s: DriverSample = {
    driverKey: NO_SUBJECT,
    subjectKey: NO_SUBJECT,
    eventTimeMs: 0,
    latitudeDeg: null,
    longitudeDeg: null,
    speedKmh: null,
    flags: 0,
    inputOffset: 0,
    released: false,
    sequence: 0,
    vehicleClass: 'other',
    retracted: false,
    statusFlag: 0,
  };
  while (r.more(end)) {
    const tag = r.u32();
    switch (tag) {
      case 0x09:
        s.driverKey = r.key();
        break;
      case 0x11:
        s.subjectKey = r.key();
        break;
      case 0x18:
        s.eventTimeMs = r.u64();
        break;
      case 0x20:
        s.latitudeDeg = degOfE7(r.s32());
        break;
      case 0x28:
        s.longitudeDeg = degOfE7(r.s32());
        break;
      case 0x30:
        s.speedKmh = kmhOfDkmh(r.u32());
        break;
      case 0x38:
        s.flags = r.u32();
        break;
      case 0x40:
        s.inputOffset = r.u64();
        break;
      case 0x48:
        s.released = r.bool();
        break;
      case 0x50:
        s.sequence = r.u64();
        break;
      case 0x5a:
        s.vehicleClass = vehicleClassOf(r.name(end));
        break;
      case 0x60:
        s.retracted = r.bool();
        break;
      case 0x6d:
        s.statusFlag = r.fixed32();
        break;
      default:
        r.skip(tag, end);
    }
  }
  return s;
}

function readRules(r: WireReader, end: number): PartialBody {
  let registryOffset = 0;
  let json = '';
  while (r.more(end)) {
    const tag = r.u32();
    if (tag === 0x08) registryOffset = r.u64();
    else if (tag === 0x12) json = r.text(end);
    else r.skip(tag, end);
  }
  return { kind: 'rules', registryOffset, json };
}

/** A class of a later version is `other` to us. */
function vehicleClassOf(name: string): VehicleClass {
  return (VEHICLE_CLASSES as readonly string[]).includes(name) ? (name as VehicleClass) : 'other';
}
