/** The registry (基础库) as files, the API and `replay` state it. Each kind has its own file in `registry/`. */
import type { Ban } from './registry/ban.ts';
import type { Device } from './registry/device.ts';
import type { Driver } from './registry/driver.ts';
import type { Enterprise } from './registry/enterprise.ts';
import type { LineGeometry } from './registry/fields.ts';
import type { Holiday } from './registry/holiday.ts';
import type { Line } from './registry/line.ts';
import type { Permit } from './registry/permit.ts';
import type { Region } from './registry/region.ts';
import type { Route } from './registry/route.ts';
import type { Section } from './registry/section.ts';
import type { Sensor } from './registry/sensor.ts';
import type { Station } from './registry/station.ts';
import type { Ticket } from './registry/ticket.ts';
import type { Vehicle } from './registry/vehicle.ts';
import type { Waybill } from './registry/waybill.ts';
import type { Zone } from './registry/zone.ts';

export type { Device, Driver, Enterprise, LineGeometry, Route, Section, Sensor, Vehicle, Zone };

export interface RegistryFile {
  vehicles: Vehicle[];
  enterprises: Enterprise[];
  drivers: Driver[];
  devices?: Device[];
  routes: Route[];
  zones: Zone[];
  permits: Permit[];
  sections?: Section[];
  sensors?: Sensor[];
  regions?: Region[];
  stations?: Station[];
  lines?: Line[];
  waybills?: Waybill[];
  tickets?: Ticket[];
  holidays?: Holiday[];
  bans?: Ban[];
}
/** `{"<alert type>": {"enabled": bool, "<param>": value}}`. */
export type RuleSettings = Record<string, Record<string, unknown>>;
