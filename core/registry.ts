/** The registry (基础库) as files, the API and `replay` state it. */
import type { VehicleId } from './identity.ts';
import type { VehicleClass } from './report.ts';

export interface Vehicle {
  vehicleId: VehicleId;
  plate: string;
  plateColour: number;
  class: VehicleClass;
  enterpriseId: string;
  /** GB/T 2260 code, e.g. `440300`. */
  regionCode: string;
  totalMassKg?: number;
}
export interface Enterprise {
  enterpriseId: string;
  name: string;
  regionCode: string;
}
export interface Driver {
  driverId: string;
  name?: string;
}
/** A terminal. Of JT/T 808 `deviceId` is its phone number without leading zeros; MQTT and HTTP take any id. */
export interface Device {
  deviceId: string;
  vehicleId: VehicleId;
  terminalId?: string;
  /** Raised to replace the device's MQTT and HTTP password; default 0. */
  credentialVersion?: number;
  /** What the terminal does beside JT/T 808, by the names of `ingest/protocols/jt808/dialects`; default none. */
  dialects?: string[];
}
export type LineGeometry =
  | { type: 'LineString'; coordinates: [number, number][] }
  | { type: 'MultiLineString'; coordinates: [number, number][][] };
export interface Route {
  routeId: string;
  vehicleId: VehicleId;
  /** ISO 8601 instants; half-open `[validFrom, validTo)`. */
  validFrom: string;
  validTo: string;
  corridor: LineGeometry;
  /** Metres from the centre line to the corridor's edge. */
  halfWidthM: number;
  limitKmh?: number;
}
export interface Zone {
  zoneId: string;
  kind: string;
  polygon: { type: 'Polygon'; coordinates: [number, number][][] };
  appliesTo: VehicleClass[];
  window?: { start: string; end: string };
  limitKmh?: number;
}
/** A stretch of road in one direction. */
export interface Section {
  sectionId: string;
  name: string;
  regionCode: string;
  corridor?: LineGeometry;
  /** Speed in free flow; null or absent = not known. */
  freeFlowKmh?: number;
}
/** A roadside sensor; it signs in as the device of the same id. */
export interface Sensor {
  sensorId: string;
  kind: 'detector' | 'weather';
  name?: string;
  latitudeDeg: number;
  longitudeDeg: number;
  regionCode: string;
  /** Section it stands for; absent = counts for its region only. */
  sectionId?: string;
  /** Where the detector lies; decides how long it may see nobody (domain.md 7.1). Default `mainline`. */
  placement?: 'mainline' | 'ramp' | 'exit';
  /** Accountable unit (一数一责). */
  ownerId?: string;
  /** Raised to replace the sensor's MQTT and HTTP password; default 0. */
  credentialVersion?: number;
}
export interface RegistryFile {
  vehicles: Vehicle[];
  enterprises: Enterprise[];
  drivers: Driver[];
  devices?: Device[];
  routes: Route[];
  zones: Zone[];
  permits: unknown[];
  sections?: Section[];
  sensors?: Sensor[];
}
/** `{"<alert type>": {"enabled": bool, "<param>": value}}`. */
export type RuleSettings = Record<string, Record<string, unknown>>;
