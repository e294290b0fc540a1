/** How good it is at a sensor: levels from 0 = good, by the tables the indicators rest on. */
import type { TrafficSample } from '#core/sensor.ts';

/** Segment speed to free-flow speed, 畅通 … 严重拥堵 (GB/T 33171-2016; an edge belongs to the worse level). */
const SHARE_OF_FREE_FLOW = [0.7, 0.5, 0.4, 0.3];
/** Where no free-flow speed is known: expressway speeds in km/h (DB11/T 785 form). */
const EXPRESSWAY_KMH = [65, 50, 35, 20];
/** Visibility in m: early notice, then levels 3, 2 and 1 of the traffic rules (domain.md 7.2). */
const VISIBILITY_M = [500, 200, 100, 50];

/** 0 = free … 4 = severe congestion; null = no speed. */
export function speedLevel(speedKmh: number | null, freeFlowKmh: number | null): number | null {
  if (speedKmh === null) return null;
  return freeFlowKmh === null
    ? EXPRESSWAY_KMH.filter((edge) => speedKmh <= edge).length
    : SHARE_OF_FREE_FLOW.filter((edge) => speedKmh / freeFlowKmh <= edge).length;
}

/** 0 = clear … 4 = below 50 m; null = not measured. */
export function visibilityLevel(visibilityM: number | null): number | null {
  return visibilityM === null ? null : VISIBILITY_M.filter((edge) => visibilityM < edge).length;
}

/** Over the lanes that may be used: flow summed, speed weighted by vehicles; null = none measured. */
export function trafficSum({ lanes, intervalS }: TrafficSample): {
  speedKmh: number | null;
  flowPerHour: number | null;
} {
  let vehicles: number | null = null;
  let weight = 0;
  let weighted = 0;
  for (const lane of lanes) {
    if (!lane.valid || lane.vehicles === null) continue;
    vehicles = (vehicles ?? 0) + lane.vehicles;
    if (lane.speedKmh === null || lane.vehicles === 0) continue;
    weight += lane.vehicles;
    weighted += lane.vehicles * lane.speedKmh;
  }
  return {
    speedKmh: weight === 0 ? null : Math.round((weighted / weight) * 10) / 10,
    flowPerHour:
      vehicles === null || intervalS <= 0 ? null : Math.round((vehicles * 3_600) / intervalS),
  };
}
