/** What is read from a line's bytes is what JSON makes of it; what is spelled otherwise is left to JSON. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Directory } from '#tools/replay/inputs.ts';
import { QuickLine } from '#tools/replay/quick-line.ts';
import { ReportReader } from '#tools/replay/reports.ts';

const digits = (max: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max }).map((n) => `${n}`);
const two = (max: number): fc.Arbitrary<string> => digits(max).map((text) => text.padStart(2, '0'));
const decimal = (max: number, places: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('', '', '', '-'), digits(max), digits(10 ** places), fc.nat(3))
    .map(([sign, whole, part, form]) => `${sign}${whole}${form === 0 ? '' : `.${part}`}`);
const mostly = (usual: string[], odd: string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...usual), weight: 19 },
    { arbitrary: fc.constantFrom(...odd), weight: 1 },
  );
const instant = fc
  .tuple(
    mostly(['2026-03-02', '2026-02-28'], ['2026-02-29', '1970-01-01', '0000-00-00', '2026-13-01']),
    fc.tuple(two(24), two(60), two(60)),
    mostly(['', '.5', '.123', '.123456'], ['.', '.x']),
    mostly(['', 'Z', '+08:00', '-03:30'], ['+0800', ' ', 'z', '+8:00']),
  )
  .map(([day, clock, fraction, zone]) => `"${day}T${clock.join(':')}${fraction}${zone}"`);
const name = mostly(['"粤B12345-2"', '"粤B54321-2"', '"D1"'], ['""', '"\\u7ca4B1"', '"a']);
const or = (usual: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: usual, weight: 40 },
    {
      arbitrary: fc.constantFrom('null', 'true', '""', '{}', '1e2', '01', '-0', '1.', '3'),
      weight: 1,
    },
  );
const member = (key: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  or(value).map((text) => `"${key}":${text}`);
const MEMBERS = [
  member('vehicleId', name),
  member('fixTime', instant),
  member('receivedTime', instant),
  member('latitudeDeg', decimal(91, 8)),
  member('longitudeDeg', decimal(181, 9)),
  member('speedKmh', decimal(200, 2)),
  member('courseDeg', decimal(361, 1)),
  member('altitudeM', decimal(9_000, 1)),
  member('mileageKm', decimal(2_000_000, 2)),
  member('alarmFlag', digits(4_294_967_296)),
  member('statusFlag', digits(4_294_967_296)),
  member('driverId', name),
];
const line = fc
  .tuple(
    fc.shuffledSubarray(
      MEMBERS.map((_, i) => i),
      { minLength: 8 },
    ),
    fc.tuple(...MEMBERS),
  )
  .map(([order, members]) => order.map((i) => members[i]!));

test('a line read from its bytes is the line read as JSON', () => {
  const reader = new ReportReader(new Directory());
  const quick = new QuickLine();
  const separators = mostly([',', ', '], [',,']);
  let quickly = 0;
  let readable = 0;
  fc.assert(
    fc.property(line, separators, mostly(['}', '}\r'], ['} ', '', '}}']), (members, by, last) => {
      const text = `{${members.join(by)}${last}`;
      const bytes = Buffer.from(`before${text}after`);
      const end = bytes.length - 5;
      if (quick.read(bytes, 6, end)) quickly++;
      const read = structuredClone(reader.read(bytes, 6, end));
      // A member nobody knows makes the line one that is left to JSON, and changes nothing of what it says.
      const slow = Buffer.from(`{"unknown":0,${text.slice(1)}`);
      expect(quick.read(slow, 0, slow.length)).toBe(false);
      expect(read).toEqual(reader.read(slow, 0, slow.length));
      if (typeof read !== 'string') readable++;
    }),
    { numRuns: 3_000 },
  );
  expect(quickly).toBeGreaterThan(100);
  expect(readable).toBeGreaterThan(50);
});

test('a blank line is neither a report nor a mistake', () => {
  const reader = new ReportReader(new Directory());
  expect(reader.read(Buffer.from('\r'), 0, 1)).toBeNull();
  expect(reader.read(Buffer.from('x'), 0, 0)).toBeNull();
});
