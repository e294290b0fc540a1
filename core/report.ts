/**
 * What ingest means by the bytes it read (topic `reports.v1`) and what processors made of it at
 * once (topic `observations.v1`). House units; `null` = the sender works but has no value.
 */
import type { AlarmItems } from './alarm-items.ts';
import type { Outcome, WorkState } from './alert.ts';
import type { SubjectKey } from './identity.ts';
import type { PassengerFlow, Weighing } from './load.ts';
import type { TrafficSample, WeatherSample } from './sensor.ts';

/** Where a reading came from. Numbers are the wire values in proto/. */
export const SOURCE_PROTOCOLS = {
  unknown: 0,
  jt808_2011: 1,
  jt808_2013: 2,
  jt808_2019: 3,
  replay: 4,
  mqtt: 5,
  ais: 6,
  http: 7,
} as const;
export type SourceProtocol = keyof typeof SOURCE_PROTOCOLS;

/** Position part of a reading (JT/T 808 0x0200, AIS position report, …). Coordinates are signed WGS-84. */
export interface PositionFix {
  /** Device's fix time; null = the device gave no possible time. */
  fixTimeMs: number | null;
  /** −90…90, resolution 1e-7; null = no position. */
  latitudeDeg: number | null;
  /** −180…180, resolution 1e-7; null = no position. */
  longitudeDeg: number | null;
  altitudeM: number | null;
  /** Satellite speed over ground, resolution 0.1 km/h; null = unknown. */
  speedKmh: number | null;
  /** Direction of travel over ground, 0…359, true north; null = unknown. */
  courseDeg: number | null;
  /** Speed by the vehicle's own sensor (808 item 0x03), resolution 0.1 km/h. */
  recorderSpeedKmh: number | null;
  /** Odometer (808 item 0x01), resolution 0.1 km. */
  mileageKm: number | null;
  satellites: number | null;
  /** 808 alarm bits; which table they follow is told by the reading's protocol. 0 where the protocol has none. */
  alarmFlag: number;
  /** 808 status bits, as sent. Hemisphere bits are already applied to the coordinates. */
  statusFlag: number;
  /** JT/T 1078 item 0x14 video alarm bits; null = item not sent. */
  videoAlarmFlag: number | null;
  /** What else the report says of alarms; null = nothing, as nearly always. */
  alarmItems: AlarmItems | null;
  /** True for positions recorded while the link was down (0x0704 type 1). */
  backlog: boolean;
  /** Driver named by the report itself (replay files); null = use the last sign-in. */
  driverKey: SubjectKey | null;
}

/** Driver card in or out (808 0x0702). */
export interface DriverCard {
  /** Device's time of card in/out; null = the device gave no possible time. */
  eventTimeMs: number | null;
  /** true = card inserted, on duty. */
  onDuty: boolean;
  /** null when off duty or when the card could not be read. */
  driverKey: SubjectKey | null;
  /** 808 IC read result, 0 = ok; null when off duty. */
  readResult: number | null;
}

export type ReadingBody =
  | { kind: 'position'; position: PositionFix }
  | { kind: 'driverCard'; driverCard: DriverCard }
  | { kind: 'heartbeat' }
  | { kind: 'traffic'; traffic: TrafficSample }
  | { kind: 'weather'; weather: WeatherSample }
  | { kind: 'passengers'; passengers: PassengerFlow }
  | { kind: 'weighing'; weighing: Weighing }
  /** Session opened (registered or authenticated) or closed. */
  | { kind: 'session'; online: boolean; reason: string }
  /** A message decoded by framing only and kept for its bytes (device events of later protocols). */
  | { kind: 'other'; messageId: number; encrypted?: true }
  /** Wall time of ingest, one per partition and second: how time enters the log. */
  | { kind: 'tick'; timeMs: number }
  /** Registry entity changed; `registryOffset` orders changes and makes redelivery harmless. */
  | { kind: 'registry'; registryOffset: number; entity: string; id: string; json: string }
  /** Rule parameters changed: JSON `{ "<alert type>": { "enabled": bool, "<param>": value } }`. */
  | { kind: 'rules'; registryOffset: number; json: string }
  /** What a person did to an alert of this partition's subject, copied from `alert-actions.v1`. */
  | { kind: 'work'; work: AlertWork };

