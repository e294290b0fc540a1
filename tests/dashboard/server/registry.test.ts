import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entities } from '#core/registry/index.ts';
import { TOPICS } from '#core/topics.ts';
import { mergePatch } from '#dashboard/server/registry/desk.ts';
import { RegistryWriter } from '#runtime/registry/writer.ts';
import { newLog, PSEUDONYM_KEY, startServer, type TestServer } from './harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

interface Stored {
  key: string;
  version: number;
  item: Record<string, unknown>;
}
type Faults = { faults: { index?: number; field: string; code: string; message: string }[] };

async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const answer = await fetch(`${server.url}/api/registry${path}`, {
    method,
    headers: {
      ...{ cookie: server.cookie, 'x-tizheng': '1', ...headers },
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json = (text === '' ? null : JSON.parse(text)) as Stored & Faults & Record<string, unknown>;
  return { status: answer.status, etag: answer.headers.get('etag'), headers: answer.headers, json };
}
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });
const enterprise = (id: string, more: object = {}) => ({
  ...{ enterpriseId: id, name: `企业 ${id}`, regionCode: '440300' },
  ...more,
});
const vehicle = (plate: string, enterpriseId: string, more: object = {}) => ({
  ...{ vehicleId: `${plate}-2`, plate, plateColour: 2, class: 'charter' },
  ...{ enterpriseId, regionCode: '440300' },
  ...more,
});
const records = async (topic: string) => (await server.log.ends(topic, 0)).high;

