import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadingBody } from '#core/report.ts';
import { SURFACES } from '#core/sensor.ts';
import { TZ_FAULTS } from '#ingest/protocols/tz/faults.ts';
import { filterOf, mappedTopics } from '#ingest/protocols/tz/mapping.ts';
import { decodePayload, isFault } from '#ingest/protocols/tz/payload.ts';
import { Router } from '#ingest/protocols/tz/router.ts';
import { type Message, parseTopic } from '#ingest/protocols/tz/topic.ts';
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
