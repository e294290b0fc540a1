import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VehicleId } from '#core/identity.ts';
import type { ReadingBody } from '#core/report.ts';
import { SURFACES } from '#core/sensor.ts';
import { DeviceTable } from '#ingest/devices.ts';
import { maskPlates } from '#ingest/plates.ts';
import type { ProtocolFault } from '#ingest/protocol.ts';
import { TZ_FAULTS } from '#ingest/protocols/tz/faults.ts';
import { filterOf, mappedTopics } from '#ingest/protocols/tz/mapping.ts';
import { decodePayload, isFault } from '#ingest/protocols/tz/payload.ts';
import { Router } from '#ingest/protocols/tz/router.ts';
import { type Message, parseTopic } from '#ingest/protocols/tz/topic.ts';
import { readingOf } from '#ingest/spoken.ts';
import { encodeWeighing } from '#proto/codec/load-bodies.ts';
import { encodePosition } from '#proto/codec/reading.ts';
import { encodeTraffic, encodeWeather } from '#proto/codec/sensor-bodies.ts';

const json = (message: Message, value: unknown) =>
  decodePayload(message, Buffer.from(JSON.stringify(value)), null);
const codeOf = (result: ReturnType<typeof json>) => (isFault(result) ? result.code : null);

/** Values at the wire's own resolution, or none. */
const tenths = (min: number, max: number) =>
  fc.option(fc.integer({ min: min * 10, max: max * 10 }).map((n) => n / 10));
const whole = (min: number, max: number) => fc.option(fc.integer({ min, max }));
const timeMs = whole(0, 4_000_000_000_000);

describe('weighings', () => {
  const axles = [{ loadKg: 6_000 }, { loadKg: 12_500, tyres: 'dual', group: 2, drive: true }];
  const given = { plate: '粤 b·12345', plateColour: 2, grossKg: 18_400, axles };

  test('JSON and protobuf mean the same; the plate is written as the registry does', () => {
    const said = json('weighing', { ...given, timeMs: 5, speedKmh: 61.5, lengthM: 9.42, lane: 2 });
    if (isFault(said) || said.kind !== 'weighed') throw new Error('not weighed');
    expect(said).toMatchObject({ plate: '粤 b·12345', vehicleId: '粤B12345-2' });
    expect(said.weighing).toEqual({
      ...{ timeMs: 5, grossKg: 18_400, combination: null, speedKmh: 61.5, lengthM: 9.42, lane: 2 },
      ...{ latitudeDeg: null, longitudeDeg: null },
      axles: [
        { loadKg: 6_000, tyres: 'unknown', group: null, drive: false },
        { loadKg: 12_500, tyres: 'dual', group: 2, drive: true },
      ],
    });
    const { plate, plateColour } = given;
    const wire = encodeWeighing(said.weighing, { plate, plateColour });
    expect(decodePayload('weighing', wire, null)).toEqual(said);
  });

  test.each([
    ['no plate', { plate: undefined }, 'FIELD_PLATE'],
    ['a plate of nothing', { plate: ' -' }, 'FIELD_PLATE'],
    ['no colour', { plateColour: undefined }, 'FIELD_PLATE_COLOUR'],
    ['one axle', { axles: axles.slice(1) }, 'FIELD_AXLES'],
    ['axles that bear more than the whole', { grossKg: 16_818 }, 'FIELD_GROSS_KG'],
    ['axles that bear less', { grossKg: 20_556 }, 'FIELD_GROSS_KG'],
    [
      'tyres of another kind',
      { axles: [{ loadKg: 9_000, tyres: 'six' }, axles[1]] },
      'FIELD_TYRES',
    ],
    ['half a place', { latitudeDeg: 23 }, 'FIELD_LONGITUDE_DEG'],
    ['a field more', { colour: 'red' }, 'FIELD_UNKNOWN'],
  ])('%s', (_, change, code) => {
    const fault = codeOf(json('weighing', { ...given, ...change }));
    expect(fault).toBe(code);
    expect(TZ_FAULTS).toContain(fault);
  });

  test('the sum of the axles may differ by a tenth', () => {
    for (const grossKg of [16_819, 20_555])
      expect(isFault(json('weighing', { ...given, grossKg }))).toBe(false);
  });

  test('lies with its vehicle, known or not, and no longer tells the plate', () => {
    const devices = new DeviceTable(new Uint8Array(32).fill(7), 8);
    const scale = devices.pending('wim-1');
    const raw = Buffer.from(JSON.stringify(given));
    const said = json('weighing', given) as Exclude<ReturnType<typeof json>, ProtocolFault>;
    const { partition, reading } = readingOf(scale, 'mqtt', 9, raw, said, devices);
    expect(partition).toBe(devices.vehicle('粤B12345-2' as VehicleId).partition);
    expect(reading.subjectKey).toBe(devices.vehicle('粤B12345-2' as VehicleId).subjectKey);
    expect(reading.deviceKey).toBe(scale.deviceKey);
    expect(reading.body.kind).toBe('weighing');
    const kept = Buffer.from(reading.raw).toString();
    expect(kept).not.toMatch(/12345/);
    expect(JSON.parse(kept)).toMatchObject({ grossKg: 18_400 });
    expect(reading.raw).toHaveLength(raw.length);
  });

  test.each(['{"plate":"粤B12345"', '"\\u7ca4B1234挂"', '\u0001粤ZF0023港\u0002', '京a·D12345'])(
    'plates in bytes nobody could read are covered: %s',
    (text) => {
      const masked = Buffer.from(maskPlates(Buffer.from(text))).toString();
      expect(masked).not.toMatch(/[A-Z]?\d{4}/);
      expect(masked).toMatch(/\*{9}/);
    },
  );

  test('and nothing else', () => {
    const text = '{"grossKg":18400,"station":"G4-K2100","note":"粤 north"}';
    expect(Buffer.from(maskPlates(Buffer.from(text))).toString()).toBe(text);
  });
});