describe('one entity', () => {
  test('is entered, read, changed by version, told of in its history, and removed', async () => {
    await send('POST', '/enterprises', { item: enterprise('a'), reason: 'first' });
    const made = await send('POST', '/vehicles', { item: vehicle('粤B10001', 'a'), reason: 'new' });
    expect(made.status).toBe(201);
    const { key, version } = made.json;
    expect(made.headers.get('location')).toBe(`/api/registry/vehicles/${key}`);
    expect(made.etag).toBe(`"${version}"`);
    expect(key).toMatch(/^[0-9a-f]{16}$/);
    const path = `/vehicles/${key}`;

    const changed = await send(
      'PATCH',
      path,
      { patch: { seats: 45 }, reason: 'refit' },
      ifMatch(version),
    );
    expect(changed.status).toBe(200);
    expect(changed.json.item).toMatchObject({ plate: '粤B10001', seats: 45 });
    const stale = await send('PATCH', path, { patch: { seats: 46 } }, ifMatch(version));
    expect(stale.status).toBe(412);
    expect((await send('PUT', path, { item: vehicle('粤B10001', 'a') })).status).toBe(428);
    expect((await send('GET', path)).json.item.seats).toBe(45);

    const same = await send('PATCH', path, { patch: { seats: 45 } }, ifMatch(changed.json.version));
    expect(same.json.version).toBe(changed.json.version);
    const other = { item: vehicle('粤B10002', 'a') };
    const renamed = await send('PUT', path, other, ifMatch(changed.json.version));
    expect([renamed.status, renamed.json.faults[0]?.field]).toEqual([422, 'vehicleId']);

    expect((await send('DELETE', path, undefined, ifMatch(version))).status).toBe(412);
    const gone = await send('DELETE', path, { reason: 'sold' }, ifMatch(changed.json.version));
    expect(gone.status).toBe(204);
    expect((await send('GET', path)).status).toBe(404);
    const again = await send(
      'PUT',
      path,
      { item: vehicle('粤B10001', 'a') },
      { 'if-none-match': '*' },
    );
    expect(again.status).toBe(201);

    const { changes, next } = (await send('GET', `${path}/history`)).json as never as {
      changes: { reason: string; actor: string; origin: string; item: { seats?: number } | null }[];
      next: number | null;
    };
    expect(changes.map(({ reason, item }) => [reason, item?.seats ?? null, item === null])).toEqual(
      [
        ['', null, false],
        ['sold', null, true],
        ['refit', 45, false],
        ['new', null, false],
      ],
    );
    expect(changes.every(({ actor, origin }) => actor === 'admin' && origin === 'api')).toBe(true);
    expect(next).toBeNull();
    const part = (await send('GET', `${path}/history?limit=3`)).json;
    expect(part.changes).toHaveLength(3);
    const rest = (await send('GET', `${path}/history?limit=3&before=${String(part.next)}`)).json;
    expect(rest.changes).toMatchObject([{ reason: 'new' }]);
  });

  test('of two who change it at once one is refused', async () => {
    const { json } = await send('POST', '/enterprises', { item: enterprise('race') });
    const path = `/enterprises/${json.key}`;
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        send('PATCH', path, { patch: { name: `name ${at}` } }, ifMatch(json.version)),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(7);
  });

  test.each([
    ['a field that is missing', vehicle('粤B1', 'a', { class: undefined }), 'class', 'required'],
    ['a class nobody knows', vehicle('粤B1', 'a', { class: 'tank' }), 'class', 'value'],
    ['a misspelt field', vehicle('粤B1', 'a', { seat: 4 }), 'seat', 'unknown-field'],
    ['a text for a number', vehicle('粤B1', 'a', { seats: '4' }), 'seats', 'type'],
    [
      'an id that is not plate-colour',
      vehicle('粤B1', 'a', { plateColour: 1 }),
      'vehicleId',
      'value',
    ],
    ['an enterprise that is not there', vehicle('粤B1', 'nobody'), 'enterpriseId', 'reference'],
  ])('with %s is refused by field, writing nothing', async (_, item, field, code) => {
    const before = await records(TOPICS.registryChanges);
    const { status, json } = await send('POST', '/vehicles', { item });
    expect(status).toBe(422);
    expect(json.faults).toContainEqual(expect.objectContaining({ field, code }));
    expect(JSON.stringify(json)).not.toContain('粤');
    expect(await records(TOPICS.registryChanges)).toBe(before);
  });

  test('is not removed while others refer to it, and not entered twice', async () => {
    const made = await send('POST', '/enterprises', { item: enterprise('b') });
    await send('POST', '/vehicles', { item: vehicle('粤B20001', 'b') });
    const refused = await send(
      'DELETE',
      `/enterprises/${made.json.key}`,
      undefined,
      ifMatch(made.json.version),
    );
    expect(refused.status).toBe(409);
    expect(refused.json.faults[0]?.message).toContain('vehicle');
    expect((await send('POST', '/enterprises', { item: enterprise('b') })).status).toBe(409);
  });

  test('a sensor and a device cannot sign in by one id', async () => {
    const sensor = entities.find(({ kind }) => kind === 'sensor')!;
    const { sectionId: _, ...item } = sensor.example as Record<string, unknown>;
    expect((await send('POST', '/sensors', { item })).status).toBe(201);
    await send('POST', '/enterprises', { item: enterprise('s') });
    await send('POST', '/vehicles', { item: vehicle('粤B30001', 's') });
    const device = { deviceId: item.sensorId, vehicleId: '粤B30001-2' };
    expect((await send('POST', '/devices', { item: device })).json.faults[0]?.field).toBe(
      'deviceId',
    );
  });

  test('every kind can be entered, in the order of the list, from its example', async () => {
    const changes = entities.flatMap(({ list, kind, example }) =>
      kind === 'line'
        ? [
            {
              op: 'put',
              list,
              item: { ...example, stops: [{ stationId: 's-1' }, { stationId: 's-1' }] },
            },
          ]
        : kind === 'sensor'
          ? []
          : [{ op: 'put', list, item: example }],
    );
    const { status, json } = await send('POST', '/bulk', { changes: changes.reverse() });
    expect([status, json.faults]).toEqual([200, undefined]);
    const { kinds } = (await send('GET', '')).json as never as { kinds: { count: number }[] };
    expect(kinds.every(({ count }) => count >= 1)).toBe(true);
  });
});

