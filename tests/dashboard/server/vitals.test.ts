/** Indicators and sensors from the log to API and live feed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liesIn } from '#core/access.ts';
import { subjectKeyOf } from '#core/identity.ts';
import { SENSOR_FLAGS } from '#core/sensor.ts';
import type { AlertRow } from '#dashboard/server/alert-row.ts';
import { IndicatorBoard, levelOf, POINTS_MAX } from '#dashboard/server/indicator-board.ts';
import { parseScope, regionAbove } from '#dashboard/server/scopes.ts';
import { speedLevel, trafficSum, visibilityLevel } from '#dashboard/server/sensor-levels.ts';
import {
  appendObservations,
  appendTransitions,
  newLog,
  PSEUDONYM_KEY,
  startServer,
  type TestServer,
  TestViewer,
} from './harness.ts';
import { alertOf, observationOf, transitionOf } from './support.ts';
import {
  appendRegistry,
  appendSensors,
  appendValues,
  DEFINITIONS,
  START_MS,
  sensorReadingOf,
  toldOf,
  WINDOW_MS,
} from './vitals-support.ts';

const region = (id: string) => ({ kind: 'region' as const, id });
const SENSOR = {
  sensorId: 'det-1',
  kind: 'detector' as const,
  name: '广深沿江 K12',
  latitudeDeg: 22.7,
  longitudeDeg: 113.8,
  regionCode: '440300',
  sectionId: 'S1',
};
const STATION = { ...SENSOR, sensorId: 'met-1', kind: 'weather' as const };
const VEHICLE = { plate: '粤B1', plateColour: 2, class: 'heavy', enterpriseId: 'E1' };

let server: TestServer;
const body = async <T>(path: string): Promise<T> => (await (await server.get(path)).json()) as T;
const until = async (condition: () => boolean | Promise<boolean>) => {
  for (let i = 0; i < 300; i++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Waited in vain.');
};

beforeAll(async () => {
  const log = await newLog();
  await appendRegistry(log, [
    {
      kind: 'enterprise',
      entity: { enterpriseId: 'E1', name: '深圳运输', regionCode: '440305' },
    },
    {
      kind: 'section',
      entity: { sectionId: 'S1', name: '沿江高速', regionCode: '440306', freeFlowKmh: 100 },
    },
    { kind: 'sensor', entity: SENSOR },
    { kind: 'sensor', entity: STATION },
    ...['440305', '440100'].map((regionCode) => ({
      kind: 'vehicle' as const,
      entity: { ...VEHICLE, vehicleId: `${regionCode}-2`, regionCode },
    })),
  ]);
  await appendValues(log, [
    toldOf({ windowStartMs: START_MS - WINDOW_MS, value: 92, numerator: 92 }),
    toldOf(),
    toldOf({ scope: region('440300'), numerator: 46, denominator: 50, value: 80 }),
    toldOf({ scope: region('440100'), numerator: 50, denominator: 50, value: 100 }),
    toldOf({ scope: region('440305'), numerator: 40, denominator: 50, value: 80 }),
    toldOf({ scope: region('unknown'), numerator: 6, denominator: 7, value: null }),
    toldOf({ scope: { kind: 'class', id: 'heavy' }, numerator: 96 }),
    toldOf({ scope: { kind: 'enterprise', id: 'E1' }, numerator: 40, denominator: 50, value: 80 }),
    toldOf({ scope: { kind: 'enterprise', id: 'E9' }, numerator: 1, denominator: 2, value: 50 }),
    ...['440000', '440300', '440100'].map((id) =>
      toldOf({ indicatorId: 'fleet.speeding', scope: region(id), value: 12 }),
    ),
  ]);
  const openedAtMs = START_MS + 1;
  const of = (regionCode: string) => subjectKeyOf(PSEUDONYM_KEY, 'vehicle', `${regionCode}-2`);
  await appendTransitions(log, [
    transitionOf(1, alertOf(1, { openedAtMs, subjectKey: of('440305') })),
    transitionOf(2, alertOf(2, { openedAtMs, subjectKey: of('440100') })),
    transitionOf(
      3,
      alertOf(3, { openedAtMs: START_MS - 1, closedAtMs: START_MS, subjectKey: of('440305') }),
    ),
    transitionOf(4, alertOf(4, { openedAtMs, subjectKey: of('440305'), type: 'link.silent' })),
    transitionOf(5, alertOf(5, { openedAtMs, subjectKey: of('440305'), state: 'withdrawn' })),
    transitionOf(6, alertOf(6, { openedAtMs: START_MS - 1, subjectKey: of('440305') })),
  ]);
  server = await startServer({ log, indicators: DEFINITIONS });
  await until(async () => (await server.metric('tizheng_dashboard_indicator_series')) === 11);
});
afterAll(() => server.stop());

describe('the board', () => {
  test('of one window the higher definition and version stands, in whatever order they come', () => {
    const told = [
      toldOf({ version: 1, value: 1, phase: 'early' }),
      toldOf({ version: 3, value: 3, phase: 'amended' }),
      toldOf({ version: 2, value: 2 }),
      toldOf({ version: 1, definitionVersion: 2, value: 9 }),
      toldOf({ windowStartMs: START_MS - WINDOW_MS, value: 7 }),
    ];
    for (const order of [told, [...told].reverse(), [...told, ...told]]) {
      const board = new IndicatorBoard(DEFINITIONS);
      for (const value of order) board.apply(value);
      const points = board.points('fleet.online-rate', region('440000'));
      expect(points.map(({ value }) => value)).toEqual([7, 9]);
      expect(board.point('fleet.online-rate', region('440000'))?.value).toBe(9);
    }
  });

  test('is bounded in windows and in series, and counts what it does not hold', () => {
    const board = new IndicatorBoard(DEFINITIONS, 2);
    for (let i = 0; i < POINTS_MAX + 5; i++)
      board.apply(toldOf({ windowStartMs: START_MS + i * WINDOW_MS }));
    const points = board.points('fleet.online-rate', region('440000'));
    expect(points).toHaveLength(POINTS_MAX);
    expect(points[0]!.windowStartMs).toBe(START_MS + 5 * WINDOW_MS);
    board.apply(toldOf());
    board.apply(toldOf({ scope: region('440100') }));
    board.apply(toldOf({ scope: region('440200') }));
    expect([board.series, board.notHeld]).toEqual([2, 2]);
  });

  test('a level counts the edges passed; an edge belongs to the better side', () => {
    const [online, speeding] = DEFINITIONS as [(typeof DEFINITIONS)[0], (typeof DEFINITIONS)[0]];
    expect([100, 98, 97.9, 90, 0, null].map((v) => levelOf(online, v))).toEqual([
      0,
      0,
      1,
      2,
      3,
      null,
    ]);
    expect([0, 10, 10.1, 20.1].map((v) => levelOf(speeding, v))).toEqual([0, 0, 1, 2]);
    expect(levelOf({ direction: 0, levels: [] }, 5)).toBeNull();
  });
});

test('regions lie in each other by their codes', () => {
  expect(['440305', '440300', '440000', 'unknown'].map(regionAbove)).toEqual([
    '440300',
    '440000',
    null,
    null,
  ]);
  expect(liesIn('440305', '440000') && liesIn('440305', '440300')).toBe(true);
  expect(liesIn('440305', '440100') || liesIn('unknown', '440000')).toBe(false);
  expect(parseScope('region:440300')).toEqual(region('440300'));
  for (const wrong of ['', 'region', 'region:', 'planet:1', `region:${'9'.repeat(200)}`])
    expect(parseScope(wrong)).toBeNull();
});

test('levels at a sensor: speed by free flow or expressway speeds, visibility by the traffic rules', () => {
  expect([71, 70, 50, 40, 30, null].map((v) => speedLevel(v, 100))).toEqual([0, 1, 2, 3, 4, null]);
  expect([66, 65, 20].map((v) => speedLevel(v, null))).toEqual([0, 1, 4]);
  expect([500, 499, 199, 99, 49, null].map(visibilityLevel)).toEqual([0, 1, 2, 3, 4, null]);
  const { body: reading } = sensorReadingOf('x');
  if (reading.kind !== 'traffic') throw new Error('A detector counts traffic.');
  // The lane the detector itself calls invalid counts for nothing.
  expect(trafficSum(reading.traffic)).toEqual({ speedKmh: 45, flowPerHour: 2_400 });
  expect(trafficSum({ ...reading.traffic, lanes: [] })).toEqual({
    speedKmh: null,
    flowPerHour: null,
  });
});

describe('the API', () => {
  test.each([
    '/api/indicators',
    '/api/indicators/fleet.online-rate/values',
    '/api/indicators/fleet.online-rate/parts',
    '/api/indicators/fleet.online-rate/alerts?from=0&to=1',
    '/api/vehicles',
    '/api/sensors/det-1',
  ])('%s needs a session', async (path) => {
    expect((await fetch(`${server.url}${path}`)).status).toBe(401);
  });

  test('the catalogue says what each indicator is, and its newest value', async () => {
    const answer = await body<{
      home: unknown;
      indicators: { id: string; newest: { value: number; level: number } | null }[];
    }>('/api/indicators');
    expect(answer.home).toEqual({ ...region('440000'), name: { zh: '广东省', en: 'Guangdong' } });
    expect(answer.indicators[0]).toMatchObject({
      ...DEFINITIONS[0],
      newest: { value: 96, level: 1 },
    });
    const city = await body<typeof answer>('/api/indicators?scope=region:440300');
    expect(city.indicators.map(({ newest }) => newest?.value)).toEqual([80, 12]);
    const nowhere = await body<typeof answer>('/api/indicators?scope=section:none');
    expect(nowhere.indicators.map(({ newest }) => newest)).toEqual([null, null]);
  });

  test('values of a period; without the store what memory holds', async () => {
    const { source, values } = await body<{ source: string; values: { value: number }[] }>(
      `/api/indicators/fleet.online-rate/values?from=${START_MS - WINDOW_MS}&to=${START_MS + 1}`,
    );
    expect([source, values.map(({ value }) => value)]).toEqual(['memory', [92, 96]]);
    const later = await body<{ values: unknown[] }>(
      `/api/indicators/fleet.online-rate/values?from=${START_MS + 1}&to=${START_MS + 2}`,
    );
    expect(later.values).toEqual([]);
  });

  test('a value opens into the scopes below it, worst first, down to the county', async () => {
    type Parts = {
      path: { id: string }[];
      numerator: number;
      denominator: number;
      childrenTotal: number;
      childrenNumerator: number;
      childrenDenominator: number;
      children: {
        scope: { id: string; name: { zh: string } };
        value: number | null;
        level: number;
      }[];
    };
    const province = await body<Parts>('/api/indicators/fleet.online-rate/parts');
    expect(province.children.map(({ scope, value }) => [scope.id, value])).toEqual([
      ['440300', 80],
      ['440100', 100],
      ['unknown', null],
    ]);
    // Children add up to the parent; who has no region is beside them.
    expect([province.childrenNumerator, province.childrenDenominator]).toEqual([96, 100]);
    expect([province.numerator, province.denominator]).toEqual([96, 100]);
    expect(province.children[0]!.scope.name.zh).toBe('深圳市');

    const city = await body<Parts>('/api/indicators/fleet.online-rate/parts?scope=region:440300');
    expect(city.path.map(({ id }) => id)).toEqual(['440000', '440300']);
    expect(city.children.map(({ scope }) => scope)).toEqual([
      { ...region('440305'), name: { zh: '440305', en: '440305' } },
    ]);
    const county = await body<Parts>('/api/indicators/fleet.online-rate/parts?scope=region:440305');
    expect([county.path.map(({ id }) => id), county.childrenTotal]).toEqual([
      ['440000', '440300', '440305'],
      0,
    ]);

    const by = async (kind: string, scope: string) =>
      (
        await body<Parts>(`/api/indicators/fleet.online-rate/parts?scope=${scope}&by=${kind}`)
      ).children.map(({ scope: { id, name } }) => `${id} ${name.zh}`);
    expect(await by('class', 'region:440000')).toEqual(['heavy 重型货车']);
    expect(await by('enterprise', 'region:440000')).toEqual(['E9 E9', 'E1 深圳运输']);
    expect(await by('enterprise', 'region:440300')).toEqual(['E1 深圳运输']);
    expect(await by('enterprise', 'region:440100')).toEqual([]);
    const enterprise = await body<Parts>(
      '/api/indicators/fleet.online-rate/parts?scope=enterprise:E1',
    );
    expect(enterprise.path.map(({ id }) => id)).toEqual(['440000', '440300', '440305', 'E1']);
  });

  test('leads to the alerts of its types in its window and scope', async () => {
    const window = `from=${START_MS}&to=${START_MS + WINDOW_MS}`;
    const found = async (id: string, scope: string) => {
      const answer = await body<{ began: number; alerts: AlertRow[] }>(
        `/api/indicators/${id}/alerts?scope=${scope}&${window}`,
      );
      const numbers = answer.alerts.map(({ alertId }) => Number.parseInt(alertId, 16));
      return [...numbers.slice(0, answer.began).sort(), '+', ...numbers.slice(answer.began)];
    };
    expect(await found('fleet.speeding', 'region:440000')).toEqual([1, 2, '+', 6]);
    expect(await found('fleet.speeding', 'region:440300')).toEqual([1, '+', 6]);
    expect(await found('fleet.speeding', 'class:heavy')).toEqual([1, 2, '+', 6]);
    expect(await found('fleet.speeding', 'enterprise:E2')).toEqual(['+']);
    expect(await found('fleet.online-rate', 'region:440000')).toEqual(['+']);
    expect(await body(`/api/indicators/fleet.speeding/parts?at=${START_MS}`)).toMatchObject({
      alertsBegan: 2,
      alertsContinued: 1,
    });
  });

  test('a scope leads to its vehicles, those without a report first', async () => {
    const moving = subjectKeyOf(PSEUDONYM_KEY, 'vehicle', '440305-2');
    await appendObservations(server.log, [observationOf(1, { subjectKey: moving })]);
    await until(async () => (await server.metric('tizheng_dashboard_vehicles')) === 1);
    type Answer = { total: number; counts: object; vehicles: { state: string; plate: string }[] };
    const all = await body<Answer>('/api/vehicles');
    expect([all.total, all.counts]).toEqual([2, { unseen: 1, silent: 0, stopped: 0, moving: 1 }]);
    expect(all.vehicles.map(({ state }) => state)).toEqual(['unseen', 'moving']);
    const of = async (scope: string) =>
      (await body<Answer>(`/api/vehicles?scope=${scope}`)).vehicles.map(({ state }) => state);
    expect(await of('region:440300')).toEqual(['moving']);
    expect(await of('region:440100')).toEqual(['unseen']);
    expect(await of('enterprise:E1')).toEqual(['unseen', 'moving']);
    expect(await of('class:charter')).toEqual([]);
    expect(await of('section:S1')).toEqual([]);
    expect((await server.get('/api/vehicles?scope=x')).status).toBe(400);
  });

  test('refuses what makes no sense', async () => {
    const states = await Promise.all(
      [
        '/api/indicators?scope=moon:1',
        '/api/indicators/none/values',
        '/api/indicators/fleet.online-rate/values?from=5&to=5',
        '/api/indicators/fleet.online-rate/values?from=x',
        '/api/indicators/fleet.online-rate/parts?by=planet',
        '/api/indicators/fleet.online-rate/parts?scope=region',
        '/api/indicators/fleet.online-rate/parts?scope=region:990000',
        '/api/indicators/fleet.online-rate/parts?at=1',
        '/api/indicators/fleet.online-rate/alerts',
        '/api/sensors/none',
      ].map(async (path) => (await server.get(path)).status),
    );
    expect(states).toEqual([400, 404, 400, 400, 400, 400, 404, 404, 400, 404]);
  });
});

describe('the live feed', () => {
  test('tells the watched scope whole, then what changes, newest value each', async () => {
    const viewer = await TestViewer.subscribed(server);
    viewer.send({ kind: 'watch', scopeKind: 'region', scopeId: '440300', sensors: false });
    await viewer.until(() => viewer.of('indicators').length > 0);
    const [first] = viewer.of('indicators').map(({ indicators }) => indicators);
    expect([first!.reset, first!.scopeId]).toEqual([true, '440300']);
    expect(
      first!.points.map(({ indicatorId, value, level }) => [indicatorId, value, level]),
    ).toEqual([
      ['fleet.online-rate', 80, 3],
      ['fleet.speeding', 12, 1],
    ]);
    viewer.messages.length = 0;
    const next = { scope: region('440300'), windowStartMs: START_MS + WINDOW_MS };
    await appendValues(server.log, [
      ...[1, 2, 3, 4].map((version) =>
        toldOf({ ...next, version, phase: 'early', value: 90 + version, coverage: null }),
      ),
      toldOf({ windowStartMs: START_MS + WINDOW_MS }),
    ]);
    await viewer.until(() => viewer.of('indicators').length > 0);
    const [later] = viewer.of('indicators').map(({ indicators }) => indicators);
    expect(later!.reset).toBe(false);
    expect(later!.points).toHaveLength(1);
    expect(later!.points[0]).toMatchObject({
      value: 94,
      version: 4,
      phase: 'early',
      coverage: null,
    });
    expect(viewer.of('sensors')).toEqual([]);

    viewer.messages.length = 0;
    viewer.send({ kind: 'watch', scopeKind: 'region', scopeId: '440400', sensors: false });
    await viewer.until(() => viewer.of('indicators').length > 0);
    expect(viewer.of('indicators')[0]!.indicators).toMatchObject({ reset: true, points: [] });
    viewer.send({ kind: 'watch', scopeKind: 'planet', scopeId: '1', sensors: false });
    await viewer.closed();
    expect(viewer.closeCode).toBe(1008);
  });

  test('tells every registered sensor, also those that are silent, and their readings', async () => {
    const viewer = await TestViewer.subscribed(server);
    viewer.send({ kind: 'watch', scopeKind: '', scopeId: '', sensors: true });
    await viewer.until(() => viewer.of('sensors').length > 0);
    const [first] = viewer.of('sensors').map(({ sensors }) => sensors);
    expect(first!.reset).toBe(true);
    expect(first!.sensors.map(({ sensorId, eventTimeMs }) => [sensorId, eventTimeMs])).toEqual([
      ['det-1', null],
      ['met-1', null],
    ]);
    viewer.messages.length = 0;
    const now = Date.now();
    await appendSensors(server.log, [
      sensorReadingOf('det-1', { eventTimeMs: now - 60_000 }),
      sensorReadingOf('det-1', { eventTimeMs: now }),
      // Older than the newest: it joins the series and changes nothing on the map.
      sensorReadingOf('det-1', { eventTimeMs: now - 30_000, flags: SENSOR_FLAGS.late }),
      sensorReadingOf('nobody-registered-me'),
    ]);
    await viewer.until(() => viewer.of('sensors').length > 0);
    const [later] = viewer.of('sensors').map(({ sensors }) => sensors);
    expect(later!.sensors).toEqual([
      {
        sensorId: 'det-1',
        kind: 'detector',
        name: SENSOR.name,
        longitudeE6: 113_800_000,
        latitudeE6: 22_700_000,
        eventTimeMs: now,
        staleAfterMs: 300_000,
        flags: 0,
        level: 2,
        speedKmh: 45,
        flowPerHour: 2_400,
        visibilityM: null,
      },
    ]);
    expect(viewer.of('indicators')).toEqual([]);
    const detail = await body<{ summary: { level: number }; readings: { eventTimeMs: number }[] }>(
      '/api/sensors/det-1',
    );
    expect(detail.readings.map(({ eventTimeMs }) => now - eventTimeMs)).toEqual([
      60_000, 30_000, 0,
    ]);

    viewer.messages.length = 0;
    await appendSensors(server.log, [
      sensorReadingOf('det-1', { eventTimeMs: now + 60_000, flags: SENSOR_FLAGS.failed }),
    ]);
    await viewer.until(() => viewer.of('sensors').length > 0);
    // A detector that failed its self-check tells no level.
    expect(viewer.of('sensors')[0]!.sensors.sensors[0]).toMatchObject({
      level: null,
      speedKmh: 45,
    });
    viewer.messages.length = 0;
    await appendRegistry(server.log, [
      { kind: 'sensor', entity: { ...SENSOR, sensorId: 'det-2' } },
    ]);
    await viewer.until(() => viewer.of('sensors').length > 0);
    expect(viewer.of('sensors')[0]!.sensors).toMatchObject({ reset: true });
    expect(viewer.of('sensors')[0]!.sensors.sensors).toHaveLength(3);
    viewer.socket.terminate();
  });

  test('a page that does not read is not filled up, and has the newest value when it reads again', async () => {
    const viewer = await TestViewer.subscribed(server);
    viewer.send({ kind: 'watch', scopeKind: 'region', scopeId: '440000', sensors: false });
    await viewer.until(() => viewer.of('indicators').length > 0);
    viewer.messages.length = 0;
    viewer.socket.pause();
    for (let version = 2; version < 2_002; version += 500) {
      await appendValues(
        server.log,
        Array.from({ length: 500 }, (_, i) =>
          toldOf({ phase: 'amended', version: version + i, value: version + i }),
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    viewer.socket.resume();
    await viewer.until(() =>
      viewer
        .of('indicators')
        .some(({ indicators }) => indicators.points.some(({ version }) => version === 2_001)),
    );
    // One frame a second at most, each with one row for the window.
    expect(viewer.of('indicators').length).toBeLessThan(5);
    viewer.socket.terminate();
  });
});
