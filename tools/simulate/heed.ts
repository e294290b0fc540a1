/**
 * What a simulated driver makes of a spoken warning (0x8300): two of three who are told to slow down do, for as long as their
 * scenario lasts. Who has no scenario drives as ever.
 */
import type { SimVehicle } from './fleet.ts';
import { type Plan, Profile } from './motion.ts';

/** From hearing to having slowed down. */
const SLOWING_MS = 8_000;
const CALM_KMH = 60;

export function heeds({ index }: Pick<SimVehicle, 'index'>): boolean {
  return index % 3 !== 0;
}

/** The plan as it is from `nowMs` on; what was driven before stays as it was. */
export function planAfter(
  vehicle: Pick<SimVehicle, 'index' | 'plan'>,
  text: string,
  nowMs: number,
): Plan {
  const { plan } = vehicle;
  const { script } = plan;
  if (!text.includes('减速') || script === null || !heeds(vehicle)) return plan;
  const slowMs = nowMs + SLOWING_MS;
  const { speedKmh } = script;
  if (slowMs >= speedKmh.endMs || speedKmh.at(nowMs) <= CALM_KMH) return plan;
  const knots = speedKmh.knotsMs.map((atMs): [number, number] => [atMs, speedKmh.at(atMs)]);
  const calmed = new Profile([
    ...knots.filter(([atMs]) => atMs < nowMs),
    [nowMs, speedKmh.at(nowMs)],
    [slowMs, Math.min(CALM_KMH, speedKmh.at(slowMs))],
    ...knots
      .filter(([atMs]) => atMs > slowMs)
      .map(([atMs, kmh]): [number, number] => [atMs, Math.min(CALM_KMH, kmh)]),
  ]);
  return { ...plan, script: { ...script, speedKmh: calmed } };
}
