/** Every block of a recorder that is read and written. Adding one: write the file, add it here, add its vectors. */
import { accidents } from './accidents.ts';
import { driverChanges, parameterChanges, power } from './events.ts';
import {
  clock,
  driver,
  installed,
  mileage,
  pulses,
  recorder,
  signals,
  standard,
  vehicle,
} from './identity.ts';
import { overTime } from './over-time.ts';
import { positions } from './positions.ts';
import { query } from './query.ts';
import { speedHistory } from './speed-history.ts';
import { speedLog } from './speed-log.ts';

export const uplinkBlocks = [
  standard,
  driver,
  clock,
  mileage,
  pulses,
  vehicle,
  signals,
  recorder,
  installed,
  speedHistory,
  positions,
  accidents,
  overTime,
  driverChanges,
  power,
  parameterChanges,
  speedLog,
] as const;

/** What is sent to a recorder: queries, and the settings 0x82–0x84, 0xC2–0xC4. */
export const downlinkBlocks = [query, vehicle, installed, signals, clock, pulses, mileage] as const;
