import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { entities } from '#core/registry/index.ts';
import { TOPICS } from '#core/topics.ts';
import { decodeRegistryEntity } from '#proto/codec/registry-entity.ts';
import type { EventLog } from '#runtime/log/event-log.ts';
import { openMemoryLog } from '#runtime/log/memory.ts';
import { csvRows } from '#runtime/registry/import/csv.ts';
import { runImport } from '#runtime/registry/import/import.ts';
import { jsonLists } from '#runtime/registry/import/json-lists.ts';
import { KeySet } from '#runtime/registry/import/key-set.ts';
import { formatOf, openSource } from '#runtime/registry/import/source.ts';
import { StoredRegistry } from '#runtime/registry/view.ts';
import { RegistryWriter } from '#runtime/registry/writer.ts';

const KEY = new Uint8Array(32).fill(5);
const directory = mkdtempSync(join(tmpdir(), 'tizheng-import-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function newLog(): Promise<EventLog> {
  const log = openMemoryLog();
  const kept = { partitions: 1, retentionMs: null, retentionBytes: null };
  await log.ensureTopic(TOPICS.registry, { ...kept, compacted: true });
  await log.ensureTopic(TOPICS.registryChanges, { ...kept, compacted: false });
  return log;
}

interface How {
  list?: string;
  faulty?: 'refuse' | 'skip';
  isDryRun?: boolean;
}
let files = 0;
async function importText(
  log: EventLog,
  name: string,
  content: string | Uint8Array,
  how: How = {},
) {
  const file = join(directory, `${++files}-${name}`);
  writeFileSync(file, content);
  return runImport({
    source: await openSource(file, { format: formatOf(name)!, list: how.list }),
    view: await StoredRegistry.read(log, KEY),
    writer: new RegistryWriter(log, KEY),
    pseudonymKey: KEY,
    author: { actor: 'me', reason: 'file', origin: 'import', atMs: 1_700_000_000_000 },
    faulty: how.faulty ?? 'refuse',
    isDryRun: how.isDryRun ?? false,
  });
}
const high = async (log: EventLog) => (await log.ends(TOPICS.registryChanges, 0)).high;
const stored = async (
  log: EventLog,
  kind: 'vehicle' | 'enterprise' | 'zone' | 'driver' | 'device',
  id: string,
) => (await StoredRegistry.read(log, KEY)).item(kind, id);

const ENTERPRISES = 'enterpriseId,name,regionCode\ne1,"深圳, 客运",440300\n';
const VEHICLES =
  '车牌号,车牌颜色,车辆类别,所属企业,区划代码,核定座位数,备注\n粤B00001,黄,旅游包车,e1,440300,45,x\n粤B00002,2,heavy,e1,440300,,\n';
/** 粤B00001,黄,包车,e1,440300 under a Chinese header, in GB18030. */
const GB18030 = Buffer.from(
  'b3b5c5c6bac52cb3b5c5c6d1d5c9ab2cb3b5c1bec0e0b1f02cc6f3d2b5b1e0bac52cd0d0d5fec7f8bbaeb4fac2eb0d0ad4c14230303030312cbbc62cb0fcb3b52c65312c3434303330300d0a',
  'hex',
);

describe('a CSV file', () => {
  test('with Chinese headers and words is read, written once, and unchanged the second time', async () => {
    const log = await newLog();
    await importText(log, 'e.csv', ENTERPRISES, { list: 'enterprises' });
    expect(await stored(log, 'enterprise', 'e1')).toMatchObject({ name: '深圳, 客运' });
    const report = await importText(log, 'v.csv', VEHICLES, { list: 'vehicles' });
    expect(report).toMatchObject({ rows: 2, created: 2, faulty: 0, isWritten: true });
    expect(report.notes).toEqual(['Column left out: 备注']);
    expect(await stored(log, 'vehicle', '粤B00001-2')).toEqual({
      ...{ vehicleId: '粤B00001-2', plate: '粤B00001', plateColour: 2, class: 'charter' },
      ...{ enterpriseId: 'e1', regionCode: '440300', seats: 45 },
    });
    const before = await high(log);
    const again = await importText(log, 'v.csv', VEHICLES, { list: 'vehicles' });
    expect(again).toMatchObject({ unchanged: 2, created: 0, changed: 0 });
    expect(await high(log)).toBe(before);
  });

  test('in GB18030 is known by its bytes', async () => {
    const log = await newLog();
    await importText(log, 'e.csv', ENTERPRISES, { list: 'enterprises' });
    const report = await importText(log, 'v.csv', GB18030, { list: 'vehicles' });
    expect(report).toMatchObject({ created: 1, faults: [] });
    expect(await stored(log, 'vehicle', '粤B00001-2')).toMatchObject({ class: 'charter' });
  });

  test('states its columns alone: other fields stay, an empty cell takes one away', async () => {
    const log = await newLog();
    const driver = { driverId: 'd1', name: '张三', licences: [{ kind: 'A1' }], phone: '138' };
    await importText(log, 'd.json', JSON.stringify({ drivers: [driver] }));
    await importText(log, 'd.csv', 'driverId,姓名,手机号\nd1,张四,\n', { list: 'drivers' });
    expect(await stored(log, 'driver', 'd1')).toEqual({
      ...{ driverId: 'd1', name: '张四', licences: [{ kind: 'A1' }] },
    });
  });

  test('names devices of a vehicle by plate and colour', async () => {
    const log = await newLog();
    await importText(log, 'e.csv', ENTERPRISES, { list: 'enterprises' });
    await importText(log, 'v.csv', VEHICLES, { list: 'vehicles' });
    const text = '终端手机号;车牌号;车牌颜色;安装日期\n13400000001;粤B00001;黄色;2026/1/5\n';
    const report = await importText(log, 'd.csv', text, { list: 'devices' });
    expect(report.faults).toEqual([]);
    expect(await stored(log, 'device', '13400000001')).toEqual({
      ...{ deviceId: '13400000001', vehicleId: '粤B00001-2', installedOn: '2026-01-05' },
    });
  });

  const faulty =
    'plate,plateColour,class,enterpriseId,regionCode\n' +
    '粤B00001,2,charter,e1,440300\n' +
    '粤B00002,紫,charter,e1,440300\n' +
    '粤B00003,2,charter,e9,440300\n' +
    '粤B00001,2,heavy,e1,440300\n' +
    '粤B00004,2,charter,e1\n' +
    '粤B00005,2,charter,e1,shenzhen\n';

  test('with faults names row, field and fault, masks what is personal, and writes nothing', async () => {
    const log = await newLog();
    await importText(log, 'e.csv', ENTERPRISES, { list: 'enterprises' });
    const before = await high(log);
    const report = await importText(log, 'v.csv', faulty, { list: 'vehicles' });
    expect(report).toMatchObject({ rows: 6, created: 1, faulty: 5, isWritten: false });
    expect(report.faults.map(({ row, field, code, value }) => [row, field, code, value])).toEqual([
      [3, 'plateColour', 'type', '紫'],
      [5, 'vehicleId', 'duplicate', '粤B***2'],
      [6, '', 'unreadable', null],
      [7, 'regionCode', 'value', 'shenzhen'],
      [4, 'enterpriseId', 'reference', 'e9'],
    ]);
    expect(JSON.stringify(report)).not.toMatch(/粤B0000/);
    expect(await high(log)).toBe(before);
  });

  test('writes the other rows when it is told to leave faulty ones out', async () => {
    const log = await newLog();
    await importText(log, 'e.csv', ENTERPRISES, { list: 'enterprises' });
    const report = await importText(log, 'v.csv', faulty, { list: 'vehicles', faulty: 'skip' });
    expect(report).toMatchObject({ created: 1, faulty: 5, isWritten: true });
    expect(await stored(log, 'vehicle', '粤B00001-2')).toMatchObject({ class: 'charter' });
    expect(await stored(log, 'vehicle', '粤B00003-2')).toBeUndefined();
  });

  test.each([
    ['no column of the id', 'name,colour\nx,1\n', 'vehicleId'],
    ['nothing in it', '', 'empty'],
    ['a quote that never ends', 'plate,plateColour\n"粤B,2\n', 'Line 2'],
  ])('with %s is refused as a whole', async (_, text, word) => {
    const log = await newLog();
    await expect(importText(log, 'v.csv', text, { list: 'vehicles' })).rejects.toMatchObject({
      code: 'REGISTRY_INVALID',
      message: expect.stringContaining(word),
    });
  });

  test('is read the same whatever the pieces, back to what was written', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' b', '粤', ';') });
    let quoted = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        async (rows, size) => {
          quoted += rows.flat().filter((text) => /["\n,]/.test(text)).length;
          const text = `x,y\r\n${rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;
          async function* pieces() {
            // By whole characters, but the delimiter is told by the first line.
            yield text.slice(0, 5);
            for (let at = 5; at < text.length; at += size) yield text.slice(at, at + size);
          }
          const read: string[][] = [];
          for await (const { cells } of csvRows(pieces())) read.push(cells);
          expect(read.slice(1)).toEqual(rows);
        },
      ),
      { numRuns: 200 },
    );
    expect(quoted).toBeGreaterThan(50);
  });
});

describe('a JSON file', () => {
  const example = (list: string) => entities.find((each) => each.list === list)!.example;
  test('holds lists in any order, each referring to the others', async () => {
    const log = await newLog();
    const file = {
      devices: [example('devices')],
      vehicles: [example('vehicles')],
      说明: 'a "note" with [brackets',
      enterprises: [example('enterprises')],
      submarines: [{ id: 1 }],
    };
    const report = await importText(log, 'all.json', JSON.stringify(file, null, 2));
    expect(report).toMatchObject({ rows: 3, created: 3, faults: [], isWritten: true });
    expect(report.notes).toEqual(['List left out: submarines']);
    const { records } = await log.read(TOPICS.registry, 0, 0, {
      maxRecords: 9,
      maxBytes: 1e6,
      waitMs: 0,
    });
    expect(records.map(({ value }) => decodeRegistryEntity(value).entity)).toEqual([
      ...['enterprise', 'vehicle', 'device'],
    ]);
    expect(await importText(log, 'all.json', JSON.stringify(file))).toMatchObject({ unchanged: 3 });
    const dry = await importText(
      log,
      'dry.json',
      JSON.stringify({ stations: [example('stations')] }),
      { isDryRun: true },
    );
    expect(dry).toMatchObject({ created: 1, isWritten: false, isDryRun: true });
    expect(await high(log)).toBe(3);
  });

  test('of whose rows one is faulty takes those along that refer to it', async () => {
    const log = await newLog();
    const vehicle = { ...(example('vehicles') as object), class: 'tank' };
    const file = {
      enterprises: [example('enterprises')],
      vehicles: [vehicle],
      devices: [example('devices')],
    };
    const report = await importText(log, 'all.json', JSON.stringify(file), { faulty: 'skip' });
    expect(report.faults.map(({ list, code }) => [list, code])).toEqual([
      ['vehicles', 'value'],
      ['devices', 'reference'],
    ]);
    expect(report).toMatchObject({ created: 1, faulty: 2, isWritten: true });
  });

  test.each(['[]', '{"vehicles":[', 'vehicles', '{"vehicles":[{}]} x'])(
    '%s is refused',
    async (text) => {
      await expect(importText(await newLog(), 'x.json', text)).rejects.toMatchObject({
        code: 'REGISTRY_INVALID',
      });
    },
  );

  test('is cut into the same elements whatever the pieces', async () => {
    const value = fc.dictionary(
      fc.constantFrom('a', 'b"', 'c[', '列表'),
      fc.oneof(
        fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 4 }),
        fc.string(),
        fc.constant({ x: [1, { y: ']' }] }),
      ),
    );
    let elements = 0;
    await fc.assert(
      fc.asyncProperty(
        value,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (object, size, isWide) => {
          const text = JSON.stringify(object, null, isWide ? 1 : 0);
          async function* pieces() {
            for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
          }
          const read: unknown[] = [];
          for await (const each of jsonLists(pieces())) read.push(JSON.parse(each.text));
          const expected = Object.values(JSON.parse(text) as object)
            .filter(Array.isArray)
            .flat();
          elements += expected.length;
          expect(read).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
    expect(elements).toBeGreaterThan(100);
  });
});

test('a GeoJSON file makes zones and sections, leaves strange properties out and names bad areas', async () => {
  const log = await newLog();
  const ring = [
    [113, 22],
    [114, 22],
    [114, 23],
    [113, 22],
  ];
  const bowTie = [
    [113, 22],
    [114, 23],
    [114, 22],
    [113, 23],
    [113, 22],
  ];
  const feature = (properties: object, geometry: object) => ({
    type: 'Feature',
    properties,
    geometry,
  });
  const file = {
    type: 'FeatureCollection',
    features: [
      feature(
        { zoneId: 'z1', kind: 'school', fill: '#f00' },
        { type: 'Polygon', coordinates: [ring] },
      ),
      { ...feature({ kind: 'tunnel' }, { type: 'Polygon', coordinates: [bowTie] }), id: 7 },
      feature(
        { sectionId: 's1', name: 'G4', regionCode: '440100' },
        { type: 'LineString', coordinates: ring.slice(0, 2) },
      ),
      null,
    ],
  };
  const report = await importText(log, 'map.geojson', JSON.stringify(file), { faulty: 'skip' });
  expect(report.faults.map(({ list, row, field, code }) => [list, row, field, code])).toEqual([
    ['zones', 2, 'polygon', 'geometry'],
    ['zones', 4, '', 'unreadable'],
  ]);
  expect(report).toMatchObject({ created: 2, notes: ['Property left out: fill'] });
  expect(await stored(log, 'zone', 'z1')).toMatchObject({ kind: 'school', appliesTo: [] });
});

test('a set of keys holds what a set of strings does', () => {
  const half = fc
    .integer({ min: 0, max: 40 })
    .map((n) => (n * 0x0400_0000).toString(16).padStart(8, '0').slice(-8));
  fc.assert(
    fc.property(fc.array(fc.tuple(half, half), { maxLength: 2_000 }), (pairs) => {
      const keys = new KeySet();
      const oracle = new Set<string>();
      for (const [high, low] of pairs) {
        const key = `${high}${low}`;
        if (key === '0'.repeat(16)) continue;
        expect(keys.has(key)).toBe(oracle.has(key));
        expect(keys.add(key)).toBe(!oracle.has(key));
        oracle.add(key);
      }
    }),
    { numRuns: 20 },
  );
});
