/** Lines and stations as copies: put into what names them, told anew when they change. Without a log. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { SubjectKey } from '#core/identity.ts';
import { stationsNamed, withStations } from '#core/registry/stations.ts';
import { checkRegistry } from '#ingest/registry-import.ts';
import { type OwnedCopy, PaperCopies } from '#ingest/registry-papers.ts';

const key = (id: string) => `key-of-${id}` as SubjectKey;
const A = key('a');
const station = (latitudeDeg: number, radiusM?: number) => ({
  ...{ stationId: 's1', name: 'n', kind: 'stop' as const, regionCode: '', latitudeDeg },
  longitudeDeg: 114,
  ...(radiusM === undefined ? {} : { radiusM }),
});
const line = {
  ...{ lineId: 'l1', name: 'n', licenceNumber: '7', lineClass: 2, halfWidthM: 9 },
  stops: [{ stationId: 's1', minutes: 5 }, { stationId: 's2' }],
};
const facts = (copies: OwnedCopy[]) =>
  copies.map(({ owner, entity, id, facts }) => [owner, entity, id, facts?.() ?? null]);
const lineFacts = (owner: SubjectKey, at: object) => [
  ...[owner, 'line', 'l1'],
  {
    ...{ subjectKey: owner, lineId: 'l1', licenceNumber: '7', lineClass: 2 },
    stops: [{ stationId: 's1', minutes: 5, ...at }, { stationId: 's2' }],
  },
];

describe('a line', () => {
  test('goes to each of its vehicles, its stops located, and again when it, a vehicle or a station changes', () => {
    const copies = new PaperCopies(key, key);
    expect(copies.station(station(22))).toEqual([]);
    expect(copies.line('line:1', line)).toEqual([]);
    const at = { latitudeDeg: 22, longitudeDeg: 114, radiusM: 200 };
    expect(facts(copies.vehicle(A, 'l1'))).toEqual([lineFacts(A, at)]);
    expect(facts(copies.vehicle(key('b'), 'l1'))).toEqual([lineFacts(key('b'), at)]);
    expect(facts(copies.line('line:1', line))).toHaveLength(2);
    expect(copies.station(station(22))).toEqual([]);
    const moved = { latitudeDeg: 23, longitudeDeg: 114, radiusM: 80 };
    expect(facts(copies.station(station(23, 80)))[1]).toEqual(lineFacts(key('b'), moved));
    expect(facts(copies.vehicle(key('b'), undefined))).toEqual([[key('b'), 'line', 'l1', null]]);
    expect(facts(copies.lineGone('line:1'))).toEqual([[A, 'line', 'l1', null]]);
    expect(copies.station(station(24))).toEqual([]);
    expect(copies.vehicle(A, 'l1')).toEqual([]);
  });

  test('that comes after its vehicles reaches them', () => {
    const copies = new PaperCopies(key, key);
    expect(copies.vehicle(A, 'l1')).toEqual([]);
    expect(facts(copies.line('line:1', line))).toEqual([lineFacts(A, {})]);
  });
});

describe('a paper', () => {
  const ticket = (vehicleId: string, stationId?: string) => ({
    ...{ ticketId: 't', vehicleId, origin: { regionCode: '440300' } },
    destination: stationId === undefined ? { regionCode: '440100' } : { stationId },
  });

  test('that names a station follows it until it is gone', () => {
    const copies = new PaperCopies(key, key);
    const destination = (latitudeDeg?: number) =>
      latitudeDeg === undefined
        ? { stationId: 's1' }
        : { stationId: 's1', latitudeDeg, longitudeDeg: 114, radiusM: 200 };
    const paper = (at?: number) => [
      ...[A, 'ticket', 't'],
      {
        ...{ subjectKey: A, ticketId: 't', origin: { regionCode: '440300' } },
        destination: destination(at),
      },
    ];
    expect(facts(copies.paper('ticket:1', 'ticket', 't', ticket('a', 's1')))).toEqual([paper()]);
    expect(facts(copies.station(station(22)))).toEqual([paper(22)]);
    expect(facts(copies.paperGone('ticket:1')!)).toEqual([[A, 'ticket', 't', null]]);
    expect(copies.station(station(23))).toEqual([]);
    expect(copies.paperGone('ticket:1')).toBeNull();
  });

  test('that no longer names it does not', () => {
    const copies = new PaperCopies(key, key);
    copies.paper('ticket:1', 'ticket', 't', ticket('a', 's1'));
    expect(copies.paper('ticket:1', 'ticket', 't', ticket('b')).map(({ owner }) => owner)).toEqual([
      ...[key('b'), A],
    ]);
    expect(copies.station(station(22))).toEqual([]);
  });
});

test('the ban calendars of the documentation can be imported', () => {
  const file = new URL('../../docs/examples/registry/bans.json', import.meta.url);
  const { accepted, problems } = checkRegistry(JSON.parse(readFileSync(file, 'utf8')));
  expect(problems).toEqual([]);
  const guangdong = accepted.find(({ id }) => id === 'guangdong-expressway-night');
  expect(guangdong?.item).toMatchObject({
    ...{ regionCode: '440000', to: '2026-10-31', roadClasses: ['expressway'] },
    windows: [{ start: '00:00', end: '06:00' }],
  });
});

test('coordinates and radius of a place win over those of its station', () => {
  const own = { stationId: 's1', latitudeDeg: 1, longitudeDeg: 2 };
  const item = { origin: own, via: [{ stationId: 's1', radiusM: 7 }, { zoneId: 'z' }] };
  expect(stationsNamed(item)).toEqual(['s1']);
  expect(withStations(item, () => ({ latitudeDeg: 22, longitudeDeg: 114, radiusM: 200 }))).toEqual({
    origin: own,
    via: [{ stationId: 's1', latitudeDeg: 22, longitudeDeg: 114, radiusM: 7 }, { zoneId: 'z' }],
  });
});