describe('a bulk', () => {
  test('is written whole or not at all, by a rule of order that needs no order', async () => {
    const changes = [
      { op: 'put', list: 'devices', item: { deviceId: '13900000001', vehicleId: '粤C10001-2' } },
      { op: 'put', list: 'vehicles', item: vehicle('粤C10001', 'c') },
      { op: 'put', list: 'enterprises', item: enterprise('c') },
    ];
    const wrong = [
      ...changes,
      { op: 'put', list: 'vehicles', item: vehicle('粤C10002', 'nobody') },
    ];
    const before = await records(TOPICS.registry);
    const refused = await send('POST', '/bulk', { changes: wrong });
    expect(refused.status).toBe(422);
    expect(refused.json.faults).toMatchObject([
      { index: 3, field: 'enterpriseId', code: 'reference' },
    ]);
    const dry = await send('POST', '/bulk', { changes, dryRun: true });
    expect(dry.json.results).toMatchObject([{ outcome: 'created' }, {}, {}]);
    expect(await records(TOPICS.registry)).toBe(before);

    const done = await send('POST', '/bulk', { changes, reason: 'fleet' });
    expect(done.status).toBe(200);
    const { records: written } = await server.log.read(TOPICS.registry, 0, before, {
      ...{ maxRecords: 10, maxBytes: 1e6, waitMs: 0 },
    });
    expect(written.map(({ key }) => key.split(':')[0])).toEqual([
      'enterprise',
      'vehicle',
      'device',
    ]);
    const again = await send('POST', '/bulk', { changes });
    expect(again.json.results).toMatchObject(Array(3).fill({ outcome: 'unchanged' }));
    expect(await records(TOPICS.registry)).toBe(before + 3);

    const results = done.json.results as { key: string; version: number }[];
    const removal = results.map(({ key, version }, at) => ({
      op: 'delete',
      key,
      version,
      list: changes[at]!.list,
    }));
    const half = await send('POST', '/bulk', { changes: removal.slice(1) });
    expect(half.status).toBe(409);
    expect((await send('POST', '/bulk', { changes: removal })).json.results).toMatchObject(
      Array(3).fill({ outcome: 'removed', version: null }),
    );
  });

  test('with an entity twice is refused', async () => {
    const put = { op: 'put', list: 'enterprises', item: enterprise('twice') };
    const { status, json } = await send('POST', '/bulk', { changes: [put, put] });
    expect([status, json.faults[0]?.index, json.faults[0]?.code]).toEqual([422, 1, 'duplicate']);
  });
});

describe('a list', () => {
  test('is paged in order of entry, filtered, and searched without a plate in the address', async () => {
    const changes = [
      { op: 'put', list: 'enterprises', item: enterprise('list') },
      ...Array.from({ length: 25 }, (_, at) => ({
        ...{ op: 'put', list: 'vehicles' },
        item: vehicle(`粤D${10_000 + at}`, 'list', {
          ...{
            class: at % 5 === 0 ? 'heavy' : 'charter',
            regionCode: at < 10 ? '440100' : '441900',
          },
        }),
      })),
    ];
    await send('POST', '/bulk', { changes });
    const seen: string[] = [];
    let after: unknown = 0;
    for (let pages = 0; after !== null; pages++) {
      const { json } = await send(
        'GET',
        `/vehicles?enterpriseId=list&limit=10&after=${String(after)}`,
      );
      expect(json.total).toBe(25);
      seen.push(...(json.items as Stored[]).map(({ item }) => String(item.plate)));
      after = json.next;
      expect(pages).toBeLessThan(4);
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => `粤D${10_000 + at}`));
    const heavy = (await send('GET', '/vehicles?enterpriseId=list&class=heavy&regionCode=4401'))
      .json;
    expect(heavy.total).toBe(2);
    const wrong = await send('GET', '/vehicles?kind=stop');
    expect([wrong.status, wrong.json.faults[0]?.field]).toEqual([400, 'kind']);
    const search = (text: string) => send('POST', '/vehicles/search', { text, limit: 5 });
    expect((await search('d1000')).json).toMatchObject({ total: 10 });
    expect((await search('粤D10007')).json).toMatchObject({ total: 1, next: null });
    const devices = await send('POST', '/vehicles/search', { where: { plate: '粤D10003' } });
    expect(devices.json.total).toBe(1);
    expect((await send('GET', '/submarines')).status).toBe(404);
  });
});

