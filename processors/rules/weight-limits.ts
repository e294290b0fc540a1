/**
 * What a vehicle may weigh on the road (超限运输车辆行驶公路管理规定 第3条, GB 1589): by axles, less where axle
 * groups or trailer axles carry single tyres, never more than its axles may bear. What a scale does not
 * know is taken in the vehicle's favour.
 */
import type { WeighedAxle, Weighing } from '#core/load.ts';

/** Total mass by number of axles, kg: of a truck, and of a tractor with its trailer. */
const TOTALS = [
  { axles: 2, truckKg: 18_000, combinationKg: 18_000 },
  { axles: 3, truckKg: 25_000, combinationKg: 27_000 },
  { axles: 4, truckKg: 31_000, combinationKg: 36_000 },
  { axles: 5, truckKg: 43_000, combinationKg: 43_000 },
] as const;
const SIX_AXLES_KG = 49_000;
const SIX_AXLES_SINGLE_DRIVE_KG = 46_000;
const SINGLE_TYRES_LESS_KG = 3_000;

export interface WeightLimit {
  limitKg: number;
  /** `axles` = the table of totals, `axle-loads` = the sum its axles may bear. */
  by: 'axles' | 'axle-loads';
  /** Lowered because of single tyres. */
  singleTyres: boolean;
}

/** null = a vehicle of one axle is none. */
export function weightLimitOf(
  { axles, combination }: Weighing,
  registry: { singleDriveAxle: boolean | null; tractor: boolean | null },
): WeightLimit | null {
  if (axles.length < 2) return null;
  const isCombination = combination ?? registry.tractor;
  const singleTyres = hasSingleTyres(axles, isCombination === true);
  const totalKg =
    totalOf(axles, isCombination, registry.singleDriveAxle) -
    (singleTyres ? SINGLE_TYRES_LESS_KG : 0);
  const bearKg = bearableKg(axles);
  if (bearKg !== null && bearKg < totalKg)
    return { limitKg: bearKg, by: 'axle-loads', singleTyres };
  return { limitKg: totalKg, by: 'axles', singleTyres };
}

function totalOf(
  axles: readonly WeighedAxle[],
  isCombination: boolean | null,
  singleDriveAxle: boolean | null,
): number {
  const row = TOTALS.find((total) => total.axles === axles.length);
  if (row !== undefined) return isCombination === false ? row.truckKg : row.combinationKg;
  const drives = axles.filter(({ drive }) => drive).length;
  return singleDriveAxle === true || drives === 1 ? SIX_AXLES_SINGLE_DRIVE_KG : SIX_AXLES_KG;
}

/** Single tyres, not standard wide ones, on an axle of a group behind the steering axles or of the trailer. */
function hasSingleTyres(axles: readonly WeighedAxle[], isCombination: boolean): boolean {
  const lastDrive = axles.findLastIndex(({ drive }) => drive);
  const trailerFrom = lastDrive === -1 ? axles.length - 1 : lastDrive + 1;
  return axles.some(({ tyres, drive, group }, index) => {
    if (tyres !== 'single' || drive || index === 0) return false;
    if (isCombination && index >= trailerFrom) return true;
    if (group === null || group === axles[0]!.group) return false;
    return axles.filter((other) => other.group === group).length > 1;
  });
}

/** Permitted loads of axles and groups of axles, kg (GB 1589 table 3). */
const AXLE_KG = { single: 7_000, dual: 10_000, wide: 10_000 } as const;
const DRIVE_AXLE_KG = 11_500;
const PAIR_KG = 18_000;
const TRIPLE_KG = 24_000;

/** The sum of what the axles may bear; null = the scale does not tell groups and tyres of all of them. */
function bearableKg(axles: readonly WeighedAxle[]): number | null {
  let sumKg = 0;
  for (let from = 0; from < axles.length; ) {
    const { group } = axles[from]!;
    let to = from;
    let loneKg = 0;
    for (; to < axles.length && axles[to]!.group === group; to++) {
      const { tyres, drive } = axles[to]!;
      if (tyres === 'unknown' || group === null) return null;
      loneKg += drive && tyres !== 'single' ? DRIVE_AXLE_KG : AXLE_KG[tyres];
    }
    const size = to - from;
    const groupKg = size === 1 ? loneKg : size === 2 ? PAIR_KG : TRIPLE_KG;
    sumKg += Math.min(loneKg, groupKg);
    from = to;
  }
  return sumKg;
}
