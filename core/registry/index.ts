/** Every kind of entity, what is referred to before what refers to it: the order in which a file is written. */
import { ban } from './ban.ts';
import { device } from './device.ts';
import { driver } from './driver.ts';
import { enterprise } from './enterprise.ts';
import type { EntityDefinition } from './entity.ts';
import { holiday } from './holiday.ts';
import { line } from './line.ts';
import { permit } from './permit.ts';
import { region } from './region.ts';
import { route } from './route.ts';
import { section } from './section.ts';
import { sensor } from './sensor.ts';
import { station } from './station.ts';
import { ticket } from './ticket.ts';
import { vehicle } from './vehicle.ts';
import { waybill } from './waybill.ts';
import { zone } from './zone.ts';

export const entities = [
  region,
  enterprise,
  station,
  line,
  vehicle,
  device,
  driver,
  route,
  zone,
  section,
  sensor,
  permit,
  waybill,
  ticket,
  holiday,
  ban,
] as unknown as readonly EntityDefinition[];
