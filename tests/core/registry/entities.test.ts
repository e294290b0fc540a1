import { describe, expect, test } from 'vitest';
import { canonicalJson, faultsOf } from '#core/registry/check.ts';
import { DIALECT_NAMES } from '#core/registry/device.ts';
import { type FieldNotes, openFields } from '#core/registry/entity.ts';
import { entities } from '#core/registry/index.ts';
import { dialects } from '#ingest/protocols/jt808/dialects/index.ts';

const definitionOf = (kind: string) => entities.find((each) => each.kind === kind)!;
const exampleOf = (kind: string, change: object = {}) => ({
  ...structuredClone(definitionOf(kind).example),
  ...change,
});

describe.each(entities.map((each) => [each.kind, each] as const))('%s', (_, definition) => {
  const properties = definition.schema.properties as Record<string, Partial<FieldNotes>>;

  test('its example has no fault, also strictly, and comes back from its JSON', () => {
    expect(faultsOf(definition, definition.example, 'refuse')).toEqual([]);
    const json = canonicalJson(definition, definition.example as object);
    expect(JSON.parse(json)).toEqual(definition.example);
    expect(canonicalJson(definition, JSON.parse(json))).toBe(json);
  });

  test('filters, searches and columns are fields; no filter is personal', () => {
    for (const field of [...definition.filters, ...definition.search, ...definition.columns])
      expect(Object.keys(properties)).toContain(field);
    for (const field of definition.filters)
      expect(properties[field]?.['x-personal'], field).toBeUndefined();
    expect(definition.columns[0]).toBe(definition.id);
    expect(Object.keys(properties)[0]).toBe(definition.id);
  });

  test('what it refers to is written before it', () => {
    const order = entities.map((each) => each.kind);
    for (const { kind } of definition.references(definition.example as never))
      expect(order.indexOf(kind)).toBeLessThanOrEqual(order.indexOf(definition.kind));
  });

  test('a missing id, a strange field and a wrong type are named', () => {
    const { [definition.id]: id, ...rest } = definition.example as Record<string, unknown>;
    expect(faultsOf(definition, rest, 'keep')).toContainEqual({
      field: definition.id,
      code: 'required',
      message: 'is missing.',
    });
    const strange = { ...rest, [definition.id]: id, colour: 'red' };
    expect(faultsOf(definition, strange, 'keep')).toEqual([]);
    expect(faultsOf(definition, strange, 'refuse')).toMatchObject([
      { field: 'colour', code: 'unknown-field' },
    ]);
    const wrong = { ...rest, [definition.id]: 7 };
    expect(faultsOf(definition, wrong, 'keep')[0]).toMatchObject({
      field: definition.id,
      code: 'type',
    });
    expect(faultsOf(definition, 'no object', 'refuse').length).toBeGreaterThan(0);
  });
});

test.each([
  ['vehicle', { plateColour: 300 }, 'plateColour', 'value'],
  ['vehicle', { vehicleId: '粤B00001-1' }, 'vehicleId', 'value'],
  ['vehicle', { dangerousGoods: ['3', '10'] }, 'dangerousGoods.1', 'value'],
  ['vehicle', { certificateValidTo: '2026-02-30' }, 'certificateValidTo', 'value'],
  ['driver', { licences: [{ kind: 'A9' }] }, 'licences.0.kind', 'value'],
  [
    'driver',
    { licences: [{ kind: 'A1', validFrom: '2026-02-02', validTo: '2026-02-01' }] },
    'licences.0.validFrom',
    'order',
  ],
  ['route', { corridor: undefined }, 'corridor', 'required'],
  ['route', { mode: 'od' }, 'origin', 'required'],
  ['route', { via: [{ name: 'somewhere' }] }, 'via.0', 'value'],
  ['route', { validTo: '2026-11-20T00:00:00+08:00' }, 'validFrom', 'order'],
  ['line', { stops: [{ stationId: 's-1' }] }, 'stops', 'value'],
  [
    'line',
    { timetable: [{ runId: 'x', departs: '25:00', direction: 'out' }] },
    'timetable.0.departs',
    'value',
  ],
  ['waybill', { goods: [] }, 'goods', 'required'],
  ['waybill', { origin: {} }, 'origin', 'value'],
  ['waybill', { validTo: '2026-11-21T07:00:00+08:00' }, 'departsAt', 'order'],
  ['ticket', { destination: { latitudeDeg: 22 } }, 'destination', 'value'],
  ['permit', { windows: [{ start: '6:00', end: '20:00' }] }, 'windows.0.start', 'value'],
  ['holiday', { to: '2026-09-30' }, 'from', 'order'],
  ['ban', { windows: [] }, 'windows', 'value'],
  ['region', { parentCode: '440300' }, 'parentCode', 'value'],
  ['sensor', { latitudeDeg: 91 }, 'latitudeDeg', 'value'],
])('%s with %o is refused at %s', (kind, change, field, code) => {
  const item = JSON.parse(JSON.stringify(exampleOf(kind, change)));
  const faults = faultsOf(definitionOf(kind), item, 'refuse');
  expect(faults).toContainEqual(expect.objectContaining({ field, code }));
  expect(JSON.stringify(faults)).not.toContain('粤B');
});

test('references are named with their fields, nested ones too', () => {
  const places = { via: [{ stationId: 's-9' }], stops: [{ zoneId: 'z-9' }], lineId: '' };
  const item = exampleOf('route', places);
  expect(definitionOf('route').references(item as never)).toEqual([
    { field: 'vehicleId', kind: 'vehicle', id: '粤B00001-2' },
    { field: 'via.0.stationId', kind: 'station', id: 's-9' },
    { field: 'stops.0.zoneId', kind: 'zone', id: 'z-9' },
  ]);
});

test('no plate, name or number of a paper is among the open fields, and no field of tomorrow', () => {
  const tomorrow = { ownerPhone: '138' };
  const open = ['vehicle', 'driver', 'route', 'permit', 'waybill', 'ticket'].map((kind) =>
    openFields(definitionOf(kind), exampleOf(kind, tomorrow)),
  );
  expect(JSON.stringify(open)).not.toMatch(/粤B|张三|138|d-1/);
});

test('the dialects a device may name are those that ingest has', () => {
  expect([...DIALECT_NAMES].sort()).toEqual(dialects.map(({ name }) => name).sort());
});
