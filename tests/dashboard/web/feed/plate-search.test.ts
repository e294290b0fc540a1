import { describe, expect, test } from 'vitest';
import {
  foldPlate,
  PLATE_RESULTS_MAX,
  PlateIndex,
} from '../../../../dashboard/web/feed/plate-search.ts';

function vehicle(handle: number, plate: string, plateColour = 2) {
  return {
    handle,
    vehicleId: `${plate}-${plateColour}`,
    plate,
    plateColour,
    class: 'heavy',
    enterprise: '',
    regionCode: '440300',
  };
}
const index = new PlateIndex([
  vehicle(1, '粤B12345'),
  vehicle(2, '粤B12345', 1),
  vehicle(3, '粤BO1I88'),
  vehicle(4, '粤AD12345'),
  vehicle(5, '桂C55555'),
  vehicle(6, '贵C55555'),
]);
const found = (text: string) => index.search(text).map((v) => v.handle);

describe('plate search', () => {
  test('the province character may be typed as a latin letter or in full', () => {
    expect(found('yB123')).toEqual([1, 2]);
    expect(found('yueB123')).toEqual([1, 2]);
    expect(found('粤B123')).toEqual([1, 2]);
    expect(found('粤b 12.3')).toEqual([1, 2]);
  });

  test('O and 0, I and 1 are the same to the finger', () => {
    expect(found('粤B0118')).toEqual([3]);
    expect(found('yBOII8')).toEqual([3]);
  });

  test('any part of the plate finds it; beginnings come first', () => {
    expect(found('12345')).toEqual([1, 2, 4]);
    expect(found('gC5')).toEqual([5, 6]);
    expect(found('A')).toEqual([4]);
  });

  test('the same number in two colours is two vehicles', () => {
    expect(index.search('粤B12345').map((v) => v.plateColour)).toEqual([2, 1]);
  });

  test('nothing typed finds nothing, nor does a plate that is not there', () => {
    expect(found(' ')).toEqual([]);
    expect(found('粤Z9')).toEqual([]);
    expect(foldPlate(' 粤b·o1-i ')).toBe('粤B011');
  });

  test('twenty thousand plates are searched in a few milliseconds', () => {
    const large = new PlateIndex(
      Array.from({ length: 20_000 }, (_, i) => vehicle(i, `粤B${String(i).padStart(5, '0')}`)),
    );
    const runs = Array.from({ length: 9 }, () => {
      const startedMs = performance.now();
      expect(large.search('9999')).toHaveLength(2);
      return performance.now() - startedMs;
    }).sort((a, b) => a - b);
    expect(runs[0]).toBeLessThan(20);
    expect(large.search('粤B')).toHaveLength(PLATE_RESULTS_MAX);
  });
});
