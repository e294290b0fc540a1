/** Every indicator the engine computes. Adding one: write the file, add it here, add a folder of vectors. */
import { activeVehicles } from './active-vehicles.ts';
import type { Indicator } from './define.ts';
import { driftRate } from './drift-rate.ts';
import { handlingRate } from './handling-rate.ts';
import { meanSpeed } from './mean-speed.ts';
import { onlineRate } from './online-rate.ts';
import { overtime } from './overtime.ts';
import { qualifiedRate } from './qualified-rate.ts';
import { sectionFlow } from './section-flow.ts';
import { sectionSpeed } from './section-speed.ts';
import { speeding } from './speeding.ts';
import { trackCompleteness } from './track-completeness.ts';
import { visibilityLevel } from './visibility-level.ts';

export const indicators: readonly Indicator[] = [
  onlineRate,
  activeVehicles,
  meanSpeed,
  qualifiedRate,
  driftRate,
  trackCompleteness,
  speeding,
  overtime,
  handlingRate,
  sectionSpeed,
  sectionFlow,
  visibilityLevel,
];
