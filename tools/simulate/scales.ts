/** Scales in the road of the simulated world (weigh-in-motion, 动态称重): where they lie, and whom they weigh when. */
import type { Weighing } from '#core/load.ts';
import type { Sensor, Vehicle } from '#core/registry.ts';
import type { WeighedPlate } from '#proto/codec/load-bodies.ts';
import { type Plan, placeAt } from './motion.ts';
import type { ScenarioWeighing } from './scenario.ts';

export interface SimScale {
  sensor: Sensor;
  /** In the order of their times. */
  weighed: readonly SimWeighing[];
}

export interface SimWeighing extends Weighing, WeighedPlate {
  timeMs: number;
}

const SEMITRAILER_M = 17.1;

/** The scale that a vehicle drives over; `number` tells it from the others, from 1. */
export function scaleOf(
  { atMs, axlesKg }: ScenarioWeighing,
  { vehicle, plan, nowMs, number }: { vehicle: Vehicle; plan: Plan; nowMs: number; number: number },
): SimScale {
  const { latDeg, lonDeg, speedKmh } = placeAt(plan, nowMs + atMs);
  const latitudeDeg = Math.round(latDeg * 1e6) / 1e6;
  const longitudeDeg = Math.round(lonDeg * 1e6) / 1e6;
  return {
    sensor: {
      sensorId: `sim-wim-${String(number).padStart(2, '0')}`,
      kind: 'scale',
      name: `动态称重站 ${number}（模拟）`,
      ...{ latitudeDeg, longitudeDeg },
      regionCode: plan.road.regionCode,
    },
    weighed: [
      {
        timeMs: nowMs + atMs,
        plate: vehicle.plate,
        plateColour: vehicle.plateColour,
        grossKg: axlesKg.reduce((sum, kg) => sum + kg, 0),
        axles: axlesKg.map((loadKg, index) => ({
          loadKg,
          tyres: index === 0 ? 'single' : 'dual',
          group: index === 0 ? 1 : index < 3 ? 2 : 3,
          drive: index === 1 || index === 2,
        })),
        combination: true,
        speedKmh: Math.round(speedKmh),
        lengthM: SEMITRAILER_M,
        lane: 2,
        ...{ latitudeDeg, longitudeDeg },
      },
    ],
  };
}