describe('payloads', () => {
  test('JSON and protobuf of the same sample mean the same', () => {
    fc.assert(
      fc.property(
        fc.record({
          timeMs,
          intervalS: fc.integer({ min: 1, max: 3_600 }),
          lanes: fc.uniqueArray(
            fc.record({
              lane: fc.integer({ min: 1, max: 32 }),
              vehicles: whole(0, 10_000),
              occupancyPct: tenths(0, 100),
              speedKmh: tenths(0, 500),
              valid: fc.boolean(),
            }),
            { minLength: 1, maxLength: 8, selector: ({ lane }) => lane },
          ),
        }),
        ({ timeMs: endTimeMs, ...sample }) => {
          const wire = encodeTraffic({ endTimeMs, ...sample });
          const expected = { kind: 'traffic', traffic: { endTimeMs, ...sample } };
          expect(json('traffic', { timeMs: endTimeMs, ...sample })).toEqual(expected);
          expect(decodePayload('traffic', wire, null)).toEqual(expected);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.record({
          timeMs,
          visibilityM: whole(0, 100_000),
          windMs: tenths(0, 120),
          gustMs: tenths(0, 150),
          windDirectionDeg: whole(0, 359),
          airTempC: tenths(-90, 70),
          dewPointC: tenths(-100, 60),
          humidityPct: tenths(0, 100),
          rainMmH: tenths(0, 2_000),
          rain1hMm: tenths(0, 500),
          surface: fc.option(fc.constantFrom(...(Object.keys(SURFACES) as 'dry'[]))),
          surfaceTempC: tenths(-90, 90),
          frictionPct: tenths(0, 100),
          waterMm: tenths(0, 200),
        }),
        (weather) => {
          const expected = { kind: 'weather', weather };
          expect(json('weather', weather)).toEqual(expected);
          expect(
            decodePayload('weather', encodeWeather(weather), 'application/x-protobuf'),
          ).toEqual(
            // A message without a field has no bytes to be told from an empty payload.
            Object.values(weather).every((value) => value === null)
              ? { code: 'PAYLOAD_EMPTY', offset: 0 }
              : expected,
          );
        },
      ),
    );
  });

  test('a position: what it says, what it leaves out, what a converter passes on', () => {
    const body = json('pos', {
      time: '2026-11-21T08:00:00.5+08:00',
      latitudeDeg: 23.1,
      longitudeDeg: 113.2,
      speedKmh: 12.3,
      courseDeg: 360,
    });
    expect(body).toMatchObject({
      kind: 'position',
      position: {
        fixTimeMs: Date.parse('2026-11-21T00:00:00.500Z'),
        courseDeg: 0,
        altitudeM: null,
        satellites: null,
        statusFlag: 0b11,
        backlog: false,
      },
    });
    const { position } = body as Extract<ReadingBody, { kind: 'position' }>;
    const wire = encodePosition({ ...position, alarmFlag: 1, statusFlag: 0x13, driverKey: null });
    expect(decodePayload('pos', wire, null)).toEqual({
      kind: 'position',
      position: { ...position, alarmFlag: 1, statusFlag: 0x13 },
    });
    expect(json('pos', {})).toMatchObject({
      position: { fixTimeMs: null, latitudeDeg: null, statusFlag: 0 },
    });
    expect(json('pos', { accOn: false, speedKmh: 9 })).toMatchObject({
      position: { statusFlag: 0 },
    });
  });

  test('faults name the field, never the value', () => {
    const lane = { lane: 1 };
    const cases: [Message, unknown, string][] = [
      ['pos', { latitudeDeg: 90.1, longitudeDeg: 0 }, 'FIELD_LATITUDE_DEG'],
      ['pos', { latitudeDeg: 9 }, 'FIELD_LONGITUDE_DEG'],
      ['pos', { longitudeDeg: 9 }, 'FIELD_LATITUDE_DEG'],
      ['pos', { speedKmh: '50' }, 'FIELD_SPEED_KMH'],
      ['pos', { timeMs: 1.5 }, 'FIELD_TIME_MS'],
      ['pos', { time: '21.11.2026' }, 'FIELD_TIME_MS'],
      ['pos', { time: '2026-02-31T00:00:00' }, 'FIELD_TIME_MS'],
      ['pos', { plate: '粤B12345' }, 'FIELD_UNKNOWN'],
      ['pos', [], 'PROTOBUF_SYNTAX'],
      ['traffic', { intervalS: 30, lanes: [lane, lane] }, 'FIELD_LANE_TWICE'],
      ['traffic', { intervalS: 30, lanes: [{ lane: 33 }] }, 'FIELD_LANE'],
      [
        'traffic',
        { intervalS: 30, lanes: [{ ...lane, occupancyPct: 101 }] },
        'FIELD_OCCUPANCY_PCT',
      ],
      ['traffic', { intervalS: 30, lanes: [] }, 'FIELD_LANES'],
      ['traffic', { lanes: [lane] }, 'FIELD_INTERVAL_S'],
      ['traffic', { intervalS: 3_601, lanes: [lane] }, 'FIELD_INTERVAL_S'],
      ['weather', { surface: 'lava' }, 'FIELD_SURFACE'],
      ['weather', { visibilityM: -1 }, 'FIELD_VISIBILITY_M'],
      ['state', { online: 'no' }, 'FIELD_ONLINE'],
    ];
    for (const [message, value, code] of cases) {
      expect(codeOf(json(message, value)), JSON.stringify(value)).toBe(code);
      expect(TZ_FAULTS).toContain(code);
    }
    expect(codeOf(decodePayload('pos', Buffer.from('[1]'), 'application/json'))).toBe('FIELD_NONE');
    expect(codeOf(decodePayload('pos', Buffer.from('{}'), 'text/plain'))).toBe('CONTENT_TYPE');
    expect(codeOf(decodePayload('pos', Buffer.from('{}'), 'application/json; charset=utf-8'))).toBe(
      null,
    );
  });
});

test('topics: six levels, a kind, a message of that kind, an id that a registry can hold', () => {
  expect(parseTopic('tz/1/440100/road/det-1/traffic')).toEqual({
    region: '440100',
    kind: 'road',
    deviceId: 'det-1',
    message: 'traffic',
  });
  for (const [topic, fault] of [
    ['tz/1/440100/road/det-1', 'TOPIC_UNKNOWN'],
    ['tz/1/440100/road/det-1/traffic/x', 'TOPIC_UNKNOWN'],
    ['tz/2/440100/road/det-1/traffic', 'TOPIC_UNKNOWN'],
    ['tz/1//road/det-1/traffic', 'TOPIC_UNKNOWN'],
    ['tz/1/440100/constructor/det-1/traffic', 'TOPIC_KIND'],
    ['tz/1/440100/veh/det-1/traffic', 'TOPIC_MESSAGE'],
    ['tz/1/440100/veh/粤B12345/pos', 'TOPIC_DEVICE'],
    ['', 'TOPIC_UNKNOWN'],
  ] as const)
    expect(parseTopic(topic), topic).toBe(fault);
});

describe('mappings', () => {
  const mapping = {
    topic: '/hfp/v1/+/+/{mode}/{operator}/{vehicle}/#',
    deviceId: 'hfp-{operator}-{vehicle}',
    fields: {
      timeMs: { pointer: '/VP/tsi', factor: 1_000 },
      latitudeDeg: { pointer: '/VP/lat' },
      longitudeDeg: { pointer: '/VP/long' },
      speedKmh: { pointer: '/VP/spd', factor: 3.6 },
    },
  };
  const router = new Router([mappedTopics(mapping)]);
  const topic = '/hfp/v1/journey/ongoing/bus/0018/00640/1057/1/Munkkiniemi (M)/07:32';

  test('a topic is captured, a payload read by pointers and factors', () => {
    expect(filterOf(mapping)).toBe('/hfp/v1/+/+/+/+/+/#');
    const route = router.route(topic);
    if (!('decode' in route)) return expect.unreachable();
    expect(route.deviceId).toBe('hfp-0018-00640');
    const vp = { tsi: 1_539_059_572, lat: 60.2, long: 25.1, spd: 10, odo: null };
    const read = (value: unknown) => route.decode(Buffer.from(JSON.stringify(value)), null);
    expect(read({ VP: vp })).toMatchObject({
      position: { fixTimeMs: 1_539_059_572_000, latitudeDeg: 60.2, speedKmh: 36 },
    });
    expect(read({ VP: { ...vp, lat: null, long: null } })).toMatchObject({
      position: { latitudeDeg: null },
    });
    expect(read({ VP: { ...vp, lat: 99 } })).toEqual({ code: 'FIELD_LATITUDE_DEG', offset: 0 });
    expect(read({ other: 1 })).toMatchObject({ position: { fixTimeMs: null } });
    expect(route.decode(Buffer.from('{'), null)).toEqual({ code: 'JSON_SYNTAX', offset: 0 });
  });

  test('other topics stay the product’s own; contradictions are refused at the start', () => {
    expect(router.route('tz/1/-/veh/a/hb')).toMatchObject({ deviceId: 'a' });
    expect(router.route('/hfp/v1/journey/ongoing/bus/0018')).toEqual({
      code: 'TOPIC_UNKNOWN',
      offset: 0,
    });
    expect(router.route('/hfp/v1/a/b/bus/00 18/1/x')).toEqual({ code: 'TOPIC_DEVICE', offset: 0 });
    expect(() => mappedTopics({ ...mapping, deviceId: '{line}' })).toThrow('{line}');
    expect(() => mappedTopics({ ...mapping, topic: '/#/{operator}/{vehicle}' })).toThrow('#');
  });
});