export type ReadingKind = ReadingBody['kind'];

/** Step of an alert's work life as indicators count it (报警处理率). */
export interface AlertWork {
  /** Where the action lies in `alert-actions.v1`: orders actions and makes redelivery harmless. */
  actionsPartition: number;
  actionsOffset: number;
  alertId: string;
  alertType: string;
  openedAtMs: number;
  /** State of the work after the action. */
  state: WorkState;
  /** What it was, once closed; null = not closed, or recorded before this was told. */
  outcome: Outcome | null;
  /** When the person acted. */
  atMs: number;
}

/** One record of `reports.v1`. */
export interface Reading {
  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  protocol: SourceProtocol;
  receivedTimeMs: number;
  /** Sender's message serial; 0 where the protocol has none. */
  serial: number;
  /** Bytes as received, unescaped, without flags; empty for control records. One item's bytes for batch items. */
  raw: Uint8Array;
  body: ReadingBody;
}

/** Quality flags of an observation; several may be set. Bit values are the wire values. */
export const FLAGS = {
  /** Device time unusable (future > 10 min, before 2015, or missing): event time is the received time. */
  clockWrong: 1 << 0,
  /** Satellite solution missing (808 status bit 1 = 0) or no coordinates. */
  noFix: 1 << 1,
  /** Coordinates encrypted by plug-in: never used for geometry. */
  encrypted: 1 << 2,
  /** Outside the China box or another range of a qualified record (domain.md 4.3); qualifies data, silences no rule. */
  outOfRange: 1 << 3,
  /** Displacement impossible for a road vehicle. */
  drift: 1 << 4,
  /** Coordinates frozen while speed says otherwise. */
  frozen: 1 << 5,
  /** Sent as a blind-area upload. */
  backlog: 1 << 6,
  /** Older than the vehicle's settled frontier when it arrived: corrects history, never rings. */
  late: 1 << 7,
  /** Satellite and sensor speed disagree by more than 11 km/h. */
  speedMismatch: 1 << 8,
  /**
   * Not a position: the driver left this vehicle (another driver reports from it). Only on driver
   * time lines; rules keyed by driver take it as standing with speed 0. Never on observations.v1.
   */
  released: 1 << 9,
} as const;

/** One record of `observations.v1`: a position after dedupe and qualify. */
export interface Observation {
  subjectKey: SubjectKey;
  deviceKey: SubjectKey;
  protocol: SourceProtocol;
  /** Trusted time of the fact: the fix time, or the received time when flagged clockWrong. */
  eventTimeMs: number;
  receivedTimeMs: number;
  latitudeDeg: number | null;
  longitudeDeg: number | null;
  altitudeM: number | null;
  speedKmh: number | null;
  courseDeg: number | null;
  mileageKm: number | null;
  alarmFlag: number;
  statusFlag: number;
  /** JT/T 1078 item 0x14 video alarm bits; 0 = none set, or not sent. */
  videoAlarmFlag: number;
  /** What else the report says of alarms; null = nothing, as nearly always. */
  alarmItems: AlarmItems | null;
  /** Bits of FLAGS. */
  flags: number;
  driverKey: SubjectKey | null;
  /** Where the raw bytes lie: partition and offset in `reports.v1`. */
  inputPartition: number;
  inputOffset: number;
}

/** 808 status bits that rules read. */
export const STATUS = {
  accOn: 1 << 0,
  located: 1 << 1,
  south: 1 << 2,
  west: 1 << 3,
  outOfService: 1 << 4,
  encrypted: 1 << 5,
} as const;

export const VEHICLE_CLASSES = ['charter', 'scheduled', 'dangerous', 'heavy', 'other'] as const;
export type VehicleClass = (typeof VEHICLE_CLASSES)[number];
