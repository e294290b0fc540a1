/** Okabe–Ito colours on the dark map; contrast on land #15273a is 4.4 or more for every class. RGB. */
export const LAND = '#15273a';
export const SEA = '#0b1622';
export const COAST = '#35516b';
export const GRATICULE = '#1c3247';
export const ROAD = '#4d6880';
export const LABEL = '#d7e3ee';
export const LABEL_HALO = '#0b1622';

export type Rgb = readonly [number, number, number];
/** Same order as VEHICLE_CLASSES: sky, green, orange, pink, pale grey. */
export const CLASS_RGB: readonly Rgb[] = [
  [86, 180, 233],
  [0, 178, 130],
  [240, 165, 20],
  [221, 140, 180],
  [200, 211, 221],
];
export const LAND_RGB: Rgb = [21, 39, 58];
export const OUTLINE_RGB: Rgb = [8, 15, 24];
export const HOLLOW_RGB: Rgb = [16, 30, 45];
export const SILENT_RGB: Rgb = [138, 153, 166];
/** By alert level 1 info … 4 critical; size and number of rings differ too, because red and pink are close in small marks. */
export const ALERT_RGB: readonly Rgb[] = [
  [255, 255, 255],
  [200, 211, 221],
  [240, 228, 66],
  [255, 150, 60],
  [255, 92, 80],
];

/** At a sensor, from good to bad; bars and lines in the symbol say the same. */
export const SENSOR_LEVEL_RGB: readonly Rgb[] = [
  [62, 207, 159],
  [168, 214, 120],
  [240, 228, 66],
  [255, 150, 60],
  [255, 92, 80],
];

export function css([r, g, b]: Rgb, alpha = 1): string {
  return alpha === 1 ? `rgb(${r} ${g} ${b})` : `rgb(${r} ${g} ${b} / ${alpha})`;
}