test('what was written outlives the server; an old entry keeps the fields this version does not know', async () => {
  const log = await newLog();
  const json = JSON.stringify({ ...enterprise('kept'), fleetOfTomorrow: 7 });
  const wish = { entity: 'enterprise', id: 'kept', json, previousVersion: 0 } as const;
  await new RegistryWriter(log, PSEUDONYM_KEY).write([wish], {
    ...{ actor: 'older', reason: '', origin: 'start', atMs: 1 },
  });
  const second = await startServer({ log });
  const list = await second.get('/api/registry/enterprises');
  const { items } = (await list.json()) as { items: Stored[] };
  expect(items).toMatchObject([{ version: 1, item: { enterpriseId: 'kept' } }]);
  const changed = await fetch(`${second.url}/api/registry/enterprises/${items[0]!.key}`, {
    method: 'PATCH',
    headers: {
      ...{ cookie: second.cookie, 'x-tizheng': '1', 'content-type': 'application/json' },
      ...ifMatch(1),
    },
    body: JSON.stringify({ patch: { name: 'renamed' } }),
  });
  expect(await changed.json()).toMatchObject({ item: { name: 'renamed', fleetOfTomorrow: 7 } });
  await second.stop();
});

test('a merge patch takes fields away by null and cannot reach a prototype', () => {
  expect(mergePatch({ a: 1, b: { c: 2, d: 3 } }, { a: null, b: { c: 4 } })).toEqual({
    b: { c: 4, d: 3 },
  });
  const patched = mergePatch({}, JSON.parse('{"__proto__":{"polluted":true}}')) as {
    polluted?: boolean;
  };
  expect(patched.polluted).toBeUndefined();
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

describe('a file', () => {
  const upload = (query: string, body: string | Uint8Array, type = 'text/csv') =>
    fetch(`${server.url}/api/registry/import?${query}`, {
      method: 'POST',
      headers: {
        ...{ cookie: server.cookie, 'x-tizheng': '1', 'content-type': type },
        'x-reason': encodeURIComponent('年检'),
      },
      body,
    });
  async function reportOf(answer: Response) {
    expect(answer.status).toBe(202);
    const where = answer.headers.get('location')!;
    for (;;) {
      const state = (await (await server.get(where)).json()) as {
        state: string;
        detail: string | null;
        report: Faults & Record<string, unknown>;
      };
      if (state.state !== 'running') return state;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  test('is imported beside other work, with a report, and its reason in the history', async () => {
    await send('POST', '/enterprises', { item: enterprise('file') });
    const text =
      'plate,plateColour,class,enterpriseId,regionCode\n粤F00001,2,heavy,file,440300\n粤F00002,2,tank,file,440300\n';
    const dry = await reportOf(await upload('format=csv&list=vehicles&dryRun=true', text));
    expect(dry.report).toMatchObject({ rows: 2, created: 1, faulty: 1, isWritten: false });
    expect(dry.report.faults).toMatchObject([{ row: 3, field: 'class', value: 'tank' }]);
    const done = await reportOf(await upload('format=csv&list=vehicles&faulty=skip', text));
    expect(done).toMatchObject({ state: 'done', report: { created: 1, isWritten: true } });
    const { items } = (await send('POST', '/vehicles/search', { text: '粤F' })).json as never as {
      items: Stored[];
    };
    expect(items).toHaveLength(1);
    const { changes } = (await send('GET', `/vehicles/${items[0]!.key}/history`)).json;
    expect(changes).toMatchObject([{ reason: '年检', origin: 'import', actor: 'admin' }]);
  });

  test('that is none is named as such; of two at once one waits its turn', async () => {
    const none = await reportOf(await upload('format=json', '[1]', 'application/json'));
    expect(none).toMatchObject({ state: 'failed', report: null });
    expect(none.detail).toContain('JSON object');
    expect((await upload('format=csv', 'x')).status).toBe(400);
    const csv = `enterpriseId,name,regionCode\n${Array.from({ length: 5_000 }, (_, at) => `bulk-${at},n,440300\n`).join('')}`;
    const first = await upload('format=csv&list=enterprises', csv);
    const meanwhile = await send('POST', '/enterprises', { item: enterprise('meanwhile') });
    expect(meanwhile.status).toBe(503);
    expect(meanwhile.headers.get('retry-after')).toBe('2');
    expect((await reportOf(first)).report).toMatchObject({ created: 5_000, isWritten: true });
    expect((await send('POST', '/enterprises', { item: enterprise('meanwhile') })).status).toBe(
      201,
    );
  });
});
