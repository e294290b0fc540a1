/** House units as the wire's integers. One function per conversion; null never reaches them. */

/** Degrees to 1e-7 degrees, about a centimetre. */
export const e7OfDeg = (deg: number): number => Math.round(deg * 1e7);
export const degOfE7 = (e7: number): number => e7 / 1e7;

/** km/h to 0.1 km/h. */
export const dkmhOfKmh = (kmh: number): number => Math.round(kmh * 10);
export const kmhOfDkmh = (dkmh: number): number => dkmh / 10;

/** km to 0.1 km. */
export const hmOfKm = (km: number): number => Math.round(km * 10);
export const kmOfHm = (hm: number): number => hm / 10;
