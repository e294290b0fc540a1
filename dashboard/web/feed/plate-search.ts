/**
 * Finds plates as a person types them: any part of the plate, latin letters for the province character, O and 0 or I and 1
 * taken for each other, spaces and dots ignored. No DOM.
 */
import type { RosterVehicle } from './types.ts';

/** Province characters of plates and the latin letters people type for them (initials of the short name's pinyin). */
const PROVINCE_LATIN: Record<string, string> = {
  京: 'JING',
  津: 'JIN',
  沪: 'HU',
  渝: 'YU',
  冀: 'JI',
  豫: 'YU',
  云: 'YUN',
  辽: 'LIAO',
  黑: 'HEI',
  湘: 'XIANG',
  皖: 'WAN',
  鲁: 'LU',
  新: 'XIN',
  苏: 'SU',
  浙: 'ZHE',
  赣: 'GAN',
  鄂: 'E',
  桂: 'GUI',
  甘: 'GAN',
  晋: 'JIN',
  蒙: 'MENG',
  陕: 'SHAN',
  吉: 'JI',
  闽: 'MIN',
  贵: 'GUI',
  粤: 'YUE',
  青: 'QING',
  藏: 'ZANG',
  川: 'CHUAN',
  宁: 'NING',
  琼: 'QIONG',
  港: 'GANG',
  澳: 'AO',
};
/** Enough to pick from; more typing narrows it. */
export const PLATE_RESULTS_MAX = 12;

/** Upper case, O → 0 and I → 1, separators dropped. */
export function foldPlate(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s·.\-_]/g, '')
    .replaceAll('O', '0')
    .replaceAll('I', '1');
}

interface Entry {
  vehicle: RosterVehicle;
  /** 粤B12345 folded. */
  plate: string;
  /** The plate with its province in full pinyin and by initial: YUEB12345, YB12345. */
  latinFull: string;
  latinInitial: string;
}

export class PlateIndex {
  private entries: Entry[] = [];

  constructor(vehicles: Iterable<RosterVehicle>) {
    for (const vehicle of vehicles) {
      const plate = foldPlate(vehicle.plate);
      const latin = PROVINCE_LATIN[plate.charAt(0)] ?? '';
      const rest = plate.slice(1);
      this.entries.push({
        vehicle,
        plate,
        latinFull: latin === '' ? plate : foldPlate(latin) + rest,
        latinInitial: latin === '' ? plate : foldPlate(latin.charAt(0)) + rest,
      });
    }
  }

  get size(): number {
    return this.entries.length;
  }

  /** Best first: from the plate's start, then anywhere in it. Same number with another colour is another vehicle. */
  search(text: string, limit = PLATE_RESULTS_MAX): RosterVehicle[] {
    const wanted = foldPlate(text);
    if (wanted === '') return [];
    const starts: RosterVehicle[] = [];
    const inside: RosterVehicle[] = [];
    for (const entry of this.entries) {
      if (
        entry.plate.startsWith(wanted) ||
        entry.latinInitial.startsWith(wanted) ||
        entry.latinFull.startsWith(wanted)
      ) {
        starts.push(entry.vehicle);
        if (starts.length === limit) break;
      } else if (inside.length < limit && entry.plate.includes(wanted)) {
        inside.push(entry.vehicle);
      }
    }
    return [...starts, ...inside].slice(0, limit);
  }
}
